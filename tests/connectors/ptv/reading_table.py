"""Every GET of PTV v11 (ptv-api 4), and the calls of ours that make up its requests."""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any, TypeAlias

from hytedata.connectors._http import Endpoint
from hytedata.connectors.ptv.v11 import (
    archived_lists,
    code_lists,
    entities,
    entity_pages,
    id_pages,
    tasks,
)
from hytedata.connectors.ptv.v11.arguments import AreaRef, BusinessCode, Oid, OrganisationId
from hytedata.connectors.ptv.v11.times import Window

Call: TypeAlias = "partial[Endpoint[Any]]"

MODULES = (archived_lists, code_lists, entities, entity_pages, id_pages, tasks)
ABSENT = {
    "Organization/saha",
    "Organization/saha/{id}",
    "Common/ExpiringServiceChannels",
}
"""What PTV no longer describes in 2026: nothing of ours depends on it (ptv-api 4, 11)."""

ID = "7c1f0c52-3b5e-4a0b-9a57-2d5f3a1b0c11"
OTHER = "2f9a6d1e-8c47-4d0e-b1a3-5e7f90c2d4a6"
SERVICE_CLASS = "http://uri.suomi.fi/codelist/ptv/ptvserclass2/code/P27.1"
TARGET_GROUP = "http://uri.suomi.fi/codelist/ptv/ptvkohderyhmat/code/KR1"
INDUSTRY = "http://www.stat.fi/meta/luokitukset/toimiala/001-2008/93110"
AREA = AreaRef("Municipality", "091")
WINDOW = Window(datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 2, 1, tzinfo=UTC))
ORGANISATIONS = (OrganisationId(ID), BusinessCode("0123456-7"), Oid("1.2.246.562.10.1"))
CHANGED = ("date", "dateBefore")


@dataclass(frozen=True)
class Row:
    """One GET.

    Attributes:
        path: Below the version, as ptv-api 4 writes it.
        params: Query parameters that it knows.
        shows: The model of what it answers with, or of the entries of that.
        calls: Ours that ask for it: together with all its parameters, the first with the fewest.
    """

    path: str
    params: frozenset[str]
    shows: str
    calls: tuple[Call, ...]
    auth: bool = False

    def __str__(self) -> str:
        return self.path


def row(path: str, params: str, shows: str, *calls: Call, auth: bool = False) -> Row:
    return Row(path, frozenset(params.split()), shows, calls, auth)


def ids(path: str, params: str, *calls: Call, auth: bool = False, shows: str = "Item") -> Row:
    """A page of ids that is asked for by a window, also by ours."""
    windowed = tuple(partial(call, window=WINDOW) for call in calls)
    return row(path, f"date dateBefore page {params}", shows, *calls, *windowed, auth=auth)


def whole(path: str, params: str, shows: str, *calls: Call, auth: bool = False) -> Row:
    return row(path, f"showHeader {params}", shows, *calls, auth=auth)


def archived(path: str, shows: str, function: Callable[..., Endpoint[Any]]) -> Row:
    params = "ArchivingType OrganizationId MinArchivingDate MaxArchivingDate Skip Take"
    call = partial(function, ID, "Manual")
    return row(path, params, shows, call, partial(call, window=WINDOW))


def of_organisation(function: Callable[..., Endpoint[Any]]) -> list[Call]:
    return [partial(function, organisation) for organisation in ORGANISATIONS]


def rows() -> Iterator[Row]:
    yield from _services()
    yield from _channels()
    yield from _organisations()
    yield from _the_rest()


