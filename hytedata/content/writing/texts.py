"""Texts of language versions: lengths, wording, and which languages have to have what."""

from collections.abc import Iterator, Mapping
from typing import Final, get_args

from hytedata.content import limits
from hytedata.content.limits import Limit
from hytedata.content.names import f6_summary
from hytedata.content.objections import Severity
from hytedata.content.texts import check_text
from hytedata.content.writing.faults import Fault, told
from hytedata.content.writing.view import UNKNOWN, View
from hytedata.models.common import Language
from hytedata.models.ptv_write.base import is_empty

_PROSE: Final = Limit(500, least=5)
CONDITIONS: Final = Limit(5000, warn=2500, least=5)
KEYWORD: Final = Limit(150)

SERVICE_TEXTS: Final[Mapping[str, tuple[Limit, str]]] = {
    "name": (limits.NAME, "F1"),
    "alternative_name": (limits.NAME, "F1"),
    "summary": (limits.SUMMARY, "F5"),
    "description": (limits.DESCRIPTION, "F8"),
    "user_instruction": (limits.USER_INSTRUCTION, "F9"),
    "conditions": (CONDITIONS, "L1"),
    "charge_info": (_PROSE, "L1"),
    "deadline": (_PROSE, "L1"),
    "processing_time": (_PROSE, "L1"),
    "validity_time": (_PROSE, "L1"),
    "type_info": (_PROSE, "L1"),
}
LOCATION_TEXTS: Final[Mapping[str, tuple[Limit, str]]] = {
    field: SERVICE_TEXTS[field] for field in ("name", "alternative_name", "summary", "description")
}
CONNECTION_TEXTS: Final[Mapping[str, tuple[Limit, str]]] = {
    "description": (_PROSE, "L1"),
    "charge_info": (_PROSE, "L1"),
}
SERVICE_REQUIRED: Final[Mapping[str, str]] = {
    "name": "F1",
    "summary": "F4",
    "description": "F8",
    "user_instruction": "F9",
}
LOCATION_REQUIRED: Final[Mapping[str, str]] = {"name": "F1", "summary": "F4", "description": "F8"}

_DATA_LANGUAGES: Final = frozenset(get_args(Language))


def length(field: str, text: str, limit: Limit, rule: str) -> Iterator[Fault]:
    """Return what is wrong with the length of a text; ends are trimmed as PTV trims them."""
    count = len(text.strip())
    if count > limit.refuse:
        yield Fault(field, rule, f"{count} characters, {limit.refuse} are allowed")
    elif len(text) > limit.refuse:
        yield Fault(field, rule, f"white space makes it longer than {limit.refuse} characters")
    elif count > limit.warn:
        detail = f"{count} characters, more than the {limit.warn} that every version allows"
        yield Fault(field, rule, detail, "warn")
    elif count < limit.least:
        yield Fault(field, rule, f"{count} characters, at least {limit.least} are needed")


def prose(field: str, text: str, limit: Limit, rule: str, language: str) -> Iterator[Fault]:
    """Return what is wrong with a text that people read."""
    yield from length(field, text, limit, rule)
    yield from told(field, check_text(text, language=language))


def localised(
    field: str, texts: Mapping[Language, str], limit: Limit, view: View, rule: str = "L1"
) -> Iterator[Fault]:
    """Return what is wrong with a text per language beside the language versions."""
    for language, text in texts.items():
        at = f"{field}.{language}"
        if is_empty(text):
            yield Fault(at, "blank", "is blank; leave the language out instead")
        else:
            yield from prose(at, text, limit, rule, language)
        yield from stray(at, language, view)


def stray(field: str, language: Language, view: View) -> Iterator[Fault]:
    """Return a fault where *language* is none of the item's: PTV would take it as a new one."""
    known = view.languages
    if known is not None and language not in known:
        yield Fault(field, "stray-language", f"the item has no language version {language!r}")


def check_texts(view: View, fields: Mapping[str, tuple[Limit, str]]) -> Iterator[Fault]:
    """Return what is wrong with the texts that the write gives."""
    for field, (limit, rule) in fields.items():
        for language, path, value in view.given(field):
            yield from prose(path, str(value), limit, rule, language)


def check_languages(
    view: View, required: Mapping[str, str], *, softened: frozenset[str] = frozenset()
) -> Iterator[Fault]:
    """Return which languages lack what (ptv-api 6.2).

    Args:
        view: The item after the write.
        required: Field → rule that asks for it in every language version.
        softened: Fields that may come from a general description: their lack is a warning.
    """
    languages = view.languages
    if languages is not None and not languages:
        yield Fault("language_versions", "language-set", "no language version")
    # Without the record only what the write itself takes away can be judged.
    asked = languages if languages is not None else frozenset(view.written)
    for language in sorted(asked):
        for field, rule in required.items():
            value = view.text(language, field)
            if value is not UNKNOWN and is_empty(value):
                severity: Severity = "warn" if field in softened else "block"
                path = f"language_versions.{language}.{field}"
                yield Fault(path, rule, f"missing in language {language!r}", severity)
        yield from _summary_is_name(view, language)


def _summary_is_name(view: View, language: Language) -> Iterator[Fault]:
    name, summary = view.text(language, "name"), view.text(language, "summary")
    if isinstance(name, str) and isinstance(summary, str):
        yield from told(f"language_versions.{language}.summary", f6_summary(name, summary))


def check_versions(view: View) -> Iterator[Fault]:
    """Return versions that are written in no data language, or say nothing at all."""
    for language in view.write.language_versions:
        if language not in _DATA_LANGUAGES:
            path = f"language_versions.{language}"
            yield Fault(path, "language", f"{language!r} is no language of PTV")
