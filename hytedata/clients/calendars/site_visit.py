"""Asking for addresses of a site as its robots.txt allows, and as slowly as that asks."""

from collections.abc import Callable
from typing import Final, TypeVar

from hytedata.clients.calendars.source import CalendarSource
from hytedata.clients.drive import Calls, ask
from hytedata.connectors._http.values import Endpoint
from hytedata.connectors.calendars.robots import Robots, get_robots, robots_at
from hytedata.connectors.calendars.web_call import Moved, origin_of
from hytedata.errors import HytedataError, SourceContractError, SourceUnavailable

T = TypeVar("T")

MOST_MOVES: Final = 5
"""How often an address may lead to another."""

LONGEST_DELAY_S: Final = 60.0
"""Longest wait between requests that is kept; a site that asks for more is not read."""


class SiteVisit:
    """A visit to one calendar's hosts: each has rules of its own, which are asked for once.

    Args:
        source: The calendar.
        keep_apart: Told how many seconds are to lie between requests, where a site asks for it.
    """

    def __init__(self, source: CalendarSource, keep_apart: Callable[[float], object]) -> None:
        self.source, self._keep_apart = source, keep_apart
        self._rules: dict[str, Robots | HytedataError] = {}
        self._own = {origin_of(url) for url in (source.address, *source.allowed_addresses)}

    def is_own(self, url: str) -> bool:
        """Whether an address is on a host of the calendar."""
        return origin_of(url) in self._own

    def rules(self, url: str) -> Calls[Robots]:
        """Return the rules of the host of *url*.

        Raises:
            SourceUnavailable: They cannot be had now: then nothing of the host is to be read.
            SourceContractError: It asks for a slowness that no read comes to an end with.
        """
        origin = origin_of(url)
        if origin not in self._rules:
            try:
                self._rules[origin] = yield from self._asked(origin)
            except HytedataError as error:
                self._rules[origin] = error
        known = self._rules[origin]
        if isinstance(known, HytedataError):
            raise known
        return known

    def allows(self, url: str) -> Calls[bool]:
        """Whether the site lets us read *url*; raises what `rules` raises."""
        rules = yield from self.rules(url)
        return rules.allows(url)

    def get(self, url: str, call: Callable[[str], Endpoint[T | Moved]]) -> Calls[T]:
        """Return what is at *url*, or at where it has moved to.

        Raises:
            SourceContractError: It leads in a circle, to where we may not read, or elsewhere.
            HytedataError: What the call raises.
        """
        at = url
        for _ in range(MOST_MOVES + 1):
            answer = yield from ask(call(at))
            if not isinstance(answer, Moved):
                return answer
            at = answer.to
            if not self.is_own(at):
                detail = f"it leads to another host ({origin_of(at)}); name that in `allowed_hosts`"
                raise SourceContractError(self.source.name, url, detail=detail)
            if not (yield from self.allows(at)):
                detail = f"it leads to {at}, which robots.txt does not allow us to read"
                raise SourceContractError(self.source.name, url, detail=detail)
        detail = f"it moves on more than {MOST_MOVES} times"
        raise SourceContractError(self.source.name, url, detail=detail)

    def _asked(self, origin: str) -> Calls[Robots]:
        name = self.source.name
        try:
            answer = yield from ask(get_robots(name, origin))
            for _ in range(MOST_MOVES):
                if not isinstance(answer, Moved):
                    break
                answer = yield from ask(robots_at(name, answer.to))
        except SourceUnavailable as error:
            detail = f"{error.detail}; without its rules nothing is read".lstrip("; ")
            raise SourceUnavailable(
                name, error.url, attempts=error.attempts, status=error.status, detail=detail
            ) from error
        if isinstance(answer, Moved):
            detail = f"robots.txt moves on more than {MOST_MOVES} times"
            raise SourceContractError(name, origin, detail=detail)
        if answer.delay_s > LONGEST_DELAY_S:
            detail = (
                f"robots.txt asks for {answer.delay_s:.0f} s between requests, which no read comes "
                "to an end with; ask the site for another way"
            )
            raise SourceContractError(name, origin, detail=detail)
        self._keep_apart(answer.delay_s)
        return answer
