"""What must not stand in a log: secrets, and personal data of records and people."""

import re
from collections.abc import Callable, Mapping
from typing import Final

HIDDEN: Final = "(hidden)"
MAIL: Final = "(mail address)"
PHONE: Final = "(phone number)"

_DEPTH: Final = 6
_SHORTEST: Final = 6  # characters; hiding "abc" wherever it stands would hide half the log

_LONGEST: Final = 20_000  # characters of one text; a line is no place for a document

_SECRET_KEY: Final = re.compile(
    r"passw|passphrase|salasana|secret|token|api_?key|authori[sz]ation|cookie|csrf|credential|pwd",
    re.IGNORECASE,
)
# Addresses whose scheme is none of these are apprise's: their paths are tokens.
_PLAIN_SCHEMES: Final = (
    "http", "https", "sqlite", "postgresql", r"postgresql\+psycopg", "file", "unix",
)  # fmt: skip

_Put = str | Callable[[re.Match[str]], str]


def _phone(found: re.Match[str]) -> str:
    digits = sum(character.isdigit() for character in found[0])
    return PHONE if digits >= 7 else found[0]


_RULES: Final[tuple[tuple[re.Pattern[str], _Put], ...]] = (
    (re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END[^\n]*|\Z)", re.DOTALL), HIDDEN),
    (re.compile(r"\beyJ[\w-]{6,}\.[\w-]+\.[\w-]*"), HIDDEN),
    (re.compile(r"(?i)\b((?:set-)?cookie)([\"']?\s*[:=]\s*)[^\n]+"), rf"\1\2{HIDDEN}"),
    (
        re.compile(r"(?i)\b((?:proxy-)?authorization)([\"']?\s*[:=]\s*)[^\n,}]+"),
        rf"\1\2{HIDDEN}",
    ),
    (re.compile(r"(?i)\b(bearer|basic)\s+[\w.~+/=-]{8,}"), rf"\1 {HIDDEN}"),
    (
        re.compile(
            rf"\b(?!(?:{'|'.join(_PLAIN_SCHEMES)})://)([a-z][a-z0-9+.-]{{1,20}})://[^\s\"'>]+"
        ),
        rf"\1://{HIDDEN}",
    ),
    # To the last @ of all: a password may hold one, and a slash too.
    (re.compile(r"\b([a-z][a-z0-9+.-]{1,20}://)[^\s\"'<>]*@"), rf"\1{HIDDEN}@"),
    (
        re.compile(
            r"(https://[\w.-]*(?:hooks\.slack|webhook\.office|logic\.azure|powerplatform|discord)"
            r"[\w.-]*(?::\d+)?)/[^\s\"'>]*"
        ),
        rf"\1/{HIDDEN}",
    ),
    (
        re.compile(
            r"(?i)\b([\w-]{0,40}(?:passw(?:or)?d|passphrase|salasana|secret|token|api[_-]?key|csrf|pwd)"
            r"[\w-]{0,40}|sig|signature)([\"']?\s*[=:]\s*)(?:[\"'][^\"'\n]*[\"']|[^\s,;&}\"')]+)"
        ),
        rf"\1\2{HIDDEN}",
    ),
    (re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+"), MAIL),
    (
        re.compile(
            r"(?<![\w.:/-])(?:\+\d{1,3}|0\d{1,3})(?:[ -]?\(0\))?[ -]?\d{1,4}(?:[ -]?\d{2,4}){1,3}"
            r"(?![\w-])"
        ),
        _phone,
    ),
)


class Redaction:
    """Hides secrets by their names and shapes, and those that it was told by their value."""

    def __init__(self) -> None:
        self._known: tuple[str, ...] = ()

    def hide(self, *secrets: str) -> None:
        """Hide these values wherever they stand; those of under six characters are left."""
        new = {one for one in secrets if len(one) >= _SHORTEST}
        # The longest first: one may be the beginning of another.
        self._known = tuple(sorted(new | set(self._known), key=len, reverse=True))

    def text(self, text: str) -> str:
        """Return a text without what must not be seen."""
        # First: what is cut could end in the middle of a secret that is known.
        for secret in self._known:
            text = text.replace(secret, HIDDEN)
        if len(text) > _LONGEST:
            text = f"{text[: _LONGEST // 2]} … {text[-_LONGEST // 2 :]}"
        for pattern, put in _RULES:
            text = pattern.sub(put, text)
        return text

    def value(self, value: object, depth: int = 0) -> object:
        """Return a value as plain values without what must not be seen; what nests deep is cut."""
        if value is None or isinstance(value, bool | int | float):
            return value
        if isinstance(value, str):
            return self.text(value)
        if depth >= _DEPTH:
            return "…"
        if isinstance(value, Mapping):
            return self.mapping(value, depth)
        if isinstance(value, list | tuple | set | frozenset):
            return [self.value(one, depth + 1) for one in value]
        return HIDDEN if isinstance(value, bytes | bytearray) else self.text(str(value))

    def mapping(self, values: Mapping[str, object], depth: int = 0) -> dict[str, object]:
        """Return a mapping likewise; what has a secret's name is hidden whatever it is."""
        return {
            self.text(str(key)): HIDDEN
            if _SECRET_KEY.search(str(key)) and not isinstance(value, bool | int | None)
            else self.value(value, depth + 1)
            for key, value in values.items()
        }
