import base64
import json
from dataclasses import replace

import anyio
import pytest

from hytedata.connectors._http import AsyncShell, Response, SharedLogin, SyncShell, Upstream
from hytedata.connectors._http.wire import Outgoing
from hytedata.errors import ConfigError, InputError, LoginRefused
from tests.connectors.http.doubles import BASE, Refused, ScriptedWire, call

pytestmark = pytest.mark.anyio


def jwt(name: str, *, exp: float | None = None) -> str:
    claims = {"sub": name} | ({} if exp is None else {"exp": exp})
    middle = base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
    return f"head.{middle}.{name}"


class Register:
    """Issues numbered tokens; `log_in` is what a connector would write."""

    def __init__(self, *, ends_at: float | None = None) -> None:
        self.logins, self.ends_at = 0, ends_at
        self.refuses = False

    async def log_in(self, shell: AsyncShell) -> str:
        self.logins += 1
        await anyio.sleep(0)
        if self.refuses:
            raise LoginRefused("register", "api.user", status=401)
        return jwt(f"t{self.logins}", exp=self.ends_at)


def tokens(wire: ScriptedWire) -> list[str]:
    return [sent.headers.get("Authorization", "").rpartition(".")[2] for sent in wire.sent]


async def test_many_calls_at_once_share_one_login(upstream: Upstream) -> None:
    register, wire = Register(), ScriptedWire()
    logged_in = replace(upstream, auth=SharedLogin(register.log_in))

    async with AsyncShell(logged_in, wire=wire) as shell, anyio.create_task_group() as group:
        for _ in range(8):
            group.start_soon(shell.send, call(auth=True))

    assert register.logins == 1
    assert tokens(wire) == ["t1"] * 8


async def test_the_token_goes_only_where_it_is_asked_for(upstream: Upstream) -> None:
    register, wire = Register(), ScriptedWire()

    async with AsyncShell(replace(upstream, auth=SharedLogin(register.log_in)), wire=wire) as shell:
        await shell.send(call(auth=False))

    assert (register.logins, tokens(wire)) == (0, [""])


async def test_a_dead_token_is_renewed_once_and_the_call_repeated(upstream: Upstream) -> None:
    register, wire = Register(), ScriptedWire([401, 200])

    async with AsyncShell(replace(upstream, auth=SharedLogin(register.log_in)), wire=wire) as shell:
        await shell.send(call("POST", body=b"{}", auth=True))

    assert tokens(wire) == ["t1", "t2"]


async def test_a_fresh_token_that_is_refused_too_is_the_endpoints_to_explain(
    upstream: Upstream,
) -> None:
    register, wire = Register(), ScriptedWire([401])

    async with AsyncShell(replace(upstream, auth=SharedLogin(register.log_in)), wire=wire) as shell:
        with pytest.raises(Refused) as caught:
            await shell.send(call(auth=True))

    assert (caught.value.status, tokens(wire)) == (401, ["t1", "t2"])


async def test_one_request_logs_in_anew_only_once_over_all_its_attempts(
    upstream: Upstream,
) -> None:
    register, wire = Register(), ScriptedWire([401, 503, 401, 200])

    async with AsyncShell(
        replace(upstream, auth=SharedLogin(register.log_in)), wire=wire, sleep=lambda _: None
    ) as shell:
        with pytest.raises(Refused):
            await shell.send(call(auth=True))

    assert tokens(wire) == ["t1", "t2", "t2"]


async def test_calls_whose_common_token_died_log_in_once_together(upstream: Upstream) -> None:
    register = Register()

    class Wire(ScriptedWire):
        async def exchange(self, outgoing: Outgoing, *, timeout_s: float) -> Response:
            self.script = [401 if outgoing.headers["Authorization"].endswith("t1") else 200]
            return await super().exchange(outgoing, timeout_s=timeout_s)

    async with (
        AsyncShell(replace(upstream, auth=SharedLogin(register.log_in)), wire=Wire()) as shell,
        anyio.create_task_group() as group,
    ):
        for _ in range(4):
            group.start_soon(shell.send, call(auth=True))

    assert register.logins == 2


