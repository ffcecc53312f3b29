"""A Data Package beside an export tells its fields, licences, sources and losses."""

import csv
import hashlib
import json
import os
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from hytedata.errors import InputError
from hytedata.export import FORMATS, occurrences, write_file
from hytedata.export.formats import ExportFormat
from tests.export.made import event, service, site
from tests.export.occurrences.test_occurrence_formats import occurrence

DAY = date(2026, 3, 1)
RECORDS = [event(), site(1), service()]

# What version 2 of the standard asks for, of what we write; its own profile is no part of this.
PACKAGE = {
    "type": "object",
    "required": ["resources"],
    "properties": {
        "$schema": {"const": "https://datapackage.org/profiles/2.0/datapackage.json"},
        "name": {"type": "string", "pattern": "^[a-z0-9._-]+$"},
        "licenses": {"$ref": "#/$defs/licenses"},
        "sources": {"$ref": "#/$defs/sources"},
        "resources": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/resource"}},
    },
    "$defs": {
        "licenses": {
            "type": "array",
            "minItems": 1,
            "items": {
                "anyOf": [{"required": ["name"]}, {"required": ["path"]}],
                "properties": {"name": {"type": "string", "pattern": "^([-a-zA-Z0-9._])+$"}},
            },
        },
        "sources": {"type": "array", "minItems": 1, "items": {"required": ["title"]}},
        "path": {"type": "string", "pattern": "^(?!/)(?!.*[.][.])"},
        "resource": {
            "required": ["name", "path"],
            "properties": {
                "name": {"type": "string", "pattern": "^[a-z0-9._-]+$"},
                "type": {"const": "table"},
                "path": {
                    "anyOf": [
                        {"$ref": "#/$defs/path"},
                        {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/path"}},
                    ]
                },
                "bytes": {"type": "integer"},
                "hash": {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"},
                "licenses": {"$ref": "#/$defs/licenses"},
                "sources": {"$ref": "#/$defs/sources"},
                "schema": {"$ref": "#/$defs/table"},
            },
        },
        "table": {
            "required": ["fields"],
            "properties": {
                "fields": {
                    "type": "array",
                    "minItems": 1,
                    "items": {
                        "required": ["name"],
                        "properties": {
                            "type": {
                                "enum": [
                                    "any", "array", "boolean", "datetime", "integer", "number",
                                    "object", "string",
                                ]
                            }
                        },
                    },
                },
            },
        },
    },
}  # fmt: skip


def written(folder: Path, form: ExportFormat, name: str = "Export 1") -> dict[str, Any]:
    out = folder / name
    write_file(out, form, RECORDS, day=DAY, descriptor=True)
    file = (out if out.is_dir() else folder) / "datapackage.json"
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("form", FORMATS)
def test_an_export_of_each_format_is_described(tmp_path: Path, form: ExportFormat) -> None:
    package = written(tmp_path, form)

    jsonschema.validate(package, PACKAGE)
    (resource,) = package["resources"]
    assert (resource["name"], package["licenses"]) == ("export-1", resource["licenses"])
    assert [one["field"] for one in resource["losses"]] == [
        loss.field for loss in FORMATS[form].losses
    ]


@pytest.mark.parametrize(
    ("form", "records", "sources"),
    [("csv", 3, ["lipas", "oulu", "ptv"]), ("jsonld", 3, ["lipas", "oulu", "ptv"]),
     ("hsds", 1, ["ptv"]), ("hsds-json", 1, ["ptv"])],
)  # fmt: skip
def test_what_a_format_leaves_out_is_not_described(
    tmp_path: Path, form: ExportFormat, records: int, sources: list[str]
) -> None:
    (resource,) = written(tmp_path, form)["resources"]

    assert resource["records"] == records
    assert sorted(one["source"] for one in resource["sources"]) == sources
    assert len(resource["licenses"]) == (1 if sources == ["ptv"] else 2)


@pytest.mark.parametrize("form", occurrences.FORMATS)
def test_an_export_of_occurrences_is_described(
    tmp_path: Path, form: occurrences.OccurrenceFormat
) -> None:
    out = tmp_path / "week"
    one = occurrence(licence="CC BY 4.0", attribution="Kainuun kalenteri")

    occurrences.write_occurrences(out, form, [one], descriptor=True)

    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    jsonschema.validate(package, PACKAGE)
    (resource,) = package["resources"]
    assert (resource["records"], resource["kinds"]) == (1, ["event"])
    assert resource["sources"] == [{"title": "Kainuun kalenteri", "source": "kainuu"}]


@pytest.mark.parametrize("form", ["csv", "ndjson"])
def test_fields_of_occurrences_are_those_that_are_written(
    tmp_path: Path, form: occurrences.OccurrenceFormat
) -> None:
    out = tmp_path / "week"
    occurrences.write_occurrences(out, form, [occurrence()], descriptor=True)

    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    first = out.read_text(encoding="utf-8").splitlines()[0]
    there = first.split(",") if form == "csv" else list(json.loads(first))
    told = [one["name"] for one in package["resources"][0]["schema"]["fields"]]
    assert told == there


def test_a_file_is_told_by_its_size_and_sum_and_its_columns(tmp_path: Path) -> None:
    (resource,) = written(tmp_path, "csv", "sites.csv")["resources"]

    whole = (tmp_path / "sites.csv").read_bytes()
    heading = next(csv.reader([whole.decode().splitlines()[0]]))
    assert resource["bytes"] == len(whole)
    assert resource["hash"] == f"sha256:{hashlib.sha256(whole).hexdigest()}"
    assert [one["name"] for one in resource["schema"]["fields"]] == heading


def test_the_keys_of_lines_are_the_fields_of_ndjson(tmp_path: Path) -> None:
    (resource,) = written(tmp_path, "ndjson", "all.ndjson")["resources"]

    first = json.loads((tmp_path / "all.ndjson").read_text(encoding="utf-8").splitlines()[0])
    assert [one["name"] for one in resource["schema"]["fields"]] == list(first)


def test_a_folder_is_described_within_it_part_by_part(tmp_path: Path) -> None:
    written(tmp_path, "geoparquet", "all")
    (resource,) = written(tmp_path, "geoparquet", "all")["resources"]

    assert resource["path"] == [
        "county=19/part-0.parquet",
        "county=__HIVE_DEFAULT_PARTITION__/part-0.parquet",
    ]


def test_exports_of_one_folder_are_described_together(tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv", "c.csv"):
        written(tmp_path, "csv", name)
    (tmp_path / "a.csv").unlink()
    once = written(tmp_path, "csv", "b.csv")

    twice = written(tmp_path, "csv", "b.csv")

    assert [one["name"] for one in twice["resources"]] == ["b.csv", "c.csv"]
    assert once == twice


def test_a_file_that_is_replaced_without_a_descriptor_is_no_longer_described(
    tmp_path: Path,
) -> None:
    for name in ("a.csv", "b.csv"):
        written(tmp_path, "csv", name)

    write_file(tmp_path / "a.csv", "csv", RECORDS[:1], day=DAY)
    first = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    occurrences.write_occurrences(tmp_path / "b.csv", "csv", [occurrence()])

    assert [one["path"] for one in first["resources"]] == ["b.csv"]
    assert not (tmp_path / "datapackage.json").exists()


def test_a_descriptor_of_others_hinders_no_export_without_one(tmp_path: Path) -> None:
    (tmp_path / "datapackage.json").write_text("{}")

    assert write_file(tmp_path / "a.csv", "csv", RECORDS, day=DAY) == 3
    assert (tmp_path / "datapackage.json").read_text() == "{}"


def test_a_pipe_or_device_is_not_described(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="leave out --descriptor"):
        write_file(Path(os.devnull), "csv", RECORDS, day=DAY, descriptor=True)


def test_names_that_look_alike_are_told_apart(tmp_path: Path) -> None:
    for name in ("ä.csv", "ö.csv", "ä.csv"):
        package = written(tmp_path, "csv", name)

    jsonschema.validate(package, PACKAGE)
    assert sorted(one["path"] for one in package["resources"]) == ["ä.csv", "ö.csv"]
    assert len({one["name"] for one in package["resources"]}) == 2


def test_an_export_of_nothing_has_no_empty_lists(tmp_path: Path) -> None:
    write_file(tmp_path / "none.csv", "csv", [], day=DAY, descriptor=True)

    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    jsonschema.validate(package, PACKAGE)
    assert package["resources"][0]["records"] == 0


def test_a_package_of_others_does_not_keep_a_folder_beside_it_from_being_described(
    tmp_path: Path,
) -> None:
    (tmp_path / "datapackage.json").write_text("{}")

    assert written(tmp_path, "geoparquet", "all")["resources"][0]["records"] == 3


@pytest.mark.parametrize("text", ["{}", "not json", '{"name": "mine", "resources": []}', "[]"])
@pytest.mark.parametrize("form", ["csv", "geoparquet"])
def test_a_descriptor_of_others_is_left_alone(
    tmp_path: Path, text: str, form: ExportFormat
) -> None:
    (tmp_path / "datapackage.json").write_text(text)
    out = tmp_path if form == "geoparquet" else tmp_path / "sites.csv"

    with pytest.raises(InputError, match="no export wrote it"):
        write_file(out, form, RECORDS, day=DAY, descriptor=True)

    assert [one.name for one in tmp_path.iterdir()] == ["datapackage.json"]
    assert (tmp_path / "datapackage.json").read_text() == text
