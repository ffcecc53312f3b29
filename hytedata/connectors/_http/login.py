"""One login for all who need it: cached, renewed in time, never made twice at once."""

import base64
import binascii
import time
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

import anyio
import msgspec

from hytedata.errors import HytedataError

if TYPE_CHECKING:
    from hytedata.connectors._http.shell import AsyncShell

EARLY_S = 60.0
"""A token is renewed so long before it ends (ptv-v11-field-notes 1)."""


class SharedLogin:
    """A `TokenSource` that keeps its token until a minute before the end stated inside it.

    A token that is new and has ended says that one of the clocks is wrong: it is kept until it is
    refused, instead of logging in for every call.

    Callers who come while a login is under way wait for it and share what it brings, also its
    failure: a wrong password is tried once, not once per caller.

    Args:
        log_in: Sends the login and returns a new token. It must not send with `auth`.
        now: Seconds since 1970, UTC.
    """

    def __init__(
        self,
        log_in: Callable[["AsyncShell"], Awaitable[str]],
        *,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._log_in, self._now = log_in, now
        self._lock = anyio.Lock()
        self._token: str | None = None
        self._ends_at: float | None = None
        self._failures = 0
        self._failure: HytedataError | None = None

    async def token(self, shell: "AsyncShell") -> str:
        """Return a token that is good for another minute; see `TokenSource`."""
        failures = self._failures
        async with self._lock:
            if self._token is not None and self._is_fresh():
                return self._token
            if self._failure is not None and self._failures > failures:
                raise self._failure
            return await self._renew(shell)

    def invalidate(self, token: str) -> None:
        """Forget *token*; a newer one, which somebody else fetched meanwhile, is kept."""
        if token == self._token:
            self._token = None

    async def _renew(self, shell: "AsyncShell") -> str:
        try:
            token = await self._log_in(shell)
        except HytedataError as error:
            self._failures += 1
            self._failure = error
            raise
        ends_at = token_end(token)
        has_ended = ends_at is not None and ends_at <= self._now()
        self._token, self._ends_at = token, None if has_ended else ends_at
        return token

    def _is_fresh(self) -> bool:
        return self._ends_at is None or self._now() < self._ends_at - EARLY_S


class _Claims(msgspec.Struct):
    exp: float | None = None


def token_end(token: str) -> float | None:
    """Return when a JWT ends in seconds since 1970; None where it does not say."""
    parts = token.split(".")
    if len(parts) != 3:
        return None
    try:
        claims = base64.urlsafe_b64decode(parts[1] + "=" * (-len(parts[1]) % 4))
        return msgspec.json.decode(claims, type=_Claims).exp
    except (binascii.Error, msgspec.DecodeError, ValueError):
        return None
