"""Records that cannot be used are skipped, shown bare or raised, and told."""

import logging

import pytest

from hytedata.clients.walks import Unusable
from hytedata.errors import RecordError
from tests.clients.walk_double import Item, Reader, replacing, walk


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
