"""One page of events as our model has them: which fields they have, from when to when."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from hytedata.models.clock import day_in_finland
from hytedata.models.common import Rejection
from hytedata.models.event import Event
from hytedata.runs.doctor.redaction import Redactor
from hytedata.runs.events.probe.personal import personal_data
from hytedata.runs.events.probe.values import Sample

_LONGEST: Final = 100
_REDACTOR: Final = Redactor()
# Names that a source gives reach the terminal only where they are words.
_KEY: Final = re.compile(r"[@A-Za-z][\w@:.\[\]-]{0,60}", re.ASCII)
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?:[_-][A-Za-z]{2,8})?", re.ASCII)

FIELDS: Final[Mapping[str, Callable[[Event], object]]] = {
    "names": lambda event: event.names,
    "summary": lambda event: event.summary,
    "description": lambda event: event.description,
    "time.start": lambda event: event.time.start,
    "time.end": lambda event: event.time.end,
    "places": lambda event: event.places,
    "places.names": lambda event: any(place.names for place in event.places),
    "places.street": lambda event: any(place.street for place in event.places),
    "places.postal_code": lambda event: any(place.postal_code for place in event.places),
    "places.locality": lambda event: any(place.locality for place in event.places),
    "places.position": lambda event: any(place.position for place in event.places),
    "places.municipality": lambda event: any(place.municipality for place in event.places),
    "online": lambda event: event.online is not None,
    "organizers": lambda event: event.organizers,
    "publisher": lambda event: event.publisher,
    "keywords": lambda event: event.keywords,
    "audience": lambda event: event.audience,
    "age_min or age_max": lambda event: (event.age_min, event.age_max) != (None, None),
    "is_free": lambda event: event.is_free != "unknown",
    "prices": lambda event: event.prices,
    "registration": lambda event: event.registration != type(event.registration)(),
    "images": lambda event: event.images,
    "images.licence": lambda event: any(image.licence for image in event.images),
    "languages": lambda event: event.languages,
    "series_id": lambda event: event.series_id,
    "page_url": lambda event: event.page_url,
    "origin_ids": lambda event: event.origin_ids,
    "modified_at": lambda event: event.modified_at,
}
"""Field of `Event` → whether an event has it. "Unknown" counts as not having it."""


def sample_of(
    events: Sequence[Event],
    rejections: Sequence[Rejection] = (),
    *,
    rows: object = (),
    count: int | None = None,
    total: int | None = None,
    unknown: Mapping[str, int] | None = None,
) -> Sample:
    """Sum up what one page gave.

    Args:
        events: What became of its rows.
        rejections: What did not.
        rows: As they came, for the kinds of personal data in them.
        count: How many rows came; None: as many as events and rejections.
        total: How many the source counts.
        unknown: Fields that the wire models do not know, with how often they came.
    """
    days = sorted(
        day_in_finland(event.time.start) for event in events if event.time.start is not None
    )
    return Sample(
        rows=len(events) + len(rejections) if count is None else count,
        events=len(events),
        rejections=Counter(map(_reason, rejections)),
        total=total,
        fields=_shares(events),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        languages=_languages(events),
        personal=personal_data(rows),
        unknown={name: n for name, n in (unknown or {}).items() if _KEY.fullmatch(name)},
    )


def _shares(events: Sequence[Event]) -> dict[str, float]:
    if not events:
        return {}
    return {
        name: sum(bool(has(event)) for event in events) / len(events)
        for name, has in FIELDS.items()
    }


def _languages(events: Sequence[Event]) -> tuple[str, ...]:
    counts: Counter[str] = Counter()
    for event in events:
        counts.update({*event.names, *event.description, *event.languages})
    return tuple(name for name, _ in counts.most_common() if _LANGUAGE.fullmatch(name))


def _reason(rejection: Rejection) -> str:
    """Tell why a row could not be used, without what it says."""
    told = _REDACTOR.text(f"{rejection.field}: {rejection.reason}")[:_LONGEST]
    return "".join(sign if sign.isprintable() else "…" for sign in told)
