"""Occurrences are read back by the tools that people use for each format."""

import csv
import io
import json
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, BinaryIO

import icalendar
import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hytedata.errors import InputError, StoreError
from hytedata.export.line_schema import published_schema
from hytedata.export.occurrences import from_line, to_csv, to_ical, to_ndjson, write_occurrences
from hytedata.export.occurrences.csv import COLUMNS
from hytedata.models.clock import HELSINKI
from hytedata.models.common import Position, SourceRef
from hytedata.models.event import (
    Event,
    EventKeyword,
    EventPlace,
    EventPrice,
    EventTime,
    When,
)
from hytedata.models.occurrence import Occurrence
from hytedata.models.window import extent_of

START = datetime(2026, 10, 25, 3, 30, tzinfo=HELSINKI, fold=1)

Writer = Callable[[Iterable[Occurrence], BinaryIO], int]


def occurrence(
    start: When = START, end: When | None = None, *, key: str = "kainuu|1|x", **fields: Any
) -> Occurrence:
    values = {"names": {"fi": "Tuolijumppa"}, **fields}
    event = Event(source="kainuu", id="1", time=EventTime(start=start, end=end), **values)
    extent = extent_of(event.time)
    assert extent is not None
    return Occurrence(
        key=key, event=event, starts_at=extent[0], ends_at=extent[1], sources=(event.ref,)
    )


def full() -> Occurrence:
    place = EventPlace(
        names={"sv": "Hallen", "fi": "Sali; alakerta"},
        street={"fi": "Kauppakatu 1"},
        postal_code="87100",
        locality={"fi": "Kajaani"},
    )
    made = occurrence(
        datetime(2026, 4, 3, 18, tzinfo=HELSINKI),
        datetime(2026, 4, 3, 20, tzinfo=HELSINKI),
        names={"sv": "Stolgymnastik", "fi": "Tuolijumppa"},
        summary={"fi": "Kevyt tunti."},
        description={"fi": "Ota mukaan\nvesipullo, pyyhe; ja mieli."},
        places=(place,),
        organizers=({"fi": "Kajaanin kaupunki"},),
        keywords=(EventKeyword(scheme="yso", labels={"fi": "liikunta, kevyt"}),),
        is_free="no",
        prices=(EventPrice(lowest=5, highest=7.5),),
        page_url="https://kainuu.example/1",
        modified_at=datetime(2026, 3, 1, 12, tzinfo=UTC),
        licence="CC BY 4.0",
        attribution="Kainuun kalenteri",
    )
    return made.model_copy(
        update={
            "position": Position(east=500_000, north=7_200_000),
            "municipality": "205",
            "themes": ("exercise", "nature"),
            "provider": "municipality",
            "sources": (*made.sources, SourceRef(source="pohde", kind="event", id="9")),
        }
    )


def written(write: Writer, *given: Occurrence) -> bytes:
    stream = io.BytesIO()
    assert write(iter(given), stream) == len(given)
    return stream.getvalue()


def rows(*given: Occurrence) -> list[dict[str, str]]:
    text = written(to_csv, *given).decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def vevents(*given: Occurrence) -> list[Any]:
    calendar: Any = icalendar.Calendar.from_ical(written(to_ical, *given))
    assert not calendar.errors
    return list(calendar.walk("VEVENT"))


# --- NDJSON --------------------------------------------------------------------------------------


def test_a_line_is_the_occurrence_and_the_same_one_gives_the_same_line() -> None:
    one = full()
    turned = one.event.model_copy(update={"names": dict(sorted(one.event.names.items()))})

    line = written(to_ndjson, one)

    assert from_line(line) == one
    assert written(to_ndjson, one.model_copy(update={"event": turned})) == line
    assert json.loads(line)["starts_at"] == "2026-04-03T15:00:00Z"
    assert written(to_ndjson, one, occurrence()).count(b"\n") == 2


