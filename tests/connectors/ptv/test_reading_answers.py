import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from hytedata.connectors._http import Endpoint, Response
from hytedata.connectors.ptv.v11 import archived_lists, code_lists, entities, entity_pages, id_pages
from hytedata.connectors.ptv.v11.arguments import OrganisationId
from hytedata.connectors.ptv.v11.calls import or_none
from hytedata.connectors.ptv.v11.times import parse_time
from hytedata.connectors.ptv.v11.wire.base import Wire
from hytedata.connectors.ptv.v11.wire.channels import CHANNELS, ServiceLocationChannel
from hytedata.connectors.ptv.v11.wire.drift import drift
from hytedata.connectors.ptv.v11.wire.reading import WirePage
from hytedata.errors import LoginRefused, NotFound, RecordError, SourceContractError
from tests.connectors.ptv.builders import location, service
from tests.connectors.ptv.reading_table import ROWS, Row
from tests.connectors.ptv.test_wire import OLD_WORDS, assert_alike

ID = "7c1f0c52-3b5e-4a0b-9a57-2d5f3a1b0c11"
OWNER = OrganisationId(ID)
HTML = b"<!DOCTYPE html><html><body>Gateway</body></html>"


def answer(content: object, status: int = 200) -> Response:
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    return Response(status, "https://ptv.test/api/v11/x", {}, body)


def page(*entries: object) -> Response:
    return answer({"pageNumber": 1, "pageSize": 100, "pageCount": 1, "itemList": entries})


def wires(items: tuple[Wire[Any] | RecordError, ...]) -> list[Wire[Any]]:
    return [one for one in items if isinstance(one, Wire)]


# Whatever the endpoint


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_html_with_a_good_status_is_no_answer_of_ptv(row: Row) -> None:
    with pytest.raises(SourceContractError, match="not JSON"):
        row.calls[0]().decode(answer(HTML))


@pytest.mark.parametrize("row", ROWS, ids=str)
@pytest.mark.parametrize("status", [403, 404, 413, 400])
def test_a_proxys_refusal_is_a_shape_we_do_not_know(row: Row, status: int) -> None:
    endpoint = row.calls[0]()
    response = answer(HTML, status)

    if status in endpoint.accept:
        with pytest.raises(SourceContractError, match="not PTV's own"):
            endpoint.decode(response)
    else:
        assert isinstance(endpoint.refuse(response), SourceContractError)


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_what_ptv_does_not_find_is_not_found_or_nothing(row: Row) -> None:
    endpoint = row.calls[0]()
    response = answer({"errorMessage": "not found"}, 404)

    if 404 in endpoint.accept:
        assert endpoint.decode(response) == ()
    else:
        assert isinstance(endpoint.refuse(response), NotFound)


def test_lists_by_id_and_by_business_code_alone_may_be_empty_by_a_404() -> None:
    empty = {row.path for row in ROWS if 404 in row.calls[0]().accept}

    assert empty == {row.path for row in ROWS if "guids" in row.params} | {
        "Organization/businesscode/{code}"
    }


@pytest.mark.parametrize("row", [row for row in ROWS if row.auth], ids=str)
def test_a_refused_token_is_a_refused_login(row: Row) -> None:
    assert isinstance(row.calls[0]().refuse(answer(b"", 401)), LoginRefused)


# Objects


@pytest.mark.parametrize("status", [404, 410])
@pytest.mark.parametrize("body", [b"", b"  ", b"{}", b'{"errorMessage": "none"}', b'"none"'])
def test_an_object_that_may_be_missing_is_none_where_ptv_says_it_is_gone(
    body: bytes, status: int
) -> None:
    endpoint = or_none(entities.active_service(ID))

    assert endpoint.decode(answer(body, status)) is None
    assert status in endpoint.accept
    assert isinstance(entities.service(ID).refuse(answer(body, status)), NotFound)
    assert endpoint.request == entities.active_service(ID).request


@pytest.mark.parametrize("status", [404, 410])
@pytest.mark.parametrize("body", [HTML, b"Not found.", b"\xff"])
def test_such_an_answer_of_somebody_else_does_not_make_an_object_missing(
    body: bytes, status: int
) -> None:
    with pytest.raises(SourceContractError, match="check PTV's address"):
        or_none(entities.service(ID)).decode(answer(body, status))


def test_an_object_that_may_be_missing_is_read_where_it_is_there() -> None:
    found = or_none(entities.channel(ID)).decode(answer(location()))

    assert found is not None
    assert isinstance(found.model, ServiceLocationChannel)


@pytest.mark.parametrize("content", [[], None, "x", 5])
def test_what_is_no_object_is_a_shape_we_do_not_know(content: object) -> None:
    with pytest.raises(SourceContractError, match="an object was expected"):
        entities.service(ID).decode(answer(content))


def test_an_object_with_a_bad_field_is_an_error_of_that_record() -> None:
    with pytest.raises(RecordError) as caught:
        entities.service(ID).decode(answer(service(languages="fi")))

    assert caught.value.field == "languages"


def test_a_hierarchy_beyond_all_depth_is_an_error_and_no_crash() -> None:
    for levels in range(900, 1100, 2):
        body = b'{"parent":' * levels + b"null" + b"}" * levels
        try:
            entities.organisation_hierarchy(ID).decode(answer(body))
        except (RecordError, SourceContractError):
            continue


