"""When people are told: not in quiet hours, not more often than wanted, once a day where asked."""

from datetime import UTC, datetime, timedelta

import pytest

from hytedata_daemon.notices.timing import rest_after
from tests.daemon.notices.conftest import MAIL, MakeOffice

QUIET = '[daemon.notices]\nquiet_hours = ["21:00-06:00"]\n'
ALL_DAY = "[daemon.notices]\nquiet_hours = []\n"


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("night", "until"),
    [
        ("2026-07-14T20:30", "2026-07-15T03:00"),  # summer: three hours before Helsinki
        ("2026-11-24T20:30", "2026-11-25T04:00"),  # winter: two
        ("2026-03-28T21:30", "2026-03-29T03:00"),  # the night that is an hour shorter
        ("2026-10-24T21:30", "2026-10-25T04:00"),  # the night that is an hour longer
    ],
)
def test_quiet_hours_end_by_the_clock_on_the_wall(
    office: MakeOffice, night: str, until: str
) -> None:
    it = office(QUIET + MAIL)
    it.clock.time = utc(night)
    it.ends("apply", "waiting", "login-refused")

    it.send()
    it.clock.time = utc(until) - timedelta(seconds=1)
    it.send()
    early = len(it.post.sent)
    it.clock.time = utc(until)
    it.send()

    assert (early, len(it.post.sent)) == (0, 1)


def test_a_rule_that_may_break_quiet_hours_does_and_takes_nothing_else_along(
    office: MakeOffice,
) -> None:
    it = office(f'{QUIET}{MAIL}through_quiet_hours = ["store-failed"]\n')
    it.clock.time = utc("2026-11-24T22:00")

    it.ends("apply", "waiting", "plan-waits")
    it.ends("apply", "failed", "store")
    it.send()

    assert it.post.subjects == ["hytedata: Hytedatan tietovarasto ei toimi"]


def test_a_channel_may_want_one_message_a_day(office: MakeOffice) -> None:
    it = office(f'{ALL_DAY}{MAIL}daily_at = "08:00"\n')
    sent = []

    for hour in range(0, 72, 2):
        if hour % 8 == 0:
            it.ends("apply", "waiting", "plan-waits", organisation=f"org-{hour}")
        if it.send().messages:
            sent.append(it.clock.time)
        it.clock.advance(hours=2)

    assert sent == [utc(f"2026-11-{day}T06:00") for day in (25, 26, 27)]


def test_a_daily_message_comes_once_on_each_day_of_a_change_of_the_clock(
    office: MakeOffice,
) -> None:
    it = office(f'{ALL_DAY}{MAIL}daily_at = "03:30"\n')
    it.clock.time = utc("2026-10-24T12:00")
    sent = []

    for step in range(2 * 39):
        if step % 8 == 0:
            it.ends("apply", "waiting", "plan-waits", organisation=f"org-{step}")
        if it.send().messages:
            sent.append(it.clock.time)
        it.clock.advance(minutes=30)

    assert sent == [utc("2026-10-25T00:30"), utc("2026-10-26T01:30")]


def test_a_message_may_come_every_minute_where_that_is_wanted(office: MakeOffice) -> None:
    it = office(f'{MAIL}at_most_every = "1min"\n')
    sent = 0

    for number in range(3):
        it.ends("apply", "waiting", "plan-waits", organisation=f"org-{number}")
        sent += it.send().messages
        it.clock.advance(minutes=1)

    assert sent == 3


def test_the_longest_rest_after_failures_is_six_hours() -> None:
    assert rest_after(500) == timedelta(hours=6)
