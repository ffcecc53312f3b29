"""The daemon stops: reads end at the next batch, an apply after the write in hand."""

from collections.abc import Callable

import pytest

from hytedata.runs.progress import Step
from hytedata.sandbox import Sandbox
from hytedata.store import Store
from hytedata_daemon.jobs.upstreams import Gate
from hytedata_daemon.settings import JobName, Settings
from tests.daemon.jobs.conftest import Configure, Do

pytestmark = pytest.mark.slow

Open = Callable[[Settings], Store]


class StopAfter:
    """Asks to stop once so many steps were told of."""

    def __init__(self, steps: int) -> None:
        self.left = steps

    def tell(self, _: Step) -> None:
        self.left -= 1

    def __call__(self) -> bool:
        return self.left <= 0


@pytest.mark.parametrize("job", ["read-lipas", "read-ptv", "read-calendars", "plan", "gaps"])
def test_a_job_ends_at_its_next_batch_and_its_run_honestly(
    configure: Configure, do: Do, opened: Open, job: JobName
) -> None:
    settings = configure()
    if job == "gaps":
        do(settings, "read-calendars")
    stop = StopAfter(2)

    outcome = do(settings, job, stop=stop, tell=stop.tell)

    assert (outcome.state, outcome.code) == ("stopped", "stop-asked")
    if outcome.run is not None:
        run = opened(settings).runs([outcome.run])[outcome.run]
        assert run.verdict == "interrupted"
        assert run.ended_at is not None


@pytest.mark.parametrize("job", ["read-lipas", "read-ptv", "read-calendars", "plan"])
def test_what_was_stopped_is_done_the_next_time(configure: Configure, do: Do, job: JobName) -> None:
    settings = configure()
    stop = StopAfter(1)
    do(settings, job, stop=stop, tell=stop.tell)

    outcome = do(settings, job)

    assert (outcome.state, outcome.code) == ("done", "")


@pytest.mark.parametrize("writes", [1, 3, 6])
def test_a_stopped_apply_leaves_no_write_open_and_the_next_does_exactly_the_rest(
    configure: Configure, do: Do, opened: Open, sandbox: Sandbox, writes: int
) -> None:
    settings = configure()
    plan = do(settings, "plan").plan or ""
    stop = StopAfter(writes)
    stopped = do(settings, "apply", stop=stop, tell=stop.tell)
    store = opened(settings)
    open_then = [one for one in store.intents_of_plan(plan) if one.state == "open"]

    rest = do(settings, "apply")

    assert (stopped.state, stopped.code) == ("stopped", "stop-asked")
    assert stopped.counts == {"done": writes, "not-tried": 10 - writes}
    assert open_then == []
    assert (rest.state, rest.counts) == ("done", {"done": 10})
    changes = [one.change_id for one in store.intents_of_plan(plan)]
    assert len(changes) == len(set(changes)) == 10
    assert store.runs([stopped.run or 0])[stopped.run or 0].verdict == "stopped"


def test_who_is_told_to_stop_before_the_beginning_asks_nobody(
    configure: Configure, do: Do, sandbox: Sandbox
) -> None:
    outcome = do(configure(), "read-lipas", stop=lambda: True)

    assert outcome.state == "stopped"
    assert sandbox.journal() == ()


def test_a_read_that_lost_its_share_of_the_upstream_ends_and_comes_again(
    configure: Configure, do: Do, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As after the store was away for two minutes.
    monkeypatch.setattr(Gate, "is_lost", True)

    outcome = do(configure(), "read-lipas")

    assert (outcome.state, outcome.code) == ("busy", "upstream-shared")
