"""Reports that the job `gaps` wrote, as the pages offer and give them."""

import html
from datetime import timedelta
from pathlib import Path

import pytest

from hytedata_daemon.report_folders import KEPT, new_reports, newest_report
from tests.daemon.web.pages import made
from tests.daemon.web.pages.site import Client

BELOW = f"/coverage/report/{made.COUNTY}"
POLICY = "default-src 'none'; script-src 'sha256-x'"
PAGE = f"""<!doctype html><html><head>
<meta http-equiv="Content-Security-Policy" content="{html.escape(POLICY)}"></head></html>"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of reports, with one of the county."""
    with new_reports(tmp_path / "reports", made.NOW) as draft:
        lists = draft / made.COUNTY / "worklists"
        lists.mkdir(parents=True)
        (lists / "mallila.fi.xlsx").write_bytes(b"PK")
        (lists.parent / "report.fi.html").write_text(PAGE, encoding="utf-8")
        for name in ("findings.geojson", "hytedata.db", ".hidden.csv"):
            (lists.parent / name).write_text("x", encoding="utf-8")
    return tmp_path / "reports"


@pytest.mark.usefixtures("folder")
def test_the_newest_report_is_linked_to_in_the_readers_language(client: Client) -> None:
    pages = [client.get(path).text for path in ("/", "/coverage")]

    assert all(f'href="{BELOW}/report.fi.html"' in page for page in pages)
    assert f'href="{BELOW}/findings.geojson" download' in pages[1]
    assert "report.sv.html" not in client.get("/coverage", language="sv").text


@pytest.mark.usefixtures("folder")
def test_a_report_is_a_page_with_its_own_policy_and_other_files_are_to_keep(
    client: Client,
) -> None:
    page = client.get(f"{BELOW}/report.fi.html").headers
    table = client.get(f"{BELOW}/worklists/mallila.fi.xlsx").headers

    assert page["content-type"] == "text/html; charset=utf-8"
    assert page["content-security-policy"].startswith(f"{POLICY}; form-action 'none'")
    assert "content-disposition" not in page
    assert table["content-type"].endswith("spreadsheetml.sheet")
    assert table["content-disposition"] == 'attachment; filename="mallila.fi.xlsx"'


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    "path",
    ["hytedata.db", ".hidden.csv", "..%2Freport.fi.html", "%2e%2e/report.fi.html", "worklists"],
)
def test_nothing_but_the_files_of_a_report_is_given_away(client: Client, path: str) -> None:
    assert client.get(f"{BELOW}/{path}").status_code == 404


def test_other_folders_are_no_counties(client: Client, folder: Path) -> None:
    (folder / "secret").mkdir()
    (folder / "secret" / "report.fi.html").write_text(PAGE, encoding="utf-8")

    answers = [
        client.get(f"/coverage/report/{county}/report.fi.html").status_code
        for county in ("..%2Fsecret", "secret", "99", "%D9%A0")
    ]

    assert answers == [404] * 4


def test_a_report_takes_its_place_whole_and_only_the_newest_are_kept(folder: Path) -> None:
    with pytest.raises(RuntimeError):
        write_until_it_fails(folder)
    after_failure = newest_report(folder, made.COUNTY)
    for day in range(1, KEPT + 1):
        with new_reports(folder, made.NOW + timedelta(days=day)) as draft:
            (draft / made.COUNTY).mkdir()

    names = sorted(one.name for one in folder.iterdir())
    assert after_failure == folder / "20261129T100000Z" / made.COUNTY
    assert names == ["20261130T100000Z", "20261201T100000Z", "20261202T100000Z"]


def write_until_it_fails(folder: Path) -> None:
    with new_reports(folder, made.NOW + timedelta(days=9)) as draft:
        (draft / made.COUNTY).mkdir()
        raise RuntimeError
