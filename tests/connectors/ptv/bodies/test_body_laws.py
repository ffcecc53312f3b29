from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from hytedata.connectors.ptv.v11.bodies import (
    connection_body,
    location_body,
    new_location_body,
    new_service_body,
    replaced_connections,
    service_body,
)
from hytedata.content.writing import blocking, check
from hytedata.models.ptv_write import (
    ConnectionTextsWrite,
    ConnectionWrite,
    ServiceLocationWrite,
    ServiceWrite,
)
from tests.connectors.ptv.bodies import writes
from tests.connectors.ptv.bodies.json_schema import json_schema
from tests.connectors.ptv.bodies.simulated import LOCATIONS, SERVICES, Simulated

jsonschema = pytest.importorskip("jsonschema")
bounded = settings(
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
    max_examples=25 if settings().max_examples <= 100 else 1000,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

Validate = Callable[[str, Any], None]


@pytest.fixture(scope="module")
def valid(shared: Path) -> Validate:
    @cache
    def validator(model: str) -> Any:
        return jsonschema.Draft202012Validator(json_schema(shared, model))

    def validate(model: str, body: Any) -> None:
        errors = [f"{one.json_path}: {one.message}" for one in validator(model).iter_errors(body)]
        assert errors == []

    return validate


def nulls_and_locks(value: Any) -> list[str]:
    """Where a body says null or `Modified`."""
    if isinstance(value, dict):
        return [f"{key}.{at}" for key, one in value.items() for at in nulls_and_locks(one)]
    if isinstance(value, list):
        return [at for one in value for at in nulls_and_locks(one)]
    return [str(value)] if value is None or value == "Modified" else []


@given(write=writes.service_writes())
@bounded
def test_every_service_that_is_checked_is_taken_and_is_in_the_schema(
    write: ServiceWrite, valid: Validate
) -> None:
    body = new_service_body(write)

    assert blocking(check(write, creating=True, today=writes.TODAY)) == ()
    valid("ServiceIn", body)
    assert nulls_and_locks(body) == []
    status, answer = Simulated().post(SERVICES, body)
    assert status == 200, answer


@given(write=writes.location_writes())
@bounded
def test_every_location_that_is_checked_is_taken_and_is_in_the_schema(
    write: ServiceLocationWrite, valid: Validate
) -> None:
    body = new_location_body(write)

    assert blocking(check(write, creating=True, today=writes.TODAY)) == ()
    valid("ServiceLocationChannelIn", body)
    assert nulls_and_locks(body) == []
    status, answer = Simulated().post(LOCATIONS, body)
    assert status == 200, answer


@given(first=writes.service_writes(), then=writes.service_writes(), data=st.data())
@bounded
def test_every_change_of_a_service_is_taken_and_leaves_the_rest(
    first: ServiceWrite, then: ServiceWrite, data: st.DataObject, valid: Validate
) -> None:
    ptv = Simulated()
    made = ptv.made(SERVICES, new_service_body(first))
    before = ptv.held(made["id"])
    kept = ("keywords", "legislation", "requirements", "serviceVouchers", "lifeEvents")
    fields = st.sampled_from(["funding", "service_languages", "charge"])
    patch = ServiceWrite(**{field: getattr(then, field) for field in data.draw(st.sets(fields))})

    body = service_body(patch, made, ptv.description(made))

    valid("ServiceInPut", body)
    assert nulls_and_locks(body) == []
    status, answer = ptv.put(SERVICES, made["id"], body)
    assert status == 200, answer
    after = ptv.held(made["id"])
    assert {key: after.get(key) for key in kept} == {key: before.get(key) for key in kept}
    assert after["serviceNames"] == before["serviceNames"]
    assert answer["publishingStatus"] == made["publishingStatus"]


@given(first=writes.location_writes(), then=writes.location_writes(), data=st.data())
@bounded
def test_every_change_of_a_location_is_taken_and_leaves_the_rest(
    first: ServiceLocationWrite,
    then: ServiceLocationWrite,
    data: st.DataObject,
    valid: Validate,
) -> None:
    ptv = Simulated()
    made = ptv.made(LOCATIONS, new_location_body(first))
    before = ptv.held(made["id"])
    fields = data.draw(st.sets(st.sampled_from(["service_languages", "connectable_by"])))
    patch = ServiceLocationWrite(**{field: getattr(then, field) for field in fields})

    body = location_body(patch, made, visible_for_all=first.connectable_by == "AllOrganizations")

    valid("ServiceLocationChannelInPut", body)
    assert nulls_and_locks(body) == []
    status, answer = ptv.put(LOCATIONS, made["id"], body)
    assert status == 200, answer
    after = ptv.held(made["id"])
    for key in ("phoneNumbers", "faxNumbers", "emails", "webPages", "serviceHours", "areaType"):
        assert after.get(key) == before.get(key), key


@given(data=st.data())
@bounded
def test_every_connection_that_is_checked_is_taken_and_is_in_the_schema(
    data: st.DataObject, valid: Validate
) -> None:
    ptv = Simulated()
    service = ptv.made(SERVICES, new_service_body(writes.service("fi", "sv")))
    channel = ptv.made(LOCATIONS, new_location_body(writes.location("fi", "sv")))
    write = data.draw(writes.connection_writes(service["id"], channel["id"]))

    body = connection_body(write, service["id"], channel["id"], service)

    assert blocking(check(write, creating=False)) == ()
    valid("ConnectionIn", body)
    status, answer = ptv.post("Connection", [body])
    assert (status, "added or updated" in answer[0]) == (200, True), answer


@given(data=st.data())
@bounded
def test_the_put_of_connections_keeps_what_others_have_and_is_in_the_schema(
    data: st.DataObject, valid: Validate
) -> None:
    ptv = Simulated()
    service = ptv.made(SERVICES, new_service_body(writes.service("fi", "sv")))
    ends = [
        ptv.made(LOCATIONS, new_location_body(writes.location("fi", language_versions=one)))
        for one in ({"fi": writes.location_texts("Yksi")}, {"fi": writes.location_texts("Kaksi")})
    ]
    for end in ends:
        write = data.draw(writes.connection_writes(service["id"], end["id"]))
        ptv.post("Connection", [connection_body(write, service["id"], end["id"], service)])
    standing = ptv.active(SERVICES, service["id"])
    emptied = ConnectionWrite(
        service_id=service["id"],
        channel_id=ends[0]["id"],
        charge=None,
        service_hours=None,
        contact_addresses=None,
        language_versions={
            language: ConnectionTextsWrite(
                description=None, charge_info=None, emails=(), phones=(), faxes=(), web_pages=()
            )
            for language in ("fi", "sv")
        },
    )

    body = replaced_connections(standing, {ends[0]["id"]: emptied})

    valid("ServiceConnectionsInPut", body)
    status, answer = ptv.put("Connection/serviceId", service["id"], body)
    assert status == 200, answer
    after = {one["channel"]: one["extra"] for one in connections(ptv)}
    assert without_blanks(after[ends[0]["id"]]) == {}
    before = {row["serviceChannel"]["id"]: row for row in standing["serviceChannels"]}
    other = ptv.active(SERVICES, service["id"])["serviceChannels"]
    (kept,) = [row for row in other if row["serviceChannel"]["id"] == ends[1]["id"]]
    assert comparable(kept) == comparable(before[ends[1]["id"]])


def connections(ptv: Simulated) -> Any:
    return ptv.simulator.snapshot()["connections"]


def comparable(row: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key != "modified"}


def without_blanks(extra: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in extra.items() if value not in (None, [], {})}
