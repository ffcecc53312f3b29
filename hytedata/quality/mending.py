"""Where a record is mended: its page, where one is known."""

from hytedata.models.common import SourceRef
from hytedata.models.event import Event
from hytedata.models.sports_site import site_page

LIPAS = "lipas"


def mending_link(ref: SourceRef, record: object = None) -> str:
    """Return the address of the page that leads to mending a record; "" where none is known.

    Of Lipas it is the site's page, of an event the page that its calendar names. PTV's tool for
    content (Palveluhallinta) has no known address per record, and none is guessed.

    Args:
        ref: The record.
        record: Our model of it, where it is at hand: an event's page stands in it.
    """
    if ref.source == LIPAS and ref.id.isdecimal():
        return site_page(ref.id)
    if isinstance(record, Event) and record.page_url.startswith(("https://", "http://")):
        return record.page_url
    return ""
