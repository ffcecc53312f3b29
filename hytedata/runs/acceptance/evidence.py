"""What a case leaves behind for the report: what was sent, made, read back and logged."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from hytedata.models.common import Json

Outcome: TypeAlias = Literal["passed", "failed", "out-of-scope", "not-run"]
Verdict: TypeAlias = Literal["same", "rewritten", "not-told", "different"]
ItemKind: TypeAlias = Literal["service", "service-location"]


@dataclass(frozen=True)
class LogEntry:
    """Our log entry of one request.

    Attributes:
        number: Of the request in the run, from 1.
        at: When it was sent, UTC, `2026-11-24T12:00:00.123Z`.
        line: The request line: method, path and query.
        status: None where no answer came.
        problem: Why none came.
        staged: A trouble that the test itself brought about on our side of the wire.
    """

    number: int
    at: str
    line: str
    status: int | None
    ms: int
    with_token: bool
    problem: str = ""
    staged: str = ""


@dataclass(frozen=True)
class Sent:
    """A write as it left.

    Attributes:
        number: Of its log entry.
        answer: What PTV answered, where it refused.
    """

    number: int
    line: str
    status: int | None
    body: Json
    answer: Json = None


@dataclass(frozen=True)
class FieldCheck:
    """One field, as it was sent and as it was read.

    Attributes:
        path: In the words of our models: `language_versions.fi.name`.
        verdict: `rewritten` is a field that PTV is known to put into its own form; `not-told` is
            one that the public read does not show.
    """

    path: str
    sent: Json
    read: Json
    verdict: Verdict


@dataclass(frozen=True)
class ReadBack:
    """An item as everybody reads it after a write, beside what it was to be.

    Attributes:
        what: Which state it is, in Finnish.
        number: Of the log entry of the read; None where none was recorded.
        document: What PTV answered.
    """

    what: str
    ptv_id: str
    number: int | None
    fields: tuple[FieldCheck, ...]
    document: Json = None

    @property
    def differences(self) -> tuple[FieldCheck, ...]:
        """Fields that are otherwise than sent, and should not be."""
        return tuple(one for one in self.fields if one.verdict == "different")


@dataclass(frozen=True)
class Made:
    """An item that a case made in PTV.

    Attributes:
        data: Path → value: the test data as first sent, in the words of our models.
    """

    kind: ItemKind
    ptv_id: str
    source_id: str
    name: str
    data: dict[str, Json]


@dataclass(frozen=True)
class Linked:
    """A connection that a case made."""

    service_id: str
    channel_id: str
    data: dict[str, Json]


@dataclass(frozen=True)
class CaseResult:
    """One case and what became of it.

    Attributes:
        reason: Why it failed or was not run, in Finnish; "" where it passed.
        detail: The same in the program's own words, English.
        notes: What was seen besides, in Finnish.
    """

    number: str
    title: str
    english: str
    outcome: Outcome
    reason: str = ""
    detail: str = ""
    notes: tuple[str, ...] = ()
    made: tuple[Made, ...] = ()
    linked: tuple[Linked, ...] = ()
    sent: tuple[Sent, ...] = ()
    read: tuple[ReadBack, ...] = ()
    log: tuple[LogEntry, ...] = ()
