"""Reads that came short: what is doubtful makes the state incomplete, and says why."""

import httpx
import pytest

from hytedata.clients.ptv import PtvTarget
from hytedata.errors import NotFound, SourceUnavailable
from tests.clients.ptv_double import EMPTY_PAGE, V11, Double, page
from tests.clients.ptv_target.support import OTHER, THIRD
from tests.connectors.ptv.builders import location, service
from tests.connectors.ptv.catalogue import CHANNEL, ORGANISATION, SERVICE


def test_a_short_list_of_active_items_leaves_a_doubt(ptv: Double, reader: PtvTarget) -> None:
    ptv.channels = [location()]
    route = ptv.router.get(f"{V11}/ServiceChannel/active").respond(json=EMPTY_PAGE)

    completeness = reader.read(ORGANISATION).completeness

    assert completeness.reasons == ("the list of active channels lacks 1 of ours",)
    assert route.call_count == 2


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


def test_an_organisation_that_cannot_be_read_is_an_error(ptv: Double, reader: PtvTarget) -> None:
    route = ptv.router.get(f"{V11}/Organization/{ORGANISATION}")
    route.respond(404, json={"errorMessage": "Organization not found."})

    with pytest.raises(NotFound, match="Organization not found"):
        reader.read(ORGANISATION)

    route.respond(503, text="maintenance")
    with pytest.raises(SourceUnavailable) as caught:
        reader.read(ORGANISATION)
    assert caught.value.status == 503
