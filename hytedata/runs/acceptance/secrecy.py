"""Takes passwords, keys and tokens out of whatever a report shows."""

import re
from collections.abc import Iterable
from html import escape
from typing import Final
from urllib.parse import quote, quote_plus

import msgspec

from hytedata.models.common import Json

HIDDEN: Final = "…"
SHORTEST: Final = 3
"""A shorter secret would take half of every word away."""
_TOKEN: Final = re.compile(r"eyJ[A-Za-z0-9_-]{6,}(?:\.[A-Za-z0-9_-]+){0,2}")
_BEARER: Final = re.compile(r"(?i)\b(bearer\s+)[A-Za-z0-9._~+/=-]{8,}")


class Secrecy:
    """Knows what must never be shown; the test data itself is invented and stays as it is.

    Args:
        secrets: Passwords, keys, user names. Tokens are added as they come.
    """

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        self._spellings: list[str] = []
        for secret in secrets:
            self.hide(secret)

    def hide(self, secret: str) -> None:
        """Never show *secret* from now on, however it is spelled; the longest go first."""
        if len(secret) < SHORTEST or secret in self._spellings:
            return
        spellings = {secret, escape(secret), quote(secret, safe=""), quote_plus(secret)}
        spellings.add(msgspec.json.encode(secret).decode()[1:-1])
        self._spellings = sorted({*self._spellings, *spellings}, key=len, reverse=True)

    def text(self, text: str) -> str:
        """Return *text* without secrets and tokens."""
        for secret in self._spellings:
            text = text.replace(secret, HIDDEN)
        return _BEARER.sub(rf"\1{HIDDEN}", _TOKEN.sub(HIDDEN, text))

    def document(self, value: Json) -> Json:
        """Return a JSON value with each of its texts and keys redacted."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, list):
            return [self.document(inner) for inner in value]
        if isinstance(value, dict):
            return {self.text(key): self.document(inner) for key, inner in value.items()}
        return value
