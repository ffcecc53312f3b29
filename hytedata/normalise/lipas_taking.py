"""Taking a JSON object of Lipas apart, value by value, so that nothing is lost on the way."""

import math
from collections.abc import Callable, Mapping
from typing import TypeVar, cast

from hytedata.models.common import NO_TEXTS, Json, Language, LocalizedText
from hytedata.models.site_geometry import SiteGeometry
from hytedata.normalise.lipas_geometry import normalise_geometry
from hytedata.normalise.remarks import Remarks

T = TypeVar("T")

_LANGUAGES: Mapping[str, Language] = {"fi": "fi", "se": "sv", "en": "en"}
"""Lipas writes Swedish as `se`."""


class Taking:
    """A JSON object whose values are taken one by one; what no field understood is left over.

    A value that is null, blank or empty is absent. Each method returns the empty value of its
    kind where the key is absent or holds another kind of value, and then leaves that value.
    """

    def __init__(self, document: Mapping[str, object]) -> None:
        self._left = {key: value for key, value in document.items() if not is_absent(value)}

    def __contains__(self, key: str) -> bool:
        return key in self._left

    @property
    def left(self) -> dict[str, Json]:
        """What nobody has taken, as it came."""
        return cast("dict[str, Json]", self._left)

    def text(self, key: str) -> str | None:
        """Take a text, trimmed."""
        return self._take(key, _text)

    def coded(self, key: str, codes: Mapping[str, T]) -> T | None:
        """Take a code that *codes* knows, as what it stands for."""
        return self._take(key, lambda value: codes.get(value) if isinstance(value, str) else None)

    def number(self, key: str) -> int | float | None:
        """Take a number."""
        return self._take(key, _number)

    def whole(self, key: str) -> int | None:
        """Take a whole number; one with nothing after its point does as well."""
        return self._take(key, _whole)

    def flag(self, key: str) -> bool | None:
        """Take a truth value."""
        return self._take(key, lambda value: value if isinstance(value, bool) else None)

    def words(self, key: str) -> tuple[str, ...]:
        """Take a list of texts; those of another kind are left."""
        return self._sift(key, _text)

    def texts(self, key: str) -> LocalizedText:
        """Take a text in several languages; languages that Lipas does not have are left."""
        value = self._left.get(key)
        if not isinstance(value, dict):
            return NO_TEXTS
        found, rest = _in_languages(value)
        self._leave(key, rest)
        return found

    def text_list(self, key: str) -> tuple[LocalizedText, ...]:
        """Take a list of texts in several languages."""

        def whole(value: object) -> LocalizedText | None:
            found, rest = _in_languages(value) if isinstance(value, dict) else (NO_TEXTS, value)
            return None if rest else found

        return self._sift(key, whole)

    def each(self, key: str, make: Callable[["Taking"], T]) -> tuple[T, ...]:
        """Take a list of objects, made one by one; what is no object is left."""
        return self._sift(key, lambda value: _made(value, make))

    def one(self, key: str, make: Callable[["Taking"], T]) -> T | None:
        """Take an object."""
        return self._take(key, lambda value: _made(value, make))

    def by_key(self, key: str, make: Callable[["Taking"], T]) -> dict[str, T]:
        """Take an object of objects by their keys; what is no object is left."""
        value = self._left.get(key)
        if not isinstance(value, dict):
            return {}
        inner = {name: it for name, it in value.items() if not is_absent(it)}
        self._leave(key, {name: it for name, it in inner.items() if not isinstance(it, dict)})
        return {name: make(Taking(it)) for name, it in inner.items() if isinstance(it, dict)}

    def geometry(self, key: str) -> SiteGeometry | None:
        """Take a FeatureCollection of which nothing has to be set aside."""

        def made(value: object) -> SiteGeometry | None:
            remarks = Remarks()
            found = normalise_geometry(value, None, remarks)
            return None if remarks.lost else found

        return self._take(key, made)

    def _take(self, key: str, read: Callable[[object], T | None]) -> T | None:
        if key not in self._left:
            return None
        found = read(self._left[key])
        if found is not None:
            del self._left[key]
        return found

    def _sift(self, key: str, read: Callable[[object], T | None]) -> tuple[T, ...]:
        value = self._left.get(key)
        if not isinstance(value, list):
            return ()
        pairs = [(it, read(it)) for it in value if not is_absent(it)]
        self._leave(key, [it for it, found in pairs if found is None])
        return tuple(found for _, found in pairs if found is not None)

    def _leave(self, key: str, rest: object) -> None:
        if rest:
            self._left[key] = rest
        else:
            del self._left[key]


def is_absent(value: object) -> bool:
    """Whether a value says nothing: null, blank, an empty list or object."""
    if isinstance(value, str):
        return not value.strip()
    return value is None or value in ([], {})


def _made(value: object, make: Callable[[Taking], T]) -> T | None:
    return make(Taking(value)) if isinstance(value, dict) else None


def _text(value: object) -> str | None:
    return value.strip() if isinstance(value, str) else None


def _number(value: object) -> int | float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return value if math.isfinite(value) else None


def _whole(value: object) -> int | None:
    number = _number(value)
    if isinstance(number, float):
        return int(number) if number.is_integer() else None
    return number


def _in_languages(value: Mapping[str, object]) -> tuple[LocalizedText, dict[str, object]]:
    """Return the texts, and what is none."""
    found: dict[Language, str] = {}
    rest: dict[str, object] = {}
    for name, told in value.items():
        if is_absent(told):
            continue
        if name in _LANGUAGES and isinstance(told, str):
            found[_LANGUAGES[name]] = told.strip()
        else:
            rest[name] = told
    return found, rest
