"""What the steps of a probe share: the visitor, the page that was named, the day."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final
from urllib.parse import urlsplit

from hytedata.connectors.calendars.linked_events.links import host_of
from hytedata.connectors.calendars.web_call import whole_address
from hytedata.runs.events.probe.page import PageFacts
from hytedata.runs.events.probe.values import Licence, Outcome, Result, StepResult
from hytedata.runs.events.probe.visit import Answer, Visitor

AHEAD: Final = timedelta(days=365)
"""How far ahead the page of events reaches that is read."""

_HOST: Final = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)+")
_CREATIVE: Final = re.compile(r"creativecommons\.org/licenses/([a-z-]+)/(\d\.\d)")

NAME: Final = "calendar"
"""Stands for the calendar's name, which it does not have yet."""


@dataclass(frozen=True)
class Scene:
    """What is known before a step.

    Attributes:
        page: The answer to the address that was given.
        facts: What stands in that page; empty where it is none.
        today: The day here.
    """

    visitor: Visitor
    page: Answer
    today: date
    facts: PageFacts = field(default_factory=PageFacts)

    @property
    def path(self) -> str:
        """Path of the address that was given, without a slash at its end."""
        return urlsplit(self.visitor.url).path.rstrip("/")

    @property
    def is_for_people(self) -> bool:
        """Whether the address that was given is a web page."""
        return self.page.is_good and self.page.is_html

    @property
    def licence(self) -> Licence:
        """The licence that the page names by `rel=license`."""
        stated = self.facts.licence
        url = whole_address(self.page.url, stated) if stated else ""
        found = _CREATIVE.search(url)
        name = f"CC {found[1].upper()} {found[2]}" if found else url
        return Licence(name, "the page names it (rel=license)", "B") if name else Licence()

    def shown(self, urls: Sequence[str]) -> tuple[str, ...]:
        """Addresses as they are shown."""
        return tuple(self.visitor.path_of(url) for url in urls)

    def foreign_hosts(self, links: Iterable[tuple[Answer, object]]) -> tuple[str, ...]:
        """Hosts, besides the calendar's own, that links to further pages name.

        Args:
            links: Links as they were stated, each with the answer that states it.
        """
        found: dict[str, None] = {}
        for answer, link in links:
            host = host_of(whole_address(answer.url, link)) if isinstance(link, str) else ""
            if _HOST.fullmatch(host) and host != host_of(self.visitor.url):
                found[host] = None
        return tuple(found)

    def without(self, name: str, tried: Sequence[tuple[str, Answer]], nothing: str) -> Result:
        """Return the result of a step that found no calendar.

        Args:
            name: The step's.
            tried: Addresses that were asked, with their answers.
            nothing: What to say where nothing is special.
        """
        urls = self.shown([url for url, answer in tried if answer.way != "disallowed"])
        for outcome, told in map(_trouble, (answer for _, answer in tried)):
            if outcome != "absent":
                return Result(StepResult(name, outcome, told, urls))
        return Result(StepResult(name, "absent", nothing, urls))


def _trouble(answer: Answer) -> tuple[Outcome, str]:
    if answer.way == "disallowed":
        return "disallowed", f"{answer.told}; it was not read"
    if answer.way == "moved":
        return "moved", f"it leads to another host: {answer.told}"
    if answer.way == "silent":
        return "failed", answer.told
    if answer.is_closed:
        return "closed", f"it is not open to everyone (status {answer.status})"
    if answer.status >= 500:
        return "failed", f"the server is in trouble (status {answer.status})"
    return "absent", answer.form
