"""Texts per language and the area that something is meant for (ptv-v12 4)."""

from collections.abc import Iterator, Mapping
from typing import TypeAlias, TypeVar

from hytedata.connectors.ptv.v11.wire.base import WireModel

T = TypeVar("T")

Localized: TypeAlias = Mapping[str, T | None]
"""Language (fi, sv, en, se, smn, sms) → a text or a language version; a language may be absent.

A language that PTV adds is another key, kept like the others and not counted as drift.
"""


def versions(localized: Localized[T] | None) -> Iterator[tuple[str, T]]:
    """Yield (language, what is there), nulls left out, in PTV's order."""
    for language, value in (localized or {}).items():
        if value is not None:
            yield language, value


def told(localized: Localized[str] | None) -> dict[str, str]:
    """Return the texts that say something: PTV also sends empty ones (ptv-v12 4)."""
    return {language: text for language, text in versions(localized) if text.strip()}


class Area(WireModel, frozen=True):
    """Where something is available: by `area_type` the whole country, or the listed codes.

    A municipality's own area has its one municipality and lacks the two other lists.
    """

    area_type: str | None = None
    municipalities: list[str] | None = None
    regions: list[str] | None = None
    wellbeing_services_counties: list[str] | None = None
