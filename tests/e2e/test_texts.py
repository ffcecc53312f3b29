"""Texts that a person must approve: from waiting to published, and reopened by a changed fact."""

import csv
import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from hytedata.sandbox import Fault, Sandbox
from hytedata.store import Store
from tests.e2e.conftest import Run
from tests.e2e.support import amend, channel_of, ours, texts_of

pytestmark = pytest.mark.slow

HEAD = "key;field;language;text\r\n"


@pytest.fixture
def careful(config: Path) -> Path:
    """A configuration that publishes approved texts only."""
    amend(config, **{"texts.require_approval": True})
    return config


@pytest.fixture
def texts(hytedata: Run, config: Path) -> Run:
    """Run `sync texts`; its JSON is on standard output."""

    def call(*arguments: str | Path) -> Any:
        return hytedata("sync", "texts", "-c", config, "--json", *arguments)

    return call


@pytest.fixture
def in_use(careful: Path, texts: Run, plan: Run, apply: Run) -> None:
    """Everything was approved by Anna and is in PTV."""
    assert texts("--approve", "ALL", "--who", "anna").code == 0
    assert (plan().code, apply().code) == (0, 0)


def _skips(planned: dict[str, Any]) -> dict[str, str]:
    return {
        one["source"]["id"]: one["detail"]
        for one in planned["skipped"]
        if one["reason"] == "text-not-approved"
    }


@pytest.mark.usefixtures("careful")
def test_without_approval_nothing_is_created_and_the_way_on_is_named(plan: Run) -> None:
    planned = plan()

    assert planned.code == 0
    assert planned.json["changes"] == []
    skips = _skips(planned.json)
    assert len([key for key in skips if key.startswith("site:")]) == 8
    assert len([key for key in skips if key.startswith("subcategory:")]) == 4
    assert "hytedata sync texts --approve KEY" in planned.err


@pytest.mark.usefixtures("careful")
def test_approved_texts_are_published(
    texts: Run, plan: Run, apply: Run, sandbox: Sandbox, sites: dict[str, int]
) -> None:
    approved = texts("--approve", "ALL", "--who", "anna")

    planned, applied = plan(), apply()

    assert approved.json["approved"] == approved.json["counts"]["approved"] == 28
    assert planned.json["counts"]["create_channel"] == 8
    assert _skips(planned.json) == {}
    assert applied.code == 0
    hall = texts_of(channel_of(sandbox, sites["swimming-hall"]), "Summary")["fi"]
    assert hall in [one["text"] for one in approved.json["texts"]]
    assert plan().json["changes"] == []


@pytest.mark.usefixtures("careful")
def test_one_place_can_be_approved_with_its_service(
    texts: Run, plan: Run, sites: dict[str, int]
) -> None:
    hall = f"site:{sites['swimming-hall']}"

    approved = texts("--approve", hall, "--approve", "subcategory:3100")

    assert approved.json["approved"] == 5
    changed = {one["source"]["id"] for one in plan().json["changes"] if one["op"] == "create"}
    assert changed == {hall, "subcategory:3100"}


@pytest.mark.usefixtures("in_use")
def test_a_changed_fact_reopens_the_text_and_what_is_published_stays(
    texts: Run, plan: Run, apply: Run, sandbox: Sandbox, sites: dict[str, int]
) -> None:
    court = sites["clean"]
    before = texts_of(channel_of(sandbox, court), "Description")["fi"]
    sandbox.controls.edit_site(court, {"properties": {"surface-material": ["sand"]}})

    waiting = plan()
    read = texts()
    untouched = texts_of(channel_of(sandbox, court), "Description")["fi"]
    approved = texts("--approve", f"site:{court}")
    planned, applied = plan(), apply()

    assert waiting.json["changes"] == []
    assert list(_skips(waiting.json)) == [f"site:{court}"]
    assert "changed since the approval" in _skips(waiting.json)[f"site:{court}"]
    assert read.json["counts"]["changed"] == approved.json["approved"] == 2
    assert untouched == before
    assert [one["id"] for one in planned.json["changes"]] == [f"update:channel:site:{court}"]
    assert applied.code == 0
    assert "hiekka" in texts_of(channel_of(sandbox, court), "Description")["fi"]


