import base64
import dataclasses
import hashlib
import re
from itertools import pairwise
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from hytedata import Boundaries
from hytedata.models.finding import Finding
from hytedata.quality.report.data import CoverageCell, CoverageTable, NotChecked
from hytedata.quality.report.digest import MOST_ROWS
from hytedata.quality.report.page import report_page, worklist_page
from hytedata.quality.rule import RULE_LANGUAGES, RuleLanguage
from tests.export.map.borders import borders
from tests.quality.report.made import finding, full_report, report, rule


def parsed(page: str) -> LexborHTMLParser:
    return LexborHTMLParser(page)


def text(tree: LexborHTMLParser, selector: str) -> str:
    found = tree.css_first(selector)
    assert found is not None, selector
    return " ".join(found.text().split())


@pytest.fixture(scope="module")
def some() -> list[Finding]:
    warnings = [
        finding(at, code="LIPAS-CON-001", severity="warning", owner=None) for at in range(10, 14)
    ]
    return [finding(1), finding(2, state="new"), finding(3, state="fixed"), *warnings]


@pytest.fixture(scope="module", params=RULE_LANGUAGES)
def page(request: pytest.FixtureRequest, some: list[Finding]) -> str:
    return report_page(full_report(some), request.param, folder="worklists")


def test_the_summary_tells_what_there_is_to_do(some: list[Finding]) -> None:
    tree = parsed(report_page(full_report(some), "fi"))

    summary = text(tree, "main > section")
    assert "Korjattavaa on 6 kohdassa (2 vastuutaholla)" in summary
    assert "2 virhettä" in summary
    assert "4 puutetta" in summary
    assert "1 korjattu" in summary
    assert "60–64 %" in summary
    assert "54 kaikkiaan 90 palvelusta. Ei tiedossa: 4." in summary
    assert "Eniten: Kempeleen kunta (2 kohtaa)" in summary


def test_what_is_not_known_is_no_good_news(some: list[Finding]) -> None:
    data = full_report(some)
    assert data.coverage is not None
    table, nothing = data.coverage, CoverageCell(services=None, places=None, events=None)
    every = {(theme, code): nothing for theme in table.themes for code in table.municipalities}
    unread = dataclasses.replace(table, cells=every)

    tree = parsed(report_page(dataclasses.replace(data, coverage=unread), "fi"))

    assert "? tyhjää kohtaa teemoissa" in text(tree, "main > section")


def test_what_is_only_told_is_counted_apart_from_what_is_to_be_mended() -> None:
    told = [finding(1), finding(2, severity="info", owner="org-2"), finding(3, severity="info")]

    tree = parsed(report_page(report(told), "fi"))

    summary = text(tree, "main > section")
    assert "Korjattavaa on yhdessä kohdassa (yhdellä vastuutaholla). Lisäksi 2 kohtaa" in summary


def test_a_theme_that_no_municipality_has_says_all_instead_of_names() -> None:
    data = full_report()
    table = CoverageTable(
        ("safety", "exercise"), ("564", "244"), {("exercise", "564"): CoverageCell(1)}
    )

    tree = parsed(report_page(dataclasses.replace(data, coverage=table), "fi"))

    assert "2 kaikki" in text(tree, "table.names tbody tr:nth-child(1)")
    assert "1 Kempele" in text(tree, "table.names tbody tr:nth-child(2)")


def test_what_is_not_known_of_a_tray_is_said_beside_its_numbers() -> None:
    tree = parsed(report_page(full_report(), "fi"))

    told = text(tree, "section[aria-labelledby=readiness]")
    assert "4 palvelusta emme tiedä, näkyvätkö ne. Luettelo on pidempi." in told


def test_what_was_not_read_is_said_at_the_top_and_listed(some: list[Finding]) -> None:
    tree = parsed(report_page(full_report(some), "en"))

    assert "may be too low" in text(tree, ".notice")
    listed = text(tree, "section:last-of-type")
    assert "Lipas: not read at all" in listed
    assert "PTV-FLD-009 broke off" in listed
    assert "division by zero" in listed
    assert "no borders" in listed