def _services() -> Iterator[Row]:
    pages, one = entity_pages, entities
    by_id, merged = partial(one.service, ID), "includeWholeCountry serviceWithGD page"
    yield ids("Service", "status", partial(id_pages.services))
    yield whole("Service/{id}", "", "Service", by_id)
    yield whole(
        "Service/serviceWithGD/{id}",
        "",
        "Service",
        partial(one.service_with_general_description, ID),
    )
    yield whole("Service/list", "guids", "Service", partial(one.services, [ID, OTHER]))
    yield whole(
        "Service/serviceWithGD/list",
        "guids",
        "Service",
        partial(one.services_with_general_description, [ID]),
    )
    yield archived("Service/archived/list", "ArchivedService", archived_lists.archived_services)
    yield whole(
        "Service/list/organization",
        "organizationId code oid serviceWithGD page",
        "Service",
        *of_organisation(pages.services_of_organisation),
        partial(pages.services_of_organisation, ORGANISATIONS[0], with_general_description=True),
    )
    yield whole(
        "Service/list/area/{area}/code/{code}",
        merged,
        "Service",
        partial(pages.services_in_area, AREA),
        partial(
            pages.services_in_area,
            AREA,
            2,
            include_whole_country=True,
            with_general_description=True,
        ),
    )
    yield ids("Service/active", "", partial(id_pages.active_services), auth=True)
    yield whole("Service/active/{id}", "", "Service", partial(one.active_service, ID), auth=True)
    yield ids(
        "Service/serviceChannel/{serviceChannelId}", "", partial(id_pages.services_of_channel, ID)
    )
    yield ids(
        "Service/serviceClass", "uri", partial(id_pages.services_of_service_class, SERVICE_CLASS)
    )
    yield ids(
        "Service/targetGroup", "uri", partial(id_pages.services_of_target_group, TARGET_GROUP)
    )
    yield ids(
        "Service/industrialClass", "uri", partial(id_pages.services_of_industrial_class, INDUSTRY)
    )
    yield ids(
        "Service/area/{area}/code/{code}", "includeWholeCountry", *_areas(id_pages.services_in_area)
    )
    yield ids("Service/type/{type}", "", partial(id_pages.services_of_type, "Service"))


def _channels() -> Iterator[Row]:
    pages, one, channels = entity_pages, entities, id_pages.channels
    yield ids(
        "ServiceChannel",
        "organizationId code oid isVisibleForAll status",
        partial(channels),
        *(partial(channels, organisation=one) for one in ORGANISATIONS),
        partial(channels, is_visible_for_all=True),
    )
    yield whole("ServiceChannel/{id}", "", "ServiceChannel", partial(one.channel, ID))
    yield whole("ServiceChannel/list", "guids", "ServiceChannel", partial(one.channels, [ID]))
    yield archived(
        "ServiceChannel/archived/list", "ArchivedServiceChannel", archived_lists.archived_channels
    )
    yield whole(
        "ServiceChannel/list/organization",
        "organizationId code oid page",
        "ServiceChannel",
        *of_organisation(pages.channels_of_organisation),
    )
    yield whole(
        "ServiceChannel/list/area/{area}/code/{code}",
        "includeWholeCountry page",
        "ServiceChannel",
        *_areas(pages.channels_in_area),
    )
    active = id_pages.active_channels
    yield ids(
        "ServiceChannel/active",
        "type",
        partial(active),
        partial(active, channel_type="Phone"),
        auth=True,
    )
    yield whole(
        "ServiceChannel/active/{id}",
        "",
        "ServiceChannel",
        partial(one.active_channel, ID),
        auth=True,
    )
    yield ids("ServiceChannel/type/{type}", "", partial(id_pages.channels_of_type, "EChannel"))
    owned = partial(id_pages.channels_of_organisation, ID)
    yield ids("ServiceChannel/organization/{organizationId}", "", owned)
    yield ids(
        "ServiceChannel/organization/{organizationId}/type/{type}",
        "",
        partial(owned, channel_type="ServiceLocation"),
    )
    yield ids(
        "ServiceChannel/area/{area}/code/{code}",
        "includeWholeCountry",
        *_areas(id_pages.channels_in_area),
    )


