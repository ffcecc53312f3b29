"""Whatever goes wrong in whatever order: what must hold."""

import anyio
from hypothesis import given
from hypothesis import strategies as st

from hytedata.connectors._http import AsyncShell, RetryPolicy, Upstream
from hytedata.connectors._http.wire import Interrupted
from hytedata.errors import AnswerLost, SourceUnavailable
from tests.connectors.http.doubles import BASE, Outcome, Refused, ScriptedWire, Time, call

never_left = st.builds(Interrupted, st.just("no connection"), left=st.just(False))
broken = st.builds(Interrupted, st.just("broken"), left=st.just(True))
statuses = st.sampled_from([200, 400, 401, 404, 429, 500, 502, 503, 504, 520])
scripts = st.lists(st.one_of(never_left, broken, statuses), min_size=1, max_size=8)
policies = st.builds(RetryPolicy, attempts=st.integers(1, 6), attempts_on_500=st.integers(1, 6))


def play(script: list[Outcome], policy: RetryPolicy, method: str) -> tuple[int, str]:
    """Send once by this script; returns how often it went out and how it ended."""
    time, wire = Time(), ScriptedWire(script)
    upstream = Upstream("register", BASE, retry=policy)

    async def send() -> str:
        async with AsyncShell(upstream, wire=wire, sleep=time.sleep, clock=time) as shell:
            try:
                await shell.send(call("POST" if method == "POST" else "PUT", body=b"{}"))
            except (AnswerLost, SourceUnavailable, Refused) as error:
                return type(error).__name__
            return "done"

    ended = anyio.run(send)
    return len(wire.sent), ended


def reached(outcome: Outcome) -> bool:
    """Whether the register may have acted on a request that ended so."""
    return outcome.left if isinstance(outcome, Interrupted) else outcome != 429


@given(script=scripts, policy=policies)
def test_a_creation_reaches_the_register_at_most_once(
    script: list[Outcome], policy: RetryPolicy
) -> None:
    sent, _ = play(script, policy, "POST")

    played = [script[min(turn, len(script) - 1)] for turn in range(sent)]
    assert sum(reached(outcome) for outcome in played) <= 1


@given(script=scripts, policy=policies)
def test_a_creation_is_called_lost_exactly_when_its_outcome_is_unknown(
    script: list[Outcome], policy: RetryPolicy
) -> None:
    sent, ended = play(script, policy, "POST")

    last = script[min(sent, len(script)) - 1]
    unknown = last.left if isinstance(last, Interrupted) else last in {500, 502, 503, 504, 520}
    assert (ended == "AnswerLost") == unknown


@given(script=scripts, policy=policies, method=st.sampled_from(["POST", "PUT"]))
def test_nothing_is_sent_more_often_than_the_policy_grants(
    script: list[Outcome], policy: RetryPolicy, method: str
) -> None:
    sent, _ = play(script, policy, method)

    assert 1 <= sent <= policy.attempts


@given(script=scripts, policy=policies)
def test_an_update_that_is_said_to_have_failed_was_always_answered(
    script: list[Outcome], policy: RetryPolicy
) -> None:
    sent, ended = play(script, policy, "PUT")

    played = [script[min(turn, len(script) - 1)] for turn in range(sent)]
    broke = any(isinstance(outcome, Interrupted) and outcome.left for outcome in played)
    assert ended != "SourceUnavailable" or not broke