@pytest.mark.usefixtures("in_use")
def test_a_fact_that_is_as_it_was_needs_no_second_approval(
    texts: Run, plan: Run, sandbox: Sandbox, sites: dict[str, int]
) -> None:
    court = sites["clean"]
    was = sandbox.controls.site(court)["properties"]
    sandbox.controls.edit_site(court, {"properties": {"surface-material": ["sand"]}})
    assert plan().json["skipped"]
    sandbox.controls.edit_site(court, {"properties": was})

    again = plan()

    assert (again.json["changes"], _skips(again.json)) == ([], {})
    assert texts().json["counts"]["changed"] == 0


@pytest.mark.usefixtures("in_use")
def test_a_contact_that_changes_needs_no_approval(
    plan: Run, sandbox: Sandbox, sites: dict[str, int]
) -> None:
    sandbox.controls.edit_site(sites["clean"], {"email": "uusi@mallila.example"})

    planned = plan()

    assert _skips(planned.json) == {}
    assert planned.json["counts"]["update_channel"] == 1


@pytest.mark.usefixtures("in_use")
def test_a_service_whose_words_change_stays_while_its_places_go_on(
    plan: Run, config: Path, sandbox: Sandbox, sites: dict[str, int]
) -> None:
    amend(config, **{'texts."subcategory:3100".summary.fi': "Ui hallissa."})
    sandbox.controls.edit_site(sites["swimming-hall"], {"email": "uusi@mallila.example"})

    planned = plan()

    assert _skips(planned.json) == {}
    told = [one for one in planned.json["warnings"] if one["reason"] == "text-not-approved"]
    assert [one["source"]["id"] for one in told] == ["subcategory:3100"]
    hall = f"site:{sites['swimming-hall']}"
    assert [one["id"] for one in planned.json["changes"]] == [f"update:channel:{hall}"]


# --- lists that come back ----------------------------------------------------------------------


def _marked(path: Path, keys: set[str], **edit: str) -> None:
    """Mark lines as Excel saves them: semicolons, Windows-1252, no mark at the beginning."""
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig")), delimiter=";"))
    for row in rows:
        if row["key"] in keys:
            row.update(approve="x", **edit)
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]), delimiter=";", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(out.getvalue().encode("cp1252"))


@pytest.mark.usefixtures("careful")
def test_a_list_from_excel_approves_what_is_marked_in_it(
    texts: Run, plan: Run, tmp_path: Path, sites: dict[str, int]
) -> None:
    path, hall = tmp_path / "texts.csv", f"site:{sites['swimming-hall']}"
    texts("--out", path)
    _marked(path, {hall, "subcategory:3100"})

    taken = texts("--in", path, "--who", "anna")

    assert (taken.code, taken.json["approved"], taken.json["refused"]) == (0, 5, [])
    assert plan().json["counts"]["create_channel"] == 1


@pytest.mark.usefixtures("careful")
def test_a_text_that_changed_after_the_list_was_written_is_not_approved(
    texts: Run, tmp_path: Path, sandbox: Sandbox, sites: dict[str, int]
) -> None:
    path = tmp_path / "texts.csv"
    texts("--out", path)
    sandbox.controls.edit_site(sites["clean"], {"properties": {"surface-material": ["sand"]}})

    taken = texts("--in", path, "--approve", "ALL")

    assert taken.code == 2
    assert taken.json["approved"] == 26
    assert len(taken.json["refused"]) == 2
    assert f"site:{sites['clean']}.summary.fi changed after the list" in taken.err


