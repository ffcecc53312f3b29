"""One event out of the records that several calendars have of it, and whose each field is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from hytedata.links.events.fields import (
    Picked,
    Says,
    joined_facts,
    picked_ids,
    picked_places,
    picked_prices,
    picked_status,
    picked_texts,
    picked_together,
)
from hytedata.links.events.precedence import in_order
from hytedata.models.common import SourceRef
from hytedata.models.event import Event, EventRegistration


def _has(field: str, event: Event) -> bool:
    return bool(getattr(event, field))


_TEXTS: Final = ("names", "summary", "description")
_WHOLE: Final = (
    *("organizers", "publisher", "keywords", "audience", "images", "languages", "page_url"),
    *("online_url", "created_at", "modified_at"),
)
_SAYS: Final[Mapping[tuple[str, ...], Says]] = {
    **{(field,): partial(_has, field) for field in _WHOLE},
    ("online",): lambda event: event.online is not None,
    ("registration",): lambda event: event.registration != EventRegistration(),
    ("time",): lambda event: event.time.start is not None,
    ("kind",): lambda event: event.kind != "other",
    ("age_min", "age_max"): lambda event: (event.age_min, event.age_max) != (None, None),
}
"""What is taken together, from the first record that says something of it."""

_JOINED: Final = ("licence", "attribution")


@dataclass(frozen=True, slots=True)
class MergedEvent:
    """One event, and where what is known of it comes from.

    Attributes:
        event: With source, id, series, remarks and extras of the record that goes first.
        sources: Every record, the one that goes first first.
        fields: Field of *event* → the calendar that it was taken from; of texts, each language
            for itself (`names.sv`). `places.position` is there where a position was taken from
            another calendar than the place. What is joined names all it was joined from, parted
            by `, `. A field that nobody states is not there.
    """

    event: Event
    sources: tuple[SourceRef, ...]
    fields: Mapping[str, str]


def merge(members: Sequence[Event], precedence: Sequence[str]) -> MergedEvent:
    """Make one event of records that are one.

    Field by field the first that says something counts: an origin before its mirrors, then the
    calendars as *precedence* orders them. What belongs together is taken together: a time whole
    from one record, never a start from one and an end from another; a place whole, except that a
    position that it lacks may come from a record with the same address; both ages; prices that
    do not belie `is_free`. The status is the gravest, since one calendar hears of it first; a
    deleted record never takes a living one with it. Ids by which the event is known are kept
    from all; licence and attribution are those of all, each named where they differ.

    Args:
        members: Records of one event, from one calendar or several, in any order.
        precedence: Names of calendars, the most trusted first.

    Raises:
        InputError: There are no members.
    """
    order = in_order(members, precedence)
    picked = Picked(order)
    picked_status(picked)
    for field in _TEXTS:
        picked_texts(picked, field)
    for fields, says in _SAYS.items():
        picked_together(picked, fields, says)
    picked_ids(picked)
    picked_places(picked)
    picked_prices(picked)
    for field in _JOINED:
        joined_facts(picked, field)
    return MergedEvent(picked.event(), tuple(one.ref for one in order), picked.fields)
