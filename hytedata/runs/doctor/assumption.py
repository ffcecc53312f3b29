"""What we assume of an upstream, as data, and what a look at the real one says of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from hytedata.runs.doctor.look import Look

Outcome: TypeAlias = Literal["confirmed", "refuted", "unknown"]
Place: TypeAlias = Literal["lipas", "ptv", "ptv12", "login", "statfin"]
"""An upstream as the command line names it: Lipas, PTV v11, PTV v12, PTV's login, and
Statistics Finland's map service."""

SET_UP: Final = "this machine's set-up"
"""`Assumption.where` of what concerns this installation, not the upstream's behaviour."""


class Unsettled(Exception):
    """Nothing can be said of an assumption; the text tells why, and holds nothing private."""


@dataclass(frozen=True)
class Verdict:
    """What was found.

    Attributes:
        seen: What the upstream did, in counts, statuses, names of keys; for an unknown, why.
    """

    outcome: Outcome
    seen: str


@dataclass(frozen=True)
class Assumption:
    """One thing that our code takes for granted and that a read can settle.

    Attributes:
        id: Its upstream and a kebab-case name: `lipas.unknown-id`.
        says: What we assume, as a sentence.
        where: Document and section of the reference: `lipas-api 2.3`.
        depends: The modules that rely on it.
        remedy: What to do where it is refuted.
        check: Looks at the upstream. Where it raises, the assumption stays unknown.
    """

    id: str
    says: str
    where: str
    depends: str
    remedy: str
    check: "Callable[[Look], Verdict]"

    @property
    def place(self) -> str:
        """The upstream that it is about."""
        return self.id.partition(".")[0]


def confirmed(seen: str) -> Verdict:
    """It is as we assume."""
    return Verdict("confirmed", seen)


def refuted(seen: str) -> Verdict:
    """It is otherwise."""
    return Verdict("refuted", seen)


def unknown(why: str) -> Verdict:
    """It cannot be told."""
    return Verdict("unknown", why)


def settled(as_assumed: bool, seen: str) -> Verdict:
    """Confirmed or refuted."""
    return confirmed(seen) if as_assumed else refuted(seen)
