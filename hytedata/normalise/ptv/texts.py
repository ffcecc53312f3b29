"""Texts by language: PTV v11 lists them with their language, our models have them by it.

A language is kept where it is one of PTV's data languages (ptv-api 9.1); `sv` is Swedish there too.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, TypeAlias

from hytedata.connectors.ptv.v11.wire.texts import (
    LanguageItem,
    LocalizedListItem,
    NameTypeByLanguage,
)
from hytedata.normalise.ptv.notes import Notes
from hytedata.normalise.ptv.words import DATA_LANGUAGES, NAME_FIELDS

Fields: TypeAlias = dict[str, Any]
"""Fields of one of our models, not validated yet."""

Versions: TypeAlias = dict[str, Fields]
"""Language → fields of that language version."""


def filled(stated: str | None) -> str | None:
    """Return a text as it is; None where it is missing or blank."""
    return stated if stated and not stated.isspace() else None


def version_of(versions: Versions, language: str | None) -> Fields | None:
    """Return the fields of a language version, a new one if need be; None: no data language."""
    if language is None or language not in DATA_LANGUAGES:
        return None
    return versions.setdefault(language, {})


def put_typed(
    versions: Versions,
    texts: Sequence[LocalizedListItem] | None,
    fields: Mapping[str | None, str],
    notes: Notes,
    path: str,
) -> None:
    """Put texts into their language versions, each into the field of its type.

    Texts of types that *fields* does not know are kept in the extras.
    """
    for text in texts or ():
        value = text.value
        if not value or value.isspace():
            continue
        field = fields.get(text.type)
        if field is None:
            notes.keep_entry(path, text)
            continue
        version = versions.get(text.language or "")
        if version is None:
            version = version_of(versions, text.language)
            if version is None:
                notes.odd(path, texts, text, "unknown-language")
                continue
        if version.setdefault(field, value) != value:
            notes.odd(path, texts, text, "duplicate-text")


def put_plain(
    versions: Versions,
    texts: Sequence[LanguageItem] | None,
    field: str,
    notes: Notes,
    path: str,
) -> None:
    """Put texts of one kind into *field* of their language versions."""
    for text in texts or ():
        value = text.value
        if not value or value.isspace():
            continue
        version = version_of(versions, text.language)
        if version is None:
            notes.odd(path, texts, text, "unknown-language")
        elif version.setdefault(field, value) != value:
            notes.odd(path, texts, text, "duplicate-text")


def put_listed(versions: Versions, language: str | None, field: str, entry: object) -> bool:
    """Append to a list of a language version; False where there is no such language."""
    version = version_of(versions, language)
    if version is None:
        return False
    version.setdefault(field, []).append(entry)
    return True


def put_shown_names(
    versions: Versions, shown: Sequence[NameTypeByLanguage] | None, notes: Notes
) -> None:
    """Mark the language versions that show their alternative name (ptv-v12 6.4).

    The list may still name languages that were removed: those are passed over (ptv-api 5.8).
    """
    for one in shown or ():
        field = NAME_FIELDS.get(one.type)
        if field == "name":
            continue
        version = versions.get(one.language or "")
        if version is not None and field is not None:
            version["shows_alternative_name"] = True
        elif field is None and one.type:
            notes.odd("displayNameType", shown, one, "unknown-name-type")


def local_text(texts: Sequence[LanguageItem] | None, notes: Notes, path: str) -> dict[str, str]:
    """Return one text per language; of two in one language the first."""
    found: dict[str, str] = {}
    for text in texts or ():
        value = text.value
        if not value or value.isspace():
            continue
        language = text.language
        if language is None or language not in DATA_LANGUAGES:
            notes.odd(path, texts, text, "unknown-language")
        elif found.setdefault(language, value) != value:
            notes.odd(path, texts, text, "duplicate-text")
    return found


def without_padding(texts: dict[str, str], own: Collection[str]) -> dict[str, str]:
    """Take out the names that PTV filled in from Finnish (ptv-api 5.5, StreetAddress).

    Kept are those of the record's *own* languages, and those that say something else.
    """
    if len(texts) < 2:
        return texts
    kept = {language: text for language, text in texts.items() if language in own}
    finnish = texts.get("fi")
    if finnish is not None and finnish not in kept.values():
        kept["fi"] = finnish
    return kept | {language: text for language, text in texts.items() if text != finnish}


def read_moment(stated: str) -> datetime | None:
    """Read PTV's time: UTC where it names no zone, 0 to 7 fraction digits, cut to microseconds.

    None where it is no time (ptv-api 1.2).
    """
    if stated[10:11] not in {"T", "t", " "}:
        return None
    try:
        moment = datetime.fromisoformat(stated)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
