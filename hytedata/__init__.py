"""Typed clients for Finland's service, sports and event registers, and a Lipas to PTV sync.

Everything that is listed here is public and stays; it is loaded when it is first used, so that
`import hytedata` costs little.
"""

from importlib import import_module as _import_module
from importlib.metadata import version as _version
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hytedata.clients.boundaries import Boundaries
    from hytedata.clients.calendars.events_calendar_client import (
        AsyncEventsCalendarClient,
        EventsCalendarClient,
    )
    from hytedata.clients.calendars.icalendar_client import AsyncIcalendarClient, IcalendarClient
    from hytedata.clients.calendars.json_ld_client import AsyncJsonLdClient, JsonLdClient
    from hytedata.clients.calendars.linked_events import AsyncLinkedEventsClient, LinkedEventsClient
    from hytedata.clients.calendars.source import CalendarSource
    from hytedata.clients.divisions import AsyncDivisions, Divisions
    from hytedata.clients.lipas import AsyncLipasClient, LipasClient, LipasFile, lipas_upstream
    from hytedata.clients.pages import InvalidRecord, Page, Progress
    from hytedata.clients.ptv_catalogue.archived import ArchivedRecord
    from hytedata.clients.ptv_catalogue.client import AsyncPtvClient, PtvClient
    from hytedata.clients.ptv_catalogue.upkeep import UpkeepItem
    from hytedata.clients.ptv_catalogue.version import Capabilities
    from hytedata.clients.ptv_writer import AsyncPtvV11Writer, PtvV11Writer, PtvWriter
    from hytedata.codes import Division, PlaceAnswer, expand_places, find_places, get_place
    from hytedata.config import Config, load_config
    from hytedata.connectors._http.upstream import RetryPolicy, Upstream
    from hytedata.connectors.ptv.login import PtvLogin
    from hytedata.errors import (
        AnswerLost,
        ApprovalMissing,
        ConfigError,
        HytedataError,
        IdentityDoubt,
        InputError,
        LeaseHeld,
        LoginRefused,
        NotFound,
        PermanentError,
        ReadInterrupted,
        RecordError,
        SourceContractError,
        SourceUnavailable,
        StalePlan,
        StoppedForSafety,
        StoreError,
        TransientError,
        WriteRefused,
    )
    from hytedata.export.geodataframe import to_geodataframe
    from hytedata.models.calendar_records import (
        CalendarKeyword,
        CalendarOrganisation,
        CalendarPlace,
    )
    from hytedata.models.common import (
        Completeness,
        Position,
        Rejection,
        Remark,
        Snapshot,
        SourceRef,
    )
    from hytedata.models.event import Event
    from hytedata.models.location_of_interest import LocationOfInterest
    from hytedata.models.occurrence import Occurrence
    from hytedata.models.plan import Plan
    from hytedata.models.ptv import (
        CodeItem,
        Connection,
        EChannel,
        GeneralDescription,
        Organisation,
        OrganisationTree,
        OtherChannel,
        PhoneChannel,
        PrintableForm,
        Service,
        ServiceChannel,
        ServiceCollection,
        ServiceLocation,
        WebPage,
    )
    from hytedata.models.ptv_write import ConnectionWrite, ServiceLocationWrite, ServiceWrite
    from hytedata.models.quantity import Quantity
    from hytedata.models.site_category import SiteCategory
    from hytedata.models.site_changes import ChangeCandidates, SiteChanges
    from hytedata.models.sports_site import SportsSite
    from hytedata.places.claims import PlaceClaims, claims_of
    from hytedata.places.evidence import resolve_place, resolve_places
    from hytedata.places.index import MunicipalityIndex
    from hytedata.places.locate import locate
    from hytedata.places.located import Located, Share
    from hytedata.places.resolved import ResolvedPlace
    from hytedata.runs.apply import apply_saved
    from hytedata.runs.boundaries import open_boundaries
    from hytedata.runs.open_lipas import open_lipas
    from hytedata.runs.plan import plan_organisation

__version__ = _version("hytedata")

