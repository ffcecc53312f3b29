"""Texts by language: v12's mappings, whole versions and single strings (ptv-v12 4)."""

from collections.abc import Iterator
from typing import TypeVar

from hytedata.connectors.ptv.v11.wire.base import WireModel
from hytedata.connectors.ptv.v12.wire.texts import Localized
from hytedata.normalise.ptv.notes import Notes, shape
from hytedata.normalise.ptv.texts import Fields
from hytedata.normalise.ptv.words import DATA_LANGUAGES

V = TypeVar("V", bound=WireModel)

VERSIONS = "languageVersions"


def each_version(versions: Localized[V] | None, notes: Notes) -> Iterator[tuple[str, V, str]]:
    """Yield (language, language version, its path); a language that is none is remarked on.

    Nulls are no versions.
    """
    for language, version in (versions or {}).items():
        path = f"{VERSIONS}.{language}"
        if version is None:
            continue
        if language in DATA_LANGUAGES:
            yield language, version, path
        else:
            notes.add(path, "unknown-language", shape(version))


def local_text(texts: Localized[str] | None, notes: Notes, path: str) -> dict[str, str]:
    """Return the texts that say something; PTV also sends empty ones (ptv-v12 4)."""
    found = {}
    for language, text in (texts or {}).items():
        if not text or text.isspace():
            continue
        if language in DATA_LANGUAGES:
            found[language] = text
        else:
            notes.add(f"{path}.{language}", "unknown-language", text)
    return found


def stated(**texts: str | None) -> Fields:
    """Return those of the texts that say something, as they are: Markdown stays Markdown."""
    return {field: text for field, text in texts.items() if text and not text.isspace()}
