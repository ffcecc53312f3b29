"""What is fixed about one upstream: where it is, how gently it is asked, how long it may take.

| Upstream | `at_once` | `per_second` | why |
|---|---|---|---|
| PTV | 4 | no bound | it limits concurrency, not rate (ptv-api 2.3) |
| Lipas | 2 | no bound | asks for gentleness (lipas-api 1) |
| a calendar | 1 | 1 | small municipal servers |
| the sandbox | no bound | no bound | it is ours |
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from urllib.parse import quote, urlsplit

from hytedata.errors import SourceContractError

if TYPE_CHECKING:
    from hytedata.connectors._http.shell import AsyncShell

NO_BOUND = 0
"""`at_once` and `per_second` of an upstream that needs no gentleness."""

MEBIBYTE = 2**20


def user_agent(contact: str) -> str:
    """Return the User-Agent header: name, version and whom to write to about our requests."""
    name = f"hytedata/{version('hytedata')}"
    return f"{name} (+{quote(contact, safe='@:/.+-_~ ')})" if contact else name


class TokenSource(Protocol):
    """A login that requests with `auth` carry. One may serve several shells.

    `SharedLogin` is the implementation; only what is sent to log in differs between upstreams.
    """

    async def token(self, shell: "AsyncShell") -> str:
        """Return a token that is good for another minute, logging in where needed.

        Concurrent callers share one login. *shell* is there to send the login with.

        Raises:
            LoginRefused: The credentials were not accepted.
            SourceUnavailable: The login gave no usable answer.
        """
        ...

    def invalidate(self, token: str) -> None:
        """Forget *token*, which the upstream refused; a newer one is kept."""
        ...


@dataclass(frozen=True)
class RetryPolicy:
    """When to stop trying and how long to wait in between.

    Waits are drawn evenly between 0 and a bound that doubles from `first_wait_s` up to
    `longest_wait_s` ("full jitter"); a `Retry-After` is followed instead, to the letter.

    Attributes:
        attempts: Most sendings of one request.
        attempts_on_500: The same for answers with status 500, which PTV also gives to requests
            that are wrong and will stay so (ptv-v11-field-notes 8).
    """

    attempts: int = 5
    attempts_on_500: int = 3
    first_wait_s: float = 0.5
    longest_wait_s: float = 20.0

    def longest_wait_after(self, attempt: int) -> float:
        """Return the upper bound in seconds of the wait after *attempt* (from 1)."""
        # The exponent is bounded so that a generous policy cannot overflow a float.
        return min(self.longest_wait_s, self.first_wait_s * 2.0 ** min(attempt - 1, 60))


@dataclass(frozen=True)
class Upstream:
    """One upstream as a value.

    Attributes:
        name: Short, for messages: `ptv`, `lipas`, a calendar's own.
        base_url: Request paths are appended to it.
        user_agent: Made by `user_agent`.
        at_once: Most requests in flight; 0 for no bound.
        per_second: Most requests started per second, evenly spaced; 0 for no bound.
        attempt_s: Longest time in seconds for one attempt, from connecting to the last byte.
        total_s: Longest time in seconds for a request with all its attempts and waits. Waiting
            for the budget before the first attempt does not count.
        auth: The login of requests with `auth`.
        headers: Sent with every request to the upstream's own host, as an API key is; a request's
            own headers go before them. Never shown.
        also: Other addresses whose hosts a request may name in full, as the login's.
        proxy: Address of a proxy. None: the environment's HTTPS_PROXY and the like are used.
        ca_bundle: PEM file or folder of trusted certificates, instead of the usual ones.
        largest: Largest answer in bytes, decompressed.
    """

    name: str
    base_url: str
    user_agent: str = field(default_factory=lambda: user_agent(""))
    at_once: int = 2
    per_second: float = NO_BOUND
    retry: RetryPolicy = RetryPolicy()
    attempt_s: float = 60.0
    total_s: float = 300.0
    auth: TokenSource | None = field(default=None, repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False, hash=False)
    also: tuple[str, ...] = ()
    proxy: str | None = field(default=None, repr=False)
    ca_bundle: Path | None = None
    largest: int = 256 * MEBIBYTE

    def __post_init__(self) -> None:
        if not self.base_url.startswith(("https://", "http://")):
            raise ValueError(f"the base URL of {self.name} must begin with https:// or http://")

    def address(self, path: str) -> str:
        """Return the full address of *path*.

        Raises:
            SourceContractError: It is a whole address on a host that is not the upstream's.
        """
        if path.startswith("/"):
            return self.base_url.rstrip("/") + path
        if _origin(path) not in {_origin(url) for url in (self.base_url, *self.also)}:
            host = urlsplit(path).hostname or path
            detail = f"it points to another host ({host}), which is not followed"
            raise SourceContractError(self.name, self.base_url, detail=detail)
        return path

    def headers_to(self, address: str) -> Mapping[str, str]:
        """Return the fixed headers of a request to *address*: a key is for its own host alone."""
        return self.headers if _origin(address) == _origin(self.base_url) else {}


def _origin(url: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(url)
    usual = {"https": 443, "http": 80}
    return parts.scheme, parts.hostname, parts.port or usual.get(parts.scheme)
