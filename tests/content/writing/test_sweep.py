"""Each rule is broken once: the check names it, and the simulated PTV refuses the same body."""

from typing import Any

import pytest

from hytedata.connectors.ptv.v11.bodies import (
    connection_body,
    new_location_body,
    new_service_body,
)
from hytedata.content.writing import RULES, blocking, check
from hytedata.models.ptv_write import ConnectionWrite, ServiceWrite
from tests.connectors.ptv.bodies.simulated import LOCATIONS, SERVICES, Simulated
from tests.connectors.ptv.bodies.writes import TODAY, location, service
from tests.content.writing.broken import BROKEN, Broken

NAMES = pytest.mark.parametrize("name", BROKEN)


@pytest.fixture(scope="module")
def ptv() -> Simulated:
    return Simulated()


@pytest.fixture(scope="module")
def ends(ptv: Simulated) -> tuple[str, str]:
    made = ptv.made(SERVICES, new_service_body(service()))
    place = ptv.made(LOCATIONS, new_location_body(location()))
    return str(made["id"]), str(place["id"])


def whole(broken: Broken, ends: tuple[str, str]) -> Any:
    """A connection gets its two ends, where it is not they that are broken."""
    if not isinstance(broken.write, ConnectionWrite):
        return broken.write
    service_id, channel_id = ends
    given = {"service_id": service_id, "channel_id": channel_id}
    said = {name: getattr(broken.write, name) for name in broken.write.model_fields_set}
    return ConnectionWrite(**(given | said))


@NAMES
def test_what_is_broken_is_named(name: str, ends: tuple[str, str]) -> None:
    broken = BROKEN[name]
    creating = not isinstance(broken.write, ConnectionWrite)

    faults = blocking(check(whole(broken, ends), creating=creating, today=TODAY))

    named = [
        one for one in faults if one.rule == broken.rule and one.field.startswith(broken.field)
    ]
    assert named, [str(one) for one in faults]


@NAMES
def test_what_is_broken_is_refused_by_ptv(name: str, ptv: Simulated, ends: tuple[str, str]) -> None:
    broken = BROKEN[name]
    write = whole(broken, ends)

    if isinstance(write, ConnectionWrite):
        entry = connection_body(write, write.service_id or "", write.channel_id or "", {})
        status, answer = ptv.post("Connection", [entry])
    elif isinstance(write, ServiceWrite):
        status, answer = ptv.post(SERVICES, new_service_body(write))
    else:
        status, answer = ptv.post(LOCATIONS, new_location_body(write))

    assert status in broken.statuses, answer


def test_the_table_breaks_every_rule_of_ptvs_server() -> None:
    told_by_us = {"S1", "S2", "S3", "S4", "S5", "S6", "T6", "C2", "C4", "C5", "H2"}
    of_version_11 = {"v11", "one-opening", "voucher-link"}
    of_updates = {"not-emptied", "creating-only", "status"}
    of_connecting = {"one-end"}
    unbuildable = {"language", "duplicate"}

    missing = RULES.keys() - {one.rule for one in BROKEN.values()}

    assert missing == told_by_us | of_version_11 | of_updates | of_connecting | unbuildable


def test_all_faults_of_a_write_are_named_at_once() -> None:
    write = service(
        source_id="own 1",
        service_classes=("P27",),
        target_groups=("KR2",),
        ontology_terms=(),
        funding=None,
    )

    faults = check(write, creating=True)

    named = {one.field for one in faults}
    assert named == {"source_id", "service_classes", "target_groups", "ontology_terms", "funding"}
    assert all(one.allowed and one.source for one in faults)
