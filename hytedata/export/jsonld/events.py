"""An event of a calendar as schema.org has it; a series as an EventSeries."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from hytedata.export.jsonld.places import geo, postal_address
from hytedata.export.jsonld.values import Node, each, node, part, texts, to
from hytedata.export.located import Degrees
from hytedata.export.properties import web_address
from hytedata.models.common import Json
from hytedata.models.event import Event, EventKeyword, EventKind, EventPlace, EventPrice, When

_TYPES: Final[Mapping[EventKind, str]] = {"course": "EducationEvent"}
_STATUSES: Final = {
    "scheduled": "EventScheduled",
    "rescheduled": "EventRescheduled",
    "postponed": "EventPostponed",
    "cancelled": "EventCancelled",
    "deleted": "EventCancelled",
}
_FREE: Final = {"yes": True, "no": False}
_VOCABULARY: Final = "https://schema.org/"


def event(one: Event, degrees: Degrees | None) -> Node:
    """Return an event; its first place has the position *degrees*.

    What is not known is not said: a price that nobody states is no free event.
    """
    series = one.series_role == "series"
    return node(
        {
            "@type": "EventSeries" if series else _TYPES.get(one.kind, "Event"),
            "name": texts(one.names),
            "disambiguatingDescription": texts(one.summary),
            "description": texts(one.description),
            "identifier": [one.id, *one.origin_ids],
            "startDate": _when(one.time.start),
            "endDate": _when(one.time.end),
            "eventStatus": {"@id": _VOCABULARY + _STATUSES[one.status]},
            "eventAttendanceMode": _attended(one),
            "superEvent": to(one.source, "event", one.series_id or None),
            "location": each(
                [
                    *(_place(it, degrees if at == 0 else None) for at, it in enumerate(one.places)),
                    part("VirtualLocation", {"url": web_address(one.online_url)}),
                ]
            ),
            "organizer": [part("Organization", {"name": texts(it)}) for it in one.organizers],
            "isAccessibleForFree": _FREE.get(one.is_free),
            "offers": each([*map(_offer, one.prices), _registration(one)]),
            "keywords": [_term(it) for it in one.keywords],
            "audience": [
                part("Audience", {"audienceType": texts(it.labels)}) for it in one.audience
            ],
            "typicalAgeRange": _ages(one),
            "inLanguage": list(one.languages),
            "image": each(web_address(it.url) for it in one.images),
            "url": web_address(one.page_url),
            "additionalType": one.kind,
        }
    )


def _when(moment: When | None) -> str | None:
    if isinstance(moment, datetime):
        return moment.isoformat(timespec="seconds")
    return moment.isoformat() if moment else None


def _attended(one: Event) -> Json:
    if one.online is None:
        return None
    mode = "Offline" if not one.online else "Mixed" if one.places else "Online"
    return {"@id": f"{_VOCABULARY}{mode}EventAttendanceMode"}


def _place(one: EventPlace, degrees: Degrees | None) -> Json:
    return part(
        "Place",
        {
            "identifier": one.id,
            "name": texts(one.names),
            "description": texts(one.extra),
            "address": postal_address(
                texts(one.street), one.postal_code, texts(one.locality), one.municipality
            ),
            "geo": geo(degrees),
        },
    )


def _offer(one: EventPrice) -> Json:
    told: dict[str, Json] = {"description": texts(one.text), "url": web_address(one.url)}
    if one.lowest is not None:
        told |= {
            "@type": "AggregateOffer",
            "lowPrice": one.lowest,
            "highPrice": one.highest,
            "priceCurrency": one.currency,
        }
    return part("Offer", told)


def _registration(one: Event) -> Json:
    told = one.registration
    return part(
        "Offer",
        {
            "url": web_address(told.url),
            "availabilityStarts": _when(told.opens),
            "availabilityEnds": _when(told.closes),
        },
    )


def _term(one: EventKeyword) -> Json:
    return part(
        "DefinedTerm",
        {"inDefinedTermSet": one.scheme, "termCode": one.id, "name": texts(one.labels)},
    )


def _ages(one: Event) -> str | None:
    if one.age_min is None and one.age_max is None:
        return None
    return f"{one.age_min or ''}-{one.age_max or ''}"
