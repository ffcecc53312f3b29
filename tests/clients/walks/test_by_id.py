"""Records by id, and lists that have another address."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from hytedata.clients.walks import Found, Part
from hytedata.connectors._http import Endpoint
from hytedata.errors import NotFound, RecordError, SourceUnavailable
from tests.clients.walk_double import (
    OUTAGE,
    Item,
    Reader,
    items_by_id,
    list_page,
    listed,
    named,
    paged,
    walk,
)

# --- records by id -------------------------------------------------------------------------------


def test_a_listed_record_that_does_not_come_is_asked_for_once_more(reader: Reader) -> None:
    reader.register.lists["all"] = [["a", "b", "c"]]
    reader.register.missing = {"b"}

    found = reader.snapshot(walk(listed(most=3)))

    assert reader.register.sent == ["all?page=1", "items?ids=a,b,c", "items?ids=b"]
    assert found.completeness.reasons == ("1 of the items of all could not be had by id: b",)


def test_a_record_that_comes_at_the_second_time_of_asking_is_there(reader: Reader) -> None:
    reader.register.lists["all"] = [["a", "b", "c"]]
    reader.register.missing = {"b"}

    def batch(ids: Sequence[str]) -> Endpoint[Found[Item]]:
        if ids == ["b"]:
            reader.register.missing.clear()
        return items_by_id(ids)

    found = reader.snapshot(walk(replace(listed(most=3), batch=batch)))

    assert [item.id for item in found.items] == ["a", "b", "c"]
    assert found.completeness.complete


def test_ids_that_the_caller_chose_are_asked_for_once_and_all_named(reader: Reader) -> None:
    reader.register.missing = {"a", "c", "e"}

    found = reader.snapshot(walk(named("a", "b", "c", "d", "e", most=5)))

    assert reader.register.sent == ["items?ids=a,b,c,d,e"]
    assert found.completeness.reasons == ("3 of items could not be had by id: a, c, e",)


def test_a_record_that_cannot_be_used_is_no_missing_one(reader: Reader) -> None:
    found = reader.snapshot(walk(named("a", "bad-b")))

    assert found.completeness.complete
    assert [rejection.ref.id for rejection in found.rejections] == ["bad-b"]


def test_an_entry_of_a_list_of_ids_that_cannot_be_read_is_told(reader: Reader) -> None:
    reader.register.lists["all"] = [["a", "bad-b"]]

    found = reader.snapshot(walk(listed()))
    read = reader.pages(walk(listed(), on_invalid="raise"))

    assert [rejection.ref.id for rejection in found.rejections] == ["bad-b"]
    assert isinstance(read.error, RecordError)


# --- the other address ---------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["paged", "listed"])
def test_a_list_that_is_refused_is_read_under_its_other_address(reader: Reader, kind: str) -> None:
    del reader.register.lists["all"]
    first = replace(paged(), instead=list_page("more"))
    part: Part[Item] = first if kind == "paged" else replace(listed(), ids=first)

    read = reader.pages(walk(part))

    lists = [sent for sent in reader.register.sent if not sent.startswith("items")]
    assert read.ids == ["f", "g", "h"]
    assert lists == ["all?page=1", "more?page=1", "more?page=2"]


def test_a_list_that_is_refused_under_both_addresses_is_refused_as_the_first_was(
    reader: Reader,
) -> None:
    reader.register.lists.clear()

    read = reader.pages(walk(replace(paged(), instead=list_page("more"))))

    assert isinstance(read.error, NotFound)
    assert reader.register.sent == ["all?page=1", "more?page=1"]


def test_an_outage_is_no_refusal(reader: Reader) -> None:
    reader.register.failing = {1: OUTAGE}

    read = reader.pages(walk(replace(paged(), instead=list_page("more"))))

    assert isinstance(read.error, SourceUnavailable)
    assert reader.register.sent == ["all?page=1"]
