"""What the README says holds."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from hytedata.clients.ptv_catalogue import client as ptv_client
from hytedata.config import load_config
from hytedata.sandbox import Sandbox
from tests.docs.commands import commands, unknown_options

README = Path(__file__).resolve().parents[2] / "README.md"


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)


def test_the_configuration_of_the_readme_is_valid(tmp_path: Path) -> None:
    (text,) = blocks("toml")
    file = tmp_path / "hytedata.toml"
    file.write_text(text, encoding="utf-8")

    config = load_config(file, environ={})

    assert config.organisation[0].municipalities == ("889",)


@pytest.mark.parametrize("line", commands(README.read_text(encoding="utf-8")))
def test_every_command_of_the_readme_exists_with_its_options(line: str) -> None:
    assert unknown_options(line) == set()


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as running:
        yield running


@pytest.mark.parametrize("number", range(len(blocks("python"))))
def test_the_examples_of_the_readme_run_on_the_sandbox(
    number: int,
    sandbox: Sandbox,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(ptv_client, "V11_URL", sandbox.ptv_url)
    # The sandbox has one municipality, which is no real one.
    code = blocks("python")[number].replace('municipality="205"', 'municipality="889"')

    exec(compile(code, "README.md", "exec"), {})

    assert capsys.readouterr().out.strip()
