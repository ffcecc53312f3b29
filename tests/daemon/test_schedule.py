from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hytedata_daemon.quiet_hours import QuietHours
from hytedata_daemon.schedule import Cron, Every, Rule, is_due, jitter, next_run, next_start

HELSINKI = ZoneInfo("Europe/Helsinki")
DAY = timedelta(days=1)
NIGHT = QuietHours(time(22), time(6))
OFFICE = QuietHours(time(8), time(16))


def at(text: str, fold: int = 0) -> datetime:
    """Read a time in Helsinki."""
    return datetime.fromisoformat(text).replace(tzinfo=HELSINKI, fold=fold).astimezone(UTC)


def daily(expression: str, **more: object) -> Rule:
    return Rule(Cron(expression), **more)  # type: ignore[arg-type]


def runs(rule: Rule, start: datetime, end: datetime) -> list[datetime]:
    found: list[datetime] = []
    moment = start
    while (moment := next_run(rule, moment)) < end:
        found.append(moment)
    return found


# --- times ---------------------------------------------------------------------------------


def test_a_cron_expression_is_meant_on_the_clock_of_its_zone() -> None:
    rule = daily("30 2 * * *")

    found = next_run(rule, at("2026-07-01 12:00"))

    assert found == datetime(2026, 7, 1, 23, 30, tzinfo=UTC)


def test_the_moment_itself_is_not_after_itself() -> None:
    rule = daily("30 2 * * *")

    found = next_run(rule, at("2026-07-02 02:30"))

    assert found == at("2026-07-03 02:30")


def test_mondays_of_january_follow_each_other() -> None:
    rule = daily("30 3 * JAN MON")

    found = runs(rule, at("2026-02-01 00:00"), at("2027-02-01 00:00"))

    assert [run.astimezone(HELSINKI).strftime("%d.%m.%Y") for run in found] == [
        "04.01.2027",
        "11.01.2027",
        "18.01.2027",
        "25.01.2027",
    ]


def test_an_interval_is_the_same_whenever_a_daemon_was_started() -> None:
    rule = Rule(Every(timedelta(hours=6)))

    found = {next_run(rule, at(f"2026-07-01 {hour:02}:17")) for hour in range(9, 15)}

    assert found == {at("2026-07-01 15:00")}


