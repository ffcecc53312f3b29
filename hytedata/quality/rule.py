"""A rule as a value: what it is called, why it is there, how to mend, and its check."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, Literal, TypeAlias

from hytedata.models.common import Json, Position, SourceRef
from hytedata.models.finding import Problem, Severity

RuleLanguage: TypeAlias = Literal["fi", "sv", "en"]
RULE_LANGUAGES: Final[tuple[RuleLanguage, ...]] = ("fi", "sv", "en")

Family: TypeAlias = Literal["ptv", "lipas", "events", "cross", "machinery"]
"""Which registers it needs: `cross` rules compare records of several, or with each other.
`machinery` tells of the rules themselves: no record is judged by it."""


@dataclass(frozen=True, slots=True)
class RuleWords:
    """A rule in one language.

    Attributes:
        title: What is wrong, a few words.
        message: What is wrong with a record, with `{names}` of the problem's parameters.
        why: Why it matters, a sentence or two.
        mend: What to do.
    """

    title: str
    message: str
    why: str
    mend: str


@dataclass(frozen=True, slots=True)
class Subject:
    """A record that is checked, with what is known of it besides.

    Attributes:
        record: Our model: a record of PTV, a `SportsSite`, an `Event`.
        municipality: By all evidence, or as stated; None: unknown.
        owner: Who is to mend it.
        speaks: Of an event: the kind of its calendar (`icalendar` …), which says what it can
            tell at all; "" where that is not known.
    """

    ref: SourceRef
    record: Any
    names: Mapping[str, str] = field(default_factory=dict)
    municipality: str | None = None
    county: str | None = None
    owner: str | None = None
    position: Position | None = None
    speaks: str = ""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a check may know besides its record.

    Attributes:
        today: In Finland.
        parameters: The rule's own, with what a caller set otherwise.
    """

    today: date
    parameters: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check found.

    Attributes:
        problems: None: nothing is wrong.
        until: The day on which the same record may be judged otherwise, because time passes; None
            where only an edit can change it.
    """

    problems: tuple[Problem, ...] = ()
    until: date | None = None


Check: TypeAlias = Callable[[Subject, Setting], Iterable[Problem] | Verdict]
"""Judges one record by itself. Pure: the same record on the same day gives the same."""

CrossCheck: TypeAlias = Callable[[Any, Setting], Iterable[tuple[SourceRef, Problem]]]
"""Judges all records together, by what `quality.facts` keeps of each."""


@dataclass(frozen=True)
class Rule:
    """One rule.

    Attributes:
        code: Stable and unique: `PTV-CON-006`, `LIPAS-GEO-002`, `EVT-PLC-001`, `X-DUP-001`. Other
            projects have prefixes of their own.
        kinds: Pairs of source and kind that it looks at, `ptv:service`; `events:event` stands for
            the events of every calendar.
        words: By language; all three are there.
        reference: Where it comes from: `S1` of the field notes, a page.
        guidance: Address of the guidance, or "".
        heuristic: It may be wrong, and says so.
        since: Version of hytedata.
        parameters: Numbers and lists that a caller may set.
        fires: A record that it finds something in, as JSON of the model.
        silent: A record that looks like it, in which it finds nothing.
        needs: Of cross rules: which sources must have been read (`ptv`, `lipas`, `events`).
    """

    code: str
    family: Family
    severity: Severity
    kinds: tuple[str, ...]
    words: Mapping[RuleLanguage, RuleWords]
    check: Check | CrossCheck
    reference: str = ""
    guidance: str = ""
    heuristic: bool = False
    since: str = "0.1"
    parameters: Mapping[str, Json] = field(default_factory=dict)
    fires: Json = None
    silent: Json = None
    needs: tuple[str, ...] = ()

    @property
    def is_cross(self) -> bool:
        """Whether it judges all records together."""
        return self.family == "cross"
