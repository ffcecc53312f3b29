import csv
import dataclasses
import errno
import io
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from hytedata.errors import InputError
from hytedata.models.common import Position
from hytedata.quality.report.data import ReportData
from hytedata.quality.report.files import write_reports
from hytedata.quality.report.worklist import to_csv, to_xlsx
from tests.quality.report.made import finding, report


@pytest.fixture(scope="module")
def data() -> ReportData:
    return report(
        [
            finding(1, position=Position(east=430_000, north=7_200_000)),
            finding(2, severity="warning", code="LIPAS-CON-001"),
            finding(3, owner=None),
            finding(4, state="waived"),
        ]
    )


@pytest.fixture(scope="module")
def folder(data: ReportData, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    write_reports(data, folder, languages=("fi",))
    return folder


def test_a_report_is_a_page_its_lists_and_files_for_programs(folder: Path) -> None:
    assert sorted(path.name for path in folder.iterdir()) == [
        "findings.fi.csv", "findings.geojson", "findings.json", "findings.ndjson",
        "report.fi.html", "worklists",
    ]  # fmt: skip


def test_links_of_the_page_lead_to_the_files_of_each_owner(folder: Path) -> None:
    page = (folder / "report.fi.html").read_text("utf-8")

    names = sorted(path.name for path in (folder / "worklists").iterdir())
    assert [name.rpartition(".")[2] for name in names] == ["csv", "html", "json", "xlsx"] * 2
    linked = [name for name in names if not name.endswith("json")]
    assert all(f'href="worklists/{name}"' in page for name in linked)


def test_each_line_for_programs_is_a_finding_with_its_message(folder: Path) -> None:
    lines = (folder / "findings.ndjson").read_text("utf-8").splitlines()

    told = [json.loads(line) for line in lines]
    assert [one["state"] for one in told] == ["open", "open", "open", "waived"]
    assert told[0] == {
        "schema": 1,
        "id": "00000000000000000001",
        "rule": "PTV-CON-001",
        "severity": "error",
        "source": "ptv",
        "kind": "service",
        "item_id": "item-000001",
        "field": "phones.fi[0]",
        "municipality": "244",
        "county": "19",
        "owner": "org-1",
        "params": {"phone": "123"},
        "language": "fi",
        "message": "Numero 123 on väärä.",
        "value": "",
        "link": "https://palvelu.test/1",
        "first_seen": "2026-11-22T06:00:00+00:00",
        "last_seen": "2026-11-22T06:00:00+00:00",
        "state": "open",
        "names": {"fi": "Kirjasto"},
        "about": [],
        "position": {"east": 430_000.0, "north": 7_200_000.0},
    }


def test_the_document_for_programs_says_what_it_is_of(folder: Path) -> None:
    told = json.loads((folder / "findings.json").read_bytes())

    assert (told["area_kind"], told["area"], told["sources"][0]["records"]) == ("county", "19", 100)
    lines = (folder / "findings.ndjson").read_text("utf-8").splitlines()
    assert told["findings"] == [json.loads(line) for line in lines]


def test_what_has_a_place_is_on_a_map_in_degrees(folder: Path) -> None:
    told = json.loads((folder / "findings.geojson").read_bytes())

    (feature,) = told["features"]
    assert feature["geometry"]["coordinates"] == pytest.approx([25.48, 64.91], abs=0.05)
    assert feature["properties"]["rule"] == "PTV-CON-001"


def test_a_list_of_an_owner_who_has_mended_all_is_taken_away(
    data: ReportData, tmp_path: Path
) -> None:
    write_reports(data, tmp_path, languages=("fi",))
    (tmp_path / "worklists" / "muistio.txt").write_text("oma", "utf-8")

    left = dataclasses.replace(data, findings=[finding(3, owner=None)])
    write_reports(left, tmp_path, languages=("fi",))

    stems = {path.name.partition(".")[0] for path in (tmp_path / "worklists").iterdir()}
    assert stems == {"unknown-owner", "muistio"}


def test_no_language_is_no_report(data: ReportData, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="language"):
        write_reports(data, tmp_path, languages=())


def test_no_cell_of_a_worklist_is_a_formula() -> None:
    data = report([finding(name="=1+1", value='=HYPERLINK("x")\x07')])
    table, sheet = io.BytesIO(), io.BytesIO()

    to_csv(data, "fi", table, data.findings)
    to_xlsx(data, "fi", sheet, data.findings)

    rows = list(csv.DictReader(io.StringIO(table.getvalue().decode("utf-8-sig")), delimiter=";"))
    assert (rows[0]["Kohde"], rows[0]["Nykyinen arvo"][:11]) == ("'=1+1", "'=HYPERLINK")
    cells = list(load_workbook(sheet).worksheets[0].iter_rows())[1]
    assert (cells[2].value, cells[2].data_type) == ("=1+1", "s")
    assert {cell.data_type for cell in cells} <= {"s", "n", "inlineStr"}


def test_a_worklist_says_how_to_mend_in_the_language_of_its_reader() -> None:
    data = report([finding(link="javascript:alert(1)"), finding(2)])
    sheet = io.BytesIO()

    assert to_xlsx(data, "sv", sheet, data.findings) == 2

    rows = list(load_workbook(sheet).worksheets[0].iter_rows())
    assert [cell.value for cell in rows[0]][:3] == ["Allvar", "Vad", "Objekt"]
    assert rows[1][5].value == "telefonnummer, finska"
    assert rows[1][6].value == "Rätta i Servicehanteringen."
    assert rows[1][7].hyperlink is None
    assert rows[2][7].hyperlink is not None


class FullDisk(io.BytesIO):
    """Takes nothing more."""

    def write(self, data: object, /) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_worklist_that_finds_no_room_says_so_as_any_file_does() -> None:
    data = report([finding()])

    with pytest.raises(OSError, match="No space left on device"):
        to_xlsx(data, "fi", FullDisk(), data.findings)
