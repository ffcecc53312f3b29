"""`hytedata export` writes what the store holds, and asks nobody."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from hytedata.cli.app import run
from hytedata.store import Catalogue
from tests.store.catalogue_entries import read, read_services, service, site

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def hytedata(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    config = tmp_path / "hytedata.toml"
    config.write_text(f'contact = "it@kunta.example"\nstore = "sqlite:///{tmp_path}/s.db"\n')
    minutes = count()

    def now() -> datetime:
        return datetime(2026, 3, 1, 12, tzinfo=UTC) + timedelta(minutes=next(minutes))

    with Catalogue.open(f"sqlite:///{tmp_path}/s.db", create=True, now=now) as catalogue:
        read(catalogue, [site(1), site(2, place="091"), site(3)], scope="all")
        read(catalogue, [site(1), site(2, place="091")], scope="all")
    later = datetime(2026, 3, 4, 12, tzinfo=UTC)
    with Catalogue.open(f"sqlite:///{tmp_path}/s.db", now=lambda: later) as catalogue:
        read_services(catalogue, service("a"))

    def call(*arguments: str | Path) -> tuple[int, str, str]:
        code = run(["export", *(str(one) for one in arguments), "-c", str(config)])
        told = capsys.readouterr()
        return code, told.out, told.err

    return call


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ((), ["1", "2", "a"]),
        (("--source", "lipas"), ["1", "2"]),
        (("--source", "lipas", "--include-absent"), ["1", "2", "3"]),
        (("--kind", "service"), ["a"]),
        (("-m", "Utajärvi"), ["1"]),
    ],
)
def test_what_is_asked_for_is_written(
    hytedata: Run, tmp_path: Path, asked: tuple[str, ...], found: list[str]
) -> None:
    out = tmp_path / "out.ndjson"

    code, told, _ = hytedata(*asked, "--out", out, "--json")

    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert code == 0
    assert [line["id"] for line in lines] == found
    assert json.loads(told) == {"file": str(out), "format": "ndjson", "records": len(found)}


def test_the_credit_names_the_day_of_the_latest_read_of_each_register(
    hytedata: Run, tmp_path: Path
) -> None:
    hytedata("--out", tmp_path / "out.ndjson")

    lines = (tmp_path / "out.ndjson").read_text(encoding="utf-8").splitlines()
    days = {
        line["source"]: line["attribution"].rsplit(", ", 1)[1] for line in map(json.loads, lines)
    }
    assert days == {"lipas": "1.3.2026", "ptv": "4.3.2026"}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "--out"),
        (("--out", "-"), "name a file or folder"),
        (("--out", "x.csv", "--source", "oulu"), "lipas sports-site, ptv service"),
        (("--out", "x.csv", "--within", "none.geojson"), "none.geojson"),
        (("--out", "x.ics"), "no .ics is written here"),
        (("--out", "/dev/null", "--descriptor"), "leave out --descriptor"),
    ],
)
def test_what_cannot_be_written_is_told(
    hytedata: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    told: str,
) -> None:
    monkeypatch.chdir(tmp_path)

    code, _, err = hytedata(*arguments)

    assert code == 4
    assert told in err
    assert not (tmp_path / "x.csv").exists()


def test_what_a_format_has_no_place_for_is_told(hytedata: Run, tmp_path: Path) -> None:
    code, _, told = hytedata("--out", tmp_path / "services", "--format", "hsds")

    assert code == 0
    assert "hsds has no place for sports-site: they are left out." in " ".join(told.split())


def test_an_empty_store_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = tmp_path / "hytedata.toml"
    config.write_text(f'contact = "it@kunta.example"\nstore = "sqlite:///{tmp_path}/s.db"\n')

    code = run(["export", "--out", str(tmp_path / "x.csv"), "-c", str(config)])

    assert code == 0
    assert "read a register" in capsys.readouterr().err
