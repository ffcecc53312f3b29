"""A county's report made of numbers: owners, rules and findings as they are distributed in life."""

import random
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Final, get_args

from hytedata import codes
from hytedata.classify.themes import THEME_SLUGS
from hytedata.models.classification import ProviderKind, ThemeSlug
from hytedata.models.common import Position
from hytedata.models.finding import Finding, FindingState, Severity
from hytedata.quality.report.data import (
    Before,
    CoverageCell,
    CoverageTable,
    NotChecked,
    ReadinessCount,
    ReadinessSummary,
    ReportData,
    ReportedSource,
    TrendPoint,
)
from hytedata.quality.rule import Rule, RuleWords

COUNTY: Final = "19"
NOW: Final = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
_STATES: Final[tuple[FindingState, ...]] = ("open", "open", "open", "open", "new", "reopened")
_KINDS: Final[tuple[ProviderKind, ...]] = get_args(ProviderKind)

# code, severity, title fi/sv/en, message, mend
_RULES: Final[tuple[tuple[str, Severity, str, str, str, str], ...]] = (
    (
        "PTV-CON-001",
        "error",
        "Puhelinnumero puuttuu",
        "Telefonnummer saknas",
        "No phone number",
        "phone",
    ),
    ("PTV-STR-002", "error", "Tiivistelmä puuttuu", "Sammandrag saknas", "No summary", "summary"),
    (
        "PTV-HRS-001",
        "error",
        "Palveluajat puuttuvat",
        "Servicetider saknas",
        "No service hours",
        "hours",
    ),
    (
        "PTV-FLD-003",
        "warning",
        "Tiivistelmä toistaa nimen",
        "Sammandraget upprepar namnet",
        "The summary repeats the name",
        "summary",
    ),
    ("PTV-STY-001", "warning", "Vaikea lause", "Svår mening", "A hard sentence", "text"),
    (
        "PTV-CON-006",
        "warning",
        "Verkkosivu ei ole turvallinen",
        "Webbsidan är inte säker",
        "The web page is not secure",
        "web",
    ),
    (
        "LIPAS-CON-001",
        "warning",
        "Paikalla ei ole yhteystietoja",
        "Platsen har inga kontaktuppgifter",
        "The site has no contact data",
        "contact",
    ),
    (
        "LIPAS-GEO-002",
        "error",
        "Sijainti on väärässä kunnassa",
        "Läget är i fel kommun",
        "The position is in another municipality",
        "position",
    ),
    (
        "LIPAS-AGE-001",
        "info",
        "Tietoja ei ole katsottu viiteen vuoteen",
        "Uppgifterna har inte setts på fem år",
        "Nobody has looked at it for five years",
        "age",
    ),
    (
        "X-MIS-001",
        "warning",
        "Liikuntapaikka puuttuu PTV:stä",
        "Idrottsplatsen saknas i SDL",
        "The site is not in PTV",
        "missing",
    ),
    (
        "X-RET-001",
        "error",
        "Suljettu paikka on yhä PTV:ssä",
        "En stängd plats är kvar i SDL",
        "A closed site is still in PTV",
        "closed",
    ),
    (
        "EVT-PLC-001",
        "warning",
        "Tapahtumalla ei ole paikkaa",
        "Evenemanget har ingen plats",
        "The event has no place",
        "place",
    ),
    (
        "EVT-TXT-002",
        "info",
        "Tapahtumalla ei ole kuvaa",
        "Evenemanget har ingen bild",
        "The event has no picture",
        "picture",
    ),
)


def rules() -> tuple[Rule, ...]:
    return tuple(_rule(*row) for row in _RULES)


def _rule(code: str, severity: Severity, fi: str, sv: str, en: str, field: str) -> Rule:
    return Rule(
        code=code,
        family="ptv",
        severity=severity,
        kinds=("ptv:service",),
        words={
            "fi": RuleWords(
                fi,
                f"{fi}. Nyt kentässä on ”{{told}}”.",
                "Asiakas ei löydä palvelua tai ei saa siihen yhteyttä.",
                f"Avaa kohde Palveluhallinnassa ja täydennä kenttä ({field}).",
            ),
            "sv": RuleWords(
                sv,
                f"{sv}. Nu står det ”{{told}}” i fältet.",
                "Klienten hittar inte tjänsten eller når den inte.",
                f"Öppna objektet i Servicehanteringen och fyll i fältet ({field}).",
            ),
            "en": RuleWords(
                en,
                f"{en}. The field now says “{{told}}”.",
                "A client does not find the service, or cannot reach it.",
                f"Open the record in PTV's Palveluhallinta and fill in the field ({field}).",
            ),
        },
        check=lambda _subject, _setting: (),
        guidance="https://example.test/ohje",
        heuristic=code.startswith("PTV-STY"),
    )


class MadeFindings:
    """So many findings, the same each time that they are iterated, made as they are asked for."""

    def __init__(self, count: int) -> None:
        self._count = count

    def __iter__(self) -> Iterator[Finding]:
        chance = random.Random(1)
        members = codes.municipalities(county=COUNTY)
        for number in range(self._count):
            yield _finding(number, chance, members[min(int(chance.expovariate(0.12)), 29)].code)


