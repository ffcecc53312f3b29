"""Rules of service locations (ptv-api 6.6)."""

from collections.abc import Iterator
from typing import Final

from hytedata.content.writing.addresses import check_location
from hytedata.content.writing.areas import check_area, ids
from hytedata.content.writing.contacts import check_contacts
from hytedata.content.writing.faults import Fault
from hytedata.content.writing.hours import check_hours
from hytedata.content.writing.texts import (
    LOCATION_REQUIRED,
    LOCATION_TEXTS,
    check_languages,
    check_texts,
)
from hytedata.content.writing.view import View
from hytedata.models.ptv_write.base import is_empty

CONNECTABLE: Final = ("AllOrganizations", "OwnOrganizations")
REQUIRED: Final = ("organisation_id", "service_languages")
NOT_EMPTIED: Final = (*REQUIRED, "area", "connectable_by")


def check_service_location(view: View) -> Iterator[Fault]:
    """Return every fault of a service location but those that all writes share."""
    yield from check_texts(view, LOCATION_TEXTS)
    yield from check_languages(view, LOCATION_REQUIRED)
    for field in REQUIRED if view.creating else ():
        if is_empty(view.value(field)):
            yield Fault(field, "R1", "is required")
    yield from ids(view, "organisation_id")
    yield from ids(view, "service_ids")
    opened = view.word("connectable_by")
    if view.sets("connectable_by") and opened is not None and opened not in CONNECTABLE:
        yield Fault("connectable_by", "V1", f"{opened!r} is none of {', '.join(CONNECTABLE)}")
    yield from check_area(view)
    yield from check_location(view)
    yield from check_contacts(view)
    yield from check_hours(view)
    yield from _shown_names(view)


def _shown_names(view: View) -> Iterator[Fault]:
    languages = view.languages
    for language in sorted(languages if languages is not None else view.written):
        shown = view.text(language, "shows_alternative_name")
        if shown is True and is_empty(view.text(language, "alternative_name")):
            path = f"language_versions.{language}.shows_alternative_name"
            yield Fault(path, "display-name", "there is no alternative name")
