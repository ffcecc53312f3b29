"""Organisations, their tree, and service collections."""

from collections.abc import Iterator, Mapping
from typing import Literal

from pydantic import Field

from hytedata.models.base import Model
from hytedata.models.common import LocalizedText, MunicipalityCode
from hytedata.models.ptv.address import Addresses
from hytedata.models.ptv.area import AvailabilityArea
from hytedata.models.ptv.contact import EInvoiceAddress, Email, Phone, WebLink
from hytedata.models.ptv.record import Texts, Worded


class OrganisationTexts(Texts):
    """One language version of an organisation."""

    alternative_name: str | None = None
    shows_alternative_name: bool = False
    emails: tuple[Email, ...] = ()
    phones: tuple[Phone, ...] = ()
    web_pages: tuple[WebLink, ...] = ()


class Organisation(Worded[OrganisationTexts]):
    """An organisation that answers for services.

    Attributes:
        type: `State`, `Municipality`, `RegionalOrganization`, `Organization`, `Company`, and
            what v11 says beyond these.
        municipality: Of a municipality, its own code.
        business_id: Seven digits, a hyphen, one digit; several organisations may share one.
        business_name: v11 only.
        root_id: v11 only.
    """

    type: str
    parent_id: str | None = None
    root_id: str | None = None
    business_id: str | None = None
    business_name: str | None = None
    oid: str | None = None
    municipality: MunicipalityCode | None = None
    area: AvailabilityArea | None = None
    location: Addresses = Addresses()
    contact_addresses: Addresses = Addresses()
    e_invoice_addresses: tuple[EInvoiceAddress, ...] = ()

    @property
    def kind(self) -> Literal["organisation"]:
        """`organisation`."""
        return "organisation"


class OrganisationTree(Model):
    """An organisation and all below it.

    Attributes:
        names: Empty through v12, which tells ids only.
    """

    id: str
    names: LocalizedText = Field(default_factory=dict)
    children: tuple["OrganisationTree", ...] = ()

    def ids(self) -> Iterator[str]:
        """Yield the ids of the whole tree, from the top down."""
        yield self.id
        for child in self.children:
            yield from child.ids()

    def parents(self) -> Mapping[str, str]:
        """Return child id → parent id of the whole tree."""
        found: dict[str, str] = {}
        for child in self.children:
            found[child.id] = self.id
            found |= child.parents()
        return found


class ServiceCollection(Worded[Texts]):
    """A collection of services and channels (palvelukokonaisuus).

    Attributes:
        service_ids: None where it came from a list, which does not tell them.
        channel_ids: Likewise.
    """

    organisation_id: str | None = None
    service_ids: tuple[str, ...] | None = None
    channel_ids: tuple[str, ...] | None = None

    @property
    def kind(self) -> Literal["service-collection"]:
        """`service-collection`."""
        return "service-collection"
