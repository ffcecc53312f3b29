"""Every GET of PTV's schema belongs to one function, which asks in no way that PTV forbids."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from hytedata.connectors._http import Endpoint, Response
from hytedata.connectors.ptv.v11.wire.base import Wire
from hytedata.connectors.ptv.v11.wire.reading import WirePage
from hytedata.errors import InputError, SourceContractError
from tests.connectors.ptv.reading_table import ABSENT, ROWS, Row, reading_functions


def documented(shared: Path) -> dict[str, dict[str, Any]]:
    """Path below the version → the schema of its GET, without what PTV has dropped."""
    text = (shared / "reference" / "ptv-schema.json").read_text(encoding="utf-8")
    found = {
        entry["path"].removeprefix("/api/v11/"): entry
        for entry in json.loads(text)["endpoints"]
        if entry["method"] == "GET"
    }
    return {path: entry for path, entry in found.items() if path not in ABSENT}


def names(endpoint: Endpoint[Any]) -> set[str]:
    return {name for name, _ in endpoint.request.params}


def matches(path: str, template: str) -> bool:
    pattern = re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(template))
    return re.fullmatch(f"/v11/{pattern}", path) is not None


def shown(endpoint: Endpoint[Any]) -> str:
    """Name of the model of what an answer holds."""
    url = "https://ptv.test/api/v11"
    for body in (b'{"pageNumber": 1, "pageCount": 1, "itemList": [{}]}', b"[{}]", b"{}"):
        try:
            value = endpoint.decode(Response(200, url, {}, body))
        except SourceContractError:
            continue
        entry = value.items[0] if isinstance(value, WirePage) else value
        entry = entry[0] if isinstance(entry, tuple) else entry
        assert isinstance(entry, Wire)
        if value is entry and body != b"{}":
            continue
        return type(entry.model).__name__
    raise AssertionError("no kind of answer is decoded")


def test_the_table_has_every_documented_read_and_no_other(shared: Path) -> None:
    assert {row.path for row in ROWS} == documented(shared).keys()
    assert len({row.path for row in ROWS}) == len(ROWS)


def test_the_table_says_what_the_schema_says(shared: Path) -> None:
    known = documented(shared)

    for row in ROWS:
        entry = known[row.path]
        assert row.params == entry["query"].keys(), row.path
        assert row.auth == (entry["auth"] != "none"), row.path


def test_every_read_shows_the_model_that_the_schema_names(shared: Path) -> None:
    text = (shared / "reference" / "ptv-schema.json").read_text(encoding="utf-8")
    models, known = json.loads(text)["models"], documented(shared)

    for row in ROWS:
        told = known[row.path]["response"].removesuffix("[]")
        if told.endswith("Page"):
            told = models[told]["fields"]["itemList"]["items"]
        assert row.shows == told.partition(" (concrete")[0], row.path


def test_every_function_that_reads_is_in_the_table() -> None:
    assert {call.func for row in ROWS for call in row.calls} == reading_functions()


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_each_read_belongs_to_one_function(row: Row) -> None:
    assert len({call.func for call in row.calls}) == 1


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_each_call_asks_for_its_path_by_a_get_with_the_token_only_where_needed(row: Row) -> None:
    for call in row.calls:
        request = call().request

        assert request.method == "GET"
        assert matches(request.path, row.path)
        assert not any(
            matches(request.path, other.path) and "{" not in other.path
            for other in ROWS
            if other is not row
        )
        assert request.auth == row.auth
        assert (request.body, dict(request.headers)) == (None, {})


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_no_call_sends_a_parameter_that_ptv_does_not_know_and_together_they_send_all(
    row: Row,
) -> None:
    sent = [names(call()) for call in row.calls]

    assert all(params <= row.params for params in sent)
    assert set().union(*sent) == row.params


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_no_call_sends_a_parameter_twice(row: Row) -> None:
    for call in row.calls:
        assert len(names(call())) == len(call().request.params)


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_each_call_sends_what_is_required_and_asks_for_headings(row: Row, shared: Path) -> None:
    query = documented(shared)[row.path]["query"]
    required = {name for name, said in query.items() if said.get("required") is True}
    always = required | ({"showHeader", "page", "Take"} & row.params)

    for call in row.calls:
        params = dict(call().request.params)
        assert always <= params.keys()
        assert params.get("showHeader", "true") == "true"


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_values_are_in_the_form_that_the_schema_asks_for(row: Row, shared: Path) -> None:
    query = documented(shared)[row.path]["query"]

    for call in row.calls:
        for name, value in call().request.params:
            said = query[name]
            if "pattern" in said:
                assert re.fullmatch(said["pattern"], value)
            if "enum" in said:
                assert value in said["enum"]
            if said.get("format") in ("yyyy-MM-ddTHH:mm:ss", "date-time"):
                assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", value)
            if said["type"] == "boolean":
                assert value == "true"


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_one_organisation_is_named_in_one_way(row: Row) -> None:
    for call in row.calls:
        assert len(names(call()) & {"organizationId", "code", "oid"}) <= 1


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_each_call_decodes_into_the_model_of_its_answer(row: Row) -> None:
    for call in row.calls:
        assert shown(call()) == row.shows


@pytest.mark.parametrize("row", [row for row in ROWS if "page" in row.params], ids=str)
@pytest.mark.parametrize("page", [0, -1, True, 1.0, "1", None])
def test_a_page_is_a_number_from_one(row: Row, page: Any) -> None:
    with pytest.raises(InputError, match="page is a number from 1, not"):
        row.calls[0](page=page)
