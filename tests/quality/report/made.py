"""Rules, findings and reports to write."""

from collections.abc import Iterable
from datetime import UTC, date, datetime

from hytedata.models.common import Json, Position
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

NOW = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
KEMPELE, OULU = "244", "564"


def rule(
    code: str = "PTV-CON-001",
    severity: Severity = "error",
    *,
    message: str = "Numero {phone} on väärä.",
    guidance: str = "",
) -> Rule:
    return Rule(
        code=code,
        family="ptv",
        severity=severity,
        kinds=("ptv:service",),
        words={
            "fi": RuleWords(f"Otsikko {code}", message, "Siksi.", "Korjaa Palveluhallinnassa."),
            "sv": RuleWords(f"Rubrik {code}", message, "Därför.", "Rätta i Servicehanteringen."),
            "en": RuleWords(f"Title {code}", message, "Because.", "Mend it in Palveluhallinta."),
        },
        check=lambda _subject, _setting: (),
        guidance=guidance,
    )


def finding(
    number: int = 1,
    *,
    code: str = "PTV-CON-001",
    severity: Severity = "error",
    owner: str | None = "org-1",
    name: str = "Kirjasto",
    state: FindingState = "open",
    link: str = "https://palvelu.test/1",
    value: str = "",
    phone: Json = "123",
    position: Position | None = None,
) -> Finding:
    return Finding(
        id=f"{number:020d}",
        rule=code,
        severity=severity,
        source="ptv",
        kind="service",
        item_id=f"item-{number:06d}",
        field="phones.fi[0]",
        value=value,
        params={"phone": phone},
        names={"fi": name},
        municipality=KEMPELE,
        county="19",
        owner=owner,
        position=position,
        link=link,
        state=state,
        first_seen=NOW,
        last_seen=NOW,
    )


def report(findings: Iterable[Finding] = (), *, rules: tuple[Rule, ...] = (rule(),)) -> ReportData:
    """A county with nothing but findings."""
    return ReportData(
        area_kind="county",
        area="19",
        made_at=NOW,
        sources=(ReportedSource("ptv", 100, NOW),),
        findings=findings,
        rules=rules,
        owners={"org-1": {"fi": "Kempeleen kunta", "sv": "Kempele kommun"}},
    )


def full_report(findings: Iterable[Finding] = ()) -> ReportData:
    """A county with every section but the map."""
    return ReportData(
        area_kind="county",
        area="19",
        made_at=NOW,
        sources=(ReportedSource("ptv", 100, NOW), ReportedSource("lipas")),
        findings=findings,
        rules=(rule(), rule("LIPAS-CON-001", "warning")),
        owners={"org-1": {"fi": "Kempeleen kunta", "sv": "Kempele kommun"}},
        not_checked=(
            NotChecked("source-not-read", "lipas"),
            NotChecked("rule-failed", "PTV-FLD-009", 3, "division by zero"),
        ),
        trend=(TrendPoint(date(2026, 10, 22), 12, 30), TrendPoint(date(2026, 11, 22), 9, 28)),
        before=Before(date(2026, 10, 22), {"PTV-CON-001": 4}, {"org-1": 5}),
        coverage=CoverageTable(
            ("exercise", "nutrition"),
            (OULU, KEMPELE),
            {
                ("exercise", OULU): CoverageCell(4, 38, 2, providers={"municipality": 9}),
                ("exercise", KEMPELE): CoverageCell(0, 9, None),
                ("nutrition", OULU): CoverageCell(1, 0, 0, before=0),
            },
            {"nutrition": 6},
        ),
        readiness=ReadinessSummary(
            {"fi": "Tarmoa"},
            90,
            54,
            4,
            (ReadinessCount({"fi": "Julkaistu", "en": "Published"}, 32),),
            {"fi": "Luettelo on pidempi.", "en": "The list is longer."},
        ),
    )
