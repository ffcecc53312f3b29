"""Find the events that several calendars have, and note which are one."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from hytedata.config import Config
from hytedata.links.events import (
    EventGroup,
    EventThing,
    in_order,
    match_events,
    thing_of,
)
from hytedata.models.base import Model
from hytedata.models.common import SourceRef
from hytedata.models.event import Event
from hytedata.runs.garbage import few_collections
from hytedata.runs.progress import OnProgress, Step, silent
from hytedata.store import Catalogue
from hytedata.store.event_links import GroupMember
from hytedata.store.event_rows import EventRecord

STEP: Final = "finding doubles"
RULES: Final = "1"
"""Changes with what is made of the same events: they are grouped anew then."""


class GroupingReport(Model):
    """What came of looking for events that several calendars have.

    Attributes:
        events: That were compared.
        groups: Of records that are one event.
        merged: Records in them.
        possible: Pairs that a person may decide on.
        idle_decisions: Decisions of people about events that are no longer known.
        crowded: Keys that too many events share to compare all of them.
        as_before: Nothing had changed, and nothing was compared.
    """

    events: int = 0
    groups: int = 0
    merged: int = 0
    possible: int = 0
    idle_decisions: int = 0
    crowded: int = 0
    as_before: bool = False


@few_collections()
def group_events(
    config: Config, catalogue: Catalogue, *, tell: OnProgress = silent
) -> GroupingReport:
    """Group all events that take place, where anything of them changed since that was last done.

    The order of the calendars in the configuration is that of their precedence.

    Args:
        config: Names the calendars.
        catalogue: The events, with their places already found.
        tell: Called after each portion.
    """
    links = catalogue.event_links
    decisions = links.decisions()
    precedence = [one.name for one in config.calendar]
    # Of the events themselves, not of reads: one that was killed has written and told nothing.
    events = catalogue.events.fingerprint()
    by = " ".join((RULES, *precedence, f"events {events} decisions {len(decisions)}"))
    latest = links.latest()
    if latest is not None and latest.by == by:
        return GroupingReport(as_before=True, possible=len(links.possible()))
    tell(Step(STEP, 0))
    things = list(_things(catalogue))
    found = match_events(things, decisions)
    groups = list(_members(catalogue, found.groups, precedence))
    links.put(by, groups, found.possible)
    tell(Step(STEP, len(things), len(things), finished=True))
    return GroupingReport(
        events=len(things),
        groups=len(groups),
        merged=sum(map(len, groups)),
        possible=len(found.possible),
        idle_decisions=found.idle_decisions,
        crowded=found.crowded,
    )


def _things(catalogue: Catalogue) -> Iterator[EventThing]:
    for records in catalogue.events.portions():
        for one in records:
            if one.event.series_role in ("none", "occurrence"):
                found = (*(it.municipality for it in one.places), *one.stated, None)
                yield thing_of(one.event, municipality=found[0], whole_town=one.whole_town)


def _members(
    catalogue: Catalogue, groups: Sequence[EventGroup], precedence: Sequence[str]
) -> Iterator[tuple[GroupMember, ...]]:
    known = catalogue.events.records([ref for group in groups for ref in group.members])
    for group in groups:
        order = in_order(_events(group, known), precedence)
        yield tuple(_member(one.ref, group) for one in order)


def _events(group: EventGroup, known: Mapping[SourceRef, EventRecord]) -> list[Event]:
    return [known[ref].event for ref in group.members]


def _member(ref: SourceRef, group: EventGroup) -> GroupMember:
    joins = [one for one in group.joins if ref in (one.left, one.right)]
    evidence = tuple(dict.fromkeys(text for one in joins for text in one.evidence))
    return GroupMember(ref, max(one.tier for one in joins), evidence)
