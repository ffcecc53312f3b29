"""Events of several pages of one site: each once, and unlike ones told apart; pure.

An event stands on its own page, and shortened in lists. Its own page is where its address leads.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from hytedata.models.common import Remark
from hytedata.models.event import Event
from hytedata.models.occurrence import moment_key
from hytedata.normalise.calendars.json_ld import Known, PageEvents


@dataclass(frozen=True)
class Merged:
    """The events of a site, by id.

    Attributes:
        events: What takes place.
        series: What stands for others.
    """

    events: tuple[Event, ...]
    series: tuple[Event, ...]


def once(pages: Iterable[PageEvents]) -> Merged:
    """Return the events of all pages, each once.

    The same id means the same event, and so does the same address with the same start and name.
    Where several events share an id, as when a list gives its own address to all, the start
    is added to it, and a mark of the name where that is not enough: a remark tells so. An event
    that others name as what they belong to stands for them.
    """
    ordered = sorted(pages, key=lambda page: page.url)
    register = _Register(ordered)
    events: dict[str, Event] = {}
    series: dict[str, Event] = {}
    seen: dict[tuple[str, str, str], str] = {}
    for page, event in register.best_first(ordered):
        if register.stands_for_others(event):
            role = "series" if event.series_role == "series" else "umbrella"
            series.setdefault(event.id, event.model_copy(update={"series_role": role}))
            continue
        keys = _keys(event)
        # On one page two ids are two events, whatever they share.
        if any(seen.get(key, page) != page for key in keys):
            continue
        made = register.told_apart(event)
        if made.id not in events:
            events[made.id] = made
            seen.update(dict.fromkeys(keys, page))
    for page_ in ordered:
        for event in page_.series:
            series.setdefault(event.id, event)
    return Merged(_by_id(events), _by_id(series))


class _Register:
    """What is known of all events of all pages."""

    def __init__(self, pages: Sequence[PageEvents]) -> None:
        self._own: dict[str, set[str]] = defaultdict(set)
        for page in pages:
            for event in page.events:
                if _plain(event.page_url) == _plain(page.url):
                    self._own[event.id].add(page.url)
        self._moments: dict[str, set[tuple[str, str]]] = defaultdict(set)
        self._names: dict[str, str] = {}
        wholes: set[str] = set()
        for page in pages:
            for known in page.known:
                self._note(known, page.url)
                if known.series_id and known.series_id not in known.names:
                    wholes.add(known.series_id)
        self._wholes = wholes

    def best_first(self, pages: Sequence[PageEvents]) -> Iterator[tuple[str, Event]]:
        """Yield events with their pages: those on their own pages first, and alone."""
        later: list[tuple[str, Event]] = []
        for page in pages:
            for event in page.events:
                own = self._own.get(event.id)
                if own and page.url in own:
                    yield page.url, event
                elif not own:
                    later.append((page.url, event))
        yield from later

    def stands_for_others(self, event: Event) -> bool:
        """Whether other events name *event* as what they belong to."""
        return event.series_role != "occurrence" and not self._wholes.isdisjoint(event.origin_ids)

    def told_apart(self, event: Event) -> Event:
        """Return *event* with an id that no other event has, and the id of its whole."""
        series_id = self._names.get(event.series_id, event.series_id)
        moments = self._moments[event.id]
        if len(moments) < 2:
            return event.model_copy(update={"series_id": series_id})
        start, title = _moment(event)
        marks = [start] if start else []
        if sum(one == start for one, _ in moments) > 1:
            marks.append(hashlib.sha256(title.encode()).hexdigest()[:8])
        several = len({name for _, name in moments}) > 1
        is_one_of = not several and not series_id
        changes: dict[str, object] = {
            "id": "|".join([event.id, *marks]),
            "series_id": event.id if is_one_of else series_id,
            "remarks": (*event.remarks, Remark(field="@id", code="shared-id", raw=event.id[:500])),
        }
        if is_one_of:
            changes["series_role"] = "occurrence"
        return event.model_copy(update=changes)

    def _note(self, known: Known, page: str) -> None:
        own = self._own.get(known.id)
        if not own or page in own:
            self._moments[known.id].add((known.start, known.title))
        for name in known.names:
            self._names.setdefault(name, known.id)


def _keys(event: Event) -> list[tuple[str, str, str]]:
    start, title = _moment(event)
    return [(name, start, title) for name in {event.id, event.page_url, *event.origin_ids}]


def _moment(event: Event) -> tuple[str, str]:
    start = moment_key(event.time.start) if event.time.start else ""
    return start, next(iter(event.names.values()), "").casefold()


def _plain(url: str) -> str:
    return url.partition("#")[0].rstrip("/").casefold()


def _by_id(events: dict[str, Event]) -> tuple[Event, ...]:
    return tuple(events[key] for key in sorted(events))
