"""The calls of The Events Calendar, REST interface `tribe/events/v1` (events.md 3); no I/O here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from urllib.parse import quote, urlsplit

import msgspec

from hytedata.connectors._http.values import Endpoint, Request, Response
from hytedata.connectors.wire_values import Json
from hytedata.errors import SourceContractError

LARGEST_PAGE: Final = 50
"""The most that the code of 6.17.2 gives; more is clamped silently, and sites may set less."""

NO_MORE: Final = "event-archive-page-not-found"
"""Code of the 404 that stands for an empty list, and for a page past the last."""

_API: Final = "tribe/events/v1"
_HEADERS: Final = {"Accept": "application/json"}
_FAR: Final = timedelta(days=3660)


@dataclass(frozen=True)
class EventRows:
    """One page of events.

    Attributes:
        rows: As they came; what is no object too.
        following: Address of the next page, or "" on the last.
        total: How many the server counts in all; None where it does not say.
    """

    rows: tuple[Json, ...] = ()
    following: str = ""
    total: int | None = None


class _Envelope(msgspec.Struct):
    events: tuple[Json, ...]
    next_rest_url: str | None = None
    total: int | str | None = None


class _Refusal(msgspec.Struct):
    code: str = ""


def api_address(url: str) -> str:
    """Return the address of the interface: *url* is that itself, or the site's."""
    plain = url.strip().rstrip("/")
    return plain if _API in plain else f"{plain}/wp-json/{_API}"


def list_events(
    source: str, url: str, start: date, end: date, *, per_page: int = LARGEST_PAGE
) -> Endpoint[EventRows]:
    """The first page of what overlaps the days *start* to *end*, both inclusive, by start.

    Args:
        source: The calendar's name, for messages.
        url: Of the site or its interface.
        start: First day, by the site's clock.
        end: Last day.
        per_page: Rows per page; the server clamps it.
    """
    params = (
        ("page", "1"),
        ("per_page", str(per_page)),
        ("ends_after", start.isoformat()),
        ("starts_before", (end + timedelta(days=1)).isoformat()),
        ("strict_dates", "true"),
        # Without them the server adds a window of its own, from yesterday on; they keep only
        # what starts and ends within, so they are far apart.
        ("start_date", (start - _FAR).isoformat()),
        ("end_date", (end + _FAR).isoformat()),
    )
    return _endpoint(source, Request("GET", f"{api_address(url)}/events", params, headers=_HEADERS))


def next_events(source: str, url: str, following: str) -> Endpoint[EventRows]:
    """The page at *following*, a `next_rest_url`: it may hold blanks, and http for https.

    The shell refuses other hosts than those of its upstream.
    """
    address = quote(following.strip(), safe="%/:?#[]@!$&'()*+,;=~")
    ours, theirs = urlsplit(url), urlsplit(address)
    if ours.scheme == "https" and theirs.scheme == "http" and ours.netloc == theirs.netloc:
        # Sites behind a proxy do not know that they are asked by https.
        address = theirs._replace(scheme="https").geturl()
    if not theirs.scheme:
        detail = f"its link to the next page is no address: {following[:80]!r}"
        raise SourceContractError(source, url, detail=detail)
    return _endpoint(source, Request("GET", address, headers=_HEADERS))


def _endpoint(source: str, request: Request) -> Endpoint[EventRows]:
    return Endpoint(
        request,
        lambda response: _page(source, response),
        lambda response: _refuse(source, response),
        frozenset({200, 404}),
    )


def _page(source: str, response: Response) -> EventRows:
    if response.status == 404:
        if _code(response) == NO_MORE:
            return EventRows()
        raise _refuse(source, response)
    try:
        envelope = msgspec.json.decode(response.content, type=_Envelope)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        start = response.content[:40].decode("utf-8", "replace").strip()
        what = "a web page came" if start.startswith("<") else f"{error}"
        detail = f"{what} where a list of events was due (it begins with {start!r})"
        raise SourceContractError(source, response.url, detail=detail) from error
    total = str(envelope.total if envelope.total is not None else "")
    return EventRows(
        envelope.events, envelope.next_rest_url or "", int(total) if total.isdecimal() else None
    )


def _code(response: Response) -> str:
    try:
        return msgspec.json.decode(response.content, type=_Refusal).code
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return ""


_REMEDIES: Final[Mapping[int, str]] = {
    401: "the interface is not open to everyone",
    403: "the interface is not open to everyone",
    404: "there is no such interface: the site may have switched it off; check the address",
}


def _refuse(source: str, response: Response) -> Exception:
    code, remedy = _code(response), _REMEDIES.get(response.status, "")
    told = "; ".join(it for it in (f"status {response.status}", code, remedy) if it)
    if response.status in (301, 302, 307, 308):
        told = f"it has moved to {response.headers.get('location', 'another address')}"
    return SourceContractError(source, response.url, detail=told)