def test_findings_of_a_rule_that_jumped_are_told_apart(some: list[Finding]) -> None:
    data = dataclasses.replace(report(some), suspect_rules=frozenset({"PTV-CON-001"}))

    tree = parsed(report_page(data, "en"))

    assert "PTV-CON-001 suddenly found many more" in text(tree, "section:last-of-type")
    assert "(2)" in text(tree, "section:last-of-type")
    assert tree.css_first('.group[data-severity="error"]') is None


def test_no_finding_is_told_as_good_news() -> None:
    tree = parsed(report_page(report(), "fi"))

    assert "Korjattavaa ei löytynyt." in text(tree, "main > section")
    assert "Kenelläkään ei ole korjattavaa." in text(tree, "main")


def test_a_script_in_a_name_or_value_is_shown_and_not_run() -> None:
    evil = "</script><script>alert(1)</script><img src=x onerror=alert(1)>"
    data = dataclasses.replace(
        report([finding(name=evil, phone=evil, owner=evil)]),
        not_checked=(NotChecked("source-not-read", evil, detail=evil),),
        owners={evil: {"fi": evil}},
    )

    tree = parsed(report_page(data, "fi"))

    assert len(tree.css("script")) == 1
    assert tree.css("img") == []
    assert evil[:20] in text(tree, ".rows")


def test_a_link_that_is_none_is_not_followed() -> None:
    tree = parsed(report_page(report([finding(link="javascript:alert(1)")]), "fi"))

    assert tree.css(".rows a") == []


def test_a_name_leads_to_the_page_where_it_is_mended() -> None:
    tree = parsed(report_page(report([finding()], rules=(rule(guidance="https://o.test/"),)), "fi"))

    link = tree.css_first(".rows a")
    assert link is not None
    assert (link.text(), link.attributes["href"]) == ("Kirjasto", "https://palvelu.test/1")
    assert tree.css('.mend a[href="https://o.test/"]')


def test_long_lists_are_cut_and_their_totals_are_exact() -> None:
    many = [finding(at) for at in range(MOST_ROWS + 500)]
    data = report([*many, finding(9_999_999, code="LIPAS-CON-001", severity="warning")])

    tree = parsed(report_page(data, "en"))

    assert len(tree.css(".rows > li")) == MOST_ROWS
    assert text(tree, ".group .badge") == "4,500 errors"
    assert "501 more rows are in the files." in text(tree, ".group")
    assert "4,501 things to mend" in text(tree, "main")


def test_cells_of_the_heat_map_say_in_words_what_they_show() -> None:
    tree = parsed(report_page(full_report(), "en"))

    rows = [[text_of(cell) for cell in row.css("td .vh")] for row in tree.css(".heat tbody tr")]
    assert rows == [
        ["0 services, 9 places, events not read", "nothing"],
        ["4 services, 38 places, 2 events", "1 service, 0 places, 0 events"],
    ]


def text_of(node: LexborNode) -> str:
    return " ".join(node.text().split())


def test_a_municipality_has_a_map_of_its_places() -> None:
    data = dataclasses.replace(report([finding()]), area_kind="municipality", area="091")
    data = dataclasses.replace(data, borders=borders())

    tree = parsed(report_page(data, "sv"))

    assert tree.css_first("svg.map title") is not None
    assert tree.css("nav a[href='#map']")


def test_a_county_has_a_map_of_its_municipalities(shared: Path) -> None:
    country = Boundaries.read(shared / "data" / "boundaries" / "kunnat-4500k-2026.geojson")
    data = dataclasses.replace(report([finding(1), finding(2)]), borders=country)

    tree = parsed(report_page(data, "fi"))

    rows = [[text_of(cell) for cell in row.css("th, td")] for row in tree.css(".mapped tbody tr")]
    assert len(rows) == 30
    assert ["Kempele", "244", "2"] in rows
    assert ["Oulu", "564", "0"] in rows


