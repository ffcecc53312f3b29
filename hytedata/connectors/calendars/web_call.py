"""A GET of a web address that may have moved: its value, or where to; no I/O here."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Final, TypeVar
from urllib.parse import quote, urldefrag, urljoin, urlsplit

from hytedata.connectors._http.values import Endpoint, Request, Response
from hytedata.errors import SourceContractError

T = TypeVar("T")

MOVED: Final = frozenset({301, 302, 303, 307, 308})
"""Statuses that say that something is elsewhere."""

_SAFE: Final = "%/:?[]@!$&'()*+,;=~"


@dataclass(frozen=True)
class Moved:
    """What was asked for is elsewhere: *to* is a whole address."""

    to: str


def web_call(
    source: str,
    url: str,
    decode: Callable[[Response], T],
    *,
    accept: str = "*/*",
    statuses: Collection[int] = (),
) -> Endpoint[T | Moved]:
    """Describe a GET of *url*.

    Args:
        source: The calendar's name, for messages.
        url: A whole address.
        decode: Turns an answer into a value.
        accept: Which kinds of content are wanted.
        statuses: Taken by *decode* beside 200.
    """

    def read(response: Response) -> T | Moved:
        if response.status in MOVED:
            return Moved(_target(source, url, response))
        return decode(response)

    return Endpoint(
        Request("GET", url, headers={"Accept": accept}),
        read,
        lambda response: _refuse(source, response),
        frozenset({200, *MOVED, *statuses}),
    )


def whole_address(base: str, link: str) -> str:
    """Return *link*, as it stands at *base*, as a whole web address, or "" where it is none.

    Its fragment is dropped, blanks and letters beyond ASCII are encoded. A site that is asked by
    https and names itself by http does not know its own proxy: it is meant by https.
    """
    try:
        ours, parts = urlsplit(base), urlsplit(urldefrag(urljoin(base, link.strip())).url)
        if parts.scheme not in ("https", "http") or not parts.hostname:
            return ""
        if ours.scheme == "https" and parts.scheme == "http" and ours.netloc == parts.netloc:
            parts = parts._replace(scheme="https")
        path, query = quote(parts.path or "/", safe=_SAFE), quote(parts.query, safe=_SAFE)
        return parts._replace(path=path, query=query).geturl()
    except ValueError:
        return ""


def origin_of(url: str) -> str:
    """Return scheme and host of a whole address."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.lower()}"


def _target(source: str, url: str, response: Response) -> str:
    to = whole_address(url, response.headers.get("location", ""))
    if not to:
        raise SourceContractError(source, url, detail="it has moved, and does not say where to")
    return to


def _refuse(source: str, response: Response) -> Exception:
    remedies = {401: "it is not open to everyone", 403: "it is not open to everyone"}
    remedies |= dict.fromkeys((404, 410), "it is not there")
    told = remedies.get(response.status, "it cannot be read")
    return SourceContractError(source, response.url, detail=f"{told} (status {response.status})")
