from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hytedata.store.due import DueRow, WorkKey
from hytedata_daemon.engine.dueness import Agenda, DueWork, due_at, key_of, next_begin, works_of
from hytedata_daemon.outcome import Work
from hytedata_daemon.schedule import Every, Rule
from hytedata_daemon.settings import Settings
from tests.daemon.engine.conftest import ORGANISATIONS, settings_of

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)  # a Monday
HOURLY = Rule(Every(HOUR))
PLAN = WorkKey(ORGANISATIONS[0], "plan")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return settings_of(tmp_path)


def row(key: WorkKey = PLAN, **more: object) -> DueRow:
    """A work whose last run began just before noon and succeeded."""
    known = DueRow(key, known_at=NOON - DAY, began_at=NOON, ended_at=NOON, outcome={})
    return replace(known, **more)  # type: ignore[arg-type]


def rows(settings: Settings, *others: DueRow) -> dict[WorkKey, DueRow]:
    found = {key_of(work): row(key_of(work)) for work in works_of(settings)}
    return found | {one.key: one for one in others}


def due(settings: Settings, now: datetime, *others: DueRow) -> list[DueWork]:
    return Agenda().due(settings, rows(settings, *others), now)


def jobs(found: Iterable[DueWork]) -> list[str]:
    return [one.work.job for one in found]


# --- one work ------------------------------------------------------------------------------


def test_a_work_that_never_ran_falls_due_after_it_was_first_known() -> None:
    new = DueRow(PLAN, known_at=NOON - timedelta(minutes=10))

    assert due_at(HOURLY, new, NOON) == NOON
    assert due_at(HOURLY, new, NOON - timedelta(minutes=1)) == NOON


def test_the_time_of_a_missed_run_is_the_same_whenever_it_is_looked_for() -> None:
    late = row()

    assert {due_at(HOURLY, late, NOON + HOUR * n) for n in range(1, 50)} == {NOON + HOUR}


def test_a_failure_rests_until_its_time_and_not_until_the_next_regular_one() -> None:
    rests = NOON + timedelta(minutes=5)
    failed = row(outcome={"state": "failed"}, failures=1, not_before=rests)

    assert due_at(HOURLY, failed, NOON) == rests
    assert next_begin(HOURLY, failed, NOON) == rests


def test_a_rest_from_a_time_before_the_clock_was_set_back_is_over() -> None:
    failed = row(failures=1, not_before=NOON + DAY)

    assert due_at(HOURLY, failed, NOON) == NOON


def test_what_was_stopped_is_due_at_once() -> None:
    stopped = row(outcome={"state": "stopped"})

    assert due_at(HOURLY, stopped, NOON + timedelta(seconds=1)) == NOON


def test_a_run_that_never_ended_is_due_at_its_next_time() -> None:
    dead = row(ended_at=None, outcome={"state": "stopped"}, not_before=NOON)

    assert due_at(HOURLY, dead, NOON) == NOON + HOUR


def test_what_a_person_asks_for_is_due_also_where_it_never_runs_by_itself() -> None:
    asked = row(asked_at=NOON, asked_by="Maija", not_before=NOON + HOUR)

    assert due_at(None, asked, NOON) == NOON
    assert due_at(None, row(), NOON) is None


def test_a_last_run_in_the_future_counts_as_now() -> None:
    ahead = row(began_at=NOON + DAY, ended_at=NOON + DAY)

    assert due_at(HOURLY, ahead, NOON) == NOON + HOUR


def test_quiet_hours_hold_back_what_nobody_asked_for(tmp_path: Path) -> None:
    settings = settings_of(tmp_path, '[daemon]\nquiet_hours = ["08:00-16:00"]\n')
    late = row(began_at=NOON - DAY, ended_at=NOON - DAY)
    asked = replace(late, asked_at=NOON)

    assert due(settings, NOON, late) == []
    assert jobs(due(settings, NOON, asked)) == ["plan"]


# --- all of them ---------------------------------------------------------------------------


def test_nothing_is_due_right_after_everything_ran(settings: Settings) -> None:
    assert due(settings, NOON) == []


