"""Services, organisations, general descriptions, and the short entries of lists."""

from hytedata.connectors.ptv.v11.wire.addresses import AddressOrganization
from hytedata.connectors.ptv.v11.wire.base import Scalar, WireModel
from hytedata.connectors.ptv.v11.wire.connections import (
    GeneralDescriptionServiceChannel,
    OrganizationService,
    ServiceOrganization,
    ServiceServiceChannel,
    ServiceServiceCollection,
)
from hytedata.connectors.ptv.v11.wire.contacts import (
    EInvoicing,
    Email,
    Law,
    Phone,
    ServiceVoucher,
    WebPage,
)
from hytedata.connectors.ptv.v11.wire.texts import (
    Area,
    FintoItem,
    Item,
    LanguageItem,
    LocalizedListItem,
    Municipality,
    NameTypeByLanguage,
    OntologyTermItem,
    ServiceClassItem,
)


class Service(WireModel, frozen=True):
    """A service (ptv-api 5.7)."""

    id: str | None = None
    source_id: str | None = None
    general_description_id: str | None = None
    type: str | None = None
    sub_type: str | None = None
    funding_type: str | None = None
    service_names: list[LocalizedListItem] | None = None
    service_charge_type: str | None = None
    area_type: str | None = None
    areas: list[Area] | None = None
    service_descriptions: list[LocalizedListItem] | None = None
    languages: list[str] | None = None
    service_classes: list[ServiceClassItem] | None = None
    ontology_terms: list[OntologyTermItem] | None = None
    target_groups: list[FintoItem] | None = None
    life_events: list[FintoItem] | None = None
    industrial_classes: list[FintoItem] | None = None
    legislation: list[Law] | None = None
    keywords: list[LanguageItem] | None = None
    requirements: list[LanguageItem] | None = None
    service_channels: list[ServiceServiceChannel] | None = None
    organizations: list[ServiceOrganization] | None = None
    service_vouchers_in_use: bool | None = None
    service_vouchers: list[ServiceVoucher] | None = None
    service_collections: list[ServiceServiceCollection] | None = None
    publishing_status: str | None = None
    modified: str | None = None
    responsible_sote_organization: str | None = None


class Organization(WireModel, frozen=True):
    """An organisation (ptv-api 5.13)."""

    id: str | None = None
    source_id: str | None = None
    oid: str | None = None
    parent_organization_id: str | None = None
    organization_root_id: str | None = None
    organization_type: str | None = None
    municipality: Municipality | None = None
    business_code: str | None = None
    business_name: str | None = None
    organization_names: list[LocalizedListItem] | None = None
    display_name_type: list[NameTypeByLanguage] | None = None
    area_type: str | None = None
    areas: list[Area] | None = None
    organization_descriptions: list[LocalizedListItem] | None = None
    emails: list[Email] | None = None
    phone_numbers: list[Phone] | None = None
    web_pages: list[WebPage] | None = None
    electronic_invoicings: list[EInvoicing] | None = None
    addresses: list[AddressOrganization] | None = None
    publishing_status: str | None = None
    services: list[OrganizationService] | None = None
    modified: str | None = None
    sub_organizations: list[Item] | None = None


class GeneralDescription(WireModel, frozen=True):
    """A general description that services build on (ptv-api 5.13)."""

    id: str | None = None
    names: list[LocalizedListItem] | None = None
    descriptions: list[LocalizedListItem] | None = None
    service_classes: list[ServiceClassItem] | None = None
    ontology_terms: list[OntologyTermItem] | None = None
    target_groups: list[FintoItem] | None = None
    life_events: list[FintoItem] | None = None
    industrial_classes: list[FintoItem] | None = None
    requirements: list[LanguageItem] | None = None
    type: str | None = None
    service_charge_type: str | None = None
    legislation: list[Law] | None = None
    general_description_type: str | None = None
    publishing_status: str | None = None
    modified: str | None = None
    service_channels: list[GeneralDescriptionServiceChannel] | None = None


class ArchivedItemEntry(WireModel, frozen=True):
    """What entries of both lists of archived items have.

    The schema has the names of channels here and those of services under a key of their own; each
    is read under either.
    """

    id: str | None = None
    organization_id: str | None = None
    type: str | None = None
    archiving_date: str | None = None
    names: list[LocalizedListItem] | None = None

    @property
    def listed_names(self) -> list[LocalizedListItem]:
        """Names, those under the key of the entry's own kind first."""
        return self.names or []


class ArchivedService(ArchivedItemEntry, frozen=True):
    """An entry of the list of archived services."""

    service_names: list[LocalizedListItem] | None = None

    @property
    def listed_names(self) -> list[LocalizedListItem]:
        """Names, those under the key of the entry's own kind first."""
        return [*(self.service_names or ()), *(self.names or ())]


class ArchivedServiceChannel(ArchivedItemEntry, frozen=True):
    """An entry of the list of archived channels."""

    service_channel_names: list[LocalizedListItem] | None = None


class EntityItem(WireModel, frozen=True):
    """An entry of what an organisation has published."""

    id: str | None = None
    type: str | None = None
    modified: str | None = None


class CodeListItem(WireModel, frozen=True):
    """A municipality, language or postal code that PTV accepts."""

    code: Scalar | None = None
    names: list[LanguageItem] | None = None


class DialCodeListItem(CodeListItem, frozen=True):
    """A country, with its dialling codes."""

    prefix_numbers: list[Scalar] | None = None
