"""The way of every day: check, plan, apply, plan again; what is printed, and exit codes."""

import json
import shutil
from pathlib import Path

import pytest

from hytedata.models.plan import Plan
from hytedata.sandbox import Sandbox, World
from tests.e2e.conftest import Run
from tests.e2e.support import amend, channel_of, connections, ours, texts_of

CONTRACT = {
    "schema",
    "id",
    "made_at",
    "store_id",
    "organisation",
    "fingerprint",
    "source",
    "target",
    "counts",
    "blocked",
    "changes",
    "skipped",
    "drift",
    "candidates",
}
COUNTS = {
    f"{op}_{kind}"
    for op in ("create", "update", "archive", "restore", "adopt")
    for kind in ("service", "channel")
} | {"connect", "disconnect", "unchanged"}


def test_checking_the_configuration_calls_nobody(
    hytedata: Run, config: Path, sandbox: Sandbox
) -> None:
    told = hytedata("config", "check", "-c", config)

    assert told.code == 0
    assert "is valid" in told.out
    assert sandbox.journal() == ()


def test_sites_are_published_once_and_then_there_is_nothing_to_do(
    hytedata: Run, config: Path, sandbox: Sandbox, tmp_path: Path
) -> None:
    file = tmp_path / "plan.json"

    planned = hytedata("sync", "plan", "-c", config, "--out", file)
    writes_of_plan = sandbox.writes()
    applied = hytedata("sync", "apply", file, "-c", config)
    after = ours(sandbox)
    again = hytedata("sync", "plan", "-c", config, "--json")

    assert (planned.code, applied.code, again.code) == (0, 0, 0)
    assert writes_of_plan == ()
    assert "Create 4 services and 8 service locations; connect 8 pairs" in planned.out
    assert "20 changes: 20 done" in applied.out
    assert len(after) == 12
    assert {entity["status"] for entity in after.values()} == {"Published"}
    assert len(connections(sandbox)) == 8
    assert again.json["changes"] == []
    assert again.json["counts"]["unchanged"] == 12
    assert "Nothing to do" in again.err


@pytest.mark.usefixtures("published")
def test_a_second_apply_writes_nothing(plan: Run, apply: Run, sandbox: Sandbox) -> None:
    same = apply()
    renewed = plan()
    of_new_plan = apply()

    assert (same.code, renewed.code, of_new_plan.code) == (0, 0, 0)
    assert {outcome["state"] for outcome in same.json["outcomes"]} == {"done"}
    assert of_new_plan.json["outcomes"] == []
    assert sandbox.writes() == ()


def test_three_languages_are_published(
    plan: Run, apply: Run, config: Path, sandbox: Sandbox, sites: dict[str, int]
) -> None:
    amend(config, languages=["fi", "sv", "en"])

    codes = plan().code, apply().code

    assert codes == (0, 0)
    hall = channel_of(sandbox, sites["swimming-hall"])
    assert set(texts_of(hall, "Summary")) == {"fi", "sv", "en"}
    assert len(set(texts_of(hall, "Summary").values())) == 3
    assert plan().json["changes"] == []


@pytest.mark.usefixtures("published")
def test_a_language_that_is_added_later_is_an_update_of_each_item(
    plan: Run, apply: Run, config: Path, sandbox: Sandbox, sites: dict[str, int]
) -> None:
    before = texts_of(channel_of(sandbox, sites["clean"]), "Summary")
    amend(config, languages=["fi", "sv"])

    planned = plan()
    applied = apply()

    assert (planned.code, applied.code) == (0, 0)
    assert planned.json["counts"]["update_channel"] == 8
    assert planned.json["counts"]["update_service"] == 4
    after = texts_of(channel_of(sandbox, sites["clean"]), "Summary")
    assert after["fi"] == before["fi"]
    assert set(after) == {"fi", "sv"}
    assert plan().json["changes"] == []


def test_json_is_one_object_with_the_keys_of_the_contract(
    hytedata: Run, config: Path, tmp_path: Path
) -> None:
    file = tmp_path / "plan.json"

    planned = hytedata("sync", "plan", "-c", config, "--out", file, "--json")

    assert planned.json.keys() >= CONTRACT
    assert planned.json["counts"].keys() == COUNTS
    assert json.loads(file.read_text()) == planned.json
    assert Plan.model_validate(planned.json).id == planned.json["id"]
    assert "Services to create" in planned.err
    assert "reading Lipas" in planned.err
    assert "Written to" in planned.err


