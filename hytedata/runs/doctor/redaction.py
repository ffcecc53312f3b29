"""What may leave this machine: shapes instead of values, and texts without secrets or persons."""

import re
from collections.abc import Iterable, Mapping

from hytedata.models.common import Json

HIDDEN = "…"
ENUMERATED = frozenset(
    {
        "admin",
        "areaType",
        "channelType",
        "coordinateState",
        "language",
        "openingStatus",
        "owner",
        "organizationType",
        "publishingStatus",
        "reason",
        "serviceChannelType",
        "serviceHourType",
        "serviceType",
        "status",
        "subType",
        "type",
    }
)
"""Keys whose texts are words of a closed list, not of people."""
COUNTS = frozenset(
    {
        "current-page",
        "page",
        "page-size",
        "pageCount",
        "pageNumber",
        "pageSize",
        "total-items",
        "total-pages",
        "totalItems",
        "totalPages",
    }
)
MOST_WORDS = 30
"""Different words of one key that a shape keeps."""

_WORD = re.compile(r"[A-Za-z][A-Za-z-]{1,39}")
_KEY = re.compile(r"\$?[A-Za-z][A-Za-z0-9_.?\[\]-]{0,60}")
_KINDS = (
    ("uuid", re.compile(r"[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")),
    ("time with zone", re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)")),
    ("time without zone", re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?")),
    ("time of day", re.compile(r"\d\d:\d\d(:\d\d)?")),
    ("web address", re.compile(r"https?://\S+")),
    ("decimal", re.compile(r"-?\d+\.\d+")),
    ("digits", re.compile(r"\d+")),
)
_EMAIL = re.compile(r"[^\s@<>\"'(]+@[^\s@<>\"')]+\.[^\s@<>\"'),;]+")
_JWT = re.compile(r"eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\.?[A-Za-z0-9_-]*")
_PHONE = re.compile(r"(?<![\w-])(\+\d[\d -]{6,}\d|0\d{1,3}[ -]?\d{3,4}[ -]?\d{2,5})(?![\w-])")


class Redactor:
    """Takes out what is secret or personal, wherever it turns up.

    Args:
        secrets: Values that must never be shown: passwords, keys, user names.
    """

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        self._secrets: list[str] = []
        for secret in secrets:
            self.hide(secret)

    def hide(self, secret: str) -> None:
        """Never show *secret* from now on; the longest are looked for first."""
        if len(secret) >= 3 and secret not in self._secrets:
            self._secrets = sorted([*self._secrets, secret], key=len, reverse=True)

    def text(self, text: str) -> str:
        """Return *text* without secrets, addresses, tokens and phone numbers."""
        for secret in self._secrets:
            text = text.replace(secret, HIDDEN)
        for pattern in (_EMAIL, _JWT, _PHONE):
            text = pattern.sub(HIDDEN, text)
        return text

    def document(self, value: Json) -> Json:
        """Return a JSON value with each of its texts and keys redacted."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, list):
            return [self.document(inner) for inner in value]
        if isinstance(value, dict):
            return {self.text(key): self.document(inner) for key, inner in value.items()}
        return value


def shape_of(value: Json) -> Json:
    """Describe a JSON value: keys, kinds of values, lengths of lists; no values of people.

    Values stay only where they are counts of pages or words of a closed list (`=Published`).
    """
    shape = _Shape()
    shape.add(value, "")
    return shape.told()


class _Shape:
    """The shape of one or more values that stood in the same place."""

    def __init__(self) -> None:
        self._seen = 0
        self._kinds: set[str] = set()
        self._keys: dict[str, _Shape] = {}
        self._lengths: list[int] = []
        self._items: _Shape | None = None

    def add(self, value: Json, key: str) -> None:
        self._seen += 1
        if isinstance(value, dict):
            for name, inner in value.items():
                shown = name if _KEY.fullmatch(name) else HIDDEN
                self._keys.setdefault(shown, _Shape()).add(inner, shown)
        elif isinstance(value, list):
            self._lengths.append(len(value))
            self._items = self._items or _Shape()
            for inner in value:
                self._items.add(inner, key)
        elif len(self._kinds) < MOST_WORDS:
            self._kinds.add(_kind(value, key))

    def told(self) -> Json:
        parts: list[Json] = []
        if self._keys:
            # A question mark says that some of the objects here lack the key.
            inner: dict[str, Json] = {}
            for name, shape in sorted(self._keys.items()):
                inner[name if shape._seen >= self._seen else f"{name} ?"] = shape.told()
            parts.append(inner)
        if self._items is not None:
            lengths = sorted(self._lengths)
            several: Json = lengths[0]
            if lengths[0] != lengths[-1]:
                several = [lengths[0], lengths[-1]]
            parts.append({"list of": self._items.told(), "length": several})
        if self._kinds:
            parts.append("|".join(sorted(self._kinds)))
        if not parts:
            return {} if self._seen else "nothing"
        return parts[0] if len(parts) == 1 else parts


def _kind(value: Json, key: str) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int | float):
        return f"={value}" if key in COUNTS else "number"
    text = str(value)
    if not text:
        return "empty text"
    if key in ENUMERATED and _WORD.fullmatch(text):
        return f"={text}"
    return next((name for name, pattern in _KINDS if pattern.fullmatch(text)), "text")


def shown_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """Return the headers that tell how an answer was made; of links only what they are called."""
    shown = {name: headers[name] for name in _HEADERS if name in headers}
    if "link" in headers:
        shown["link"] = ", ".join(re.findall(r'rel="?([a-z]+)"?', headers["link"]))
    return shown


_HEADERS = (
    "api-supported-versions",
    "cache-control",
    "content-encoding",
    "content-type",
    "date",
    "retry-after",
    "vary",
    "x-total-count",
)
