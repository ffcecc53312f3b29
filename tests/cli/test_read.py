"""`hytedata read`: what is told, what is written, and how it ends."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from hytedata.cli import read_command
from hytedata.cli.app import run
from hytedata.config import Config
from hytedata.models.ptv import AvailabilityArea
from hytedata.store import Catalogue
from tests.clients.boundary_files import geojson
from tests.runs.read_fakes import NATIONWIDE, FakePtv, of, service

Run = Callable[..., tuple[int, str, str]]


def document(number: int, *, city: int = 889, name: str = "Uimahalli") -> dict[str, object]:
    point = {"type": "Point", "coordinates": [26.4, 64.76]}
    return {
        "lipas-id": number,
        "event-date": "2026-01-01T00:00:00.000Z",
        "status": "active",
        "name": name,
        "owner": "city",
        "admin": "city-sports",
        "type": {"type-code": 3110},
        "location": {
            "city": {"city-code": city},
            "address": "Katu 1",
            "postal-code": "91600",
            "geometries": {
                "type": "FeatureCollection",
                "features": [{"type": "Feature", "geometry": point}],
            },
        },
    }


@pytest.fixture
def sites(tmp_path: Path) -> Path:
    path = tmp_path / "sites.json"
    path.write_text(json.dumps([document(1), document(2), document(3, city=91)]))
    return path


@pytest.fixture
def config(tmp_path: Path, sites: Path) -> Path:
    path = tmp_path / "hytedata.toml"
    path.write_text(
        f'contact = "it@kunta.example"\nstore = "sqlite:///{tmp_path}/s.db"\n'
        f'cache_folder = "{tmp_path}/cache"\n'
        f'[lipas]\nfile = "{sites}"\n'
    )
    return path


@pytest.fixture
def hytedata(config: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*arguments: str | Path) -> tuple[int, str, str]:
        code = run(["read", *(str(one) for one in arguments), "-c", str(config)])
        told = capsys.readouterr()
        return code, told.out, told.err

    return call


@pytest.fixture
def ptv(monkeypatch: pytest.MonkeyPatch) -> FakePtv:
    made = FakePtv()
    made.services.held = [service("a", of("889")), service("n", NATIONWIDE)]

    @contextmanager
    def opened(config: Config, environ: Mapping[str, str]) -> Iterator[FakePtv]:
        yield made

    monkeypatch.setattr(read_command, "open_ptv", opened)
    return made


def test_sites_are_read_into_the_store_and_told(hytedata: Run, tmp_path: Path) -> None:
    code, out, err = hytedata("lipas", "--municipality", "889")

    assert code == 0
    assert "Lipas, Utajärvi" in out
    assert "sports-site" in out
    assert "Complete." in out
    assert "reading Lipas: 2" in err
    with Catalogue.open(f"sqlite:///{tmp_path}/s.db") as catalogue:
        assert [one.id for one in catalogue.records()] == ["1", "2"]


def test_a_county_and_municipalities_add_up(hytedata: Run, tmp_path: Path) -> None:
    code, out, _ = hytedata("lipas", "--county", "19", "-m", "091", "--json")

    told = json.loads(out)
    assert code == 0
    assert len(told["municipalities"]) == 31
    assert told["kinds"][0]["counts"]["new"] == 3


@pytest.mark.parametrize(
    ("arguments", "form"),
    [
        (("--out", "s.csv"), "csv"),
        (("--out", "s.geojson"), "geojson"),
        (("--out", "s.txt"), "ndjson"),
        (("--out", "s.txt", "--format", "geojson"), "geojson"),
        (("--out", "s.geojsons"), "geojsonseq"),
    ],
)
def test_what_was_read_is_written(
    hytedata: Run, tmp_path: Path, arguments: tuple[str, ...], form: str
) -> None:
    path = tmp_path / arguments[1]

    code, out, err = hytedata("lipas", "-m", "889", "--json", arguments[0], path, *arguments[2:])

    text = path.read_text(encoding="utf-8")
    assert code == 0
    assert json.loads(out)["out"] == {"file": str(path), "format": form, "records": 2}
    assert "2 record(s) written" in err
    start = {
        "csv": "id,source",
        "geojson": '{"type":"FeatureCollection"',
        "geojsonseq": '\x1e{"type":"Feature"',
        "ndjson": '{"schema":1,"source"',
    }
    assert text.startswith(start[form])
    assert "Uimahalli" in text


@pytest.mark.parametrize(
    ("out", "form", "part"),
    [
        ("s.xlsx", "xlsx", "."),
        ("s.parquet", "geoparquet", "county=19/part-0.parquet"),
    ],
)
def test_what_was_read_is_written_as_a_workbook_or_a_folder_of_parts(
    hytedata: Run, tmp_path: Path, out: str, form: str, part: str
) -> None:
    for _ in range(2):  # a folder that an export wrote may be written again
        code, told, _ = hytedata("lipas", "-m", "889", "--json", "--out", tmp_path / out)

    assert code == 0
    assert json.loads(told)["out"]["format"] == form
    assert (tmp_path / out / part).is_file()


def test_what_was_read_is_described_beside_it(hytedata: Run, tmp_path: Path) -> None:
    code, _, _ = hytedata("lipas", "-m", "889", "--out", tmp_path / "s.csv", "--descriptor")

    told = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    assert code == 0
    assert (told["resources"][0]["path"], told["resources"][0]["records"]) == ("s.csv", 2)


def test_json_is_one_object_on_standard_output(hytedata: Run) -> None:
    _, out, err = hytedata("lipas", "-m", "889", "--json")

    told: dict[str, Any] = json.loads(out)
    assert (told["source"], told["complete"], told["out"]) == ("lipas", True, None)
    assert told["kinds"][0]["counts"] == {
        "new": 2, "changed": 0, "returned": 0, "unchanged": 0, "absent": 0, "rejected": 0,
    }  # fmt: skip
    assert "Utajärvi" in err


def test_a_record_that_cannot_be_used_is_told_and_the_read_is_incomplete(
    hytedata: Run, sites: Path
) -> None:
    broken = {**document(7, name="Rikki"), "type": None}
    sites.write_text(json.dumps([document(1), broken]))

    code, out, _ = hytedata("lipas", "-m", "889")

    assert code == 3
    assert "7" in out
    assert "could not be used: type" in out
    assert "Incomplete" in out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("lipas", "-m", "999"), "999"),
        (("lipas", "-m", "283"), "Hollola"),
        (("lipas", "--county", "77"), "77"),
        (("lipas", "--format", "csv"), "--out"),
        (("lipas", "--format", "docx", "--out", "f"), "docx"),
        (("lipas", "--out", "."), "folder"),
        (("lipas", "--descriptor"), "--out"),
        (("lipas", "--nationwide"), "--nationwide"),
        (("events",), "events"),
    ],
)
def test_wrong_values_are_told_before_anything_is_read(
    hytedata: Run, tmp_path: Path, arguments: tuple[str, ...], told: str
) -> None:
    code, out, err = hytedata(*arguments)

    assert code == 4
    assert told in err
    assert out == ""
    assert not (tmp_path / "s.db").exists()


def test_a_file_that_cannot_be_written_does_not_cost_the_report(
    hytedata: Run, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()

    code, out, err = hytedata("lipas", "-m", "889", "--out", tmp_path / "file" / "in.csv")

    assert code == 4
    assert "Complete." in out
    assert "cannot be written" in err


def test_an_older_store_is_told(hytedata: Run, tmp_path: Path) -> None:
    import sqlite3

    hytedata("lipas", "-m", "889")
    with sqlite3.connect(tmp_path / "s.db") as connection:
        connection.execute("UPDATE hytedata_version SET version_num = '9999'")
    connection.close()

    code, _, err = hytedata("lipas", "-m", "889")

    assert code == 2
    assert "pip install --upgrade" in err


def test_ptv_is_read_and_written(hytedata: Run, ptv: FakePtv, tmp_path: Path) -> None:
    path = tmp_path / "services.ndjson"

    code, out, _ = hytedata("ptv", "-m", "889", "--out", path)

    assert code == 0
    assert "PTV, Utajärvi" in out
    assert [json.loads(line)["id"] for line in path.read_text().splitlines()] == ["a"]


def test_what_is_meant_for_the_whole_country_comes_when_asked_for(
    hytedata: Run, ptv: FakePtv, tmp_path: Path
) -> None:
    path = tmp_path / "services.ndjson"

    hytedata("ptv", "-m", "889", "--nationwide", "--out", path)

    assert [json.loads(line)["id"] for line in path.read_text().splitlines()] == ["a", "n"]


def test_a_full_read_can_be_asked_for(hytedata: Run, ptv: FakePtv) -> None:
    hytedata("ptv", "-m", "889")
    _, changes, _ = hytedata("ptv", "-m", "889", "--json")
    _, full, _ = hytedata("ptv", "-m", "889", "--json", "--full")

    assert json.loads(changes)["kinds"][0]["modes"] == ["changes"]
    assert json.loads(full)["kinds"][0]["modes"] == ["full"]


def test_an_outage_is_told_and_ends_with_its_own_code(hytedata: Run, ptv: FakePtv) -> None:
    ptv.services.is_down = True

    code, out, _ = hytedata("ptv", "-m", "889")

    assert code == 3
    assert "answered 503" in out


def test_a_region_and_a_name_say_what_is_read(hytedata: Run) -> None:
    _, by_region, _ = hytedata("lipas", "--region", "17", "--json")
    _, by_name, _ = hytedata("lipas", "-m", "Utajärvi", "--json")

    assert "889" in json.loads(by_region)["municipalities"]
    assert len(json.loads(by_region)["municipalities"]) == 30
    assert json.loads(by_name)["municipalities"] == ["889"]


@pytest.mark.parametrize(("near", "count"), [("26.4,64.76,5", 2), ("26.41,64.76,5", 0)])
def test_only_what_is_near_is_written(hytedata: Run, tmp_path: Path, near: str, count: int) -> None:
    code, out, _ = hytedata(
        "lipas", "-m", "889", "--near", near, "--out", tmp_path / "s.csv", "--json"
    )

    told = json.loads(out)
    assert code == 0
    assert told["out"]["records"] == count
    assert told["kinds"][0]["counts"]["new"] == 2


def test_only_what_is_within_the_areas_of_a_file_is_written(hytedata: Run, tmp_path: Path) -> None:
    ring = [[26.3, 64.7], [26.5, 64.7], [26.5, 64.8], [26.3, 64.8], [26.3, 64.7]]
    area = {"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [ring]}}  # fmt: skip  # noqa: E501
    (tmp_path / "area.geojson").write_text(
        json.dumps({"type": "FeatureCollection", "features": [area]})
    )
    within = ("--within", tmp_path / "area.geojson", "--out", tmp_path / "s.csv", "--json")

    _, inside, _ = hytedata("lipas", *within)
    _, and_near, _ = hytedata("lipas", *within, "--near", "26.41,64.76,5")

    assert json.loads(inside)["out"]["records"] == 3
    assert json.loads(and_near)["out"]["records"] == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--near", "26.4,64.76,5"), "--near says what is written: name the file with --out"),
        (("--near", "64.76,26.4,5", "--out", "f.csv"), "swapped-axes"),
        (("--near", "26.4;64.76;5", "--out", "f.csv"), "longitude, latitude and metres"),
        (("--within", "none.geojson", "--out", "f.csv"), "none.geojson does not exist"),
        (("--county", "Kainu"), "did you mean the county"),
    ],
)
def test_a_wrong_area_is_told_before_anything_is_read(
    hytedata: Run, tmp_path: Path, arguments: tuple[str, ...], told: str
) -> None:
    code, _, err = hytedata("lipas", *arguments)

    assert code == 4
    assert told in err
    assert not (tmp_path / "s.db").exists()


def test_without_borders_the_read_says_how_to_get_them(hytedata: Run) -> None:
    code, out, _ = hytedata("lipas", "-m", "889")

    assert code == 0
    assert "Places: not looked for: no borders are kept here" in out


def test_places_are_looked_for_where_a_file_of_borders_is_named(
    hytedata: Run, config: Path, tmp_path: Path
) -> None:
    borders = geojson(tmp_path / "kunnat.geojson")
    config.write_text(config.read_text() + f'[boundaries]\nfile = "{borders}"\n')

    _, out, _ = hytedata("lipas", "-m", "889", "--json")
    _, again, _ = hytedata("lipas", "-m", "889", "--json")

    assert json.loads(out)["places"] == {
        "resolved": 2, "contested": 0, "unplaced": 0, "skipped": None, "limited": None,
    }  # fmt: skip
    assert json.loads(again)["places"]["resolved"] == 0


def test_what_is_meant_for_a_whole_county_is_written_or_not(
    hytedata: Run, ptv: FakePtv, tmp_path: Path
) -> None:
    county = AvailabilityArea(type="LimitedArea", wellbeing_services_counties=("19",))
    ptv.services.held = [service("a", of("889")), service("c", county)]
    out = ("--out", tmp_path / "s.ndjson", "--json")
    hytedata("ptv")

    _, usual, _ = hytedata("ptv", "-m", "889", *out)
    _, narrow, _ = hytedata("ptv", "-m", "889", "--no-county-wide", *out)
    _, whole, _ = hytedata("ptv", "--county", "19", "--no-county-wide", *out)

    counts = [json.loads(one)["out"]["records"] for one in (usual, narrow, whole)]
    assert counts == [2, 1, 2]
