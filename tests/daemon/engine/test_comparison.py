from dataclasses import replace
from datetime import UTC, datetime

from hytedata.store.due import DueRow, WorkKey
from hytedata_daemon.engine.active import Active
from hytedata_daemon.engine.comparison import Strays, deserted, lost_works
from hytedata_daemon.engine.dueness import DueWork
from hytedata_daemon.outcome import Work

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
PLAN = WorkKey("org", "plan")
OPEN = DueRow(PLAN, known_at=NOON, began_at=NOON)


def test_a_run_that_never_ended_and_that_nobody_is_at_is_lost() -> None:
    found = list(lost_works({PLAN: OPEN}, [], lambda key: OPEN))

    assert found == [DueWork(Work(job="plan", organisation="org"), NOON)]


def test_a_run_that_somebody_is_at_is_not_lost() -> None:
    at_work = Active("org:plan:x", "org", "me")

    assert list(lost_works({PLAN: OPEN}, [at_work], lambda key: OPEN)) == []


def test_a_run_that_ended_while_it_was_looked_for_is_not_lost() -> None:
    ended = replace(OPEN, ended_at=NOON)

    assert list(lost_works({PLAN: OPEN}, [], lambda key: ended)) == []
    assert list(lost_works({PLAN: ended}, [], lambda key: ended)) == []


def test_work_in_the_hands_of_nobody_who_is_here_is_deserted() -> None:
    active = [Active("a", "org", "me"), Active("b", "other", "gone"), Active("c", "third", "")]

    assert deserted(active, {"me"}) == {"gone"}


def test_a_work_is_astray_once_it_is_missing_from_the_hands_for_long() -> None:
    seconds = [0.0]
    strays = Strays(lambda: seconds[0])
    active = [Active("a", "org", "me"), Active("b", "other", "you")]

    first = strays.look(active, "me", set())
    seconds[0] = 11.0
    later = strays.look(active, "me", set())

    assert (first, later) == (False, True)


def test_a_work_in_hand_or_of_another_is_not_astray() -> None:
    seconds = [0.0]
    strays = Strays(lambda: seconds[0])
    active = [Active("a", "org", "me"), Active("b", "other", "you")]

    looks = []
    for seconds[0] in (0.0, 11.0, 22.0):
        looks.append(strays.look(active, "me", {"a"}))

    assert looks == [False, False, False]
