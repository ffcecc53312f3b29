"""Records of every kind for the rules: invented, and as long as real ones."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final

from hytedata.models.event import Event, EventPlace, EventTime
from hytedata.models.ptv import (
    AvailabilityArea,
    Organisation,
    Record,
    Service,
    ServiceLocation,
)
from hytedata.models.ptv.service import ServiceTexts
from hytedata.models.sports_site import SportsSite

TEXT: Final = (
    "Ohjaaja auttaa sinua alkuun ja neuvoo laitteiden käytössä. Voit tulla paikalle ilman "
    "ajanvarausta. Ryhmä kokoontuu viikoittain kunnan liikuntahallissa. "
) * 4
MUNICIPALITIES: Final = ("205", "290", "578", "620", "697", "765", "777", "105")
START: Final = datetime(2026, 11, 2, 18, tzinfo=UTC)


def records(count: int, changed: float = 0.0) -> Iterator[Record | SportsSite | Event]:
    """Yield invented records, a quarter of each kind, kind by kind.

    Args:
        count: How many.
        changed: Share of them, 0-1, whose text is another.
    """
    every = round(1 / changed) if changed else 0
    yield from (_organisation(code) for code in MUNICIPALITIES)
    for make in (_service, _location, _site, _event):
        for number in range(count // 4):
            yield make(number, " Uusi." if every and number % every == 0 else "")


def _id(kind: int, number: int) -> str:
    return f"00000000-0000-{kind:04}-0000-{number:012}"


def _organisation(code: str) -> Organisation:
    return Organisation(id=_id(1, int(code)), type="Municipality")


def _owner(number: int) -> str:
    return _id(1, int(MUNICIPALITIES[number % len(MUNICIPALITIES)]))


def _service(number: int, more: str) -> Service:
    text = ServiceTexts(
        name=f"Liikuntaneuvonta {number}",
        summary="Neuvontaa liikkumisen aloittamiseen.",
        description=f"{TEXT}{more}",
        user_instruction="Tule paikalle tai soita meille.",
    )
    return Service(
        id=_id(2, number),
        type="Service",
        status="Published",
        organisation_id=_owner(number),
        service_classes=("P27.1",),
        target_groups=("KR1",),
        area=AvailabilityArea(
            type="LimitedArea", municipalities=(MUNICIPALITIES[number % len(MUNICIPALITIES)],)
        ),
        language_versions={"fi": text},
    )


def _location(number: int, more: str) -> ServiceLocation:
    made: ServiceLocation = ServiceLocation.model_validate(
        {
            "id": _id(3, number),
            "status": "Published",
            "organisation_id": _owner(number),
            "language_versions": {
                "fi": {
                    "name": f"Liikuntahalli {number}",
                    "summary": "Halli palloiluun ja voimisteluun.",
                    "description": f"{TEXT}{more}",
                }
            },
        }
    )
    return made


def _site(number: int, more: str) -> SportsSite:
    return SportsSite(
        lipas_id=500_000 + number,
        event_date=START,
        status="active",
        names={"fi": f"Kuusikon kenttä {number}"},
        type_code=1340,
        owner="city",
        admin="city-sports",
        municipality=MUNICIPALITIES[number % len(MUNICIPALITIES)],
        address=f"Koulutie {number % 90}",
        postal_code="87100",
        comment=f"Kenttä on koulun vieressä.{more}",
    )


def _event(number: int, more: str) -> Event:
    start = START + timedelta(days=number % 60)
    return Event(
        source="kainuu",
        id=str(number),
        names={"fi": f"Tuolijumppa {number}"},
        description={"fi": f"{TEXT}{more}"},
        time=EventTime(start=start, end=start + timedelta(hours=1)),
        places=(
            EventPlace(
                names={"fi": "Kirjasto"},
                street={"fi": "Kirjastokatu 1"},
                municipality=MUNICIPALITIES[number % len(MUNICIPALITIES)],
            ),
        ),
        publisher="kulttuuri",
        page_url=f"https://kalenteri.test/{number}",
    )
