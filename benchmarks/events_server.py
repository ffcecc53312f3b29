"""A Linked Events calendar on loopback with many pages of events, places and keywords included.

    python -m benchmarks.events_server PAGES

prints its address and ends with its standard input. No page is kept.
"""

import asyncio
import sys
from datetime import UTC, datetime, timedelta

import msgspec

from benchmarks.page_server import serve

PER_PAGE = 100
HOST = "calendar.test"
FIRST = datetime(2027, 1, 1, 8, tzinfo=UTC)


def event(number: int) -> dict[str, object]:
    """Return one event as the calendar writes it, about 5 kB."""
    begins = FIRST + timedelta(minutes=number)
    ends = begins + timedelta(hours=1)
    return {
        "id": f"esim:e{number}",
        "@id": f"https://{HOST}/v1/event/esim:e{number}/",
        "@type": "Event/LinkedEvent",
        "data_source": "esim",
        "publisher": "esim:kunta",
        "type_id": "General",
        "event_status": "EventScheduled",
        "super_event": None,
        "super_event_type": None,
        "name": {"fi": f"Tuolijumppa {number}", "sv": f"Stolgymnastik {number}"},
        "short_description": {"fi": "Kevyttä liikettä istuen."},
        "description": {"fi": f"<p>{'Tule mukaan, kaikki ovat tervetulleita. ' * 60}</p>"},
        "start_time": f"{begins:%Y-%m-%dT%H:%M:%SZ}",
        "end_time": f"{ends:%Y-%m-%dT%H:%M:%SZ}",
        "last_modified_time": "2026-11-02T09:30:00.455000Z",
        "provider": {"fi": "Keksitty yhdistys ry"},
        "location": {
            "id": f"esim:talo{number % 300}",
            "name": {"fi": f"Talo {number % 300}"},
            "street_address": {"fi": f"Keksittykatu {number % 90}"},
            "address_locality": {"fi": "Kajaani"},
            "postal_code": "87100",
            "position": {"type": "Point", "coordinates": [27.73, 64.22]},
            "divisions": [{"type": "muni", "ocd_id": "ocd-division/country:fi/kunta:kajaani"}],
            "description": {"fi": "Talo on keskellä kylää. " * 20},
        },
        "keywords": [
            {"id": f"yso:p{code}", "name": {"fi": "liikunta", "sv": "motion", "en": "exercise"}}
            for code in (916, 1808, 5121)
        ],
        "audience": [],
        "in_language": [{"@id": f"https://{HOST}/v1/language/fi/"}],
        "offers": [{"is_free": True, "price": None, "description": None, "info_url": None}],
        "images": [{"url": f"https://{HOST}/kuva/{number}.jpg", "license": "cc_by"}],
    }


def page(number: int, pages: int) -> bytes:
    """Return one page; it links to the next one as servers behind a proxy do."""
    following = f"https://{HOST}/v1/event/?page={number + 1}" if number < pages else None
    first = (number - 1) * PER_PAGE
    return msgspec.json.encode(
        {
            "meta": {"count": pages * PER_PAGE, "next": following, "previous": None},
            "data": [event(first + place) for place in range(PER_PAGE)],
        }
    )


if __name__ == "__main__":
    count = int(sys.argv[1])
    asyncio.run(serve(0.0, lambda number: page(number, count)))