@pytest.mark.usefixtures("careful")
def test_a_text_that_was_edited_in_the_list_is_not_published_and_the_way_is_told(
    texts: Run, tmp_path: Path, sites: dict[str, int]
) -> None:
    path, hall = tmp_path / "texts.csv", f"site:{sites['swimming-hall']}"
    texts("--out", path)
    _marked(path, {hall}, text="Paras halli.")

    taken = texts("--in", path)

    assert (taken.code, taken.json["approved"]) == (2, 0)
    assert "own words belong into the file that texts_file names" in taken.err


@pytest.mark.usefixtures("careful")
def test_a_list_with_faults_approves_nothing_and_names_every_line(
    texts: Run, tmp_path: Path
) -> None:
    path = tmp_path / "texts.csv"
    path.write_text(
        "approve;key;field;language;text\nehkä;site:1;summary;fi;a\nx;site:2;summary;fi;b\n?;;;;\n",
        encoding="utf-8",
    )

    taken = texts("--in", path)

    assert taken.code == 4
    assert "line 2: approve: 'ehkä' is not understood; write x, or nothing" in taken.err
    assert "line 4: approve: '?' is not understood" in taken.err
    assert texts().json["counts"]["approved"] == 0


@pytest.mark.usefixtures("careful")
@pytest.mark.parametrize("key", ["site:1", "subcategory:3100.name.fi", "all of them"])
def test_a_key_that_has_no_text_approves_nothing(texts: Run, key: str) -> None:
    taken = texts("--approve", "subcategory:3100", "--approve", key)

    assert taken.code == 4
    assert f"--approve {key}: Liikuntapaikkojen kuntayhtymä has no such text" in taken.err
    assert texts().json["counts"]["approved"] == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--out", "texts.txt"), "name a file that ends in .html or .csv"),
        (("--out", "none/texts.csv"), "the folder none does not exist"),
        (("--in", "none.csv"), "none.csv cannot be read"),
    ],
)
def test_a_place_that_cannot_be_used_is_told_before_anything_is_read(
    texts: Run, sandbox: Sandbox, arguments: tuple[str, ...], told: str
) -> None:
    done = texts(*arguments)

    assert done.code == 4
    assert told in done.err
    assert sandbox.controls.journal() == ()


# --- a municipality's own texts ----------------------------------------------------------------


def _own(config: Path, rows: str, encoding: str = "cp1252") -> None:
    (config.parent / "own.csv").write_bytes((HEAD + rows).encode(encoding))
    amend(config, texts_file="own.csv")


def test_own_texts_of_a_file_win(
    config: Path, plan: Run, apply: Run, sandbox: Sandbox, sites: dict[str, int]
) -> None:
    _own(config, f"site:{sites['clean']};summary;fi;Täällä pelaat jalkapalloa.\r\n")

    codes = plan().code, apply().code

    assert codes == (0, 0)
    court = channel_of(sandbox, sites["clean"])
    assert texts_of(court, "Summary")["fi"] == "Täällä pelaat jalkapalloa."


def test_an_own_text_that_may_not_be_published_keeps_its_item_back(
    config: Path, plan: Run, apply: Run, texts: Run, sandbox: Sandbox, sites: dict[str, int]
) -> None:
    court, hall = f"site:{sites['clean']}", f"site:{sites['swimming-hall']}"
    _own(
        config,
        f"{court};summary;fi;Varaa kenttä numerosta 040 123 4567.\r\n"
        f"{hall};summary;fi;{'Halli, jossa uidaan ja uidaan ja uidaan. ' * 5}\r\n",
    )

    planned, read, applied = plan(), texts(), apply()

    blocked = {
        one["source"]["id"]: one["detail"]
        for one in planned.json["skipped"]
        if one["reason"] == "text-blocked"
    }
    assert blocked.keys() == {court, hall, "subcategory:3100"}
    assert "(S3)" in blocked[court]
    assert "(F5)" in blocked[hall]
    assert f"own.csv, line 2: {court}.summary.fi: phone number" in read.json["faults"][0]
    assert f"own.csv, line 3: {hall}.summary.fi: own text of 204" in read.json["faults"][1]
    assert {one["key"] for one in read.json["blocked"]} == blocked.keys()
    assert applied.code == 0
    assert not any(key.endswith(court.replace(":", "-")) for key in ours(sandbox))


