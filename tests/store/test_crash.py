import subprocess
import sys
from pathlib import Path

import pytest

from hytedata.store import Store
from tests.store.conftest import Clock

DYING = Path(__file__).with_name("dying.py")


def work_and_die(url: str, task: str, after: int) -> bool:
    """Whether the process was killed, rather than getting through."""
    done = subprocess.run(
        [sys.executable, str(DYING), url, task, str(after)],
        stdout=subprocess.PIPE,
        timeout=60,
        check=False,
    )
    assert done.returncode in (0, -9)
    return done.returncode == -9


@pytest.mark.parametrize("after", [1, 2, 3, 4, 5, 6])
def test_a_run_killed_while_closing_an_intent_leaves_all_or_nothing(
    url: str, clock: Clock, after: int
) -> None:
    with Store.open(url, now=clock) as store:
        store.open_intent(
            plan_id="p", change_id="c", organisation="org", login="mallila", change={}, before=None
        )

    killed = work_and_die(url, "close", after)

    with Store.open(url, now=clock) as store:
        still_open = len(store.open_intents("org", "mallila"))
        links, applied = store.links("org", "mallila"), store.applied("org", "mallila")
        connections = store.connections("org", "mallila")
    assert still_open == (1 if killed else 0)
    assert len(links) == len(applied) == len(connections) == 1 - still_open


@pytest.mark.parametrize("after", [1, 5, 20, 40])
def test_a_store_whose_making_was_killed_can_be_made_again(
    url: str, clock: Clock, after: int
) -> None:
    killed = work_and_die(url, "create", after)

    with Store.open(url, now=clock) as store:
        run = store.start_run("plan", "org")
    assert killed
    assert run == 1
