"""`/findings`: what is missing or wrong in the registers, counted and listed."""

from collections import Counter
from typing import Final, cast

from starlette.responses import Response

from hytedata.codes import find_municipality
from hytedata.export.map.words import area_name
from hytedata.models.finding import FindingState, Severity
from hytedata.quality.report.language import best_name
from hytedata.runs.gaps.report_parts import owner_names
from hytedata.store.finding_query import TOLD, FindingFilter
from hytedata.store.findings import FindingCount
from hytedata_daemon.web.pages.asked import Asked
from hytedata_daemon.web.pages.problems import refuse_query
from hytedata_daemon.web.pages.rendering import page
from hytedata_daemon.web.pages.rules import all_rules, title_of, told_finding

AT_ONCE: Final = 50
SEVERITIES: Final[tuple[Severity, ...]] = ("error", "warning", "info")
STATES: Final = ("to-mend", "waived")
_OWNERS_SHOWN: Final = 100


def show(asked: Asked) -> Response:
    """Show counts by severity and owner, and the findings that the address asks for."""
    findings, wanted = asked.store.catalogue.findings, _wanted(asked)
    counts = findings.counts(**wanted)
    whole: FindingFilter = {"states": wanted["states"]}
    owners = findings.owners(**whole)
    names = owner_names(asked.store.catalogue, whole)
    found = findings.page(after=asked.query("after"), limit=AT_ONCE + 1, **wanted)
    return page(
        asked,
        "findings.html.j2",
        severities=SEVERITIES,
        counts=_by_severity(counts),
        rules=_by_rule(counts, asked),
        owners=[
            (key or "", best_name(names.get(key or "", {}), asked.language, key or ""), number)
            for key, number in list(owners.items())[:_OWNERS_SHOWN]
        ],
        findings=[(one, told_finding(one, asked.language)) for one in found[:AT_ONCE]],
        after=found[AT_ONCE - 1].id if len(found) > AT_ONCE else None,
        states=STATES,
        state=asked.query("state") or STATES[0],
        chosen={
            name: asked.query(name) or "" for name in ("severity", "rule", "owner", "municipality")
        },
        place=_place_name(asked),
        looked=asked.store.catalogue.check_runs.latest(),
    )


def _wanted(asked: Asked) -> FindingFilter:
    states: tuple[FindingState, ...] = TOLD
    if asked.choice("state", STATES) == "waived":
        states = ("waived",)
    wanted: FindingFilter = {"states": states}
    if severity := asked.choice("severity", SEVERITIES):
        wanted["severity"] = cast("Severity", severity)
    if rule := asked.query("rule"):
        wanted["rules"] = (all_rules()[rule].code,)
    if owner := asked.query("owner"):
        wanted["owner"] = owner
    if place := asked.query("municipality"):
        wanted["municipalities"] = (_municipality(place),)
    return wanted


def _municipality(text: str) -> str:
    found = find_municipality(text)
    if found is None:
        refuse_query("municipality", text, "091 … Helsinki")
    return found.municipality.code


def _place_name(asked: Asked) -> str:
    text = asked.query("municipality")
    return area_name(_municipality(text), "municipality", asked.language) if text else ""


def _by_severity(counts: tuple[FindingCount, ...]) -> Counter[str]:
    found: Counter[str] = Counter()
    for one in counts:
        found[one.severity] += one.found
    return found


def _by_rule(
    counts: tuple[FindingCount, ...], asked: Asked
) -> list[tuple[str, str, Severity, int]]:
    """Return code, title, severity and number of each rule that found something."""
    totals: Counter[tuple[str, Severity]] = Counter()
    for one in counts:
        totals[one.rule, one.severity] += one.found
    return [
        (code, title_of(code, asked.language), severity, number)
        for (code, severity), number in totals.items()
    ]
