"""Records to export, as the catalogue gives them: invented, as long as real ones."""

import random
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Final

import msgspec

from hytedata.models.base import Model
from hytedata.models.common import Position
from hytedata.models.event import Event, EventPlace, EventTime
from hytedata.models.ptv import (
    Connection,
    Organisation,
    OrganisationTexts,
    Service,
    ServiceLocation,
    ServiceTexts,
)
from hytedata.models.site_geometry import SiteGeometry
from hytedata.models.sports_site import SportsSite
from hytedata.store.catalogue import CatalogueRecord

MOMENT: Final = datetime(2026, 11, 29, 10, tzinfo=UTC)
CODES: Final = ("205", "290", "578", "620", "697", "765", "777", "105", "564", "091", "837", "398")
ORGANISATIONS: Final = 300
_RAW: Final = 3_000  # bytes, packed: what PTV sends is some three times our model

Make = Callable[[int, random.Random], tuple[str, str, Model]]


def ptv(count: int) -> Iterator[CatalogueRecord]:
    """Yield *count* records of PTV, made as they are asked for: three in ten are services.

    A service has two channels; the connection to one of them is a record of its own.
    """
    each = count * 3 // 10
    makers: tuple[tuple[Make, int], ...] = (
        (_connection, each),
        (_organisation, ORGANISATIONS),
        (_service, each),
        (_channel, count - 2 * each - ORGANISATIONS),
    )
    yield from _made(makers)


def mixed(count: int) -> Iterator[CatalogueRecord]:
    """Yield *count* records of all registers, made as they are asked for."""
    each = count // 4
    yield from _made(((_service, each), (_channel, each), (_site, each), (_event, each)))


def _made(makers: tuple[tuple[Make, int], ...]) -> Iterator[CatalogueRecord]:
    dice = random.Random(1)
    for make, count in makers:
        yield from (_record(*make(number, dice), number, dice) for number in range(count))


def _record(
    source: str, kind: str, model: Model, number: int, dice: random.Random
) -> CatalogueRecord:
    document = msgspec.json.encode(model.model_dump(mode="json"))
    head = CatalogueRecord(
        source=source,
        kind=kind,
        id=str(getattr(model, "id", None) or getattr(model, "lipas_id", "")),
        hash=f"{number:016x}",
        names={"fi": f"Liikuntaneuvonta {number}", "sv": f"Motionsrådgivning {number}"},
        owner=_id(1, number % ORGANISATIONS),
        status="Published",
        municipalities=(CODES[number % len(CODES)],),
        area=(),
        is_nationwide=False,
        position=Position(east=500_000.0 + number % 997, north=7_200_000.0 + number % 991),
        modified_at=MOMENT,
        first_seen=MOMENT,
        last_seen=MOMENT,
        changed_at=MOMENT,
        absent_since=None,
        packed_model=zlib.compress(document, 1),
        packed_raw=dice.randbytes(_RAW),
    )
    return head if kind != "connection" else replace(head, names={}, position=None)


def _id(kind: int, number: int) -> str:
    return f"00000000-0000-4000-{kind:04}-{number:012}"


@cache
def _texts() -> tuple[str, ...]:
    # Invented words: texts that repeat themselves pack too well.
    dice = random.Random(2)
    return tuple(
        " ".join(
            "".join(dice.choices("aeiouklmnprstvy", k=dice.randint(3, 12))) for _ in range(120)
        )
        for _ in range(500)
    )


def _text(dice: random.Random) -> str:
    return dice.choice(_texts())


def _service(number: int, dice: random.Random) -> tuple[str, str, Model]:
    texts = ServiceTexts(
        name=f"Liikuntaneuvonta {number}",
        summary="Neuvontaa liikkumisen aloittamiseen.",
        description=_text(dice),
        user_instruction="Tule paikalle tai soita meille.",
        keywords=("liikunta", "neuvonta"),
    )
    found = Service(
        id=_id(2, number),
        type="Service",
        status="Published",
        organisation_id=_id(1, number % ORGANISATIONS),
        service_classes=("P27.1",),
        target_groups=("KR1",),
        channel_ids=(_id(3, number), _id(3, number // 2)),
        language_versions={"fi": texts, "sv": texts},
    )
    return "ptv", "service", found


def _channel(number: int, dice: random.Random) -> tuple[str, str, Model]:
    texts = {"name": f"Halli {number}", "summary": "Halli.", "description": _text(dice)}
    hours = {"monday": [{"start": "09:00", "end": "20:30"}]}
    found: ServiceLocation = ServiceLocation.model_validate(
        {
            "id": _id(3, number),
            "status": "Published",
            "organisation_id": _id(1, number % ORGANISATIONS),
            "language_versions": {"fi": texts, "sv": texts},
            "service_hours": {"rules": [{"kind": "weekly", "days": hours}]},
        }
    )
    return "ptv", "service-channel", found


def _connection(number: int, _: random.Random) -> tuple[str, str, Model]:
    service, channel = _id(2, number), _id(3, number)
    found = Connection(id=f"{service}/{channel}", service_id=service, channel_id=channel)
    return "ptv", "connection", found


def _organisation(number: int, _: random.Random) -> tuple[str, str, Model]:
    texts = OrganisationTexts(name=f"Kunta {number}", description="Kunta.")
    versions = {"fi": texts, "sv": texts}
    found = Organisation(id=_id(1, number), type="Municipality", language_versions=versions)
    return "ptv", "organisation", found


def _site(number: int, dice: random.Random) -> tuple[str, str, Model]:
    line = tuple((500_000.0 + 10 * step, 7_200_000.0 + number % 997) for step in range(100))
    found = SportsSite(
        lipas_id=500_000 + number,
        event_date=MOMENT,
        status="active",
        names={"fi": f"Kuusikon latu {number}"},
        type_code=4402,
        owner="city",
        admin="city-sports",
        municipality=CODES[number % len(CODES)],
        comment=_text(dice),
        geometry=SiteGeometry(kind="route", parts=((line,),)),
    )
    return "lipas", "sports-site", found


def _event(number: int, dice: random.Random) -> tuple[str, str, Model]:
    start = MOMENT + timedelta(days=number % 60)
    place = EventPlace(names={"fi": "Kirjasto"}, municipality=CODES[number % len(CODES)])
    found = Event(
        source="kainuu",
        id=str(number),
        names={"fi": f"Tuolijumppa {number}"},
        description={"fi": _text(dice)},
        time=EventTime(start=start, end=start + timedelta(hours=1)),
        places=(place,),
        publisher="kulttuuri",
        licence="CC BY 4.0",
        attribution="Kulttuuri",
        page_url=f"https://kalenteri.test/{number}",
    )
    return "kainuu", "event", found
