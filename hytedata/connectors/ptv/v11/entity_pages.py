"""Pages of whole objects, 100 at a time: the cheapest way to read all of one place (ptv-api 3.3).

All begin with page 1, and past the end a page has no items. An object that cannot be read leaves a
RecordError in its place. A page raises a SourceContractError where it is none, a NotFound where the
organisation is not published or the area not known; every function raises an InputError for an
argument that PTV does not know.
"""

from hytedata.connectors._http import Endpoint
from hytedata.connectors.ptv.v11.arguments import (
    AreaRef,
    BusinessCode,
    OrganisationId,
    OrganisationRef,
    Param,
    flag,
    organisation_param,
    page_param,
)
from hytedata.connectors.ptv.v11.calls import HEADINGS, Params
from hytedata.connectors.ptv.v11.calls import page as _page
from hytedata.connectors.ptv.v11.wire.channels import ServiceChannel, channel_shape
from hytedata.connectors.ptv.v11.wire.collections import ServiceCollectionSummary
from hytedata.connectors.ptv.v11.wire.entities import Organization, Service
from hytedata.connectors.ptv.v11.wire.reading import WirePage, shape_of


def services_of_organisation(
    organisation: OrganisationRef, page: int = 1, *, with_general_description: bool = False
) -> Endpoint[WirePage[Service]]:
    """Read services that an organisation is responsible for or produces (ptv-api 10, trap 34).

    Args:
        organisation: By id, business code or object identifier.
        page: From 1.
        with_general_description: Whether the texts of a service's general description come along,
            marked by `GD_` in their type.
    """
    params = [organisation_param(organisation), *_merged(with_general_description)]
    return _services("/Service/list/organization", params, page)


def services_in_area(
    area: AreaRef,
    page: int = 1,
    *,
    include_whole_country: bool = False,
    with_general_description: bool = False,
) -> Endpoint[WirePage[Service]]:
    """Read services of an area.

    Args:
        area: By kind and code.
        page: From 1.
        include_whole_country: Whether nationwide services come along.
        with_general_description: Whether the texts of a service's general description come along,
            marked by `GD_` in their type.
    """
    params = [*_nationwide(include_whole_country), *_merged(with_general_description)]
    return _services(f"/Service/list/{area.path}", params, page)


def channels_of_organisation(
    organisation: OrganisationRef, page: int = 1
) -> Endpoint[WirePage[ServiceChannel]]:
    """Read channels that an organisation owns, each as the model of its kind."""
    params = [organisation_param(organisation)]
    return _channels("/ServiceChannel/list/organization", params, page)


def channels_in_area(
    area: AreaRef, page: int = 1, *, include_whole_country: bool = False
) -> Endpoint[WirePage[ServiceChannel]]:
    """Read channels of an area, and nationwide ones where asked for."""
    params = _nationwide(include_whole_country)
    return _channels(f"/ServiceChannel/list/{area.path}", params, page)


def organisations_in_area(
    area: AreaRef, page: int = 1, *, include_whole_country: bool = False
) -> Endpoint[WirePage[Organization]]:
    """Read organisations of an area, and nationwide ones where asked for."""
    params = [*_nationwide(include_whole_country), page_param(page), HEADINGS]
    path = f"/Organization/list/{area.path}"
    return _page(path, params, shape_of(Organization), "organisation")


def service_collections_of_organisation(
    organisation: OrganisationId | BusinessCode, page: int = 1
) -> Endpoint[WirePage[ServiceCollectionSummary]]:
    """Read an organisation's service collections, without their status and times.

    This list alone is not asked for by object identifier, and keeps no headings.
    """
    params = [organisation_param(organisation, by_oid=False), page_param(page)]
    shape = shape_of(ServiceCollectionSummary)
    return _page("/ServiceCollection/organization", params, shape, "service collection")


def _services(path: str, params: Params, page: int) -> Endpoint[WirePage[Service]]:
    return _page(path, [*params, page_param(page), HEADINGS], shape_of(Service), "service")


def _channels(path: str, params: Params, page: int) -> Endpoint[WirePage[ServiceChannel]]:
    return _page(path, [*params, page_param(page), HEADINGS], channel_shape, "channel")


def _nationwide(wanted: bool) -> list[Param]:
    return [*flag("includeWholeCountry", wanted)]


def _merged(wanted: bool) -> list[Param]:
    return [*flag("serviceWithGD", wanted)]
