"""The texts of a record of PTV, each with its path and language."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final, NamedTuple

from hytedata.models.common import Language
from hytedata.models.ptv.contact import Email, Phone, WebLink
from hytedata.models.ptv.record import Worded
from hytedata.models.ptv.service import Voucher

PROSE: Final = frozenset({"summary", "description", "user_instruction", "conditions"})
"""Texts that people read as sentences; the style of others is not judged."""

_STEMS: Final = (
    "name",
    "alternative_name",
    "summary",
    "description",
    "user_instruction",
    "conditions",
    "charge_info",
    "deadline",
    "processing_time",
    "validity_time",
)
_CONTACTS: Final = ("phones", "support_phones", "emails", "support_emails")


class FreeText(NamedTuple):
    """A text.

    Attributes:
        field: Path, `summary.fi` or `phones.fi[0].info`.
        stem: First word of the path.
    """

    field: str
    stem: str
    language: Language
    text: str


@lru_cache(maxsize=8)
def free_texts(record: Worded[Any]) -> tuple[FreeText, ...]:
    """Return the names and texts of a record, none of them blank.

    A score of rules asks for those of the same record, one after another: the last few are kept.
    """
    return tuple(
        FreeText(field, stem, language, text)
        for language, texts in record.language_versions.items()
        for field, stem, text in _of_version(texts.__dict__, language)
        if text and not text.isspace()
    )


@lru_cache(maxsize=8)
def prose(record: Worded[Any]) -> tuple[FreeText, ...]:
    """Return the texts of which the style is judged."""
    return tuple(one for one in free_texts(record) if one.stem in PROSE)


def contact_words(record: Worded[Any]) -> Iterator[FreeText]:
    """Yield the words on phones and e-mail addresses: whose they are, when they are answered."""
    for language, texts in record.language_versions.items():
        for stem in _CONTACTS:
            for number, entry in enumerate(texts.__dict__.get(stem, ())):
                if isinstance(entry, (Phone, Email)) and entry.info:
                    path = f"{stem}.{language}[{number}].info"
                    yield FreeText(path, stem, language, entry.info)


def _of_version(told: dict[str, Any], language: str) -> Iterator[tuple[str, str, str | None]]:
    for stem in _STEMS:
        if text := told.get(stem):
            yield f"{stem}.{language}", stem, text
    voucher = told.get("voucher")
    if isinstance(voucher, Voucher):
        yield f"voucher.{language}.info", "voucher", voucher.info
        for number, link in enumerate(voucher.links):
            if isinstance(link, WebLink):
                yield f"voucher.{language}.links[{number}].info", "voucher", link.info
