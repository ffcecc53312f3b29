"""The report as DVV reads it: one page in a file of its own, Finnish first."""

from collections.abc import Iterator
from html import escape
from importlib.resources import files
from typing import Final

from hytedata.runs.acceptance.cases import Section
from hytedata.runs.acceptance.clean import Leftover
from hytedata.runs.acceptance.evidence import CaseResult, Outcome
from hytedata.runs.acceptance.hosts import Where
from hytedata.runs.acceptance.page_evidence import evidence_of
from hytedata.runs.acceptance.registry import SECTIONS
from hytedata.runs.acceptance.report import OUTCOMES, Report

STATES: Final[dict[Outcome, str]] = {
    "passed": "hyväksytty",
    "failed": "hylätty",
    "not-run": "ajamatta",
    "out-of-scope": "ei kuulu laajuuteen",
}
SIGNS: Final[dict[Outcome, str]] = {
    "passed": "✓",
    "failed": "✗",
    "not-run": "…",
    "out-of-scope": "–",
}
_WHERE: Final[dict[Where, str]] = {
    "loopback": "hytedatan hiekkalaatikko tällä koneella (ei PTV)",
    "test": "PTV:n asiakastestiympäristö",
    "unknown": "testiympäristö, jonka ajaja on sellaiseksi vahvistanut",
    "production": "tuotanto",
}
_KINDS: Final = {"service": "palvelu", "service-location": "palvelupaikka"}


def page_of(report: Report) -> str:
    """Return the whole page."""
    style = files("hytedata.runs.acceptance").joinpath("page.css").read_text(encoding="utf-8")
    title = f"PTV-integraation tekninen testiraportti: {escape(report.organisation_name)}"
    return "\n".join(
        [
            "<!doctype html>",
            '<html lang="fi">',
            "<head>",
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="robots" content="noindex">',
            f"<title>{title}</title>",
            f"<style>\n{style}</style>",
            "</head>",
            "<body>",
            '<a class="skip" href="#tulokset">Siirry tuloksiin</a>',
            *_head(report),
            '<main id="tulokset">',
            *_contents(report),
            *(line for section in SECTIONS for line in _section(report, section)),
            *_cleaning(report),
            "</main>",
            *_foot(report),
            "</body>",
            "</html>",
            "",
        ]
    )


def _head(report: Report) -> Iterator[str]:
    counts = report.counts
    yield "<header>"
    yield "<h1>PTV-integraation tekninen testiraportti</h1>"
    yield f'<p class="lead">{escape(report.organisation_name)}</p>'
    if report.passed:
        scope = "Kaikki laajuuteen kuuluvat kohdat" if report.whole else "Kaikki ajetut kohdat"
        yield f'<p class="verdict is-passed"><strong>✓ {scope} hyväksytty.</strong></p>'
    else:
        yield f'<div class="verdict is-failed"><p><strong>✗ {_trouble(report)}</strong></p>'
        failed = [one for one in report.results if one.outcome == "failed"]
        if failed:
            yield "<ul>"
            yield from (f"<li>{_link(one)}</li>" for one in failed)
            yield "</ul>"
        yield "</div>"
    yield '<ul class="counts" aria-label="Kohtien määrät">'
    for outcome in OUTCOMES:
        if counts[outcome]:
            yield f"<li>{_badge(outcome)} <strong>{counts[outcome]}</strong></li>"
    yield "</ul>"
    yield '<dl class="facts">'
    ended = f"{report.began_at:%d.%m.%Y klo %H.%M.%S}–{report.ended_at:%H.%M.%S} UTC"
    facts = (
        ("Ympäristö", f"{_WHERE[report.kind]}, {report.host}"),
        ("Organisaatio", f"{report.organisation_name}, {report.organisation_id}"),
        ("Ajettu", ended),
        ("Ajon tunniste", report.run),
        ("Ohjelma", f"{report.program}, PTV:n rajapintaversio 11"),
    )
    for name, value in facts:
        yield f"<div><dt>{name}</dt><dd>{escape(value)}</dd></div>"
    yield "</dl>"
    yield (
        "<p>Testi käyttää vain tätä ajoa varten luotua aineistoa: jokaisen kohteen nimi alkaa "
        f"sanoilla <code>Hytekoe {escape(report.run)}</code>. Jokaisesta kohdasta kerrotaan, mitä "
        "lähetettiin, PTV:n tunniste, mitä julkisesta rajapinnasta luettiin takaisin ja "
        "ohjelman lokimerkinnät. Salasanat ja tunnukset on jätetty pois.</p>"
    )
    if not report.whole:
        yield "<p><strong>Tässä ajossa kokeiltiin vain osa testilistasta.</strong></p>"
    yield "</header>"