def test_progress_and_notes_stay_out_of_standard_output(
    hytedata: Run, config: Path, tmp_path: Path
) -> None:
    planned = hytedata("sync", "plan", "-c", config, "--out", tmp_path / "plan.json")
    applied = hytedata("sync", "apply", tmp_path / "plan.json", "-c", config)

    assert planned.out.startswith("Plan")
    assert "reading" not in planned.out
    assert "Written to" not in planned.out
    assert applied.out == "20 changes: 20 done.\n"
    assert "writing to PTV: 20" in applied.err


def test_every_command_has_a_json_form(hytedata: Run, config: Path, sandbox: Sandbox) -> None:
    checked = hytedata("config", "check", "-c", config, "--json")
    status = hytedata("sync", "status", "-c", config, "--json")
    relinked = hytedata("sync", "relink", "-c", config, "--json")

    assert checked.json["valid"] is True
    assert [row["id"] for row in status.json["organisations"]] == [sandbox.organisation]
    assert relinked.json == {"confirmed": False, "links": {sandbox.organisation: []}}


def test_colour_codes_never_reach_what_is_no_terminal(
    hytedata: Run, config: Path, tmp_path: Path
) -> None:
    planned = hytedata("sync", "plan", "-c", config, "--out", tmp_path / "plan.json")
    applied = hytedata("sync", "apply", tmp_path / "plan.json", "-c", config)

    assert "\x1b" not in planned.out + planned.err + applied.out + applied.err


@pytest.mark.usefixtures("published")
def test_the_status_says_where_an_organisation_stands(
    hytedata: Run, config: Path, sandbox: Sandbox
) -> None:
    row = hytedata("sync", "status", "-c", config, "--json").json["organisations"][0]
    shown = hytedata("sync", "status", "-c", config)

    assert (row["published"], row["archived"], row["open_intents"]) == (12, 0, 0)
    assert row["last_run"].startswith("apply")
    assert sandbox.journal() == ()
    assert "Liikuntapaikkojen" in shown.out


def test_several_organisations_go_into_a_folder_and_are_applied_from_it(
    hytedata: Run, whole_world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Sandbox(whole_world) as sandbox:
        config, folder = tmp_path / "two.toml", tmp_path / "plans"
        config.write_text(sandbox.config_toml(municipalities=("889", "785")), encoding="utf-8")
        text = config.read_text().replace("[lipas]\n", "[lipas]\ncategories = [1500, 4400]\n")
        config.write_text(text, encoding="utf-8")
        for name, value in sandbox.passwords(("889", "785")).items():
            monkeypatch.setenv(name, value)

        planned = hytedata("sync", "plan", "-c", config, "--out", folder, "--json")
        applied = hytedata("sync", "apply", folder, "-c", config, "--json")
        again = hytedata("sync", "plan", "-c", config, "--json")

    assert (planned.code, applied.code, again.code) == (0, 0, 0)
    organisations = [one["organisation"] for one in planned.json["plans"]]
    assert sorted(path.stem for path in folder.iterdir()) == sorted(organisations)
    assert [one["organisation"] for one in applied.json["results"]] == sorted(organisations)
    assert [one["changes"] for one in again.json["plans"]] == [[], []]


def test_one_organisation_whose_login_fails_leaves_the_other_to_go_on(
    hytedata: Run, whole_world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Sandbox(whole_world) as sandbox:
        config, folder = tmp_path / "two.toml", tmp_path / "plans"
        config.write_text(sandbox.config_toml(municipalities=("889", "785")), encoding="utf-8")
        passwords = sandbox.passwords(("889", "785"))
        for name in passwords:
            monkeypatch.setenv(name, passwords[name] if name.endswith("889") else "wrong")

        planned = hytedata("sync", "plan", "-c", config, "--out", folder)

    assert planned.code == 2
    assert "kunta-785" in planned.err
    assert [path.stem[-3:] for path in folder.iterdir()] == ["889"]


@pytest.mark.usefixtures("published")
def test_a_lost_store_is_an_identity_doubt_until_its_links_are_confirmed(
    hytedata: Run, plan: Run, config: Path, sandbox: Sandbox, tmp_path: Path
) -> None:
    for file in tmp_path.glob("hytedata-sandbox.db*"):
        shutil.move(file, tmp_path / f"lost-{file.name}")

    doubt = plan()
    found = hytedata("sync", "relink", "-c", config)
    still = plan()
    confirmed = hytedata("sync", "relink", "-c", config, "--confirm")
    relinked = plan()

    assert doubt.code == still.code == 5
    assert "relink" in doubt.err
    assert "store was lost" in doubt.err
    assert "12 item(s)" in found.out
    assert "--confirm" in found.out
    assert confirmed.code == relinked.code == 0
    assert relinked.json["counts"]["create_service"] == 0
    assert relinked.json["counts"]["create_channel"] == 0
    assert relinked.json["changes"] == []
    assert sandbox.writes() == ()
