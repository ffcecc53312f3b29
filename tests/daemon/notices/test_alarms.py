"""What is told where the store itself fails."""

from hytedata_daemon.notices import Alarms, Trouble
from tests.daemon.notices.conftest import MAIL, MakeOffice

FULL = Trouble("store-failed", facts={"detail": "there is no room left on its disk"})


def test_a_store_that_fails_is_told_at_once_and_again_after_six_hours(office: MakeOffice) -> None:
    it = office(f"[daemon.notices]\nquiet_hours = []\n{MAIL}")
    alarms = Alarms({}, send=it.post)

    told = []
    for _ in range(14):
        told.append(alarms.tell(it.settings, FULL, it.clock()))
        it.clock.advance(minutes=30)

    assert told == [1] + [0] * 11 + [1, 0]
    assert "there is no room left" in it.post.sent[0][1].text


def test_an_alarm_waits_for_the_end_of_quiet_hours(office: MakeOffice) -> None:
    it = office()
    alarms = Alarms({}, send=it.post)

    it.clock.advance(hours=11)
    by_night = alarms.tell(it.settings, FULL, it.clock())
    it.clock.advance(hours=9)
    by_day = alarms.tell(it.settings, FULL, it.clock())

    assert (by_night, by_day) == (0, 1)


def test_an_alarm_that_cannot_be_sent_is_no_error(office: MakeOffice) -> None:
    it = office()
    it.post.closed.add("it")

    told = Alarms({}, send=it.post).tell(it.settings, FULL, it.clock())

    assert told == 0
