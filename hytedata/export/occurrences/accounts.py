"""What the formats of occurrences carry of them, and what they lose."""

from typing import Final

from hytedata.export.exporter import Account, losses_of
from hytedata.export.model_fields import OCCURRENCE, occurrence_fields

_CSV: Final = (
    "key", "starts_at", "ends_at", "long_running", "municipality", "position", "whole_town",
    "area", "themes", "possible_themes", "provider", "sources.source", "sources.id",
    "event.source", "event.id", "event.kind", "event.status", "event.time.start",
    "event.time.end", "event.is_free", "event.age_min", "event.age_max", "event.online",
    "event.online_url", "event.registration.url", "event.page_url", "event.licence",
    "event.attribution",
)  # fmt: skip
_CSV_WHYS: Final = {
    "event.names": "a table has columns for Finnish, Swedish and English only",
    "event.places": "a row has room for the first place, in the language most people read",
    "event.organizers": "stated in the language most people read",
    "event.audience": "its labels are told in the language most people read",
    "event.prices": "told as one text",
    "sources.kind": "it is always an event",
    "county": "its municipality tells it",
}
_CSV_WHY: Final = "it is for people and their spreadsheets; ndjson holds the whole content"

_ICAL: Final = (
    "key", "starts_at", "ends_at", "position", "event.time.start", "event.time.end",
    "event.page_url", "event.created_at", "event.modified_at",
)  # fmt: skip
_ONE_TEXT: Final = "it stands in a text for people, in the language most of them read"
_ICAL_WHYS: Final = {
    "event.names": "a text has one language: that which most people read",
    "event.summary": _ONE_TEXT,
    "event.description": _ONE_TEXT,
    "event.places": _ONE_TEXT,
    "event.organizers": _ONE_TEXT,
    "event.keywords": _ONE_TEXT,
    "event.licence": "it ends the description, as text",
    "event.attribution": "it ends the description, as text",
    "event.status": "postponed is told as cancelled, rescheduled as confirmed",
    "event.online_url": "told as the location where there is no other",
    "themes": "told among the categories",
}
_ICAL_WHY: Final = "iCalendar has no property for it"


def whole_account() -> Account:
    """Of the format that holds all."""
    return Account(frozenset({OCCURRENCE}), ())


def csv_account() -> Account:
    """Of the table for people."""
    return _account(_CSV, _CSV_WHY, _CSV_WHYS)


def ical_account() -> Account:
    """Of the calendar for people."""
    return _account(_ICAL, _ICAL_WHY, _ICAL_WHYS)


def _account(carried: tuple[str, ...], why: str, whys: dict[str, str]) -> Account:
    held = frozenset(f"{OCCURRENCE}.{name}" for name in carried)
    reasons = {f"{OCCURRENCE}.{name}": said for name, said in whys.items()}
    return Account(held, losses_of(occurrence_fields(), held, why, reasons))
