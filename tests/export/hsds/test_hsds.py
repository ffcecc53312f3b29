"""HSDS as the specification's schemas have it, and nothing that points nowhere."""

import csv
import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from hytedata.errors import InputError
from hytedata.export.exporter import Exporter, unaccounted
from hytedata.export.hsds import HsdsJson, HsdsTables
from hytedata.export.hsds.tables import COLUMNS, PATHS
from hytedata.export.model_fields import all_fields
from hytedata.models.ptv import Organisation, Service, ServiceLocation
from hytedata.store.catalogue import CatalogueRecord
from tests.export.conftest import record
from tests.export.filled import filled, kept, texts
from tests.export.hsds.conftest import HALL, SWIMMING, hall, swimming

DAY = date(2026, 3, 1)
NUMBERS = ("latitude", "longitude")


def tables(folder: Path) -> dict[str, list[dict[str, Any]]]:
    found = {}
    for table, path in PATHS.items():
        with (folder / path).open(encoding="utf-8", newline="") as file:
            found[table] = [
                {name: float(it) if name in NUMBERS else it for name, it in row.items() if it}
                for row in csv.DictReader(file)
            ]
    return found


def services(folder: Path, language: str = "fi") -> list[dict[str, Any]]:
    page = json.loads((folder / f"services.{language}.json").read_bytes())
    found: list[dict[str, Any]] = page["contents"]
    return found


@pytest.fixture
def package(tmp_path: Path, records: list[CatalogueRecord]) -> Path:
    HsdsTables().write(tmp_path / "hsds", records, day=DAY)
    return tmp_path / "hsds"


@pytest.fixture
def page(tmp_path: Path, records: list[CatalogueRecord]) -> Path:
    HsdsJson().write(tmp_path / "json", records, day=DAY)
    return tmp_path / "json"


def test_services_are_as_the_schema_of_the_specification_has_them(page: Path, shared: Path) -> None:
    schema = json.loads((shared / "data/hsds/service_with_definitions.json").read_bytes())
    checker = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())

    (found,) = services(page)

    assert [error.message for error in checker.iter_errors(found)] == []


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_tables_are_as_the_schema_of_the_specification_has_them(
    package: Path, shared: Path, language: str
) -> None:
    schema = json.loads((shared / "data/hsds/tabular.json").read_bytes())
    checker = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    known = schema["properties"]

    found = tables(package / language)

    assert all(
        set(columns) <= set(known[of]["items"]["properties"]) for of, columns in COLUMNS.items()
    )
    assert {table: known[table]["items"]["path"] for table in PATHS} == PATHS
    # A cell that is asked for and empty cannot be told from one that is missing.
    assert [
        error.message
        for error in checker.iter_errors(found)
        if not (error.validator == "required" and "description" in error.message)
    ] == []


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_every_id_that_is_referred_to_is_there_once(package: Path, language: str) -> None:
    descriptor = json.loads((package / language / "datapackage.json").read_bytes())
    found = tables(package / language)

    ids = {table: [row["id"] for row in rows] for table, rows in found.items()}
    assert all(len(some) == len(set(some)) for some in ids.values())
    assert [
        (resource["name"], field["fields"], row[field["fields"]])
        for resource in descriptor["resources"]
        for field in resource["schema"]["foreignKeys"]
        for row in found[resource["name"]]
        if field["fields"] in row
        and row[field["fields"]] not in ids[field["reference"]["resource"]]
    ] == []


def test_a_connection_is_a_service_at_a_location_with_what_holds_there_only(page: Path) -> None:
    (found,) = services(page)

    places = {one["location"]["name"]: one for one in found["service_at_locations"]}
    assert set(places) == {"Halli", "Varaus"}
    assert places["Halli"]["location"]["location_type"] == "physical"
    assert places["Halli"]["location"]["longitude"] == 27.0
    assert places["Varaus"]["location"]["location_type"] == "virtual"
    assert places["Varaus"]["description"] == "Varaa rata"
    assert places["Varaus"]["phones"][0]["number"] == "+358 81234"


def test_hours_are_rules_of_weekdays_and_a_closed_day_has_no_times(package: Path) -> None:
    found = tables(package / "fi")["schedule"]

    told = [
        (row["byday"], row.get("opens_at"), row.get("closes_at"), row.get("byweekno", "")[:5])
        for row in found
    ]
    assert told == [
        ("MO", "09:00", "20:30", ""),
        ("TU", "10:00", "12:00", "1,3,5"),
        ("SA", "22:00", "24:00", ""),
        ("SU", "00:00", "24:00", ""),
        ("MO", "00:00", "06:00", ""),
        ("FR", None, None, ""),
    ]


def test_where_a_service_is_no_longer_got_is_not_told(
    records: list[CatalogueRecord], tmp_path: Path
) -> None:
    gone = datetime(2026, 11, 1, tzinfo=UTC)
    now = [
        replace(one, absent_since=gone) if one.kind in ("service-channel", "connection") else one
        for one in records
    ]

    HsdsTables().write(tmp_path / "gone", now, day=None)

    assert tables(tmp_path / "gone" / "fi")["service_at_location"] == []
    assert tables(tmp_path / "gone" / "fi")["service"] != []


