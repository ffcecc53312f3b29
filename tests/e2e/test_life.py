"""The life of a site over both simulated registers: gone, back, moved away, and its service."""

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from hytedata.sandbox import Sandbox
from tests.e2e.conftest import Run
from tests.e2e.support import amend, channel_of, connections, entities, ours, texts_of

pytestmark = pytest.mark.slow


def two_days_pass(tmp_path: Path) -> None:
    """Let the store believe that it noted everything two days earlier."""
    earlier = datetime.now(UTC) - timedelta(days=2)
    with sqlite3.connect(tmp_path / "hytedata-sandbox.db") as store:
        store.execute("UPDATE departure SET since = ?", (earlier.isoformat(" ")[:26],))


def told(planned: Any, site: int) -> set[str]:
    listed = [*planned.json["warnings"], *planned.json["skipped"]]
    return {one["reason"] for one in listed if one["source"]["id"] == f"site:{site}"}


def test_a_site_that_lipas_lost_is_archived_after_two_reads_a_day_apart(
    published: None, plan: Run, apply: Run, sandbox: Sandbox, sites: dict[str, int], tmp_path: Path
) -> None:
    hall = sites["swimming-hall"]
    sandbox.controls.remove_site(hall)

    first, same_day = plan(), plan()
    two_days_pass(tmp_path)
    later = plan()
    applied = apply()

    assert first.json["changes"] == same_day.json["changes"] == []
    assert told(first, hall) == {"absent-from-source"}
    assert [one["id"] for one in later.json["changes"]] == [f"archive:channel:site:{hall}"]
    assert applied.code == 0
    assert channel_of(sandbox, hall)["status"] == "Deleted"
    assert plan().json["changes"] == []


def test_a_site_that_a_list_leaves_out_stays_for_ever(
    published: None, plan: Run, sandbox: Sandbox, sites: dict[str, int], tmp_path: Path
) -> None:
    hall = sites["swimming-hall"]
    sandbox.controls.hide_site(hall)
    plan()
    two_days_pass(tmp_path)

    later = plan()

    assert later.json["changes"] == []
    (warning,) = [one for one in later.json["warnings"] if one["source"]["id"] == f"site:{hall}"]
    assert "not whole" in warning["detail"]


def test_a_lipas_that_does_not_answer_for_the_single_site_keeps_it(
    published: None, plan: Run, sandbox: Sandbox, sites: dict[str, int], tmp_path: Path
) -> None:
    hall = sites["swimming-hall"]
    sandbox.controls.hide_site(hall)
    plan()
    two_days_pass(tmp_path)
    sandbox.controls.poison_site(hall)

    later = plan()

    assert later.json["changes"] == []
    assert told(later, hall) == {"absent-from-source"}


@pytest.mark.parametrize("change", ["owner", "municipality"])
def test_a_place_that_is_no_longer_the_municipalitys_goes_only_as_configured(
    published: None,
    plan: Run,
    apply: Run,
    config: Path,
    sandbox: Sandbox,
    sites: dict[str, int],
    tmp_path: Path,
    change: str,
) -> None:
    hall = sites["swimming-hall"]
    edits: dict[str, dict[str, object]] = {
        "owner": {"owner": "company-ltd"},
        "municipality": {"location.city.city-code": 91},
    }
    sandbox.controls.edit_site(hall, edits[change])
    plan()
    two_days_pass(tmp_path)
    kept = plan()
    amend(config, orphans="archive")

    gone = plan()
    applied = apply()

    assert kept.json["changes"] == []
    assert [one["op"] for one in gone.json["changes"]] == ["archive"]
    assert applied.code == 0
    assert channel_of(sandbox, hall)["status"] == "Deleted"


def test_what_comes_back_has_its_second_language_its_openness_and_all_its_connections(
    published: None, plan: Run, apply: Run, sandbox: Sandbox, sites: dict[str, int]
) -> None:
    hall = channel_of(sandbox, sites["swimming-hall"])
    sandbox.controls.edit_ptv("ServiceLocation", hall["id"], _in_swedish_too(hall["newest"]))
    theirs = _service_of_people(sandbox)
    note = {"type": "Description", "language": "fi", "value": "Varaa vuoro etukäteen."}
    sandbox.controls.connect_in_ptv(theirs, hall["id"], {"description": [note]})
    plan(), apply()
    before = channel_of(sandbox, sites["swimming-hall"])
    pairs = set(connections(sandbox))

    sandbox.controls.retire_site(sites["swimming-hall"])
    away = plan().code, apply("--approve", plan().json["id"]).code
    sandbox.controls.edit_site(sites["swimming-hall"], {"status": "active"})
    back = plan().code, apply().code

    assert (away, back) == ((0, 0), (0, 0))
    after = channel_of(sandbox, sites["swimming-hall"])
    assert (after["id"], after["status"]) == (before["id"], "Published")
    assert after["visible_for_all"] is before["visible_for_all"] is True
    assert texts_of(after, "Summary") == texts_of(before, "Summary")
    assert set(texts_of(after, "Summary")) == {"fi", "sv"}
    assert set(connections(sandbox)) == pairs
    held: Any = sandbox.controls.snapshot_ptv()["connections"]
    (kept,) = [p for p in held if (p["service"], p["channel"]) == (theirs, hall["id"])]
    assert "Varaa vuoro etukäteen." in str(kept["extra"])
    assert plan().json["changes"] == []


def test_a_service_goes_with_its_last_place_and_comes_back_with_its_first(
    published: None, plan: Run, apply: Run, config: Path, sandbox: Sandbox, sites: dict[str, int]
) -> None:
    amend(config, empty_services="archive")
    key = f"hytedata-{sandbox.organisation}-subcategory-3100"
    sandbox.controls.retire_site(sites["swimming-hall"])

    away = plan()
    codes = [away.code, apply().code]
    archived = ours(sandbox)[key]["status"]
    sandbox.controls.edit_site(sites["swimming-hall"], {"status": "active"})
    codes += [plan().code, apply().code]

    assert codes == [0, 0, 0, 0]
    assert away.json["counts"]["archive_service"] == 1
    assert archived == "Deleted"
    assert ours(sandbox)[key]["status"] == "Published"
    assert len(connections(sandbox)) == 8
    assert plan().json["changes"] == []


def _in_swedish_too(body: dict[str, Any]) -> dict[str, Any]:
    names = body["serviceChannelNames"]
    texts = body["serviceChannelDescriptions"]
    swedish = [{**one, "language": "sv", "value": f"Sv: {one['value']}"[:100]} for one in names]
    told_too = [{**one, "language": "sv", "value": f"Sv: {one['value']}"[:140]} for one in texts]
    return {
        "serviceChannelNames": [*names, *swedish],
        "serviceChannelDescriptions": [*texts, *told_too],
        "displayNameType": [{"type": "Name", "language": one} for one in ("fi", "sv")],
        "languages": ["fi", "sv"],
        "isVisibleForAll": True,
    }


def _service_of_people(sandbox: Sandbox) -> str:
    """A service of the organisation that hytedata did not make: another sub-category's will do."""
    key = f"hytedata-{sandbox.organisation}-subcategory-1300"
    assert ours(sandbox)[key]["id"] in entities(sandbox)
    return str(ours(sandbox)[key]["id"])
