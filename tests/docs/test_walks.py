"""The tutorial and the guides hold: what they say is typed in order, and does what they say."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from hytedata.config import load_config
from hytedata.quality.coverage import Empty
from hytedata.sandbox import Sandbox, World
from tests.docs.commands import unknown_options
from tests.docs.walks import DOCS, at_sandbox, blocks, lines, walk

GUIDES = ("guides/importer.md", "guides/coverage.md", "guides/notebook.md")
PAGES = ("tutorial.md", "fi.md", *GUIDES)
COMMANDS = sorted(
    {(page, line) for page in PAGES for _, block in blocks(page) for line in lines(block)}
)


@pytest.mark.parametrize(("page", "line"), COMMANDS)
def test_every_command_exists_with_its_options(page: str, line: str) -> None:
    assert unknown_options(line) == set()


@pytest.mark.parametrize("page", ["guides/importer.md", "guides/coverage.md"])
def test_the_configuration_of_a_guide_is_valid(page: str, tmp_path: Path) -> None:
    ((_, text),) = blocks(page, "toml")
    file = tmp_path / "hytedata.toml"
    file.write_text(text, encoding="utf-8")

    config = load_config(file, environ={})

    assert config.store == f"sqlite:///{tmp_path / 'registers.db'}"


def test_the_password_of_the_tutorial_is_the_sandboxs() -> None:
    page = (DOCS / "tutorial.md").read_text(encoding="utf-8")

    told = re.findall(rf"export {Sandbox.password_env}=(\S+)", page)

    with Sandbox() as sandbox:
        assert told == [sandbox.password]


def test_every_kind_of_empty_is_explained() -> None:
    page = (DOCS / "guides/coverage.md").read_text(encoding="utf-8")

    assert set(re.findall(r"^\| `([a-z-]+)` \|", page, re.MULTILINE)) == {*get_args(Empty)} - {""}


@pytest.fixture(scope="module")
def county() -> Iterator[Sandbox]:
    with Sandbox(World(seed=1, scale="county")) as sandbox:
        yield sandbox


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_the_tutorial_leads_to_a_report(
    county: Sandbox,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    at_sandbox(county, tmp_path, monkeypatch, store="sqlite:///hytedata-sandbox.db")

    done = list(walk("tutorial.md"))

    printed = " ".join(capsys.readouterr().out.split())
    assert [line for line, code in done if code not in (0, None)] == []
    shown = [" ".join(text.split()) for _, text in blocks("tutorial.md", "text")]
    assert [one for one in shown if one not in printed] == []
    report = (tmp_path / "report" / "report.en.html").read_text(encoding="utf-8")
    assert "<svg" in report
    assert list((tmp_path / "report" / "worklists").glob("*.xlsx"))


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("page", ["index.md", *GUIDES])
def test_a_guide_can_be_followed(
    page: str, county: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_sandbox(county, tmp_path, monkeypatch, store="sqlite:///registers.db")
    if page == "guides/notebook.md":  # it asks a store that is filled
        list(walk("guides/importer.md"))

    done = list(walk(page))

    assert done
    assert [line for line, code in done if code not in (0, None)] == []
