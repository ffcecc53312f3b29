"""What an event of Linked Events is: its kind, its status, its place in a series; pure."""

from collections.abc import Mapping
from typing import Final

from hytedata.connectors.calendars.linked_events.wire import WireEvent, id_of
from hytedata.models.common import LocalizedText
from hytedata.models.event import EventKind, EventStatus, SeriesRole
from hytedata.normalise.calendars.linked_events_values import harmless
from hytedata.normalise.remarks import Remarks

_KINDS: Final[Mapping[str, EventKind]] = {
    "general": "event",
    "course": "course",
    "volunteering": "volunteering",
    "hobby": "hobby",
    "hobbies": "hobby",
}
_STATUSES: Final[Mapping[str, EventStatus]] = {
    "eventscheduled": "scheduled",
    "eventrescheduled": "rescheduled",
    "eventpostponed": "postponed",
    "eventcancelled": "cancelled",
}
_STAND_FOR_OTHERS: Final[Mapping[str, SeriesRole]] = {"recurring": "series", "umbrella": "umbrella"}
_CALLED_OFF: Final = ("peruttu", "peruutettu", "peruuntunut", "inställ", "cancelled", "canceled")


def kind_of(wire: WireEvent, remarks: Remarks) -> EventKind:
    """Return the kind; forks have words of their own, and older ones state none."""
    stated = (wire.type_id or "").strip()
    kind = _KINDS.get(stated.casefold()) if stated else "event"
    if kind is None:
        remarks.lose("type_id", "unknown-code", stated)
        return "other"
    return "hobby" if kind == "event" and wire.hobby_categories else kind


def status_of(wire: WireEvent, names: LocalizedText, remarks: Remarks) -> EventStatus:
    """Return the status; a title that says otherwise is told, and not believed (trap 11)."""
    if wire.deleted:
        return "deleted"
    stated = (wire.event_status or "EventScheduled").strip()
    # Some write it as an address of schema.org.
    status = _STATUSES.get(stated.rpartition("/")[2].casefold())
    if status is None:
        remarks.lose("event_status", "unknown-code", stated)
        status = "scheduled"
    if status == "scheduled":
        _look_at_title(names, remarks)
    return status


def series_of(
    wire: WireEvent, parents: Mapping[str, str], remarks: Remarks
) -> tuple[SeriesRole, str]:
    """Return the role in a series, and the id of the one above.

    Children of what recurs are occurrences, children of an umbrella are events of their own
    (trap 9). A child whose parent is a mere reference tells neither: then it is no occurrence,
    with a remark.
    """
    parent = wire.super_event
    parent_id = id_of(parent)
    own = (wire.super_event_type or "").strip().casefold()
    if own in _STAND_FOR_OTHERS:
        return _STAND_FOR_OTHERS[own], parent_id
    if own:
        remarks.lose("super_event_type", "unknown-code", own)
    if not parent_id:
        if parent not in (None, "", {}):
            remarks.lose("super_event", "odd-value", harmless(parent))
        return "none", ""
    known = parents.get(parent_id, "")
    if isinstance(parent, Mapping) and isinstance(parent.get("super_event_type"), str):
        known = str(parent["super_event_type"])
    if known not in _STAND_FOR_OTHERS:
        remarks.add("super_event", "unknown-parent", parent_id)
    return ("occurrence" if known == "recurring" else "none"), parent_id


def _look_at_title(names: LocalizedText, remarks: Remarks) -> None:
    for language, name in names.items():
        if any(word in name.casefold() for word in _CALLED_OFF):
            remarks.add(f"name.{language}", "cancelled-in-title", name)
