"""Adoption day: what a municipality made in PTV by hand is taken over, nothing of it lost."""

import csv
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from hytedata.sandbox import Fault, Sandbox, World
from hytedata.sandbox.faults import FaultKind
from hytedata.sandbox.world.identities import item_id
from tests.e2e.conftest import Run
from tests.e2e.support import connections, entities, key_of

pytestmark = pytest.mark.slow

HALL, GUIDANCE = item_id("hall"), item_id("guidance")


@pytest.fixture(scope="module")
def world(whole_world: World) -> World:
    """The whole world: people made a hall where a site of the same name stands."""
    return whole_world


def decide(hytedata: Run, config: Path, folder: Path, word: str) -> None:
    """List the candidates, decide on the hall, and hand the file back."""
    file = folder / "adoptions.csv"
    assert hytedata("sync", "adopt", "-c", config, "--out", file).code == 0
    told = list(csv.DictReader(StringIO(file.read_text("utf-8-sig"), newline=""), delimiter=";"))
    out = StringIO(newline="")
    writer = csv.DictWriter(out, list(told[0]), delimiter=";")
    writer.writeheader()
    writer.writerows({**row, "decision": word if row["ptv_id"] == HALL else ""} for row in told)
    file.write_bytes(out.getvalue().encode("utf-8-sig"))
    assert hytedata("sync", "adopt", "-c", config, "--in", file, "--who", "Maija").code == 0


def of_site(plan: dict[str, Any], site: int) -> list[tuple[str, str]]:
    changed = [(c["op"], c["kind"]) for c in plan["changes"] if c["source"]["id"] == f"site:{site}"]
    skipped = [
        ("skip", s["reason"]) for s in plan["skipped"] if s["source"]["id"] == f"site:{site}"
    ]
    return [*changed, *skipped]


def test_a_site_is_not_created_beside_a_strong_candidate(plan: Run, sites: dict[str, int]) -> None:
    site = sites["same-name-same-place"]

    made = plan().json

    assert of_site(made, site) == [("skip", "adoption-candidate")]
    assert HALL in [one["ptv_id"] for one in made["candidates"]]


def test_an_approved_channel_is_adopted_connected_and_then_unchanged(
    hytedata: Run, plan: Run, config: Path, sandbox: Sandbox, sites: dict[str, int], tmp_path: Path
) -> None:
    site = sites["same-name-same-place"]
    decide(hytedata, config, tmp_path, "adopt")

    made = plan().json
    applied = hytedata("sync", "apply", tmp_path / "plan.json", "-c", config, "--json")
    again = plan().json

    assert of_site(made, site) == [("adopt", "channel"), ("connect", "connection")]
    assert applied.code == 0
    assert key_of(sandbox, site) in entities(sandbox)[HALL]["source_ids"].values()
    assert (GUIDANCE, HALL) in connections(sandbox)
    assert len([pair for pair in connections(sandbox) if pair[1] == HALL]) == 2
    assert again["changes"] == []
    assert again["drift"] == []


def test_a_rejected_channel_is_left_and_its_name_stands_in_the_way(
    hytedata: Run, plan: Run, config: Path, sites: dict[str, int], tmp_path: Path
) -> None:
    decide(hytedata, config, tmp_path, "reject")

    made = plan().json

    site = sites["same-name-same-place"]
    (skip,) = [one for one in made["skipped"] if one["source"]["id"] == f"site:{site}"]
    assert skip["reason"] == "name-taken"
    assert "is free" in skip["remedy"]


@pytest.mark.parametrize("kind", ["lost-before", "lost-after"])
def test_an_adoption_whose_answer_is_lost_is_looked_up(
    kind: FaultKind,
    hytedata: Run,
    plan: Run,
    config: Path,
    sandbox: Sandbox,
    sites: dict[str, int],
    tmp_path: Path,
) -> None:
    decide(hytedata, config, tmp_path, "adopt")
    plan()
    sandbox.controls.add_fault(Fault(kind, mount="/ptv", method="PUT", path=HALL, times=1))

    applied = hytedata("sync", "apply", tmp_path / "plan.json", "-c", config, "--json")

    outcomes = {one["change_id"]: one["state"] for one in applied.json["outcomes"]}
    assert outcomes[f"adopt:channel:site:{sites['same-name-same-place']}"] == "done"
    assert plan().json["changes"] == []