def test_borders_without_the_area_are_told_and_cost_no_report() -> None:
    data = dataclasses.replace(
        report([finding()]), area_kind="municipality", area="244", borders=borders()
    )

    tree = parsed(report_page(data, "en"))

    assert tree.css("svg.map") == []
    assert "There is no map" in text(tree, "section:last-of-type")


def test_an_owner_has_a_page_of_its_own() -> None:
    findings = [finding(1), finding(2)]

    tree = parsed(worklist_page(report(findings), "org-1", findings, "sv"))

    assert text(tree, "h1") == "Tjänsteuppgifter att rätta: Kempele kommun"
    assert "Ni har 2 saker att rätta." in text(tree, "main")
    assert len(tree.css(".rows > li")) == 2


# What every page must have for everybody to be able to read it.


def test_a_page_says_its_language_and_has_one_main_heading(page: str) -> None:
    tree = parsed(page)

    root = tree.css_first("html")
    assert root is not None
    assert root.attributes["lang"] in RULE_LANGUAGES
    assert [len(tree.css(one)) for one in ("h1", "header", "main", "nav", "footer")] == [1] * 5
    assert tree.css_first("main[id=main]") is not None


def test_headings_leave_no_level_out(page: str) -> None:
    levels = [int(level) for level in re.findall(r"<h([1-6])", page)]

    assert levels[0] == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))


def test_tables_have_headings_fields_have_labels_and_ids_are_unique(page: str) -> None:
    tree = parsed(page)

    assert all(head.attributes.get("scope") for head in tree.css("th"))
    assert all(table.css("thead th") for table in tree.css("table"))
    assert all(field.parent is not None and field.parent.tag == "label"
               for field in tree.css("select, input"))  # fmt: skip
    ids = [node.attributes["id"] for node in tree.css("[id]")]
    assert len(ids) == len(set(ids))


def test_links_within_a_page_lead_somewhere(page: str) -> None:
    tree = parsed(page)

    targets = {node.attributes["id"] for node in tree.css("[id]")}
    inner = {str(link.attributes["href"])[1:] for link in tree.css('a[href^="#"]')}
    assert inner - targets == set()


def test_a_page_fetches_nothing_and_runs_only_its_own_script(page: str) -> None:
    tree = parsed(page)

    policy = tree.css_first("meta[http-equiv]")
    script = re.search(r"<script>(.*?)</script>", page, re.DOTALL)
    assert policy is not None
    assert script is not None
    digest = base64.b64encode(hashlib.sha256(script[1].encode()).digest()).decode()
    assert f"'sha256-{digest}'" in str(policy.attributes["content"])
    assert tree.css("link, img, iframe, script[src], [onclick]") == []
    assert "url(http" not in page
    assert "@import" not in page


def test_no_text_of_a_page_is_unfinished(page: str) -> None:
    shown = re.sub(r"<(style|script)>.*?</\1>", "", page, flags=re.DOTALL)

    assert "{" not in shown.replace('data-told="{n}', "").replace("{n}", "")
    assert "None" not in shown


@pytest.mark.parametrize("language", RULE_LANGUAGES)
def test_the_same_data_give_the_same_page(language: RuleLanguage, some: list[Finding]) -> None:
    data = full_report(some)

    assert report_page(data, language) == report_page(data, language)


@pytest.mark.parametrize(
    ("code", "title"),
    [
        ("17", "Wellbeing services county of Ostrobothnia"),
        ("04", "Wellbeing services county of Vantaa and Kerava"),
        ("90", "Helsinki"),
        ("91", "Åland"),
    ],
)
def test_counties_are_named_in_english_as_the_ministry_writes_them(code: str, title: str) -> None:
    data = dataclasses.replace(full_report([finding(1)]), area_kind="county", area=code)

    heading = LexborHTMLParser(report_page(data, "en")).css_first("h1")

    assert heading is not None
    assert heading.text().endswith(title)
