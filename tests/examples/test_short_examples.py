"""The short examples, run as they stand against the sandbox, as their docstrings say."""

import os
import re
import runpy
import sys
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

import hytedata
from hytedata import LipasClient, load_config
from hytedata.models.clock import HELSINKI
from hytedata.runs.events.derive import derive_events
from hytedata.runs.events.read import read_events
from hytedata.runs.open_store import open_store
from hytedata.sandbox import Fault, Sandbox
from tests.impatience import be_impatient

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
SHORT = (
    "four_lines",
    "sites_on_a_map",
    "free_exercise_this_week",
    "plan_and_apply",
    "own_rule",
    "fastapi_app",
)
LONGEST = 40


@pytest.fixture(scope="module")
def town() -> Iterator[Sandbox]:
    """A sandbox that nobody writes to."""
    with Sandbox() as running:
        yield running


@pytest.fixture(scope="module")
def home(town: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the configuration of *town*."""
    return configured(town, tmp_path_factory.mktemp("examples"))


def configured(sandbox: Sandbox, folder: Path) -> Path:
    (folder / "hytedata.toml").write_text(sandbox.config_toml(), encoding="utf-8")
    return folder


def run(name: str, folder: Path, patch: pytest.MonkeyPatch, *arguments: str) -> dict[str, object]:
    """Run an example in *folder*, as `python NAME.py ARGUMENTS` does; returns its names."""
    patch.chdir(folder)
    patch.setattr(sys, "argv", [f"{name}.py", *arguments])
    return runpy.run_path(str(EXAMPLES / f"{name}.py"), run_name="__main__")


@pytest.mark.parametrize("name", SHORT)
def test_an_example_is_read_in_a_minute(name: str) -> None:
    text = (EXAMPLES / f"{name}.py").read_text(encoding="utf-8")

    assert len(text.splitlines()) <= LONGEST
    assert "pip install" in text


def test_four_lines_are_four_and_print_names_with_types(
    town: Sandbox,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(hytedata, "LipasClient", partial(LipasClient, town.lipas_url))

    run("four_lines", home, monkeypatch)

    text = (EXAMPLES / "four_lines.py").read_text(encoding="utf-8")
    assert len(text.rpartition("import")[2].splitlines()[1:]) == 1 + 4
    assert "Koulukujan pallokenttä · Pallokenttä" in capsys.readouterr().out.splitlines()


@pytest.mark.slow
def test_the_map_shows_the_county_and_credits_both_registers(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run("sites_on_a_map", home, monkeypatch, "Pohjois-Pohjanmaa")

    page = (home / "map.html").read_text(encoding="utf-8")
    (told,) = re.findall(r"^(\d+) places are on map.html$", capsys.readouterr().out, re.M)
    assert f"({told})" in page
    assert "Uimapaikat: Pohjois-Pohjanmaa" in page
    assert "Utajärvi" in page
    assert "Lipas.fi Jyväskylän yliopisto" in page
    assert "Statistics Finland" in page


@pytest.fixture(scope="module")
def first(home: Path) -> date:
    """Today; the calendars have been read."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(home)
        config = load_config(Path("hytedata.toml"), environ=os.environ)
        with open_store(config) as store:
            list(read_events(config, store))
            derive_events(config, store.catalogue)
    return datetime.now(HELSINKI).date()


@pytest.mark.slow
def test_this_weeks_free_exercise_is_this_weeks_free_exercise(
    home: Path,
    first: date,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    run("free_exercise_this_week", home, monkeypatch, first.isoformat())

    lines = capsys.readouterr().out.splitlines()
    rows = [
        re.fullmatch(r"(\d\d\.\d\d\.) \d\d:\d\d +([\d.]+) km (.+) \((.+)\)", it) for it in lines
    ]
    week = {f"{first + timedelta(days=one):%d.%m.}" for one in range(7)}
    assert rows
    assert all(one and one[1] in week and float(one[2]) <= 20 for one in rows)
    assert ("Kävelytreffit", "seutu, yhdistykset") in {(one[3], one[4]) for one in rows if one}
    assert not any("Leivontailta" in line for line in lines)


@pytest.mark.slow
def test_a_week_without_events_prints_nothing(
    home: Path,
    first: date,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    run("free_exercise_this_week", home, monkeypatch, f"{first.year + 3}-01-01")

    assert capsys.readouterr().out == ""


@pytest.mark.slow
def test_a_plan_is_written_when_its_own_id_is_given_and_not_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with Sandbox() as sandbox:
        folder = configured(sandbox, tmp_path)
        monkeypatch.setenv(sandbox.password_env, sandbox.password)

        run("plan_and_apply", folder, monkeypatch)
        printed = capsys.readouterr().out
        run("plan_and_apply", folder, monkeypatch, "another")
        before = len(sandbox.writes())
        run("plan_and_apply", folder, monkeypatch, printed.split()[-1])

        assert "create service: Pallokentät" in printed
        assert "left alone: Kunnan huoltohalli: type 7000" in printed
        assert before == 0
        assert "Written: {'done': 174}" in capsys.readouterr().out
        assert len(sandbox.writes()) >= 95


@pytest.mark.slow
def test_a_plan_is_not_written_when_a_register_was_not_read_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    be_impatient(monkeypatch, attempt_s=30)
    fault = Fault("status", status=503, mount="/lipas", path="/v2/sports-sites")
    with Sandbox(faults=[fault]) as sandbox:
        folder = configured(sandbox, tmp_path)
        monkeypatch.setenv(sandbox.password_env, sandbox.password)

        run("plan_and_apply", folder, monkeypatch, "any")

        assert capsys.readouterr().out.endswith("Lipas or PTV was not read whole.\n")
        assert not sandbox.writes()


def test_the_own_rule_finds_routes_that_tell_no_length(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run("own_rule", home, monkeypatch, "Utajärvi")

    told = capsys.readouterr().out.splitlines()
    assert (
        "“Latu” has no length. Add it in Lipas. https://www.lipas.fi/liikuntapaikat/8890148" in told
    )
    assert not any("Suvannon kuntorata" in line for line in told)
