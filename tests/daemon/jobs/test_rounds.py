"""Each job once, in its order, against the sandbox; what a second round finds left to do."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from hytedata.runs.texts_review import TextsReview
from hytedata.sandbox import Sandbox
from hytedata.store import Store
from hytedata_daemon.jobs.area import counties_of
from hytedata_daemon.settings import JobName, Settings
from tests.daemon.jobs.conftest import Configure, Do

pytestmark = pytest.mark.slow

Open = Callable[[Settings], Store]

READS: tuple[JobName, ...] = ("read-lipas", "read-ptv", "read-calendars")


def test_a_first_round_reads_plans_publishes_checks_and_cleans_up(
    configure: Configure, do: Do, sandbox: Sandbox
) -> None:
    settings = configure()
    jobs: tuple[JobName, ...] = (*READS, "plan", "apply", "gaps", "boundaries", "clean-up")

    outcomes = {job: do(settings, job) for job in jobs}

    assert {job: one.state for job, one in outcomes.items()} == dict.fromkeys(jobs, "done")
    assert outcomes["read-lipas"].counts == {"new": 4}
    assert outcomes["read-calendars"].counts["new"] > 50
    assert outcomes["apply"].plan == outcomes["plan"].plan
    assert outcomes["apply"].counts == {"done": outcomes["plan"].counts["changes"]}
    assert outcomes["boundaries"].code == "fetched"
    assert outcomes["gaps"].counts["looked_at"] > 50
    assert len(sandbox.writes()) > 0


def test_runs_of_reads_plans_and_applies_can_be_looked_up(
    configure: Configure, do: Do, opened: Open
) -> None:
    settings = configure()

    runs = [do(settings, job).run for job in ("read-lipas", "plan", "apply")]

    numbers = [one for one in runs if one is not None]
    kinds = [opened(settings).runs(numbers)[one].kind for one in numbers]
    assert kinds == ["read lipas", "plan", "apply"]


def test_borders_that_are_kept_are_not_asked_for_again(
    configure: Configure, do: Do, sandbox: Sandbox
) -> None:
    settings = configure()
    do(settings, "boundaries")
    sandbox.controls.clear_journal()

    again = do(settings, "boundaries")

    assert (again.state, again.code) == ("done", "kept")
    assert sandbox.journal() == ()


def test_borders_that_are_not_out_yet_leave_those_of_the_year_before(
    configure: Configure, do: Do, sandbox: Sandbox
) -> None:
    settings = configure()
    year = do(settings, "boundaries").counts["year"]
    for file in (settings.config.cache_folder or pytest.fail("no folder")).rglob("*.*"):
        file.unlink()
    sandbox.controls.hold_back_boundaries(year)

    first, second = do(settings, "boundaries"), do(settings, "boundaries")

    assert (first.code, first.counts["year"]) == ("fetched", year - 1)
    assert (second.state, second.code) == ("done", "not-out-yet")


def test_in_a_new_year_its_borders_are_asked_for_until_they_are_out(
    configure: Configure, do: Do, sandbox: Sandbox
) -> None:
    settings = configure()
    year = do(settings, "boundaries").counts["year"]
    january = datetime(year + 1, 1, 11, 3, tzinfo=UTC)

    early = do(settings, "boundaries", now=lambda: january)
    sandbox.controls.publish_boundaries(year + 1, merged="785", into="889")
    late = do(settings, "boundaries", now=lambda: january)

    assert (early.state, early.code) == ("done", "not-out-yet")
    assert (late.code, late.counts) == ("fetched", {"year": year + 1, "municipalities": 307})


def test_gaps_write_the_report_of_the_organisations_county_beside_the_store(
    configure: Configure, do: Do, tmp_path: Path
) -> None:
    settings = configure()
    do(settings, "read-lipas")

    outcome = do(settings, "gaps")

    (folder,) = (tmp_path / "reports").glob("*Z/*")
    names = {one.name for one in folder.iterdir()}
    assert (outcome.state, outcome.code) == ("done", "")
    assert {"report.fi.html", "report.sv.html", "report.en.html", "worklists"} <= names
    assert len(list((folder / "worklists").glob("*.fi.xlsx"))) > 0


def test_a_report_that_cannot_be_written_is_told_and_findings_and_counts_are_kept(
    configure: Configure, do: Do, opened: Open, tmp_path: Path
) -> None:
    settings = configure()
    do(settings, "read-lipas")
    (tmp_path / "reports").touch()

    outcome = do(settings, "gaps")

    catalogue = opened(settings).catalogue
    assert (outcome.state, outcome.code) == ("incomplete", "report-unwritten")
    assert str(tmp_path / "reports") in outcome.detail
    assert catalogue.coverage.latest(counties_of(settings.config)[0]) is not None
    assert sum(one.found for one in catalogue.findings.counts()) > 0


def test_gaps_before_anything_was_read_say_so(configure: Configure, do: Do) -> None:
    outcome = do(configure(), "gaps")

    assert (outcome.state, outcome.code) == ("done", "nothing-read")


def test_a_plan_of_texts_that_wait_keeps_them_for_the_pages(
    configure: Configure, do: Do, opened: Open, sandbox: Sandbox
) -> None:
    settings = with_approval_of_texts(configure)

    outcome = do(settings, "plan")

    kept = opened(settings).text_reviews.get(sandbox.organisation)
    assert kept is not None
    review = msgspec.json.decode(kept.document, type=TextsReview)
    assert outcome.state == "done"
    assert outcome.counts["changes"] == 0
    assert {text.state for text in review.texts} == {"new"}
    assert {item.kind for item in review.items} == {"service", "channel"}
    assert review.required


def with_approval_of_texts(configure: Configure) -> Settings:
    return configure("[organisation.texts]\nrequire_approval = true\n")


def test_an_organisation_that_left_the_configuration_is_no_trouble(
    configure: Configure, do: Do
) -> None:
    gone = "00000000-0000-4000-8000-000000000001"

    outcome = do(configure(), "apply", organisation=gone)

    assert (outcome.state, outcome.code) == ("done", "organisation-unknown")


def test_without_calendars_there_is_nothing_to_read(configure: Configure, do: Do) -> None:
    settings = configure()
    alone = Settings(settings.config.model_copy(update={"calendar": ()}), settings.daemon)

    assert do(alone, "read-calendars").code == "no-calendar"
