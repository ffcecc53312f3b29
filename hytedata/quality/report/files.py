"""All files of a report in a folder: pages, worklists, and findings for programs."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, Final, TypeAlias

from hytedata.errors import InputError
from hytedata.export.whole import write_whole
from hytedata.models.finding import Finding
from hytedata.quality.report.data import ReportData
from hytedata.quality.report.machine import to_geojson, to_json, to_ndjson
from hytedata.quality.report.page import Digest, report_page, worklist_page
from hytedata.quality.report.view import owner_stem
from hytedata.quality.report.worklist import to_csv, to_xlsx, worklists
from hytedata.quality.rule import RULE_LANGUAGES, RuleLanguage

Writer: TypeAlias = Callable[[ReportData, RuleLanguage, BinaryIO, Iterable[Finding]], int]

WORKLISTS: Final = "worklists"
"""Folder of the owners' files beside the pages."""
_OURS: Final = re.compile(
    r"(?:[a-z0-9-]*[0-9a-f]{8}|unknown-owner)\.(?:fi|sv|en)\.(?:html|csv|xlsx|json)"
)


def write_reports(
    data: ReportData, folder: Path, *, languages: Sequence[RuleLanguage] = RULE_LANGUAGES
) -> tuple[Path, ...]:
    """Write everything, each file whole or not at all; returns the paths.

    In *folder* are `report.fi.html` and `findings.fi.csv` per language (what is to be mended),
    `findings.json` and `findings.ndjson` (all states) and `findings.geojson`, with messages in
    the first language; in `worklists` a page, CSV, XLSX and JSON per owner and language. Of
    owners who have nothing left to mend the files of earlier runs are deleted.

    Raises:
        InputError: No language is named, something cannot be written, or Jinja2 or XlsxWriter is
            not installed.
    """
    if not languages:
        raise InputError("name at least one language of the report: fi, sv, en")
    digest = Digest.of(data)
    written = [
        *_pages(data, digest, folder, languages),
        *_for_programs(data, folder, languages[0]),
        *_worklists(data, digest, folder / WORKLISTS, languages),
    ]
    _forget_others(folder / WORKLISTS, {path.name for path in written})
    return tuple(written)


def _pages(
    data: ReportData, digest: Digest, folder: Path, languages: Sequence[RuleLanguage]
) -> Iterator[Path]:
    for language in languages:
        page = report_page(data, language, digest, folder=WORKLISTS)
        yield _text(folder / f"report.{language}.html", page)
        path = folder / f"findings.{language}.csv"
        yield _table(path, to_csv, data, language, _to_mend(data))


def _for_programs(data: ReportData, folder: Path, language: RuleLanguage) -> Iterator[Path]:
    writers: dict[str, Callable[[BinaryIO], int]] = {
        "findings.json": lambda out: to_json(data, language, out, data.findings),
        "findings.ndjson": lambda out: to_ndjson(data, language, out),
        "findings.geojson": lambda out: to_geojson(data, language, out),
    }
    for name, write in writers.items():
        write_whole(folder / name, write)
        yield folder / name


def _worklists(
    data: ReportData, digest: Digest, folder: Path, languages: Sequence[RuleLanguage]
) -> Iterator[Path]:
    for owner, findings in worklists(data, digest.counts):
        for language in languages:
            yield from _worklist(data, owner, findings, language, folder)


def _worklist(
    data: ReportData, owner: str, findings: list[Finding], language: RuleLanguage, folder: Path
) -> Iterator[Path]:
    begin = f"{owner_stem(owner, data)}.{language}"
    yield _text(folder / f"{begin}.html", worklist_page(data, owner, findings, language))
    for ending, write in (("csv", to_csv), ("xlsx", to_xlsx), ("json", to_json)):
        yield _table(folder / f"{begin}.{ending}", write, data, language, findings)


def _to_mend(data: ReportData) -> Iterator[Finding]:
    return (finding for finding in data.findings if data.is_to_mend(finding))


def _table(
    path: Path, write: Writer, data: ReportData, language: RuleLanguage, findings: Iterable[Finding]
) -> Path:
    write_whole(path, lambda out: write(data, language, out, findings))
    return path


def _text(path: Path, text: str) -> Path:
    write_whole(path, lambda out: out.write(text.encode("utf-8")))
    return path


def _forget_others(folder: Path, written: set[str]) -> None:
    # Only what bears a name of ours: somebody may keep other files there.
    if not folder.is_dir():
        return
    for path in folder.iterdir():
        if path.name not in written and _OURS.fullmatch(path.name):
            path.unlink(missing_ok=True)
