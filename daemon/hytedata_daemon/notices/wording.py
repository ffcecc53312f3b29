"""What a notice says to people, in one language: heading, what happened, what to do, where."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from hytedata.models.common import Json
from hytedata.quality.report.language import Words
from hytedata.store.notices import Notice
from hytedata_daemon.notices.known import Known, rule_of
from hytedata_daemon.notices.rules import RULES, Severity
from hytedata_daemon.outcome import EVERYBODY
from hytedata_daemon.settings import Settings

_DETAIL: Final = 400  # characters; what an upstream answered may be a page

_UPSTREAMS: Final = frozenset({"ptv", "lipas", "statfin"})


@dataclass(frozen=True)
class Told:
    """One notice in words.

    Attributes:
        rank: Where it stands among others: the lowest first.
        label: How grave it is, in a word.
        title: In one line.
        what: What happened; "" where the title says it all, of what is over.
        advice: What to do; "" likewise.
        remarks: Since when, whether again, details; one line each.
        link: Page of it; "" where pages have no address that people reach.
    """

    rank: int
    severity: Severity
    label: str
    title: str
    what: str = ""
    advice: str = ""
    remarks: Sequence[str] = ()
    link: str = ""


def in_words(notice: Notice, settings: Settings, said: Words) -> Told:
    """Return what a notice says, or that it is over."""
    known, severity = Known.of(notice), rule_of(notice).severity
    told = _parameters(notice, known.facts, settings, said)
    count = known.facts.get("count")
    number = count if isinstance(count, int) else None
    rank = _rank(notice)
    if known.over:
        title = said(f"notice.{notice.rule}-over", number, **told)
        return Told(rank + len(RULES), severity, said("notice.severity-over"), one_line(title))
    return Told(
        rank,
        severity,
        said(f"notice.severity-{severity}"),
        one_line(said(f"notice.{notice.rule}-title", number, **told)),
        said(f"notice.{notice.rule}-what"),
        said(f"notice.{notice.rule}-do"),
        tuple(_remarks(notice, known, settings, said)),
        link_to(settings, _page(notice, known.facts)),
    )


def link_to(settings: Settings, page: str) -> str:
    """Return the address of a page as people reach it; "" where the settings name none."""
    base = settings.daemon.web.public_url
    return "" if base is None else base.rstrip("/") + page


def one_line(text: str) -> str:
    """Return a text without line breaks and control characters: whatever an upstream put in it."""
    shown = "".join(character if character.isprintable() else " " for character in text)
    return " ".join(shown.split())


def moment(at: datetime, settings: Settings, said: Words) -> str:
    """Return a moment on the clock of the daemon's time zone."""
    local = at.astimezone(ZoneInfo(settings.daemon.time_zone))
    # As texts: a number would get the separators of the language.
    return said(
        "notice.at",
        date=said.full_date(local.date()),
        hour=str(local.hour),
        minute=f"{local.minute:02}",
    )


def _parameters(
    notice: Notice, facts: Mapping[str, Json], settings: Settings, said: Words
) -> Mapping[str, str]:
    names = {one.id: one.name for one in settings.config.organisation}
    everybody = said("notice.everybody")
    organisation = notice.organisation
    job = f"job.{facts.get('job', '')}"
    return {
        "organisation": everybody
        if organisation == EVERYBODY
        else names.get(organisation, organisation),
        "job": str(said(job) if job in said.entries else facts.get("job", "")),
        "upstream": _upstream(str(facts.get("upstream", notice.subject)), said),
        "daemon": str(facts.get("machine", notice.subject)),
    }


def _upstream(name: str, said: Words) -> str:
    if name in _UPSTREAMS:
        return said(f"notice-upstream.{name}")
    kind, _, calendar = name.partition(":")
    return said("notice-upstream.calendar", name=calendar) if kind == "calendar" else name


def _remarks(notice: Notice, known: Known, settings: Settings, said: Words) -> list[str]:
    remarks = []
    if notice.rule != "weekly-errors":  # which are counted, and did not begin
        remarks.append(said("notice.since", at=moment(notice.made_at, settings, said)))
    if known.told_at is not None:
        remarks.append(said("notice.again"))
    detail = one_line(str(known.facts.get("detail") or ""))
    if detail:
        shown = detail if len(detail) <= _DETAIL else detail[: _DETAIL - 1] + "…"
        remarks.append(said("notice.detail", detail=shown))
    return remarks


def _page(notice: Notice, facts: Mapping[str, Json]) -> str:
    plan, run = facts.get("plan"), facts.get("run")
    if notice.rule in {"plan-waits", "limit-exceeded"} and plan:
        return f"/plans/{plan}"
    if notice.rule == "weekly-errors":
        return f"/findings?owner={notice.organisation}&severity=error"
    if notice.rule in {"apply-failed", "work-failed", "read-failed"} and run:
        return f"/runs/{run}"
    return f"/organisations/{notice.organisation}" if notice.organisation else "/"


def _rank(notice: Notice) -> int:
    ranks = {str(name): rank for rank, name in enumerate(RULES)}
    return ranks.get(notice.rule, len(ranks))
