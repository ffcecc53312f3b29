from typing import Any

import pytest

from hytedata.connectors._http import Response
from hytedata.connectors.ptv.v12 import endpoints
from hytedata.connectors.ptv.v12.pages import Page, page_doubts
from hytedata.connectors.ptv.v12.query import ArchivedQuery, ChannelQuery, ConnectionQuery
from hytedata.connectors.ptv.v12.wire.channels import Channel
from tests.connectors.ptv_v12.builders import FIELDS, ONE, TWO, channel, page

CHANNELS = endpoints.channels(ChannelQuery())


def at(number: int, *ids: str, total: int = 5, pages: int = 3) -> Page[Channel]:
    """Read page *number* of a list of five that is read two by two."""
    items = [channel(content_id) for content_id in ids]
    return CHANNELS.decode(page(*items, total=total, pages=pages, page=number, pageSize=2))


def test_whole_pages_raise_no_doubt() -> None:
    pages = [at(1, "a", "b"), at(2, "c", "d"), at(3, "e")]

    assert page_doubts(pages, "channels") == []
    assert list(pages[0].others) == [2, 3]


@pytest.mark.parametrize("pages", [0, 1])
def test_an_empty_answer_raises_no_doubt(pages: int) -> None:
    read = at(1, total=0, pages=pages)

    assert page_doubts([read], "channels") == []
    assert list(read.others) == []


@pytest.mark.parametrize(
    ("pages", "doubts"),
    [
        (
            [at(1, "a", "b", total=4, pages=2), at(2, "c", "d")],
            [
                "the number of channels moved between 4 and 5 while it was read",
                "the number of pages of channels moved between 2 and 3 while it was read",
            ],
        ),
        (
            [at(1, "a", "b"), at(2, "c"), at(3, "e")],
            ["page 2 of channels has 1 items instead of 2", "4 of 5 channels came"],
        ),
        (
            [at(1, "a", "b"), at(2, "c", "d")],
            ["only 2 of 3 pages of channels were read", "4 of 5 channels came"],
        ),
        (
            [at(1, "a", "b"), at(2, "b", "c"), at(3, "d")],
            ["1 of channels came more than once (b for one)"],
        ),
        (
            [at(1, "a", "b"), at(1, "c", "d"), at(3, "e")],
            ["page 2 of channels calls itself page 1"],
        ),
        ([], ["no page of channels was read"]),
    ],
    ids=["moved", "short", "missing", "repeated", "misplaced", "nothing"],
)
def test_what_may_be_missing_is_said(pages: list[Page[Channel]], doubts: list[str]) -> None:
    assert page_doubts(pages, "channels") == doubts


def test_a_page_past_the_end_is_empty_and_a_doubt_where_it_belonged_to_the_list() -> None:
    past = at(4)

    assert past.items == ()
    assert page_doubts([at(1, "a", "b"), at(2, "c", "d"), past], "channels") == [
        "page 3 of channels calls itself page 4",
        "4 of 5 channels came",
    ]


def test_a_list_that_shrinks_during_the_read_is_doubted() -> None:
    """Two archived between the pages: the third page is past the new end."""
    pages = [at(1, "a", "b"), at(2, "c", total=3, pages=2), at(3, total=3, pages=2)]

    doubts = page_doubts(pages, "channels")

    assert "the number of channels moved between 3 and 5 while it was read" in doubts
    assert "3 of 5 channels came" in doubts


def test_a_page_without_number_and_size_is_judged_by_its_counts() -> None:
    read = CHANNELS.decode(page(channel(), page=None, pageSize=None))

    assert (read.number, read.size) == (0, 0)
    assert page_doubts([read], "channels") == []


def test_records_that_cannot_be_read_are_a_doubt() -> None:
    read = CHANNELS.decode(page(channel(area="all")))

    (doubt,) = page_doubts([read], "channels")
    assert doubt.startswith(f"1 of channels cannot be read (PTV channel {ONE}: area: ")


def test_connections_are_told_apart_by_their_pair() -> None:
    pair = {"serviceContentId": ONE, "channelContentId": TWO}
    other = {"serviceContentId": ONE, "channelContentId": ONE}

    assert doubts_of(endpoints.connections(ConnectionQuery()), page(pair, other)) == []
    (doubt,) = doubts_of(endpoints.connections(ConnectionQuery()), page(pair, pair))
    assert doubt == f"1 of records came more than once ({ONE}/{TWO} for one)"


def test_archived_ids_are_told_apart_too() -> None:
    query = ArchivedQuery(archived_at_or_after=FIELDS["archived_at_or_after"])
    ids = page({"contentId": ONE}, {"contentId": ONE})

    assert len(doubts_of(endpoints.archived_channels(query), ids)) == 1


def doubts_of(endpoint: Any, response: Response) -> list[str]:
    return page_doubts([endpoint.decode(response)], "records")
