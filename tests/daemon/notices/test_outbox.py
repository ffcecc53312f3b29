"""One message for all that is new, at its time, whatever other channels and daemons do."""

import logging
from datetime import timedelta
from itertools import pairwise

import pytest

from hytedata.errors import NotFound
from hytedata.export.map.words import number
from hytedata_daemon.notices import Sent, Trouble, note_over, note_trouble, send_due, send_test
from hytedata_daemon.notices.messages import Message
from hytedata_daemon.settings import Settings
from hytedata_daemon.settings.notices import Channel
from tests.daemon.notices.conftest import MAIL, MALLILA, MakeOffice, Office

TEAMS = """
[[daemon.notices.channel]]
name = "teams"
url_env = "TEAMS"
"""


@pytest.mark.parametrize("many", [30, pytest.param(1000, marks=pytest.mark.slow)])
def test_a_flood_of_events_is_one_message(office: MakeOffice, many: int) -> None:
    it = office()
    for one in range(many):
        trouble = Trouble("daemon-dead", subject=f"d{one}")
        note_trouble(it.store, it.settings, trouble, it.clock())

    sent = [it.send() for _ in range(3)]

    assert sent == [Sent(messages=1, notices=many), Sent(), Sent()]
    assert it.post.subjects == [f"hytedata: {number(many, 'fi')} asiaa"]
    assert len(it.post.sent[0][1].text) < 15_000


def test_what_comes_up_within_an_hour_is_told_together(office: MakeOffice) -> None:
    it = office()
    it.ends("apply", "waiting", "plan-waits")
    it.send()

    for minutes in (10, 20, 29):
        it.ends("apply", "waiting", "login-refused", organisation=f"org-{minutes}")
        it.clock.advance(minutes=minutes)
        it.send()
    early = len(it.post.sent)
    it.clock.advance(minutes=1)
    it.send()

    assert early == 1
    assert it.post.subjects[1] == "hytedata: 3 asiaa, 3 vaatii korjausta"


def test_a_channel_that_fails_rests_for_longer_each_time_and_loses_nothing(
    office: MakeOffice,
) -> None:
    it = office()
    it.post.closed.add("it")
    it.ends("apply", "waiting", "plan-waits")
    tries = []

    for _ in range(12 * 6):
        if it.send().failed:
            tries.append(it.clock())
        it.clock.advance(minutes=5)
    it.post.closed.clear()
    it.clock.advance(hours=12)
    it.send()

    waits = [later - earlier for earlier, later in pairwise(tries)]
    assert waits == [timedelta(minutes=minutes) for minutes in (5, 10, 20, 40, 80, 160)]
    assert len(it.post.sent) == 1


def test_a_channel_that_fails_holds_up_no_other(office: MakeOffice) -> None:
    it = office(MAIL + TEAMS)
    it.post.closed.add("it")
    it.ends("apply", "waiting", "plan-waits")

    sent = it.send()

    assert sent == Sent(messages=1, notices=1, failed=("it",))
    assert [name for name, _, _ in it.post.sent] == ["teams"]


def test_a_fault_of_ours_in_one_channel_is_logged_and_holds_up_no_other(
    office: MakeOffice, caplog: pytest.LogCaptureFixture
) -> None:
    it = office(MAIL + TEAMS)
    it.ends("apply", "waiting", "plan-waits")

    def broken(
        settings: Settings, channel: Channel, message: Message, environ: object, *, kind: str
    ) -> None:
        if channel.name == "it":
            raise ZeroDivisionError

    with caplog.at_level(logging.WARNING):
        sent = send_due(it.store, it.settings, {}, it.clock(), send=broken)

    assert sent == Sent(messages=1, notices=1, failed=("it",))
    assert [record.message for record in caplog.records] == ["notice_not_sent"]


def test_two_daemons_send_a_message_once(office: MakeOffice) -> None:
    it = office()
    it.ends("apply", "waiting", "plan-waits")
    others = []

    def meanwhile(
        settings: Settings, channel: Channel, message: Message, environ: object, *, kind: str
    ) -> None:
        others.append(it.send())

    mine = send_due(it.store, it.settings, {}, it.clock(), send=meanwhile)

    assert mine.messages == 1
    assert others == [Sent()]


def test_what_is_over_while_it_is_being_told_is_told_as_over_next(office: MakeOffice) -> None:
    it = office()
    it.ends("apply", "waiting", "login-refused")
    it.send()
    it.clock.advance(days=7)
    it.ends("apply", "waiting", "login-refused")

    def meanwhile(
        settings: Settings, channel: Channel, message: Message, environ: object, *, kind: str
    ) -> None:
        note_over(it.store, "login-refused", MALLILA)

    send_due(it.store, it.settings, {}, it.clock(), send=meanwhile)
    it.clock.advance(hours=1)
    it.send()

    assert it.post.subjects[1:] == ["hytedata: Kirjautuminen PTV:hen onnistuu taas: Mallila"]


def test_it_goes_on_at_once_after_a_clock_was_set_back(office: MakeOffice) -> None:
    it = office()
    it.clock.advance(days=400)
    it.ends("apply", "waiting", "plan-waits")
    it.send()

    it.clock.advance(days=-400)
    it.ends("apply", "waiting", "login-refused")
    it.send()

    assert len(it.post.sent) == 2


def test_a_trial_goes_out_at_any_hour(office: MakeOffice) -> None:
    it = office()

    send_test(it.settings, {}, "it", send=it.post)

    assert it.post.subjects == ["hytedata: Hytedatan kokeiluviesti"]


def test_a_trial_of_an_unknown_channel_names_those_that_there_are(office: MakeOffice) -> None:
    it = office(MAIL + TEAMS)

    with pytest.raises(NotFound, match="it, teams"):
        send_test(it.settings, {}, "email", send=it.post)


def test_told_notices_are_forgotten_and_unsent_ones_of_channels_that_are_gone(
    office: MakeOffice,
) -> None:
    it: Office = office(MAIL + TEAMS)
    it.post.closed.add("teams")
    it.ends("apply", "waiting", "plan-waits")
    it.send()

    kept = it.store.notices.forget_before(it.clock() + timedelta(days=1), ("it", "teams"))
    gone = it.store.notices.forget_before(it.clock() + timedelta(days=1), ("it",))

    assert (kept, gone) == (1, 2)
