"""What an event of JSON-LD is about, for whom, by whom, and its pictures; pure (events.md 5)."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from hytedata.connectors.calendars.json_ld import types_of
from hytedata.models.common import LocalizedText
from hytedata.models.event import EventImage, EventKeyword, EventKind
from hytedata.normalise.calendars.json_ld_thing import Thing, language_of
from hytedata.normalise.calendars.organisers import organisation_name
from hytedata.normalise.calendars.texts import one_line

_KINDS: Final[Mapping[str, EventKind]] = {
    "CourseInstance": "course",
    "PublicationEvent": "other",
    "BroadcastEvent": "other",
    "OnDemandEvent": "other",
    "DeliveryEvent": "other",
    "SaleEvent": "other",
}
_PLAIN: Final = frozenset({"Event", "EventSeries"})
_YSO: Final = re.compile(r"https?://(?:www\.)?(?:finto\.fi/)?.*\byso[:/](?:.*/)?(p\d+)/?", re.ASCII)
_AGES: Final = re.compile(r"(\d{1,3})?\s*(?:[-–—+]|to)?\s*(\d{1,3})?\s*\+?", re.ASCII)
_OLDEST: Final = 120
_LONGEST: Final = 5_000
MOST: Final = 100
"""Most keywords or pictures that are kept."""


def kind_of(thing: Thing) -> EventKind:
    """Return the kind by type: most kinds of events are events."""
    return next((_KINDS[it] for it in types_of(thing.node) if it in _KINDS), "event")


def keywords_of(thing: Thing) -> tuple[EventKeyword, ...]:
    """Return keywords, each once; a text may hold several, parted by commas. Types come last."""
    found = [*_terms(thing, "keywords"), *_terms(thing, "about"), *_terms(thing, "genre")]
    found += [
        EventKeyword(scheme="schema.org", id=it) for it in types_of(thing.node) if it not in _PLAIN
    ]
    return _once(found)


def audience_of(thing: Thing) -> tuple[EventKeyword, ...]:
    """Return for whom it is meant, as stated."""
    found: list[EventKeyword] = []
    for value in thing.each("audience"):
        if not isinstance(value, Mapping):
            found += _worded("audience", str(value), thing)
            continue
        group = thing.of(value, "audience")
        for word in group.words("audienceType") or group.words("name"):
            found += _worded("audience", word, thing)
    return _once(found)


def ages_of(thing: Thing) -> tuple[int | None, int | None]:
    """Return the youngest and oldest age in years: `7-12`, `18+`, `-6`; None where not stated."""
    stated = thing.raw("typicalAgeRange")
    found = _AGES.fullmatch(re.sub(r"\s*(?:-?vuotia\w*|v\.?|years?|år)\s*$", "", stated.strip()))
    low, high = (int(it) if it else None for it in found.groups()) if found else (None, None)
    if stated and low is high is None:
        thing.odd("typicalAgeRange", "odd-value", stated)
    if low is not None and high is None and not re.search(r"[-–—+]", stated):
        high = low
    for group in thing.things("audience"):
        low = low if low is not None else _age(group, "requiredMinAge", "suggestedMinAge")
        high = high if high is not None else _age(group, "requiredMaxAge", "suggestedMaxAge")
    if not (low or 0) <= (_OLDEST if high is None else high) <= _OLDEST:
        thing.odd("typicalAgeRange", "odd-value", stated)
        return None, None
    return low, high


def organizers_of(thing: Thing, name: str = "organizer") -> tuple[LocalizedText, ...]:
    """Return the names of organisations; those of persons are dropped with a remark."""
    found: list[LocalizedText] = []
    for value in thing.each(name):
        if isinstance(value, Mapping):
            body = thing.of(value, name)
            # Some systems call every organiser a person: then only a telling name counts.
            person = "Person" in types_of(value)
            texts = body.texts("name", "legalName")
        else:
            person, texts = False, {thing.language: one_line(str(value))}
        told = next(iter(texts.values()), "")
        if told and organisation_name(told.title() if person else told):
            found += [texts] if texts not in found else []
        elif told:
            thing.remarks.add(f"{thing.path}{name}", "person-dropped", "")
    return tuple(found)


def images_of(thing: Thing) -> tuple[EventImage, ...]:
    """Return pictures; most state no licence, and then none is known."""
    found: dict[str, EventImage] = {}
    for value in thing.each("image"):
        if isinstance(value, Mapping):
            picture = thing.of(value, "image")
            image = EventImage(
                url=picture.link("contentUrl", "url", "@id"),
                alt=picture.texts("caption", "description"),
                credit=picture.word("creditText", "creator", "copyrightHolder"),
                licence=picture.raw("license"),
            )
        else:
            image = EventImage(url=next(iter(thing.of({"it": value}, "image").links("it")), ""))
        if not image.url:
            thing.odd("image", "no-address", value)
        elif len(found) < MOST:
            found.setdefault(image.url, image)
    return tuple(found.values())


def languages_of(thing: Thing) -> tuple[str, ...]:
    """Return the languages in which it is held, as codes where they are known."""
    found: list[str] = []
    for value in thing.each("inLanguage"):
        if isinstance(value, Mapping):
            one = thing.of(value, "inLanguage")
            stated = one.raw("alternateName") or one.raw("name") or one.raw("@id")
        else:
            stated = str(value)
        found += [known for it in stated.split(",") if (known := language_of(it) or it.strip())]
    return tuple(dict.fromkeys(found))


def _terms(thing: Thing, name: str) -> Iterator[EventKeyword]:
    for value in thing.each(name):
        if not isinstance(value, Mapping):
            yield from _worded(name, str(value), thing)
            continue
        term = thing.of(value, name)
        stated = term.raw("@id") or term.raw("url") or term.raw("termCode")
        yso = _YSO.fullmatch(stated)
        labels = term.texts("name", "@value")
        if labels or yso:
            scheme, own = ("yso", yso[1]) if yso else (name, stated)
            yield EventKeyword(scheme=scheme, id=own, labels=labels)


def _worded(scheme: str, text: str, thing: Thing) -> list[EventKeyword]:
    labels = [label for part in re.split(r"[,;|]", text[:_LONGEST]) if (label := one_line(part))]
    return [EventKeyword(scheme=scheme, labels={thing.language: label}) for label in labels]


def _once(keywords: Iterable[EventKeyword]) -> tuple[EventKeyword, ...]:
    found: dict[tuple[str, str], EventKeyword] = {}
    for keyword in keywords:
        label = next(iter(keyword.labels.values()), "").casefold()
        found.setdefault((keyword.scheme, keyword.id or label), keyword)
    return tuple(found.values())[:MOST]


def _age(group: Thing, *names: str) -> int | None:
    text = next((it for name in names if (it := group.raw(name))), "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else None
