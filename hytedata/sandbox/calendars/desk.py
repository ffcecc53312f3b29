"""The calendars of a sandbox, and what the people who keep them do."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from hytedata.errors import InputError
from hytedata.models.clock import day_in_finland
from hytedata.sandbox.calendars.happening import share_of
from hytedata.sandbox.calendars.kinds import (
    CALENDARS,
    KINDS,
    CalendarSimulator,
    Now,
    ShownCalendar,
)
from hytedata.sandbox.calendars.made_events import MadeEvent
from hytedata.sandbox.calendars.made_json import edited
from hytedata.sandbox.calendars.real_events import happenings
from hytedata.sandbox.server import Server
from hytedata.sandbox.world import World

MOUNT: Final = "/calendars"


class Calendars:
    """Shows the world's events in calendars, and edits these; safe from any thread.

    Args:
        server: Where they are mounted, each under its name.
        world: Whose municipalities have something going on.
        now: Aware clock of all of them; its day in Finland is the one that events are made around.
    """

    def __init__(self, server: Server, world: World, now: Now) -> None:
        self._server, self._world, self._now = server, world, now
        self._simulators: dict[str, CalendarSimulator] = {}
        self._traps: dict[str, tuple[str, ...]] = {}

    def fill(self) -> None:
        """Put every calendar back to the world's state, without traps."""
        today = day_in_finland(self._now())
        real = happenings(today, self._world.calendar_municipalities)
        self._traps.clear()
        for shown in _shown():
            self._mount(shown, share_of(shown.name, real))

    def settle(self) -> None:
        """Let calendars link to the address that the server has come to have, as they are."""
        for shown in _shown():
            self._mount(shown, self._simulators[shown.name].events)
            self.set_traps(shown.name, *self._traps.get(shown.name, ()))

    @property
    def simulators(self) -> Mapping[str, CalendarSimulator]:
        """By name; edit them through the methods here while requests may be under way."""
        return dict(self._simulators)

    def url(self, name: str) -> str:
        """Return the address of a calendar, as a configuration states it."""
        return f"{self._site(name)}{KINDS[self._known(name).kind].path}"

    def settings(self) -> Iterator[Mapping[str, str]]:
        """Yield what a configuration says of each calendar, by key."""
        for shown in _shown():
            stated = {"name": shown.name, "kind": shown.kind, "url": self.url(shown.name)}
            home = {"municipality": shown.municipality} if shown.municipality else {}
            more = KINDS[shown.kind].addresses.items()
            others = {key: f"{self._site(shown.name)}{path}" for key, path in more}
            yield stated | others | home | {"licence": shown.licence}

    def events(self, name: str) -> tuple[MadeEvent, ...]:
        """Return what a calendar shows."""
        with self._alone(name) as events:
            return tuple(events)

    def publish(self, name: str, event: MadeEvent) -> None:
        """Put an event into a calendar, in the place of one with its key."""
        with self._alone(name) as events:
            events[:] = [*(it for it in events if it.key != event.key), event]

    def withdraw(self, name: str, key: str) -> None:
        """Take an event out of a calendar."""
        self._change(name, key, lambda _: None)

    def edit(self, name: str, key: str, changes: Mapping[str, Any]) -> None:
        """Change fields of an event in one calendar."""
        self._change(name, key, lambda event: edited(event, changes))

    def move(self, name: str, key: str, start: datetime, end: datetime | None = None) -> None:
        """Move an event to *start*, by the clock in Finland; without *end* it lasts as long."""
        self._change(
            name,
            key,
            lambda event: replace(event, start=start, end=end or start + (event.end - event.start)),
        )

    def cancel(self, name: str, key: str) -> None:
        """Cancel an event; it stays where it is."""
        self._change(name, key, lambda event: replace(event, status="cancelled"))

    def postpone(self, name: str, key: str) -> None:
        """Put an event off, without a new time."""
        self._change(name, key, lambda event: replace(event, status="postponed"))

    def empty(self, name: str) -> None:
        """Empty a calendar overnight, as a site that was moved or broken."""
        with self._alone(name) as events:
            events.clear()

    def set_traps(self, name: str, *traps: str) -> None:
        """Lay these traps in a calendar, and no others (`KINDS[…].traps`)."""
        with self._alone(name):
            self._simulators[name].set_traps(*traps)
            self._traps[name] = traps

    def _mount(self, shown: ShownCalendar, events: list[MadeEvent]) -> None:
        simulator = KINDS[shown.kind].make(self._site(shown.name), events, self._now)
        self._server.mount(f"{MOUNT}/{shown.name}", simulator)
        self._simulators[shown.name] = simulator

    def _site(self, name: str) -> str:
        return f"{self._server.url}{MOUNT}/{name}"

    def _known(self, name: str) -> ShownCalendar:
        for shown in _shown():
            if shown.name == name:
                return shown
        raise InputError(f"no calendar {name!r}; there are {', '.join(self._simulators)}")

    @contextmanager
    def _alone(self, name: str) -> Iterator[list[MadeEvent]]:
        """Keep requests away, and give the list of what a calendar shows."""
        with self._server.exclusive(f"{MOUNT}/{self._known(name).name}"):
            yield self._simulators[name].events

    def _change(self, name: str, key: str, change: Callable[[MadeEvent], MadeEvent | None]) -> None:
        with self._alone(name) as events:
            if key not in {event.key for event in events}:
                raise InputError(f"{name} has no event {key!r}")
            changed = (change(event) if event.key == key else event for event in events)
            events[:] = [event for event in changed if event is not None]


def _shown() -> Iterator[ShownCalendar]:
    return (calendar for calendar in CALENDARS if calendar.kind in KINDS)
