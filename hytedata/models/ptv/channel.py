"""The five kinds of service channel: how or where a service is got."""

from typing import Annotated, Generic, Literal, TypeAlias, TypeVar

from pydantic import Field

from hytedata.models.common import Position
from hytedata.models.ptv.address import Addresses, DeliveryAddress
from hytedata.models.ptv.area import AvailabilityArea
from hytedata.models.ptv.contact import Email, FormFile, Phone, WebLink
from hytedata.models.ptv.hours import ServiceHours
from hytedata.models.ptv.record import Texts, Worded

ChannelTextsT = TypeVar("ChannelTextsT", bound=Texts)


class Channel(Worded[ChannelTextsT], Generic[ChannelTextsT]):
    """What channels of every kind have.

    Attributes:
        organisation_id: Who owns it.
        connectable_by: `AllOrganizations` or `OwnOrganizations`. v11 tells it only through the
            filter of its list; None where it was not asked for.
        area: None: it follows the connected services.
        service_hours: None where the kind has none.
        service_ids: Connected services; v12 shows connections only by themselves.
        collection_ids: Service collections that it is in; v11 only.
    """

    organisation_id: str | None = None
    connectable_by: str | None = None
    service_languages: tuple[str, ...] = ()
    area: AvailabilityArea | None = None
    service_hours: ServiceHours | None = None
    service_ids: tuple[str, ...] | None = None
    collection_ids: tuple[str, ...] | None = None

    @property
    def kind(self) -> Literal["service-channel"]:
        """`service-channel`; the five kinds are told apart by `type`."""
        return "service-channel"

    @property
    def position(self) -> Position | None:
        """Where it is, in EPSG:3067 metres; None where it is no place."""
        return None


class ServiceLocationTexts(Texts):
    """One language version of a service location.

    Attributes:
        shows_alternative_name: Whether readers see the alternative name.
    """

    alternative_name: str | None = None
    shows_alternative_name: bool = False
    emails: tuple[Email, ...] = ()
    phones: tuple[Phone, ...] = ()
    faxes: tuple[Phone, ...] = ()
    web_pages: tuple[WebLink, ...] = ()


class ServiceLocation(Channel[ServiceLocationTexts]):
    """A place to go to (palvelupaikka).

    Attributes:
        location: Where to go.
        contact_addresses: Where to write to.
        oid: v11 only.
    """

    type: Literal["ServiceLocation"] = "ServiceLocation"
    location: Addresses = Addresses()
    contact_addresses: Addresses = Addresses()
    oid: str | None = None

    @property
    def position(self) -> Position | None:
        """Where it is, in EPSG:3067 metres."""
        return self.location.position


class SupportTexts(Texts):
    """Where to ask for help."""

    support_emails: tuple[Email, ...] = ()
    support_phones: tuple[Phone, ...] = ()


class EChannelTexts(SupportTexts):
    """One language version of an e-service.

    Attributes:
        accessibility: `FullyCompliant`, `PartiallyCompliant`, `NonCompliant` or `Unknown`.
    """

    web_address: WebLink | None = None
    accessibility: str | None = None
    attachments: tuple[WebLink, ...] = ()


class EChannel(Channel[EChannelTexts]):
    """An e-service (verkkoasiointi).

    Attributes:
        signatures: How many signatures it asks for; 0: none, None: not told.
        requires_identification: Whether one has to identify oneself; None: not told.
    """

    type: Literal["EService"] = "EService"
    signatures: int | None = None
    requires_identification: bool | None = None


class WebPageTexts(SupportTexts):
    """One language version of a web page."""

    web_address: WebLink | None = None
    accessibility: str | None = None


class WebPage(Channel[WebPageTexts]):
    """A web page (verkkosivu); it has no hours."""

    type: Literal["WebPage"] = "WebPage"


class PhoneChannelTexts(SupportTexts):
    """One language version of a phone service; `support_phones` stays empty."""

    phones: tuple[Phone, ...] = ()
    web_address: WebLink | None = None


class PhoneChannel(Channel[PhoneChannelTexts]):
    """A phone service (puhelinasiointi)."""

    type: Literal["TelephoneService"] = "TelephoneService"


class PrintableFormTexts(SupportTexts):
    """One language version of a printable form."""

    form_identifier: str | None = None
    files: tuple[FormFile, ...] = ()
    attachments: tuple[WebLink, ...] = ()


class PrintableForm(Channel[PrintableFormTexts]):
    """A form to print, fill in and send (tulostettava lomake)."""

    type: Literal["PrintableForm"] = "PrintableForm"
    delivery_addresses: tuple[DeliveryAddress, ...] = ()


class OtherChannel(Channel[Texts]):
    """A channel of a kind that is not known yet: what all kinds have, and `raw`."""

    type: Literal["Other"] = "Other"
    stated_type: str = ""


ServiceChannel: TypeAlias = Annotated[
    ServiceLocation | EChannel | WebPage | PhoneChannel | PrintableForm | OtherChannel,
    Field(discriminator="type"),
]
"""Any channel; its kind is its `type`, v12's word."""
