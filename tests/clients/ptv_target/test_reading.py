"""An organisation is read whole, with its drafts and archive; single items are looked at."""

import json

import httpx
import pytest

from hytedata.clients.ptv import PtvTarget
from hytedata.clients.ptv_codes import CodesCache
from hytedata.errors import SourceUnavailable
from hytedata.sync.ports import Target
from tests.clients.ptv_double import EMPTY_PAGE, V11, Double, page, target
from tests.clients.ptv_target.support import OTHER, THIRD
from tests.connectors.ptv.builders import CLASSES, location, service, uri_items
from tests.connectors.ptv.catalogue import CHANNEL, ORGANISATION, SERVICE


def test_it_is_a_target(reader: PtvTarget) -> None:
    as_port: Target = reader

    assert as_port.login == "api.user@example.test"


def test_an_organisation_is_read_whole(ptv: Double, reader: PtvTarget) -> None:
    ptv.services, ptv.channels, ptv.visible = [service()], [location()], [CHANNEL]

    state = reader.read(ORGANISATION)

    assert [item.id for item in state.items] == [SERVICE, CHANNEL]
    assert state.items[1].visible_for_all is True
    assert state.completeness.complete
    assert state.postal_codes == {"91900"}
    assert state.organisation.municipalities == ("425",)


def test_an_organisation_without_anything_is_complete(ptv: Double, reader: PtvTarget) -> None:
    for path in ("Service/list/organization", "ServiceChannel/list/organization"):
        ptv.router.get(f"{V11}/{path}").respond(json=EMPTY_PAGE)

    state = reader.read(ORGANISATION)

    assert state.items == ()
    assert state.completeness.complete


def test_texts_are_read_with_their_headings(ptv: Double, reader: PtvTarget) -> None:
    ptv.services = [service()]

    reader.look("service", SERVICE)

    assert ptv.router.calls.last.request.url.params["showHeader"] == "true"


def test_services_that_it_merely_produces_are_not_its_own(ptv: Double, reader: PtvTarget) -> None:
    theirs = service(
        id=OTHER,
        organizations=[{"organization": {"id": OTHER}, "roleType": "Responsible"}],
    )
    ptv.services = [service(), theirs]

    state = reader.read(ORGANISATION)

    assert {item.id: item.own for item in state.items} == {SERVICE: True, OTHER: False}


def test_own_drafts_are_read_and_those_of_others_are_not(ptv: Double, reader: PtvTarget) -> None:
    ptv.channels = [location()]
    ptv.drafts = [
        location(id=OTHER, publishingStatus="Draft"),
        location(id=THIRD, publishingStatus="Draft", organizationId=OTHER),
    ]

    state = reader.read(ORGANISATION)

    assert {item.id: item.status for item in state.items} == {CHANNEL: "Published", OTHER: "Draft"}
    assert state.completeness.complete


def test_drafts_of_others_are_not_looked_at_again(ptv: Double) -> None:
    kept: dict[str, bytes] = {}
    cache = CodesCache(get=kept.get, put=kept.__setitem__)
    ptv.drafts = [location(id=THIRD, publishingStatus="Draft", organizationId=OTHER)]
    looks = f"{V11}/ServiceChannel/active/{THIRD}"

    for _ in range(2):
        with target(cache=cache) as opened:
            opened.read(ORGANISATION)

    asked = [call for call in ptv.router.calls if str(call.request.url).startswith(looks)]
    assert len(asked) == 1


def test_what_others_have_published_is_not_looked_at_one_by_one(
    ptv: Double, reader: PtvTarget
) -> None:
    ptv.published_by_others = [f"{number:08}-2222-4333-8444-555555555555" for number in range(200)]
    ptv.drafts = [location(id=OTHER, publishingStatus="Draft")]
    listed = [*ptv.published_by_others, OTHER]
    ptv.router.get(f"{V11}/ServiceChannel/active").respond(
        json=page(*({"id": one} for one in listed))
    )

    state = reader.read(ORGANISATION)

    looked = [call for call in ptv.router.calls if "Channel/active/" in call.request.url.path]
    assert len(looked) == 1
    assert [item.id for item in state.items] == [OTHER]


