"""Streams: pages as they come, and at the end the verdict that a snapshot would give."""

from dataclasses import replace

import pytest

from hytedata.clients.pages import Page
from hytedata.clients.streams import StreamEnd, walk_streamed
from hytedata.connectors._http import SyncShell
from hytedata.errors import SourceUnavailable
from tests.clients.walk_double import OUTAGE, UPSTREAM, Reader, Register, walk

THREE = [["a", "b"], ["c", "d"], ["e"]]


def streamed(register: Register) -> tuple[list[str], StreamEnd]:
    """Ids in the order in which they came, and the end."""
    with SyncShell(UPSTREAM, wire=register) as shell:
        *pages, end = shell.drain(lambda inner: walk_streamed(inner, walk()))
    ids = [item.id for page in pages if isinstance(page, Page) for item in page.items]
    assert isinstance(end, StreamEnd)
    return ids, end


def register(**settings: object) -> Register:
    return replace(Register({"all": THREE}), **settings)  # type: ignore[arg-type]


def test_pages_come_in_order_and_the_end_says_that_this_is_all() -> None:
    ids, end = streamed(register())

    assert ids == ["a", "b", "c", "d", "e"]
    assert (end.completeness.complete, end.completeness.items) == (True, 5)


def test_what_cannot_be_used_is_told_at_the_end() -> None:
    ids, end = streamed(Register({"all": [["a", "bad", "new"]]}))

    assert ids == ["a", "new"]
    assert [one.ref.id for one in end.rejections] == ["bad"]
    assert end.drift == {"Item.novelty": 1}


@pytest.mark.parametrize(
    "settings",
    [
        {"lists": {"all": [["a", "b"], ["b", "c"], ["d"]]}},
        {"failing": {2: OUTAGE}},
        {"lists": {"all": [["a", "b"], [], ["e"]]}},
        {"lists": {"all": []}},
    ],
)
def test_the_end_is_the_verdict_of_a_snapshot(settings: dict[str, object]) -> None:
    whole = Reader("sync", register(**settings)).snapshot(walk())

    ids, end = streamed(register(**settings))

    assert end.completeness == whole.completeness
    assert sorted(set(ids)) == [item.id for item in whole.items]


def test_a_list_that_moved_is_read_again_and_its_records_come_again() -> None:
    counts = iter([4, 3, 3])

    def answer(name: str, page: int) -> dict[str, object] | None:
        if page != 1:
            return None
        return {"page": 1, "count": next(counts, 3), "items": THREE[0]}

    ids, end = streamed(register(answer=answer))

    assert end.completeness.complete
    assert ids.count("a") == 2


def test_without_even_a_first_page_there_is_an_error() -> None:
    with pytest.raises(SourceUnavailable):
        streamed(register(failing={1: OUTAGE}))