async def test_a_wrong_password_is_tried_once_for_all_who_wait(upstream: Upstream) -> None:
    register = Register()
    register.refuses = True
    failures: list[LoginRefused] = []

    async def attempt(shell: AsyncShell) -> None:
        try:
            await shell.send(call(auth=True))
        except LoginRefused as error:
            failures.append(error)

    logged_in = replace(upstream, auth=SharedLogin(register.log_in))
    async with (
        AsyncShell(logged_in, wire=ScriptedWire()) as shell,
        anyio.create_task_group() as group,
    ):
        for _ in range(5):
            group.start_soon(attempt, shell)

    assert (register.logins, len(failures)) == (1, 5)


async def test_a_later_call_tries_a_failed_login_again(upstream: Upstream) -> None:
    register = Register()
    register.refuses = True

    async with AsyncShell(
        replace(upstream, auth=SharedLogin(register.log_in)), wire=ScriptedWire()
    ) as shell:
        with pytest.raises(LoginRefused):
            await shell.send(call(auth=True))
        register.refuses = False
        await shell.send(call(auth=True))

    assert register.logins == 2


@pytest.mark.parametrize(("now", "logins"), [(939.0, 1), (940.0, 2), (2000.0, 2)])
async def test_a_token_is_renewed_a_minute_before_its_end(
    now: float, logins: int, upstream: Upstream
) -> None:
    register, time = Register(ends_at=1000.0), [0.0]
    login = SharedLogin(register.log_in, now=lambda: time[0])

    async with AsyncShell(replace(upstream, auth=login), wire=ScriptedWire()) as shell:
        await shell.send(call(auth=True))
        time[0] = now
        await shell.send(call(auth=True))

    assert register.logins == logins


async def test_a_clock_that_runs_ahead_does_not_log_in_for_every_call(upstream: Upstream) -> None:
    register, time = Register(ends_at=1000.0), [0.0]
    login = SharedLogin(register.log_in, now=lambda: time[0])

    async with AsyncShell(replace(upstream, auth=login), wire=ScriptedWire()) as shell:
        await shell.send(call(auth=True))
        time[0] = 5000.0
        for _ in range(4):
            await shell.send(call(auth=True))

    assert register.logins == 2


@pytest.mark.parametrize("token", ["opaque", "a.b.c", "a.!!!.c", "a.e30.c", "a.ImV4cCI.c"])
async def test_a_token_that_does_not_state_its_end_is_kept(token: str, upstream: Upstream) -> None:
    issued: list[str] = []

    async def log_in(shell: AsyncShell) -> str:
        issued.append(token)
        return token

    async with AsyncShell(
        replace(upstream, auth=SharedLogin(log_in)), wire=ScriptedWire()
    ) as shell:
        await shell.send(call(auth=True))
        await shell.send(call(auth=True))

    assert issued == [token]


async def test_a_login_may_be_sent_by_the_same_shell_with_room_for_one(upstream: Upstream) -> None:
    wire = ScriptedWire([Response(200, BASE, {}, jwt("t1").encode()), 200])

    async def log_in(shell: AsyncShell) -> str:
        return await shell.send(call("POST", "https://login.test/api-login", repeatable=True))

    narrow = replace(
        upstream, at_once=1, auth=SharedLogin(log_in), also=("https://login.test/other",)
    )
    async with AsyncShell(narrow, wire=wire) as shell:
        await shell.send(call(auth=True))

    assert [sent.url for sent in wire.sent] == ["https://login.test/api-login", f"{BASE}/items"]


async def test_two_shells_may_share_a_login(upstream: Upstream) -> None:
    register, wire = Register(), ScriptedWire()
    logged_in = replace(upstream, auth=SharedLogin(register.log_in))

    async with AsyncShell(logged_in, wire=wire) as one, AsyncShell(logged_in, wire=wire) as two:
        await one.send(call(auth=True))
        await two.send(call(auth=True))

    assert register.logins == 1


def test_a_call_that_needs_a_login_says_so_where_none_is_set(upstream: Upstream) -> None:
    with (
        SyncShell(upstream, wire=ScriptedWire()) as shell,
        pytest.raises(ConfigError, match="needs a login"),
    ):
        shell.send(call(auth=True))


def test_a_token_that_cannot_be_sent_is_not_quoted(upstream: Upstream) -> None:
    async def log_in(shell: AsyncShell) -> str:
        return "se\ncret"

    with (
        SyncShell(replace(upstream, auth=SharedLogin(log_in))) as shell,
        pytest.raises(InputError, match="Authorization") as caught,
    ):
        shell.send(call(auth=True))

    assert "cret" not in str(caught.value)
