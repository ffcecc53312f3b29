"""What the checks of PTV v11 look at: a few pages and records, read once for all of them."""

from collections.abc import Sequence
from datetime import timedelta

from hytedata.models.common import Json
from hytedata.runs.doctor.answer import Record, as_id, at, objects
from hytedata.runs.doctor.assumption import Unsettled
from hytedata.runs.doctor.look import Look

V11 = "/v11"
SERVICES, CHANNELS, ORGANISATIONS = f"{V11}/Service", f"{V11}/ServiceChannel", f"{V11}/Organization"
NO_SUCH = "0b5e55ed-d0c7-4000-8000-0d0c70000000"
"""A UUID that nothing has."""
IDS_PER_PAGE, ENTITIES_PER_PAGE = 1000, 100
FAR_PAGE = "100000"
LOOKED_AT = 25
"""Whole services and channels that are read for a look at their fields."""
RECENT_DAYS = 7
SPELLINGS = ("WellbeingServiceCounties", "WellbeingServicesCounties")
NO_COUNTIES = frozenset({"90", "91"})
"""Helsinki and Åland, which are in no county."""
OPERATIONS_2026 = 88


def service_page(look: Look) -> Json:
    """The first page of ids of services, as it comes."""
    return look.body("ptv", SERVICES)


def service_ids(look: Look) -> list[str]:
    """The ids of that page."""
    return ids_of(service_page(look))


def location_ids(look: Look) -> list[str]:
    """The first page of ids of service locations."""
    return ids_of(look.body("ptv", f"{CHANNELS}/type/ServiceLocation"))


def ids_of(page: Json) -> list[str]:
    """The ids of a page."""
    return [as_id(one.get("id")) for one in objects(at(page, "itemList"))]


def locations(look: Look) -> list[Record]:
    """Some service locations, whole, read by id with one id among them that nothing has."""
    ids = spread(location_ids(look))
    if not ids:
        raise Unsettled("no service location is published")
    guids = ",".join([*ids, NO_SUCH])
    return objects(look.body("ptv", f"{CHANNELS}/list", ("guids", guids)))


def recent_ids(look: Look) -> list[str]:
    """Services that the date filter finds changed of late."""
    return ids_of(look.body("ptv", SERVICES, ("date", recently(look))))


def recently(look: Look) -> str:
    """Midnight a few days ago, as the date filter takes it."""
    midnight = look.now().replace(hour=0, minute=0, second=0, microsecond=0)
    return f"{midnight - timedelta(days=RECENT_DAYS):%Y-%m-%dT%H:%M:%S}"


def services(look: Look) -> list[Record]:
    """Some services, whole: recently changed ones, or any."""
    ids = spread(recent_ids(look) or service_ids(look))
    if not ids:
        raise Unsettled("no service is published")
    return objects(look.body("ptv", f"{SERVICES}/list", ("guids", ",".join(ids))))


def spread(ids: Sequence[str], most: int = LOOKED_AT) -> Sequence[str]:
    """A few ids from all over a list."""
    return ids[:: max(1, len(ids) // most)][:most]


def organisation(look: Look) -> str:
    """The organisation of the configuration, or the owner of some service location."""
    if look.subject.organisation:
        return look.subject.organisation
    return as_id(next((one.get("organizationId") for one in locations(look)), None))


def channels(look: Look) -> list[Record]:
    """The organisation's channels, whole, first page."""
    return objects(at(channel_page(look), "itemList"))


def channel_page(look: Look) -> Json:
    """The first page of the organisation's channels, as it comes."""
    wanted = ("organizationId", organisation(look))
    return look.body("ptv", f"{CHANNELS}/list/organization", wanted)


def root(look: Look, path: str) -> str:
    """A whole address beside the API, on the same host."""
    return look.address("ptv").removesuffix("/api") + path
