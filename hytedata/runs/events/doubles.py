"""Pairs of events that may be one, for a person to decide on, and the decisions."""

import hashlib
from dataclasses import dataclass
from typing import Final

from hytedata.config import Config
from hytedata.errors import InputError
from hytedata.links.events import PossiblePair
from hytedata.models.common import SourceRef
from hytedata.models.event import Event
from hytedata.models.event_decision import EventDecision, EventVerdict
from hytedata.runs.events.group import GroupingReport, group_events
from hytedata.runs.progress import OnProgress, silent
from hytedata.store import Catalogue

_CODE_BYTES: Final = 4


@dataclass(frozen=True)
class Double:
    """A pair that waits for a person.

    Attributes:
        code: Eight letters and digits that stay the same for the same two events or series.
        left: One of them; of a series, the occurrence that is most like the other.
        right: The other.
    """

    code: str
    pair: PossiblePair
    left: Event
    right: Event


def list_doubles(catalogue: Catalogue) -> tuple[Double, ...]:
    """Return the pairs that wait, the likeliest first."""
    pairs = catalogue.event_links.possible()
    known = catalogue.events.records([ref for one in pairs for ref in (one.left, one.right)])
    return tuple(
        Double(
            code_of(one.left_decided_by, one.right_decided_by),
            one,
            known[one.left].event,
            known[one.right].event,
        )
        for one in pairs
        if one.left in known and one.right in known
    )


def decide_double(
    config: Config,
    catalogue: Catalogue,
    code: str,
    verdict: EventVerdict,
    *,
    who: str,
    note: str = "",
    tell: OnProgress = silent,
) -> GroupingReport:
    """Keep a decision for ever, and group the events anew; a later one takes its place.

    Args:
        config: Names the calendars in the order of their precedence.
        catalogue: The events.
        code: Of a pair that waits, or of one that was decided before.
        verdict: `same`: the two are one, in every occurrence. `different`: they are not.
        who: The person who decides.
        note: Why.
        tell: Called after each portion.

    Raises:
        InputError: Nobody is named, or no pair has this code.
    """
    if not who.strip():
        raise InputError("who decided? give a name with --who")
    left, right = _named(catalogue, code)
    made = EventDecision(left=left, right=right, decision=verdict, who=who.strip(), note=note)
    catalogue.event_links.decide([made])
    return group_events(config, catalogue, tell=tell)


def decided_doubles(catalogue: Catalogue) -> tuple[tuple[str, EventDecision], ...]:
    """Return the decisions that hold, the latest first, each with the code of its pair."""
    latest = {code_of(one.left, one.right): one for one in catalogue.event_links.decisions()}
    return tuple(sorted(latest.items(), key=lambda it: (_moment(it[1]), it[0]), reverse=True))


def code_of(left: SourceRef, right: SourceRef) -> str:
    """Return the code of a pair, whichever of the two comes first."""
    sides = sorted((one.source, one.id) for one in (left, right))
    return hashlib.blake2b(repr(sides).encode(), digest_size=_CODE_BYTES).hexdigest()


def _named(catalogue: Catalogue, code: str) -> tuple[SourceRef, SourceRef]:
    wanted = code.strip().lower()
    for pair in catalogue.event_links.possible():
        sides = pair.left_decided_by, pair.right_decided_by
        if code_of(*sides) == wanted:
            return sides
    for known, decision in decided_doubles(catalogue):
        if known == wanted:
            return decision.left, decision.right
    raise InputError(f"no pair has the code {code!r}; list them with hytedata events doubles")


def _moment(decision: EventDecision) -> str:
    return decision.decided_at.isoformat() if decision.decided_at else ""
