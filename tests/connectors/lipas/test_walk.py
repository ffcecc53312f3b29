from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest

from hytedata.connectors._http import Endpoint, Response
from hytedata.connectors.lipas.listings import SITES
from hytedata.connectors.lipas.query import SiteQuery
from hytedata.connectors.lipas.raw_site import RawSite
from hytedata.connectors.lipas.walk import RawPage, Walk
from hytedata.errors import HytedataError, InputError, SourceContractError, SourceUnavailable
from tests.connectors.lipas.builders import FakeLipas, answer, encoded, page, site

UTAJARVI = SiteQuery(municipalities=("889",))
THREE = SiteQuery(municipalities=("889", "091", "049"))


def walk(query: SiteQuery = UTAJARVI, **changes: Any) -> Walk[SiteQuery, RawSite]:
    settings = {"page_size": 2, **changes}
    return Walk(SITES, query, **settings)


def pages(it: Walk[SiteQuery, RawSite], lipas: FakeLipas) -> Iterator[RawPage[RawSite]]:
    steps = it.pages()
    step = next(steps, None)
    while step is not None:
        if isinstance(step, RawPage):
            yield step
            step = next(steps, None)
            continue
        assert isinstance(step, Endpoint)
        try:
            given = lipas.send(step)
        except HytedataError as error:
            step = advance(lambda error=error: steps.throw(error))
        else:
            step = advance(lambda given=given: steps.send(given))


def advance(call: Any) -> Any:
    try:
        return call()
    except StopIteration:
        return None


def ids(found: Iterator[RawPage[RawSite]]) -> list[int]:
    return [it.lipas_id for each in found for it in each.documents]


def outage() -> SourceUnavailable:
    return SourceUnavailable("lipas", "https://lipas.test", attempts=4)


def test_pages_come_in_order_with_what_lipas_states() -> None:
    lipas = FakeLipas([site(it) for it in range(1, 6)])

    found = list(pages(walk(), lipas))

    assert [[it.lipas_id for it in each.documents] for each in found] == [[1, 2], [3, 4], [5]]
    assert [(it.number, it.total_items, it.total_pages) for it in found] == [
        (1, 5, 3),
        (2, 5, 3),
        (3, 5, 3),
    ]
    assert found[-1].next_cursor is None


@pytest.mark.parametrize("stop", [0, 1, 2])
def test_the_cursor_of_a_page_goes_on_behind_it(stop: int) -> None:
    lipas = FakeLipas([site(it) for it in range(1, 6)])
    before = list(pages(walk(), lipas))[: stop + 1]
    cursor = before[-1].next_cursor

    after = ids(pages(walk(cursor=cursor), lipas)) if cursor else []

    assert sorted(ids(iter(before)) + after) == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("failing", range(7))
def test_a_read_by_parts_that_broke_goes_on_with_the_missing_page(failing: int) -> None:
    cities = (889, 91, 49)
    lipas = FakeLipas([site(it, city=cities[it % 3]) for it in range(1, 13)])
    lipas.before = lambda asked: outage() if asked == failing else None
    broken = walk(THREE, largest_part=4)
    seen: list[int] = []

    with suppress(SourceUnavailable):
        for each in pages(broken, lipas):
            seen += [it.lipas_id for it in each.documents]
    lipas.before = None
    seen += ids(pages(walk(THREE, largest_part=4, cursor=broken.cursor), lipas))

    assert sorted(seen) == list(range(1, 13))


def test_a_cursor_of_another_read_is_refused() -> None:
    cursor = walk(THREE).cursor

    for other in (walk, lambda **given: walk(THREE, page_size=3, **given)):
        with pytest.raises(InputError, match="of another read"):
            other(cursor=cursor)
    with pytest.raises(InputError, match="is none of Lipas's"):
        walk(cursor="page 3")


def test_a_cursor_that_was_tampered_with_is_refused() -> None:
    digest = walk(THREE).cursor.split(".")[0]

    with pytest.raises(InputError, match="names a part that there is not"):
        walk(THREE, cursor=f"{digest}.7.1.1")
    with pytest.raises(InputError, match="outside the window"):
        walk(THREE, cursor=f"{digest}..999999.1")


def test_a_large_list_is_read_in_parts_and_each_record_comes_once() -> None:
    cities = (889, 91, 49)
    lipas = FakeLipas([site(it, city=cities[it % 3]) for it in range(1, 10)])

    found = list(pages(walk(THREE, largest_part=3), lipas))

    assert sorted(ids(iter(found))) == list(range(1, 10))
    assert [it.number for it in found] == list(range(1, len(found) + 1))
    assert {it.total_items for it in found} == {9}
    assert {it.total_pages for it in found} == {None}


