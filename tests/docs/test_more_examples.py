"""The examples of events.md, maps.md and calendars/json-ld.md run, on one sandbox."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from hytedata import LipasClient
from hytedata.clients.calendars import source
from hytedata.clients.calendars.source import CalendarSource
from hytedata.sandbox import Sandbox
from tests.docs.commands import ROOT, fenced
from tests.docs.walks import at_sandbox

EVENTS, MAPS, PAGES = (
    [
        block
        for language, block in fenced((ROOT / "docs" / page).read_text("utf-8"))
        if language == "python"
    ]
    for page in ("events.md", "maps.md", "calendars/json-ld.md")
)


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as running:
        yield running


@pytest.fixture(autouse=True)
def folder(sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    at_sandbox(sandbox, tmp_path, monkeypatch, store="sqlite:///hytedata.db")
    return tmp_path


@pytest.mark.slow
def test_calendars_are_read_and_asked(capsys: pytest.CaptureFixture[str]) -> None:
    names: dict[str, object] = {}

    for block in EVENTS:
        exec(compile(block, "events.md", "exec"), names)

    printed = capsys.readouterr().out.splitlines()
    assert printed[:4] == ["seutu True", "yhdistykset True", "mallila True", "kylat True"]


@pytest.mark.slow
def test_a_map_is_drawn_and_written(sandbox: Sandbox, folder: Path) -> None:
    with LipasClient(sandbox.lipas_url, contact="me@kunta.example") as lipas:
        sites = list(lipas.sites.iter(municipalities=["889"]))
    names: dict[str, object] = {"sites": sites}

    for block in MAPS:
        exec(compile(block, "maps.md", "exec"), names)

    assert "<svg" in (folder / "halls.html").read_text(encoding="utf-8")


def test_pages_are_read(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (block,) = PAGES

    def here(name: str, url: str, *, contact: str, licence: str, pages: tuple[str, ...]) -> object:
        assert url.startswith("https://")
        assert pages
        url = sandbox.calendar_url("kylat")
        sitemap = sandbox.url + "/calendars/kylat/sitemap.xml"
        return CalendarSource(name, url, contact, licence, sitemap=sitemap, per_second=0)

    monkeypatch.setattr(source, "CalendarSource", here)

    exec(compile(block, "json-ld.md", "exec"), {})

    assert capsys.readouterr().out.split()[1] == "True"
