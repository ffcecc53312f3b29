import json
from collections.abc import Iterator

import httpx
import pytest
import respx

from hytedata.clients.ptv import PtvTarget
from hytedata.clients.ptv_codes import CodesCache
from hytedata.errors import LoginRefused, NotFound, SourceUnavailable
from hytedata.sync.ports import Target
from tests.clients.ptv_double import EMPTY_PAGE, LOGIN, NOW, V11, Double, page, target, token
from tests.connectors.ptv.builders import CLASSES, location, service, uri_items
from tests.connectors.ptv.catalogue import CHANNEL, ORGANISATION, SERVICE

OTHER = "11111111-2222-4333-8444-555555555555"
THIRD = "22222222-2222-4333-8444-555555555555"


@pytest.fixture
def ptv() -> Iterator[Double]:
    with respx.mock(assert_all_called=False) as router:
        yield Double(router)


@pytest.fixture
def naps() -> list[float]:
    return []


@pytest.fixture
def reader(naps: list[float]) -> Iterator[PtvTarget]:
    with target(naps) as opened:
        yield opened


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


def test_the_token_goes_only_where_it_is_needed(ptv: Double, reader: PtvTarget) -> None:
    ptv.services = [service()]

    reader.read(ORGANISATION)

    with_token = {
        call.request.url.path.removeprefix("/api/v11/")
        for call in ptv.router.calls
        if "authorization" in call.request.headers
    }
    assert with_token == {
        "Service/list/organization",
        "ServiceChannel/list/organization",
        f"Service/active/{ORGANISATION}",
        "Service/active",
        "ServiceChannel/active",
    }


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


def test_a_short_list_of_active_items_leaves_a_doubt(ptv: Double, reader: PtvTarget) -> None:
    ptv.channels = [location()]
    route = ptv.router.get(f"{V11}/ServiceChannel/active").respond(json=EMPTY_PAGE)

    completeness = reader.read(ORGANISATION).completeness

    assert completeness.reasons == ("the list of active channels lacks 1 of ours",)
    assert route.call_count == 2


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


def test_an_unpublished_general_description_leaves_a_doubt(ptv: Double, reader: PtvTarget) -> None:
    ptv.services = [service(generalDescriptionId=OTHER)]
    ptv.router.get(f"{V11}/GeneralDescription/list").respond(404, json={"errorMessage": "none"})

    completeness = reader.read(ORGANISATION).completeness

    assert not completeness.complete
    assert OTHER in completeness.reasons[0]


def test_a_number_of_pages_that_moves_is_read_again_and_then_believed(
    ptv: Double, reader: PtvTarget
) -> None:
    first, second = ptv.services = [service(), service(id=OTHER)]
    route = ptv.router.get(f"{V11}/Service/list/organization")
    route.side_effect = [
        httpx.Response(200, json=page(first, count=2)),
        httpx.Response(200, json=page(second, number=2, count=3)),
        httpx.Response(200, json=page(first, count=2)),
        httpx.Response(200, json=page(second, number=2, count=2)),
    ]

    state = reader.read(ORGANISATION)

    assert len(state.items) == 2
    assert state.completeness.complete
    assert route.call_count == 4


def test_a_number_of_pages_that_keeps_moving_is_a_short_read(
    ptv: Double, reader: PtvTarget
) -> None:
    counts = iter([2, 3] * 2)
    ptv.router.get(f"{V11}/Service/list/organization").mock(
        side_effect=lambda _: httpx.Response(200, json=page(service(), count=next(counts)))
    )

    completeness = reader.read(ORGANISATION).completeness

    assert not completeness.complete
    assert "moved between 2 and 3" in completeness.reasons[0]


def test_an_empty_page_before_the_end_is_a_short_read(ptv: Double, reader: PtvTarget) -> None:
    ptv.router.get(f"{V11}/Service/list/organization").mock(
        side_effect=lambda request: httpx.Response(
            200,
            json=page(service(), count=2)
            if request.url.params["page"] == "1"
            else page(number=2, count=2),
        )
    )

    completeness = reader.read(ORGANISATION).completeness

    assert completeness.reasons[0] == "page 2 of 2 of the organisation's services came empty"


def test_a_page_that_cannot_be_read_makes_the_state_incomplete(
    ptv: Double, reader: PtvTarget
) -> None:
    ptv.services = [service()]
    ptv.router.get(f"{V11}/ServiceChannel/list/organization").respond(
        502, html="<html>Bad gateway</html>"
    )

    state = reader.read(ORGANISATION)

    assert [item.id for item in state.items] == [SERVICE]
    assert not state.completeness.complete
    assert "could not be read" in state.completeness.reasons[0]


