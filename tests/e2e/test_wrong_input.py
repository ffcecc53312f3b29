"""Configurations, source files and plans that are not what they should be: nobody is called."""

import gzip
import json
from pathlib import Path

import pytest

from hytedata.sandbox import Sandbox
from tests.e2e.conftest import Run
from tests.e2e.support import amend, key_of, ours


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("polciy = 'full'", ["polciy", "policy"]),
        ("policy = 'everything'", ["policy", "everything", "create-only"]),
        ("languages = ['fi', 'xx']", ["languages", "xx", "sv"]),
        ("municipalities = ['889', '999']", ["municipalities", "999"]),
        ("approval = true", ["approval", "true", "limits"]),
        ("limits.archive.share = 7", ["limits.archive.share", "7"]),
        ("owners = []", ["owners"]),
        ("password = 'hunter2'", ["password", "password_env"]),
    ],
)
def test_a_wrong_setting_is_named_with_what_is_allowed_and_nobody_is_called(
    hytedata: Run, config: Path, sandbox: Sandbox, line: str, told: list[str]
) -> None:
    text = config.read_text(encoding="utf-8")
    key = line.split(" ")[0].split(".")[0]
    kept = [each for each in text.splitlines() if not each.startswith(f"{key} =")]
    config.write_text("\n".join([*kept, line, ""]), encoding="utf-8")

    results = [
        hytedata("config", "check", "-c", config),
        hytedata("sync", "plan", "-c", config),
        hytedata("sync", "status", "-c", config),
    ]

    for result in results:
        assert result.code == 4
        assert result.out == ""
        assert str(config) in result.err
        for word in told:
            assert word in result.err
        assert "hunter2" not in result.err
    assert sandbox.journal() == ()


def test_a_password_that_is_not_in_the_environment_is_asked_for_by_name(
    hytedata: Run, config: Path, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(sandbox.password_env)

    results = [
        hytedata("config", "check", "-c", config),
        hytedata("sync", "plan", "-c", config),
        hytedata("sync", "relink", "-c", config),
    ]

    for result in results:
        assert result.code == 4
        assert f"environment variable {sandbox.password_env} is not set" in result.err
    assert sandbox.journal() == ()


def test_an_organisation_without_a_user_name_cannot_be_published(
    hytedata: Run, config: Path, sandbox: Sandbox
) -> None:
    amend(config, username="")

    planned = hytedata("sync", "plan", "-c", config)

    assert planned.code == 4
    assert "username" in planned.err
    assert sandbox.journal() == ()


def test_a_missing_configuration_says_how_to_name_another(hytedata: Run, tmp_path: Path) -> None:
    planned = hytedata("sync", "plan", "-c", tmp_path / "none.toml")

    assert planned.code == 4
    assert "none.toml" in planned.err
    assert "--config" in planned.err


def test_an_unknown_organisation_is_answered_with_those_there_are(
    hytedata: Run, config: Path, sandbox: Sandbox
) -> None:
    planned = hytedata("sync", "plan", "-c", config, "-o", "889")

    assert planned.code == 4
    assert "889" in planned.err
    assert sandbox.organisation in planned.err
    assert sandbox.journal() == ()


@pytest.mark.parametrize(
    "arguments", [["sync", "aply"], ["sync", "plan", "--al"], ["sync", "apply"], [], ["sync"]]
)
def test_a_command_that_is_none_is_a_usage_error(hytedata: Run, arguments: list[str]) -> None:
    told = hytedata(*arguments)

    assert told.code == 4
    assert "Usage: hytedata" in told.err
    assert told.out == ""


SITE = '{"lipas-id": 1, "name": "Kenttä"'


@pytest.mark.parametrize(
    "content",
    [
        b"<!doctype html><html><body>Kirjaudu</body></html>",
        b"lipas-id;name\n1;Kentt\xe4\n",
        f"[{SITE}".encode(),
        b"",
        b"42",
        b'"sites"',
        b'{"results": []}',
        b"\x1f\x8b\x08 broken",
        b"\x00\x01\x02\x03",
    ],
    ids=["html", "csv", "truncated", "empty", "number", "text", "object", "gzip", "binary"],
)
def test_a_file_of_sites_that_is_none_stops_before_anybody_is_called(
    hytedata: Run, config: Path, sandbox: Sandbox, tmp_path: Path, content: bytes
) -> None:
    file = _instead_of_lipas(sandbox, config, tmp_path, content)

    planned = hytedata("sync", "plan", "-c", config)

    assert planned.code == 4
    assert str(file) in planned.err
    assert "unforeseen" not in planned.err
    assert sandbox.writes() == ()


def test_a_file_of_sites_that_is_not_there_is_named(
    hytedata: Run, config: Path, sandbox: Sandbox, tmp_path: Path
) -> None:
    file = _instead_of_lipas(sandbox, config, tmp_path, b"")
    file.unlink()

    planned = hytedata("sync", "plan", "-c", config)

    assert planned.code == 4
    assert str(file) in planned.err


@pytest.mark.parametrize("form", ["v1", "page", "lines", "gzip"])
def test_each_form_of_file_is_published(
    hytedata: Run,
    config: Path,
    sandbox: Sandbox,
    tmp_path: Path,
    shared: Path,
    form: str,
) -> None:
    documents = [sandbox.controls.site(site.lipas_id) for site in sandbox.world.sites]
    lines = "\n".join(json.dumps(each, ensure_ascii=False) for each in documents).encode()
    page = json.dumps({"items": documents, "pagination": {"total-items": len(documents)}}).encode()
    content = {
        "v1": _v1_list(shared),
        "page": page,
        "lines": lines,
        "gzip": gzip.compress(lines),
    }[form]
    _instead_of_lipas(sandbox, config, tmp_path, content)
    amend(config, lipas_publishes="no")

    planned = hytedata("sync", "plan", "-c", config, "--out", tmp_path / "plan.json", "--json")
    applied = hytedata("sync", "apply", tmp_path / "plan.json", "-c", config)

    assert planned.json["skipped"] == []
    assert (planned.code, applied.code) == (0, 0)
    assert all(entry.mount == "/ptv" for entry in sandbox.journal())
    expected = {"77001"} if form == "v1" else {str(each["lipas-id"]) for each in documents}
    assert set(ours(sandbox)) >= {key_of(sandbox, int(each)) for each in expected}
    assert sum(change["kind"] == "channel" for change in planned.json["changes"]) == len(expected)


def test_a_plan_edited_by_hand_is_refused(
    plan: Run, apply: Run, sandbox: Sandbox, tmp_path: Path
) -> None:
    plan()
    file = tmp_path / "plan.json"
    file.write_text(file.read_text().replace("Koulukujan", "Kansakoulukujan"), encoding="utf-8")
    sandbox.controls.clear_journal()

    applied = apply()

    assert applied.code == 4
    assert "changed after it was made" in applied.err
    assert sandbox.journal() == ()


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"schema": 99}', "not json"])
def test_a_plan_that_is_none_is_refused(
    apply: Run, sandbox: Sandbox, tmp_path: Path, content: str
) -> None:
    (tmp_path / "plan.json").write_text(content)

    applied = apply()

    assert applied.code == 4
    assert "plan.json is no plan" in applied.err
    assert sandbox.journal() == ()


