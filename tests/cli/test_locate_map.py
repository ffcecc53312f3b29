"""`hytedata locate --map`: one command from a file of places to a map."""

import json
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import geopandas
import pytest

from hytedata.cli.app import run
from tests.clients.boundary_files import MUNICIPALITIES, geojson, squares

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def layer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("borders")
    return geojson(folder / "kunnat.geojson", {"code": list(MUNICIPALITIES)})


@pytest.fixture
def hytedata(
    layer: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """Run the command in a folder with a CSV: two places in Kajaani, one in Akaa, one nowhere."""
    monkeypatch.chdir(tmp_path)
    inside = dict(zip(MUNICIPALITIES, squares(308).tolist(), strict=True))
    centres = [inside[code].centroid for code in ("205", "205", "020")]
    rows = [f"{one.x:.0f},{one.y:.0f}" for one in centres]
    Path("a.csv").write_text("\n".join(["east,north", *rows, ","]))

    def command(*arguments: str, source: str = "a.csv", out: str = "b.csv") -> tuple[int, str, str]:
        code = run(["locate", source, "--boundaries", str(layer), "--out", out, *arguments])
        told = capsys.readouterr()
        return code, told.out, told.err

    return command


def test_a_map_of_an_area_is_made_by_one_command(hytedata: Run) -> None:
    code, out, _ = hytedata("--map", "m.svg", "--map-area", "Kainuu", "--map-title", "Hallit")

    assert code == 0
    assert "map written to m.svg" in out
    told = Path("m.svg").read_text()
    assert ElementTree.fromstring(told.encode()).get("role") == "img"
    assert ">Hallit<" in told
    assert "Paikka (2)" in told


def test_a_map_counts_by_municipality_in_another_language(hytedata: Run) -> None:
    code, _, _ = hytedata("--map", "m.html", "--map-by", "municipality", "--map-lang", "sv")

    assert code == 0
    told = Path("m.html").read_text()
    assert '<html lang="sv">' in told
    assert '<th scope="row">Kajana</th><td>205</td><td>2</td>' in told
    assert "1 plats är inte på kartan" in told


def test_a_map_is_written_as_png_and_named_in_the_report(hytedata: Run) -> None:
    pytest.importorskip("matplotlib")

    code, out, _ = hytedata("--map", "m.png", "--map-by", "county", "--json")

    assert code == 0
    assert json.loads(out)["map"] == "m.png"
    assert Path("m.png").read_bytes().startswith(b"\x89PNG")


def test_places_of_a_geopackage_are_drawn_too(hytedata: Run) -> None:
    table = geopandas.pd.read_csv("a.csv")
    places = geopandas.points_from_xy(table["east"], table["north"])
    geopandas.GeoDataFrame(geometry=places, crs="EPSG:3067").to_file("a.gpkg")

    code, _, _ = hytedata("--map", "m.svg", source="a.gpkg", out="b.gpkg")

    assert code == 0
    assert "Paikka (3)" in Path("m.svg").read_text()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--map", "m.gif"], ".svg, .html, .png"),
        (["--map", "no/m.svg"], "folder"),
        (["--map", "m.svg", "--map-area", "Kanuu"], "did you mean"),
        (["--map-area", "Kainuu"], "need --map FILE"),
        (["--map", "m.svg", "--map-by", "region"], "region"),
    ],
)
def test_a_map_that_cannot_be_is_told_before_anything_is_located(
    hytedata: Run, arguments: list[str], told: str
) -> None:
    code, _, err = hytedata(*arguments)

    assert code == 4
    assert told in err
    assert not Path("b.csv").exists()
