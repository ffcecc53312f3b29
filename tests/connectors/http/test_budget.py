import asyncio

import anyio
import pytest

from hytedata.connectors._http import AsyncShell, Budget, Upstream
from hytedata.connectors._http.budget import CALM
from tests.connectors.http.doubles import BASE, ScriptedWire, Time, call

pytestmark = pytest.mark.anyio


async def send_all(shell: AsyncShell, count: int) -> None:
    async with anyio.create_task_group() as group:
        for number in range(count):
            group.start_soon(shell.send, call(path=f"/{number}"))


@pytest.mark.parametrize("at_once", [1, 2, 4])
async def test_no_more_than_allowed_are_in_flight(at_once: int) -> None:
    wire = ScriptedWire()

    async with AsyncShell(Upstream("ptv", BASE, at_once=at_once), wire=wire) as shell:
        await send_all(shell, 12)

    assert (wire.most_in_flight, len(wire.sent)) == (at_once, 12)


async def test_without_a_bound_all_go_at_once() -> None:
    wire = ScriptedWire()

    async with AsyncShell(Upstream("sandbox", BASE, at_once=0), wire=wire) as shell:
        await send_all(shell, 30)

    assert wire.most_in_flight == 30


async def test_requests_go_in_the_order_in_which_they_came() -> None:
    wire = ScriptedWire()

    async with AsyncShell(Upstream("ptv", BASE, at_once=1), wire=wire) as shell:
        await send_all(shell, 6)

    assert [sent.url for sent in wire.sent] == [f"{BASE}/{number}" for number in range(6)]


async def test_starts_are_spaced_evenly(time: Time) -> None:
    calendar = Upstream("calendar", BASE, at_once=1, per_second=2)

    async with AsyncShell(calendar, wire=ScriptedWire(), sleep=time.sleep, clock=time) as shell:
        await send_all(shell, 4)

    assert time.naps == [0.5, 0.5, 0.5]


async def test_a_site_may_ask_for_more_time_between_starts_and_never_for_less(time: Time) -> None:
    budget = Budget(per_second=1, sleep=time.sleep, clock=time)

    async with budget.slot():
        budget.keep_apart(5)
        budget.keep_apart(0.1)
    for _ in range(2):
        async with budget.slot():
            pass

    assert time.naps == [5.0, 5.0]


async def test_a_pause_is_not_saved_up_for_a_burst(time: Time) -> None:
    budget = Budget(per_second=1, sleep=time.sleep, clock=time)

    async with budget.slot():
        time.at += 60
    async with budget.slot():
        pass
    async with budget.slot():
        pass

    assert time.naps == [1.0]


async def test_too_many_requests_halve_the_number_down_to_one() -> None:
    budget = Budget(at_once=8)
    seen = []

    for _ in range(5):
        async with budget.slot() as slot:
            budget.too_many(slot)
            seen.append(budget.allowed)

    assert seen == [4, 2, 1, 1, 1]


async def test_refusals_of_requests_that_were_in_flight_together_count_once() -> None:
    budget = Budget(at_once=8)

    async with budget.slot() as one, budget.slot() as two:
        budget.too_many(one)
        budget.too_many(two)

    assert budget.allowed == 4


async def test_good_answers_win_the_number_back_slowly_and_no_further() -> None:
    budget = Budget(at_once=4)
    async with budget.slot() as slot:
        budget.too_many(slot)

    grown = []
    for _ in range(4 * CALM):
        budget.answered()
        grown.append(budget.allowed)

    assert [grown[n * CALM - 1] for n in (1, 2, 3, 4)] == [3, 4, 4, 4]
    assert grown[CALM - 2] == 2


async def test_an_upstream_without_a_bound_gets_one_when_it_complains() -> None:
    budget = Budget()

    async with budget.slot() as slot, budget.slot(), budget.slot(), budget.slot():
        budget.too_many(slot)

    assert budget.allowed == 2


async def test_the_shell_tells_its_budget_of_refusals(upstream: Upstream, time: Time) -> None:
    budget = Budget(at_once=4)
    wire = ScriptedWire([429, 200])

    async with AsyncShell(upstream, budget=budget, wire=wire, sleep=time.sleep) as shell:
        await shell.send(call())

    assert budget.allowed == 2


async def test_two_shells_share_a_budget(upstream: Upstream) -> None:
    budget, wire = Budget(at_once=2), ScriptedWire()

    async with (
        AsyncShell(upstream, budget=budget, wire=wire) as one,
        AsyncShell(upstream, budget=budget, wire=wire) as two,
        anyio.create_task_group() as group,
    ):
        group.start_soon(send_all, one, 5)
        group.start_soon(send_all, two, 5)

    assert (wire.most_in_flight, len(wire.sent)) == (2, 10)


async def test_a_place_is_free_while_its_request_waits_to_be_sent_again(
    upstream: Upstream,
) -> None:
    budget, held = Budget(at_once=1), list[int]()

    async with AsyncShell(
        upstream,
        budget=budget,
        wire=ScriptedWire([503, 200]),
        sleep=lambda _: held.append(budget.in_flight),
    ) as shell:
        await shell.send(call())

    assert held == [0]


async def test_those_who_stop_waiting_leave_the_queue_to_the_others() -> None:
    budget, served = Budget(at_once=1), list[str]()

    async def queue(name: str) -> None:
        async with budget.slot():
            served.append(name)

    async with anyio.create_task_group() as group, budget.slot():
        with anyio.CancelScope() as impatient:
            async with anyio.create_task_group() as inner:
                inner.start_soon(queue, "impatient")
                await anyio.wait_all_tasks_blocked()
                group.start_soon(queue, "patient")
                await anyio.wait_all_tasks_blocked()
                impatient.cancel()

    assert (served, budget.in_flight) == (["patient"], 0)


async def test_a_place_given_to_one_who_is_cancelled_in_that_moment_is_passed_on() -> None:
    budget, served = Budget(at_once=1), list[str]()

    async def queue(name: str) -> None:
        async with budget.slot():
            served.append(name)

    async with budget.slot():
        doomed, patient = asyncio.create_task(queue("doomed")), asyncio.create_task(queue("next"))
        await anyio.wait_all_tasks_blocked()
    doomed.cancel()
    await patient

    assert (served, budget.in_flight, doomed.cancelled()) == (["next"], 0, True)


@pytest.mark.parametrize(("at_once", "per_second"), [(-1, 0.0), (0, -0.5)])
def test_a_negative_bound_is_refused(at_once: int, per_second: float) -> None:
    with pytest.raises(ValueError, match=r"0 \(no bound\) or more"):
        Budget(at_once=at_once, per_second=per_second)
