"""The sandbox as a whole: both upstreams on one port, and a configuration that fits."""

import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import pytest

from hytedata.config import load_config
from hytedata.errors import InputError
from hytedata.sandbox import Fault, Sandbox, World
from tests.sandbox.facade.http_json import call


def token(sandbox: Sandbox) -> dict[str, str]:
    login = {"username": sandbox.username, "password": sandbox.password}
    status, answer = call(sandbox.ptv_token_url, "POST", login)
    assert status == 200
    return {"Authorization": f"Bearer {cast('dict[str, str]', answer)['serviceToken']}"}


def test_lipas_ptv_and_control_answer_on_one_port(sandbox: Sandbox) -> None:
    answers = [
        call(f"{sandbox.lipas_url}/v2"),
        call(f"{sandbox.ptv_url}/v11/Organization/{sandbox.organisation}"),
        call(f"{sandbox.control_url}/"),
    ]

    assert [status for status, _ in answers] == [200, 200, 200]
    assert sandbox.lipas_url.startswith(sandbox.url)
    assert sandbox.ptv_url == f"{sandbox.url}/ptv/api"


def test_the_login_of_the_world_may_write_for_its_organisation(sandbox: Sandbox) -> None:
    headers = token(sandbox)
    archived = {"organizationId": sandbox.organisation, "publishingStatus": "Deleted"}
    (hall,) = [
        each
        for each, entity in cast(
            "dict[str, dict[str, object]]", sandbox.controls.snapshot_ptv()["entities"]
        ).items()
        if "Koulukeskuksen liikuntasali" in str(entity["published"])
    ]

    status, _ = call(
        f"{sandbox.ptv_url}/v11/ServiceChannel/ServiceLocation/{hall}", "PUT", archived, headers
    )

    assert status == 200
    assert [write.path for write in sandbox.writes()] == [
        f"/api/v11/ServiceChannel/ServiceLocation/{hall}"
    ]


def test_a_login_of_another_organisation_may_not(sandbox: Sandbox) -> None:
    other = next(user for user in sandbox.world.ptv_seed.users if user.username == "mallin-latu")
    login = {"username": other.username, "password": other.password}
    _, answer = call(sandbox.ptv_token_url, "POST", login)
    headers = {"Authorization": f"Bearer {cast('dict[str, str]', answer)['serviceToken']}"}
    hall = next(
        item.body["id"] for item in sandbox.world.ptv_seed.items if item.kind == "ServiceLocation"
    )

    status, _ = call(
        f"{sandbox.ptv_url}/v11/ServiceChannel/ServiceLocation/{hall}",
        "PUT",
        {"organizationId": sandbox.organisation, "publishingStatus": "Deleted"},
        headers,
    )

    assert status == 404
    assert sandbox.writes() == ()


def test_the_configuration_names_what_is_running(sandbox: Sandbox) -> None:
    settings = tomllib.loads(sandbox.config_toml(store="sqlite:///x.db", password_env="SECRET"))

    assert settings["store"] == "sqlite:///x.db"
    assert settings["lipas"] == {"url": sandbox.lipas_url}
    assert settings["ptv"] == {
        "url": sandbox.ptv_url,
        "token_url": sandbox.ptv_token_url,
        "v12_url": sandbox.ptv12_url,
    }
    (organisation,) = settings["organisation"]
    assert organisation["id"] == sandbox.organisation
    assert organisation["municipalities"] == ["889"]
    assert (organisation["username"], organisation["password_env"]) == (sandbox.username, "SECRET")


def test_the_configuration_holds_no_password(sandbox: Sandbox) -> None:
    assert sandbox.password not in sandbox.config_toml()


def test_hytedata_accepts_the_configuration(sandbox: Sandbox, tmp_path: Path) -> None:
    file = tmp_path / "hytedata.toml"
    file.write_text(sandbox.config_toml(), "utf-8")

    config = load_config(file, environ={sandbox.password_env: sandbox.password})

    assert [each.id for each in config.organisation] == [sandbox.organisation]


def test_the_configuration_names_every_calendar(sandbox: Sandbox, tmp_path: Path) -> None:
    file = tmp_path / "hytedata.toml"
    file.write_text(sandbox.config_toml(), "utf-8")

    config = load_config(file, environ={sandbox.password_env: sandbox.password})

    told = {each.name: (each.kind, each.url, each.municipality) for each in config.calendar}
    assert told.keys() == sandbox.calendars.keys()
    assert told["mallila"] == ("icalendar", sandbox.calendar_url("mallila"), "889")
    assert told["seutu"] == ("linked-events", f"{sandbox.url}/calendars/seutu/v1", None)


def test_a_calendar_that_is_not_there_has_no_address(sandbox: Sandbox) -> None:
    with pytest.raises(InputError, match="seutu, yhdistykset, mallila"):
        sandbox.calendar_url("olematon")


