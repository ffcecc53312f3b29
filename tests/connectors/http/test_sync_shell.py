import gc
import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from hytedata.connectors._http import Endpoint, SyncShell, Upstream
from tests.connectors.http.doubles import Refused, ScriptedWire, call


def numbered(count: int) -> list[Endpoint[str]]:
    return [call(path=f"/{number}") for number in range(count)]


def portal_threads() -> int:
    return sum("portal" in thread.name.lower() for thread in threading.enumerate())


def test_pages_are_a_plain_generator_in_order(upstream: Upstream) -> None:
    with SyncShell(upstream, wire=ScriptedWire()) as shell:
        read = list(shell.pages(iter(numbered(7)), ahead=3))

    assert read == ["0", "1", "2", "3", "4", "5", "6"]


def test_the_first_page_may_tell_which_others_there_are(upstream: Upstream) -> None:
    with SyncShell(upstream, wire=ScriptedWire()) as shell:
        read = list(shell.pages_from(call(path="/0"), lambda _: numbered(3)[1:], ahead=2))

    assert read == ["0", "1", "2"]


def test_an_error_comes_after_the_pages_before_it(upstream: Upstream) -> None:
    with SyncShell(upstream, wire=ScriptedWire([200, 200, 404, 200])) as shell:
        pages = shell.pages(numbered(6), ahead=4)
        read = [next(pages), next(pages)]
        with pytest.raises(Refused):
            next(pages)

    assert read == ["0", "1"]


def test_it_opens_at_its_first_use_and_closes_more_than_once(upstream: Upstream) -> None:
    wire = ScriptedWire()
    shell = SyncShell(upstream, wire=wire)

    shell.send(call())
    shell.close()
    shell.close()

    assert wire.closed


def test_it_opens_again_after_it_was_closed(upstream: Upstream) -> None:
    shell = SyncShell(upstream, wire=ScriptedWire())
    shell.send(call())
    shell.close()

    with shell:
        answer = shell.send(call())

    assert answer == "items"


def test_several_threads_share_one_shell(upstream: Upstream) -> None:
    wire = ScriptedWire(pause=lambda: 0.001)

    with SyncShell(upstream, wire=wire) as shell, ThreadPoolExecutor(6) as pool:
        read = list(pool.map(shell.send, numbered(30)))

    assert read == [str(number) for number in range(30)]


def test_all_shells_share_one_thread_which_ends_with_the_last(upstream: Upstream) -> None:
    before = portal_threads()

    with SyncShell(upstream, wire=ScriptedWire()), SyncShell(upstream, wire=ScriptedWire()):
        during = portal_threads()

    assert (during - before, portal_threads() - before) == (1, 0)


def test_a_reader_that_leaves_the_loop_leaves_nothing_running(upstream: Upstream) -> None:
    wire = ScriptedWire(pause=iter([0.0, *[60.0] * 9]).__next__)

    with SyncShell(upstream, wire=wire) as shell:
        for _ in shell.pages(numbered(9), ahead=4):
            break
        gc.collect()
        wire.pause = lambda: 0.0
        shell.send(call())
        running = wire.in_flight

    assert running == 0


def test_an_interrupt_from_the_keyboard_cancels_the_request(upstream: Upstream) -> None:
    def interrupt() -> float:
        os.kill(os.getpid(), signal.SIGINT)
        return 60.0

    wire = ScriptedWire(pause=interrupt)

    with SyncShell(upstream, wire=wire) as shell:
        with pytest.raises(KeyboardInterrupt):
            shell.send(call())
        wire.pause = lambda: 0.0
        answer = shell.send(call())
        running = wire.in_flight

    assert (answer, running) == ("items", 0)


def test_a_list_of_pages_that_uses_its_own_shell_is_told_so_instead_of_hanging(
    upstream: Upstream,
) -> None:
    with SyncShell(upstream, wire=ScriptedWire()) as shell:

        def asking() -> Iterator[Endpoint[str]]:
            yield call(path="/" + shell.send(call()))

        with pytest.raises(RuntimeError, match="event loop thread"):
            list(shell.pages(asking()))


def test_a_generator_dropped_after_closing_does_no_harm(upstream: Upstream) -> None:
    shell = SyncShell(upstream, wire=ScriptedWire())
    pages = shell.pages(numbered(3), ahead=1)
    next(pages)
    shell.close()

    pages.close()

    assert shell.budget.in_flight == 0


def test_pages_cannot_be_read_on_after_closing(upstream: Upstream) -> None:
    wire = ScriptedWire()
    with SyncShell(upstream, wire=wire) as shell:
        pages = shell.pages(numbered(9), ahead=1)
        next(pages)

    with pytest.raises(RuntimeError):
        list(pages)

    assert portal_threads() == 0


def test_a_budget_survives_the_thread_it_was_used_in(upstream: Upstream) -> None:
    first = SyncShell(upstream, wire=ScriptedWire())
    with first:
        first.send(call())

    with SyncShell(upstream, wire=ScriptedWire(), budget=first.budget) as second:
        answer = second.send(call())

    assert answer == "items"