def test_a_file_of_own_texts_with_faults_stops_the_run_and_names_each_line(
    config: Path, plan: Run, sandbox: Sandbox
) -> None:
    _own(config, "site:x;summary;fi;a\r\nsite:1;title;fi;b\r\nsite:1;summary;no;c\r\n")

    planned = plan()

    assert planned.code == 4
    for line in (2, 3, 4):
        assert f"organisation[0].texts_file: own.csv, line {line}: " in planned.err
    assert sandbox.controls.journal() == ()


def test_own_texts_that_nothing_uses_are_told(config: Path, texts: Run) -> None:
    _own(config, "site:999;summary;fi;Ei missään.\r\n")

    assert texts().json["unused"] == ["own.csv, line 2: site:999.summary.fi"]


def test_other_words_in_the_file_are_published_by_the_next_run(
    config: Path, plan: Run, apply: Run, sandbox: Sandbox, sites: dict[str, int]
) -> None:
    row = f"site:{sites['clean']};summary;fi;Täällä pelaat jalkapalloa.\r\n"
    _own(config, row)
    assert (plan().code, apply().code, plan().json["changes"]) == (0, 0, [])
    _own(config, row.replace("jalkapalloa", "pesäpalloa"))

    planned, applied = plan(), apply()

    assert planned.json["counts"]["update_channel"] == 1
    assert applied.code == 0
    court = channel_of(sandbox, sites["clean"])
    assert texts_of(court, "Summary")["fi"] == "Täällä pelaat pesäpalloa."


# --- what is shown -----------------------------------------------------------------------------


@pytest.mark.usefixtures("in_use")
def test_the_page_shows_what_waits_and_what_was_approved_before(
    texts: Run, tmp_path: Path, sandbox: Sandbox, sites: dict[str, int]
) -> None:
    sandbox.controls.edit_site(sites["clean"], {"properties": {"surface-material": ["sand"]}})
    path = tmp_path / "texts.html"

    done = texts("--out", path)

    page = path.read_text(encoding="utf-8")
    assert done.code == 0
    assert "<title>Liikuntapaikkojen kuntayhtymä: tekstit luettavaksi</title>" in page
    assert page.count('data-state="changed"') == 1
    assert "Näytä aiemmin hyväksytty teksti (anna, " in page
    assert f"--approve site:{sites['clean']}" in page
    assert "http" not in page.replace("<!doctype html>", "")


def test_without_json_the_waiting_texts_are_printed(hytedata: Run, careful: Path) -> None:
    done = hytedata("sync", "texts", "-c", careful)

    assert done.code == 0
    assert "summary.fi (waiting, " in done.out
    assert "Täällä voit" in done.out
    assert (
        "Liikuntapaikkojen kuntayhtymä: 28 texts of 12 items (28 waiting, 0 changed, 0 approved)"
        in done.out
    )


def test_an_incomplete_read_is_told(texts: Run, sandbox: Sandbox) -> None:
    sandbox.controls.add_fault(Fault("status", mount="/lipas", path="sports-sites", times=10_000))

    done = texts()

    assert done.code == 3
    assert done.json["complete"] is False
    assert "texts may be missing" in done.err


@pytest.mark.usefixtures("careful")
def test_who_approved_is_in_the_audit_log(texts: Run, tmp_path: Path, sandbox: Sandbox) -> None:
    texts("--approve", "subcategory:3100", "--who", "Anna Aalto")

    url = f"sqlite:///{tmp_path}/hytedata-sandbox.db"
    with Store.open(url, now=lambda: datetime.now(UTC), create=False) as store:
        (entry,) = store.audit_trail(sandbox.organisation)

    assert (entry.what, entry.who) == ("approve-texts", "Anna Aalto")
    assert entry.detail == {"texts": 3, "items": 1}
