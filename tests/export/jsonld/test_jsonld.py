"""schema.org, read back by an RDF library that knows nothing of ours."""

import io
import json
import zlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from rdflib import RDF, Graph, Literal, Namespace, URIRef

from hytedata.export.exporter import unaccounted
from hytedata.export.formats import FORMATS
from hytedata.export.jsonld import to_jsonld
from hytedata.export.model_fields import all_fields
from hytedata.models.common import Position
from hytedata.models.event import Event, EventPlace, EventPrice, EventTime
from hytedata.models.ptv import Organisation, Service, ServiceLocation
from hytedata.models.ptv.record import Record
from hytedata.models.sports_site import SportsSite
from hytedata.store.catalogue import CatalogueRecord
from tests.export.conftest import record
from tests.export.filled import filled, kept, texts
from tests.export.hsds.conftest import (
    BOOKING,
    CITY,
    HALL,
    SWIMMING,
    UNIT,
    booking,
    city,
    hall,
    joined,
    swimming,
    unit,
)

# Of the library's own making.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

DAY = date(2026, 3, 1)
S = Namespace("https://schema.org/")
SITE = URIRef("https://www.lipas.fi/liikuntapaikat/7")
EVENT = URIRef("urn:hytedata:kunta:event:a%7Cb")


def of_ptv(key: str) -> URIRef:
    return URIRef(f"urn:uuid:{key}")


def pool() -> CatalogueRecord:
    site = SportsSite(
        lipas_id=7,
        event_date=None,
        status="active",
        names={"fi": "Uimahalli", "sv": "Simhall"},
        type_code=3110,
        owner="city",
        admin=None,
        municipality="889",
        address="Katu 1",
        properties={"pool-length-m": 25, "toilet?": True},
    )
    return _kept(site, "lipas", "sports-site", "7", Position(east=500_000, north=7_200_000))


def swim(**changes: object) -> CatalogueRecord:
    event = Event.model_validate(
        {
            "source": "kunta",
            "id": "a|b",
            "names": {"fi": "Uintikoulu"},
            "time": EventTime(start=datetime(2026, 4, 1, 15, tzinfo=UTC), end=None),
            "places": (EventPlace(names={"fi": "Halli"}),),
            "licence": "CC BY 4.0",
            "attribution": "Kunta",
            **changes,
        }
    )
    return _kept(event, "kunta", "event", event.id, Position(east=500_000, north=7_200_000))


def _kept(
    model: SportsSite | Event, source: str, kind: str, key: str, position: Position | None
) -> CatalogueRecord:
    found = record(key, source=source, position=position)
    return replace(found, kind=kind, packed_model=zlib.compress(model.model_dump_json().encode()))


def written(records: Iterable[CatalogueRecord]) -> bytes:
    stream = io.BytesIO()
    to_jsonld(records, stream, day=DAY)
    return stream.getvalue()


def graph(*records: CatalogueRecord) -> Graph:
    return Graph().parse(data=written(records), format="json-ld")


@pytest.fixture(scope="module")
def all_of_them() -> list[CatalogueRecord]:
    models = (joined(), city(), unit(), swimming(), hall(), booking())
    position = Position(east=500_000, north=7_200_000)
    ptv = [kept(one, position=position if one.id == HALL else None) for one in models]
    return [swim(), pool(), *ptv]


@pytest.fixture(scope="module")
def known(all_of_them: list[CatalogueRecord]) -> Graph:
    return graph(*all_of_them)


@pytest.mark.parametrize(
    ("its", "type_"),
    [
        (of_ptv(SWIMMING), S.GovernmentService),
        (of_ptv(HALL), S.ServiceChannel),
        (of_ptv(CITY), S.GovernmentOrganization),
        (SITE, S.SportsActivityLocation),
        (EVENT, S.Event),
    ],
)
def test_each_record_is_a_node_with_an_address_that_stays(
    known: Graph, its: URIRef, type_: URIRef
) -> None:
    assert (its, RDF.type, type_) in known


def test_names_carry_their_languages(known: Graph) -> None:
    assert set(known.objects(SITE, S.name)) == {
        Literal("Uimahalli", lang="fi"),
        Literal("Simhall", lang="sv"),
    }


def test_a_service_leads_to_its_provider_its_channels_and_their_places(known: Graph) -> None:
    service = of_ptv(SWIMMING)

    # One of them the service tells itself, the other only its connection.
    assert set(known.objects(service, S.availableChannel)) == {of_ptv(HALL), of_ptv(BOOKING)}
    assert known.value(service, S.provider) == of_ptv(UNIT)
    assert known.value(of_ptv(UNIT), S.parentOrganization) == of_ptv(CITY)
    place = known.value(of_ptv(HALL), S.serviceLocation)
    position = known.value(place, S.geo)
    assert known.value(position, S.longitude).toPython() == 27.0  # type: ignore[union-attr]


def test_classes_and_themes_are_codes_of_their_lists(known: Graph) -> None:
    codes = {
        (str(known.value(one, S.inCodeSet)), str(known.value(one, S.codeValue)))
        for one in known.objects(of_ptv(SWIMMING), S.category)
    }

    assert {("ptv-service-class", "P27.1"), ("hyte-theme", "exercise")} <= codes


def test_hours_of_odd_weeks_are_left_out_and_a_closed_day_opens_and_closes_at_once(
    known: Graph,
) -> None:
    place = known.value(of_ptv(HALL), S.serviceLocation)
    told = {
        (
            str(known.value(one, S.dayOfWeek)),
            str(known.value(one, S.opens)),
            str(known.value(one, S.closes)),
        )
        for one in known.objects(place, S.openingHoursSpecification)
    }

    assert told == {
        ("Monday", "09:00", "20:30"),
        ("Saturday", "22:00", "23:59"),
        ("Sunday", "00:00", "23:59"),
        ("Monday", "00:00", "06:00"),
        ("Friday", "00:00", "00:00"),
    }


