"""Pages of ids: 1000 of `{id, name}` at a time, by every filter that PTV has (ptv-api 3.2, 4).

All begin with page 1, and past the end a page has no items. Where a window can be given, it is of
the time of the last change; of the lists of all services and channels, also of their connections'
(ptv-api 3.4). A page raises a SourceContractError where it is none, a NotFound where the
organisation or area is not known; every function raises an InputError for an argument that PTV
does not know.
"""

from typing import TypeAlias

from hytedata.connectors._http import Endpoint
from hytedata.connectors.ptv.v11.arguments import (
    AreaRef,
    ChannelType,
    OrganisationRef,
    Param,
    ServiceType,
    Status,
    checked_id,
    checked_uri,
    flag,
    one_of,
    organisation_param,
    page_param,
)
from hytedata.connectors.ptv.v11.calls import page as _page
from hytedata.connectors.ptv.v11.times import ANY_TIME, Window
from hytedata.connectors.ptv.v11.wire.entities import EntityItem
from hytedata.connectors.ptv.v11.wire.organizations import OrganizationItem
from hytedata.connectors.ptv.v11.wire.reading import M, WirePage, shape_of
from hytedata.connectors.ptv.v11.wire.texts import Item

IdPage: TypeAlias = WirePage[Item]
"""`{id, name}`: the name is in one language, or null."""

OrganisationIdPage: TypeAlias = WirePage[OrganizationItem]
"""`{id, name, parentOrganizationId}`."""

EntityPage: TypeAlias = WirePage[EntityItem]
"""`{id, type, modified}`."""


def services(
    page: int = 1, *, window: Window = ANY_TIME, status: Status = "Published"
) -> Endpoint[IdPage]:
    """Read ids of all services of one status."""
    return _items("/Service", page, window, _status(status))


def active_services(page: int = 1, *, window: Window = ANY_TIME) -> Endpoint[IdPage]:
    """Read ids of services with a draft, published or edited version; needs a login.

    They are everybody's, not the login's organisations' alone.
    """
    return _items("/Service/active", page, window, auth=True)


def services_of_channel(
    channel_id: str, page: int = 1, *, window: Window = ANY_TIME
) -> Endpoint[IdPage]:
    """Read ids of the services that a channel is connected to."""
    return _items(f"/Service/serviceChannel/{checked_id('channel_id', channel_id)}", page, window)


def services_of_service_class(
    uri: str, page: int = 1, *, window: Window = ANY_TIME
) -> Endpoint[IdPage]:
    """Read ids of the services of a service class, given by its URI (ptv-api 9.5)."""
    return _items("/Service/serviceClass", page, window, _uri(uri))


def services_of_target_group(
    uri: str, page: int = 1, *, window: Window = ANY_TIME
) -> Endpoint[IdPage]:
    """Read ids of the services for a target group, given by its URI (ptv-api 9.3)."""
    return _items("/Service/targetGroup", page, window, _uri(uri))


def services_of_industrial_class(
    uri: str, page: int = 1, *, window: Window = ANY_TIME
) -> Endpoint[IdPage]:
    """Read ids of the services for an industry, given by its class's URI (ptv-api 6.3)."""
    return _items("/Service/industrialClass", page, window, _uri(uri))


def services_of_type(
    service_type: ServiceType, page: int = 1, *, window: Window = ANY_TIME
) -> Endpoint[IdPage]:
    """Read ids of the services of a type."""
    word = one_of("service_type", service_type, ServiceType)
    return _items(f"/Service/type/{word}", page, window)


def services_in_area(
    area: AreaRef,
    page: int = 1,
    *,
    window: Window = ANY_TIME,
    include_whole_country: bool = False,
) -> Endpoint[IdPage]:
    """Read ids of the services of an area, and of nationwide ones where asked for."""
    return _in_area("/Service", area, page, window, include_whole_country)


def channels(
    page: int = 1,
    *,
    window: Window = ANY_TIME,
    status: Status = "Published",
    organisation: OrganisationRef | None = None,
    is_visible_for_all: bool = False,
) -> Endpoint[IdPage]:
    """Read ids of all channels of one status.

    Args:
        page: From 1.
        window: When they changed, or one of their connections.
        status: Their status.
        organisation: Their owner; None is any.
        is_visible_for_all: Only those that other organisations may connect. A channel itself never
            states it (ptv-api 10, trap 7).
    """
    owner = [] if organisation is None else [organisation_param(organisation)]
    visible = flag("isVisibleForAll", is_visible_for_all)
    return _items("/ServiceChannel", page, window, *owner, *visible, _status(status))


