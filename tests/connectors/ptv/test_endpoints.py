import json
from typing import Any

import pytest

from hytedata.connectors._http import Endpoint, Response
from hytedata.connectors.ptv.v11 import reads, writes
from hytedata.connectors.ptv.v11.pages import Page, page_doubts
from hytedata.errors import AnswerLost, NotFound, SourceContractError

HEADINGS = ("showHeader", "true")


def answer(content: object, status: int = 200) -> Response:
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    return Response(status, "https://ptv.test/api/v11", {}, body)


@pytest.mark.parametrize(
    ("endpoint", "path", "params", "auth"),
    [
        (reads.organisation("o"), "Organization/o", [HEADINGS], False),
        (reads.item("service", "s"), "Service/s", [HEADINGS], False),
        (reads.active_item("channel", "c"), "ServiceChannel/active/c", [HEADINGS], True),
        (
            reads.items("channel", ["a", "b"]),
            "ServiceChannel/list",
            [("guids", "a,b"), HEADINGS],
            0,
        ),
        (
            reads.organisation_page("service", "o", 2),
            "Service/list/organization",
            [("organizationId", "o"), ("page", "2"), HEADINGS],
            True,
        ),
        (reads.active_ids("service", 1), "Service/active", [("page", "1")], True),
        (reads.published_ids("service", 1), "Service", [("page", "1")], False),
        (reads.entity_ids("o", 3), "Common/EntitiesByOrganization/o", [("page", "3")], False),
        (
            reads.visible_channel_ids("o", 1),
            "ServiceChannel",
            [("organizationId", "o"), ("isVisibleForAll", "true"), ("page", "1")],
            False,
        ),
        (
            reads.archived("channel", "o", "Automatic", 100),
            "ServiceChannel/archived/list",
            [
                ("ArchivingType", "Automatic"),
                ("OrganizationId", "o"),
                ("Skip", "100"),
                ("Take", "100"),
            ],
            False,
        ),
        (reads.general_description("g"), "GeneralDescription/g", [HEADINGS], False),
        (reads.municipality_codes(), "CodeList/GetMunicipalityCodes", [], False),
        (reads.language_codes(), "CodeList/GetLanguageCodes", [], False),
        (reads.country_codes(), "CodeList/GetCountryCodes", [], False),
        (reads.postal_codes(4), "CodeList/GetPostalCodes", [("page", "4")], False),
        (reads.item("service", "a/../b"), "Service/a%2F..%2Fb", [HEADINGS], False),
    ],
)
def test_reads_are_described(
    endpoint: Endpoint[Any], path: str, params: list[tuple[str, str]], auth: bool
) -> None:
    request = endpoint.request

    assert (request.method, request.path) == ("GET", f"/v11/{path}")
    assert list(request.params) == params
    assert request.auth == auth


@pytest.mark.parametrize(
    ("endpoint", "method", "path"),
    [
        (writes.create("service", {}), "POST", "Service"),
        (writes.create("channel", {}), "POST", "ServiceChannel/ServiceLocation"),
        (writes.update("channel", "c", {}), "PUT", "ServiceChannel/ServiceLocation/c"),
        (writes.update_by_source_id("service", "k", {}), "PUT", "Service/sourceId/k"),
        (writes.archive("service", "s", {}), "PUT", "Service/s"),
        (writes.connect([("s", "c")]), "POST", "Connection"),
        (writes.replace_connections("s", {}), "PUT", "Connection/serviceId/s"),
        (
            writes.replace_connections_by_source_id("k", {}),
            "PUT",
            "Connection/serviceSourceId/k",
        ),
    ],
)
def test_writes_carry_the_token_and_a_post_is_not_repeatable(
    endpoint: Endpoint[Any], method: str, path: str
) -> None:
    request = endpoint.request

    assert (request.method, request.path) == (method, f"/v11/{path}")
    assert request.auth
    assert request.may_repeat == (method == "PUT")


def test_more_than_a_hundred_ids_are_never_asked_for_at_once() -> None:
    with pytest.raises(ValueError, match="101"):
        reads.items("service", ["id"] * 101)
    with pytest.raises(ValueError, match="101"):
        writes.connect([("s", "c")] * 101)


