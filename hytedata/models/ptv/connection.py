"""Connections: a service is got through a channel."""

from typing import Literal

from hytedata.models.common import SourceRef
from hytedata.models.ptv.address import Addresses
from hytedata.models.ptv.contact import Email, Phone, WebLink
from hytedata.models.ptv.hours import ServiceHours
from hytedata.models.ptv.record import Texts, Worded


class ConnectionTexts(Texts):
    """One language version of a connection; it has no name and no summary."""

    charge_info: str | None = None
    emails: tuple[Email, ...] = ()
    phones: tuple[Phone, ...] = ()
    faxes: tuple[Phone, ...] = ()
    web_pages: tuple[WebLink, ...] = ()


class Connection(Worded[ConnectionTexts]):
    """A connection (liitos), with what holds for this service at this channel only.

    Attributes:
        id: Of ours: service id, a slash, channel id. PTV has none.
        charge: `Free`, `Charged`, `Other` or None.
    """

    service_id: str
    channel_id: str
    charge: str | None = None
    service_hours: ServiceHours | None = None
    contact_addresses: Addresses = Addresses()

    @property
    def kind(self) -> Literal["connection"]:
        """`connection`."""
        return "connection"

    @property
    def ref(self) -> SourceRef:
        """The connection's reference, by the pair."""
        return SourceRef(source="ptv", kind=self.kind, id=self.id)
