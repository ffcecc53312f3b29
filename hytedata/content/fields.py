"""Every rule on the fields of a desired item, applied before anything is sent."""

from collections.abc import Iterator, Mapping, Sequence
from typing import get_args

from hytedata.content import limits
from hytedata.content.address_values import check_address
from hytedata.content.contact_values import c7_url, c8_email, check_phone
from hytedata.content.lengths import check_length
from hytedata.content.limits import TEXT_LIMITS, Limit
from hytedata.content.names import f6_summary
from hytedata.content.objections import Objection
from hytedata.content.service_values import (
    f11_service_classes,
    f12_ontology_terms,
    f13_target_groups,
)
from hytedata.content.service_words import check_service_words
from hytedata.content.texts import check_text
from hytedata.models.common import Json, Language
from hytedata.models.publication import Fields, ItemKind

_DATA_LANGUAGES = frozenset(get_args(Language))
_REQUIRED_TEXTS: Mapping[ItemKind, Mapping[str, str]] = {
    "channel": {"name": "F1", "summary": "F4", "description": "F8"},
    "service": {"name": "F1", "summary": "F4", "description": "F8", "user_instruction": "F9"},
}
_TOO_LONG = {
    "name": "F1",
    "alternative_name": "F1",
    "summary": "F5",
    "description": "F8",
    "user_instruction": "F9",
}


def check_fields(kind: ItemKind, fields: Fields) -> tuple[Objection, ...]:
    """Return all faults of an item that would be created with *fields*.

    Every field is looked at, so that one report names everything that has to be mended. Rules
    carry the ids of the field notes (12.1-12.3); `R1` is a required field that is missing and
    `V1` a value that PTV does not know.

    Args:
        kind: `service` or `channel` (a service location).
        fields: Path → value, as `hytedata.models.publication` lists them.
    """
    languages = text_languages(fields)
    found = [*_texts(fields), *_language_versions(kind, fields, languages), *_served(fields)]
    if kind == "channel":
        found += _display_names(fields, languages)
        found += _contacts(fields)
        found += check_address(fields, languages)
    else:
        found += _classification(fields)
        found += check_service_words(fields)
    return tuple(sorted(found, key=lambda one: (one.field, one.start, one.rule, one.detail)))


def text_languages(fields: Fields) -> tuple[str, ...]:
    """Return the languages of the item's texts: its language versions (ptv-api 6.2)."""
    stems = ("name", "summary", "description", "user_instruction")
    return tuple(
        sorted(
            {
                language
                for stem, language in (path.rpartition(".")[::2] for path in fields)
                if stem in stems
            }
        )
    )


def _texts(fields: Fields) -> Iterator[Objection]:
    for path, value in fields.items():
        stem, _, language = path.rpartition(".")
        limit = TEXT_LIMITS.get(stem)
        if limit is None:
            continue
        if not isinstance(value, str):
            yield Objection("R1", "block", "is no text", field=path)
            continue
        yield from _length(value, limit, _TOO_LONG.get(stem, "L1"), path)
        if stem != "address.street":
            yield from (one.at(path) for one in check_text(value, language=language))
        if language not in _DATA_LANGUAGES:
            yield Objection("V1", "block", f"{language!r} is no language of PTV", field=path)


def _length(text: str, limit: Limit, rule: str, path: str) -> Iterator[Objection]:
    return (one.at(path) for one in check_length(text, limit, rule))


def _language_versions(
    kind: ItemKind, fields: Fields, languages: Sequence[str]
) -> Iterator[Objection]:
    if not languages:
        yield Objection("F1", "block", "no name in any language", field="name")
    for language in languages:
        for stem, rule in _REQUIRED_TEXTS[kind].items():
            path = f"{stem}.{language}"
            if path not in fields:
                yield Objection(rule, "block", f"missing in language {language!r}", field=path)
        name, summary = fields.get(f"name.{language}"), fields.get(f"summary.{language}")
        if isinstance(name, str) and isinstance(summary, str):
            yield from (one.at(f"summary.{language}") for one in f6_summary(name, summary))


def _served(fields: Fields) -> Iterator[Objection]:
    if not _texts_of(fields.get("languages")):
        yield Objection("F15", "block", "no served language", field="languages")


def _display_names(fields: Fields, languages: Sequence[str]) -> Iterator[Objection]:
    for language in languages:
        path = f"display_name.{language}"
        shown = fields.get(path, "Name")
        stem = {"Name": "name", "AlternativeName": "alternative_name"}.get(str(shown))
        if stem is None:
            yield Objection("V1", "block", f"{shown!r} is no type of name", field=path)
        elif f"{stem}.{language}" not in fields:
            yield Objection("R1", "block", f"there is no {stem}.{language} to show", field=path)


def _contacts(fields: Fields) -> Iterator[Objection]:
    for path, value in fields.items():
        stem, _, language = path.rpartition(".")
        entries = value if isinstance(value, list) else []
        if stem == "phones":
            yield from (one.at(path) for entry in entries for one in _phone(entry, language))
            if len(entries) > 1 and not all(isinstance(e, dict) and e.get("info") for e in entries):
                yield Objection("C4", "warn", "several numbers, not all explained", field=path)
        elif stem == "emails":
            yield from (one.at(path) for address in entries for one in c8_email(str(address)))
        elif stem == "web_pages":
            yield from (one.at(path) for entry in entries for one in _web_page(entry))


def _phone(phone: Json, language: str) -> Iterator[Objection]:
    if not isinstance(phone, dict):
        yield Objection("C1", "block", f"{phone!r} is no phone")
        return
    yield from check_phone(phone, language)
    for key, limit in (("info", limits.PHONE_INFO), ("charge_info", limits.CHARGE_INFO)):
        text = phone.get(key)
        if isinstance(text, str):
            yield from _length(text, limit, "C3" if key == "charge_info" else "L1", "")
            yield from check_text(text, language=language)


def _web_page(page: Json) -> Iterator[Objection]:
    url = page.get("url") if isinstance(page, dict) else page
    yield from c7_url(url if isinstance(url, str) else "")
    text = page.get("text") if isinstance(page, dict) else None
    if isinstance(text, str):
        yield from _length(text, limits.LINK_TEXT, "L1", "")


def _classification(fields: Fields) -> Iterator[Objection]:
    for path, rule in (
        ("service_classes", f11_service_classes),
        ("ontology_terms", f12_ontology_terms),
        ("target_groups", f13_target_groups),
    ):
        yield from (one.at(path) for one in rule(_texts_of(fields.get(path))))


def _texts_of(value: Json) -> list[str]:
    return [entry for entry in value if isinstance(entry, str)] if isinstance(value, list) else []
