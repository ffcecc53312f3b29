"""`hytedata locate`: what is told, and how it ends."""

import json
from collections.abc import Callable
from pathlib import Path

import geopandas
import pytest

from hytedata.cli.app import run
from tests.places.layers import squares

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def hytedata(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """Run the command in a folder with boundaries and a CSV; returns exit code, output, notes."""
    monkeypatch.chdir(tmp_path)
    layer = geopandas.GeoDataFrame(
        {"code": list(squares())}, geometry=list(squares().values()), crs="EPSG:3067"
    )
    layer.to_file("kunnat.gpkg")
    Path("a.csv").write_text("lon;lat\n25,1;63,17\n;\n63,17;25,1\n")

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

    assert code == 0
    assert json.loads(out) | {"notes": []} == {
        "rows": 3,
        "methods": {"inside": 1, "unusable": 1, "outside": 1},
        "reasons": {"null": 1, "swapped-axes": 1},
        "notes": [],
        "out": "b.csv",
    }


def test_boundaries_may_be_named_by_the_configuration(hytedata: Run) -> None:
    Path("hytedata.toml").write_text(
        'contact = "it@kunta.example"\n[boundaries]\nfile = "kunnat.gpkg"\n'
    )

    code, _, _ = hytedata("a.csv", "--out", "b.csv")

    assert code == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["a.csv", "--out", "b.csv"], "--boundaries FILE"),
        (["none.csv", "--out", "b.csv"], "no such file"),
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
    Path("a.csv").write_text("east,north\n399500,7005000\n")

    hytedata("a.csv", "--boundaries", "kunnat.gpkg", "--out", "b.csv", "--offshore", "400")

    assert ",outside," in Path("b.csv").read_text()
