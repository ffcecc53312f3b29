"""`hytedata read` against both simulated registers, over sockets."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from hytedata.models.common import SourceRef
from hytedata.models.ptv import Service
from hytedata.sandbox import Fault, Sandbox
from hytedata.store import Catalogue
from tests.cli.conftest import STORE

Run = Callable[..., int]


@pytest.mark.parametrize("version", ["v11", "v12"])
def test_the_whole_register_is_read_and_written(
    hytedata: Run, tmp_path: Path, version: str
) -> None:
    assert hytedata("ptv", "--out", "all.ndjson", version=version) == 0

    lines = (tmp_path / "all.ndjson").read_text(encoding="utf-8").splitlines()
    kinds = [json.loads(line)["kind"] for line in lines]
    assert len(kinds) >= 60
    assert set(kinds) == {
        "service",
        "service-channel",
        "organisation",
        "general-description",
        "connection",
        "service-collection",
    }


def test_what_was_archived_becomes_absent_by_a_read_of_changes(
    hytedata: Run, sandbox: Sandbox
) -> None:
    assert hytedata("ptv") == 0
    with Catalogue.open(STORE) as catalogue:
        gone = next(iter(catalogue.models(Service)))
    sandbox.controls.archive_in_ptv("Service", gone.id)

    assert hytedata("ptv") == 0

    with Catalogue.open(STORE) as catalogue:
        kept = catalogue.get(SourceRef(source="ptv", kind="service", id=gone.id))
        assert kept is not None
        assert kept.absent_since is not None


def test_nationwide_records_are_asked_for_once(hytedata: Run, sandbox: Sandbox) -> None:
    sandbox.controls.clear_journal()

    assert hytedata("ptv", "-m", "889", "-m", "205", "--nationwide") == 0

    asked = [one for one in sandbox.controls.journal() if "includeWholeCountry" in str(one)]
    assert len({str(one.path) for one in asked}) == len(asked)


def test_an_outage_of_a_kind_is_told_and_the_others_are_read(
    hytedata: Run, sandbox: Sandbox, capsys: pytest.CaptureFixture[str]
) -> None:
    sandbox.controls.add_fault(Fault("status", mount="/ptv", path="/ServiceChannel$", status=500))

    code = hytedata("ptv", "--json")

    assert code == 3
    told = json.loads(capsys.readouterr().out)
    complete = {one["kind"]: one["complete"] for one in told["kinds"]}
    assert not complete["service-channel"]
    assert complete["service"]


def test_a_missing_key_is_named(
    hytedata: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("HYTEDATA_PTV_API_KEY")

    assert hytedata("ptv", version="v12") == 4

    assert "HYTEDATA_PTV_API_KEY" in capsys.readouterr().err
