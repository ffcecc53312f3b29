from threading import Event

from hytedata_daemon.checks.together import together


def test_one_that_hangs_does_not_hold_the_others_and_results_keep_their_order() -> None:
    released = Event()
    tasks = [lambda: "first", lambda: str(released.wait(60)), lambda: "third"]

    found = together(tasks, limit_s=0.2, late=lambda place: f"{place} was late")

    released.set()
    assert found == ["first", "1 was late", "third"]
