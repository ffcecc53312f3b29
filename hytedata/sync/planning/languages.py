"""Languages that the configuration does not name: people's own, never removed."""

from collections.abc import Mapping
from typing import Final

from hytedata.models.common import Json
from hytedata.models.publication import Fields

_LANGUAGES: Final = frozenset({"fi", "sv", "en", "se", "smn", "sms"})
SERVED: Final = "languages"


def language_of(path: str) -> str:
    """The language of a path that has one (`summary.sv`), or ""."""
    last = path.rpartition(".")[2]
    return last if last in _LANGUAGES else ""


def published_languages(desired: Fields) -> frozenset[str]:
    """The languages in which an item is published: those of its names."""
    return frozenset(language_of(path) for path in desired if path.startswith("name."))


def with_other_languages(desired: Fields, actual: Fields) -> Fields:
    """Return *desired* with what *actual* has in languages that the item is not published in.

    The served languages (`languages`) are joined: one that a person added stays.
    """
    ours = published_languages(desired)
    wanted = desired.get(SERVED)
    have = actual.get(SERVED)
    if not isinstance(wanted, list | tuple) or not isinstance(have, list | tuple):
        return desired
    others = {str(one) for one in have} - ours - {str(one) for one in wanted}
    if not others:
        return desired
    joined: list[Json] = [*sorted({*map(str, wanted), *others})]
    return {**desired, SERVED: joined}


def without_other_languages(fields: Mapping[str, Json], desired: Fields) -> Mapping[str, Json]:
    """Return *fields* without texts in languages that the item is not published in (any more)."""
    ours = published_languages(desired)
    if not ours:
        return fields
    return {
        path: value
        for path, value in fields.items()
        if not (language := language_of(path)) or language in ours
    }
