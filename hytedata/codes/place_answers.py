"""What a look-up of a place answers: one place, several ("which one?"), or none and near names."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from hytedata.codes.values import Labels
from hytedata.errors import InputError

PlaceKind: TypeAlias = Literal["municipality", "county", "region", "joint-authority"]


@dataclass(frozen=True, slots=True)
class FormerPlace:
    """What a municipality was before it merged with another or took another name.

    Attributes:
        code: Its code then.
        name: Its name then.
        last_day: The last day on which it was that.
        change: `merged` into the municipality of today, or `renamed` under the same code.
        confirmed: Whether a second source says who holds the place now; otherwise check it.
    """

    code: str
    name: Labels
    last_day: date
    change: Literal["merged", "renamed"]
    confirmed: bool = True


@dataclass(frozen=True, slots=True)
class PlaceMatch:
    """A place of today that a text may mean.

    Attributes:
        kind: `joint-authority` is HUS alone, which has no official code: its `code` is `HUS`.
        code: Code of today: three digits of a municipality, two of a county or region.
        name: Name of today.
        municipalities: Codes of the municipalities of today that it consists of, in order. Of a
            region or county on an earlier date: those of today that belonged to it then.
        former: What it was, where the text or the date asks for that.
    """

    kind: PlaceKind
    code: str
    name: Labels
    municipalities: tuple[str, ...]
    former: FormerPlace | None = None

    def told(self) -> str:
        """Say what it is, for people: `Pertunmaa (588) until 2024-12-31, now part of …`."""
        now = f"the {self.kind.replace('-', ' ')} {self.name.fi}"
        if self.kind != "joint-authority":
            now = f"{now} ({self.code})"
        if self.former is None:
            return now
        then = f"{self.former.name.fi} ({self.former.code}) until {self.former.last_day}"
        doubt = "" if self.former.confirmed else ", to be checked"
        return f"{then}, now {'part of ' if self.former.change == 'merged' else ''}{now}{doubt}"


@dataclass(frozen=True, slots=True)
class PlaceAnswer:
    """The answer to "which place is this?".

    Attributes:
        text: What was asked, as it was given.
        on: The date that the text is of; None for today.
        year: The division that was asked is of 1 January of this year.
        matches: Each place that the text means, municipalities first.
        suggestions: Names near the text, best first; only where nothing matches.
        remarks: Limits of what is known about the date, one sentence each.
    """

    text: str
    on: date | None
    year: int
    matches: tuple[PlaceMatch, ...]
    suggestions: tuple[PlaceMatch, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def verdict(self) -> Literal["one", "several", "none"]:
        """Whether exactly one place is meant, several may be, or none is known."""
        if len(self.matches) == 1:
            return "one"
        return "several" if self.matches else "none"

    @property
    def one(self) -> PlaceMatch | None:
        """The place, where exactly one is meant."""
        return self.matches[0] if len(self.matches) == 1 else None

    def told(self) -> str:
        """Say the answer, for people: the place, "which one?", or what is near."""
        told = [match.told() for match in self.matches or self.suggestions]
        if self.matches:
            return told[0] if self.one else f"{self.text!r} is {'; or '.join(told)}: which one?"
        near = f"; did you mean {' or '.join(told)}?" if told else ""
        return "; ".join([f"no place is called {_shown(self.text)}{near}", *self.remarks])


class UnknownPlace(InputError):
    """No place is called so; the text says what is near.

    Attributes:
        answer: The whole answer, with suggestions.
    """

    def __init__(self, answer: PlaceAnswer) -> None:
        super().__init__(answer.told())
        self.answer = answer


class AmbiguousPlace(InputError):
    """Several places are called so; the text names them.

    Attributes:
        answer: The whole answer, with all candidates.
    """

    def __init__(self, answer: PlaceAnswer) -> None:
        super().__init__(f"{answer.told()} (say the kind or the code)")
        self.answer = answer


def _shown(text: str) -> str:
    return repr(text if len(text) <= 60 else f"{text[:60]}…")
