"""Whole objects by id: one at a time, or up to 100 (ptv-api 3.1, 3.3).

One that does not exist, is not published or was archived is a NotFound; wrap the endpoint in
`calls.or_none` where it may be missing. An object that cannot be read is a RecordError, raised for
one and in its place among several. Every function raises an InputError for an id that is no UUID,
before anything is sent: PTV answers such with a 500.

Any number of ids is read as `for some in batches(ids): shell.send(services(some))`.
"""

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from hytedata.connectors._http import Endpoint
from hytedata.connectors.ptv.v11.arguments import (
    AT_MOST,
    BusinessCode,
    Oid,
    checked_id,
    checked_ids,
)
from hytedata.connectors.ptv.v11.calls import HEADINGS, by_ids, one, or_empty, plain_list
from hytedata.connectors.ptv.v11.wire.base import M_co, Wire
from hytedata.connectors.ptv.v11.wire.channels import ServiceChannel, channel_shape
from hytedata.connectors.ptv.v11.wire.collections import ServiceCollection
from hytedata.connectors.ptv.v11.wire.entities import GeneralDescription, Organization, Service
from hytedata.connectors.ptv.v11.wire.organizations import OrganizationHierarchy
from hytedata.connectors.ptv.v11.wire.reading import M, Shape, shape_of
from hytedata.errors import RecordError

Several: TypeAlias = tuple[Wire[M_co] | RecordError, ...]
"""Objects in PTV's order, which is not the order of the ids; unknown ids are silently missing."""


def batches(ids: Iterable[str]) -> list[tuple[str, ...]]:
    """Cut any number of ids into lists that PTV takes at once.

    Returns:
        Up to 100 ids each, in lower case; over all, each id once and in the order of its first
        mention.

    Raises:
        InputError: One is no UUID.
    """
    known = checked_ids("ids", ids)
    return [known[start : start + AT_MOST] for start in range(0, len(known), AT_MOST)]


def service(service_id: str) -> Endpoint[Wire[Service]]:
    """Read the published version of a service."""
    return _one("/Service/", "service", service_id, shape_of(Service))


def service_with_general_description(service_id: str) -> Endpoint[Wire[Service]]:
    """Read a published service with its general description's texts, `GD_` in their type."""
    return _one("/Service/serviceWithGD/", "service", service_id, shape_of(Service))


def active_service(service_id: str) -> Endpoint[Wire[Service]]:
    """Read the newest version of a service: draft, published or edited; needs a login."""
    return _one("/Service/active/", "service", service_id, shape_of(Service), auth=True)


def services(service_ids: Sequence[str]) -> Endpoint[Several[Service]]:
    """Read up to 100 published services."""
    return by_ids("/Service/list", service_ids, shape_of(Service), "service")


def services_with_general_description(service_ids: Sequence[str]) -> Endpoint[Several[Service]]:
    """Read up to 100 published services with their general descriptions' texts."""
    return by_ids("/Service/serviceWithGD/list", service_ids, shape_of(Service), "service")


def channel(channel_id: str) -> Endpoint[Wire[ServiceChannel]]:
    """Read the published version of a channel, as the model of its kind."""
    return _one("/ServiceChannel/", "channel", channel_id, channel_shape)


def active_channel(channel_id: str) -> Endpoint[Wire[ServiceChannel]]:
    """Read the newest version of a channel: draft, published or edited; needs a login."""
    return _one("/ServiceChannel/active/", "channel", channel_id, channel_shape, auth=True)


def channels(channel_ids: Sequence[str]) -> Endpoint[Several[ServiceChannel]]:
    """Read up to 100 published channels, each as the model of its kind."""
    return by_ids("/ServiceChannel/list", channel_ids, channel_shape, "channel")


def organisation(organisation_id: str) -> Endpoint[Wire[Organization]]:
    """Read a published organisation."""
    return _one("/Organization/", "organisation", organisation_id, shape_of(Organization))


def organisations(organisation_ids: Sequence[str]) -> Endpoint[Several[Organization]]:
    """Read up to 100 published organisations."""
    return by_ids("/Organization/list", organisation_ids, shape_of(Organization), "organisation")


def organisations_by_business_code(code: str) -> Endpoint[Several[Organization]]:
    """Read the organisations that share a business code such as `0123456-7`; none is no error."""
    path = f"/Organization/businesscode/{BusinessCode(code).value}"
    return or_empty(plain_list(path, [HEADINGS], shape_of(Organization), "organisation"))


def organisation_by_oid(oid: str) -> Endpoint[Wire[Organization]]:
    """Read a published organisation by its object identifier."""
    path = f"/Organization/oid/{Oid(oid).value}"
    return one(path, [HEADINGS], shape_of(Organization), f"organisation with OID {oid}")


def organisation_hierarchy(organisation_id: str) -> Endpoint[Wire[OrganizationHierarchy]]:
    """Read what is above and below an organisation: at most five levels, names only."""
    ptv_id = checked_id("organisation_id", organisation_id)
    path, shape = f"/Organization/Hierarchy/{ptv_id}", shape_of(OrganizationHierarchy)
    return one(path, [], shape, f"hierarchy of organisation {ptv_id}")


def general_description(description_id: str) -> Endpoint[Wire[GeneralDescription]]:
    """Read a published general description."""
    what, shape = "general description", shape_of(GeneralDescription)
    return _one("/GeneralDescription/", what, description_id, shape)


def general_descriptions(description_ids: Sequence[str]) -> Endpoint[Several[GeneralDescription]]:
    """Read up to 100 published general descriptions."""
    shape = shape_of(GeneralDescription)
    return by_ids("/GeneralDescription/list", description_ids, shape, "general description")


def service_collection(collection_id: str) -> Endpoint[Wire[ServiceCollection]]:
    """Read a published service collection; there is no read of several by id."""
    what, shape = "service collection", shape_of(ServiceCollection)
    return _one("/ServiceCollection/", what, collection_id, shape)


def _one(
    path: str, what: str, ptv_id: str, shape: Shape[M], *, auth: bool = False
) -> Endpoint[Wire[M]]:
    known = checked_id("id", ptv_id)
    return one(path + known, [HEADINGS], shape, f"{what} {known}", auth=auth)
