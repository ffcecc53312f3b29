"""Two installations on one organisation, each with a store of its own: the second one stops."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from hytedata.sandbox import Fault, Sandbox
from tests.e2e.conftest import Run
from tests.e2e.support import Command, connections, entities, ours

pytestmark = pytest.mark.slow

Elsewhere: TypeAlias = Callable[..., Command]


@pytest.fixture
def elsewhere(hytedata: Run, config: Path, tmp_path: Path) -> Elsewhere:
    """Run `plan` or `apply` as the other installation does: its own folder, store and plan."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    own = folder / "hytedata.toml"
    text = config.read_text(encoding="utf-8")
    own.write_text(text.replace("sqlite:///", f"sqlite:///{folder}/"), encoding="utf-8")

    def call(what: str, *arguments: str) -> Command:
        plan = folder / "plan.json"
        given = ["--out", plan] if what == "plan" else [plan]
        return hytedata("sync", what, *given, "-c", own, "--json", *arguments)

    return call


def test_an_installation_with_an_empty_store_stops_before_what_another_published(
    published: None, elsewhere: Elsewhere, plan: Run, sandbox: Sandbox, tmp_path: Path
) -> None:
    before = entities(sandbox), connections(sandbox)

    other = elsewhere("plan")

    assert other.code == 5
    assert "12 item(s)" in other.err
    assert "another installation publishes the same organisation" in other.err
    assert "relink" in other.err
    assert not (tmp_path / "elsewhere" / "plan.json").exists()
    assert sandbox.writes() == ()
    assert (entities(sandbox), connections(sandbox)) == before
    assert plan().json["changes"] == []


def test_what_another_has_published_in_part_stops_the_second_and_not_the_first(
    plan: Run, apply: Run, elsewhere: Elsewhere, sandbox: Sandbox
) -> None:
    plan()
    sandbox.controls.add_fault(Fault("status", mount="/ptv", method="POST", path="v11", after=3))
    apply()
    sandbox.controls.clear_faults()
    written = len(sandbox.writes())

    other = elsewhere("plan")
    codes = plan().code, apply().code

    assert other.code == 5
    assert "3 item(s)" in other.err
    assert (written, codes) == (3, (0, 0))
    assert len(ours(sandbox)) == 12
    assert plan().json["changes"] == []


def test_a_plan_of_one_installation_is_refused_by_the_other(
    plan: Run, elsewhere: Elsewhere, sandbox: Sandbox, tmp_path: Path
) -> None:
    elsewhere("plan")
    plan()
    shutil.copy(tmp_path / "plan.json", tmp_path / "elsewhere" / "plan.json")

    other = elsewhere("apply")

    assert other.code == 2
    assert "another" in other.err or "make a new plan" in other.err
    assert sandbox.writes() == ()


def test_two_that_planned_before_either_wrote_double_nothing(
    plan: Run, apply: Run, elsewhere: Elsewhere, sandbox: Sandbox
) -> None:
    plan()
    elsewhere("plan")
    apply()
    before = entities(sandbox), connections(sandbox)

    elsewhere("apply")

    assert (entities(sandbox), connections(sandbox)) == before
    assert len(ours(sandbox)) == 12
    assert plan().json["changes"] == []


def test_a_copy_of_the_store_that_fell_behind_stops(
    published: None,
    plan: Run,
    apply: Run,
    elsewhere: Elsewhere,
    sandbox: Sandbox,
    sites: dict[str, int],
    tmp_path: Path,
) -> None:
    store = tmp_path / "hytedata-sandbox.db"
    shutil.copy(store, tmp_path / "elsewhere" / store.name)
    new = sandbox.controls.site(sites["clean"])
    sandbox.controls.add_site({**new, "lipas-id": 77, "name": "Uusi kenttä"})
    assert (plan().code, apply().code) == (0, 0)
    sandbox.controls.clear_journal()

    other = elsewhere("plan")

    assert other.code == 5
    assert "1 item(s)" in other.err
    assert "site-77" in other.err
    assert sandbox.writes() == ()


def test_the_same_plan_from_a_copy_of_the_store_writes_nothing_twice(
    published: None,
    plan: Run,
    apply: Run,
    elsewhere: Elsewhere,
    sandbox: Sandbox,
    sites: dict[str, int],
    tmp_path: Path,
) -> None:
    new = sandbox.controls.site(sites["clean"])
    sandbox.controls.add_site({**new, "lipas-id": 77, "name": "Uusi kenttä"})
    sandbox.controls.edit_site(sites["swimming-hall"], {"phone-number": "08 555 0199"})
    sandbox.controls.retire_site(sites["longest-name"])
    plan()
    store = tmp_path / "hytedata-sandbox.db"
    shutil.copy(store, tmp_path / "elsewhere" / store.name)
    shutil.copy(tmp_path / "plan.json", tmp_path / "elsewhere" / "plan.json")
    apply()
    before = entities(sandbox), connections(sandbox)

    other = elsewhere("apply")

    assert other.code == 5
    assert "another installation" in other.err
    assert (entities(sandbox), connections(sandbox)) == before
    assert plan().json["changes"] == []


def test_of_two_that_planned_before_either_wrote_the_second_stops(
    plan: Run, apply: Run, elsewhere: Elsewhere
) -> None:
    plan()
    elsewhere("plan")
    apply()

    other = elsewhere("apply")

    assert other.code == 5
    assert "another installation" in other.err