def test_a_list_of_unknown_ids_is_empty_although_ptv_says_404() -> None:
    endpoint = reads.general_descriptions(["a"])

    assert 404 in endpoint.accept
    assert endpoint.decode(answer({"errorMessage": "none"}, 404)) == ()


def test_an_item_that_is_not_there_is_none_only_where_that_is_an_answer() -> None:
    assert reads.active_item("service", "s").decode(answer({}, 404)) is None
    assert isinstance(reads.item("service", "s").refuse(answer({}, 404)), NotFound)


@pytest.mark.parametrize("content", [b"<html>", [], {"pageCount": None}, {"itemList": "x"}])
def test_what_is_no_page_is_told(content: object) -> None:
    with pytest.raises(SourceContractError):
        reads.active_ids("service", 1).decode(answer(content))


def test_a_page_without_items_is_empty() -> None:
    page = reads.active_ids("service", 1).decode(
        answer({"pageNumber": 3, "pageSize": 1000, "pageCount": 2, "itemList": None})
    )

    assert (page.count, page.items) == (2, ())


@pytest.mark.parametrize("odd", [5, {"id": ["a"]}])
def test_an_entry_that_cannot_be_read_leaves_the_others(odd: object) -> None:
    page = reads.entity_ids("o", 1).decode(
        answer({"pageNumber": 1, "pageCount": 1, "itemList": [{"id": "a", "new": 1}, odd]})
    )

    assert (page.items, page.odd) == (({"id": "a", "new": 1},), 1)
    assert page.unknown == {"EntityItem.new": 1}


def test_unknown_fields_of_entries_are_counted() -> None:
    entries = [{"id": "a", "type": "Service", "new": 1}, {"id": "b", "new": None}, {"id": "c"}]

    page = reads.entity_ids("o", 1).decode(
        answer({"pageNumber": 1, "pageCount": 1, "itemList": entries, "total": 3})
    )

    assert [entry["id"] for entry in page.items] == ["a", "b", "c"]
    assert page.unknown == {"EntityItem.new": 2, "PageEnvelope.total": 1}


def ids_page(*entries: object, **more: object) -> Page:
    page = {"pageNumber": 1, "pageSize": 1000, "pageCount": 1, "itemList": [*entries], **more}
    return reads.ids_only(reads.active_ids("channel", 1)).decode(answer(page))


def test_a_page_of_ids_may_be_read_for_these_alone() -> None:
    page = ids_page({"id": "a", "name": "Uimahalli"}, {"id": "b", "name": None})

    assert (page.number, page.count) == (1, 1)
    assert page.ids == ("a", "b")
    assert page_doubts([page], "x") == []


def test_an_unusual_page_of_ids_is_read_entry_by_entry() -> None:
    page = ids_page({"id": "a", "new": 1}, {"id": None}, 5, total=3)

    assert [entry["id"] for entry in page.items] == ["a", None]
    assert page.odd == 1
    assert page.unknown == {"Item.new": 1, "PageEnvelope.total": 1}
    with pytest.raises(SourceContractError):
        reads.ids_only(reads.active_ids("channel", 1)).decode(answer(b"<html>"))


def test_pages_are_the_whole_list_only_if_all_agree() -> None:
    one, two = ({"id": "a"},), ({"id": "b"},)

    assert page_doubts([Page(1, 2, one), Page(2, 2, two)], "x") == []
    assert "moved" in page_doubts([Page(1, 2, one), Page(2, 3, two)], "x")[0]
    assert "empty" in page_doubts([Page(1, 2, one), Page(2, 2, ())], "x")[0]
    assert "calls itself" in page_doubts([Page(1, 2, one), Page(1, 2, one)], "x")[0]
    assert "shape" in page_doubts([Page(1, 1, one, odd=1)], "x")[0]
    assert page_doubts([Page(1, 0, ())], "x") == []


def test_the_sample_page_of_ids_is_read(shared: Any) -> None:
    content = (shared / "reference" / "ptv-samples" / "page_of_ids.json").read_bytes()

    page = reads.active_ids("service", 1).decode(answer(content))

    assert len(page.items) == 3


def test_sentences_that_cannot_be_read_are_a_lost_answer() -> None:
    with pytest.raises(AnswerLost):
        writes.connect([("s", "c")]).decode(answer(b"<html>"))
    with pytest.raises(AnswerLost):
        writes.connect([("s", "c")]).decode(answer({"errorMessage": "odd"}))
