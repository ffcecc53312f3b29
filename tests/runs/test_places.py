"""Places of the catalogue's records: found by all evidence, and only where something changed."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from hytedata.clients.boundaries_cache import Facts, cache_file, content_checksum, save
from hytedata.config import Calendar, Config
from hytedata.connectors.statfin.wfs import URL, Layer
from hytedata.models.common import Completeness, Position, SourceRef
from hytedata.models.event import Event, EventPlace
from hytedata.models.ptv import Addresses, Record, Service, ServiceLocation
from hytedata.models.ptv.address import SourcedPosition, StreetAddress
from hytedata.models.site_geometry import SiteGeometry
from hytedata.models.sports_site import SportsSite
from hytedata.places.index import MunicipalityIndex
from hytedata.runs import boundaries, places
from hytedata.runs.entries import entry_of_record, entry_of_site
from hytedata.runs.events.entries import entry_of_event
from hytedata.runs.places import Borders, borders_at_hand, resolve_catalogue
from hytedata.runs.read_places import NO_BORDERS, PlacesReport, resolve_after_read
from hytedata.store import Store
from hytedata.store.catalogue import RecordPlace
from tests.clients.boundary_files import MUNICIPALITIES, geojson
from tests.clients.boundary_files import squares as country_of_squares
from tests.places.layers import at, squares_index
from tests.runs.read_fakes import Clock

BORDERS = Borders("squares", squares_index())


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.open("sqlite://", now=Clock()) as opened:
        yield opened


def site(number: int, place: str, *vertices: tuple[float, float]) -> SportsSite:
    points = tuple(at(*one) for one in vertices)
    geometry = (
        SiteGeometry(kind="point", parts=((points,),))
        if len(points) == 1
        else SiteGeometry(kind="route", parts=((points,),))
    )
    return SportsSite(
        lipas_id=number, event_date=None, status="active", names={"fi": "X"}, type_code=1110,
        owner=None, admin=None, municipality=place, geometry=geometry,
    )  # fmt: skip


def location(key: str, *streets: tuple[str | None, tuple[float, float]]) -> ServiceLocation:
    addresses = tuple(
        StreetAddress(
            municipality=code,
            positions=(
                SourcedPosition(
                    position=Position(east=at(*where)[0], north=at(*where)[1]), source="User"
                ),
            ),
        )
        for code, where in streets
    )
    return ServiceLocation(id=key, location=Addresses(street=addresses))


def put(store: Store, *records: SportsSite | Record) -> None:
    entries = [
        entry_of_site(one) if isinstance(one, SportsSite) else entry_of_record(one)
        for one in records
    ]
    for source, kind in {(one.ref.source, one.ref.kind) for one in entries}:
        with store.catalogue.reading(source, kind, "all", mode="changes") as reading:
            for entry in entries:
                if entry.ref.kind == kind:
                    reading.put(entry)
            reading.finish(Completeness(complete=True, items=len(entries)))


def resolve(store: Store, borders: Borders = BORDERS) -> PlacesReport:
    return resolve_catalogue(store.catalogue, borders)


def test_a_site_whose_code_and_point_differ_is_kept_with_the_disagreement(store: Store) -> None:
    put(store, site(1, "889", (2, 7)), site(2, "889", (2, 12)))

    report = resolve(store)

    ((ref, place),) = store.catalogue.places.contested()
    assert report == PlacesReport(resolved=2, contested=1)
    assert ref == SourceRef(source="lipas", kind="sports-site", id="1")
    assert (place.municipality, place.county, place.share) == ("889", "19", 1.0)
    assert (place.method, place.confidence) == ("code", 0.45)
    assert place.conflicts == (
        {"first": "code", "second": "point", "first_said": ["889"], "second_said": ["091"],
         "distance_m": 3000.0},
    )  # fmt: skip
    (agreed,) = store.catalogue.places.of(SourceRef(source="lipas", kind="sports-site", id="2"))
    assert agreed == RecordPlace("889", "19", 1.0, "code", 1.0)


def test_a_route_has_a_row_for_each_municipality(store: Store) -> None:
    put(store, site(1, "049", (7, 5), (11, 5)))

    resolve(store)

    found = store.catalogue.places.of(SourceRef(source="lipas", kind="sports-site", id="1"))
    assert [(one.municipality, one.share, one.method) for one in found] == [
        ("091", 0.75, "point"),
        ("049", 0.25, "code"),
    ]


def test_the_addresses_of_a_location_count_alike(store: Store) -> None:
    put(store, location("a", (None, (1, 1)), ("889", (1, 11))), Service(id="s", type="Service"))

    report = resolve(store)

    found = store.catalogue.places.of(SourceRef(source="ptv", kind="service-channel", id="a"))
    assert report == PlacesReport(resolved=1)
    assert [(one.municipality, one.share, one.method) for one in found] == [
        ("091", 0.5, "point"),
        ("889", 0.5, "code"),
    ]


def test_only_what_changed_is_looked_at_again(store: Store) -> None:
    put(store, site(1, "889", (2, 12)), site(2, "889", (2, 13)))
    assert resolve(store).resolved == 2

    put(store, site(1, "889", (2, 12)), site(2, "091", (2, 3)))
    again = resolve(store)

    found = store.catalogue.places.of(SourceRef(source="lipas", kind="sports-site", id="2"))
    assert (again.resolved, resolve(store).resolved) == (1, 0)
    assert [one.municipality for one in found] == ["091"]


def test_with_other_borders_all_are_looked_at_again(store: Store) -> None:
    put(store, site(1, "889", (2, 12)), site(2, "889", (2, 13)))
    resolve(store)

    report = resolve(store, Borders("others", squares_index()))

    assert report.resolved == 2


def test_what_states_no_municipality_is_given_where_it_was_found(store: Store) -> None:
    put(store, location("a", (None, (1, 1))), site(1, "889", (2, 7)))
    resolve(store)

    stated = store.catalogue.count(municipality="091")
    found = list(store.catalogue.records(municipality="091", include_resolved=True))

    assert stated == 0
    assert [one.id for one in found] == ["a"]


def put_events(store: Store, *events: Event) -> None:
    for one in events:
        calendar = Calendar(name=one.source, kind="icalendar", url="https://kunta.test/t.ics")
        with store.catalogue.reading(one.source, "event", "all", mode="changes") as reading:
            reading.put(entry_of_event(one, calendar))
            reading.finish(Completeness(complete=True, items=1))


def test_events_of_every_calendar_are_placed_and_a_home_is_the_last_resort(store: Store) -> None:
    somewhere = EventPlace(names={"fi": "Halli"})
    in_espoo = EventPlace(names={"fi": "Espoo"})
    put_events(
        store,
        Event(source="yksi", id="a", places=(somewhere,)),
        Event(source="kaksi", id="b", places=(in_espoo,)),
    )
    put(store, site(1, "889", (2, 12)))

    report = resolve_catalogue(
        store.catalogue, BORDERS, kind="event", homes={"yksi": "205", "kaksi": "205"}
    )

    first = store.catalogue.places.of(SourceRef(source="yksi", kind="event", id="a"))
    second = store.catalogue.places.of(SourceRef(source="kaksi", kind="event", id="b"))
    assert report.resolved == 2
    assert [(one.municipality, one.method) for one in (*first, *second)] == [
        ("205", "calendar"),
        ("049", "name"),
    ]


def test_with_another_home_only_that_calendar_is_looked_at_again(store: Store) -> None:
    put_events(store, *(Event(source=name, id="a") for name in ("yksi", "kaksi")))
    put(store, site(1, "889", (2, 12)))
    resolve_catalogue(store.catalogue, BORDERS, homes={"yksi": "205"})

    report = resolve_catalogue(store.catalogue, BORDERS, homes={"yksi": "091"})

    (place,) = store.catalogue.places.of(SourceRef(source="yksi", kind="event", id="a"))
    assert report.resolved == 1
    assert place.municipality == "091"


def test_without_borders_events_are_placed_by_all_that_needs_none(
    tmp_path: Path, store: Store
) -> None:
    put_events(store, Event(source="yksi", id="a", places=(EventPlace(names={"fi": "Espoo"}),)))

    report = resolve_after_read(config(cache_folder=tmp_path), store.catalogue, kind="event")

    (place,) = store.catalogue.places.of(SourceRef(source="yksi", kind="event", id="a"))
    assert (report.resolved, report.skipped, report.limited) == (1, None, NO_BORDERS)
    assert (place.municipality, place.method) == ("049", "name")


def config(**boundaries: object) -> Config:
    return Config.model_validate({"contact": "it@kunta.example", **boundaries})


def test_borders_of_a_configured_file_are_used(tmp_path: Path) -> None:
    path = geojson(tmp_path / "kunnat.geojson")

    found = borders_at_hand(config(boundaries={"file": path}))

    assert found is not None
    assert found.index.codes == MUNICIPALITIES


def keep(folder: Path, year: int) -> Path:
    drawn = country_of_squares(len(MUNICIPALITIES))
    checksum = content_checksum(MUNICIPALITIES, drawn)
    facts = Facts("municipality", year, "1000k", MUNICIPALITIES, "", "", "", checksum, URL)
    file = cache_file(folder, Layer("municipality", "1000k", year), URL)
    save(file, facts, drawn)
    return file


def test_borders_that_are_kept_are_used_and_nothing_is_fetched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, store: Store
) -> None:
    monkeypatch.setattr(boundaries, "utc_now", Clock())
    settings = config(cache_folder=tmp_path, boundaries={"url": URL})
    put(store, site(1, "889", (2, 12)))

    nothing = resolve_after_read(settings, store.catalogue, "lipas")
    file = keep(tmp_path, Clock()().year - 1)
    kept = resolve_after_read(settings, store.catalogue, "lipas")
    file.write_bytes(b"damaged")
    damaged = borders_at_hand(settings)

    assert nothing == PlacesReport(skipped=NO_BORDERS)
    assert (kept.resolved, kept.skipped) == (1, None)
    assert damaged is None


def test_only_the_register_that_was_read_is_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, store: Store
) -> None:
    put(store, site(1, "889", (2, 12)), location("a", (None, (1, 1))))
    monkeypatch.setattr(places, "borders_at_hand", lambda _: BORDERS)

    report = resolve_after_read(config(), store.catalogue, "ptv")

    assert report.resolved == 1
    assert isinstance(BORDERS.index, MunicipalityIndex)


def test_without_the_libraries_for_geometry_the_report_says_so(
    monkeypatch: pytest.MonkeyPatch, store: Store
) -> None:
    monkeypatch.delattr("hytedata.runs.places")
    monkeypatch.setitem(sys.modules, "hytedata.runs.places", None)

    report = resolve_after_read(config(), store.catalogue, "lipas")

    assert report.skipped is not None
    assert "hytedata[geo]" in report.skipped


def test_a_wrong_file_of_borders_is_told_and_what_was_read_stands(
    tmp_path: Path, store: Store
) -> None:
    (tmp_path / "kunnat.geojson").write_text("{}")
    settings = config(boundaries={"file": tmp_path / "kunnat.geojson"})

    report = resolve_after_read(settings, store.catalogue, "lipas")

    assert report.skipped is not None
    assert "kunnat.geojson" in report.skipped
