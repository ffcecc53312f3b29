"""A channel that is open to all stays open, whatever one list of open channels says."""

from typing import Any

import httpx
import pytest

from hytedata.clients.ptv import PtvTarget
from hytedata.errors import SourceUnavailable
from hytedata.models.publication import TargetItem
from tests.clients.ptv_double import V11, Double, ids
from tests.clients.ptv_target.support import ITEM, LOCATIONS, OTHER, looked_at, sent
from tests.connectors.ptv.builders import location, service
from tests.connectors.ptv.catalogue import CHANNEL, ORGANISATION


def test_visibility_that_was_not_read_is_read_before_it_is_repeated(
    ptv: Double, writer: PtvTarget
) -> None:
    ptv.channels, ptv.visible = [location()], [CHANNEL]
    route = ptv.router.put(f"{LOCATIONS}/{CHANNEL}").respond(json=location())
    unknown = TargetItem(
        "channel", CHANNEL, None, "Published", "Kenttä", {}, "v", document=location()
    )

    writer.update(unknown, {})

    assert sent(route)["isVisibleForAll"] is True


def test_nothing_is_written_while_visibility_cannot_be_read(ptv: Double, writer: PtvTarget) -> None:
    ptv.router.get(f"{V11}/ServiceChannel").respond(503)
    route = ptv.router.put(f"{LOCATIONS}/{CHANNEL}").respond(json=location())
    unknown = TargetItem(
        "channel", CHANNEL, None, "Published", "Kenttä", {}, "v", document=location()
    )

    with pytest.raises(SourceUnavailable):
        writer.update(unknown, {})

    assert not route.called


def test_a_channel_that_we_opened_stays_open_when_it_is_updated_at_once(
    ptv: Double, writer: PtvTarget
) -> None:
    ptv.channels = [location(id=OTHER)]
    looked_at(writer, "channel", OTHER)
    ptv.router.post(LOCATIONS).respond(json=location())
    route = ptv.router.put(f"{LOCATIONS}/{CHANNEL}").respond(json=location())
    writer.create(ORGANISATION, ITEM)
    ptv.channels.append(location())
    ptv.visible.append(CHANNEL)

    writer.update(looked_at(writer, "channel", CHANNEL), {"summary.fi": "Uusi tiivistelmä."})

    assert sent(route)["isVisibleForAll"] is True


def test_a_list_of_open_channels_that_is_short_once_closes_nothing(
    ptv: Double, writer: PtvTarget
) -> None:
    ptv.channels = [location()]
    lists = [ids(location()), ids()]
    ptv.router.get(f"{V11}/ServiceChannel").mock(
        side_effect=lambda _: httpx.Response(200, json=lists.pop())
    )

    assert looked_at(writer, "channel", CHANNEL).visible_for_all is True


def joined_to(service_id: str) -> dict[str, Any]:
    return location(services=[{"service": {"id": service_id, "name": "Palvelu"}}])


def of_another_organisation(ptv: Double, *, root: str) -> None:
    theirs = [{"organization": {"id": OTHER}, "roleType": "Responsible"}]
    listed = ptv.router.get(f"{V11}/Service/list")
    listed.respond(json=[service(id=OTHER, organizations=theirs)])
    ptv.router.get(f"{V11}/Organization/{OTHER}").respond(
        json={"id": OTHER, "organizationRootId": root}
    )


def test_a_channel_used_by_another_organisation_is_not_closed_on_the_word_of_one_list(
    ptv: Double, writer: PtvTarget
) -> None:
    ptv.channels = [joined_to(OTHER)]
    of_another_organisation(ptv, root=OTHER)
    route = ptv.router.put(f"{LOCATIONS}/{CHANNEL}").respond(json=location())
    current = looked_at(writer, "channel", CHANNEL)

    with pytest.raises(SourceUnavailable, match="of another organisation"):
        writer.update(current, {"summary.fi": "Uusi."})
    ptv.visible = [CHANNEL]
    writer.update(current, {"summary.fi": "Uusi."})

    assert route.call_count == 1
    assert sent(route)["isVisibleForAll"] is True


def test_a_closed_channel_of_the_own_tree_stays_closed(ptv: Double, writer: PtvTarget) -> None:
    ptv.channels = [joined_to(OTHER)]
    of_another_organisation(ptv, root=ORGANISATION)
    route = ptv.router.put(f"{LOCATIONS}/{CHANNEL}").respond(json=location())

    writer.update(looked_at(writer, "channel", CHANNEL), {"summary.fi": "Uusi."})

    assert sent(route)["isVisibleForAll"] is False
