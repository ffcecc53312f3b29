"""Every public name, used as a dependent project would: mypy and basedpyright check it strictly.

It is not run; a test holds that no name of `hytedata.__all__` is missing here.
"""

import os
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import assert_never

from shapely import LineString
from shapely.geometry.base import BaseGeometry

import hytedata
from hytedata import (
    AnswerLost,
    ApprovalMissing,
    ArchivedRecord,
    AsyncDivisions,
    AsyncEventsCalendarClient,
    AsyncIcalendarClient,
    AsyncJsonLdClient,
    AsyncLinkedEventsClient,
    AsyncLipasClient,
    AsyncPtvClient,
    AsyncPtvV11Writer,
    Boundaries,
    CalendarKeyword,
    CalendarOrganisation,
    CalendarPlace,
    CalendarSource,
    Capabilities,
    ChangeCandidates,
    CodeItem,
    Completeness,
    Config,
    ConfigError,
    Connection,
    ConnectionWrite,
    Division,
    Divisions,
    EChannel,
    Event,
    EventsCalendarClient,
    GeneralDescription,
    HytedataError,
    IcalendarClient,
    IdentityDoubt,
    InputError,
    InvalidRecord,
    JsonLdClient,
    LeaseHeld,
    LinkedEventsClient,
    LipasClient,
    LipasFile,
    Located,
    LocationOfInterest,
    LoginRefused,
    MunicipalityIndex,
    NotFound,
    Occurrence,
    Organisation,
    OrganisationTree,
    OtherChannel,
    Page,
    PermanentError,
    PhoneChannel,
    PlaceAnswer,
    PlaceClaims,
    Plan,
    Position,
    PrintableForm,
    Progress,
    PtvClient,
    PtvLogin,
    PtvV11Writer,
    PtvWriter,
    Quantity,
    ReadInterrupted,
    RecordError,
    Rejection,
    Remark,
    ResolvedPlace,
    RetryPolicy,
    Service,
    ServiceChannel,
    ServiceCollection,
    ServiceLocation,
    ServiceLocationWrite,
    ServiceWrite,
    Share,
    SiteCategory,
    SiteChanges,
    Snapshot,
    SourceContractError,
    SourceRef,
    SourceUnavailable,
    SportsSite,
    StalePlan,
    StoppedForSafety,
    StoreError,
    TransientError,
    UpkeepItem,
    Upstream,
    WebPage,
    WriteRefused,
    apply_saved,
    claims_of,
    expand_places,
    find_places,
    get_place,
    lipas_upstream,
    load_config,
    locate,
    open_boundaries,
    open_lipas,
    plan_organisation,
    resolve_place,
    resolve_places,
    to_geodataframe,
)

CONTACT = "it@kunta.example"
SINCE = datetime(2026, 1, 1, tzinfo=UTC)


def told(progress: Progress) -> None:
    """Take a progress."""
    print(f"{progress.items} of {progress.total_items}")


def services(ptv: PtvClient) -> Iterator[tuple[str, str | None]]:
    """Read lazily, by page, whole, and by id."""
    for service in ptv.services.iter(municipality="889", changed_since=SINCE, progress=told):
        yield service.id, service.name.get("fi")
    page: Page[Service]
    for page in ptv.services.pages(organisation="00000000-0000-4000-8000-000000000889"):
        rejected: tuple[Rejection, ...] = page.rejections
        print(page.number, page.next_cursor, len(rejected))
    whole: Snapshot[Service] = ptv.services.snapshot(county="19", include_nationwide=True)
    verdict: Completeness = whole.completeness
    print(verdict.complete, verdict.reasons)
    one: Service = ptv.services.get("00000000-0000-4000-8000-000000000001")
    maybe: Service | None = ptv.services.find(one.id)
    several: Snapshot[Service] = ptv.services.get_many([one.id])
    print(maybe, len(several.items))


def kind_of(channel: ServiceChannel) -> str:
    """Tell channels apart by their type."""
    match channel:
        case ServiceLocation():
            position: Position | None = channel.position
            return f"place at {position.east}" if position else "place"
        case EChannel():
            return "e-service"
        case WebPage():
            return "web page"
        case PhoneChannel():
            return "phone"
        case PrintableForm():
            return "form"
        case OtherChannel():
            return channel.stated_type
    assert_never(channel)


