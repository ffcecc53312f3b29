"""A read that was interrupted goes on where it was, by its cursor."""

from collections.abc import Sequence
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hytedata.clients.walks import Part
from hytedata.errors import InputError, ReadInterrupted, SourceContractError, SourceUnavailable
from tests.clients.walk_double import OUTAGE, Item, Reader, Register, listed, named, paged, walk


def test_an_error_at_the_first_page_is_raised_as_it_is(reader: Reader) -> None:
    for status, expected in ((OUTAGE, SourceUnavailable), (418, SourceContractError)):
        reader.register.sent.clear()
        reader.register.failing = {1: status}
        assert type(reader.pages(walk()).error) is expected
        reader.register.sent.clear()
        reader.register.failing = {2: status}
        assert type(reader.pages(walk(listed())).error) is expected


def test_an_interruption_says_why_where_and_after_how_much(reader: Reader) -> None:
    reader.register.failing = {3: OUTAGE}

    read = reader.pages(walk())

    assert isinstance(read.error, ReadInterrupted)
    assert isinstance(read.error.__cause__, SourceUnavailable)
    assert (read.error.items, read.error.cursor) == (4, read.pages[-1].next_cursor)
    assert read.error.cursor in str(read.error)
    assert (read.error.source, read.error.what) == ("register", "items")


def test_a_read_that_fails_where_it_goes_on_keeps_its_cursor(reader: Reader) -> None:
    reader.register.failing = {2: OUTAGE}
    first = reader.pages(walk())
    assert isinstance(first.error, ReadInterrupted)
    reader.register.sent.clear()
    reader.register.failing = {1: OUTAGE}

    second = reader.pages(walk(cursor=first.error.cursor))

    assert isinstance(second.error, ReadInterrupted)
    assert (second.error.cursor, second.error.items) == (first.error.cursor, 0)


@st.composite
def reads(draw: st.DrawFn) -> tuple[dict[str, list[list[str]]], tuple[Part[Item], ...]]:
    """Lists of distinct records, cut into pages, and parts that read them."""
    lists: dict[str, list[list[str]]] = {}
    parts: list[Part[Item]] = []
    for number in range(draw(st.integers(1, 3))):
        name = f"list{number}"
        size, count = draw(st.integers(1, 4)), draw(st.integers(0, 9))
        ids = [f"{number}-{at}" for at in range(count)]
        lists[name] = [ids[at : at + size] for at in range(0, count, size)]
        most = draw(st.integers(1, 3))
        kinds: list[Part[Item]] = [paged(name), listed(name, most), named(*ids, most=most)]
        parts.append(draw(st.sampled_from(kinds)))
    return lists, tuple(parts)


@given(read=reads(), at=st.integers(1, 40), ahead=st.integers(1, 5))
def test_what_came_before_an_interruption_and_after_it_is_everything_once(
    read: tuple[dict[str, Sequence[Sequence[str]]], tuple[Part[Item], ...]], at: int, ahead: int
) -> None:
    lists, parts = read
    register = Register(dict(lists), failing={at: OUTAGE})
    reader = Reader("async", register)
    everything = list(chain.from_iterable(chain.from_iterable(lists.values())))

    first = reader.pages(walk(*parts, ahead=ahead))
    register.failing = {}
    if first.error is None:
        rest: list[str] = []
    elif isinstance(first.error, ReadInterrupted):
        assert first.error.items == len(first.ids)
        rest = reader.pages(walk(*parts, ahead=ahead, cursor=first.error.cursor)).ids
    else:
        assert first.pages == []
        rest = reader.pages(walk(*parts, ahead=ahead)).ids

    assert first.ids + rest == everything


@given(read=reads(), stop=st.integers(1, 12))
def test_a_read_goes_on_after_any_page(
    read: tuple[dict[str, Sequence[Sequence[str]]], tuple[Part[Item], ...]], stop: int
) -> None:
    lists, parts = read
    reader = Reader("async", Register(dict(lists)))
    everything = reader.pages(walk(*parts)).ids

    first = reader.pages(walk(*parts), stop_after=stop)
    cursor = first.pages[-1].next_cursor if first.pages else None
    rest = reader.pages(walk(*parts, cursor=cursor)).ids if cursor else []

    assert first.ids + rest == everything


def test_what_two_lists_share_may_come_again_after_an_interruption(reader: Reader) -> None:
    reader.register.lists["more"] = [["e"], ["a"]]
    parts = (paged(), paged("more"))
    reader.register.failing = {5: OUTAGE}
    first = reader.pages(walk(*parts))
    assert isinstance(first.error, ReadInterrupted)
    reader.register.failing = {}

    rest = reader.pages(walk(*parts, cursor=first.error.cursor))

    # A cursor says where, not what: remembering every id is the caller's.
    assert (first.ids, rest.ids) == (["a", "b", "c", "d", "e"], ["a"])


@pytest.mark.parametrize(
    "cursor",
    ["x", "1", "1.1", "1.1.1", "1.-1.1.00000000", "1.1.1.1.00000000", "٣.1.1.00000000", "1" * 5000],
)
def test_what_is_no_cursor_is_refused(reader: Reader, cursor: str) -> None:
    read = reader.pages(walk(cursor=cursor))

    assert isinstance(read.error, InputError)
    assert "is none" in str(read.error)
    assert len(str(read.error)) < 300
    assert reader.register.sent == []


def test_a_cursor_of_another_read_is_refused(reader: Reader) -> None:
    cursor = reader.pages(walk(), stop_after=1).pages[0].next_cursor
    reader.register.sent.clear()

    others: list[tuple[Part[Item], ...]]
    others = [(paged("more"),), (paged(), paged("more")), (named("a", "b"),)]
    for parts in others:
        read = reader.pages(walk(*parts, cursor=cursor))
        assert isinstance(read.error, InputError)
        assert "belongs to another read" in str(read.error)
    assert reader.register.sent == []


@pytest.mark.parametrize("place", ["0.1.1", "2.1.1", "1.0.1", "1.1.0"])
def test_a_cursor_outside_of_its_read_is_refused(reader: Reader, place: str) -> None:
    wanted = walk(cursor=f"{place}.{walk().mark}")

    assert "belongs to another read" in str(reader.pages(wanted).error)
