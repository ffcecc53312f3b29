"""A sandbox and a ground to test on, in a hurry: no waits between attempts."""

from collections.abc import Callable, Iterator
from pathlib import Path

import anyio
import pytest

from hytedata.config import Config, load_config
from hytedata.connectors._http import RetryPolicy
from hytedata.runs.acceptance import CaseResult, Ground, chosen_cases, open_ground, run_cases
from hytedata.sandbox import Sandbox, World

HURRIED = RetryPolicy(attempts=2, attempts_on_500=2, first_wait_s=0.0)


@pytest.fixture(scope="module")
def shared_sandbox() -> Iterator[Sandbox]:
    with Sandbox(World(seed=1)) as running:
        yield running


@pytest.fixture
def sandbox(shared_sandbox: Sandbox) -> Sandbox:
    shared_sandbox.controls.reset()
    return shared_sandbox


@pytest.fixture
def environ(sandbox: Sandbox) -> dict[str, str]:
    return {
        sandbox.password_env: sandbox.password,
        sandbox.api_key_env: sandbox.api_key,
    }


@pytest.fixture
def config(sandbox: Sandbox, environ: dict[str, str], tmp_path: Path) -> Config:
    path = tmp_path / "hytedata.toml"
    path.write_text(sandbox.config_toml(), encoding="utf-8")
    return load_config(path, environ=environ)


@pytest.fixture
def ground(config: Config, environ: dict[str, str]) -> Iterator[Ground]:
    (organisation,) = config.organisation
    with open_ground(
        config, organisation, environ, retry=HURRIED, attempt_s=5.0, sleep=anyio.sleep
    ) as opened:
        yield opened


@pytest.fixture
def tried(ground: Ground) -> Callable[..., dict[str, CaseResult]]:
    """Try some cases, or all: number → result."""

    def call(*only: str) -> dict[str, CaseResult]:
        return {result.number: result for result in run_cases(ground, chosen_cases(only))}

    return call
