"""The reads of Linked Events v1 that are open to all, each described once (events.md 2.1).

Paths end in a slash, since others are answered with 301. What sending one may raise is in
`AsyncShell.send`, and besides `SourceContractError` for an answer in another shape.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias
from urllib.parse import quote

import msgspec

from hytedata.connectors._http import Endpoint, Request, Response
from hytedata.connectors.calendars.linked_events.links import check_next
from hytedata.connectors.calendars.linked_events.query import EventQuery, RecordQuery
from hytedata.connectors.calendars.linked_events.wire import Json, id_of
from hytedata.errors import InputError, SourceContractError

# A browser's Accept is answered with a web page.
_HEADERS: Final = {"Accept": "application/json"}

_OK, _MOVED, _ABSENT, _GONE = 200, 301, 404, 410
_LONGEST_ID: Final = 250


@dataclass(frozen=True)
class EventPage:
    """One page of a list.

    Attributes:
        number: From 1, as it was asked for.
        entries: What it holds, as it came.
        total: Entries in all as the page states it; None where it does not.
        has_next: Whether it links to a page after it.
    """

    number: int
    entries: tuple[Json, ...] = ()
    total: int | None = None
    has_next: bool = False


@dataclass(frozen=True)
class Moved:
    """The record has another id now."""

    id: str


Detail: TypeAlias = Mapping[str, Json] | Moved | None
"""A record, or where it went; None where it is unknown, not public or deleted."""


@dataclass(frozen=True)
class LinkedEventsApi:
    """The reads of one instance.

    Attributes:
        source: The calendar's name, for messages.
        hosts: Hosts that links to further pages may name, lower case: its own, and those that a
            fork behind a proxy calls itself by.
    """

    source: str
    hosts: frozenset[str]

    def events(self, query: EventQuery, page: int = 1) -> Endpoint[EventPage]:
        """Read a page of events, from 1. A page past the end is empty."""
        return self._list("event", query.params(page), page)

    def records(self, query: RecordQuery, page: int = 1) -> Endpoint[EventPage]:
        """Read a page of places, keywords or organisations, from 1, likewise."""
        return self._list(query.kind, query.params(page), page)

    def event(self, event_id: str, *, include: str = "") -> Endpoint[Detail]:
        """Read one event; a deleted one is None too."""
        return self._one("event", event_id, include)

    def record(self, kind: str, record_id: str) -> Endpoint[Detail]:
        """Read one place, keyword or organisation; *kind* is the name of its list."""
        return self._one(kind, record_id)

    def _list(
        self, kind: str, params: tuple[tuple[str, str], ...], page: int
    ) -> Endpoint[EventPage]:
        accept = {_OK} if page == 1 else {_OK, _ABSENT}
        return Endpoint(
            Request("GET", f"/{kind}/", params=params, headers=_HEADERS),
            lambda response: self._page(response, page),
            self._refuse,
            frozenset(accept),
        )

    def _one(self, kind: str, record_id: str, include: str = "") -> Endpoint[Detail]:
        checked = checked_id(kind, record_id)
        params = (("include", include),) if include else ()
        return Endpoint(
            Request("GET", f"/{kind}/{quote(checked, safe=':')}/", params=params, headers=_HEADERS),
            self._detail,
            self._refuse,
            frozenset({_OK, _MOVED, _ABSENT, _GONE}),
        )

    def _page(self, response: Response, page: int) -> EventPage:
        if response.status == _ABSENT:
            return EventPage(page)
        answer = self._object(response)
        entries, meta = answer.get("data"), answer.get("meta")
        if not isinstance(entries, list):
            raise self._odd(response, "a list was expected in its `data`")
        stated = meta if isinstance(meta, Mapping) else {}
        count = stated.get("count")
        following = check_next(
            stated.get("next"), page, response, source=self.source, hosts=self.hosts
        )
        is_count = isinstance(count, int) and not isinstance(count, bool) and count >= 0
        return EventPage(page, tuple(entries), count if is_count else None, following)

    def _detail(self, response: Response) -> Detail:
        if response.status in (_ABSENT, _GONE):
            return None
        if response.status == _MOVED:
            moved = id_of(response.headers.get("location", ""))
            return Moved(moved) if moved else None
        answer = self._object(response)
        inner = answer.get("data")
        # A look-alike wraps what it shows (events.md 1.2, Tampere).
        return inner if isinstance(inner, dict) and "id" not in answer else answer

    def _object(self, response: Response) -> Mapping[str, Json]:
        try:
            answer = msgspec.json.decode(response.content)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise self._odd(response, _what_came(response)) from error
        if not isinstance(answer, dict):
            raise self._odd(response, "an object was expected")
        return answer

    def _refuse(self, response: Response) -> Exception:
        if response.status == _ABSENT:
            return self._odd(response, "it has no such list (404); check the address, up to `/v1`")
        if response.status == 400:
            return InputError(f"{self.source} refused {response.url} (400)")
        return self._odd(response, f"status {response.status}")

    def _odd(self, response: Response, detail: str) -> SourceContractError:
        return SourceContractError(self.source, response.url, detail=detail)


def checked_id(kind: str, record_id: str) -> str:
    """Return *record_id* if it can be an id.

    Raises:
        InputError: It cannot.
    """
    text = str(record_id).strip()
    if not text or len(text) > _LONGEST_ID or not text.isprintable() or text.strip(".") == "":
        raise InputError(
            f"{text[:100]!r} is no id of a calendar's {kind}; one is like helsinki:abc"
        )
    return text


def _what_came(response: Response) -> str:
    start = response.content[:60].decode("utf-8", "replace").strip()
    if start.startswith("<"):
        return "it is a web page, not JSON; check the address, up to `/v1`"
    return f"it is no JSON (it begins with {start[:40]!r})"
