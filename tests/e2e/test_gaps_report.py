"""From registers to the report that a municipality's director reads, through the command."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hytedata.sandbox import Sandbox, World
from tests.e2e.conftest import Run

pytestmark = pytest.mark.slow

PLACE = ("--municipality", "889")


@pytest.fixture
def sandbox(whole_world: World) -> Iterator[Sandbox]:
    with Sandbox(whole_world) as running:
        yield running


@pytest.fixture
def read(hytedata: Run, config: Path) -> None:
    """Borders, both registers and the calendars are read."""
    of = ("-c", config)
    assert hytedata("boundaries", "fetch", *of).code == 0
    assert hytedata("read", "lipas", *PLACE, *of).code == 0
    assert hytedata("read", "ptv", *PLACE, "--nationwide", *of).code == 0
    assert hytedata("read", "events", *of).code == 0


def findings(folder: Path) -> list[dict[str, Any]]:
    lines = (folder / "findings.ndjson").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.mark.usefixtures("read")
def test_a_municipality_gets_its_report_in_three_languages_with_a_list_per_owner(
    hytedata: Run, config: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "gaps"

    told = hytedata("gaps", "run", *PLACE, "-c", config, "--out", folder)

    assert told.code == 0
    pages = {one: (folder / f"report.{one}.html").read_text("utf-8") for one in ("fi", "sv", "en")}
    assert "Palvelutietojen laatu ja aukot: Utajärvi" in pages["fi"]
    assert "Synlighet på servicebrickan" in pages["sv"]
    assert "Map" in pages["en"]
    for page in pages.values():
        assert page.count("<svg") >= 1
        # One file: nothing is fetched besides, and no word or parameter is missing.
        assert not re.search(r'\s(src|srcset)=|<link[^>]+href="http', page)
        shown = re.sub(r"(?s)<(style|script|form).*?</\1>", "", page)
        assert not re.search(r"\{[a-z_]+\}", shown)
    lists = {one.name.split(".")[0] for one in (folder / "worklists").iterdir()}
    assert any(one.startswith("mallilan-kunta") for one in lists)
    assert all((folder / "worklists" / f"{one}.fi.xlsx").is_file() for one in lists)


@pytest.mark.usefixtures("read")
def test_numbers_agree_wherever_they_are_told(hytedata: Run, config: Path, tmp_path: Path) -> None:
    folder = tmp_path / "gaps"

    told = hytedata(
        "gaps", "run", *PLACE, "-c", config, "--out", folder, "--json", "--fail-on", "error"
    )

    counted = sum(one["found"] for one in told.json["counts"])
    listed = [one for one in findings(folder) if one["state"] in ("new", "open", "reopened")]
    rows = (folder / "findings.fi.csv").read_text("utf-8-sig").splitlines()
    assert counted == len(listed) > 100
    assert len(rows) - 1 >= counted
    assert {one["municipality"] for one in listed} == {"889"}
    assert told.code == 1  # the sandbox's world has errors


@pytest.mark.usefixtures("read")
def test_a_second_run_finds_the_same_again_and_nothing_new(
    hytedata: Run, config: Path, tmp_path: Path
) -> None:
    first = hytedata("gaps", "run", *PLACE, "-c", config, "--out", tmp_path / "a", "--json")

    second = hytedata("gaps", "run", *PLACE, "-c", config, "--out", tmp_path / "b", "--json")

    assert second.json["new"] == second.json["fixed"] == second.json["unchecked"] == 0
    assert first.json["to_mend"] == second.json["to_mend"]
    assert {one["id"] for one in findings(tmp_path / "a")} == {
        one["id"] for one in findings(tmp_path / "b")
    }