@pytest.mark.parametrize(
    ("line", "told"),
    [(b"{}", "schema None"), (b'{"schema":2}', "schema 2"), (b"x", "no line"),
     (b'{"schema":1}', "no line of an occurrence")],
)  # fmt: skip
def test_a_line_of_another_shape_is_refused(line: bytes, told: str) -> None:
    with pytest.raises(InputError, match=told):
        from_line(line)


# --- CSV -----------------------------------------------------------------------------------------


def test_a_row_tells_people_what_they_ask_for() -> None:
    (row,) = rows(full())

    assert tuple(row) == COLUMNS
    assert (row["start"], row["end"], row["all_day"]) == (
        "2026-04-03 18:00",
        "2026-04-03 20:00",
        "false",
    )
    assert (row["name_fi"], row["name_sv"], row["name_en"]) == ("Tuolijumppa", "Stolgymnastik", "")
    assert (row["place"], row["street"], row["municipality"]) == (
        "Sali; alakerta",
        "Kauppakatu 1",
        "205",
    )
    assert (row["lon"], round(float(row["lat"]), 2)) == ("27.0", 64.92)
    assert (row["free"], row["price"], row["themes"]) == ("no", "5–7.5 EUR", "exercise; nature")
    assert row["sources"] == "kainuu/1; pohde/9"
    assert (row["licence"], row["attribution"]) == ("CC BY 4.0", "Kainuun kalenteri")


def test_days_end_with_their_last_one_and_an_unknown_end_is_empty() -> None:
    days, day, unknown = rows(
        occurrence(date(2026, 4, 3), date(2026, 4, 5)),
        occurrence(date(2026, 4, 3)),
        occurrence(),
    )

    assert (days["start"], days["end"], days["all_day"]) == ("2026-04-03", "2026-04-05", "true")
    assert days["ends_at"] == "2026-04-05T21:00:00Z"
    assert day["end"] == "2026-04-03"
    assert (unknown["start"], unknown["end"]) == ("2026-10-25 03:30", "")
    # The wall clock shows this twice that night; this says which one it is.
    assert unknown["starts_at"] == "2026-10-25T01:30:00Z"


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_no_text_is_run_by_a_spreadsheet(name: str) -> None:
    (row,) = rows(occurrence(names={"fi": name}))

    told = row["name_fi"]
    assert (told[1:] if told.startswith("'") else told) == name
    assert not told.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


# --- iCalendar -----------------------------------------------------------------------------------


def test_an_event_is_read_back_by_a_calendar() -> None:
    (made,) = vevents(full())

    assert str(made["UID"]) == "kainuu|1|x"
    assert made["DTSTART"].dt == datetime(2026, 4, 3, 15, tzinfo=UTC)
    assert made["DTEND"].dt == datetime(2026, 4, 3, 17, tzinfo=UTC)
    assert made["DTSTAMP"].dt == made["LAST-MODIFIED"].dt == datetime(2026, 3, 1, 12, tzinfo=UTC)
    assert (str(made["SUMMARY"]), made["SUMMARY"].params["LANGUAGE"]) == ("Tuolijumppa", "fi")
    assert str(made["DESCRIPTION"]) == (
        "Kevyt tunti.\n\nOta mukaan\nvesipullo, pyyhe; ja mieli.\n\nKainuun kalenteri, CC BY 4.0"
    )
    assert str(made["LOCATION"]) == "Sali; alakerta, Kauppakatu 1, 87100 Kajaani"
    assert (made["GEO"].longitude, round(made["GEO"].latitude, 2)) == (27.0, 64.92)
    assert made["CATEGORIES"].cats == ["liikunta, kevyt", "exercise", "nature"]
    assert (str(made["STATUS"]), str(made["URL"])) == ("CONFIRMED", "https://kainuu.example/1")
    assert "ORGANIZER" not in made


def test_latitude_stands_before_longitude() -> None:
    text = written(to_ical, full()).decode()

    latitude, longitude = text.split("GEO:")[1].splitlines()[0].split(";")
    assert (round(float(latitude), 1), float(longitude)) == (64.9, 27.0)