def test_an_item_that_the_list_lacks_makes_the_state_incomplete(
    ptv: Double, reader: PtvTarget
) -> None:
    ptv.router.get(f"{V11}/Common/EntitiesByOrganization/{ORGANISATION}").respond(
        json=page({"id": OTHER, "type": "ServiceLocation"}, {"id": THIRD, "type": "Organization"})
    )
    ptv.channels = [location()]

    completeness = reader.read(ORGANISATION).completeness

    assert not completeness.complete
    assert OTHER in completeness.reasons[0]


def test_an_open_channel_that_the_list_lacks_makes_the_state_incomplete(
    ptv: Double, reader: PtvTarget
) -> None:
    ptv.visible = [OTHER]

    completeness = reader.read(ORGANISATION).completeness

    assert not completeness.complete


def test_the_same_item_twice_is_one_and_with_different_content_a_doubt(
    ptv: Double, reader: PtvTarget
) -> None:
    ptv.services = [service(), service(modified="2027-01-01T00:00:00")]
    ptv.channels = [location(), location(languages=["fi"])]

    state = reader.read(ORGANISATION)

    assert len(state.items) == 2
    assert "different content" in state.completeness.reasons[0]
    assert CHANNEL in state.completeness.reasons[0]


def test_a_bad_record_is_rejected_and_the_others_are_read(ptv: Double, reader: PtvTarget) -> None:
    ptv.channels = [location(id=OTHER, addresses="none"), location()]

    state = reader.read(ORGANISATION)

    assert [item.id for item in state.items] == [CHANNEL]
    assert state.rejections[0].ref.id == OTHER
    assert state.rejections[0].field == "addresses"
    assert not state.completeness.complete


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


def test_an_organisation_that_cannot_be_read_is_an_error(ptv: Double, reader: PtvTarget) -> None:
    route = ptv.router.get(f"{V11}/Organization/{ORGANISATION}")
    route.respond(404, json={"errorMessage": "Organization not found."})

    with pytest.raises(NotFound, match="Organization not found"):
        reader.read(ORGANISATION)

    route.respond(503, text="maintenance")
    with pytest.raises(SourceUnavailable) as caught:
        reader.read(ORGANISATION)
    assert caught.value.status == 503


def test_a_refused_login_names_the_user_and_never_the_password(
    ptv: Double, reader: PtvTarget
) -> None:
    ptv.login.respond(401, json={"message": "wrong password s3cret"})

    with pytest.raises(LoginRefused) as caught:
        reader.read(ORGANISATION)

    assert "api.user@example.test" in str(caught.value)
    assert "s3cret" not in str(caught.value)
    assert ptv.login.call_count == 1


@pytest.mark.parametrize("answer", [{}, {"serviceToken": ""}, {"error": "no"}, []])
def test_an_answer_without_a_token_is_a_refusal(
    ptv: Double, reader: PtvTarget, answer: object
) -> None:
    ptv.login.respond(json=answer)

    with pytest.raises(LoginRefused, match="holds no token"):
        reader.look("service", SERVICE)


def test_a_login_that_is_down_is_no_refusal(ptv: Double, reader: PtvTarget) -> None:
    ptv.login.respond(503)

    with pytest.raises(SourceUnavailable):
        reader.look("service", SERVICE)


@pytest.mark.parametrize("field", ["serviceToken", "ptvToken", "access_token"])
def test_the_token_is_found_under_each_known_name(
    ptv: Double, reader: PtvTarget, field: str
) -> None:
    ptv.login.respond(json={field: token()})
    ptv.services = [service()]

    assert reader.look("service", SERVICE) is not None


def test_a_token_about_to_end_is_renewed(ptv: Double, reader: PtvTarget) -> None:
    ptv.login.respond(json={"serviceToken": token(NOW.timestamp() + 59)})

    reader.look("service", SERVICE)
    reader.look("service", SERVICE)

    assert ptv.login.call_count == 2


def test_the_organisation_of_the_login_is_named_where_one_is_set(ptv: Double) -> None:
    opened = PtvTarget(
        "https://ptv.test/api",
        LOGIN,
        "user",
        "s3cret",
        contact="it@example.test",
        login_organisation="org",
        now=lambda: NOW,
    )
    with opened:
        opened.look("service", SERVICE)

    assert json.loads(ptv.login.calls.last.request.content) == {
        "username": "user",
        "password": "s3cret",
        "apiUserOrganisation": "org",
    }
    assert opened.login == "user@org"


def test_a_token_that_dies_mid_run_leads_to_one_new_login(ptv: Double, reader: PtvTarget) -> None:
    ptv.services = [service()]
    answers = [httpx.Response(401)]
    ptv.router.get(f"{V11}/Service/active").mock(
        side_effect=lambda _: (
            answers.pop() if answers else httpx.Response(200, json=page({"id": SERVICE}))
        )
    )

    state = reader.read(ORGANISATION)

    assert state.completeness.complete
    assert ptv.login.call_count == 2


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