def rest(ptv: PtvClient) -> None:
    """Read the other kinds."""
    places: list[str] = [kind_of(one) for one in ptv.channels.iter(type="ServiceLocation")]
    organisation: Organisation = next(ptv.organisations.iter(municipality="889"))
    tree: OrganisationTree = ptv.organisations.tree(organisation.id)
    description: GeneralDescription = next(ptv.general_descriptions.iter())
    collection: ServiceCollection = next(ptv.collections.iter())
    connection: Connection = next(ptv.connections.iter(organisation=organisation.id))
    archived: ArchivedRecord = next(ptv.archived.iter("service", since=SINCE))
    code: CodeItem | None = ptv.codes.find("service-classes", "P27.1")
    capabilities: Capabilities = ptv.capabilities
    ref: SourceRef = connection.ref
    remarks: tuple[Remark, ...] = organisation.remarks
    print(places, list(tree.ids()), description.name, collection.name, archived.id)
    print(code.names if code else None, capabilities.missing, ref, remarks)


async def asynchronously() -> AsyncIterator[str]:
    """Do the same without waiting."""
    async with AsyncPtvClient(contact=CONTACT, read_version="v12", api_key="…") as ptv:
        async for channel in ptv.channels.iter(municipality=["889", "205"]):
            yield channel.id
        found = await ptv.services.snapshot(organisation="00000000-0000-4000-8000-000000000889")
        print(len(found.items))
    async with AsyncLipasClient(contact=CONTACT) as lipas:
        async for site in lipas.sites.iter(municipalities=["889"]):
            yield site.names["fi"]


def sites() -> list[SportsSite]:
    """Read Lipas."""
    with LipasClient(lipas_upstream(contact=CONTACT)) as lipas:
        snapshot: Snapshot[SportsSite] = lipas.sites.snapshot(municipalities=["889"])
        for one in lipas.sites.iter(municipalities=["889"], on_invalid="raw"):
            if isinstance(one, InvalidRecord):
                print(one.ref, one.error, one.raw)
        changes: SiteChanges = lipas.sites.changes({1: "hash"}, municipalities=["889"])
        candidates: ChangeCandidates = lipas.sites.changed_since(SINCE, municipalities=["889"])
        length: Quantity | None = snapshot.items[0].quantity("route-length-km")
        category: SiteCategory = lipas.categories.get(3110)
        interest: LocationOfInterest = next(lipas.lois.iter())
        print(changes.gone, candidates.deleted, length, category, interest)
        print(LipasFile(Path("sites.json")))
        return list(snapshot.items)


def places(boundaries: dict[str, BaseGeometry]) -> list[str | None]:
    """Find the municipality of a point, of several, and of a route with its shares."""
    index = MunicipalityIndex(list(boundaries), list(boundaries.values()))
    one: Located = locate((385_000.0, 6_672_000.0), index)
    several: tuple[Located, ...] = locate([(24.94, 60.17), None], index, crs="EPSG:4326")
    route: Located = locate(LineString([(385_000, 6_672_000), (386_000, 6_672_000)]), index)
    shares: tuple[Share, ...] = route.shares
    print([(share.municipality, share.share) for share in shares])
    return [place.municipality for place in (one, *several)]


def meant(text: str) -> tuple[str, ...]:
    """Find out which place is meant, in the division of a year; ask back where it is several."""
    with Divisions(contact=CONTACT, cache=Path("cache")) as divisions:
        division: Division = divisions.read(2027)
    answer: PlaceAnswer = find_places(text, division=division)
    if answer.one is None:
        raise InputError(answer.told())
    print(division.origin.reason, get_place("091").name)
    return expand_places([answer.one.code, "Kainuun hyvinvointialue"])


async def later(year: int) -> Division:
    """Read a division without waiting."""
    async with AsyncDivisions(contact=CONTACT) as divisions:
        return await divisions.read(year)


def table() -> int:
    """Make a GeoDataFrame of sites."""
    return len(to_geodataframe(sites(), language="sv", position=True))


def evidence(site: SportsSite, index: MunicipalityIndex) -> list[str]:
    """Weigh what a site states of its place against where it is drawn."""
    claims: tuple[PlaceClaims, ...] = claims_of(site)
    found: tuple[ResolvedPlace, ...] = resolve_places(claims, index)
    by_name: ResolvedPlace = resolve_place(PlaceClaims(name="Utajärvi"))
    conflicts = [conflict for place in (*found, by_name) for conflict in place.conflicts]
    return [f"{one.first} {one.first_said} {one.distance_m} m" for one in conflicts]


def logged_in() -> None:
    """Read what PTV shows to API users only."""
    login = PtvLogin("https://login.example", "user", "password")
    with PtvClient(contact=CONTACT, login=login) as ptv:
        drafts: list[Service] = [one for one in ptv.active_services.iter() if one.status == "Draft"]
        todo: list[UpkeepItem] = list(ptv.upkeep.iter("services-without-channels"))
    print(drafts, todo)