def _organisations() -> Iterator[Row]:
    one, item = entities, "OrganizationItem"
    yield ids("Organization", "status", partial(id_pages.organisations), shows=item)
    yield whole("Organization/{id}", "", "Organization", partial(one.organisation, ID))
    yield whole("Organization/list", "guids", "Organization", partial(one.organisations, [ID]))
    yield whole(
        "Organization/businesscode/{code}",
        "",
        "Organization",
        partial(one.organisations_by_business_code, "0123456-7"),
    )
    yield whole(
        "Organization/oid/{oid}",
        "",
        "Organization",
        partial(one.organisation_by_oid, "1.2.246.562.10.1"),
    )
    yield ids(
        "Organization/area/{area}/code/{code}",
        "includeWholeCountry",
        *_areas(id_pages.organisations_in_area),
        shows=item,
    )
    yield whole(
        "Organization/list/area/{area}/code/{code}",
        "includeWholeCountry page",
        "Organization",
        *_areas(entity_pages.organisations_in_area),
    )
    yield ids("Organization/Hierarchy", "", partial(id_pages.organisation_hierarchies))
    yield row(
        "Organization/Hierarchy/{id}",
        "",
        "OrganizationHierarchy",
        partial(one.organisation_hierarchy, ID),
    )


def _the_rest() -> Iterator[Row]:
    one, described = entities, "GeneralDescription"
    yield ids("GeneralDescription", "", partial(id_pages.general_descriptions))
    yield whole("GeneralDescription/{id}", "", described, partial(one.general_description, ID))
    yield whole(
        "GeneralDescription/list", "guids", described, partial(one.general_descriptions, [ID])
    )
    new = partial(id_pages.new_general_descriptions)
    yield row("GeneralDescription/newGdList", "page", "Item", new)

    collections = id_pages.service_collections
    yield ids(
        "ServiceCollection", "archived", partial(collections), partial(collections, archived=True)
    )
    yield whole(
        "ServiceCollection/{id}", "", "ServiceCollection", partial(one.service_collection, ID)
    )
    owned = entity_pages.service_collections_of_organisation
    yield row(
        "ServiceCollection/organization",
        "organizationId code page",
        "ServiceCollectionSummary",
        partial(owned, ORGANISATIONS[0]),
        partial(owned, ORGANISATIONS[1]),
    )

    yield ids(
        "Common/EntitiesByOrganization/{organizationId}",
        "",
        partial(id_pages.entities_of_organisation, ID),
        shows="EntityItem",
    )
    yield ids(
        "Common/Translation", "", partial(tasks.translations), auth=True, shows="TranslationItem"
    )
    for path, function in (
        ("Common/NotMaintainedServices", tasks.not_maintained_services),
        ("Common/NotMaintainedServiceChannels", tasks.not_maintained_channels),
    ):
        yield row(path, "page status", "NotUpdatedTask", partial(function), auth=True)
    for path, unconnected in (
        ("Common/ServicesWithoutChannels", tasks.services_without_channels),
        ("Common/ChannelsWithoutServices", tasks.channels_without_services),
    ):
        yield row(path, "page", "Task", partial(unconnected), auth=True)

    code = "CodeListItem"
    yield row("CodeList/GetMunicipalityCodes", "", code, partial(code_lists.municipality_codes))
    yield row("CodeList/GetCountryCodes", "", "DialCodeListItem", partial(code_lists.country_codes))
    yield row("CodeList/GetPostalCodes", "page", code, partial(code_lists.postal_codes))
    yield row("CodeList/GetLanguageCodes", "", code, partial(code_lists.language_codes))
    yield row(
        "CodeList/GetAreaCodes/type/{type}", "", code, partial(code_lists.area_codes, "Province")
    )


def _areas(function: Callable[..., Endpoint[Any]]) -> list[Call]:
    return [partial(function, AREA), partial(function, AREA, include_whole_country=True)]


ROWS = tuple(rows())


def reading_functions() -> set[Callable[..., Any]]:
    """Every public function of ours that describes a read."""
    return {
        function
        for module in MODULES
        for name, function in vars(module).items()
        if inspect.isfunction(function)
        and function.__module__ == module.__name__
        and not name.startswith("_")
        and str(inspect.signature(function).return_annotation).find("Endpoint[") >= 0
    }