def _finding(number: int, chance: random.Random, municipality: str) -> Finding:
    code, severity, *_ = _RULES[min(int(chance.expovariate(0.25)), len(_RULES) - 1)]
    source = {"P": "ptv", "L": "lipas", "X": "lipas", "E": "oulunkalenteri"}[code[0]]
    kind = chance.choice(("Uimahalli", "Kirjasto", "Neuvola", "Nuorten työpaja", "Liikuntahalli"))
    name = f"{kind} {number}"
    return Finding(
        id=f"{number:020d}",
        rule=code,
        severity=severity,
        source=source,
        kind="service" if source == "ptv" else "sports-site",
        item_id=f"{number:08d}",
        field="summary.fi",
        value="Tervetuloa",
        params={"told": "Tervetuloa meille, täältä saa apua"},
        names={"fi": name, "sv": name.replace("Uimahalli", "Simhall")},
        municipality=municipality,
        county=COUNTY,
        owner=None if number % 97 == 0 else f"org-{municipality}-{number % 3}",
        position=Position(east=430_000 + number % 1000 * 50, north=7_200_000 + number % 700 * 90),
        link=f"https://palveluhallinta.example.test/service/{number:08d}",
        state="fixed"
        if number % 40 == 0
        else "waived"
        if number % 501 == 0
        else chance.choice(_STATES),
        first_seen=NOW - timedelta(days=number % 200),
        last_seen=NOW,
    )


def made_report(count: int = 20_000, findings: Iterable[Finding] | None = None) -> ReportData:
    """Return the report of a county with *count* findings, or these; no borders, so no map."""
    members = codes.municipalities(county=COUNTY)
    owners = {
        f"org-{one.code}-{kind}": {
            "fi": (
                one.name.fi + " kunta",
                "Kirjasto- ja kulttuuripalvelut, " + one.name.fi,
                one.name.fi + " Urheilijat ry",
            )[kind],
            "sv": (
                one.name.best("sv") + " kommun",
                "Bibliotek och kultur, " + one.name.best("sv"),
                one.name.fi + " Urheilijat ry",
            )[kind],
        }
        for one in members
        for kind in range(3)
    }
    return ReportData(
        area_kind="county",
        area=COUNTY,
        made_at=NOW,
        sources=(
            ReportedSource("ptv", 18_452, NOW),
            ReportedSource("lipas", 6_120, NOW),
            ReportedSource("oulunkalenteri", 2_310, NOW, complete=False),
        ),
        findings=MadeFindings(count) if findings is None else findings,
        rules=rules(),
        owners=owners,
        not_checked=(
            NotChecked("source-partly-read", "oulunkalenteri", detail="timeout after page 12"),
            NotChecked("records-rejected", "ptv", 3),
            NotChecked("criteria-unknown", "palvelun kohderyhmä"),
        ),
        trend=tuple(
            TrendPoint(date(2026, 1 + month, 22), 13_925 - 250 * month, 10_457 - 400 * month, 2_000)
            for month in range(11)
        ),
        before=Before(
            date(2026, 10, 22),
            by_rule={code: 1_700 for code, *_ in _RULES},
            by_owner=dict.fromkeys(owners, 270),
        ),
        coverage=_coverage([one.code for one in members]),
        readiness=ReadinessSummary(
            {"fi": "Tarmoa"},
            18_452,
            11_036,
            0,
            (
                ReadinessCount(
                    {"fi": "Ei julkaistu", "sv": "Inte publicerad", "en": "Not published"}, 2_410
                ),
                ReadinessCount(
                    {
                        "fi": "Ei palveluluokkaa, jota tarjotin näyttää",
                        "sv": "Ingen tjänsteklass som brickan visar",
                        "en": "No service class that the tray shows",
                    },
                    3_204,
                ),
                ReadinessCount(
                    {"fi": "Kohderyhmä puuttuu", "sv": "Målgrupp saknas", "en": "No target group"},
                    1_802,
                ),
            ),
        ),
    )


def _coverage(municipalities: list[str]) -> CoverageTable:
    chance = random.Random(2)
    cells: dict[tuple[ThemeSlug, str], CoverageCell] = {}
    for at, theme in enumerate(THEME_SLUGS):
        for code in municipalities:
            much = max(0, 7 - at) + chance.randint(-3, 3)
            places = max(0, much * chance.randint(0, 6)) if at < 3 else 0
            cell = CoverageCell(
                services=max(0, much) if chance.random() > 0.2 else 0,
                places=places,
                events=max(0, chance.randint(-2, 4)) if code != municipalities[0] else None,
                possible=chance.randint(0, 2),
                providers={kind: 1 for kind in _KINDS if much > 1 and chance.random() > 0.6},
                before=max(0, much),
            )
            cells[theme, code] = cell
    return CoverageTable(
        THEME_SLUGS,
        tuple(municipalities),
        cells,
        {theme: 6 + at for at, theme in enumerate(THEME_SLUGS)},
    )
