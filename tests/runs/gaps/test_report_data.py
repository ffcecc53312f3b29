"""A report of a small county: whose findings it has, what was read, and how it went."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from hytedata.models.finding import Problem
from hytedata.models.ptv import Record
from hytedata.quality.report.data import ReportData
from hytedata.quality.rule import Setting, Subject
from hytedata.quality.rule_set import RuleSet
from hytedata.runs.gaps.area import ReportArea
from hytedata.runs.gaps.report import GapsReport, Unchecked
from hytedata.runs.gaps.report_data import report_data
from hytedata.runs.gaps.report_parts import not_checked
from hytedata.runs.gaps.run import GapsOptions, run_gaps
from hytedata.store import Store
from tests.quality.made_rules import rule
from tests.runs.coverage.county import (
    COUNTY,
    TODAY,
    TOWN,
    County,
    area,
    config,
    connection,
    event,
    service,
)
from tests.runs.coverage.county import NOW as START
from tests.runs.gaps.conftest import MACHINERY
from tests.runs.read_fakes import Clock

KAINUU = ReportArea("county", "20")


def everything(subject: Subject, setting: Setting) -> Iterator[Problem]:
    if subject.names.get("fi") != "kunnossa":
        yield Problem(params={"what": "x"})


RULES = RuleSet(
    (
        replace(rule("PTV-FLD-001", everything), family="ptv", kinds=("ptv:service",)),
        replace(rule("LIPAS-CON-001"), family="lipas", kinds=("lipas:sports-site",)),
        rule("EVT-TXT-001", everything, severity="info"),
        *MACHINERY,
    )
)
HOSPITALS = COUNTY.model_copy(update={"area": area("205", county="20")})


class Told:
    def __init__(self, county: County, clock: Clock) -> None:
        self.county, self.clock = county, clock

    def run(self, *only: str) -> GapsReport:
        self.clock.advance(seconds=1)
        day = self.clock.time.date()
        options = GapsOptions(only=only or None)
        return run_gaps(self.county.store.catalogue, day, rules=RULES, options=options)

    def of(self, report: GapsReport, where: ReportArea = KAINUU, **more: Any) -> ReportData:
        self.county.classify()
        return report_data(config(**more), self.county.store, RULES, report, where).data


@pytest.fixture
def told() -> Iterator[Told]:
    clock = Clock()
    clock.time = START
    with Store.open("sqlite://", now=clock) as store:
        yield Told(County(store), clock)


def filled(told: Told, *more: Record) -> None:
    told.county.ptv(
        TOWN,
        HOSPITALS,
        service("liikunta", "P27.1", where=area("205", "290")),
        service("neuvonta", "P5.17", where=area(county="20"), organisation_id="hva"),
        *more,
    )
    told.county.calendar(event("e", publisher="kulttuuri"))


def test_the_wellbeing_services_county_gets_its_own_findings(told: Told) -> None:
    filled(told)

    data = told.of(told.run())

    found = {one.item_id: (one.owner, one.municipality, one.county) for one in data.findings}
    assert found["neuvonta"] == ("hva", None, "20")
    assert found["liikunta"] == ("town", "205", "20")
    assert data.owners["hva"] == {"fi": "Kainuun hyvinvointialue"}
    assert data.owners["kunta:kulttuuri"]["sv"] == "kulttuuri (kalender kunta)"


def test_a_municipality_gets_only_what_is_in_it(told: Told) -> None:
    filled(told)

    data = told.of(told.run(), ReportArea("municipality", "205"))

    assert {one.item_id for one in data.findings} == {"liikunta", "e"}
    assert data.coverage is not None
    assert data.coverage.municipalities == ("205",)


def test_a_finding_reaches_the_municipalities_of_its_service(told: Told) -> None:
    filled(told, service("kaikille", "P15.1", where=area(whole=True)))

    data = told.of(told.run())

    reach = {one.item_id: data.reach(one) for one in data.findings}
    assert reach == {"liikunta": 2, "neuvonta": 8, "kaikille": 308, "e": 1}


def test_a_connection_has_no_name_and_is_told_by_that_of_its_service(told: Told) -> None:
    catalogue = told.county.store.catalogue
    told.county.ptv(service("s77", where=area("205")), connection("s77", "c77"))
    linked = replace(rule("PTV-HRS-005", everything), family="ptv", kinds=("ptv:connection",))

    run_gaps(catalogue, TODAY, rules=RuleSet((linked, *MACHINERY)))

    found = {one.item_id: one.names for one in catalogue.findings.all(rules=["PTV-HRS-005"])}
    assert found["s77/c77"] == {"fi": "Palvelu s77"}


def test_sources_are_told_as_they_were_read_in_the_area(told: Told) -> None:
    filled(told)
    told.county.lipas(codes=("205",))

    data = told.of(told.run())

    sources = {one.name: (one.records, one.complete, one.read_at is None) for one in data.sources}
    # Lipas was read of one municipality of eight.
    assert sources == {
        "ptv": (4, True, False), "lipas": (0, False, False), "kunta": (1, True, False),
    }  # fmt: skip


def test_a_register_that_was_never_read_is_told(told: Told) -> None:
    filled(told)

    data = told.of(told.run())

    assert [one.name for one in data.sources if one.read_at is None] == ["lipas"]
    assert "source-not-read" in {one.reason for one in data.not_checked}


def test_what_belongs_nowhere_is_counted_and_told(told: Told) -> None:
    filled(told)
    told.county.calendar(event("e", places=()))

    data = told.of(told.run())

    (note,) = [one for one in data.not_checked if one.reason == "unplaced"]
    assert note.count == 1


def test_the_trend_ends_with_this_run_and_what_was_mended_is_seen_once(told: Told) -> None:
    filled(told)
    told.run()
    told.clock.time += timedelta(days=7)
    mended = service("liikunta", "P27.1", where=area("205"))
    mended = mended.model_copy(
        update={"language_versions": {"fi": mended.language_versions["fi"].model_copy(
            update={"name": "kunnossa"})}}
    )  # fmt: skip
    told.county.ptv(
        TOWN, HOSPITALS, mended,
        service("neuvonta", "P5.17", where=area(county="20"), organisation_id="hva"),
    )  # fmt: skip

    second = told.of(told.run())
    third = told.of(told.run())

    assert [(one.day, one.errors, one.infos) for one in second.trend] == [
        (TODAY, 2, 1), (TODAY + timedelta(days=7), 1, 1),
    ]  # fmt: skip
    assert second.before is not None
    assert second.before.by_owner == {"town": 1, "hva": 1, "kunta:kulttuuri": 1}
    assert [one.state for one in second.findings if one.item_id == "liikunta"] == ["fixed"]
    assert "liikunta" not in {one.item_id for one in third.findings}


def test_a_report_of_some_rules_says_so_and_has_no_trend(told: Told) -> None:
    filled(told)
    told.run()

    data = told.of(told.run("PTV-FLD-001"))

    assert [one.code for one in data.rules] == ["PTV-FLD-001"]
    assert {one.rule for one in data.findings} == {"PTV-FLD-001"}
    assert (data.trend, data.before) == ((), None)
    assert data.not_checked[0].reason == "some-rules"


def test_rules_that_lack_the_same_thing_are_one_note() -> None:
    lacking = [
        Unchecked(reason="rule-not-checked", subject=code, detail="it needs ptv")
        for code in ("X-MIS-001", "X-MIS-002")
    ]
    jumped = Unchecked(reason="rule-jumped", subject="PTV-FLD-001", count=9, detail="9 after 1")

    first, second, third = not_checked([*lacking, jumped], 4)

    assert (first.reason, first.count, first.detail) == ("rule-jumped", 9, "")
    assert (second.subject, second.count) == ("X-MIS-001, X-MIS-002", 2)
    assert (third.reason, third.count) == ("unplaced", 4)
