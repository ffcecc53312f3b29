"""The outbox of notices."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from hytedata.store import Store
from hytedata.store.notices import Change, ChannelState, New, Notice, Subject
from tests.store.conftest import Clock

WAITS = Subject("plan-waits", "org")


def keep(notice: Notice) -> Change | None:
    return None


def note(store: Store, clock: Clock, *channels: str, subject: Subject = WAITS) -> None:
    store.notices.note(New(subject, channels, {"n": 1}), clock(), keep)


def test_a_thing_is_noted_once_for_each_channel(store: Store, clock: Clock) -> None:
    note(store, clock, "it")
    note(store, clock, "it", "teams")

    noted = store.notices.about({"org"}, {"plan-waits"})

    assert [(one.channel, one.params) for one in noted] == [("it", {"n": 1}), ("teams", {"n": 1})]


def test_what_is_held_back_waits_for_its_time(store: Store, clock: Clock) -> None:
    later = clock() + timedelta(hours=1)
    store.notices.note(New(WAITS, ["it"], {}, not_before=later), clock(), keep)

    now, then = (store.notices.waiting("it", at, limit=9) for at in (clock(), later))

    assert (len(now), len(then)) == (0, 1)


def test_only_one_has_the_right_to_send_until_it_was_told_or_failed(
    store: Store, clock: Clock
) -> None:
    note(store, clock, "it")
    until = clock() + timedelta(minutes=20)

    first = [store.notices.claim("it", clock(), until) for _ in range(2)]
    store.notices.told("it", store.notices.waiting("it", clock(), limit=9), clock())
    second = store.notices.claim("it", clock(), until)
    store.notices.failed("it", clock() + timedelta(minutes=5))
    third = store.notices.claim("it", clock(), until)

    assert (first, second, third) == ([True, False], True, False)


def test_a_claim_of_a_daemon_that_died_ends(store: Store, clock: Clock) -> None:
    store.notices.claim("it", clock(), clock() + timedelta(minutes=20))

    clock.advance(seconds=1200)

    assert store.notices.claim("it", clock(), clock() + timedelta(minutes=20))


def test_what_changed_while_it_was_told_stays_to_be_told(store: Store, clock: Clock) -> None:
    note(store, clock, "it")
    note(store, clock, "it", subject=Subject("login-refused", "org"))
    sent = store.notices.waiting("it", clock(), limit=9)

    store.notices.amend(WAITS, lambda one: Change(replace(one, params={"n": 2})))
    store.notices.told("it", sent, clock())

    assert [one.params for one in store.notices.waiting("it", clock(), limit=9)] == [{"n": 2}]


def test_each_channel_tells_how_it_stands(store: Store, clock: Clock) -> None:
    began = clock()
    note(store, clock, "it", "teams")
    store.notices.told("it", store.notices.waiting("it", clock(), limit=9), clock())
    store.notices.claim("teams", clock(), clock())
    store.notices.failed("teams", clock() + timedelta(minutes=5))

    states = store.notices.channels()

    assert states["teams"] == ChannelState(
        1, began, failures=1, rests_until=began + timedelta(minutes=5)
    )


@pytest.mark.slow
def test_more_than_a_statement_holds_are_told_and_forgotten(store: Store, clock: Clock) -> None:
    for number in range(520):
        note(store, clock, "it", subject=Subject("daemon-dead", "", f"{number}"))
    sent = store.notices.waiting("it", clock(), limit=1_000)

    store.notices.told("it", sent, clock(), forget=[one.id for one in sent[:510]])

    assert len(store.notices.about({""}, {"daemon-dead"})) == 10
    assert store.notices.waiting("it", clock(), limit=1) == ()


@pytest.mark.slow
def test_daemons_that_note_and_send_at_once_are_never_refused(
    store: Store, clock: Clock, url: str
) -> None:
    together, until = threading.Barrier(6), clock() + timedelta(minutes=20)

    def daemon(number: int) -> bool:
        with Store.open(url, now=clock) as own:
            together.wait(timeout=60)
            for one in range(10):
                note(own, clock, "it", subject=Subject("plan-waits", f"org-{one}"))
            return own.notices.claim("it", clock(), until)

    with ThreadPoolExecutor(6) as pool:
        claimed = list(pool.map(daemon, range(6)))

    assert claimed.count(True) == 1
    assert len(store.notices.waiting("it", clock(), limit=99)) == 10