def test_runs_that_were_missed_for_weeks_become_one_each(settings: Settings) -> None:
    found = due(settings, NOON + 20 * DAY)

    works = [one.work for one in found]
    assert len(works) == len(set(works))
    assert {one.work.organisation for one in found if one.work.job == "apply"} == {*ORGANISATIONS}


def test_reads_come_before_plans_these_before_what_applies_them_and_that_before_gaps(
    settings: Settings,
) -> None:
    found = jobs(due(settings, NOON + 20 * DAY))

    order = ["read-lipas", "read-ptv", "read-calendars", "plan", "apply", "gaps", "clean-up"]
    assert list(dict.fromkeys(found)) == order


def test_of_a_read_of_everything_and_one_of_changes_it_is_the_first(settings: Settings) -> None:
    found = due(settings, NOON + 20 * DAY)

    assert [one.work.full for one in found if one.work.job == "read-lipas"] == [True]


def test_a_read_of_changes_stands_in_while_the_one_of_everything_rests(settings: Settings) -> None:
    now = NOON + 20 * DAY
    failed = row(WorkKey("", "read-lipas", full=True), failures=1, not_before=now + HOUR)

    found = due(settings, now, failed)

    assert [one.work.full for one in found if one.work.job == "read-lipas"] == [False]


def test_a_plan_waits_for_a_read_that_is_due_or_at_work_for_an_hour(tmp_path: Path) -> None:
    settings = settings_of(
        tmp_path,
        '[daemon.jobs.plan]\nevery = "30min"\njitter = "0s"\n',
    )
    reading = row(WorkKey("", "read-ptv"), began_at=NOON, ended_at=None)
    half_past = NOON + timedelta(minutes=30)

    waits = due(settings, half_past, reading)
    waits_no_more = due(settings, NOON + HOUR, reading)

    assert "plan" not in jobs(waits)
    assert "apply" in jobs(waits)
    assert "plan" in jobs(waits_no_more)


def test_a_plan_that_a_person_asks_for_waits_for_no_read(settings: Settings) -> None:
    reading = row(WorkKey("", "read-ptv"), began_at=NOON, ended_at=None)

    found = due(settings, NOON, reading, row(asked_at=NOON))

    assert found == [DueWork(Work(job="plan", organisation=PLAN.organisation), NOON, asked=True)]


def test_a_job_that_is_switched_off_is_never_due(tmp_path: Path) -> None:
    settings = settings_of(tmp_path, "[daemon.jobs.read-lipas]\nenabled = false\n")

    assert "read-lipas" not in jobs(due(settings, NOON + 20 * DAY))


def test_another_day_of_the_clock_makes_nothing_run_more_than_once(settings: Settings) -> None:
    agenda = Agenda()
    known = rows(settings)
    ahead = agenda.due(settings, known, NOON + DAY)
    ran = {key_of(one.work): NOON + DAY for one in ahead}
    known = {
        key: replace(one, began_at=ran.get(key, one.began_at), ended_at=ran.get(key, one.ended_at))
        for key, one in known.items()
    }

    back = agenda.due(settings, known, NOON + timedelta(minutes=1))

    assert {one.work.job for one in ahead} >= {"read-lipas", "plan", "apply", "gaps"}
    assert back == []


def test_times_are_worked_out_anew_when_the_settings_change(tmp_path: Path) -> None:
    agenda = Agenda()
    before = settings_of(tmp_path)
    agenda.due(before, rows(before), NOON)
    after = settings_of(tmp_path, '[daemon.jobs.gaps]\nevery = "1min"\njitter = "0s"\n')

    found = agenda.due(after, rows(after), NOON + timedelta(minutes=1))

    assert "gaps" in jobs(found)


def test_a_work_is_still_due_until_its_run_begins(settings: Settings) -> None:
    agenda, now = Agenda(), NOON + DAY
    one = agenda.due(settings, rows(settings), now)[0]
    key = key_of(one.work)

    assert agenda.is_still_due(one, row(key), now)
    assert not agenda.is_still_due(one, row(key, began_at=now, ended_at=None), now)
    assert not agenda.is_still_due(one, None, now)
