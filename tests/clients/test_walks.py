"""How reads of many records go, over a register in memory, through both shells."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hytedata.clients.pages import Progress
from hytedata.clients.walks import Found, Listed, Paged, Part, Unusable
from hytedata.connectors._http import Endpoint
from hytedata.errors import (
    InputError,
    NotFound,
    ReadInterrupted,
    RecordError,
    SourceContractError,
    SourceUnavailable,
)
from tests.clients.walk_double import (
    OUTAGE,
    Item,
    Reader,
    Register,
    items_by_id,
    list_page,
    listed,
    named,
    paged,
    walk,
)

THREE = [["a", "b"], ["c", "d"], ["e"]]
EXAMPLE = {"all": THREE, "more": [["f", "g"], ["h"]]}
OF_EVERY_KIND: list[tuple[Part[Item], ...]] = [
    (paged(),),
    (listed(),),
    (listed(most=3), paged("more")),
    (paged("more"), listed(most=1)),
    (named("a", "b", "c", "d", "e"),),
]


@pytest.fixture(params=["sync", "async"])
def reader(request: pytest.FixtureRequest) -> Reader:
    return Reader(request.param, Register(dict(EXAMPLE)))


def replacing(page: int, **changes: Any) -> Callable[[str, int], dict[str, Any] | None]:
    """Change one page of the list `all`, each time that it is read."""

    def answer(name: str, number: int) -> dict[str, Any] | None:
        if (name, number) != ("all", page):
            return None
        return {"page": page, "count": 3, "items": THREE[page - 1], **changes}

    return answer


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


# --- doubts --------------------------------------------------------------------------------------


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


# --- interruption --------------------------------------------------------------------------------


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


# --- records that cannot be used -----------------------------------------------------------------


@pytest.fixture
def with_a_bad_one(reader: Reader) -> Reader:
    reader.register.lists["all"] = [["a", "bad-b"], ["c", "d"], ["e"]]
    return reader


def bare(one: Unusable) -> Item:
    return Item(one.id, note=str(one.document["colour"]))


def test_skip_leaves_a_bad_record_out_and_lists_it(with_a_bad_one: Reader) -> None:
    read = with_a_bad_one.pages(walk(on_invalid="skip", bare=bare))
    found = with_a_bad_one.snapshot(walk(on_invalid="skip", bare=bare))

    assert read.ids == ["a", "c", "d", "e"]
    assert [len(page.rejections) for page in read.pages] == [1, 0, 0]
    assert [(one.ref.id, one.field) for one in found.rejections] == [("bad-b", "colour")]
    assert found.completeness.complete


def test_raise_ends_the_read_at_a_bad_record(with_a_bad_one: Reader) -> None:
    read = with_a_bad_one.pages(walk(on_invalid="raise", bare=bare))

    assert isinstance(read.error, RecordError)
    with pytest.raises(RecordError):
        with_a_bad_one.snapshot(walk(on_invalid="raise", bare=bare))


def test_raw_puts_a_bare_record_in_its_place_whatever_is_filtered(with_a_bad_one: Reader) -> None:
    def keep(item: Item) -> bool:
        return item.id == "c"

    read = with_a_bad_one.pages(walk(on_invalid="raw", bare=bare, keep=keep))
    found = with_a_bad_one.snapshot(walk(on_invalid="raw", bare=bare, keep=keep))

    assert found.items == (Item("bad-b", note="7"), Item("c"))
    assert read.ids == ["bad-b", "c"]
    assert found.rejections == ()
    assert [page.rejections for page in read.pages] == [(), (), ()]


def test_raw_skips_where_there_is_no_bare_record(with_a_bad_one: Reader) -> None:
    found = with_a_bad_one.snapshot(walk(on_invalid="raw"))

    assert [item.id for item in found.items] == ["a", "c", "d", "e"]
    assert [one.ref.id for one in found.rejections] == ["bad-b"]


def test_what_is_skipped_is_logged_once_and_without_its_content(
    with_a_bad_one: Reader, caplog: pytest.LogCaptureFixture
) -> None:
    with_a_bad_one.register.lists["all"] = [["a", "bad-b"], ["bad-c"], ["new"]]

    with caplog.at_level(logging.INFO, logger="hytedata.read"):
        with_a_bad_one.snapshot(walk())

    told = [record.getMessage() for record in caplog.records]
    assert told == [
        "records_skipped source=register what=items count=2 first=bad-b field=colour",
        "unknown_fields_read source=register what=items paths=1",
    ]


def test_a_page_by_page_read_logs_its_doubts_too(
    reader: Reader, caplog: pytest.LogCaptureFixture
) -> None:
    reader.register.answer = replacing(2, items=None)

    with caplog.at_level(logging.INFO, logger="hytedata.read"):
        reader.pages(walk())

    (told,) = [record.getMessage() for record in caplog.records]
    assert told.startswith("read_in_doubt")


def test_unknown_fields_are_counted(reader: Reader) -> None:
    reader.register.lists["all"] = [["new"], ["a"]]

    found = reader.snapshot(walk())

    assert found.drift == {"Item.novelty": 1}


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