def test_a_configuration_can_name_an_organisation_for_each_municipality(tmp_path: Path) -> None:
    file = tmp_path / "hytedata.toml"
    with Sandbox(World(scale="county")) as sandbox:
        file.write_text(sandbox.config_toml(municipalities=["889", "564"]), "utf-8")
        environ = sandbox.passwords(["889", "564"])

        config = load_config(file, environ=environ)

        logins = [
            call(sandbox.ptv_token_url, "POST", {"username": each.username, "password": secret})[0]
            for each, secret in zip(config.organisation, environ.values(), strict=True)
        ]
    assert [each.municipalities for each in config.organisation] == [("889",), ("564",)]
    assert logins == [200, 200]


def test_a_sandbox_of_given_records_is_configured_for_all_their_municipalities(
    shared: Path, tmp_path: Path
) -> None:
    records = shared / "data/real/lipas-v1-sports-places.json"
    world = World.from_lipas_file(records, codes=shared / "data/ptv-codes/codes.json")
    file = tmp_path / "hytedata.toml"
    with Sandbox(world) as sandbox:
        file.write_text(sandbox.config_toml(lipas_file=records), "utf-8")

        config = load_config(file, environ={sandbox.password_env: sandbox.password})

        headers = token(sandbox)
        organisation = config.organisation[0].id
        status, _ = call(f"{sandbox.ptv_url}/v11/Organization/{organisation}", headers=headers)
    assert status == 200
    assert len(config.organisation[0].municipalities) == 80
    assert config.lipas.file == records


def test_faults_given_at_the_start_are_in_force() -> None:
    with Sandbox(World(), faults=[Fault("status", mount="/lipas", status=502)]) as sandbox:
        lipas, _ = call(f"{sandbox.lipas_url}/v2/sports-sites", headers={})
        ptv, _ = call(f"{sandbox.ptv_url}/v11/Organization/{sandbox.organisation}")

    assert (lipas, ptv) == (502, 200)


def test_token_death_makes_the_next_protected_request_401(sandbox: Sandbox) -> None:
    headers = token(sandbox)
    url = f"{sandbox.ptv_url}/v11/Service/active/{sandbox.organisation}"
    before, _ = call(url, headers=headers)
    sandbox.controls.add_fault(Fault("token-death", path="Service/active", times=1))

    after, _ = call(url, headers=headers)

    assert (before, after) == (404, 401)


def test_an_edit_in_lipas_shows_in_the_next_read(sandbox: Sandbox) -> None:
    wanted = sandbox.world.landmarks["clean"]

    sandbox.controls.edit_site(wanted, {"name": "Uusi kenttä"})

    _, site = call(f"{sandbox.lipas_url}/v2/sports-sites/{wanted}")
    assert cast("dict[str, object]", site)["name"] == "Uusi kenttä"


def test_reset_brings_everything_back(sandbox: Sandbox) -> None:
    before = sandbox.controls.snapshot_ptv()["entities"]
    wanted = sandbox.world.landmarks["clean"]
    sandbox.controls.retire_site(wanted)
    sandbox.controls.archive_in_ptv("Service", str(sandbox.world.ptv_seed.items[0].body["id"]))
    sandbox.controls.add_fault(Fault("reset"))
    sandbox.controls.set_latency(5000)

    sandbox.controls.reset()

    status, site = call(f"{sandbox.lipas_url}/v2/sports-sites/{wanted}")
    assert (status, cast("dict[str, object]", site)["status"]) == (200, "active")
    assert cast("dict[str, object]", sandbox.controls.snapshot_ptv()["entities"]).keys() == (
        cast("dict[str, object]", before).keys()
    )
    assert len(sandbox.journal()) == 1


def test_two_sandboxes_run_beside_each_other(sandbox: Sandbox) -> None:
    with Sandbox(sandbox.world) as other:
        other.controls.retire_site(other.world.landmarks["clean"])

        assert other.url != sandbox.url

    assert sandbox.controls.site(sandbox.world.landmarks["clean"])["status"] == "active"


@pytest.mark.parametrize("field", ["serviceToken", "ptvToken"])
def test_the_login_answers_as_production_or_as_training(field: str) -> None:
    with Sandbox(World(), login_field=field) as sandbox:  # type: ignore[arg-type]
        login = {"username": sandbox.username, "password": sandbox.password}
        _, answer = call(sandbox.ptv_token_url, "POST", login)

    assert field in cast("dict[str, str]", answer)


def test_both_upstreams_keep_the_clock_they_are_given() -> None:
    moment = datetime(2026, 3, 29, 0, 59, tzinfo=UTC)
    with Sandbox(World(), now=lambda: moment) as sandbox:
        wanted = sandbox.world.landmarks["clean"]

        site = sandbox.controls.edit_site(wanted, {})

    assert site["event-date"] == "2026-03-29T00:59:00.000Z"