def test_a_plan_made_with_another_store_is_refused(
    plan: Run, apply: Run, config: Path, sandbox: Sandbox
) -> None:
    plan()
    config.write_text(config.read_text().replace("hytedata-sandbox.db", "another.db"))

    applied = apply()

    assert applied.code == 2
    assert "another store" in applied.err or "made with store" in applied.err
    assert "make a new plan" in applied.err
    assert sandbox.writes() == ()


def test_a_plan_made_with_another_configuration_is_refused(
    plan: Run, apply: Run, config: Path, sandbox: Sandbox
) -> None:
    plan()
    amend(config, languages=["fi", "sv"])

    applied = apply()

    assert applied.code == 2
    assert "make a new plan" in applied.err
    assert str(config) in applied.err
    assert sandbox.writes() == ()


def test_a_plan_for_an_organisation_that_is_no_longer_configured_is_refused(
    plan: Run, apply: Run, config: Path, sandbox: Sandbox
) -> None:
    plan()
    amend(config, id="00000000-0000-4000-8000-000000000001")

    applied = apply()

    assert applied.code == 4
    assert sandbox.organisation in applied.err
    assert sandbox.writes() == ()


def test_a_place_that_takes_no_plan_is_named_and_what_was_read_is_shown(
    hytedata: Run, config: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")

    planned = hytedata("sync", "plan", "-c", config, "--out", tmp_path / "file" / "plan.json")

    assert planned.code == 4
    assert "cannot be written" in planned.err
    assert "Services to create" in planned.out


def _instead_of_lipas(sandbox: Sandbox, config: Path, folder: Path, content: bytes) -> Path:
    file = folder / "sites.json"
    file.write_bytes(content)
    config.write_text(sandbox.config_toml(lipas_file=file), encoding="utf-8")
    return file


def _v1_list(shared: Path) -> bytes:
    """One real record in the older form, moved into the sandbox's municipality."""
    places = json.loads((shared / "reference/lipas-samples/v1-sports-place.json").read_bytes())
    place = places[0] if isinstance(places, list) else places
    place["sportsPlaceId"] = 77001
    place["location"]["postalCode"] = "88901"
    place["location"]["city"] = {"cityCode": 889, "name": "Utajärvi"}
    return json.dumps([place]).encode()
