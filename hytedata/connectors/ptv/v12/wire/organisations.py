"""Organisations and who is below whom (ptv-v12 5.4); their five kinds differ in the area only."""

from hytedata.connectors.ptv.v11.wire.base import WireModel
from hytedata.connectors.ptv.v12.wire.addresses import ContactAddresses, Location
from hytedata.connectors.ptv.v12.wire.contacts import EInvoiceAddress, Email, Link, Phone
from hytedata.connectors.ptv.v12.wire.texts import Area, Localized


class OrganizationTexts(WireModel, frozen=True):
    """An organisation in one language."""

    name: str | None = None
    alternative_name: str | None = None
    is_alternative_name_primary: bool | None = None
    summary: str | None = None
    description: str | None = None
    contact_emails: list[Email] | None = None
    contact_web_pages: list[Link] | None = None
    contact_phone_numbers: list[Phone] | None = None


class Organization(WireModel, frozen=True):
    """An organisation.

    `organization_type` is `State`, `Municipality`, `RegionalOrganization`, `Organization` or
    `Company`. A municipality's area is itself.
    """

    content_id: str | None = None
    parent_organization_content_id: str | None = None
    organization_type: str | None = None
    business_id: str | None = None
    oid: str | None = None
    area: Area | None = None
    e_invoice_addresses: list[EInvoiceAddress] | None = None
    contact_addresses: ContactAddresses | None = None
    location: Location | None = None
    published_at: str | None = None
    migrated_at: str | None = None
    language_versions: Localized[OrganizationTexts] | None = None


class HierarchyEdge(WireModel, frozen=True):
    """One organisation below another."""

    child_content_id: str | None = None
    parent_content_id: str | None = None


class OrganizationHierarchy(WireModel, frozen=True):
    """All organisations around one, as edges from child to parent."""

    edges: list[HierarchyEdge] | None = None
