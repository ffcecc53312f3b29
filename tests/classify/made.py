"""Events made for tests of classifying, and the labelled corpus."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

from hytedata.models.common import LocalizedText
from hytedata.models.event import Event, EventKeyword

_FILE = Path(__file__).with_name("corpus.csv")
_SCHEMES = {"cat": "categories", "tag": "tags", "schema": "schema.org", "yso": "yso"}


@dataclass(frozen=True)
class Labelled:
    """A row of the corpus: an event, and what a person says of it.

    Attributes:
        themes: Those that a person would list it under.
        sure: Whether it is unmistakable: exactly these themes, and all of them certain.
    """

    event: Event
    themes: frozenset[str]
    provider: str
    sure: bool

    @property
    def title(self) -> str:
        return next(iter(self.event.names.values()))


def keyword(told: str) -> EventKeyword:
    """Make a keyword of `yso:p916`, `cat:Liikunta`, `tag:talon_juhla`, `schema:MusicEvent`."""
    kind, _, value = told.partition(":")
    text = value.replace("_", " ")
    if kind in ("cat", "tag"):
        return EventKeyword(scheme=_SCHEMES[kind], labels={"fi": text})
    return EventKeyword(scheme=_SCHEMES[kind], id=text)


def event(
    names: LocalizedText | str = "Tapahtuma",
    *,
    keywords: tuple[EventKeyword, ...] = (),
    audience: tuple[EventKeyword, ...] = (),
    organiser: str = "",
    publisher: str = "",
) -> Event:
    """Make an event; a bare name is Finnish."""
    return Event(
        source="kalenteri",
        id="1",
        names={"fi": names} if isinstance(names, str) else names,
        keywords=keywords,
        audience=audience,
        organizers=({"fi": organiser},) if organiser else (),
        publisher=publisher,
    )


@cache
def corpus() -> tuple[Labelled, ...]:
    """Return the labelled rows of `corpus.csv`."""
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    return tuple(map(_labelled, csv.DictReader(lines, delimiter="|")))


def _labelled(row: dict[str, str]) -> Labelled:
    told = row["keywords"].split()
    names = {language: row[language] for language in ("fi", "sv", "en") if row[language]}
    made = event(
        cast("LocalizedText", names),
        keywords=tuple(keyword(one) for one in told if not one.startswith("aud:")),
        audience=tuple(keyword(one[4:]) for one in told if one.startswith("aud:")),
        organiser=row["organiser"],
    )
    return Labelled(made, frozenset(row["themes"].split()), row["provider"], row["sure"] == "yes")
