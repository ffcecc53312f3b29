"""Rules of connections (ptv-api 6.7)."""

from collections.abc import Iterator
from typing import Final

from hytedata.content.writing.addresses import check_contact_addresses
from hytedata.content.writing.areas import ids
from hytedata.content.writing.contacts import check_contacts
from hytedata.content.writing.faults import Fault
from hytedata.content.writing.hours import check_hours
from hytedata.content.writing.texts import CONNECTION_TEXTS, check_texts
from hytedata.content.writing.view import View
from hytedata.models.ptv_write.base import is_empty

CHARGES: Final = ("Free", "Charged", "Other")


def check_connection(view: View) -> Iterator[Fault]:
    """Return every fault of a connection but those that all writes share."""
    for end in ("service", "channel"):
        by_id, by_source = f"{end}_id", f"{end}_source_id"
        named = [field for field in (by_id, by_source) if not is_empty(getattr(view.write, field))]
        if len(named) != 1:
            yield Fault(by_id, "one-end", f"named in {len(named)} ways, by id or by source id")
        yield from ids(view, by_id)
    charge = view.word("charge")
    if view.sets("charge") and charge is not None and charge not in CHARGES:
        yield Fault("charge", "charge", f"{charge!r} is none of {', '.join(CHARGES)}")
    yield from check_texts(view, CONNECTION_TEXTS)
    yield from check_contacts(view)
    yield from check_contact_addresses(view)
    yield from check_hours(view)
