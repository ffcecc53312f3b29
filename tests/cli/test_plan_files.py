"""Writing and reading plan files."""

import json
from pathlib import Path

import pytest

from hytedata.errors import InputError
from hytedata.runs.plan_files import read_plans, write_plans
from tests.sync.fakes import FakeTarget, channel, desired, plan, service
from tests.sync.memory_store import MemoryStore


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "plan.json"
    write_plans(
        [plan(desired(service(), channel()), FakeTarget(), MemoryStore())], path, single=True
    )
    return path


def test_a_plan_file_follows_the_contract(file: Path) -> None:
    document = json.loads(file.read_text())

    assert document["schema"] == 1
    assert {
        "id", "made_at", "store_id", "organisation", "fingerprint", "source", "target",
        "counts", "blocked", "changes", "skipped", "drift", "candidates",
    } <= document.keys()  # fmt: skip
    assert set(document["counts"]) == {
        "create_service", "update_service", "archive_service", "restore_service", "adopt_service",
        "create_channel", "update_channel", "archive_channel", "restore_channel", "adopt_channel",
        "connect", "disconnect", "unchanged",
    }  # fmt: skip
    assert {
        "id", "op", "kind", "source", "ptv_id", "source_id", "name", "reason", "after", "base",
        "fields", "irreversible",
    } <= document["changes"][0].keys()  # fmt: skip


def test_what_is_written_is_read_again(file: Path) -> None:
    (made,) = read_plans(file)

    assert made == plan(desired(service(), channel()), FakeTarget(), MemoryStore())


def test_a_plan_that_was_edited_is_refused(file: Path) -> None:
    file.write_text(file.read_text().replace("Palvelu 1100", "Jokin muu"))

    with pytest.raises(InputError, match="was changed after it was made"):
        read_plans(file)


@pytest.mark.parametrize("text", ["", "[]", "{}", "<html>", '{"schema": 1'])
def test_a_file_that_is_no_plan_says_so(file: Path, text: str) -> None:
    file.write_text(text)

    with pytest.raises(InputError, match="is no plan of this version"):
        read_plans(file)


def test_a_missing_plan_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="hytedata sync plan --out"):
        read_plans(tmp_path / "none.json")


def test_a_folder_holds_one_file_per_organisation(tmp_path: Path) -> None:
    made = plan(desired(service(), channel()), FakeTarget(), MemoryStore())
    other = made.model_copy(update={"organisation": "2"})

    written = write_plans([made, other], tmp_path / "plans", single=False)

    assert [path.name for path in written] == [f"{made.organisation}.json", "2.json"]


def test_an_unwritable_place_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    made = plan(desired(service(), channel()), FakeTarget(), MemoryStore())

    with pytest.raises(InputError, match="cannot be written"):
        write_plans([made], tmp_path / "file" / "plan.json", single=True)
