"""`/findings/{id}`: one finding with its rule, and a person's word that it is not to be told."""

from datetime import UTC, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from starlette.responses import RedirectResponse, Response

from hytedata.models.finding import Finding, Waiver
from hytedata_daemon.web.pages.asked import Asked
from hytedata_daemon.web.pages.forms import Form
from hytedata_daemon.web.pages.problems import PageProblem
from hytedata_daemon.web.pages.rendering import page
from hytedata_daemon.web.pages.rules import all_rules, told_finding

LONGEST_REASON: Final = 1000


def show(asked: Asked) -> Response:
    """Show a finding, why it matters and how it is mended."""
    return _shown(asked, asked.store.catalogue.findings.get(asked.path("id")))


def _shown(asked: Asked, finding: Finding, *, fault: str = "", reason: str = "") -> Response:
    rule = all_rules().find(finding.rule)
    owner = finding.owner or ""
    return page(
        asked,
        "finding.html.j2",
        status=422 if fault else 200,
        finding=finding,
        told=told_finding(finding, asked.language),
        rule=rule,
        words=rule.words[asked.language] if rule else None,
        waiver=_holding(asked, finding),
        may_waive=asked.user.can_approve(owner),
        approvers=", ".join(asked.approvers(owner)),
        owner_name=asked.names.get(owner, owner),
        fault=fault,
        reason=reason,
        longest=LONGEST_REASON,
        today=asked.now.astimezone(asked.times.zone).date().isoformat(),
    )


def show_rule(asked: Asked) -> Response:
    """Show a rule's own words."""
    rule = all_rules()[asked.path("code")]
    counts = asked.store.catalogue.findings.counts(rules=(rule.code,))
    return page(
        asked,
        "rule.html.j2",
        rule=rule,
        words=rule.words[asked.language],
        number=sum(one.found for one in counts),
    )


def waive(asked: Asked, form: Form) -> Response:
    """Keep a waiver of the finding, with who, why and until when."""
    findings = asked.store.catalogue.findings
    finding = findings.get(asked.path("id"))
    asked.require_approver(finding.owner or "")
    reason, last = form.text("reason"), form.text("until")
    if not reason or len(reason) > LONGEST_REASON:
        fault = "too-long" if reason else "reason-missing"
        return _shown(asked, finding, fault=fault, reason=reason)
    until = _end_of(asked, last) if last else None
    findings.waive(Waiver(asked.user.name, reason, finding=finding.id, until=until))
    detail = {"finding": finding.id, "rule": finding.rule, "reason": reason, "until": last}
    _audit(asked, "waive", finding, detail)
    return _back(asked, finding, "waived")


def end_waiver(asked: Asked, form: Form) -> Response:
    """End the waiver that holds, whether of this finding or of its rule."""
    findings = asked.store.catalogue.findings
    finding = findings.get(asked.path("id"))
    held = _holding(asked, finding)
    if held is None:
        raise PageProblem(409, "no-waiver", way=f"/findings/{finding.id}")
    # A waiver of a rule at everybody is for those to end who decide for everybody.
    asked.require_approver(held.owner if held.rule else finding.owner or "")
    findings.waive(
        Waiver(asked.user.name, "–", held.finding, held.rule, held.owner, until=asked.now)
    )
    _audit(asked, "end-waiver", finding, {"finding": held.finding, "rule": held.rule})
    return _back(asked, finding, "waiver-ended")


def _holding(asked: Asked, finding: Finding) -> Waiver | None:
    """Return the waiver by which a finding is not told; its own before one of its rule."""
    fitting = [
        one
        for one in asked.store.catalogue.findings.holding(asked.now)
        if one.finding == finding.id
        or (one.rule == finding.rule and one.owner in ("", finding.owner or ""))
    ]
    return min(fitting, key=lambda one: not one.finding, default=None)


def _end_of(asked: Asked, text: str) -> datetime:
    """Return the end of a day on the daemon's clock.

    Raises:
        PageProblem: It is no day, or past.
    """
    day, zone = asked.day(text), ZoneInfo(asked.settings.daemon.time_zone)
    if day < asked.now.astimezone(zone).date():
        raise PageProblem(400, "day", value=text[:60])
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=zone).astimezone(UTC)


def _audit(asked: Asked, what: str, finding: Finding, detail: dict[str, str]) -> None:
    owner = finding.owner if finding.owner in asked.names else None
    asked.store.audit(what, who=asked.user.name, organisation=owner or "", detail=dict(detail))


def _back(asked: Asked, finding: Finding, done: str) -> Response:
    root = asked.request.scope.get("root_path", "")
    return RedirectResponse(f"{root}/findings/{finding.id}?done={done}", 303)
