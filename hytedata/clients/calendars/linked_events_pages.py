"""What a page of any list of Linked Events says of the list, and how a bad record of it is told."""

from collections.abc import Mapping
from math import ceil
from typing import Final

from hytedata.clients.walks import Unusable
from hytedata.connectors.calendars.linked_events.endpoints import EventPage
from hytedata.errors import RecordError
from hytedata.models.common import Json, Rejection

_NOTHING: Final[Mapping[str, Json]] = {}


def pages_of(page: EventPage) -> int:
    """Return how many pages there are; one more than *page* where all that is known is the link.

    A server may give fewer a page than it was asked for (Tampere: 25), so that what came counts.
    """
    if not page.has_next:
        return page.number if page.entries else page.number - 1
    told = ceil(page.total / len(page.entries)) if page.total and page.entries else 0
    return max(told, page.number + 1)


def unusable(rejection: Rejection) -> Unusable:
    """Return a record that cannot be used, as walks hold it."""
    error = RecordError(
        rejection.ref.source, rejection.ref.id, field=rejection.field, detail=rejection.reason
    )
    return Unusable(rejection, error, _NOTHING)