# Lists and pages


@pytest.mark.parametrize(
    "endpoint",
    [
        entities.services([ID]),
        code_lists.municipality_codes(),
        archived_lists.archived_channels(ID, "Manual"),
    ],
)
def test_a_null_list_is_empty_and_another_value_is_no_list(endpoint: Endpoint[Any]) -> None:
    assert endpoint.decode(answer(None)) == ()
    assert endpoint.decode(answer([])) == ()
    with pytest.raises(SourceContractError, match="a list was expected"):
        endpoint.decode(answer({"itemList": []}))


def test_a_bad_object_among_several_leaves_an_error_in_its_place() -> None:
    first, bad, none, last = entities.services([ID]).decode(
        answer([service(), service(id="bad", type=5), None, service()])
    )

    assert isinstance(first, Wire)
    assert isinstance(last, Wire)
    assert isinstance(bad, RecordError)
    assert isinstance(none, RecordError)
    assert (bad.record, bad.field) == ("service bad", "type")


@pytest.mark.parametrize(
    ("ask", "bad"),
    [
        (partial(entity_pages.services_of_organisation, OWNER), service(type=5)),
        (partial(entity_pages.channels_of_organisation, OWNER), location(emails={})),
        (id_pages.services, {"id": 5}),
        (code_lists.postal_codes, {"code": "00100", "names": "Helsinki"}),
    ],
)
def test_a_bad_entry_never_fails_its_page(
    ask: Callable[[], Endpoint[WirePage[Any]]], bad: object
) -> None:
    read = ask().decode(page({"id": "a"}, bad, {"id": "b"}))

    assert [isinstance(one, Wire) for one in read.items] == [True, False, True]
    assert isinstance(read.items[1], RecordError)


def test_a_page_past_the_end_is_empty() -> None:
    read = id_pages.services(9).decode(
        answer({"pageNumber": 9, "pageSize": 1000, "pageCount": 2, "itemList": None})
    )

    assert (read.number, read.count, read.items) == (9, 2, ())


def test_ids_come_with_what_their_kind_of_page_has() -> None:
    organisation = {"id": "o", "name": None, "parentOrganizationId": "p"}
    entity = {"id": "e", "type": "Service", "modified": "2026-01-02T03:04:05.67"}

    (one,) = wires(id_pages.organisations().decode(page(organisation)).items)
    (other,) = wires(id_pages.entities_of_organisation(ID).decode(page(entity)).items)

    assert (one.model.id, one.model.parent_organization_id) == ("o", "p")
    assert (other.model.type, parse_time(other.model.modified) is not None) == ("Service", True)


def test_countries_have_their_dialling_codes() -> None:
    (finland,) = wires(
        code_lists.country_codes().decode(answer([{"code": "FI", "prefixNumbers": ["+358"]}]))
    )

    assert finland.model.prefix_numbers == ["+358"]


# What was recorded


def sample(shared: Path, name: str) -> bytes:
    return (shared / "reference" / "ptv-samples" / f"{name}.json").read_bytes()


READ_BY: dict[str, Callable[[], Endpoint[Any]]] = {
    "service_out": partial(entities.service, ID),
    "service_location_out": partial(entities.channel, ID),
    "organization_out": partial(entities.organisation, ID),
    "page_of_ids": id_pages.services,
}
OTHERS = {"service_in", "service_location_in", "connection_in", "error_400"}
"""Bodies of requests and of a refusal: no answer of a read."""


def test_every_sample_is_read_here_or_is_no_answer_of_a_read(shared: Path) -> None:
    names = {path.stem for path in (shared / "reference" / "ptv-samples").glob("*.json")}

    assert names == READ_BY.keys() | OTHERS


@pytest.mark.parametrize("name", READ_BY)
def test_every_sample_is_read_whole_by_its_endpoint(shared: Path, name: str) -> None:
    value = READ_BY[name]().decode(answer(sample(shared, name)))

    read = wires(value.items) if isinstance(value, WirePage) else [value]
    assert read
    assert drift(read) == {}
    for one in read:
        assert_alike(one)


@pytest.mark.parametrize(
    ("name", "ask", "count"),
    [
        ("ptv-v8-services", partial(entity_pages.services_of_organisation, OWNER), 45),
        ("ptv-v8-service-channels", partial(entity_pages.channels_of_organisation, OWNER), 100),
    ],
)
def test_pages_of_real_records_of_version_8_are_read_whole(
    shared: Path, name: str, ask: Callable[[], Endpoint[WirePage[Any]]], count: int
) -> None:
    documents = json.loads((shared / "data" / "real" / f"{name}.json").read_bytes())

    read = ask().decode(page(*documents))

    assert len(wires(read.items)) == len(read.items) == count
    assert [one.document for one in wires(read.items)] == documents
    for one in wires(read.items):
        assert_alike(one)
        assert one.model.modified is None or parse_time(one.model.modified) is not None
    assert {path.partition(".")[2] for path in read.unknown} <= OLD_WORDS


def test_lists_of_real_channels_of_version_8_hold_all_five_kinds(shared: Path) -> None:
    content = (shared / "data" / "real" / "ptv-v8-service-channels.json").read_bytes()

    read = entities.channels([ID]).decode(answer(content))

    assert {type(one.model) for one in wires(read)} == set(CHANNELS.values())