@pytest.mark.parametrize(
    ("expression", "told"),
    [
        ("30 2 * *", "five fields"),
        ("0 30 2 * * *", "five fields"),
        ("@daily", "five fields"),
        ("61 2 * * *", "bad minute"),
        ("0 0 31 2 *", "bad day-of-month"),
        ("* * */20 * 1L", "never comes"),
    ],
)
def test_an_expression_that_means_nothing_cannot_be_built(expression: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        Cron(expression)


# --- changes of the clock ------------------------------------------------------------------


def test_what_is_due_in_the_skipped_hour_runs_when_the_clock_has_jumped() -> None:
    rule = daily("30 3 * * *")

    found = runs(rule, at("2026-03-28 12:00"), at("2026-03-30 12:00"))

    assert found == [at("2026-03-29 04:00"), at("2026-03-30 03:30")]


def test_what_is_due_in_the_hour_that_comes_twice_runs_once() -> None:
    rule = daily("30 3 * * *")

    found = runs(rule, at("2026-10-24 12:00"), at("2026-10-26 12:00"))

    assert found == [at("2026-10-25 03:30"), at("2026-10-26 03:30")]


def test_asked_in_the_second_round_of_the_hour_a_daily_run_is_over() -> None:
    rule = daily("45 3 * * *")

    found = next_run(rule, at("2026-10-25 03:30", fold=1))

    assert found == at("2026-10-26 03:45")


@pytest.mark.parametrize("day", ["2026-03-29", "2026-10-25"])
def test_an_interval_knows_no_change_of_the_clock(day: str) -> None:
    rule = Rule(Every(timedelta(minutes=15)))

    found = runs(rule, at(f"{day} 00:00") - timedelta(seconds=1), at(f"{day} 00:00") + DAY)

    assert len(found) == 96


@given(
    hour=st.integers(0, 23),
    minute=st.integers(0, 59),
    change=st.sampled_from(["2026-03-29", "2026-10-25"]),
    asked=st.integers(0, 59),
)
def test_a_daily_job_runs_once_on_each_day_of_a_change(
    hour: int, minute: int, change: str, asked: int
) -> None:
    rule = daily(f"{minute} {hour} * * *")
    midnight = at(f"{change} 00:00")

    # As a daemon does: it asks again and again, not only after a run.
    moments = [midnight - DAY + timedelta(hours=step, minutes=asked) for step in range(48)]
    found = {run for moment in moments for run in [next_run(rule, moment)]}

    # Of the calendar's days around the change each has one run, on its own day.
    days = [run.astimezone(HELSINKI).date() for run in sorted(found)]
    assert len(days) == len(set(days))
    assert midnight.astimezone(HELSINKI).date() in days


# --- jitter --------------------------------------------------------------------------------


def test_jitter_is_the_same_each_time_and_on_each_machine() -> None:
    first = jitter(timedelta(minutes=30), "plan", "889")

    assert first == jitter(timedelta(minutes=30), "plan", "889")
    # By value: a hash that is seeded for each process would differ here from run to run.
    assert first == timedelta(seconds=1582)


def test_jitter_spreads_organisations_over_its_whole_span() -> None:
    found = [jitter(timedelta(hours=1), "plan", str(number)) for number in range(300)]

    quarters = [sum(one // timedelta(minutes=15) == part for one in found) for part in range(4)]
    assert max(found) < timedelta(hours=1)
    assert min(quarters) > 50


def test_no_jitter_is_none() -> None:
    assert jitter(timedelta(0), "plan", "889") == timedelta(0)


def test_a_job_that_is_later_than_its_time_is_not_lost_after_it() -> None:
    rule = daily("0 2 * * *", offset=timedelta(minutes=20))

    found = runs(rule, at("2026-07-01 02:10"), at("2026-07-03 02:10"))

    assert found == [at("2026-07-01 02:20"), at("2026-07-02 02:20")]


# --- quiet hours ---------------------------------------------------------------------------


def test_what_is_due_in_quiet_hours_begins_when_they_are_over() -> None:
    rule = daily("30 3 * * *", quiet=(NIGHT,))

    found = next_run(rule, at("2026-07-01 12:00"))

    assert found == at("2026-07-02 06:00")


def test_many_times_in_quiet_hours_become_one() -> None:
    rule = Rule(Every(timedelta(hours=1)), quiet=(OFFICE,))

    found = runs(rule, at("2026-07-01 07:30"), at("2026-07-01 18:30"))

    assert found == [at("2026-07-01 16:00"), at("2026-07-01 17:00"), at("2026-07-01 18:00")]


def test_asked_within_quiet_hours_what_fell_into_them_is_still_to_come() -> None:
    rule = daily("0 9 * * *", quiet=(OFFICE,))

    found = next_run(rule, at("2026-07-01 12:00"))

    assert found == at("2026-07-01 16:00")


def test_after_quiet_hours_not_everybody_begins_at_once() -> None:
    offset = timedelta(minutes=7)

    found = next_run(daily("0 9 * * *", quiet=(OFFICE,), offset=offset), at("2026-07-01 00:00"))

    assert found == at("2026-07-01 16:07")


def test_quiet_hours_that_touch_are_one() -> None:
    rule = daily("0 7 * * *", quiet=(QuietHours(time(6), time(10)), QuietHours(time(10), time(12))))

    found = next_run(rule, at("2026-07-01 00:00"))

    assert found == at("2026-07-01 12:00")


@pytest.mark.parametrize(
    ("due", "end", "ends_at"),
    [
        ("2026-03-29 02:00", time(3, 30), at("2026-03-29 04:00")),
        ("2026-10-25 02:00", time(3, 30), at("2026-10-25 03:30", fold=1)),
        ("2026-03-29 02:00", time(6), at("2026-03-29 06:00")),
        ("2026-10-25 02:00", time(6), at("2026-10-25 06:00")),
    ],
)
def test_quiet_hours_end_by_the_clock_on_the_wall(due: str, end: time, ends_at: datetime) -> None:
    rule = daily("0 2 * * *", quiet=(QuietHours(time(22), end),))

    found = next_run(rule, at(due) - timedelta(hours=1))

    assert found == ends_at


def test_a_rule_that_quiet_hours_leave_no_time_for_cannot_be_built() -> None:
    whole_day = (QuietHours(time(8), time(20)), QuietHours(time(20), time(8)))

    with pytest.raises(ValueError, match="no time to run in"):
        daily("0 2 * * *", quiet=whole_day)


@given(
    start=st.integers(0, 86_400 * 400),
    minute=st.integers(0, 59),
    hour=st.integers(0, 23),
    offset_s=st.integers(0, 7199),
    quiet=st.sampled_from([(), (NIGHT,), (OFFICE,), (NIGHT, QuietHours(time(9), time(15)))]),
)
def test_runs_come_later_and_outside_quiet_hours_and_none_is_between(
    start: int, minute: int, hour: int, offset_s: int, quiet: tuple[QuietHours, ...]
) -> None:
    rule = daily(f"{minute} {hour} * * *", offset=timedelta(seconds=offset_s), quiet=quiet)
    moment = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=start)

    found = next_run(rule, moment)

    assert moment < found <= moment + 2 * DAY + timedelta(hours=2)
    shown = found.astimezone(HELSINKI).time()
    assert not any(_is_within(shown, hours) for hours in quiet)
    assert next_run(rule, moment + (found - moment) / 2) == found


def _is_within(shown: time, hours: QuietHours) -> bool:
    if hours.start < hours.end:
        return hours.start <= shown < hours.end
    return shown >= hours.start or shown < hours.end


# --- missed runs, and clocks that are wrong ------------------------------------------------


def test_all_missed_runs_together_are_made_up_for_once() -> None:
    rule = daily("0 2 * * *")
    now = at("2026-07-10 09:00")

    begins = next_start(rule, last=at("2026-07-01 02:00"), now=now)

    assert begins == now
    assert not is_due(rule, last=now, now=now)
    assert next_start(rule, last=now, now=now) == at("2026-07-11 02:00")


def test_what_is_not_due_yet_waits() -> None:
    rule = daily("0 2 * * *")

    begins = next_start(rule, last=at("2026-07-01 02:00"), now=at("2026-07-01 09:00"))

    assert begins == at("2026-07-02 02:00")


def test_a_missed_run_is_made_up_for_after_quiet_hours() -> None:
    rule = daily("0 2 * * *", quiet=(OFFICE,))

    begins = next_start(rule, last=at("2026-07-01 02:00"), now=at("2026-07-10 09:00"))

    assert begins == at("2026-07-10 16:00")


def test_a_clock_that_jumps_a_day_ahead_makes_one_run() -> None:
    rule = Rule(Every(timedelta(minutes=15)))
    before = at("2026-07-01 12:00")
    now = before + DAY

    is_first = is_due(rule, last=before, now=now)

    assert is_first
    assert not is_due(rule, last=now, now=now)


def test_a_clock_that_is_set_back_a_day_does_not_stop_a_job_for_that_day() -> None:
    rule = daily("0 2 * * *")
    last = at("2026-07-02 13:00")  # begun while the clock was a day ahead

    begins = next_start(rule, last=last, now=at("2026-07-01 13:00"))

    assert begins == at("2026-07-02 02:00")