def test_days_are_days_and_end_the_day_after() -> None:
    days, day = vevents(
        occurrence(date(2026, 3, 28), date(2026, 3, 29)), occurrence(date(2026, 10, 25))
    )

    assert (days["DTSTART"].dt, days["DTEND"].dt) == (date(2026, 3, 28), date(2026, 3, 30))
    assert days["DTSTART"].params["VALUE"] == "DATE"
    assert day["DTEND"].dt - day["DTSTART"].dt == timedelta(days=1)


def test_an_end_that_nobody_states_is_not_made_up() -> None:
    unknown, moment = vevents(occurrence(), occurrence(START, START))

    assert "DTEND" not in unknown
    assert "DTEND" not in moment
    # The second half past three of that night.
    assert unknown["DTSTART"].dt == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("status", "told"),
    [
        ("scheduled", "CONFIRMED"),
        ("rescheduled", "CONFIRMED"),
        ("postponed", "CANCELLED"),
        ("cancelled", "CANCELLED"),
    ],
)
def test_what_was_called_off_is_cancelled(status: str, told: str) -> None:
    (made,) = vevents(occurrence(status=status))

    assert str(made["STATUS"]) == told


@given(st.text(max_size=200), st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_no_text_breaks_out_of_its_property(text: str, url: str) -> None:
    text = text.encode("utf-8", "ignore").decode()
    hostile = f"{text}\r\nEND:VEVENT\r\nBEGIN:VALARM\nX:{text}"

    found = vevents(
        occurrence(names={"fi": hostile}, page_url=f"https://a.example/{url}\r\nATTACH:x"),
        occurrence(),
    )

    assert len(found) == 2
    assert not found[0].errors
    assert "ATTACH" not in found[0]
    assert found[0].subcomponents == []


def test_lines_are_as_long_as_the_format_allows() -> None:
    text = written(to_ical, occurrence(names={"fi": "ääkkönen " * 60}))

    assert text.endswith(b"END:VCALENDAR\r\n")
    assert max(len(line) for line in text.split(b"\r\n")) <= 75
    assert (
        str(vevents(occurrence(names={"fi": "ääkkönen " * 60}))[0]["SUMMARY"]).strip()
        == ("ääkkönen " * 60).strip()
    )


def test_without_the_library_the_way_to_install_it_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "icalendar", None)

    with pytest.raises(InputError, match=r"pip install 'hytedata\[calendars\]'"):
        write_occurrences(tmp_path / "week.ics", "ical", [occurrence()])

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("made", ["full", "plain"])
def test_a_line_is_as_its_published_schema_says(made: str) -> None:
    one = full() if made == "full" else occurrence()
    checker = jsonschema.FormatChecker()
    schema = jsonschema.Draft202012Validator(published_schema("occurrence"), format_checker=checker)

    assert list(schema.iter_errors(json.loads(written(to_ndjson, one)))) == []


# --- files ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["ndjson", "csv", "ical"])
def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path, form: Any) -> None:
    def broken() -> Iterable[Occurrence]:
        yield occurrence()
        raise StoreError("the store broke")

    path = tmp_path / "week"
    assert write_occurrences(path, form, [occurrence()]) == 1
    before = path.read_bytes()

    with pytest.raises(StoreError):
        write_occurrences(path, form, broken())

    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["week"]


@pytest.mark.parametrize("write", [to_ndjson, to_csv, to_ical])
def test_nothing_to_write_is_an_empty_but_whole_document(write: Writer) -> None:
    found = written(write)

    if write is to_ical:
        assert found.startswith(b"BEGIN:VCALENDAR\r\n")
        assert vevents() == []
    else:
        assert found.decode() == ("" if write is to_ndjson else ",".join(COLUMNS) + "\r\n")


def test_many_are_projected_in_order() -> None:
    many = [
        occurrence().model_copy(
            update={"position": Position(east=500_000 + n, north=7_200_000) if n % 3 else None}
        )
        for n in range(700)
    ]

    longitudes = [row["lon"] for row in rows(*many)]

    assert [bool(one) for one in longitudes] == [bool(n % 3) for n in range(700)]
    told = [float(one) for one in longitudes if one]
    assert told == sorted(told)
