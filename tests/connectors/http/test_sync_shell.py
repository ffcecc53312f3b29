import gc
import os
import signal
import threading
from collections.abc import AsyncGenerator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing
from itertools import chain

import pytest

from hytedata.connectors._http import AsyncShell, Endpoint, SyncShell, Upstream
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


def test_work_is_done_with_the_asynchronous_shell_and_waited_for(upstream: Upstream) -> None:
    async def both(shell: AsyncShell) -> list[str]:
        return [await shell.send(one) for one in numbered(2)]

    with SyncShell(upstream, wire=ScriptedWire()) as shell:
        answer = shell.run(both)

    assert answer == ["0", "1"]


def test_an_error_of_the_work_is_raised_as_it_is(upstream: Upstream) -> None:
    async def fail(_: AsyncShell) -> str:
        raise Refused(418)

    with SyncShell(upstream, wire=ScriptedWire()) as shell, pytest.raises(Refused):
        shell.run(fail)


def test_an_interrupt_from_the_keyboard_cancels_the_work(upstream: Upstream) -> None:
    cancelled: list[bool] = []

    async def work(shell: AsyncShell) -> str:
        os.kill(os.getpid(), signal.SIGINT)
        try:
            return await shell.send(call())
        finally:
            cancelled.append(True)

    wire = ScriptedWire(pause=lambda: 60.0)
    with SyncShell(upstream, wire=wire) as shell, pytest.raises(KeyboardInterrupt):
        shell.run(work)

    assert (cancelled, wire.in_flight) == ([True], 0)


class Counting:
    """An asynchronous generator over a shell that tells when it has been closed."""

    def __init__(self, count: int = 9, ahead: int = 3) -> None:
        self.count, self.ahead, self.closed = count, ahead, threading.Event()

    async def __call__(self, shell: AsyncShell) -> AsyncGenerator[str, None]:
        try:
            async with aclosing(shell.pages(numbered(self.count), ahead=self.ahead)) as pages:
                async for page in pages:
                    yield page
        finally:
            self.closed.set()


def test_an_asynchronous_generator_is_drained_in_order(upstream: Upstream) -> None:
    counting = Counting()

    with SyncShell(upstream, wire=ScriptedWire()) as shell:
        read = list(shell.drain(counting))

    assert read == [str(number) for number in range(9)]
    assert counting.closed.is_set()


def test_an_error_of_a_drained_generator_comes_after_the_values_before_it(
    upstream: Upstream,
) -> None:
    read: list[str] = []

    with SyncShell(upstream, wire=ScriptedWire([200, 200, 404])) as shell, pytest.raises(Refused):
        read.extend(shell.drain(Counting(ahead=1)))

    with SyncShell(upstream, wire=ScriptedWire([200, 200, 404])) as shell:
        drained = shell.drain(Counting(ahead=1))
        assert [next(drained), next(drained)] == ["0", "1"]


@pytest.mark.parametrize("how", ["close", "drop"])
def test_a_generator_that_is_not_drained_to_its_end_is_closed(upstream: Upstream, how: str) -> None:
    wire = ScriptedWire(pause=iter([0.0, 0.0, *[60.0] * 9]).__next__)
    counting = Counting()

    with SyncShell(upstream, wire=wire) as shell:
        drained = shell.drain(counting)
        next(drained)
        if how == "close":
            drained.close()
        del drained
        gc.collect()
        closed = counting.closed.wait(5)
        wire.pause = lambda: 0.0
        shell.send(call())
        running = wire.in_flight

    assert (closed, running) == (True, 0)


def test_an_interrupt_from_the_keyboard_closes_a_drained_generator(upstream: Upstream) -> None:
    def interrupt() -> float:
        os.kill(os.getpid(), signal.SIGINT)
        return 60.0

    wire = ScriptedWire(pause=chain([0.0], iter(interrupt, None)).__next__)
    counting = Counting(ahead=1)

    with SyncShell(upstream, wire=wire) as shell:
        drained = shell.drain(counting)
        with pytest.raises(KeyboardInterrupt):
            list(drained)
        closed = counting.closed.wait(5)

    assert (closed, wire.in_flight) == (True, 0)


def test_a_generator_that_is_never_begun_sends_nothing(upstream: Upstream) -> None:
    wire = ScriptedWire()

    with SyncShell(upstream, wire=wire) as shell:
        drained = shell.drain(Counting())
        del drained
        gc.collect()

    assert wire.sent == []


def test_several_generators_of_one_shell_are_drained_in_turns(upstream: Upstream) -> None:
    with SyncShell(upstream, wire=ScriptedWire()) as shell:
        one, other = shell.drain(Counting(3)), shell.drain(Counting(3))
        read = list(zip(one, other, strict=True))

    assert read == [("0", "0"), ("1", "1"), ("2", "2")]


def test_what_a_changed_endpoint_gives_is_what_the_change_makes_of_its_value(
    upstream: Upstream,
) -> None:
    endpoint = call(path="/7").then(int).then(lambda number: number + 1)

    with SyncShell(upstream, wire=ScriptedWire([200, 404])) as shell:
        answer = shell.send(endpoint)
        with pytest.raises(Refused):
            shell.send(endpoint)

    assert answer == 8
