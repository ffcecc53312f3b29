"""`hytedata config fields`: who decides on what, as a person reads it."""

import json
from pathlib import Path

import pytest

from hytedata.cli.app import run

CONFIG = """
contact = "tietohallinto@kunta.test"
[[organisation]]
id = "00000000-0000-4000-8000-000000000889"
name = "Mallilan kunta"
municipalities = ["889"]
username = "writer"
password_env = "NONE"
[organisation.fields]
phones = "target"
summary = {{ sv = "report" }}
{more}
"""


def written(folder: Path, more: str = "") -> Path:
    path = folder / "hytedata.toml"
    path.write_text(CONFIG.format(more=more), encoding="utf-8")
    return path


def test_each_field_is_told_with_its_owner_and_who_set_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(["config", "fields", "-c", str(written(tmp_path)), "--json"])

    rows = {row["field"]: row for row in json.loads(capsys.readouterr().out)["fields"]}
    assert code == 0
    assert (rows["phones"]["owner"], rows["phones"]["set_by"]) == ("target", "configuration")
    assert (rows["summary"]["owner"], rows["summary"]["set_by"]) == ("source", "default")
    assert (rows["summary.sv"]["owner"], rows["summary.sv"]["set_by"]) == (
        "report",
        "configuration",
    )
    assert (rows["hours"]["owner"], rows["hours"]["set_by"]) == ("target", "fixed")


def test_people_read_a_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["config", "fields", "-c", str(written(tmp_path))])

    told = capsys.readouterr().out
    assert "Mallilan kunta" in told
    assert "hours, accessibility" in told


def test_what_lipas_says_nothing_of_cannot_be_given_to_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, more='hours = "source"')

    code = run(["config", "fields", "-c", str(path)])

    assert code == 4
    assert "Lipas says nothing of it" in capsys.readouterr().err
