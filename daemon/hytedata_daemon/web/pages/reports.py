"""`/coverage/report/…`: the newest report of a county, as the job `gaps` wrote it."""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from starlette.responses import FileResponse, Response

from hytedata.quality.report.files import WORKLISTS
from hytedata_daemon.report_folders import newest_report
from hytedata_daemon.web.pages.asked import Asked
from hytedata_daemon.web.pages.problems import PageProblem

_PAGE: Final = ".html"
_TYPES: Final[Mapping[str, str]] = {
    _PAGE: "text/html",
    ".csv": "text/csv",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".json": "application/json",
    ".ndjson": "application/x-ndjson",
    ".geojson": "application/geo+json",
}
"""Of a report's files: whatever else the folder holds is not for a browser."""

_POLICY_IN_PAGE: Final = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)"')
_HEAD: Final = 4096  # characters; the policy stands before everything that a register says
_NO_SCRIPT: Final = "default-src 'none'; style-src 'unsafe-inline'"
_ALWAYS: Final = "form-action 'none'; frame-ancestors 'none'; base-uri 'none'"


@dataclass(frozen=True)
class ReportLinks:
    """What a page offers of a report.

    Attributes:
        address: Of its folder, below the root.
        page: Name of its page in the reader's language; None where it has none.
        files: Names of the others, for programs and spreadsheets.
        written_at: Aware.
    """

    address: str
    page: str | None
    files: tuple[str, ...]
    written_at: datetime


def report_of(asked: Asked, county: str) -> ReportLinks | None:
    """Return the newest report of a county; None where there is none."""
    folder = newest_report(asked.settings.reports_folder, county)
    if folder is None:
        return None
    names, page = sorted(_files(folder)), f"report.{asked.language}{_PAGE}"
    return ReportLinks(
        address=f"/coverage/report/{county}",
        page=page if page in names else None,
        files=tuple(one for one in names if not one.endswith(_PAGE)),
        written_at=datetime.fromtimestamp(folder.stat().st_mtime, UTC),
    )


def download(asked: Asked) -> Response:
    """Give a file of a county's newest report."""
    return _given(asked, "")


def download_worklist(asked: Asked) -> Response:
    """Give an owner's worklist: a page to read, or a file to work through."""
    return _given(asked, WORKLISTS)


def _given(asked: Asked, below: str) -> Response:
    """Give a file.

    Only names that are in the folder are looked up: no part of the address becomes a path.
    """
    county, name = asked.path("county"), asked.path("name")
    known = county.isascii() and county.isdecimal()
    folder = newest_report(asked.settings.reports_folder, county) if known else None
    found = _files(folder / below).get(name) if folder is not None else None
    if found is None:
        raise PageProblem(404, "not-found", way="/coverage")
    kind = _TYPES[found.suffix]
    if found.suffix != _PAGE:
        return FileResponse(found, media_type=kind, filename=name)
    headers = {"content-security-policy": f"{_policy_of(found)}; {_ALWAYS}"}
    return FileResponse(found, media_type=kind, headers=headers)


def _policy_of(page: Path) -> str:
    """Return the policy that a page states: it allows the page's own style and script, by hash."""
    with page.open(encoding="utf-8") as stream:
        stated = _POLICY_IN_PAGE.search(stream.read(_HEAD))
    return html.unescape(stated[1]) if stated else _NO_SCRIPT


def _files(folder: Path) -> dict[str, Path]:
    try:
        return {
            one.name: one
            for one in folder.iterdir()
            if one.suffix in _TYPES and one.name[0] != "." and one.is_file()
        }
    except OSError:  # removed meanwhile, by a newer report
        return {}
