"""Coverage and readiness in the shape of reports: three kinds of empty, and what was before."""

from datetime import date

from hytedata.quality.coverage import Cell, CellChange, Count, Coverage, CoverageChange
from hytedata.quality.coverage.values import Place
from hytedata.quality.readiness import OwnerReadiness, Profile
from hytedata.runs.coverage import CoverageReport
from hytedata.runs.gaps.area import ReportArea
from hytedata.runs.gaps.report_coverage import coverage_table, readiness_summary

KAINUU, KAJAANI = ReportArea("county", "20"), ReportArea("municipality", "205")


def cell(municipality: str = "205", count: Count | None = None, **more: object) -> Cell:
    told = {"theme": "exercise", "municipality": municipality, "count": count or Count(), **more}
    return Cell.model_validate(told)


def report(*cells: Cell, change: CoverageChange | None = None, **more: object) -> CoverageReport:
    codes = dict.fromkeys(one.municipality for one in cells)
    coverage = Coverage(
        county="20",
        county_names={"fi": "Kainuu"},
        today=date(2026, 11, 22),
        municipalities=tuple(Place(code=code, names={"fi": code}) for code in codes),
        cells=cells,
        nationwide={"exercise": 3},
    )
    return CoverageReport.model_validate(
        {"coverage": coverage.model_copy(update=more), "change": change}
    )


def test_what_was_not_read_is_not_empty_and_what_has_no_service_is_undescribed() -> None:
    told = report(cell("205"), cell("290", unread=("services",)), cell("578", Count(places=2)))

    table = coverage_table(told, KAINUU)

    nothing, unread, undescribed = (table.cell("exercise", it) for it in ("205", "290", "578"))
    assert (nothing.is_empty, nothing.is_undescribed) == (True, False)
    assert (unread.services, unread.is_empty) == (None, False)
    assert (undescribed.is_empty, undescribed.is_undescribed) == (False, True)


def test_what_was_found_counts_though_not_all_was_read() -> None:
    table = coverage_table(report(cell(count=Count(events=2), unread=("events",))), KAINUU)

    assert table.cell("exercise", "205").events == 2


def test_an_exhibition_is_among_the_events() -> None:
    table = coverage_table(report(cell(count=Count(events=2, long_running=1))), KAINUU)

    assert table.cell("exercise", "205").events == 3


def test_services_for_the_whole_country_are_in_no_cell() -> None:
    read, unread = report(cell()), report(cell(), nationwide_read=False)

    assert coverage_table(read, KAINUU).nationwide == {"exercise": 3}
    assert coverage_table(read, KAINUU).cell("exercise", "205").is_empty
    assert not coverage_table(unread, KAINUU).nationwide_read


def test_a_municipality_has_its_own_cells_only() -> None:
    table = coverage_table(report(cell("205"), cell("290")), KAJAANI)

    assert table.municipalities == ("205",)
    assert [*table.cells] == [("exercise", "205")]


def test_the_run_before_is_what_there_is_less_what_came() -> None:
    moved = CellChange(
        theme="exercise", municipality="205", before="nothing", after="",
        difference=Count(services=2),
    )  # fmt: skip
    change = CoverageChange(since=date(2026, 11, 1), cells=(moved,), appeared=("620",))
    cells = (
        cell("205", Count(services=2)),
        cell("290", Count(services=1)),
        cell("578", unread=("places",)),
        cell("620"),
    )

    table = coverage_table(report(*cells, change=change), KAINUU)
    first = coverage_table(report(*cells), KAINUU)

    before = {code: one.before for (_, code), one in table.cells.items()}
    assert before == {"205": 0, "290": 1, "578": None, "620": None}
    assert {one.before for one in first.cells.values()} == {None}


def test_readiness_is_summed_up_in_the_order_of_the_ladder() -> None:
    profile = Profile.packaged()
    owners = (
        OwnerReadiness(owner="a", passes=4, fails=2, failing={"published": 1, "organisation": 1}),
        OwnerReadiness(
            owner="b", passes=1, fails=1, unknown=3, outside=9, failing={"published": 1}
        ),
    )

    summary = readiness_summary(owners, profile)

    assert summary is not None
    assert (summary.looked_at, summary.visible, summary.unknown) == (11, 5, 3)
    assert [(one.criterion["fi"], one.count) for one in summary.reasons] == [
        ("Organisaatio on PTV:ssä", 1), ("Palvelu on julkaistu", 2),
    ]  # fmt: skip
    assert summary.limits["sv"] == profile.limits.sv


def test_without_a_service_there_is_no_readiness() -> None:
    assert readiness_summary((), Profile.packaged()) is None
