"""Sites that cannot be published as they are: each is told with reason and remedy."""

from pathlib import Path
from typing import Any

import pytest

from hytedata.models.plan import SKIP_REASONS
from hytedata.sandbox import Fault, Sandbox, World
from hytedata.sandbox.world.identities import LIPAS_USER, password
from tests.e2e.conftest import Run
from tests.e2e.support import amend, channel_of, entities, key_of, ours, texts_of

pytestmark = pytest.mark.slow


@pytest.fixture(scope="session")
def world(whole_world: World) -> World:
    """The whole municipality, with what people have made in PTV by hand."""
    return whole_world


@pytest.fixture
def planned(plan: Run) -> dict[str, Any]:
    """The plan of the untouched world."""
    made = plan()
    assert made.code == 0
    return dict(made.json)


def _skips(plan: dict[str, Any], site: int, listed: str = "skipped") -> dict[str, Any]:
    return {one["reason"]: one for one in plan[listed] if one["source"]["id"] == f"site:{site}"}


def _changed(plan: dict[str, Any]) -> set[str]:
    return {change["source"]["id"] for change in plan["changes"]}


def test_every_site_ends_in_a_change_or_in_a_reasoned_skip(
    planned: dict[str, Any], sandbox: Sandbox
) -> None:
    changed = {key for key in _changed(planned) if key.startswith("site:")}
    skipped = {one["source"]["id"] for one in planned["skipped"]}
    skipped = {key for key in skipped if key.startswith("site:")}
    known = {f"site:{site.lipas_id}" for site in sandbox.world.sites}

    assert changed | skipped == known - _retired(sandbox)
    assert changed & skipped == set()
    for one in planned["skipped"]:
        assert one["reason"] in SKIP_REASONS
        assert one["detail"]
        assert one["remedy"]


def _retired(sandbox: Sandbox) -> set[str]:
    gone = {"out-of-service-permanently", "incorrect-data"}
    return {f"site:{site.lipas_id}" for site in sandbox.world.sites if site.status in gone}


def test_a_name_that_a_hand_made_place_has_is_taken(
    planned: dict[str, Any], sandbox: Sandbox, sites: dict[str, int]
) -> None:
    taken = _skips(planned, sites["same-name-elsewhere"])["name-taken"]

    holder = next(
        ptv_id
        for ptv_id, one in entities(sandbox).items()
        if one["kind"] == "ServiceLocation" and "Seurantalon" in str(one["newest"])
    )
    assert holder in taken["detail"]
    assert "rename or archive that one in PTV" in taken["remedy"]


def test_a_site_of_a_service_whose_name_is_taken_tells_why_its_service_is_missing(
    planned: dict[str, Any], sites: dict[str, int]
) -> None:
    taken = _skips(planned, sites["service-name-taken"])["name-taken"]

    assert "service" in taken["detail"]
    assert "Koiraurheilu" in taken["detail"]


def test_a_site_that_lipas_publishes_is_left_to_it(
    planned: dict[str, Any], apply: Run, sandbox: Sandbox, sites: dict[str, int]
) -> None:
    theirs = _skips(planned, sites["published-by-lipas"])["published-by-lipas"]
    applied = apply()

    assert "Lipas" in theirs["remedy"]
    assert applied.code == 0
    assert key_of(sandbox, sites["published-by-lipas"]) not in ours(sandbox)
    assert key_of(sandbox, sites["lipas-sync-off"]) in ours(sandbox)


def test_without_lipas_single_view_nothing_is_created_and_the_next_run_asks_again(
    plan: Run, sandbox: Sandbox
) -> None:
    sandbox.controls.add_fault(Fault("status", mount="/lipas", path=r"/sports-sites/\d+$"))

    down = plan()
    asked = sum("/sports-sites/" in entry.path for entry in sandbox.journal())
    sandbox.controls.clear_faults()
    up = plan()

    assert down.code == 0
    assert down.json["changes"] == [], "and no service without a place appears"
    unknown = [one for one in down.json["skipped"] if one["reason"] == "lipas-unknown"]
    assert len(unknown) >= 80
    assert asked < 60, "a register that is down is not asked about each site in turn"
    assert 'lipas_publishes = "no"' in unknown[0]["remedy"]
    assert up.json["counts"]["create_channel"] == 79


def test_sites_without_place_street_or_known_postal_code_are_told_and_the_others_go_on(
    plan: Run, apply: Run, sandbox: Sandbox, sites: dict[str, int]
) -> None:
    nowhere, unknown, roundabout = (
        sites[name] for name in ("clean", "unknown-postal-code", "address-dash")
    )
    empty = {"type": "FeatureCollection", "features": []}
    sandbox.controls.edit_site(nowhere, {"location.geometries": empty, "location.address": "-"})

    made = plan()
    applied = apply()

    assert (made.code, applied.code) == (0, 0)
    skipped = _skips(made.json, nowhere)["no-street"]
    assert "there is no usable position" in skipped["detail"]
    assert "Lipas" in skipped["remedy"]
    assert "unknown-postal-code" in {
        *_skips(made.json, unknown),
        *_skips(made.json, unknown, "warnings"),
    }
    remark = _skips(made.json, roundabout, "warnings")["no-street"]
    assert "Suomi.fi does not show such places" in remark["detail"]
    assert channel_of(sandbox, roundabout)["status"] == "Published"


def test_a_closed_place_says_so_and_is_published(
    plan: Run, apply: Run, sandbox: Sandbox, sites: dict[str, int]
) -> None:
    codes = plan().code, apply().code

    pool = channel_of(sandbox, sites["closed-for-now"])
    assert codes == (0, 0)
    assert "tilapäisesti pois käytöstä" in texts_of(pool, "Description")["fi"]


def test_what_people_made_is_as_it_was(
    planned: dict[str, Any], apply: Run, sandbox: Sandbox
) -> None:
    before = entities(sandbox)
    assert planned["changes"]

    applied = apply()

    after = entities(sandbox)
    assert applied.code == 0
    for ptv_id, one in before.items():
        assert after[ptv_id] == one


def test_another_login_of_the_organisation_is_a_doubt_of_identity_and_writes_nothing(
    plan: Run,
    apply: Run,
    hytedata: Run,
    config: Path,
    sandbox: Sandbox,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert (plan().code, apply().code) == (0, 0)
    sandbox.controls.clear_journal()
    amend(config, username=LIPAS_USER)
    monkeypatch.setenv(sandbox.password_env, password(LIPAS_USER))

    doubt = plan()
    relinked = hytedata("sync", "relink", "-c", config)

    assert doubt.code == 5
    assert "login" in doubt.err
    assert sandbox.username in doubt.err or "relink" in doubt.err
    assert relinked.code == 0
    assert sandbox.writes() == ()


def test_addresses_with_finnish_letters_are_published(
    planned: dict[str, Any], apply: Run, sandbox: Sandbox, sites: dict[str, int]
) -> None:
    assert planned["changes"]

    applied = apply()

    assert applied.code == 0
    field = channel_of(sandbox, sites["email-with-umlaut"])
    assert "kenttämiehet@mallila.example" in str(field["newest"]["emails"])
