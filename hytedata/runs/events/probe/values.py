"""What a probe finds, as values: each step with its outcome, the calendar, and the verdict."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final, Literal, TypeAlias

Kind: TypeAlias = Literal["linked-events", "events-calendar", "icalendar", "json-ld"]
Outcome: TypeAlias = Literal["found", "noted", "absent", "closed", "failed", "disallowed", "moved"]
"""`closed`: it is there, and not open to everyone. `noted`: nothing to read, something to know.
`moved`: it leads to another host, which is not followed."""

Certainty: TypeAlias = Literal["certain", "likely", "possible"]
Verdict: TypeAlias = Literal["found", "partly", "unclear", "nothing", "failed"]
"""`partly`: a calendar is there, and something keeps it from being read or judged now.
`unclear`: none was found, and something could not be looked at. `nothing`: no machine-readable
interface. `failed`: the site could not be asked."""

UNSETTLED: Final = frozenset({"closed", "failed", "disallowed", "moved"})
"""Outcomes after which an interface may be there all the same."""

NAMES: Final[Mapping[Kind, str]] = {
    "linked-events": "Linked Events",
    "events-calendar": "The Events Calendar (WordPress)",
    "icalendar": "iCalendar feed",
    "json-ld": "schema.org events in pages (JSON-LD)",
}


@dataclass(frozen=True)
class StepResult:
    """One step of the order of looking.

    Attributes:
        name: For people: `robots.txt`, `Linked Events` …
        seen: What came, in statuses, names and counts; no values of records.
        asked: Paths that were asked for, in order.
    """

    name: str
    outcome: Outcome
    seen: str
    asked: tuple[str, ...] = ()


@dataclass(frozen=True)
class Licence:
    """Under which licence the data seem to be.

    Attributes:
        name: Short, "" where none was found.
        basis: Where that is known from.
        grade: `B` the publisher's own statement, `C` a general rule of the platform, `?` unknown.
    """

    name: str = ""
    basis: str = "nothing states one"
    grade: Literal["B", "C", "?"] = "?"


@dataclass(frozen=True)
class PersonalData:
    """Personal data that were seen: what kind, and in which fields; never the data themselves."""

    kind: str
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Sample:
    """What one page of events holds.

    Attributes:
        rows: Rows or components that came.
        events: How many of them became events.
        rejections: Why others did not, with how many.
        total: How many there are in all as the source says, or None.
        fields: Field of our `Event` → share of the events that have it, 0–1.
        first: Day on which the first of these events begins.
        last: Day on which the last of them begins.
        languages: Of texts and of the events themselves.
        unknown: Fields that no model of ours knows, and in how many rows.
    """

    rows: int = 0
    events: int = 0
    rejections: Mapping[str, int] = field(default_factory=dict)
    total: int | None = None
    fields: Mapping[str, float] = field(default_factory=dict)
    first: date | None = None
    last: date | None = None
    languages: tuple[str, ...] = ()
    personal: tuple[PersonalData, ...] = ()
    unknown: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class FoundCalendar:
    """A calendar that can be read.

    Attributes:
        url: For the configuration.
        reasons: What its kind was told by.
        next_hosts: Hosts that its links to further pages name, besides its own.
        notes: What a person must know of it.
        settings: Further lines of its block, key → value.
        problem: What keeps it from being read, or "".
    """

    kind: Kind
    url: str
    certainty: Certainty
    reasons: tuple[str, ...]
    sample: Sample = Sample()
    licence: Licence = Licence()
    next_hosts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    settings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    problem: str = ""

    @property
    def is_usable(self) -> bool:
        """Whether it was read and gave events."""
        return not self.problem and self.sample.events > 0


@dataclass(frozen=True)
class Result:
    """What a step gives: its outcome, and the calendar where there is one."""

    step: StepResult
    calendar: FoundCalendar | None = None


@dataclass(frozen=True)
class ProbeReport:
    """One probe.

    Attributes:
        given: As the person wrote it.
        url: What was asked.
        requests: How many were sent.
        elsewhere: Address on another host that the site leads to; probe that if you trust it.
        terms: Addresses of pages that seem to tell the terms of use or of an interface.
        failure: Why the site could not be asked, or "".
        ask: Whom to ask, where nothing was found.
    """

    given: str
    url: str
    made_at: datetime
    steps: tuple[StepResult, ...]
    requests: int
    calendar: FoundCalendar | None = None
    elsewhere: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    failure: str = ""
    ask: tuple[str, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """What it comes to."""
        if self.calendar is not None:
            return "found" if self.calendar.is_usable else "partly"
        if self.failure:
            return "failed"
        unsettled = any(step.outcome in UNSETTLED for step in self.steps)
        return "unclear" if unsettled else "nothing"
