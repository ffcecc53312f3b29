"""What came of a read, on a terminal of 80 columns."""

from datetime import UTC, datetime
from io import StringIO

from rich.console import Console

from hytedata.cli.read_events_text import print_reads
from hytedata.cli.read_text import print_report
from hytedata.runs.read_report import KindReport, ReadReport
from hytedata.store.catalogue_values import ReadCounts

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def report(kind: KindReport) -> ReadReport:
    return ReadReport(
        source="ptv", scope="Kainuu", municipalities=(), started_at=NOW, ended_at=NOW, kinds=(kind,)
    )


def screen() -> Console:
    return Console(file=StringIO(), width=80)


def printed(console: Console) -> str:
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


def test_the_table_of_what_was_read_is_not_cut_at_eighty_columns() -> None:
    kind = KindReport(
        kind="general-description", modes=("full", "changes"), complete=True, counts=ReadCounts()
    )
    console = screen()

    print_report(report(kind), console)

    assert "…" not in printed(console)
    assert "rejected" in printed(console)


def test_a_calendar_that_was_not_read_whole_is_not_said_to_be_read_in_full() -> None:
    kind = KindReport(
        kind="event", modes=("full",), complete=False, counts=ReadCounts(), reasons=("no answer",)
    )
    console = screen()

    print_reads([report(kind)], console)

    assert "0 event(s), incompletely." in printed(console)
