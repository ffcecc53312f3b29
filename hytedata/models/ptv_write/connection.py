"""What is asked of a connection between a service and a channel."""

from hytedata.models.ptv.address import Addresses
from hytedata.models.ptv.contact import Email, Phone, WebLink
from hytedata.models.ptv.hours import ServiceHours
from hytedata.models.ptv_write.base import Patch, Worded


class ConnectionTextsWrite(Patch):
    """One language version of a connection; its languages are those of the service."""

    description: str | None = None
    charge_info: str | None = None
    emails: tuple[Email, ...] | None = None
    phones: tuple[Phone, ...] | None = None
    faxes: tuple[Phone, ...] | None = None
    web_pages: tuple[WebLink, ...] | None = None


class ConnectionWrite(Worded[ConnectionTextsWrite]):
    """A connection to add, or what to change in one. See `hytedata.models.ptv_write.base`.

    Each end is named by its id or by our own source id.

    Attributes:
        charge: `Free`, `Charged` or `Other`.
        service_hours, contact_addresses: Of connections to service locations only; so are the
            contacts of the language versions (ptv-api 6.7). Addresses are postal ones.
    """

    service_id: str | None = None
    service_source_id: str | None = None
    channel_id: str | None = None
    channel_source_id: str | None = None
    charge: str | None = None
    service_hours: ServiceHours | None = None
    contact_addresses: Addresses | None = None
