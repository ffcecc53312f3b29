"""`hytedata locate`: what is told, and how it ends."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
import shapely
from numpy.typing import NDArray

from hytedata.cli.app import run
from hytedata.sandbox import Fault, Sandbox
from tests.clients.boundary_files import MUNICIPALITIES, columns, geojson, geopackage, squares

Run = Callable[..., tuple[int, str, str]]

EAST, NORTH = 410_000, 6_970_000
"""In one of the squares, of which the nearest ones lie 10 km to the west and to the east."""


@pytest.fixture(scope="module")
def kunnat(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with a square for each municipality."""
    return geopackage(tmp_path_factory.mktemp("boundaries") / "kunnat.gpkg")


@pytest.fixture
def hytedata(
    kunnat: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Run:
    """Run the command in a folder with boundaries and a CSV; returns exit code, output, notes."""
    monkeypatch.chdir(tmp_path)
    Path("kunnat.gpkg").write_bytes(kunnat.read_bytes())
    Path("a.csv").write_text("lon;lat\n25,2;62,86\n;\n62,86;25,2\n")

    def command(*arguments: str) -> tuple[int, str, str]:
        code = run(["locate", *arguments])
        told = capsys.readouterr()
        return code, told.out, told.err

    return command


def test_rows_are_written_and_counted(hytedata: Run) -> None:
    code, out, err = hytedata("a.csv", "--boundaries", "kunnat.gpkg", "--out", "b.csv")

    assert code == 0
    assert "3 row(s) written to b.csv" in out
    assert "swapped-axes: 1" in out
    assert "locating rows: 3" in err
    assert "decimal commas" in err
    assert len(Path("b.csv").read_text().splitlines()) == 4


def test_json_is_one_object_on_standard_output(hytedata: Run) -> None:
    code, out, _ = hytedata("a.csv", "--boundaries", "kunnat.gpkg", "--out", "b.csv", "--json")

    told = json.loads(out)
    boundaries = told.pop("boundaries")
    assert code == 0
    assert told | {"notes": []} == {
        "rows": 3,
        "methods": {"inside": 1, "unusable": 1, "outside": 1},
        "reasons": {"null": 1, "swapped-axes": 1},
        "notes": [],
        "out": "b.csv",
    }
    assert (boundaries["source"], boundaries["scale"]) == ("kunnat.gpkg", None)


def test_boundaries_may_be_named_by_the_configuration(hytedata: Run) -> None:
    Path("hytedata.toml").write_text(
        'contact = "it@kunta.example"\n[boundaries]\nfile = "kunnat.gpkg"\n'
    )

    code, _, _ = hytedata("a.csv", "--out", "b.csv")

    assert code == 0


@pytest.fixture(scope="module")
def running() -> Iterator[Sandbox]:
    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(hytedata: Run, running: Sandbox) -> Sandbox:
    running.controls.reset()
    Path("hytedata.toml").write_text(running.config_toml(), encoding="utf-8")
    return running


def test_boundaries_are_fetched_as_configured_and_what_stands_in_is_told(
    hytedata: Run, sandbox: Sandbox
) -> None:
    year = datetime.now(UTC).year
    sandbox.controls.hold_back_boundaries(year)

    code, out, err = hytedata("a.csv", "--out", "b.csv", "--json")

    told = json.loads(out)
    assert code == 0
    assert told["methods"]["inside"] == 1
    assert told["boundaries"]["year"] == year - 1
    assert f"note: the borders of {year} are not out yet" in err


def test_without_network_and_cache_it_is_told_how_to_get_the_boundaries(
    hytedata: Run, sandbox: Sandbox
) -> None:
    sandbox.controls.add_fault(Fault("garbage", mount="/statfin"))

    code, _, err = hytedata("a.csv", "--out", "b.csv")

    assert code == 2
    assert "kunta1000k_" in err
    assert not Path("b.csv").exists()


def test_what_was_mended_in_a_file_of_boundaries_is_told(hytedata: Run) -> None:
    geojson(Path("kunnat.geojson"), columns(), bow_tie())

    _, _, err = hytedata("a.csv", "--boundaries", "kunnat.geojson", "--out", "b.csv")

    assert "note: " in err
    assert "mended" in err


def bow_tie() -> NDArray[np.object_]:
    """The squares, of which the first is drawn over itself."""
    areas = squares(len(MUNICIPALITIES))
    west, south, east, north = areas[0].bounds
    corners = [(west, south), (east, north), (east, south), (west, north)]
    areas[0] = shapely.Polygon(corners)
    return areas


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["a.csv", "--out", "b.csv"], "with --boundaries, or a configuration with -c"),
        (["none.csv", "--out", "b.csv"], "no such file"),
        (["a.csv", "--boundaries", "none.gpkg", "--out", "b.csv"], "none.gpkg does not exist"),
        (["a.csv", "--boundaries", "kunnat.gpkg", "--out", "b.gpkg"], "--out b.gpkg"),
        (["a.csv", "--boundaries", "a.csv", "--out", "b.csv"], "a.csv"),
        (["a.csv", "--boundaries", "kunnat.gpkg", "--out", "b.csv", "--crs", "x"], "crs 'x'"),
        (["a.csv", "--boundaries", "kunnat.gpkg", "--out", "b.csv", "--x", "q"], "name both"),
    ],
)
def test_what_is_wrong_is_told_as_usage(hytedata: Run, arguments: list[str], told: str) -> None:
    code, _, err = hytedata(*arguments)

    assert code == 4
    assert told in err
    assert not Path("b.csv").exists()


def test_the_distance_offshore_can_be_stated(hytedata: Run) -> None:
    Path("a.csv").write_text(f"east,north\n{EAST - 10_500},{NORTH}\n")

    hytedata("a.csv", "--boundaries", "kunnat.gpkg", "--out", "b.csv", "--offshore", "400")

    assert ",outside," in Path("b.csv").read_text()