def write(writer: PtvWriter) -> None:
    """Write through any version that can."""
    service = writer.create_service(ServiceWrite(source_id="kunta-1"))
    place = writer.create_service_location(ServiceLocationWrite(source_id="kunta-2"))
    writer.connect(ConnectionWrite(service_id=service.id, channel_id=place.id))


def write_to_ptv() -> None:
    """Log in and write."""
    with PtvV11Writer(
        "https://ptv.example/api", "https://login.example", "user", "password", contact=CONTACT
    ) as writer:
        write(writer)
    print(AsyncPtvV11Writer)


def borders(path: Path) -> list[float]:
    """Read borders from the map service, else from a file, and join them into counties."""
    try:
        found = Boundaries.fetch(2026, contact=CONTACT)
    except SourceUnavailable:
        found = Boundaries.read(path)
    counties = found.counties()
    return [counties.geometry(code).area for code in counties.codes]


def advice(error: HytedataError) -> str:
    """Say what to do about an error; the first split is whether trying again can help."""
    match error:
        case ReadInterrupted():
            return f"go on with cursor={error.cursor}"
        case SourceUnavailable() | AnswerLost() | LeaseHeld():
            return "try again later"
        case TransientError():
            return "try again"
        case ApprovalMissing() | IdentityDoubt():
            return "a person must look"
        case StoppedForSafety():
            return "stopped"
        case WriteRefused():
            return f"mend {', '.join(error.faults)}"
        case ConfigError() | InputError() | LoginRefused():
            return "mend what was given"
        case NotFound() | RecordError() | SourceContractError() | StoreError() | StalePlan():
            return str(error)
        case PermanentError() | HytedataError():
            return "tell the developers"


def calendars(start: date, end: date) -> Iterator[Event]:
    """Read calendars of every kind."""
    town = CalendarSource("kunta", "https://kunta.example/tapahtumat.ics", CONTACT)
    site = CalendarSource("seura", "https://seura.example", CONTACT)
    with LinkedEventsClient("seutu", "https://seutu.example/v1", contact=CONTACT) as region:
        yield from region.events.iter(start=start, end=end)
    with (
        IcalendarClient(town) as feed,
        EventsCalendarClient(site) as blog,
        JsonLdClient(site) as it,
    ):
        for client in (feed, blog, it):
            yield from client.events.between(start, end).items


async def calendars_asynchronously(start: date, end: date) -> AsyncIterator[Event]:
    """Likewise."""
    source = CalendarSource("kunta", "https://kunta.example", CONTACT)
    async with AsyncLinkedEventsClient("s", "https://seutu.example/v1", contact=CONTACT) as region:
        async for event in region.events.iter(start=start, end=end):
            yield event
    async with (
        AsyncIcalendarClient(source) as feed,
        AsyncEventsCalendarClient(source) as blog,
        AsyncJsonLdClient(source) as pages,
    ):
        for client in (feed, blog, pages):
            for event in (await client.events.between(start, end)).items:
                yield event


def behind(calendar: LinkedEventsClient) -> tuple[str, ...]:
    """Read what a calendar has besides events."""
    place: CalendarPlace = calendar.places.get("esim:talo")
    keyword: CalendarKeyword = calendar.keywords.get("yso:p916")
    publisher: CalendarOrganisation = calendar.organisations.get("esim:kunta")
    return place.id, keyword.id, publisher.id


def told_of(occurrence: Occurrence) -> tuple[datetime, str, str | None]:
    """Tell when, what and where."""
    name = occurrence.event.names.get("fi", occurrence.key)
    return occurrence.starts_at, name, occurrence.municipality


def configured(path: Path) -> tuple[Config, type[Plan], str]:
    """Read a configuration."""
    return load_config(path, environ=os.environ), Plan, hytedata.__version__


def publish(path: Path, approved: str | None) -> list[str]:
    """Plan, and write what a person has approved."""
    config = load_config(path, environ=os.environ)
    plan: Plan = plan_organisation(config, config.organisation[0], os.environ)
    done = apply_saved(config, plan, os.environ, approved=approved, who="Anna Aalto")
    return [one.detail for one in done.outcomes if one.state != "done"]


def opened(path: Path) -> tuple[Boundaries, int]:
    """Open registers as a configuration names them, and one whose answer a person waits for."""
    config = load_config(path, environ=os.environ)
    with open_lipas(config) as lipas:
        print(lipas.sites.get(8890001).names)
    hasty: Upstream = lipas_upstream(contact=CONTACT, retry=RetryPolicy(attempts=2), total_s=10)
    with LipasClient(hasty) as lipas:
        return open_boundaries(config), sum(1 for _ in lipas.sites.iter(municipality="Utajärvi"))