def test_a_record_that_a_moving_list_repeats_comes_once_and_the_missing_one_is_found() -> None:
    lipas = FakeLipas([site(it) for it in range(1, 6)])

    def move(asked: int) -> None:
        if asked == 1:  # after the first page its first record is saved, and moves to the end
            lipas.sites.append(lipas.sites.pop(0))

    lipas.before = move
    it = walk()

    found = list(pages(it, lipas))

    assert sorted(ids(iter(found))) == [1, 2, 3, 4, 5]
    assert len(ids(iter(found))) == 5
    assert it.reasons == []


def test_a_total_that_changes_leads_to_another_reading() -> None:
    lipas = FakeLipas([site(it) for it in range(1, 5)])

    def grow(asked: int) -> None:
        if asked == 1:
            lipas.sites.insert(0, site(99))

    lipas.before = grow
    it = walk()

    found = ids(pages(it, lipas))

    assert sorted(found) == [1, 2, 3, 4, 99]
    assert it.reasons == []


def test_a_list_that_never_adds_up_is_told() -> None:
    lipas = FakeLipas([site(1), site(1), site(2)])
    it = walk()

    found = ids(pages(it, lipas))

    assert found == [1, 2]
    assert "2 sports sites were seen in 3 readings, where Lipas states 3" in it.reasons[0]


def test_an_outage_of_the_second_reading_is_a_reason_and_no_interruption() -> None:
    lipas = FakeLipas([site(1), site(1), site(2)])
    lipas.before = lambda asked: outage() if asked >= 2 else None
    it = walk()

    found = ids(pages(it, lipas))

    assert found == [1, 2]
    assert "could not be read a second time" in it.reasons[0]


def test_an_empty_list_is_one_empty_page() -> None:
    found = list(pages(walk(), FakeLipas([])))

    assert [(it.documents, it.total_items, it.next_cursor) for it in found] == [((), 0, None)]


def test_a_page_past_the_end_is_empty_and_the_last() -> None:
    lipas = FakeLipas([site(1), site(2)])
    cursor = walk().cursor.removesuffix(".1.0") + ".9.8"

    found = list(pages(walk(cursor=cursor), lipas))

    assert [(it.documents, it.next_cursor) for it in found] == [((), None)]


def test_a_document_that_breaks_its_page_is_isolated() -> None:
    lipas = FakeLipas([site(it) for it in range(1, 9)], broken={3})

    found = list(pages(walk(page_size=4), lipas))

    assert ids(iter(found)) == [1, 2, 4, 5, 6, 7, 8]
    assert [it.ref.id for each in found for it in each.rejections] == [
        "position 3 of municipality 889"
    ]


def test_a_garbled_page_is_asked_for_again_and_then_given_up() -> None:
    html = answer(200, b"<html>proxy</html>")
    lipas = FakeLipas([site(1)])
    lipas.before = lambda asked: html if asked < 2 else None
    lasting = FakeLipas([site(1)], before=lambda asked: html)

    found = ids(pages(walk(), lipas))

    assert found == [1]
    with pytest.raises(SourceContractError, match="begins with '<html>"):
        ids(pages(walk(), lasting))
    assert len(lasting.asked) == 3


def test_a_filter_that_lipas_disregards_is_noticed() -> None:
    lipas = FakeLipas([])
    lipas.before = lambda asked: answer(200, page([site(1, city=91)]))

    with pytest.raises(SourceContractError, match="1 has city-codes 091, which was not asked for"):
        ids(pages(walk(), lipas))


def test_a_part_larger_than_the_window_is_told_and_nothing_beyond_it_is_asked_for() -> None:
    lone = SiteQuery(municipalities=("889",), statuses=("active",), type_codes=(1340,))
    lipas = FakeLipas([])

    def respond(asked: int) -> Response:
        first = asked * 100 + 1
        return answer(200, page([site(it) for it in range(first, first + 100)], 60_001))

    lipas.before = respond
    it = walk(lone, page_size=100)

    first = next(pages(it, lipas))

    assert first.total_items == 60_001
    assert first.next_cursor is not None
    digest = it.cursor.split(".")[0]
    last = walk(lone, page_size=100, cursor=f"{digest}..600.599")
    list(pages(last, lipas))
    assert last.reasons == ["municipality 889; type 1340; active: Lipas shows no more than 60000"]


def test_other_trouble_of_lipas_is_tried_patiently() -> None:
    lipas = FakeLipas([site(1)])
    trouble = answer(500, encoded({"type": "internal-server-error"}))
    lipas.before = lambda asked: trouble if asked == 0 else None

    assert ids(pages(walk(), lipas)) == [1]


def test_a_record_without_an_id_is_a_rejection_at_its_place() -> None:
    lipas = FakeLipas([])
    broken = site(1) | {"lipas-id": "x"}
    lipas.before = lambda asked: answer(200, page([site(1), broken]))
    it = walk()

    found = list(pages(it, lipas))

    assert [rejection.ref.id for rejection in found[0].rejections] == [
        "position 2 of municipality 889"
    ]
    assert it.reasons == []
