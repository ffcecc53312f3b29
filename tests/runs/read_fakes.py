"""Registers that are as small as a test needs, and a store whose clock can be moved."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Generic, TypeVar

from hytedata.clients.pages import OnProgress, Page, Progress
from hytedata.clients.streams import StreamEnd
from hytedata.errors import SourceUnavailable
from hytedata.models.common import Completeness, Position, Rejection, Snapshot, SourceRef
from hytedata.models.ptv import (
    Addresses,
    AvailabilityArea,
    Connection,
    GeneralDescription,
    Organisation,
    Record,
    Service,
    ServiceChannel,
    ServiceCollection,
    ServiceLocation,
    SourcedPosition,
    StreetAddress,
)
from hytedata.models.sports_site import SiteGeometry, SportsSite

R = TypeVar("R", bound=Record)

START = datetime(2026, 3, 1, 12, tzinfo=UTC)
NATIONWIDE = AvailabilityArea(type="WholeCountry")


class Clock:
    def __init__(self) -> None:
        self.time = START

    def __call__(self) -> datetime:
        self.time += timedelta(milliseconds=1)
        return self.time

    def advance(self, **how: float) -> None:
        self.time += timedelta(**how)


def down() -> SourceUnavailable:
    return SourceUnavailable("ptv", "https://ptv.test", attempts=4, status=503)


def of(*municipalities: str) -> AvailabilityArea:
    return AvailabilityArea(type="LimitedArea", municipalities=municipalities)


def service(key: str, area: AvailabilityArea, **more: object) -> Service:
    return Service(id=key, type="Service", area=area, **more)


def location(key: str, place: str) -> ServiceLocation:
    street = StreetAddress(
        municipality=place,
        positions=(
            SourcedPosition(position=Position(east=500_000, north=7_000_000), source="NLS"),
        ),
    )
    return ServiceLocation(id=key, area=of(place), location=Addresses(street=(street,)))


@dataclass
class Asked:
    municipality: str | None
    include_nationwide: bool
    changed_since: datetime | None


@dataclass
class FakeReads(Generic[R]):
    """One kind of record of a register; gives all where it was asked for changes."""

    held: list[R] = field(default_factory=list)
    archived: list[str] = field(default_factory=list)
    rejected: list[str] = field(default_factory=list)
    drift: dict[str, int] = field(default_factory=dict)
    doubt: str = ""
    is_down: bool = False
    asked: list[Asked] = field(default_factory=list)
    asked_archived: list[datetime] = field(default_factory=list)

    def stream(
        self,
        *,
        municipality: str | None = None,
        include_nationwide: bool = False,
        changed_since: datetime | None = None,
        progress: OnProgress | None = None,
    ) -> Iterator[Page[R] | StreamEnd]:
        self.asked.append(Asked(municipality, include_nationwide, changed_since))
        if self.is_down:
            raise down()
        found = [
            one
            for one in self.held
            if municipality is None or self._is_for(one, municipality, include_nationwide)
            if changed_since is None or (one.modified_at or START) >= changed_since
        ]
        if progress:
            progress(Progress(len(found), 1))
        yield Page(tuple(found), 1)
        reasons = (self.doubt,) if self.doubt else ()
        verdict = Completeness(complete=not reasons, items=len(found), reasons=reasons)
        yield StreamEnd(verdict, tuple(map(_rejection, self.rejected)), self.drift)

    def archived_ids(self, *, since: datetime) -> Iterable[str]:
        self.asked_archived.append(since)
        if self.is_down:
            raise down()
        return self.archived

    def _is_for(self, one: R, municipality: str, include_nationwide: bool) -> bool:
        area: AvailabilityArea = getattr(one, "area")  # noqa: B009
        if area.is_nationwide:
            return include_nationwide
        return municipality in area.municipalities


def _rejection(key: str) -> Rejection:
    ref = SourceRef(source="ptv", kind="service", id=key)
    return Rejection(ref=ref, name="Uinti", field="type", reason="it is missing")


class FakePtv:
    def __init__(self) -> None:
        self.services: FakeReads[Service] = FakeReads()
        self.channels: FakeReads[ServiceChannel] = FakeReads()
        self.organisations: FakeReads[Organisation] = FakeReads()
        self.general_descriptions: FakeReads[GeneralDescription] = FakeReads()
        self.connections: FakeReads[Connection] = FakeReads()
        self.collections: FakeReads[ServiceCollection] = FakeReads()


def site(number: int, place: str = "889", name: str = "Halli") -> SportsSite:
    return SportsSite(
        lipas_id=number,
        event_date=START,
        status="active",
        names={"fi": name},
        type_code=1110,
        owner="city",
        admin=None,
        municipality=place,
        geometry=SiteGeometry(kind="point", parts=((((500_000.0, 7_200_000.0),),),)),
        content_hash=f"{number} {place} {name}",
    )


@dataclass
class FakeLipas:
    """Lipas; some of its municipalities may be out of reach."""

    held: list[SportsSite] = field(default_factory=list)
    down: set[str] = field(default_factory=set)
    rejected: list[str] = field(default_factory=list)
    asked: list[tuple[str, ...]] = field(default_factory=list)

    def snapshot(
        self, *, municipalities: Sequence[str], categories: Sequence[int] = ()
    ) -> Snapshot[SportsSite]:
        self.asked.append(tuple(municipalities))
        if self.down & set(municipalities):
            return Snapshot((), Completeness(complete=False, items=0, reasons=("Lipas is down",)))
        found = tuple(one for one in self.held if one.municipality in municipalities)
        rejections = tuple(map(_rejection, self.rejected))
        reasons = ("a record could not be used",) if rejections else ()
        verdict = Completeness(complete=not reasons, items=len(found), reasons=reasons)
        return Snapshot(found, verdict, rejections)

    def scan(self, **_: object) -> Snapshot[SportsSite]:
        raise AssertionError("reads into the catalogue take whole sites")

    def publishes_to_ptv(self, lipas_id: int) -> bool | None:
        return None
