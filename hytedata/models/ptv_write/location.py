"""What is asked of a service location."""

from hytedata.models.ptv.address import Addresses
from hytedata.models.ptv.area import AvailabilityArea
from hytedata.models.ptv.contact import Email, Phone, WebLink
from hytedata.models.ptv.hours import ServiceHours
from hytedata.models.ptv_write.base import TextsWrite, Write


class ServiceLocationTextsWrite(TextsWrite):
    """One language version of a service location.

    Attributes:
        shows_alternative_name: Whether readers see the alternative name.
        phones: `InternationalPhone` or `DomesticPhone`.
        faxes: With the type `Fax`.
    """

    alternative_name: str | None = None
    shows_alternative_name: bool | None = None
    emails: tuple[Email, ...] | None = None
    phones: tuple[Phone, ...] | None = None
    faxes: tuple[Phone, ...] | None = None
    web_pages: tuple[WebLink, ...] | None = None


class ServiceLocationWrite(Write[ServiceLocationTextsWrite]):
    """A place to create, or what to change in one. See `hytedata.models.ptv_write.base`.

    Attributes:
        connectable_by: `AllOrganizations` or `OwnOrganizations`; the latter when creating, where
            nothing is said. Closing one cuts it off from other organisations' services.
        area: Left out when creating: that of its services.
        service_hours: All of them; they take the place of all that PTV holds, holidays included.
        location: Where to go: street addresses, other places, or an address abroad on its own.
        contact_addresses: Where to write to: streets, post office boxes, abroad.
        service_ids: Services to connect at once; creating only.
    """

    connectable_by: str | None = None
    area: AvailabilityArea | None = None
    service_hours: ServiceHours | None = None
    location: Addresses | None = None
    contact_addresses: Addresses | None = None
    oid: str | None = None
    service_ids: tuple[str, ...] | None = None
