"""What other installed projects offer is taken by commands, and what of it is broken is told."""

import json
from collections.abc import Iterable
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from hytedata import extensions
from hytedata.cli.app import run
from hytedata.extensions import EXPORTERS, GROUPS
from hytedata.runs.broken_extensions import broken_extensions
from hytedata.store.catalogue import CatalogueRecord


class Lines:
    """A format that another project brings."""

    name = "lines"
    suffix = ".lines"
    carried = ("record.id", "sports-site.names")
    losses = ()

    def write(self, out: Path, records: Iterable[CatalogueRecord], **_: object) -> int:
        ids = [one.id for one in records]
        out.write_text("\n".join(ids))
        return len(ids)


@pytest.fixture(autouse=True)
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A broken entry point of each group, and a format that works."""

    def points(*, group: str) -> list[EntryPoint]:
        works = [EntryPoint("lines", f"{__name__}:Lines", group)] if group == EXPORTERS else []
        return [EntryPoint("bad", "nowhere:X", group), *works]

    monkeypatch.setattr(extensions, "entry_points", points)


def test_what_is_broken_of_every_sort_is_known() -> None:
    found = broken_extensions()

    assert sorted(one.group for one in found) == sorted(GROUPS)
    assert all("No module named 'nowhere'" in one.why for one in found)


@pytest.mark.parametrize("command", [["formats"], ["gaps", "rules", "--family", "NONE"]])
def test_a_broken_one_is_told_beside_what_is_listed(
    command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(command)

    assert code == 0
    assert "Not used: bad of" in capsys.readouterr().err


@pytest.mark.slow
def test_the_doctor_tells_what_is_broken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("hytedata.toml").write_text(
        'contact = "it@kunta.example"\n[lipas]\nurl = "http://127.0.0.1:9"\n'
    )

    run(["doctor", "--only", "lipas", "--pause-s", "0", "--json"])

    told = json.loads(capsys.readouterr().out)
    assert [one["group"] for one in told["broken_extensions"]].count(EXPORTERS) == 1


def test_read_writes_in_the_format_of_another_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("sites.json").write_text("[]")
    Path("hytedata.toml").write_text(
        'contact = "it@kunta.example"\nstore = "sqlite:///s.db"\ncache_folder = "c"\n'
        '[lipas]\nfile = "sites.json"\n'
    )

    code = run(["read", "lipas", "-m", "889", "--format", "lines", "--out", "a.lines"])

    assert code == 0
    assert Path("a.lines").exists()
    assert "0 record(s) written to a.lines" in capsys.readouterr().err


def test_a_format_that_is_broken_says_why(capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["formats", "bad"])

    assert code == 4
    assert "the format bad cannot be used: ModuleNotFoundError" in capsys.readouterr().err
