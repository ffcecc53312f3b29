"""`hytedata boundaries fetch` against the simulated map service, over sockets."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shapely

from hytedata import Boundaries, load_config
from hytedata.cli.app import run
from hytedata.runs.boundaries import open_boundaries
from hytedata.sandbox import Fault, Sandbox
from tests.clients.boundary_files import COUNTIES, MUNICIPALITIES, geojson

Run = Callable[..., int]


@pytest.fixture(scope="module")
def running() -> Iterator[Sandbox]:
    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(running: Sandbox) -> Sandbox:
    running.controls.reset()
    return running


@pytest.fixture
def fetch(sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    (tmp_path / "t.toml").write_text(sandbox.config_toml(), encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    def command(*words: str) -> int:
        scale = () if "--scale" in words else ("--scale", "4500k")
        return run(["boundaries", "fetch", "--config", "t.toml", *scale, *words])

    return command


def test_borders_are_fetched_into_the_configured_folder(
    fetch: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert fetch() == 0

    told = capsys.readouterr().out
    assert "308 municipalities of" in told
    assert "1:4 500 000" in told
    assert "Source: Statistics Finland" in told
    (kept,) = (tmp_path / "hytedata-sandbox-cache").iterdir()
    assert kept.suffix == ".boundaries"


@pytest.mark.parametrize("name", ["out.geojson", "out.gpkg"])
def test_what_is_written_is_read_again(
    fetch: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert fetch("--year", "2019", "--out", name, "--json") == 0

    document = json.loads(capsys.readouterr().out)
    again = Boundaries.read(tmp_path / name, year=2019)
    assert (document["year"], document["out"]) == (2019, name)
    assert list(again.codes) == document["codes"]
    assert again.remarks == ()
    settings = load_config(tmp_path / "t.toml", environ={})
    kept = open_boundaries(settings, scale="4500k", year=2019)
    for one, other in zip(again.geometries, kept.geometries, strict=True):
        assert shapely.hausdorff_distance(one, other) < 0.2


def test_an_earlier_year_that_stands_in_is_told(
    fetch: Run, sandbox: Sandbox, capsys: pytest.CaptureFixture[str]
) -> None:
    sandbox.controls.hold_back_boundaries(2026)

    assert fetch() == 0

    said = capsys.readouterr()
    assert "308 municipalities of 2025" in said.out
    assert "are not out yet; those of 2025 are used" in said.err


def test_a_service_that_is_down_says_how_to_get_the_file(
    fetch: Run, sandbox: Sandbox, capsys: pytest.CaptureFixture[str]
) -> None:
    sandbox.controls.add_fault(Fault("garbage", mount="/statfin", body="<html>Log in</html>"))

    assert fetch() == 2

    assert "read it with Boundaries.read(path)" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--out", "k.shp"), "written as .geojson or .gpkg"),
        (("--out", "."), "is a folder"),
        (("--year", "1999"), "begin with 2013"),
    ],
)
def test_wrong_usage_is_told_before_anything_is_asked(
    fetch: Run,
    sandbox: Sandbox,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    told: str,
) -> None:
    assert fetch(*words) == 4

    assert told in capsys.readouterr().err
    assert sandbox.journal() == ()


def test_a_configured_file_is_read_instead(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    geojson(tmp_path / "kunnat.geojson")
    text = 'contact = "a@b.example"\n[boundaries]\nfile = "kunnat.geojson"\n'
    (tmp_path / "t.toml").write_text(text, encoding="utf-8")
    settings = load_config(tmp_path / "t.toml", environ={})

    assert open_boundaries(settings).codes == MUNICIPALITIES
    assert open_boundaries(settings, kind="county").codes == COUNTIES
    assert run(["boundaries", "fetch", "--config", "t.toml", "--kind", "county"]) == 0
    assert "23 wellbeing services counties" in capsys.readouterr().out


def test_a_configured_file_of_counties_is_refused_where_municipalities_are_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    geojson(tmp_path / "hva.geojson", {"hyvinvointialue": COUNTIES})
    text = 'contact = "a@b.example"\n[boundaries]\nfile = "hva.geojson"\n'
    (tmp_path / "t.toml").write_text(text, encoding="utf-8")

    assert run(["boundaries", "fetch", "--config", "t.toml"]) == 4

    assert "where municipalities are needed" in capsys.readouterr().err