def test_a_general_descriptions_classes_are_subtracted(ptv: Double, reader: PtvTarget) -> None:
    ptv.services = [
        service(
            generalDescriptionId=OTHER,
            serviceClasses=uri_items(f"{CLASSES}P27.1", f"{CLASSES}P25"),
        )
    ]
    ptv.router.get(f"{V11}/GeneralDescription/list").respond(
        json=[{"id": OTHER, "serviceClasses": uri_items(f"{CLASSES}P25")}]
    )

    (item,) = reader.read(ORGANISATION).items

    assert item.fields["service_classes"] == [f"{CLASSES}P27.1"]


def test_archived_items_are_read_until_the_list_ends(ptv: Double, reader: PtvTarget) -> None:
    hundred = [{"id": f"{number:032}"} for number in range(100)]

    def archived(request: httpx.Request) -> httpx.Response:
        of_services = "/Service/" in request.url.path
        manual = request.url.params["ArchivingType"] == "Manual"
        first = request.url.params["Skip"] == "0"
        found = hundred if first else [{"id": OTHER}]
        wanted = of_services and manual
        return httpx.Response(200, content=json.dumps(found if wanted else None))

    ptv.router.get(path__regex=r".*/archived/list$").mock(side_effect=archived)

    state = reader.read(ORGANISATION)

    assert len(state.archived) == 101
    assert state.completeness.complete


def test_looking_for_what_is_not_there_finds_nothing(ptv: Double, reader: PtvTarget) -> None:
    assert reader.look("channel", CHANNEL) is None
    assert reader.look("channel", "00000000-0000-0000-0000-000000000000") is None
    assert reader.look("channel", "no id") is None


def test_a_channel_looked_at_states_whether_it_is_open_to_all(
    ptv: Double, reader: PtvTarget
) -> None:
    ptv.channels = [location(), location(id=OTHER)]
    ptv.visible = [OTHER]

    found = [reader.look("channel", one) for one in (CHANNEL, OTHER)]

    assert [item.visible_for_all for item in found if item] == [False, True]


def test_an_item_is_found_by_our_key_also_as_a_draft(ptv: Double, reader: PtvTarget) -> None:
    ptv.channels = [location()]
    ptv.drafts = [location(id=OTHER, sourceId="own-9", publishingStatus="Draft")]

    published = reader.find_by_source_id("channel", ORGANISATION, "own-1")
    draft = reader.find_by_source_id("channel", ORGANISATION, "own-9")

    assert published is not None
    assert published.id == CHANNEL
    assert draft is not None
    assert draft.id == OTHER
    assert reader.find_by_source_id("channel", ORGANISATION, "unknown") is None


def test_a_key_is_not_said_to_be_unused_after_a_short_read(ptv: Double, reader: PtvTarget) -> None:
    ptv.router.get(f"{V11}/ServiceChannel/list/organization").respond(503)

    with pytest.raises(SourceUnavailable):
        reader.find_by_source_id("channel", ORGANISATION, "own-1")


def test_postal_codes_are_kept_for_thirty_days(ptv: Double) -> None:
    kept: dict[str, bytes] = {}
    cache = CodesCache(get=kept.get, put=kept.__setitem__)
    route = ptv.router.get(f"{V11}/CodeList/GetPostalCodes")
    route.respond(json=page({"code": "91900"}))

    for _ in range(2):
        with target(cache=cache) as opened:
            assert opened.read(ORGANISATION).postal_codes == {"91900"}

    assert route.call_count == 1


def test_postal_codes_that_cannot_be_read_are_unknown(ptv: Double, reader: PtvTarget) -> None:
    ptv.router.get(f"{V11}/CodeList/GetPostalCodes").respond(500)

    state = reader.read(ORGANISATION)

    assert state.postal_codes == frozenset()
    assert state.completeness.complete


@pytest.mark.parametrize("age", ["damaged", "old"])
def test_postal_codes_that_are_kept_too_long_or_badly_are_read_again(ptv: Double, age: str) -> None:
    old = json.dumps({"read_at": "2026-07-31T00:00:00Z", "codes": ["00100"]}).encode()
    kept = b"{" if age == "damaged" else old
    cache = CodesCache(get=lambda _: kept, put=lambda _, __: None)

    with target(cache=cache) as opened:
        assert opened.read(ORGANISATION).postal_codes == {"91900"}