def active_channels(
    page: int = 1, *, window: Window = ANY_TIME, channel_type: ChannelType | None = None
) -> Endpoint[IdPage]:
    """Read ids of channels with a draft, published or edited version; needs a login.

    They are everybody's, not the login's organisations' alone.
    """
    kind = [] if channel_type is None else [("type", _channel_type(channel_type))]
    return _items("/ServiceChannel/active", page, window, *kind, auth=True)


def channels_of_type(
    channel_type: ChannelType, page: int = 1, *, window: Window = ANY_TIME
) -> Endpoint[IdPage]:
    """Read ids of the channels of a type."""
    return _items(f"/ServiceChannel/type/{_channel_type(channel_type)}", page, window)


def channels_of_organisation(
    organisation_id: str,
    page: int = 1,
    *,
    window: Window = ANY_TIME,
    channel_type: ChannelType | None = None,
) -> Endpoint[IdPage]:
    """Read ids of the channels that an organisation owns, of one type where asked for."""
    path = f"/ServiceChannel/organization/{checked_id('organisation_id', organisation_id)}"
    if channel_type is not None:
        path += f"/type/{_channel_type(channel_type)}"
    return _items(path, page, window)


def channels_in_area(
    area: AreaRef,
    page: int = 1,
    *,
    window: Window = ANY_TIME,
    include_whole_country: bool = False,
) -> Endpoint[IdPage]:
    """Read ids of the channels of an area, and of nationwide ones where asked for."""
    return _in_area("/ServiceChannel", area, page, window, include_whole_country)


def organisations(
    page: int = 1, *, window: Window = ANY_TIME, status: Status = "Published"
) -> Endpoint[OrganisationIdPage]:
    """Read ids of all organisations of one status, with the organisation above each.

    Of the published ones, only those that have published services or channels (ptv-api 3.4).
    """
    return _ids("/Organization", OrganizationItem, page, window, _status(status))


def organisations_in_area(
    area: AreaRef,
    page: int = 1,
    *,
    window: Window = ANY_TIME,
    include_whole_country: bool = False,
) -> Endpoint[OrganisationIdPage]:
    """Read ids of the organisations of an area, and of nationwide ones where asked for."""
    whole = flag("includeWholeCountry", include_whole_country)
    return _ids(f"/Organization/{area.path}", OrganizationItem, page, window, *whole)


def organisation_hierarchies(page: int = 1, *, window: Window = ANY_TIME) -> Endpoint[IdPage]:
    """Read ids of the organisations that are at the top of a hierarchy."""
    return _items("/Organization/Hierarchy", page, window)


def general_descriptions(page: int = 1, *, window: Window = ANY_TIME) -> Endpoint[IdPage]:
    """Read ids of the published general descriptions."""
    return _items("/GeneralDescription", page, window)


def new_general_descriptions(page: int = 1) -> Endpoint[IdPage]:
    """Read ids of the general descriptions that were published within the last month."""
    return _items("/GeneralDescription/newGdList", page, ANY_TIME)


def service_collections(
    page: int = 1, *, window: Window = ANY_TIME, archived: bool = False
) -> Endpoint[IdPage]:
    """Read ids of the published service collections, or of the archived ones."""
    return _items("/ServiceCollection", page, window, *flag("archived", archived))


def entities_of_organisation(
    organisation_id: str, page: int = 1, *, window: Window = ANY_TIME
) -> Endpoint[EntityPage]:
    """Read `{id, type, modified}` of all that an organisation has published."""
    path = f"/Common/EntitiesByOrganization/{checked_id('organisation_id', organisation_id)}"
    return _ids(path, EntityItem, page, window)


def _items(
    path: str, page: int, window: Window, *more: Param, auth: bool = False
) -> Endpoint[IdPage]:
    return _ids(path, Item, page, window, *more, auth=auth)


def _in_area(
    root: str, area: AreaRef, page: int, window: Window, whole_country: bool
) -> Endpoint[IdPage]:
    whole = flag("includeWholeCountry", whole_country)
    return _items(f"{root}/{area.path}", page, window, *whole)


def _ids(
    path: str, model: type[M], page: int, window: Window, *more: Param, auth: bool = False
) -> Endpoint[WirePage[M]]:
    params = [*window.params(), *more, page_param(page)]
    return _page(path, params, shape_of(model), "id", auth=auth)


def _status(status: Status) -> Param:
    return ("status", one_of("status", status, Status))


def _uri(uri: str) -> Param:
    return ("uri", checked_uri("uri", uri))


def _channel_type(channel_type: ChannelType) -> str:
    return one_of("channel_type", channel_type, ChannelType)