def test_what_an_event_does_not_say_is_not_said() -> None:
    known = graph(swim())

    assert known.value(EVENT, S.endDate) is None
    assert known.value(EVENT, S.isAccessibleForFree) is None
    assert known.value(EVENT, S.eventAttendanceMode) is None
    assert str(known.value(EVENT, S.startDate)) == "2026-04-01T15:00:00+00:00"
    assert known.value(EVENT, S.eventStatus) == S.EventScheduled


def test_what_an_event_says_is_said() -> None:
    known = graph(
        swim(is_free="no", online=True, prices=(EventPrice(lowest=5.0),), status="cancelled")
    )

    assert known.value(EVENT, S.isAccessibleForFree) == Literal(False)
    assert known.value(EVENT, S.eventAttendanceMode) == S.MixedEventAttendanceMode
    assert known.value(known.value(EVENT, S.offers), S.lowPrice).toPython() == 5.0  # type: ignore[union-attr]
    assert known.value(EVENT, S.eventStatus) == S.EventCancelled


def test_properties_of_a_site_are_amenities(known: Graph) -> None:
    told = {
        str(known.value(one, S.propertyID)): known.value(one, S.value).toPython()  # type: ignore[union-attr]
        for one in known.objects(SITE, S.amenityFeature)
    }

    assert told == {"pool-length-m": 25, "toilet?": True}


def test_licence_and_credit_are_inside_of_registers_and_of_each_event(known: Graph) -> None:
    lipas, record_of_event = URIRef("urn:hytedata:lipas"), known.value(EVENT, S.subjectOf)

    assert "creativecommons.org/licenses/by/4.0" in str(known.value(lipas, S.license))
    assert "1.3.2026" in str(known.value(lipas, S.creditText))
    assert str(known.value(record_of_event, S.license)) == "CC BY 4.0"


def test_the_same_records_give_the_same_file_and_are_counted(
    tmp_path: Path, all_of_them: list[CatalogueRecord]
) -> None:
    counts = [
        FORMATS["jsonld"].write(tmp_path / name, iter(all_of_them), day=DAY)
        for name in ("a.jsonld", "b")
    ]

    assert counts == [8, 8]
    assert (tmp_path / "a.jsonld").read_bytes() == (tmp_path / "b").read_bytes()


def test_no_records_are_an_empty_graph_and_what_has_no_content_is_no_node() -> None:
    empty = json.loads(written([replace(pool(), packed_model=None)]))

    assert empty["@graph"] == []


def test_every_field_is_carried_or_lost_with_a_reason() -> None:
    assert unaccounted(FORMATS["jsonld"], all_fields()) == ()


@pytest.mark.parametrize(
    ("model", "kind"),
    [(Service, "service"), (ServiceLocation, "service-channel"), (Organisation, "organisation")],
)
def test_what_is_said_to_be_carried_is_written_and_what_is_lost_is_not(
    model: type[Record], kind: str
) -> None:
    document = filled(model, kind, _known(kind))
    text = written([kept(model.model_validate(document), names={})]).decode()

    lost = [loss.field for loss in FORMATS["jsonld"].losses]
    wrong = {
        path
        for path in texts(document, kind)
        if (path in text) == any(path == one or path.startswith(f"{one}.") for one in lost)
        # It ends the line that it is part of.
        and not path.endswith("street.detail")
    }

    assert sorted(wrong) == []


@pytest.mark.parametrize(
    ("model", "kind", "source"),
    [(SportsSite, "sports-site", "lipas"), (Event, "event", "kunta")],
)
def test_so_it_is_with_sites_and_events(
    model: type[SportsSite | Event], kind: str, source: str
) -> None:
    links = ("online_url", "page_url", "www", "reservations_link", "images.url", "prices.url")
    known: dict[str, object] = {f"{kind}.{it}": f"https://x.example/{it}" for it in links}
    known |= {
        "event.registration.url": "https://x.example/",
        "event.time": {},
        "event.source": source,
        "event.places.municipality": "564",
        "event.places.position.north": 7_200_000.0,
        "sports-site.municipality": "564",
        "sports-site.geometry": None,
        "sports-site.activities": {},
        "sports-site.properties": {"pool-length-m": "sports-site.properties"},
    }
    document = filled(model, kind, known)
    text = written([_kept(model.model_validate(document), source, kind, "1", None)]).decode()

    lost = [loss.field for loss in FORMATS["jsonld"].losses]
    wrong = {
        path
        for path in texts(document, kind)
        if (path in text) == any(path == one or path.startswith(f"{one}.") for one in lost)
    }

    assert sorted(wrong) == []


def _known(kind: str) -> dict[str, object]:
    places = [f"{kind}.{of}" for of in ("location", "contact_addresses")]
    return {
        **{f"{it}.{sort}.municipality": "564" for it in places for sort in ("street", "boxes")},
        **{
            f"{it}.{sort}.positions.position.north": 7_200_000.0
            for it in places
            for sort in ("street", "other")
        },
        **{f"{kind}.{it}": HALL for it in ("id", "parent_id", "organisation_id")},
        f"{kind}.language_versions.web_pages.url": "https://kunta.example/",
        f"{kind}.language_versions.phones.type": "Sms",
        f"{kind}.service_hours.rules.days.repetition": "Weekly",
        f"{kind}.municipality": "564",
        f"{kind}.area.municipalities": ["564"],
        f"{kind}.area.type": "LimitedArea",
        "service.channel_ids": [HALL],
        "service-channel.service_ids": [SWIMMING],
        "service-channel.type": "ServiceLocation",
    }
