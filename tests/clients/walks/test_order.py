"""How reads of many records go: their order, fetching ahead, each record once, and progress."""

from collections.abc import Sequence
from typing import Any

import pytest

from hytedata.clients.pages import Progress
from hytedata.clients.walks import Listed, Paged, Part
from hytedata.errors import InputError
from tests.clients.walk_double import (
    EXAMPLE,
    Item,
    Reader,
    Register,
    items_by_id,
    listed,
    named,
    paged,
    walk,
)

OF_EVERY_KIND: list[tuple[Part[Item], ...]] = [
    (paged(),),
    (listed(),),
    (listed(most=3), paged("more")),
    (paged("more"), listed(most=1)),
    (named("a", "b", "c", "d", "e"),),
]


# --- order, prefetch, each record once -----------------------------------------------------------


@pytest.mark.parametrize("parts", OF_EVERY_KIND)
def test_records_come_in_the_order_of_the_lists(
    reader: Reader, parts: Sequence[Part[Item]]
) -> None:
    read = reader.pages(walk(*parts))

    wanted = reader.snapshot(walk(*parts))
    assert read.error is None
    assert sorted(read.ids) == [item.id for item in wanted.items]
    assert wanted.completeness.complete
    assert read.ids[: len(read.pages[0].items)] == [item.id for item in read.pages[0].items]


def test_pages_state_their_number_and_where_to_go_on(reader: Reader) -> None:
    reader.register.totals = True

    read = reader.pages(walk())

    assert [page.number for page in read.pages] == [1, 2, 3]
    assert {(page.total_pages, page.total_items) for page in read.pages} == {(3, 5)}
    assert [page.next_cursor is None for page in read.pages] == [False, False, True]


def test_a_page_keeps_its_number_when_a_read_goes_on(reader: Reader) -> None:
    first = reader.pages(walk(), stop_after=1)

    rest = reader.pages(walk(cursor=first.pages[0].next_cursor))

    assert [page.number for page in rest.pages] == [2, 3]


def test_totals_of_batches_are_not_taken_for_those_of_the_read(reader: Reader) -> None:
    reader.register.totals = True

    read = reader.pages(walk(listed()))

    assert {(page.total_pages, page.total_items) for page in read.pages} == {(None, None)}


def test_at_most_so_many_pages_are_fetched_ahead(reader: Reader) -> None:
    reader.register.lists["all"] = [[str(number)] for number in range(40)]
    reader.register.pause_s = 0.001

    read = reader.pages(walk(ahead=3), stop_after=5)

    assert read.ids == [str(number) for number in range(5)]
    assert 1 < reader.register.most_in_flight <= 3
    # Five were handed out, three may be under way behind them, and one more is brought over.
    assert len(reader.register.sent) <= 5 + 3 + 1


def test_nothing_is_sent_before_the_first_page_is_asked_for(reader: Reader) -> None:
    read = reader.pages(walk(), stop_after=1)

    assert read.ids == ["a", "b"]
    assert reader.register.in_flight == 0


@pytest.mark.parametrize("stop_after", [1, 2])
def test_leaving_the_loop_ends_what_is_under_way(reader: Reader, stop_after: int) -> None:
    reader.register.lists["all"] = [[str(number)] for number in range(40)]
    reader.register.pause_s = 0.002

    reader.pages(walk(), stop_after=stop_after)

    assert reader.register.in_flight == 0
    assert len(reader.register.sent) < 20


def test_a_record_that_comes_twice_in_a_list_is_yielded_once(reader: Reader) -> None:
    reader.register.lists["all"] = [["a", "b"], ["b", "c"], ["c"]]

    read = reader.pages(walk())

    assert read.ids == ["a", "b", "c"]


def test_a_record_of_two_lists_is_yielded_once(reader: Reader) -> None:
    reader.register.lists["more"] = [["e", "f"]]

    found = reader.snapshot(walk(paged(), paged("more")))

    assert [item.id for item in found.items] == ["a", "b", "c", "d", "e", "f"]
    assert found.completeness.complete


def test_a_filter_of_ours_is_applied_to_what_comes(reader: Reader) -> None:
    read = reader.pages(walk(keep=lambda item: item.id in {"b", "e"}))

    assert [len(page.items) for page in read.pages] == [1, 0, 1]


def test_an_empty_list_is_complete(reader: Reader) -> None:
    reader.register.lists["all"] = []

    for part in (paged(), listed(), named()):
        found = reader.snapshot(walk(part))
        assert (found.items, found.completeness.complete) == ((), True)


def test_no_ids_need_no_request(reader: Reader) -> None:
    reader.snapshot(walk(named()))

    assert reader.register.sent == []


def test_ids_are_read_in_batches_each_once(reader: Reader) -> None:
    found = reader.snapshot(walk(named("a", "b", "a", "c", most=2)))

    assert reader.register.sent == ["items?ids=a,b", "items?ids=c"]
    assert [item.id for item in found.items] == ["a", "b", "c"]


def test_both_shells_send_and_give_the_same() -> None:
    for parts in OF_EVERY_KIND:
        reads = [Reader("sync", Register(dict(EXAMPLE))), Reader("async", Register(dict(EXAMPLE)))]
        given_pages = [reader.pages(walk(*parts)).pages for reader in reads]
        assert given_pages[0] == given_pages[1]
        assert reads[0].register.sent == reads[1].register.sent


# --- progress ------------------------------------------------------------------------------------


def test_progress_is_told_after_each_page(reader: Reader) -> None:
    told: list[Progress] = []
    reader.register.totals = True

    reader.pages(walk(progress=told.append))

    assert told == [Progress(2, 1, 5, 3), Progress(4, 2, 5, 3), Progress(5, 3, 5, 3)]


def test_progress_of_several_lists_tells_no_total(reader: Reader) -> None:
    told: list[Progress] = []
    reader.register.totals = True

    reader.snapshot(walk(paged(), paged("more"), progress=told.append))

    assert [(one.items, one.pages) for one in told] == [(2, 1), (4, 2), (5, 3), (7, 4), (8, 5)]
    assert {(one.total_items, one.total_pages) for one in told} == {(None, None)}


def test_an_error_of_the_callers_progress_ends_the_read_as_it_is(reader: Reader) -> None:
    def stop(_: Progress) -> None:
        raise ZeroDivisionError

    read = reader.pages(walk(progress=stop))

    assert isinstance(read.error, ZeroDivisionError)


def test_wrong_arguments_of_a_list_are_found_before_anything_is_sent(reader: Reader) -> None:
    def refuses(number: int) -> Any:
        raise InputError("uri: is none")

    part: Paged[Item] = Paged("a list", refuses)
    ids: Listed[Item] = Listed("items", items_by_id, Paged[Any]("ids", refuses))

    parts: list[Part[Item]] = [part, ids]
    for one in parts:
        assert isinstance(reader.pages(walk(one)).error, InputError)
    assert reader.register.sent == []
