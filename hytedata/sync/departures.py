"""Published sites that the source names no more: since when, and whether they may be archived.

Absence is not retirement (lipas-api 2.4): lists repeat and miss items while documents are
re-indexed. So a site counts as gone only where two complete reads at least a day apart miss it
and the source does not show it either when asked for it alone. One that is there and no longer
ours to publish (another owner, type, municipality) is left to the organisation's own rule.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal, TypeAlias

from hytedata.errors import HytedataError
from hytedata.models.publication import Desired, SourceItem, TargetState
from hytedata.models.sports_site import SportsSite
from hytedata.models.sync_state import Departure, DepartureWhy, Link
from hytedata.sync.eligibility import Verdict

APART: Final = timedelta(days=1)
"""How far the first and the second complete read have to be apart."""

LOOKS_AT_MOST: Final = 50
UNANSWERED_IN_A_ROW: Final = 3

Look: TypeAlias = Callable[[int], SportsSite | None]
"""Asks the source for one site; None where it has none. Raises where it cannot be asked."""


@dataclass(frozen=True)
class Fate:
    """What is to become of one published site that is not wanted any more.

    Attributes:
        verdict: `goes`: its channel is archived. `stays`: it is left and told. `waits`: a later
            complete read decides.
        detail: What was seen.
    """

    verdict: Literal["goes", "stays", "waits"]
    detail: str


def departing(
    desired: Desired, links: Iterable[Link], state: TargetState
) -> dict[SourceItem, DepartureWhy]:
    """Return the sites of published channels that are neither wanted nor retired, with why.

    Args:
        desired: From a complete read of the source.
        links: Which target item stands for which site.
        state: What the target holds.
    """
    # Of a country nearly all are wanted: what is looked at further is what is left of them.
    left = {link.source: link for link in links if link.kind == "channel"}
    for item in desired.items:
        left.pop(item.source, None)
    for source in desired.retired:
        left.pop(source, None)
    if not left:
        return {}
    ids = {link.ptv_id for link in left.values()}
    published = {item.id for item in state.items if item.id in ids}
    skipped = {skip.source: skip.reason for skip in desired.skipped if skip.source in left}
    found: dict[SourceItem, DepartureWhy] = {}
    for link in left.values():
        if link.ptv_id not in published:
            continue
        reason = skipped.get(link.source)
        if reason is None:
            found[link.source] = "absent"
        elif reason == "not-eligible":
            found[link.source] = "not-eligible"
    return found


def settle(
    seen: Mapping[SourceItem, DepartureWhy],
    noted: Iterable[Departure],
    *,
    now: datetime,
    archive_ineligible: bool,
    look: Look,
    judge: Callable[[SportsSite], Verdict],
) -> dict[SourceItem, Fate]:
    """Say what is to become of each site that a complete read shows as departing.

    Args:
        seen: From `departing`, of the read that has just been made.
        noted: What earlier complete reads showed.
        now: When the read was made; aware.
        archive_ineligible: Whether the organisation lets go of places it may no longer publish.
        look: Asks the source for one site; at most `LOOKS_AT_MOST` times.
        judge: Says whether a site is one to publish.
    """
    earlier = {one.source: one for one in noted}
    asked = _Asked(look)
    return {
        source: _fate(
            source, seen[source], earlier.get(source), now, archive_ineligible, asked, judge
        )
        for source in _in_turn(sorted(seen), earlier)
    }


def _in_turn(
    sources: Sequence[SourceItem], earlier: Mapping[SourceItem, Departure]
) -> Sequence[SourceItem]:
    """Begin each run further on, so that those that stay do not take all its questions."""
    reads = max((one.reads for one in earlier.values()), default=0)
    begin = reads * LOOKS_AT_MOST % max(len(sources), 1)
    return [*sources[begin:], *sources[:begin]]


def _fate(
    source: SourceItem,
    why: DepartureWhy,
    before: Departure | None,
    now: datetime,
    archive_ineligible: bool,
    asked: "_Asked",
    judge: Callable[[SportsSite], Verdict],
) -> Fate:
    if before is None or before.why != why:
        return _waits(why, now)
    # A clock that was set back makes the time since negative: then it waits.
    if now - before.since < APART:
        return _waits(why, before.since)
    since = f"since {before.since:%Y-%m-%d %H:%M} UTC, in {before.reads + 1} complete reads"
    if why == "not-eligible":
        return _ineligible(since, archive_ineligible)
    return _absent(asked.about(source), since, archive_ineligible, judge)


def _waits(why: DepartureWhy, since: datetime) -> Fate:
    told = "no list of Lipas names it" if why == "absent" else "it is no longer one to publish"
    return Fate(
        "waits",
        f"{told}, first seen so {since:%Y-%m-%d %H:%M} UTC; a complete read at least a day later "
        "decides",
    )


def _ineligible(since: str, archive: bool) -> Fate:
    verdict: Literal["goes", "stays"] = "goes" if archive else "stays"
    return Fate(verdict, f"it is no longer one to publish, {since}")


def _absent(
    site: "SportsSite | str | None",
    since: str,
    archive_ineligible: bool,
    judge: Callable[[SportsSite], Verdict],
) -> Fate:
    missed = f"no list of Lipas names it {since}"
    if isinstance(site, str):
        return Fate("stays", f"{missed}; whether it is gone could not be found out: {site}")
    if site is None:
        return Fate("goes", f"{missed}, nor does Lipas know it when asked for it")
    verdict = judge(site)
    if verdict == "retired":
        return Fate("goes", f"{missed}; asked for it, Lipas says that it is {site.status}")
    if verdict == "eligible":
        return Fate(
            "stays",
            f"{missed}, but asked for it Lipas shows it in use: its lists are not whole, its "
            "municipality code is an abolished one, or lipas.categories leaves it out",
        )
    return _ineligible(f"{since}: {verdict.detail}", archive_ineligible)


class _Asked:
    """Asks about single sites; leaves the source in peace where it does not answer."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._asked = self._unanswered = 0

    def about(self, source: SourceItem) -> "SportsSite | str | None":
        """The site, None where there is none, or why that is not known."""
        if self._asked >= LOOKS_AT_MOST:
            return f"{LOOKS_AT_MOST} sites were asked for in this run, the next run goes on"
        if self._unanswered >= UNANSWERED_IN_A_ROW:
            return "Lipas did not answer"
        self._asked += 1
        try:
            site = self._look(int(source.id.removeprefix("site:")))
        except HytedataError as error:
            self._unanswered += 1
            return str(error)
        self._unanswered = 0
        return site
