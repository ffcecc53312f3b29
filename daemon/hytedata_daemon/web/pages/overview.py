"""`/`: each organisation and each source in a few sentences, what needs a person first."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal

from starlette.responses import Response

from hytedata.export.map.words import area_name
from hytedata.quality.report.language import words as report_words
from hytedata.quality.report.view import source_name
from hytedata.store.overview import RestingUpstream
from hytedata.store.read_standing import SourceReads
from hytedata_daemon.settings import JobName
from hytedata_daemon.web.pages.asked import Asked
from hytedata_daemon.web.pages.coverage import counties_of
from hytedata_daemon.web.pages.facts import PLANNING, WRITING, Facts, next_of
from hytedata_daemon.web.pages.paging import Paging
from hytedata_daemon.web.pages.problems import PageProblem
from hytedata_daemon.web.pages.rendering import page
from hytedata_daemon.web.pages.reports import ReportLinks, report_of
from hytedata_daemon.web.pages.standing import Standing, Trouble, troubles_of

AT_ONCE: Final = 30
"""Organisations on a page; the most urgent are on the first."""

_ONE_READ: Final = timedelta(hours=1)
_SHARED: Final[tuple[JobName, ...]] = ("gaps", "boundaries", "clean-up")


@dataclass(frozen=True)
class Card:
    """An organisation as the page shows it.

    Attributes:
        next_plan, next_apply: None where the job does not run by itself.
        can_approve: Whether the user decides here.
        published: Items of ours in PTV.
    """

    standing: Standing
    next_plan: datetime | None
    next_apply: datetime | None
    can_approve: bool
    approvers: str
    published: int


@dataclass(frozen=True)
class SourceCard:
    """A source as the page shows it."""

    name: str
    reads: SourceReads | None
    next_read: datetime | None
    resting: RestingUpstream | None
    troubles: tuple[Trouble, ...]

    @property
    def read_later(self) -> Literal["last", "tried", ""]:
        """What to tell of a read after the last complete one: changes were read, or it was tried.

        The parts of a source are read one after another, so they differ by a while.
        """
        if self.reads is None:
            return ""
        if self.reads.incomplete or self.reads.complete_at is None:
            return "tried"
        return "last" if self.reads.read_at - self.reads.complete_at > _ONE_READ else ""


def show(asked: Asked) -> Response:
    """Show how everything stands."""
    facts = Facts(asked.store, asked.settings.daemon, asked.now)
    standings = facts.standings(asked.organisations)
    paging = Paging.of(len(standings), AT_ONCE, asked.number("page") or 1)
    shown = standings[paging.span]
    published = asked.store.overview.published([one.organisation.id for one in shown])
    return page(
        asked,
        "overview.html.j2",
        cards=[_card(asked, facts, one, published) for one in shown],
        paging=paging,
        numbers=Counter(one.urgency for one in standings),
        sources=list(_sources(asked, facts)),
        troubles=_shared_troubles(facts),
        reports=list(_reports(asked)),
    )


def _reports(asked: Asked) -> Iterator[tuple[str, ReportLinks]]:
    for county in counties_of(asked.settings.config):
        report = report_of(asked, county)
        if report is not None:
            yield area_name(county, "county", asked.language), report


def card_of(asked: Asked, organisation: str) -> Card:
    """Return one organisation's card, for its own page."""
    facts = Facts(asked.store, asked.settings.daemon, asked.now, organisation)
    found = next((one for one in asked.organisations if one.id == organisation), None)
    if found is None:
        raise PageProblem(404, "no-organisation", id=organisation[:60])
    published = asked.store.overview.published([organisation])
    return _card(asked, facts, facts.standing(found), published)


def _card(asked: Asked, facts: Facts, standing: Standing, published: Mapping[str, int]) -> Card:
    key, daemon = standing.organisation.id, asked.settings.daemon
    due = facts.due(key)
    return Card(
        standing=standing,
        next_plan=next_of(daemon, PLANNING, due, asked.now, organisation=key),
        next_apply=next_of(daemon, WRITING, due, asked.now, organisation=key),
        can_approve=asked.user.can_approve(key),
        approvers=", ".join(asked.approvers(key)),
        published=published.get(key, 0),
    )


def _sources(asked: Asked, facts: Facts) -> Iterator[SourceCard]:
    calendars = [one.name for one in asked.settings.config.calendar]
    told, overview = report_words(asked.language), asked.store.overview
    reads = {one.source: one for one in overview.reads()}
    resting = {one.name: one for one in overview.resting(asked.now)}
    for name, job in _read_by(calendars):
        next_read = next_of(asked.settings.daemon, job, facts.due(), asked.now)
        upstream = f"calendar:{name}" if job == "read-calendars" else name
        due = [one for one in facts.due() if one.job == job]
        yield SourceCard(
            source_name(name, told),
            reads.get(name),
            next_read,
            resting.get(upstream),
            troubles_of(due),
        )


def _read_by(calendars: Sequence[str]) -> Iterator[tuple[str, JobName]]:
    yield "lipas", "read-lipas"
    yield "ptv", "read-ptv"
    for name in calendars:
        yield name, "read-calendars"


def _shared_troubles(facts: Facts) -> Sequence[Trouble]:
    return troubles_of([one for one in facts.due() if one.job in _SHARED])
