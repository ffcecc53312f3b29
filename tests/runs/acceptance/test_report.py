"""The report: what it holds, what it must not, and its files."""

import json
import sys
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest

from hytedata.runs.acceptance import (
    CASES,
    CaseResult,
    Cleaning,
    Ground,
    Left,
    Leftover,
    Report,
    chosen_cases,
    clean,
    not_run,
    run_cases,
    write_report,
)
from hytedata.runs.acceptance.evidence import Made
from hytedata.runs.acceptance.page import page_of
from hytedata.runs.acceptance.sheet import sheets_of, write_sheets
from hytedata.sandbox import Fault, Sandbox

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
VOID = {"meta", "br", "wbr", "link", "img"}


class Outline(HTMLParser):
    """Reads a page strictly: every element is closed in its turn."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.headings: list[int] = []
        self.attributes: list[tuple[str, str]] = []
        self.text: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        found = dict(attrs)
        if "id" in found:
            self.ids.append(found["id"] or "")
        if tag == "a":
            self.targets.append(found.get("href") or "")
        if tag in {"h1", "h2", "h3", "h4"}:
            self.headings.append(int(tag[1]))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def reported(ground: Ground, *only: str) -> Report:
    results = list(run_cases(ground, chosen_cases(only)))
    made = [item for result in results for item in result.made]
    cleaning = clean(ground.bench, run=ground.bench.run, made=made)
    return Report.of(ground, results, cleaning, began_at=NOW, whole=not only)


def _token_of(ground: Ground) -> str:
    """The very token that the run goes on with."""
    source = ground.bench.shell.upstream.auth
    assert source is not None
    return ground.bench.shell.run(source.token)


def content(path: Path) -> str:
    """Everything that a file says, also inside an archive."""
    if path.suffix != ".xlsx":
        return path.read_text(encoding="utf-8")
    with zipfile.ZipFile(path) as archive:
        return "\n".join(archive.read(name).decode() for name in archive.namelist())


def invented(*results: CaseResult, cleaning: Cleaning | None = None) -> Report:
    return Report(
        run="bcdfgh",
        began_at=NOW,
        ended_at=NOW,
        host="127.0.0.1",
        kind="loopback",
        organisation_id="1",
        organisation_name="Mallilan kunta",
        program="hytedata 0",
        results=results,
        cleaning=cleaning or Cleaning(),
    )


def test_all_files_hold_every_case_and_the_ids_of_all_that_was_made(
    ground: Ground, tmp_path: Path
) -> None:
    pytest.importorskip("xlsxwriter")
    report = reported(ground)

    files = write_report(report, tmp_path)

    assert [file.name for file in files] == ["report.html", "testiaineisto.xlsx", "report.json"]
    for file in files:
        said = content(file)
        assert all(case.number in said for case in CASES), file
        assert all(made.ptv_id in said for one in report.results for made in one.made), file
        assert report.run in said


def test_the_json_holds_bodies_read_backs_log_and_what_was_archived(
    ground: Ground, tmp_path: Path
) -> None:
    write_report(reported(ground, "4.2"), tmp_path)

    document = json.loads((tmp_path / "report.json").read_text())
    (result,) = document["results"]
    assert document["passed"] is True
    assert document["counts"] == {"passed": 1, "failed": 0, "not-run": 0, "out-of-scope": 0}
    assert result["sent"][-1]["body"][0]["serviceId"] == result["made"][0]["ptv_id"]
    assert result["read"][0]["document"]["id"] == result["made"][0]["ptv_id"]
    entry = result["log"][-1]
    assert (entry["status"], entry["line"].split()[0], entry["at"][-1]) == (200, "GET", "Z")
    assert len(document["cleaning"]["archived"]) == 2


def test_no_file_holds_a_password_a_token_or_a_key_even_where_ptv_quotes_them(
    ground: Ground, sandbox: Sandbox, tmp_path: Path
) -> None:
    token = _token_of(ground)
    planted = {"ServiceNames": [f"{token} {sandbox.password} {sandbox.api_key}"], token: ["x"]}
    sandbox.controls.add_fault(
        Fault("status", method="POST", path="/Service$", status=400, body=json.dumps(planted))
    )
    sandbox.controls.add_fault(
        Fault("status", method="GET", path="/Service/active", status=404, body=sandbox.password)
    )
    report = reported(ground, "2.1", "3.1", "4.2", "7")

    files = write_report(report, tmp_path)

    assert report.counts["failed"]
    for file in (*files, *write_sheets_as_csv(report, tmp_path)):
        said = content(file)
        for secret in (token, sandbox.password, sandbox.api_key, sandbox.username):
            assert secret not in said, file
        assert "Bearer ey" not in said


def write_sheets_as_csv(report: Report, folder: Path) -> tuple[Path, ...]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "xlsxwriter", None)
        return write_sheets(sheets_of(report), folder)


def test_without_xlsxwriter_the_sheets_are_csv_files_that_a_finnish_excel_opens(
    ground: Ground, tmp_path: Path
) -> None:
    files = write_sheets_as_csv(reported(ground, "2.1"), tmp_path)

    assert [file.name for file in files] == [
        f"testiaineisto-{name}.csv"
        for name in ("testit", "palvelut", "palvelupaikat", "liitokset", "kentät", "loki")
    ]
    raw = files[0].read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfKohta;Testi;Tulos;")
    assert "2.1;Palvelun lisääminen kaikkine tietoineen;hyväksytty" in raw.decode("utf-8-sig")


def test_no_text_becomes_a_formula(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    evil = '=HYPERLINK("https://evil.example")'
    made = Made("service", "1", "x", evil, {"language_versions.fi.name": evil})
    result = CaseResult("2.1", evil, "x", "failed", evil, evil, made=(made,))
    sheets = sheets_of(invented(result))

    (book,) = write_sheets(sheets, tmp_path)
    (csv_file, *_) = write_sheets_as_csv(invented(result), tmp_path)

    cells = [cell for page in openpyxl.load_workbook(book) for row in page for cell in row]
    assert evil in {cell.value for cell in cells}
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    assert f";'{evil[:5]}" in csv_file.read_text(encoding="utf-8-sig").replace('"', "")


def test_the_page_is_finnish_self_contained_and_well_formed(ground: Ground) -> None:
    page = page_of(reported(ground))

    outline = Outline(page)
    assert page.startswith('<!doctype html>\n<html lang="fi">')
    assert outline.open == []
    assert len(outline.ids) == len(set(outline.ids))
    assert {target.removeprefix("#") for target in outline.targets} <= set(outline.ids)
    assert not [name for name, _ in outline.attributes if name in {"src", "onload", "onclick"}]
    assert "<script" not in page
    assert "url(" not in page
    assert outline.headings[0] == 1
    assert all(b - a <= 1 for a, b in zip(outline.headings, outline.headings[1:], strict=False))


def test_the_page_shows_what_people_wrote_as_text() -> None:
    evil = "<script>alert(1)</script>"

    page = page_of(replace(invented(CaseResult("2.1", evil, evil, "failed", evil, evil))))

    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_failures_and_what_stands_are_told_at_the_top() -> None:
    item = Leftover("service", "abc", "Hytekoe bcdfgh 2-1 Kentät", "bcdfgh", "Modified")
    report = invented(
        CaseResult("2.1", "Lisääminen", "Adding", "failed", "PTV ei hyväksynyt"),
        not_run(CASES[3]),
        cleaning=Cleaning(left=(Left(item, "somebody edits it"),)),
    )

    page = page_of(report)

    told = "1 kohta hylätty, 1 kohta jäi ajamatta, kaikkea testiaineistoa ei saatu arkistoitua."
    assert told in page
    assert page.index("#kohta-2-1") < page.index("<main")
    assert "somebody edits it" in page
    assert not report.passed
