import threading

import pytest

from hytedata.errors import StoreError
from hytedata_daemon.engine.pulse import Pulse


class Heart:
    """Answers beats as it is told, one after the other; the last answer stays."""

    def __init__(self, *answers: bool | StoreError) -> None:
        self.answers = answers
        self.beats = 0
        self.spent = threading.Event()

    def __call__(self) -> bool:
        answer = self.answers[min(self.beats, len(self.answers) - 1)]
        self.beats += 1
        if self.beats >= len(self.answers):
            self.spent.set()
        if isinstance(answer, StoreError):
            raise answer
        return answer


def test_it_goes_on_after_a_beat_that_the_store_refused() -> None:
    heart = Heart(StoreError("away"), True, True)
    pulse = Pulse(heart, every_s=0.001)

    beaten = heart.spent.wait(10)
    pulse.stop()

    assert beaten
    assert not pulse.is_lost


@pytest.mark.parametrize("answers", [(False,), (True, False)])
def test_it_ends_once_another_has_taken_over(answers: tuple[bool, ...]) -> None:
    heart = Heart(*answers)
    pulse = Pulse(heart, every_s=0.001)

    assert heart.spent.wait(10)
    pulse.stop()

    assert pulse.is_lost


def test_it_tells_for_how_long_no_beat_was_possible() -> None:
    heart = Heart(StoreError("away"), StoreError("away"))
    pulse = Pulse(heart, every_s=0.001, monotonic=iter(range(100, 1000)).__next__)

    assert heart.spent.wait(10)
    pulse.stop()

    assert pulse.failing_s > 0


def test_a_beat_that_is_asked_for_tells_whether_this_is_still_a_daemon() -> None:
    pulse = Pulse(Heart(False), every_s=3600)

    alive = pulse.beat()
    pulse.stop()

    assert not alive
    assert pulse.is_lost
