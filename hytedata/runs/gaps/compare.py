"""What a run found against what was known: which findings change, and to which state."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from hytedata.models.finding import FindingState, Problem
from hytedata.quality.mending import mending_link
from hytedata.quality.rule import Rule, Subject
from hytedata.quality.states import THERE, Seen, next_state
from hytedata.quality.waivers import WaiverBook
from hytedata.store.finding_rows import Change, Found, Known, content_of


@dataclass(frozen=True)
class Comparing:
    """What comparing needs of the run.

    Attributes:
        at: When the run began, aware.
        looks: When each rule looked before this run, by code.
        waived: Waivers that hold now.
    """

    at: datetime
    looks: Mapping[str, datetime]
    waived: WaiverBook

    def changes(
        self,
        found: Iterable[Found],
        known: Mapping[str, Known],
        unseen: Callable[[Known], Seen | None],
    ) -> Iterator[Change]:
        """Yield what changes.

        Args:
            found: What the run found; of two with one identity the first counts.
            known: What was known of the same records, or of the same rule.
            unseen: Says of what was not found how the run saw it; None: it is none of its business.
        """
        seen: set[str] = set()
        for one in found:
            key = one.id
            if key not in seen:
                seen.add(key)
                change = self._found(key, one, known.get(key))
                if change is not None:
                    yield change
        for key, before in known.items():
            if key in seen or (how := unseen(before)) is None:
                continue
            state = next_state(before.state, how)
            if state is not None and state != before.state:
                last = self._last(before) if before.state in THERE else None
                # What was unchecked keeps the time at which it was last seen.
                yield Change(key, state, None, before.first_seen, last or self._last(before))

    def _found(self, key: str, one: Found, before: Known | None) -> Change | None:
        content = content_of(one)
        waived = self.waived.holds(key, one.rule, one.owner)
        state: FindingState | None = next_state(before and before.state, "found", waived=waived)
        if state is None or (
            before and (state, content["digest"]) == (before.state, before.digest)
        ):
            return None
        first = before.first_seen if before else self.at
        same = before is not None and before.digest == content["digest"]
        return Change(key, state, None if same else content, first, None)

    def _last(self, before: Known) -> datetime:
        return max(self.looks.get(before.rule, before.first_seen), before.first_seen)


def found_of(rule: Rule, subject: Subject, problem: Problem, *, by_record: bool) -> Found:
    """Return a problem with whatever is kept beside it."""
    return Found(
        rule=rule.code,
        severity=rule.severity,
        ref=subject.ref,
        problem=problem,
        by_record=by_record,
        names=subject.names,
        municipality=subject.municipality,
        county=subject.county,
        owner=subject.owner,
        position=subject.position,
        link=mending_link(subject.ref, subject.record),
    )
