"""Every block of every page is in a test: run, loaded, or typed into the command line's parser."""

import ast
import json
import shlex
import tomllib
from pathlib import Path

import pytest
import yaml

from hytedata.extensions import GROUPS
from hytedata_daemon.settings import load_settings
from tests.daemon.cli.test_documented import is_understood
from tests.docs.commands import ROOT, commands, fenced, pages, shell_lines, unknown_options

PAGES = pages()
BLOCKS = [(page, *one) for page, text in PAGES.items() for one in fenced(text)]

OUTPUT = {"text"}
"""What a program prints, and drawings: not to be typed."""

RUN = {
    "README.md": "test_readme.py",
    "docs/index.md": "test_walks.py",
    "docs/tutorial.md": "test_walks.py",
    "docs/guides/importer.md": "test_walks.py",
    "docs/guides/notebook.md": "test_walks.py",
    "docs/reading.md": "test_reading.py",
    "docs/places.md": "test_places.py",
    "docs/themes.md": "test_themes.py",
    "docs/gaps.md": "test_gaps.py",
    "docs/exports.md": "test_exports.py",
    "docs/public-api.md": "test_public_api_page.py",
    "docs/sandbox.md": "test_docs.py",
    "docs/calendars/linked-events.md": "test_calendars.py",
    "docs/calendars/events-calendar.md": "test_calendars.py",
    "docs/calendars/icalendar.md": "test_calendars.py",
    "docs/calendars/json-ld.md": "test_more_examples.py",
    "docs/events.md": "test_more_examples.py",
    "docs/maps.md": "test_more_examples.py",
    "docs/examples.md": "test_examples.py",
}
"""Where the Python of a page is run, all of it."""

PIECES = {"docs/daemon-install.md"}
"""Pages whose settings are lines to be put into a file here and there."""

SERVED = {
    "nginx": "tests/daemon/web/security/test_nginx.py",
    "apache": "",  # no Apache is at hand where the tests run; the page's nginx is the one tried
    "sql": "",  # needs DuckDB; the files that it reads are tested in tests/export
}
"""Other languages: where they are tried."""

TOOLS = {
    *("pip", "python3", "python", "pipx", ".", "source", "echo", "export", "make", "git", "cd"),
    *("apt-get", "systemctl", "runuser", "rm", "userdel", "${EDITOR:-nano}"),
    *("podman", "curl", "pygeoapi"),
}
"""Programs of others that pages let people type."""


def of(language: str) -> list[tuple[str, str]]:
    return [(page, block) for page, named, block in BLOCKS if named == language]


def test_every_block_is_of_a_language_that_is_tested_or_is_output() -> None:
    tested = {"python", "bash", "toml", "json", "yaml"}

    found = {language for _, language, _ in BLOCKS}
    assert found <= tested | OUTPUT | set(SERVED)
    assert len(BLOCKS) > 100


def test_nothing_that_is_typed_stands_in_no_block() -> None:
    loose = [
        (page, line)
        for page, text in PAGES.items()
        for line in text.splitlines()
        if line.startswith(("    hytedata ", "    hytedata-", "    pip install", "$ "))
    ]

    assert loose == []


def test_every_page_with_python_is_run_by_a_test_that_reads_it() -> None:
    assert {page for page, _ in of("python")} == set(RUN)
    for page, test in RUN.items():
        text = (ROOT / "tests" / "docs" / test).read_text(encoding="utf-8")
        assert Path(page).stem in text, f"{test} does not read {page}"


@pytest.mark.parametrize(("page", "block"), of("python"))
def test_python_can_be_parsed(page: str, block: str) -> None:
    assert ast.parse(block, page).body


@pytest.mark.parametrize(("page", "block"), of("toml"))
def test_settings_are_taken(page: str, block: str, tmp_path: Path) -> None:
    document = tomllib.loads(block)
    if "project" in document:
        assert set(document["project"]["entry-points"]) <= set(GROUPS)
        return
    if page in PIECES:
        assert document
        return
    contact = "" if "contact" in document else 'contact = "me@kunta.example"\n'
    file = tmp_path / "hytedata.toml"
    file.write_text(contact + block, encoding="utf-8")

    assert load_settings(file, environ={}).config.contact


@pytest.mark.parametrize(("page", "block"), of("json"))
def test_json_can_be_read(page: str, block: str) -> None:
    assert json.loads(block)


@pytest.mark.parametrize(("page", "block"), of("yaml"))
def test_yaml_can_be_read(page: str, block: str) -> None:
    assert yaml.safe_load(block)


@pytest.mark.parametrize("page", PAGES)
def test_every_command_is_known_with_its_options(page: str) -> None:
    ours = [line for line in shell_lines(PAGES[page]) if "hytedata" in shlex.split(line)[0]]

    wrong = [line for line in commands(PAGES[page]) if unknown_options(line)]
    for line in ours:
        program, _, rest = line.partition(" ")
        if program.endswith("-daemon") and not is_understood(rest):
            wrong.append(line)

    assert wrong == []


@pytest.mark.parametrize("page", PAGES)
def test_every_other_program_is_one_that_pages_may_ask_for(page: str) -> None:
    programs = {
        next(word for word in shlex.split(line) if "=" not in word)
        for line in shell_lines(PAGES[page])
        if any("=" not in word for word in shlex.split(line))
    }

    others = {one for one in programs if not one.rpartition("/")[2].startswith("hytedata")}
    assert {one.rpartition("/")[2] or one for one in others} <= TOOLS
