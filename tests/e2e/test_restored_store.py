"""A store that was put back from a backup, and a store that was moved: nothing is doubled."""

import os
from datetime import timedelta
from pathlib import Path

import pytest

from hytedata.sandbox import Sandbox
from hytedata_daemon.backup import make_backup, restore
from hytedata_daemon.settings import load_settings
from tests.e2e.conftest import Run
from tests.e2e.support import connections, entities

pytestmark = pytest.mark.slow


def test_after_an_older_backup_was_put_back_nothing_is_created_twice_and_relink_mends_it(
    hytedata: Run, config: Path, plan: Run, apply: Run, sandbox: Sandbox, tmp_path: Path
) -> None:
    settings = load_settings(config, environ={})
    plan()
    old = make_backup(settings, tmp_path / "backups", os.environ)
    apply()
    before = entities(sandbox), connections(sandbox)
    sandbox.controls.clear_journal()

    # Later than the first: a backup is named by its time.
    later = old.manifest.made_at + timedelta(minutes=1)
    restore(settings, old.folder, os.environ, replace=True, now=lambda: later)
    stopped = plan()
    relinked = hytedata("sync", "relink", "-c", config, "-o", sandbox.organisation, "--confirm")
    again = plan()

    assert stopped.code == 5
    assert "relink" in stopped.err
    assert relinked.code == 0
    assert again.code == 0
    assert again.json["changes"] == []
    assert sandbox.writes() == ()
    assert (entities(sandbox), connections(sandbox)) == before


def test_a_store_that_was_moved_to_postgresql_goes_on_where_it_was_and_the_old_one_refuses(
    published: None,
    hytedata: Run,
    config: Path,
    plan: Run,
    sandbox: Sandbox,
    postgresql_url: str,
    tmp_path: Path,
) -> None:
    place, of = ("--municipality", "889"), ("-c", config)
    read = [hytedata("read", what, *place, *of).code for what in ("lipas", "ptv")]
    found = hytedata("gaps", "run", *place, *of, "--out", tmp_path / "before", "--json")

    moved = hytedata("store", "copy", postgresql_url, "-c", config)
    refused = plan()
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("sqlite:///hytedata-sandbox.db", postgresql_url), "utf-8")
    planned = plan()
    again = hytedata("gaps", "run", *place, *of, "--out", tmp_path / "after", "--json")

    assert read == [0, 0]
    assert (moved.code, refused.code, planned.code) == (0, 2, 0)
    assert "was moved to another place" in refused.err
    assert planned.json["changes"] == []
    assert sandbox.writes() == ()
    assert sum(one["found"] for one in found.json["counts"]) > 10
    assert again.json["to_mend"] == found.json["to_mend"]
    assert again.json["new"] == again.json["fixed"] == 0
