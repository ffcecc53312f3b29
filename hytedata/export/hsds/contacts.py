"""Phones and e-mail addresses of records, each with the languages that state it."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final, TypeAlias, TypeVar

from hytedata.export.hsds.values import Row, key, row, some
from hytedata.models.common import Json, Language
from hytedata.models.ptv import Email, Phone
from hytedata.models.ptv.record import Texts, Worded

_TYPES: Final[Mapping[str, str]] = {"Sms": "text", "Fax": "fax"}

T = TypeVar("T", bound=Texts)

Phones: TypeAlias = Callable[[T], tuple[Phone, ...]]


def phones_of(record: Worded[T], of: Phones[T], language: Language) -> list[Json]:
    """Return the numbers of all language versions, each once; words in *language* if it has some.

    Args:
        record: Whose they are; their ids are made of its own.
        of: Takes the numbers out of one language version.
        language: In which words about a number are preferred.
    """
    stated: dict[tuple[str, str], list[tuple[Language, Phone]]] = {}
    for spoken, texts in _with_first(record, language):
        for one in of(texts):
            stated.setdefault((one.type, _number(one)), []).append((spoken, one))
    return some(_phone(record.id, where, found) for where, found in stated.items())


def _with_first(record: Worded[T], language: Language) -> Iterator[tuple[Language, T]]:
    yield from sorted(record.language_versions.items(), key=lambda one: one[0] != language)


def _phone(owner: str, where: tuple[str, str], found: list[tuple[Language, Phone]]) -> Row:
    type_, number = where
    its = key(owner, "phone", type_, number)
    first = found[0][1]
    told = (first.info, first.charge, first.charge_description)
    return row(
        {
            "id": its,
            "number": number,
            "type": _TYPES.get(type_, "voice"),
            "description": "; ".join(one for one in told if one),
            "languages": [
                {"id": key(its, "language", code), "code": code}
                for code in dict.fromkeys(sorted(code for code, _ in found))
            ],
        }
    )


def _number(one: Phone) -> str:
    return f"{one.dial_code} {one.number}" if one.dial_code else one.number


def contacts_of(
    record: Worded[T], of: Callable[[T], tuple[Email, ...]], language: Language
) -> list[Json]:
    """Return a contact for each e-mail address of all language versions."""
    stated: dict[str, Email] = {}
    for _, texts in _with_first(record, language):
        for one in of(texts):
            stated.setdefault(one.address, one)
    return some(
        row({"id": key(record.id, "email", address), "email": address, "name": one.info})
        for address, one in stated.items()
    )
