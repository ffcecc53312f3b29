"""Expanding a year of weekly series, beside `recurring-ical-events` called bare."""

from datetime import date

import icalendar
import recurring_ical_events

from benchmarks.result import Result
from benchmarks.timing import fastest
from hytedata.normalise.calendars.facts import CalendarFacts
from hytedata.normalise.calendars.icalendar import FeedCalendar

SERIES, WEEKS, ROUNDS = 20_000, 5, 2
TARGET = 1.2
YEAR = (date(2027, 1, 1), date(2028, 1, 1))


def bench_a_year_of_series() -> list[Result]:
    """Expand 20 000 series whose texts have been read; whole events come out."""
    content = _feed()
    bare = icalendar.Calendar.from_ical(content)
    ours = FeedCalendar(content, CalendarFacts("kunta"))
    assert len(ours.between(*YEAR).events) == SERIES * WEEKS

    taken, baseline = fastest(
        lambda: ours.between(*YEAR),
        lambda: recurring_ical_events.of(bare).between(*YEAR),
        rounds=ROUNDS,
    )
    note = f"bare library; {WEEKS} occurrences each"
    return [Result(f"calendars: {SERIES} series are expanded", taken, baseline, TARGET, note=note)]


def _feed() -> bytes:
    events = "".join(_series(number) for number in range(SERIES))
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n".encode()


def _series(number: int) -> str:
    start = f"202701{1 + number % 28:02d}T1{number % 8}"
    zone = "TZID=Europe/Helsinki"
    lines = (
        "BEGIN:VEVENT",
        f"UID:{number}@kunta.example",
        f"SUMMARY:Keksitty tapahtuma {number}",
        f"DESCRIPTION:Tule mukaan tapahtumaan {number}.",
        f"LOCATION:Talo {number % 90}\\, Koulutie {number % 9}\\, 87100 Kajaani",
        f"DTSTART;{zone}:{start}0000",
        f"DTEND;{zone}:{start}3000",
        f"RRULE:FREQ=WEEKLY;COUNT={WEEKS}",
        "END:VEVENT",
        "",
    )
    return "\r\n".join(lines)
