import math
import random
from collections.abc import AsyncIterator, Iterable, Iterator

import anyio
import anyio.lowlevel
import pytest

from hytedata.connectors._http import AsyncShell, Endpoint, SyncShell, Upstream
from tests.connectors.http.doubles import Refused, ScriptedWire, call

pytestmark = pytest.mark.anyio


def numbered(count: int) -> Iterator[Endpoint[str]]:
    return (call(path=f"/{number}") for number in range(count))


def names(count: int) -> list[str]:
    return [str(number) for number in range(count)]


def shuffled(seed: int) -> ScriptedWire:
    dice = random.Random(seed)
    return ScriptedWire(pause=lambda: dice.choice([0, 0.001, 0.003]))


@pytest.mark.parametrize("ahead", [1, 3, 8])
async def test_pages_come_in_order_with_a_bounded_number_in_flight(
    ahead: int, upstream: Upstream
) -> None:
    wire = shuffled(ahead)

    async with AsyncShell(upstream, wire=wire) as shell:
        read = [page async for page in shell.pages(numbered(20), ahead=ahead)]

    assert read == names(20)
    assert wire.most_in_flight == ahead


async def test_unread_pages_count_as_ahead(upstream: Upstream) -> None:
    wire = ScriptedWire()

    async with AsyncShell(upstream, wire=wire) as shell:
        pages = shell.pages(numbered(20), ahead=3)
        await anext(pages)
        await anyio.wait_all_tasks_blocked()
        await pages.aclose()

    assert len(wire.sent) == 1 + 3


async def test_an_error_comes_after_the_pages_before_it(upstream: Upstream) -> None:
    wire = ScriptedWire([200, 200, 404, 200])

    async with AsyncShell(upstream, wire=wire) as shell:
        pages = shell.pages(numbered(9), ahead=4)
        read = [await anext(pages), await anext(pages)]
        with pytest.raises(Refused):
            await anext(pages)

    assert read == ["0", "1"]


async def test_an_error_of_the_list_of_pages_comes_after_the_pages_before_it(
    upstream: Upstream,
) -> None:
    def broken() -> Iterator[Endpoint[str]]:
        yield from numbered(2)
        raise LookupError("no more")

    async with AsyncShell(upstream, wire=ScriptedWire()) as shell:
        pages = shell.pages(broken(), ahead=4)
        read = [await anext(pages), await anext(pages)]
        with pytest.raises(LookupError):
            await anext(pages)

    assert read == ["0", "1"]


async def test_after_an_error_nothing_is_left_running(upstream: Upstream) -> None:
    wire = ScriptedWire([404, 200], pause=iter([0.0, *[60.0] * 9]).__next__)

    async with AsyncShell(upstream, wire=wire) as shell:
        with pytest.raises(Refused):
            await anext(shell.pages(numbered(9), ahead=4))
        await anyio.wait_all_tasks_blocked()
        running = wire.in_flight

    assert (running, len(wire.sent)) == (0, 4)


async def test_a_reader_that_leaves_the_loop_stops_what_is_under_way(upstream: Upstream) -> None:
    # Told by what is asked for, not by who comes first: only page 0 is ever answered.
    wire = ScriptedWire(pause=lambda: 0.0 if wire.sent[-1].url.endswith("/0") else math.inf)

    async with AsyncShell(upstream, wire=wire) as shell:
        pages = shell.pages(numbered(9), ahead=4)
        async for _ in pages:
            break
        await pages.aclose()
        with anyio.fail_after(30):  # ends a test that fails; one that passes takes a few turns
            while wire.in_flight or shell.budget.in_flight:
                await anyio.lowlevel.checkpoint()

    assert len(wire.sent) == 4


async def test_a_cancelled_reader_leaves_nothing_running(upstream: Upstream) -> None:
    wire = ScriptedWire(pause=lambda: 60.0)

    async with AsyncShell(upstream, wire=wire) as shell:
        with anyio.move_on_after(0.01):
            async for _ in shell.pages(numbered(9), ahead=4):
                pass
        await anyio.wait_all_tasks_blocked()
        running = wire.in_flight

    assert (running, len(wire.sent)) == (0, 4)


async def test_closing_the_shell_ends_a_reader_that_waits(upstream: Upstream) -> None:
    wire, errors = ScriptedWire(pause=lambda: 60.0), list[str]()

    async def read(shell: AsyncShell) -> None:
        try:
            await anext(shell.pages(numbered(9), ahead=2))
        except RuntimeError as error:
            errors.append(str(error))

    async with anyio.create_task_group() as group, AsyncShell(upstream, wire=wire) as shell:
        group.start_soon(read, shell)
        await anyio.wait_all_tasks_blocked()

    assert (len(errors), wire.in_flight, wire.closed) == (1, 0, True)


async def test_the_first_page_may_tell_which_others_there_are(upstream: Upstream) -> None:
    wire, told = shuffled(7), list[str]()

    def rest(first: str) -> Iterable[Endpoint[str]]:
        told.append(first)
        return (call(path=f"/{number}") for number in range(1, 6))

    async with AsyncShell(upstream, wire=wire) as shell:
        read = [page async for page in shell.pages_from(call(path="/0"), rest, ahead=3)]

    assert (read, told) == (names(6), ["0"])


async def test_the_list_of_pages_may_be_asynchronous(upstream: Upstream) -> None:
    async def slowly() -> AsyncIterator[Endpoint[str]]:
        for endpoint in numbered(4):
            await anyio.sleep(0)
            yield endpoint

    async with AsyncShell(upstream, wire=ScriptedWire()) as shell:
        read = [page async for page in shell.pages(slowly(), ahead=2)]

    assert read == names(4)


async def test_an_empty_list_of_pages_is_no_error(upstream: Upstream) -> None:
    async with AsyncShell(upstream, wire=ScriptedWire()) as shell:
        read = [page async for page in shell.pages(numbered(0), ahead=2)]

    assert read == []


async def test_an_exception_in_the_callers_block_stays_what_it_is(upstream: Upstream) -> None:
    with pytest.raises(LookupError):
        async with AsyncShell(upstream, wire=ScriptedWire()):
            raise LookupError("the caller's own")


async def test_a_shell_that_is_not_open_says_how_to_open_it(upstream: Upstream) -> None:
    with pytest.raises(RuntimeError, match="async with"):
        await AsyncShell(upstream).send(call())


def test_no_page_ahead_is_refused(upstream: Upstream) -> None:
    with (
        SyncShell(upstream, wire=ScriptedWire()) as shell,
        pytest.raises(ValueError, match="1 or more"),
    ):
        shell.pages(numbered(2), ahead=0)
