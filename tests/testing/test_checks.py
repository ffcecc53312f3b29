"""Checks of extensions tell their authors what is missing, all of it, in sentences."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from hytedata.classify import ThemeRow
from hytedata.clients.calendars.other_kinds import SourceReader
from hytedata.clients.calendars.source import CalendarSource
from hytedata.errors import SourceUnavailable
from hytedata.export.credits import CREDITS
from hytedata.export.exporter import Loss
from hytedata.export.formats import FORMATS, ExportFormat
from hytedata.models.common import Completeness, Snapshot
from hytedata.models.event import Event, EventTime
from hytedata.models.finding import Problem
from hytedata.quality.rule import Rule
from hytedata.store.catalogue import CatalogueRecord
from hytedata.testing import (
    ExtensionFaults,
    check_exporter,
    check_rule,
    check_source,
    check_theme_table,
)
from tests.quality.made_rules import rule

SOURCE = CalendarSource(
    "agenda", "https://agenda.test/a", "a@b.example", licence="CC0", attribution="Kunta"
)
MARCH = date(2026, 3, 1), date(2026, 4, 1)


def faults_of(check: Callable[[], None]) -> tuple[str, ...]:
    """What a check says; nothing where it is content."""
    try:
        check()
    except ExtensionFaults as error:
        return error.faults
    return ()


def whole_rule(**changes: Any) -> Rule:
    made = rule("KUNTA-TXT-001")
    examples = {"fires": {"names": {"fi": "A"}}, "silent": {"description": {"fi": "B"}}}
    return replace(made, **{**examples, **changes})


def event(**changes: Any) -> Event:
    told = {
        "source": "agenda",
        "id": "1",
        "names": {"fi": "Uinti"},
        "time": EventTime(start=datetime(2026, 3, 2, tzinfo=UTC)),
        "licence": "CC0",
        "attribution": "Kunta",
    }
    return Event(**{**told, **changes})


def snapshot(*events: Event, **verdict: Any) -> Snapshot[Event]:
    told = {"complete": True, "items": len(events), **verdict}
    return Snapshot(events, Completeness(**told))


def source_faults(read: Callable[[], object]) -> tuple[str, ...]:
    class Reader:
        def between(self, start: datetime, end: datetime) -> Snapshot[Event]:
            return read()  # type: ignore[return-value]

    @contextmanager
    def opened(_: CalendarSource) -> Iterator[SourceReader]:
        yield Reader()

    return faults_of(lambda: check_source(opened, SOURCE, *MARCH))


def exporter_faults(exporter: Any) -> tuple[str, ...]:
    """What is said of a format whose records have but two fields."""
    fields = ("record.id", "record.names")
    return faults_of(lambda: check_exporter(exporter, fields=fields))


class Lines:
    """A format that is as it should be; what is passed takes the place of its parts."""

    suffix = ".txt"
    carried = ("record.id",)
    losses: tuple[Loss, ...] = (Loss("record.names", "an id a line"),)

    def __init__(
        self, name: str = "lines", write: Callable[..., int] | None = None, **parts: object
    ) -> None:
        self.name = name
        self.__dict__.update(parts)
        if write is not None:
            self.__dict__["write"] = write

    def write(self, out: Path, records: Iterable[CatalogueRecord], *, day: date) -> int:
        number = 0
        with out.open("w", encoding="utf-8") as file:
            for one in records:
                file.write(f"{one.id}\n")
                number += 1
            for credit in CREDITS.values():
                file.write(f"{credit.licence} {credit.attribution(day)}\n")
        return number


def test_what_is_whole_passes() -> None:
    row = ThemeRow("exercise", "event-category", "slug:uinti", "Uinti", "strong", "it is")

    assert faults_of(lambda: check_rule(whole_rule())) == ()
    assert faults_of(lambda: check_theme_table([row])) == ()
    assert source_faults(lambda: snapshot(event())) == ()
    assert exporter_faults(Lines()) == ()


def test_all_faults_are_told_at_once_and_the_message_lists_them() -> None:
    with pytest.raises(ExtensionFaults) as caught:
        check_rule(whole_rule(fires=None, silent=None))

    assert len(caught.value.faults) == 2
    assert str(caught.value).startswith("rule KUNTA-TXT-001: 2 thing(s) to mend\n- it has no")


def throws(*_: object) -> Iterator[Problem]:
    raise KeyError("x")
    yield


calls = count()


def forgets(*_: object) -> list[Problem]:
    return [Problem(str(next(calls)), params={"what": "x"})]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"code": "PTV-TXT-900"}, "the prefix PTV is hytedata's"),
        ({"code": "kunta"}, "'kunta' is no code"),
        ({"words": {}}, "it needs words in fi, sv, en"),
        ({"fires": None}, "it has no example `fires`"),
        ({"fires": {"description": {"fi": "B"}}}, "it finds nothing in its example `fires`"),
        ({"fires": {"nmaes": {}}}, "`fires` cannot be judged: ValueError"),
        ({"silent": {"names": {"fi": "A"}}}, "its example `silent`, in description"),
        ({"check": throws}, "`fires` cannot be judged: KeyError: 'x'"),
        ({"check": forgets}, "otherwise the second time"),
        ({"check": lambda *_: [Problem()]}, "a message names {what}"),
    ],
)
def test_what_a_rule_lacks_is_said(changes: dict[str, Any], told: str) -> None:
    faults = faults_of(lambda: check_rule(whole_rule(**changes)))

    assert any(told in fault for fault in faults), faults


def test_what_is_no_rule_is_said() -> None:
    faults = faults_of(lambda: check_rule("rule"))  # type: ignore[arg-type]

    assert faults == ("'rule' is no rule",)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (("fun", "event-category", "slug:a", "A", "strong", "b"), "row 1: theme 'fun'"),
        (("exercise", "event-category", "a b", "A", "strong", "b"), "row 1: code 'a b'"),
        (("exercise", "event-category", "slug:a", "A", "some", "b"), "row 1: weight 'some'"),
        (("exercise", "event-category", "slug:a", "", "strong", "b"), "no Finnish name"),
        (("exercise", "event-category", "slug:a", "A", "strong", ""), "has no reason"),
    ],
)
def test_what_a_row_lacks_is_said(row: tuple[Any, ...], told: str) -> None:
    faults = faults_of(lambda: check_theme_table([ThemeRow(*row)]))

    assert len(faults) == 1
    assert told in faults[0]


def test_an_empty_table_and_a_row_told_twice_are_said() -> None:
    row = ThemeRow("exercise", "event-category", "slug:a", "A", "strong", "b")

    assert faults_of(lambda: check_theme_table([])) == ("it has no rows",)
    assert faults_of(lambda: check_theme_table([row, row])) == ("row 2: it says the same as row 1",)


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (snapshot(), "it gives no event"),
        (snapshot(event(), items=5), "the verdict counts 5 items, and 1 came"),
        (snapshot(event(), complete=False), "the verdict has reasons if, and only if"),
        (snapshot(event(), event()), "2 events have the id '1'"),
        (snapshot(event(source="x")), "event '1': its source is 'x'"),
        (snapshot(event(names={})), "it has no name"),
        (snapshot(event(licence="")), "it carries no licence, and the calendar states 'CC0'"),
        (snapshot(event(time=EventTime(start=date(2026, 5, 1)))), "outside the window"),
        ([event()], "between gives list, not a Snapshot"),
    ],
)
def test_what_a_source_lacks_is_said(found: object, told: str) -> None:
    faults = source_faults(lambda: found)

    assert any(told in fault for fault in faults), faults


def test_a_source_that_raises_or_changes_its_ids_is_told() -> None:
    def down() -> object:
        raise SourceUnavailable("agenda", "https://agenda.test/a", attempts=1)

    def fault() -> object:
        raise IndexError("no row")

    numbers = count()

    assert "cannot be read" in source_faults(down)[0]
    assert "it raises IndexError: no row" in source_faults(fault)[0]
    assert (
        "ids and order must stay"
        in source_faults(lambda: snapshot(event(id=str(next(numbers)))))[0]
    )


def all_at_once(out: Path, records: Iterable[CatalogueRecord], *, day: date) -> int:
    return Lines().write(out, list(records), day=day)


def nothing(out: Path, records: Iterable[CatalogueRecord], *, day: date) -> int:
    return sum(1 for _ in records)


def random(out: Path, records: Iterable[CatalogueRecord], *, day: date) -> int:
    written = Lines().write(out, records, day=day)
    with out.open("a", encoding="utf-8") as file:
        file.write(str(next(calls)))
    return written


def bare(out: Path, records: Iterable[CatalogueRecord], *, day: date) -> int:
    out.write_bytes(b"")
    return sum(1 for _ in records)


def litter(out: Path, records: Iterable[CatalogueRecord], *, day: date) -> int:
    out.with_name("draft.tmp").write_bytes(b"")
    return Lines().write(out, records, day=day)


def broken(out: Path, records: Iterable[CatalogueRecord], *, day: date) -> int:
    raise OSError("full")


@pytest.mark.parametrize(
    ("exporter", "told"),
    [
        (Lines("two words"), "no word for the command line"),
        (Lines(suffix="txt"), "begins with a dot"),
        (Lines(carried=()), "carried is empty"),
        (Lines(losses=(Loss("record.id", ""),)), "the loss of record.id has no reason"),
        (
            Lines(losses=(Loss("record.id", "why"),)),
            "record.id is both carried and among the losses",
        ),
        (Lines(write=nothing), "makes no file"),
        (Lines(write=random), "give other bytes"),
        (Lines(write=bare), "the licence of lipas is not inside: write 'CC BY 4.0'"),
        (Lines(write=bare), "whom to name for lipas is not inside"),
        (Lines(write=litter), "it leaves draft.tmp beside its files"),
        (Lines(write=broken), "write raises OSError: full"),
        (Lines(write=all_at_once), "it holds 5000 records at once"),
        (Lines(write=lambda *_, **__: 7), "wrote 7 records, and 2 were given"),
        (object(), "object is no Exporter: it lacks name, suffix, carried, losses, write"),
    ],
)
def test_what_an_exporter_lacks_is_said(exporter: Any, told: str) -> None:
    faults = exporter_faults(exporter)

    assert any(told in fault for fault in faults), faults


def test_a_format_accounts_for_every_field_of_every_record() -> None:
    faults = faults_of(lambda: check_exporter(Lines()))

    assert "record.owner is neither carried nor among the losses" in faults
    assert "service.area.type is neither carried nor among the losses" in faults


@pytest.mark.parametrize("name", ["ndjson", "geojson", "geojsonseq", "csv"])
def test_the_packaged_formats_pass(name: ExportFormat) -> None:
    assert faults_of(lambda: check_exporter(FORMATS[name])) == ()
