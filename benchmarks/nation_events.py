"""Event calendars of a whole country, as Linked Events: some events stand in two of them.

The same share and day give the same events.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any, Final

import msgspec

from benchmarks.events_server import HOST, PER_PAGE, event
from benchmarks.nation_sites import SEED, amounts, towns
from benchmarks.nation_words import PLACES, name, text
from hytedata.sandbox.http import SimRequest, SimResponse
from hytedata.sandbox.world.place import Place, invented_postal_codes
from hytedata.sandbox.world.tables import MunicipalityRow, words

EVENTS: Final = 100_000
CALENDARS: Final = ("helmi", "kulta", "rauta", "tuuli", "vesi")
COPIED: Final = 0.12
"""Share of the events that another calendar has, too."""
DAYS: Final = 300
_HALLS: Final = 12
_DEGREE: Final = 0.003


class Calendars:
    """All calendars: `/NAME/v1/event/`, as a simulator.

    Args:
        share: Of the country, 0-1.
        today: The first day that anything takes place on.
    """

    def __init__(self, share: float, today: date) -> None:
        self._pages: dict[str, list[list[bytes]]] = {}
        told: dict[str, list[bytes]] = {name: [] for name in CALENDARS}
        for number, made in enumerate(_made(share, today)):
            calendar = CALENDARS[number % len(CALENDARS)]
            told[calendar].append(msgspec.json.encode(made | {"id": f"{calendar}:e{number}"}))
        for calendar, events in told.items():
            starts = range(0, len(events), PER_PAGE)
            self._pages[calendar] = [events[start : start + PER_PAGE] for start in starts]
        self.events = sum(map(len, told.values()))

    def handle(self, request: SimRequest) -> SimResponse:
        """Answer a page of one calendar."""
        calendar = request.path.split("/")[1]
        if request.path != f"/{calendar}/v1/event/" or calendar not in self._pages:
            return SimResponse(404)
        pages, number = self._pages[calendar], int(dict(request.query).get("page", "1"))
        if not 1 <= number <= len(pages):
            return SimResponse(404)
        link = f"https://{HOST}{request.path}?page={number + 1}"
        meta = {
            "count": sum(map(len, pages)),
            "next": link if number < len(pages) else None,
            "previous": None,
        }
        data = list(map(msgspec.Raw, pages[number - 1]))
        return SimResponse(200, msgspec.json.encode({"meta": meta, "data": data}))


def _made(share: float, today: date) -> Iterator[dict[str, object]]:
    """Yield events in the order in which calendars take turns; a copy follows its original."""
    rows, wanted = towns(share), round(EVENTS * share)
    random = Random(f"events {SEED}")
    queue: list[dict[str, object]] = []
    for row, count in zip(rows, amounts(wanted, rows), strict=True):
        place = Place.of(row, invented_postal_codes())
        for left in range(count, 0, -1):
            made = queue.pop() if queue else _event(random, row, place, today, left)
            if not made.pop("copied", False) and random.random() < COPIED:
                queue.append(_copy(made) | {"copied": True})
            yield made


def _event(
    random: Random, row: MunicipalityRow, place: Place, today: date, number: int
) -> dict[str, object]:
    called = name(random)
    day = today + timedelta(days=random.randrange(1, DAYS))
    begins = datetime.combine(day, time(random.randrange(6, 18), random.choice((0, 30))), UTC)
    told = text(random, called, row.name_fi)
    is_free = random.random() < 0.6
    price = None if is_free else {"fi": f"{random.randint(2, 25)} €"}
    return event(number) | {
        "name": {"fi": called} | ({"sv": f"{called} sv"} if random.random() < 0.2 else {}),
        "short_description": {"fi": told[:120]},
        "description": {"fi": f"<p>{told}</p><p>{text(random, called, row.name_fi, 9)}</p>"},
        "start_time": f"{begins:%Y-%m-%dT%H:%M:%SZ}",
        "end_time": f"{begins + timedelta(minutes=90):%Y-%m-%dT%H:%M:%SZ}",
        "location": _hall(row, place, random.randrange(_HALLS)),
        "offers": [{"is_free": is_free, "price": price, "description": None, "info_url": None}],
        "info_url": {"fi": f"https://{place.domain}/tapahtumat/{number}"},
    }


def _hall(row: MunicipalityRow, place: Place, number: int) -> dict[str, Any]:
    random = Random(f"hall {row.code} {number}")
    village, _, _ = random.choice(words().villages)
    spot = [
        round(row.lon + random.uniform(-_DEGREE, _DEGREE), 6),
        round(row.lat + random.uniform(-_DEGREE, _DEGREE), 6),
    ]
    ocd_id = f"ocd-division/country:fi/kunta:{row.name_fi.lower().replace(' ', '_')}"
    return {
        "id": f"esim:talo{row.code}-{number}",
        "name": {"fi": f"{village} {random.choice(PLACES)}"},
        "street_address": {"fi": f"{random.choice(words().streets)[0]} {number + 1}"},
        "address_locality": {"fi": row.name_fi},
        "postal_code": sorted(place.postal)[number % len(place.postal)],
        "position": {"type": "Point", "coordinates": spot},
        "divisions": [{"type": "muni", "ocd_id": ocd_id}],
        "description": {"fi": "Talo on keskellä kylää. " * 5},
    }


def _copy(made: dict[str, object]) -> dict[str, object]:
    """The same event as somebody else typed it: the title shouts, the text is another."""
    called: Any = made["name"]
    own = {"fi": str(called["fi"]).upper()}
    return made | {"name": own, "description": {"fi": f"<p>{own['fi']}: tervetuloa!</p>"}}
