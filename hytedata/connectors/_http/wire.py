"""The only place that speaks httpx: one request out, one answer in, no second try."""

import re
import socket
import ssl
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Protocol

import httpx

from hytedata.connectors._http.quiet import quiet
from hytedata.connectors._http.redact import public_url
from hytedata.connectors._http.upstream import MEBIBYTE, Upstream
from hytedata.connectors._http.values import Response
from hytedata.errors import InputError

CONNECT_S = 10.0
"""Longest time for connecting; a host that is down should not cost a whole attempt."""

_GZIP = 16 + zlib.MAX_WBITS
_UNFIT_HEADER = re.compile(r"[^\x20-\x7e]")


@dataclass(frozen=True)
class Outgoing:
    """A request as it leaves: full address, all headers."""

    method: str
    url: str
    headers: Mapping[str, str] = field(repr=False)
    body: bytes | None = field(repr=False)


class Interrupted(Exception):
    """No complete answer came.

    Attributes:
        detail: What happened, for messages.
        left: Whether anything of the request may have reached the upstream.
    """

    def __init__(self, detail: str, *, left: bool) -> None:
        super().__init__(detail)
        self.detail, self.left = detail, left


class Unreadable(Exception):
    """An answer came that cannot be taken: too large, or compressed in a way not asked for."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


class Wire(Protocol):
    """What carries requests; `HttpxWire` outside tests."""

    async def exchange(self, outgoing: Outgoing, *, timeout_s: float) -> Response:
        """Send *outgoing* once and read the whole answer, decompressed.

        *timeout_s* bounds each wait for the network; the caller bounds the whole.

        Raises:
            Interrupted: No complete answer came.
            Unreadable: The answer cannot be taken.
        """
        ...

    async def aclose(self) -> None:
        """Close all connections."""
        ...


class HttpxWire:
    """Carries requests with httpx: HTTP/1.1, gzip, no redirects, no cookies."""

    def __init__(self, upstream: Upstream) -> None:
        self._name, self._largest = upstream.name, upstream.largest
        self._client = httpx.AsyncClient(
            verify=_trust(upstream),
            proxy=upstream.proxy,
            cookies=CookieJar(policy=DefaultCookiePolicy(allowed_domains=())),
            headers={"User-Agent": upstream.user_agent, "Accept-Encoding": "gzip"},
            # The budget bounds connections; a second bound here would only make its own queue.
            limits=httpx.Limits(max_connections=None, max_keepalive_connections=32),
        )

    async def exchange(self, outgoing: Outgoing, *, timeout_s: float) -> Response:
        """Send *outgoing* once; see `Wire`."""
        request = self._request(outgoing, timeout_s)
        with quiet(), _interruptions():
            answer = await self._client.send(request, stream=True)
            try:
                content = await self._read(answer)
            finally:
                await answer.aclose()
        return Response(
            status=answer.status_code,
            url=public_url(outgoing.url),
            headers=dict(answer.headers),
            content=content,
        )

    async def aclose(self) -> None:
        """Close all connections."""
        await self._client.aclose()

    def _request(self, outgoing: Outgoing, timeout_s: float) -> httpx.Request:
        for name, value in outgoing.headers.items():
            # The libraries below would quote the value in their error, and it may be a token.
            if _UNFIT_HEADER.search(value):
                raise InputError(f"{self._name}: {name} holds characters that cannot be sent")
        try:
            return self._client.build_request(
                outgoing.method,
                outgoing.url,
                headers=dict(outgoing.headers),
                content=outgoing.body,
                timeout=httpx.Timeout(timeout_s, connect=min(CONNECT_S, timeout_s)),
            )
        except httpx.InvalidURL as error:
            url = public_url(outgoing.url)
            raise InputError(f"{self._name}: {url} is no address that can be used") from error

    async def _read(self, answer: httpx.Response) -> bytes:
        body = _Body(answer.headers.get("content-encoding", ""), self._largest)
        # Raw, because httpx takes a compressed body that ends too early for a whole one.
        async for chunk in answer.aiter_raw():
            body.feed(chunk)
        return body.whole()


class _Body:
    """Collects a body, decompressing as it comes and refusing to grow past a bound."""

    def __init__(self, encoding: str, largest: int) -> None:
        name = encoding.strip().lower()
        if name not in ("", "identity", "gzip", "x-gzip"):
            raise Unreadable(f"its answer is compressed with {name}, which was not asked for")
        self._gzip = zlib.decompressobj(_GZIP) if name.endswith("gzip") else None
        self._begun = False
        self._largest, self._size = largest, 0
        self._parts: list[bytes] = []

    def feed(self, chunk: bytes) -> None:
        if self._gzip is None:
            self._keep(chunk)
            return
        while chunk:
            self._begun = True
            if self._gzip.eof:  # a gzip body may consist of several members
                self._gzip = zlib.decompressobj(_GZIP)
            self._keep(self._gzip.decompress(chunk, self._largest - self._size + 1))
            chunk = self._gzip.unused_data

    def whole(self) -> bytes:
        if self._gzip is not None and self._begun and not self._gzip.eof:
            raise Interrupted("its compressed answer ended too early", left=True)
        return b"".join(self._parts)

    def _keep(self, part: bytes) -> None:
        self._size += len(part)
        if self._size > self._largest:
            most = self._largest
            size = f"{most // MEBIBYTE} MiB" if most >= MEBIBYTE else f"{most} bytes"
            raise Unreadable(
                f"its answer is larger than {size}, the most that is read; ask for less"
            )
        self._parts.append(part)


@contextmanager
def _interruptions() -> Iterator[None]:
    """Turn what httpx and zlib raise into `Interrupted`."""
    try:
        yield
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
        raise Interrupted(_why_unconnected(error), left=False) from error
    except httpx.ProxyError as error:
        raise Interrupted("the proxy refused to connect", left=False) from error
    except httpx.LocalProtocolError:
        # Its text can quote a header, so it is not kept as the cause.
        raise Interrupted("the request could not be put into HTTP", left=True) from None
    except httpx.TimeoutException as error:
        raise Interrupted("no answer in time", left=True) from error
    except httpx.TransportError as error:
        raise Interrupted("the connection broke before the whole answer came", left=True) from error
    except zlib.error as error:
        raise Interrupted("its compressed answer is damaged", left=True) from error


def _why_unconnected(error: BaseException) -> str:
    if isinstance(error, httpx.TimeoutException):
        return "connecting took too long"
    for link in _chain(error):
        if isinstance(link, ssl.SSLCertVerificationError):
            return "its certificate is not trusted here (is a CA bundle needed?)"
        if isinstance(link, socket.gaierror):
            return "its host name is not known"
    return "it cannot be connected to"


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Yield an error and what led to it; an error that is raised again may lead to itself."""
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        yield link
        seen.add(id(link))
        link = link.__cause__ or link.__context__


def _trust(upstream: Upstream) -> ssl.SSLContext | bool:
    bundle = upstream.ca_bundle
    if bundle is None:
        return True
    if bundle.is_dir():
        return ssl.create_default_context(capath=str(bundle))
    return ssl.create_default_context(cafile=str(bundle))