_HOMES = {
    "hytedata.clients.calendars.events_calendar_client": (
        "AsyncEventsCalendarClient",
        "EventsCalendarClient",
    ),
    "hytedata.clients.calendars.icalendar_client": (
        "AsyncIcalendarClient",
        "IcalendarClient",
    ),
    "hytedata.clients.calendars.json_ld_client": (
        "AsyncJsonLdClient",
        "JsonLdClient",
    ),
    "hytedata.clients.calendars.linked_events": (
        "AsyncLinkedEventsClient",
        "LinkedEventsClient",
    ),
    "hytedata.clients.calendars.source": ("CalendarSource",),
    "hytedata.models.event": ("Event",),
    "hytedata.models.occurrence": ("Occurrence",),
    "hytedata.clients.boundaries": ("Boundaries",),
    "hytedata.clients.divisions": ("AsyncDivisions", "Divisions"),
    "hytedata.clients.lipas": ("AsyncLipasClient", "LipasClient", "LipasFile", "lipas_upstream"),
    "hytedata.clients.pages": ("InvalidRecord", "Page", "Progress"),
    "hytedata.clients.ptv_catalogue.archived": ("ArchivedRecord",),
    "hytedata.clients.ptv_catalogue.client": ("AsyncPtvClient", "PtvClient"),
    "hytedata.clients.ptv_catalogue.upkeep": ("UpkeepItem",),
    "hytedata.clients.ptv_catalogue.version": ("Capabilities",),
    "hytedata.clients.ptv_writer": ("AsyncPtvV11Writer", "PtvV11Writer", "PtvWriter"),
    "hytedata.codes": ("Division", "PlaceAnswer", "expand_places", "find_places", "get_place"),
    "hytedata.config": ("Config", "load_config"),
    "hytedata.connectors._http.upstream": ("RetryPolicy", "Upstream"),
    "hytedata.connectors.ptv.login": ("PtvLogin",),
    "hytedata.errors": (
        "AnswerLost",
        "ApprovalMissing",
        "ConfigError",
        "HytedataError",
        "IdentityDoubt",
        "InputError",
        "LeaseHeld",
        "LoginRefused",
        "NotFound",
        "PermanentError",
        "ReadInterrupted",
        "RecordError",
        "SourceContractError",
        "SourceUnavailable",
        "StalePlan",
        "StoppedForSafety",
        "StoreError",
        "TransientError",
        "WriteRefused",
    ),
    "hytedata.export.geodataframe": ("to_geodataframe",),
    "hytedata.models.calendar_records": (
        "CalendarKeyword",
        "CalendarOrganisation",
        "CalendarPlace",
    ),
    "hytedata.models.common": (
        "Completeness",
        "Position",
        "Rejection",
        "Remark",
        "Snapshot",
        "SourceRef",
    ),
    "hytedata.models.location_of_interest": ("LocationOfInterest",),
    "hytedata.models.plan": ("Plan",),
    "hytedata.models.ptv": (
        "CodeItem",
        "Connection",
        "EChannel",
        "GeneralDescription",
        "Organisation",
        "OrganisationTree",
        "OtherChannel",
        "PhoneChannel",
        "PrintableForm",
        "Service",
        "ServiceChannel",
        "ServiceCollection",
        "ServiceLocation",
        "WebPage",
    ),
    "hytedata.models.ptv_write": ("ConnectionWrite", "ServiceLocationWrite", "ServiceWrite"),
    "hytedata.models.quantity": ("Quantity",),
    "hytedata.models.site_category": ("SiteCategory",),
    "hytedata.models.site_changes": ("ChangeCandidates", "SiteChanges"),
    "hytedata.models.sports_site": ("SportsSite",),
    "hytedata.places.claims": ("PlaceClaims", "claims_of"),
    "hytedata.places.evidence": ("resolve_place", "resolve_places"),
    "hytedata.places.index": ("MunicipalityIndex",),
    "hytedata.places.locate": ("locate",),
    "hytedata.places.located": ("Located", "Share"),
    "hytedata.places.resolved": ("ResolvedPlace",),
    "hytedata.runs.apply": ("apply_saved",),
    "hytedata.runs.boundaries": ("open_boundaries",),
    "hytedata.runs.open_lipas": ("open_lipas",),
    "hytedata.runs.plan": ("plan_organisation",),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [
    "AnswerLost",
    "ApprovalMissing",
    "ArchivedRecord",
    "AsyncDivisions",
    "AsyncEventsCalendarClient",
    "AsyncIcalendarClient",
    "AsyncJsonLdClient",
    "AsyncLinkedEventsClient",
    "AsyncLipasClient",
    "AsyncPtvClient",
    "AsyncPtvV11Writer",
    "Boundaries",
    "CalendarKeyword",
    "CalendarOrganisation",
    "CalendarPlace",
    "CalendarSource",
    "Capabilities",
    "ChangeCandidates",
    "CodeItem",
    "Completeness",
    "Config",
    "ConfigError",
    "Connection",
    "ConnectionWrite",
    "Division",
    "Divisions",
    "EChannel",
    "Event",
    "EventsCalendarClient",
    "GeneralDescription",
    "HytedataError",
    "IcalendarClient",
    "IdentityDoubt",
    "InputError",
    "InvalidRecord",
    "JsonLdClient",
    "LeaseHeld",
    "LinkedEventsClient",
    "LipasClient",
    "LipasFile",
    "Located",
    "LocationOfInterest",
    "LoginRefused",
    "MunicipalityIndex",
    "NotFound",
    "Occurrence",
    "Organisation",
    "OrganisationTree",
    "OtherChannel",
    "Page",
    "PermanentError",
    "PhoneChannel",
    "PlaceAnswer",
    "PlaceClaims",
    "Plan",
    "Position",
    "PrintableForm",
    "Progress",
    "PtvClient",
    "PtvLogin",
    "PtvV11Writer",
    "PtvWriter",
    "Quantity",
    "ReadInterrupted",
    "RecordError",
    "Rejection",
    "Remark",
    "ResolvedPlace",
    "RetryPolicy",
    "Service",
    "ServiceChannel",
    "ServiceCollection",
    "ServiceLocation",
    "ServiceLocationWrite",
    "ServiceWrite",
    "Share",
    "SiteCategory",
    "SiteChanges",
    "Snapshot",
    "SourceContractError",
    "SourceRef",
    "SourceUnavailable",
    "SportsSite",
    "StalePlan",
    "StoppedForSafety",
    "StoreError",
    "TransientError",
    "UpkeepItem",
    "Upstream",
    "WebPage",
    "WriteRefused",
    "__version__",
    "apply_saved",
    "claims_of",
    "expand_places",
    "find_places",
    "get_place",
    "lipas_upstream",
    "load_config",
    "locate",
    "open_boundaries",
    "open_lipas",
    "plan_organisation",
    "resolve_place",
    "resolve_places",
    "to_geodataframe",
]


def __getattr__(name: str) -> object:
    module = _HOME.get(name)
    if module is None:
        raise AttributeError(f"module 'hytedata' has no attribute {name!r}")
    try:
        value = getattr(_import_module(module), name)
    except ModuleNotFoundError as error:
        if (error.name or "hytedata").startswith("hytedata"):
            raise
        raise ModuleNotFoundError(
            f"hytedata.{name} needs {error.name}, which is not installed: "
            "pip install 'hytedata[geo,store]'",
            name=error.name,
        ) from error
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
