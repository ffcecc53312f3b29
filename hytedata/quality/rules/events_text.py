"""Rules of what events say: languages, descriptions, rubbish, keywords, audience, organiser."""

import re
from collections.abc import Iterator
from typing import Final

from hytedata.models.event import Event
from hytedata.models.finding import Problem
from hytedata.quality.family import Checks
from hytedata.quality.happenings import (
    is_described,
    of_calendars_that_tell,
    of_coming_events,
    of_placed_events,
    texts_of,
)
from hytedata.quality.rule import Setting
from hytedata.quality.setting_values import number, texts
from hytedata.quality.sites import is_bilingual, languages_of

checks = Checks()

_RUBBISH: Final = re.compile(
    r"</?(?:p|br|div|span|a|b|i|u|strong|em|ul|ol|li|h[1-6]|img|table|tr|td|font)(?:\s[^<>]*)?/?>"
    r"|&(?:nbsp|amp|quot|lt|gt|[aou]uml|aring|[nm]dash|hellip|[lr]squo|shy|#\d{2,5}|#x[\da-f]+);"
    r"|\[/?(?:vc_|et_pb_|caption|gallery|embed)[^\]\n]*\]",
    re.IGNORECASE,
)
# UTF-8 that was read as Latin 1 or Windows 1252, and what could not be read at all.
_BROKEN: Final = re.compile("Ã[\u00a4\u00b6\u00a5\u201e\u2013\u2026\u0084\u0096\u0085©]|â€|\ufffd")
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_LONG_WORD: Final = 5
_COPY: Final = 50


@checks("EVT-TXT-001")
@of_placed_events
def _no_finnish(event: Event, municipality: str | None) -> Iterator[Problem]:
    spoken = languages_of(municipality)
    is_in_others = event.languages and "fi" not in event.languages
    is_wanted = not spoken or "fi" in spoken
    if event.names and "fi" not in event.names and is_wanted and not is_in_others:
        yield Problem("names.fi", params={"name": next(iter(event.names.values()))[:100]})


@checks("EVT-TXT-002")
@of_placed_events
def _no_swedish(event: Event, municipality: str | None) -> Iterator[Problem]:
    is_in_others = event.languages and "sv" not in event.languages
    if event.names and "sv" not in event.names and is_bilingual(municipality) and not is_in_others:
        yield Problem("names.sv", params={"name": next(iter(event.names.values()))[:100]})


@checks("EVT-TXT-003")
@of_coming_events
def _no_description(event: Event, _: Setting) -> Iterator[Problem]:
    if is_described(event) and not event.summary and not event.description:
        yield Problem("description")


@checks("EVT-TXT-004")
@of_coming_events
def _short_description(event: Event, setting: Setting) -> Iterator[Problem]:
    told = [*event.summary.values(), *event.description.values()]
    longest = max(map(len, told), default=0)
    if is_described(event) and 0 < longest < number(setting, "shortest"):
        yield Problem("description", params={"characters": longest})


@checks("EVT-TXT-005")
@of_coming_events
def _rubbish(event: Event, _: Setting) -> Iterator[Problem]:
    for field, language, text in texts_of(event):
        if found := _RUBBISH.search(text):
            yield Problem(f"{field}.{language}", found[0][:50], {"rubbish": found[0][:50]})


@checks("EVT-TXT-006")
@of_coming_events
def _broken_letters(event: Event, _: Setting) -> Iterator[Problem]:
    for field, language, text in texts_of(event):
        if found := _BROKEN.search(text):
            around = text[max(0, found.start() - 15) : found.end() + 15]
            yield Problem(f"{field}.{language}", around, {"around": around})


@checks("EVT-TXT-007")
@of_coming_events
def _no_keywords(event: Event, _: Setting) -> Iterator[Problem]:
    if not event.keywords:
        yield Problem("keywords")


@checks("EVT-TXT-008")
@of_calendars_that_tell("audience")
@of_coming_events
def _no_audience(event: Event, _: Setting) -> Iterator[Problem]:
    if not event.audience and event.age_min is None and event.age_max is None:
        yield Problem("audience")


@checks("EVT-TXT-009")
@of_coming_events
def _no_common_keyword(event: Event, _: Setting) -> Iterator[Problem]:
    # Where a calendar knows YSO, a word of its own has the calendar's name for a scheme.
    if event.keywords and all(one.scheme == event.source for one in event.keywords):
        yield Problem("keywords", params={"keywords": len(event.keywords)})


@checks("EVT-TXT-010")
@of_coming_events
def _no_organiser(event: Event, _: Setting) -> Iterator[Problem]:
    # A person may organise; who it is, we do not keep.
    is_person = any(remark.code == "person-dropped" for remark in event.remarks)
    if not event.organizers and not event.publisher and not is_person:
        yield Problem("organizers")


@checks("EVT-TXT-011")
@of_coming_events
def _shouted_name(event: Event, _: Setting) -> Iterator[Problem]:
    for language, name in event.names.items():
        words = [word for word in _LETTERS.findall(name) if len(word) >= _LONG_WORD]
        if name.isupper() and len(words) > 1:
            yield Problem(f"names.{language}", name[:100], {"name": name[:100]})


@checks("EVT-TXT-012")
@of_coming_events
def _not_translated(event: Event, _: Setting) -> Iterator[Problem]:
    finnish = event.description.get("fi", "")
    for language, text in event.description.items():
        if language != "fi" and len(text) >= _COPY and text == finnish:
            yield Problem(f"description.{language}", params={"language": language})


@checks("EVT-TXT-013")
@of_coming_events
def _unread_value(event: Event, setting: Setting) -> Iterator[Problem]:
    told_elsewhere = texts(setting, "elsewhere")
    for remark in event.remarks:
        if remark.code not in told_elsewhere:
            # What stood there may be of a person: only where it stood is told.
            yield Problem(remark.field, params={"path": remark.field, "code": remark.code})


RULES = checks.packaged("events_text.toml")
