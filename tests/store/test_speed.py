"""The whole country, as the scan asks for it; bounds are on this process's own time."""

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hytedata.models.publication import SourceItem
from hytedata.models.sync_state import Applied
from hytedata.store import Store

SITES = 45_000
DOCUMENT = {"name.fi": "Mallihalli", "description.fi": "x" * 600}


@pytest.fixture(scope="module")
def country() -> tuple[Applied, ...]:
    return tuple(
        Applied(
            SourceItem("lipas", f"site:{n}"), "channel", DOCUMENT, DOCUMENT, "0" * 32, f"{n:032x}"
        )
        for n in range(SITES)
    )


@pytest.fixture(scope="module")
def full(country: tuple[Applied, ...], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    file: Path = tmp_path_factory.mktemp("speed") / "country.db"
    with Store.open(f"sqlite:///{file}", now=lambda: datetime(2026, 3, 1, tzinfo=UTC)) as store:
        store.note_in_step("org", "mallila", country)
        yield store


def test_a_whole_country_in_step_is_read_at_once(full: Store) -> None:
    began = time.process_time()

    known = full.in_step("org", "mallila")

    assert len(known) == SITES
    assert time.process_time() - began < 0.6


def test_a_whole_country_that_moved_is_noted_at_once(
    full: Store, country: tuple[Applied, ...]
) -> None:
    moved = [replace(one, source_hash="1" * 32) for one in country]
    began = time.process_time()

    full.note_in_step("org", "mallila", moved)

    assert time.process_time() - began < 3
    assert full.in_step("org", "mallila")[country[0].source][0] == "1" * 32
