"""The report as one page of HTML per language, with nothing to fetch besides."""

import base64
import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from hytedata import codes
from hytedata.errors import InputError
from hytedata.export.credits import CREDITS
from hytedata.export.map.words import area_name
from hytedata.models.finding import Finding
from hytedata.quality.report.chart import trend_chart
from hytedata.quality.report.coverage_view import coverage_view
from hytedata.quality.report.data import NotChecked, ReportData
from hytedata.quality.report.digest import (
    SEVERITIES,
    Counts,
    Group,
    count,
    in_order,
    sample,
    shares,
)
from hytedata.quality.report.language import Words, best_name, words
from hytedata.quality.report.map_view import map_of
from hytedata.quality.report.messages import shortened
from hytedata.quality.report.view import owner_name, owner_views, rule_views, source_name
from hytedata.quality.rule import RuleLanguage

if TYPE_CHECKING:
    import jinja2

    from hytedata.export.map import Picture

_FIRST: Final = 3
"""Kinds of findings that the summary names."""


@dataclass(frozen=True)
class Digest:
    """What pages in all languages share: exact counts, and the findings that have room."""

    counts: Counts
    rows: dict[Group, list[Finding]]

    @classmethod
    def of(cls, data: ReportData) -> "Digest":
        """Read the findings twice: once to count, once to choose."""
        counts = count(data)
        return cls(counts, sample(data, shares(counts)))


def report_page(
    data: ReportData, language: RuleLanguage, digest: Digest | None = None, *, folder: str = ""
) -> str:
    """Return the whole report in one language.

    Args:
        data: What it tells.
        language: Of all words, numbers and dates.
        digest: `Digest.of(data)`, where it was made for another language already.
        folder: Of the worklists, as the page links to them; "" where there are none.

    Raises:
        InputError: Jinja2 is not installed.
    """
    told, told_words = digest or Digest.of(data), words(language)
    picture, no_map = map_of(data, told.counts.municipalities, told_words)
    rules = rule_views(data, told.counts, told_words)
    owners = owner_views(data, told.counts, told.rows, told_words)
    return _render(
        "report.html.j2",
        told_words,
        data=data,
        area=area_title(data, told_words),
        counts=told.counts,
        owners=owners,
        acting=sum(one.total > one.counts["info"] for one in owners),
        rules=rules,
        first=[rule for rule in rules if rule.severity != "info"][:_FIRST],
        coverage=coverage_view(data.coverage, told_words) if data.coverage else None,
        readiness=data.readiness,
        chart=trend_chart(data.trend, told_words) if len(data.trend) > 1 else "",
        map=_figure(picture) if picture else None,
        not_checked=(
            *data.not_checked,
            *_suspects(told.counts, data),
            *([no_map] if no_map else []),
        ),
        places=_places(data, told, told_words),
        credits=_credits(data),
        folder=folder,
    )


def worklist_page(
    data: ReportData, owner: str, findings: list[Finding], language: RuleLanguage
) -> str:
    """Return one owner's own page.

    Args:
        data: What the report is of.
        owner: Id; "" for findings that nobody is known to own.
        findings: To be mended by this owner; as many as a page has room for are shown.
        language: Of all words.

    Raises:
        InputError: Jinja2 is not installed.
    """
    told_words = words(language)
    own = ReportData(
        data.area_kind, data.area, data.made_at, data.sources, in_order(data, findings),
        data.rules, data.owners, data.reach, data.suspect_rules, before=data.before,
    )  # fmt: skip
    told = Digest.of(own)
    views = owner_views(own, told.counts, told.rows, told_words)
    return _render(
        "worklist.html.j2",
        told_words,
        data=own,
        area=area_title(own, told_words),
        name=owner_name(owner, own, told_words),
        owner=views[0] if views else None,
        owners=views,
        counts=told.counts,
        places=_places(own, told, told_words),
        not_checked=(),
        credits=_credits(own),
    )


def area_title(data: ReportData, told: Words) -> str:
    """Return the name of the county or municipality that the report is of."""
    if data.area_kind == "county":
        found = [one for one in codes.counties() if one.code == data.area]
        if found and told.language == "en":
            return _english(found[0])
        return found[0].name.best(told.language) if found else data.area
    return area_name(data.area, "municipality", told.language)


def _english(county: codes.WellbeingServicesCounty) -> str:
    """As the Ministry of Justice writes it; Helsinki and Åland are no wellbeing services county."""
    name = area_name(county.code, "county", "en")
    is_county = "hyvinvointialue" in county.name.best("fi")
    return f"Wellbeing services county of {name}" if is_county else name


def _suspects(counts: Counts, data: ReportData) -> list[NotChecked]:
    said = {one.subject for one in data.not_checked if one.reason == "rule-jumped"}
    return [
        NotChecked("rule-jumped", code, found)
        for code, found in sorted(counts.suspects.items())
        if code not in said
    ]


def _places(data: ReportData, digest: Digest, told: Words) -> list[tuple[str, str]]:
    """Return code and name of the municipalities of the rows, by name: the filter's choices."""
    found = {it.municipality for some in digest.rows.values() for it in some if it.municipality}
    named = [(code, area_name(code, "municipality", told.language)) for code in found]
    return sorted(named, key=lambda pair: pair[1])


def _credits(data: ReportData) -> list[str]:
    return [
        f"{CREDITS[one.name].attribution(one.read_at.date())} ({CREDITS[one.name].licence})"
        for one in data.sources
        if one.name in CREDITS and one.read_at
    ]


def _figure(picture: "Picture") -> dict[str, str]:
    from hytedata.export.map.html import figure, table

    told = {"figure": figure(picture), "table": table(picture), "about": picture.description}
    return {**told, "title": picture.title}


def _render(template: str, told: Words, **values: Any) -> str:
    style, script = _own("report.css"), _own("report.js")
    return (
        _environment()
        .get_template(template)
        .render(
            t=told,
            language=told.language,
            severities=SEVERITIES,
            style=style,
            script=script,
            policy=f"default-src 'none'; style-src 'unsafe-inline'; script-src '{_hash(script)}'",
            source_name=lambda name: source_name(name, told),
            best=lambda names: best_name(names, told.language, ""),
            short=shortened,
            **values,
        )
    )


@cache
def _own(name: str) -> str:
    path = files("hytedata.quality.report").joinpath("templates", name)
    return path.read_text(encoding="utf-8")


def _hash(script: str) -> str:
    # What a page may run is named by its hash: nothing that comes with a name of a record.
    digest = hashlib.sha256(f"\n{script}".encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


@cache
def _environment() -> "jinja2.Environment":
    try:
        import jinja2
    except ImportError as error:
        raise InputError("reports as HTML need Jinja2: pip install 'hytedata[reports]'") from error
    return jinja2.Environment(
        loader=jinja2.PackageLoader("hytedata.quality.report"),
        autoescape=True,  # names and texts are foreign
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
