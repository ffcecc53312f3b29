"""The same event in several calendars: which are one, and what the one is like.

Pure: events in, groups and pairs out (`match_events`), and of a group one event that says of each
field whose it is (`merge`). Nothing is merged below `MERGED`; what comes near is listed, and what
a person decides about it holds.
"""

from hytedata.links.events.addresses import canonical_url
from hytedata.links.events.groups import (
    MERGED,
    EventGroup,
    EventJoin,
    EventMatching,
    PossiblePair,
    Tier,
)
from hytedata.links.events.matching import match_events
from hytedata.links.events.merging import MergedEvent, merge
from hytedata.links.events.precedence import in_order
from hytedata.links.events.things import EventThing, thing_of

__all__ = [
    "MERGED",
    "EventGroup",
    "EventJoin",
    "EventMatching",
    "EventThing",
    "MergedEvent",
    "PossiblePair",
    "Tier",
    "canonical_url",
    "in_order",
    "match_events",
    "merge",
    "thing_of",
]
