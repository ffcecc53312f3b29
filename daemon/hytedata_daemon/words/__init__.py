"""What the daemon says to people, in fi, sv and en: the files of a folder per language.

A file holds tables of texts, as those of the report do (`hytedata.quality.report.language`). Each
part of the daemon has a file of its own name in every language.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

from hytedata.quality.report.language import Entry, Words
from hytedata.quality.rule import RuleLanguage

LANGUAGES: Final[tuple[RuleLanguage, ...]] = ("fi", "sv", "en")
"""Finnish is what people get where nothing says otherwise."""


@cache
def words(language: RuleLanguage) -> Words:
    """Return everything that the daemon can say in one language, by key (`sign-in.title`).

    Raises:
        ValueError: Two files have the same key: a fault of ours.
    """
    entries: dict[str, Entry] = {}
    folder = files("hytedata_daemon.words").joinpath(language)
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        if not file.name.endswith(".toml"):
            continue
        for key, text in _entries(file.read_text(encoding="utf-8")).items():
            if key in entries:
                raise ValueError(f"{file.name} ({language}) says {key} a second time")
            entries[key] = text
    return Words(language, entries)


def _entries(content: str) -> Mapping[str, Entry]:
    tables = tomllib.loads(content)
    return {
        f"{table}.{key}": text for table, texts in tables.items() for key, text in texts.items()
    }
