"""A list that may not be whole is read again, and the verdict says what is in doubt."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from hytedata.errors import SourceUnavailable
from tests.clients.walk_double import OUTAGE, THREE, Reader, paged, replacing, walk


def only_once(
    answer: Callable[[str, int], dict[str, Any] | None],
) -> Callable[[str, int], dict[str, Any] | None]:
    spent = False

    def once(name: str, number: int) -> dict[str, Any] | None:
        nonlocal spent
        changed = None if spent else answer(name, number)
        spent |= changed is not None
        return changed

    return once


@pytest.mark.parametrize(
    ("page", "changes", "reason"),
    [
        (2, {"count": 4}, "the number of pages of the list all moved between 3 and 4"),
        (2, {"items": None}, "page 2 of 3 of the list all came empty"),
        (2, {"items": []}, "page 2 of 3 of the list all came empty"),
        (2, {"items": ["c"]}, "page 2 of the list all has 1 entries, others have 2"),
        (1, {"items": ["a"]}, "page 1 of the list all has 1 entries, others have 2"),
        (2, {"items": ["b", "c"]}, "1 entries of the list all came twice"),
    ],
)
def test_a_list_that_may_not_be_whole_is_read_again(
    reader: Reader, page: int, changes: dict[str, Any], reason: str
) -> None:
    reader.register.answer = replacing(page, **changes)

    always = reader.snapshot(walk())
    sent = len(reader.register.sent)
    reader.register.answer = only_once(replacing(page, **changes))
    once = reader.snapshot(walk())

    assert always.completeness.reasons == (reason,)
    assert sent == 6
    assert (once.completeness.complete, len(once.items)) == (True, 5)


def test_a_page_that_calls_itself_another_one_is_a_doubt(reader: Reader) -> None:
    def answer(name: str, number: int) -> dict[str, Any] | None:
        return {"page": 1, "count": 3, "items": THREE[1]} if number == 2 else None

    reader.register.answer = answer
    found = reader.snapshot(walk())

    assert found.completeness.reasons == ("page 2 of the list all calls itself page 1",)


def test_totals_that_do_not_add_up_are_a_doubt(reader: Reader) -> None:
    def answer(name: str, number: int) -> dict[str, Any] | None:
        return {"page": number, "count": 3, "items": THREE[number - 1], "total": 6}

    reader.register.answer = answer
    found = reader.snapshot(walk())

    assert found.completeness.reasons == ("the list all states 6 records and gave 5",)


def test_a_list_that_grows_while_it_is_read_is_read_again_to_its_new_end(reader: Reader) -> None:
    grown = [*THREE[:2], ["e", "f"], ["g"]]

    def growing(name: str, number: int) -> None:
        if number == 3:
            reader.register.lists["all"] = grown

    reader.register.answer = growing
    found = reader.snapshot(walk())

    assert [item.id for item in found.items] == ["a", "b", "c", "d", "e", "f", "g"]
    assert found.completeness.complete


def test_a_page_past_the_end_is_the_end_where_a_list_has_shrunk(reader: Reader) -> None:
    cursor = reader.pages(walk(), stop_after=2).pages[-1].next_cursor
    reader.register.lists["all"] = [["a"]]

    rest = reader.pages(walk(cursor=cursor))

    assert (rest.ids, rest.error, rest.pages[-1].next_cursor) == ([], None, None)


def test_a_second_reading_that_is_whole_counts_although_it_has_fewer_records(
    reader: Reader,
) -> None:
    def shrinking(name: str, number: int) -> dict[str, Any] | None:
        if len(reader.register.sent) > 3:
            reader.register.lists["all"] = [["a", "b"], ["c"]]
            return None
        count = 3 if number < 3 else 2
        return {"page": number, "count": count, "items": THREE[number - 1]}

    reader.register.answer = shrinking
    found = reader.snapshot(walk())

    assert [item.id for item in found.items] == ["a", "b", "c"]
    assert found.completeness.complete


def test_an_outage_of_the_second_reading_leaves_the_first(reader: Reader) -> None:
    reader.register.answer = replacing(2, items=["c"])
    reader.register.failing = {4: OUTAGE}

    found = reader.snapshot(walk())

    assert [item.id for item in found.items] == ["a", "b", "c", "e"]
    assert not found.completeness.complete


def test_an_outage_in_mid_read_is_in_the_verdict_and_is_not_read_again(reader: Reader) -> None:
    reader.register.failing = {3: OUTAGE}

    found = reader.snapshot(walk())

    assert [item.id for item in found.items] == ["a", "b", "c", "d"]
    (reason,) = found.completeness.reasons
    assert reason.startswith("reading items stopped: ")
    assert "503" in reason
    assert len(reader.register.sent) == 3


def test_an_outage_at_the_very_first_page_is_an_error_of_a_snapshot_too(reader: Reader) -> None:
    reader.register.failing = {1: OUTAGE}

    with pytest.raises(SourceUnavailable):
        reader.snapshot(walk())


def test_a_list_without_end_is_a_doubt(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    def answer(name: str, number: int) -> dict[str, Any]:
        return {"items": [f"{len(reader.register.sent)}-{number}"], "count": 0}

    reader.register.answer = answer
    monkeypatch.setattr("hytedata.clients.walking.MOST_PAGES", 20)
    found = reader.snapshot(walk(replace(paged(), full=1)))

    assert found.completeness.reasons == ("the list all has no end",)
    assert len(found.items) == 20


def test_a_list_that_states_no_count_ends_with_its_first_short_page(reader: Reader) -> None:
    reader.register.lists["all"] = [["a", "b"], ["c", "d"], []]

    read = reader.pages(walk(replace(paged(), full=2)))

    assert read.ids == ["a", "b", "c", "d"]
    assert [page.total_pages for page in read.pages] == [None, None, None]