def test_the_folder_tells_the_day_on_which_ptv_was_read(
    records: list[CatalogueRecord], tmp_path: Path
) -> None:
    HsdsTables().write(tmp_path / "o", records, day={"ptv": DAY, "lipas": date(2026, 3, 4)})

    told = json.loads((tmp_path / "o" / "export.json").read_bytes())
    assert told["day"] == "2026-03-01"
    assert told["sources"][0]["attribution"].endswith(", 1.3.2026")


def test_classes_come_with_those_above_them_and_themes_beside_them(package: Path) -> None:
    found = tables(package / "sv")["taxonomy_term"]

    codes = {row["code"]: row for row in found}
    assert {"P27.1", "P27", "KR1.1", "KR1", "exercise"} <= set(codes)
    assert codes["P27.1"]["parent_id"] == codes["P27"]["id"]
    assert codes["exercise"]["name"] == "Motion"


def test_each_language_has_what_is_told_in_it_and_what_that_refers_to(package: Path) -> None:
    swedish = tables(package / "sv")

    assert [row["name"] for row in swedish["service"]] == ["Simning"]
    assert {row["name"] for row in swedish["location"]} == {"Hallen", "Varaus"}
    assert {row["name"] for row in swedish["organization"]} == {"Oulu", "Liikunta"}


@pytest.mark.parametrize("exporter", [HsdsTables(), HsdsJson()], ids=lambda one: one.name)
def test_every_field_is_carried_or_lost_with_a_reason(exporter: Exporter[CatalogueRecord]) -> None:
    assert unaccounted(exporter, all_fields()) == ()


@pytest.mark.parametrize(
    ("model", "kind", "written_though_lost"),
    [
        (Service, "service", set()),
        (ServiceLocation, "service-channel", {"web_pages.url", "street.detail"}),
        (Organisation, "organisation", {"web_pages.url", "street.detail"}),
    ],
)
def test_what_is_said_to_be_carried_is_written_and_what_is_lost_is_not(
    tmp_path: Path, model: type[Service], kind: str, written_though_lost: set[str]
) -> None:
    own = {"service": SWIMMING, "service-channel": HALL}.get(kind, "9" * 8 + HALL[8:])
    document = filled(model, kind, _known(kind, own))
    others = [kept(swimming(organisation_id=own)), kept(hall())]
    found = kept(model.model_validate(document), names={"fi": "x"})
    records = [found, *(one for one in others if one.id != own)]

    HsdsJson().write(tmp_path / "out", records, day=DAY)
    text = (tmp_path / "out/services.fi.json").read_text(encoding="utf-8")
    lost = [loss.field for loss in HsdsJson().losses]
    wrong = [
        path
        for path in texts(document, kind)
        if (path in text) == any(path == one or path.startswith(f"{one}.") for one in lost)
        and not path.endswith(tuple(written_though_lost) or "-")
    ]

    assert sorted(set(wrong)) == []


def _known(kind: str, own: str) -> dict[str, object]:
    addresses = {
        f"{kind}.{of}.{sort}.municipality": "564"
        for of in ("location", "contact_addresses")
        for sort in ("street", "boxes")
    }
    where = {
        f"{kind}.{of}.{sort}.positions.position.north": 7_200_000.0
        for of in ("location", "contact_addresses")
        for sort in ("street", "other")
    }
    page = {f"{kind}.language_versions.web_pages.url": f"https://{kind}.example/"}
    ids = {
        f"{kind}.{field}": HALL
        for field in ("parent_id", "organisation_id", "general_description_id")
    }
    words = {f"{kind}.language_versions.{of}.type": "Sms" for of in ("phones", "faxes")}
    hours = {f"{kind}.service_hours.rules.days.repetition": "Weekly"}
    return {
        **addresses,
        **where,
        **page,
        **ids,
        **words,
        **hours,
        f"{kind}.id": own,
        f"{kind}.municipality": "564",
        f"{kind}.area.municipalities": ["564"],
        "service.channel_ids": [HALL],
        "service-channel.service_ids": [SWIMMING],
        "service-channel.type": "ServiceLocation",
    }


def test_a_package_is_written_over_and_nothing_is_left_beside_it(
    tmp_path: Path, records: list[CatalogueRecord]
) -> None:
    for _ in range(2):
        HsdsTables().write(tmp_path / "out", iter(records), day=DAY)

    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("name", ["dear.txt", "services.csv", "export.json", "datapackage.json"])
def test_somebodys_folder_is_left_alone(
    tmp_path: Path, records: Iterable[CatalogueRecord], name: str
) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / name).write_text('{"format": "letters"}')

    for exporter in (HsdsTables(), HsdsJson()):
        with pytest.raises(InputError, match="no export wrote"):
            exporter.write(tmp_path / "letters", records, day=DAY)

    assert [path.name for path in (tmp_path / "letters").iterdir()] == [name]


def test_other_registers_and_records_without_content_are_left_out(tmp_path: Path) -> None:
    records = [record(), kept(swimming(), packed_model=None)]

    assert HsdsTables().write(tmp_path / "out", records, day=DAY) == 0