def _trouble(report: Report) -> str:
    counts, told = report.counts, []
    if counts["failed"]:
        told.append(f"{_number(counts['failed'])} hylätty")
    if counts["not-run"]:
        told.append(f"{_number(counts['not-run'])} jäi ajamatta")
    if report.cleaning.left:
        told.append("kaikkea testiaineistoa ei saatu arkistoitua")
    elif report.cleaning.doubts:
        told.append("testiaineiston arkistointia ei voitu varmistaa")
    sentence = ", ".join(told)
    return f"{sentence[:1].upper()}{sentence[1:]}."


def _number(count: int) -> str:
    return "1 kohta" if count == 1 else f"{count} kohtaa"


def _contents(report: Report) -> Iterator[str]:
    yield '<nav aria-labelledby="sisalto"><h2 id="sisalto">Kohdat</h2>'
    for section in SECTIONS:
        results = report.of_section(section.number)
        if not results:
            continue
        yield f"<h3>{section.number} {section.title}</h3><ul>"
        for one in results:
            sign = f'<span class="sign is-{one.outcome}" aria-hidden="true">{_sign(one)}</span>'
            yield (
                f"<li>{sign} <span>{_link(one)}"
                f'<span class="hidden">: {STATES[one.outcome]}</span></span></li>'
            )
        yield "</ul>"
    yield "</nav>"


def _section(report: Report, section: Section) -> Iterator[str]:
    results = report.of_section(section.number)
    if not results:
        return
    yield f'<section aria-labelledby="osa-{section.number}">'
    yield (
        f'<h2 id="osa-{section.number}">{section.number} {section.title} '
        f'<span class="english" lang="en">{section.english}</span></h2>'
    )
    yield f'<p class="soft">DVV:n testilistalla: {section.asks}.</p>'
    yield from (line for one in results for line in _case(report, one))
    yield "</section>"


def _case(report: Report, result: CaseResult) -> Iterator[str]:
    yield f'<article class="card is-{result.outcome}" id="{_anchor(result)}">'
    yield (
        f'<div class="top"><h3>{result.number} {escape(result.title)}</h3>'
        f"{_badge(result.outcome)}</div>"
    )
    yield f'<p class="english" lang="en">{escape(result.english)}</p>'
    if result.reason:
        yield f'<p class="reason">{escape(result.reason)}.</p>'.replace("..", ".")
    if result.detail:
        yield f'<p class="detail" lang="en">{escape(result.detail)}</p>'
    yield from evidence_of(result, report.run)
    yield "</article>"


def _cleaning(report: Report) -> Iterator[str]:
    cleaning = report.cleaning
    yield '<section aria-labelledby="siivous"><h2 id="siivous">Testiaineiston arkistointi</h2>'
    yield f"<p>Arkistoitu {len(cleaning.archived)} kohdetta.</p>"
    if cleaning.left:
        yield "<p><strong>Näitä ei saatu arkistoitua:</strong></p><ul>"
        for one in cleaning.left:
            yield f'<li>{_item(one.item)}: <span lang="en">{escape(one.reason)}</span></li>'
        yield "</ul>"
    if cleaning.doubts:
        yield "<p>PTV:n luetteloita ei saatu luettua kokonaan:</p><ul>"
        yield from (f'<li lang="en">{escape(doubt)}</li>' for doubt in cleaning.doubts)
        yield "</ul>"
    if cleaning.others:
        yield (
            f"<p>Aiemmista ajoista on jäljellä {len(cleaning.others)} kohdetta. Ne arkistoi "
            "komento <code>hytedata sync acceptance --clean</code>.</p><ul>"
        )
        yield from (f"<li>{_item(one)}</li>" for one in cleaning.others)
        yield "</ul>"
    yield "</section>"


def _foot(report: Report) -> Iterator[str]:
    yield (
        f'<footer><p class="soft">{escape(report.program)} · ajo {escape(report.run)} · '
        "testiaineisto on taulukkona samassa kansiossa.</p></footer>"
    )


def _item(item: Leftover) -> str:
    return f"{_KINDS[item.kind]} {escape(item.name)} <code>{escape(item.ptv_id)}</code>"


def _badge(outcome: Outcome) -> str:
    sign = f'<span aria-hidden="true">{SIGNS[outcome]}</span>'
    return f'<span class="badge is-{outcome}">{sign} {STATES[outcome]}</span>'


def _sign(result: CaseResult) -> str:
    return SIGNS[result.outcome]


def _link(result: CaseResult) -> str:
    return f'<a href="#{_anchor(result)}">{result.number} {escape(result.title)}</a>'


def _anchor(result: CaseResult) -> str:
    return f"kohta-{result.number.replace('.', '-')}"
