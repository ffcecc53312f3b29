"""Organisations in lists of ids and in hierarchies: names only (ptv-api 3.2, 4)."""

from __future__ import annotations

from hytedata.connectors.ptv.v11.wire.base import WireModel
from hytedata.connectors.ptv.v11.wire.texts import Item, LocalizedListItem


class OrganizationItem(Item, frozen=True):
    """An entry of a page of organisations' ids."""

    parent_organization_id: str | None = None


class OrganizationParent(WireModel, frozen=True):
    """An organisation above another, with all above it."""

    id: str | None = None
    organization_names: list[LocalizedListItem] | None = None
    parent: OrganizationParent | None = None


class OrganizationSub(WireModel, frozen=True):
    """An organisation below another, with all below it."""

    id: str | None = None
    organization_names: list[LocalizedListItem] | None = None
    sub_organizations: list[OrganizationSub] | None = None


class OrganizationHierarchy(WireModel, frozen=True):
    """An organisation, with all above and all below it."""

    id: str | None = None
    organization_names: list[LocalizedListItem] | None = None
    parent: OrganizationParent | None = None
    sub_organizations: list[OrganizationSub] | None = None
