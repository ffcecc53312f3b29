"""What docs/places.md says holds: its examples run on the sandbox, its commands exist."""

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import get_args

import pytest

import hytedata
from hytedata import Boundaries, Config, Divisions, load_config
from hytedata.places.frames import COLUMNS
from hytedata.places.located import LocateMethod
from hytedata.sandbox import Sandbox
from tests.docs.commands import commands, unknown_options

DOCS = Path(__file__).resolve().parents[2] / "docs"
PLACES = (DOCS / "places.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PLACES, re.DOTALL)


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as running:
        running.controls.publish_boundaries(2027, merged="507", into="491")
        yield running


@pytest.fixture
def printed(
    sandbox: Sandbox,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    request: pytest.FixtureRequest,
) -> str:
    """What an example prints, whose map service is the sandbox."""
    fetch = partial(Boundaries.fetch, url=sandbox.boundaries_url, cache_folder=tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(hytedata, "Boundaries", SimpleNamespace(fetch=fetch))
    monkeypatch.setattr(hytedata, "Divisions", partial(Divisions, sandbox.boundaries_url))
    exec(compile(request.param, "places.md", "exec"), {})
    return capsys.readouterr().out


LOOK_UPS = blocks("python")[:2]
OTHERS = blocks("python")[2:]


@pytest.mark.parametrize(
    ("printed", "code"), [(code, code) for code in LOOK_UPS], indirect=["printed"], ids=range(2)
)
def test_look_ups_print_what_is_written_beside_them(printed: str, code: str) -> None:
    lines = printed.splitlines()

    assert lines
    assert [line for line in lines if f"# {line}" not in code] == []


@pytest.mark.parametrize(
    ("printed", "told"),
    list(
        zip(
            OTHERS,
            ["municipality Mikkeli", "308 ", "\n091\n", "889 code 0.45\ncode point "],
            strict=True,
        )
    ),
    indirect=["printed"],
    ids=["division", "borders", "locating", "evidence"],
)
def test_the_examples_run(printed: str, told: str) -> None:
    assert told in printed


def test_the_configuration_is_valid(tmp_path: Path) -> None:
    (text,) = blocks("toml")
    file = tmp_path / "hytedata.toml"
    file.write_text(f'contact = "me@kunta.example"\n{text}', encoding="utf-8")

    config: Config = load_config(file, environ={})

    assert (config.boundaries.file, config.boundaries.year) == (tmp_path / "kunnat.gpkg", 2026)


@pytest.mark.parametrize("line", commands(PLACES))
def test_every_command_exists_with_its_options(line: str) -> None:
    assert unknown_options(line) == set()


def test_the_columns_and_methods_of_locating_are_explained() -> None:
    section = PLACES.split("## Locating", 1)[1].split("\n## ", 1)[0]

    rows = set(re.findall(r"^\| `([a-z_]+)` \|", section, re.MULTILINE))
    assert rows == set(COLUMNS)
    assert all(f"`{method}`" in section for method in get_args(LocateMethod))
