"""Lists with a language in each row, patched language by language."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import TypeAlias

from hytedata.connectors.ptv.v11.documents import Document, rows, text
from hytedata.connectors.ptv.v11.text_lists import TypedTexts
from hytedata.models.common import Json, Language
from hytedata.models.ptv_write.base import Patch, is_empty

Rows: TypeAlias = list[dict[str, Json]]
Versions: TypeAlias = Mapping[Language, Patch | None]


def removed(versions: Versions) -> frozenset[str]:
    """Languages that a write takes away."""
    return frozenset(language for language, texts in versions.items() if texts is None)


def touches(versions: Versions, field: str) -> bool:
    """Whether a write mentions *field* in any language version."""
    return any(texts is not None and texts.sets(field) for texts in versions.values())


def patched_texts(stored: TypedTexts, versions: Versions, types: Mapping[str, str]) -> TypedTexts:
    """Return typed texts with what the language versions say of them."""
    gone = removed(versions)
    patched = {key: value for key, value in stored.items() if key[1] not in gone}
    for language, texts in versions.items():
        for field, kind in types.items():
            if texts is None or not texts.sets(field):
                continue
            value = getattr(texts, field)
            if is_empty(value):
                patched.pop((kind, language), None)
            else:
                patched[kind, language] = str(value)
    return patched


def patched_rows(stored: Iterable[Document], new: Mapping[Language, Rows]) -> Rows:
    """Return *stored* with the rows of the languages in *new* replaced."""
    kept = [dict(row) for row in stored if row.get("language") not in new]
    return kept + [row for language in new for row in new[language]]


def stored_rows(document: Document, key: str, keys: Sequence[str], own: Collection[str]) -> Rows:
    """Re-encode a list of rows: *keys* of each that have a value, languages of the item only."""
    return [
        {name: value for name in ("language", *keys) if (value := text(row, name))}
        for row in rows(document, key)
        if text(row, "language") in own
    ]


def values(language: str, texts: Iterable[str]) -> Rows:
    """Encode texts of one language as language items."""
    return [{"language": language, "value": one} for one in texts]


def local(texts: Mapping[Language, str]) -> list[Json]:
    """Encode one text per language."""
    return [{"language": language, "value": value} for language, value in texts.items()]


def day(when: date) -> str:
    """Write a date as PTV's date-time."""
    return f"{when.isoformat()}T00:00:00"


def without_blanks(body: Mapping[str, Json]) -> dict[str, Json]:
    """Leave out what would be null, blank or an empty list: PTV keeps what is not there."""
    return {key: value for key, value in body.items() if not is_empty(value) and value != []}
