"""`Divisions` against the simulated map service, over sockets: this year's, and the next."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import anyio
import pytest

from hytedata import codes
from hytedata.clients.boundaries import Boundaries
from hytedata.clients.divisions import AsyncDivisions, Divisions
from hytedata.errors import InputError
from hytedata.sandbox import Sandbox

NOW = datetime(2026, 12, 15, tzinfo=UTC)
CONTACT = "it@kunta.example"


@pytest.fixture(scope="module")
def running() -> Iterator[Sandbox]:
    with Sandbox(now=lambda: NOW) as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(running: Sandbox) -> Sandbox:
    running.controls.reset()
    return running


def test_the_packaged_year_is_what_it_is(sandbox: Sandbox) -> None:
    with Divisions(sandbox.boundaries_url, contact=CONTACT) as divisions:
        division = divisions.read(2026)

    assert division == codes.packaged_division()
    assert sandbox.journal() == ()


def test_a_year_that_is_published_with_a_merger_is_read_and_kept(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    sandbox.controls.publish_boundaries(2027, merged="507", into="491")

    with Divisions(sandbox.boundaries_url, contact=CONTACT, cache=tmp_path) as divisions:
        fetched, kept = divisions.read(2027), divisions.read(2027)

    packaged = codes.packaged_division()
    assert (fetched.year, fetched.origin.kind, kept.origin.kind) == (2027, "fetched", "cached")
    assert fetched.municipalities == tuple(
        place for place in packaged.municipalities if place.code != "507"
    )
    assert (fetched.regions, fetched.counties) == (packaged.regions, packaged.counties)
    assert (fetched.moved, fetched.renamed) == (packaged.moved, packaged.renamed)
    assert codes.get_place("Pertunmaa", division=kept).code == "491"


def test_a_merger_across_a_county_moves_its_border_too(sandbox: Sandbox, tmp_path: Path) -> None:
    sandbox.controls.publish_boundaries(2027, merged="507", into="286")

    counties = Boundaries.fetch(
        2027,
        "4500k",
        contact=CONTACT,
        kind="county",
        url=sandbox.boundaries_url,
        cache_folder=tmp_path,
    )
    before = Boundaries.fetch(
        2026, "4500k", contact=CONTACT, url=sandbox.boundaries_url, cache_folder=tmp_path
    )

    place = before.geometry("507").representative_point()
    new = codes.municipality("286").county.code
    assert codes.municipality("507").county.code != new
    assert counties.geometry(new).contains(place)


def test_a_year_that_is_not_out_is_answered_with_the_one_before(sandbox: Sandbox) -> None:
    async def read() -> codes.Division:
        async with AsyncDivisions(sandbox.boundaries_url, contact=CONTACT) as divisions:
            return await divisions.read(2027)

    division = anyio.run(read)

    assert division.year == 2026
    assert "2027 cannot be read" in division.origin.reason


@pytest.mark.parametrize(
    ("year", "merged", "into", "told"),
    [
        (2026, "507", "491", "one after it"),
        (2027, "588", "491", "'588' is no municipality of 2026"),
        (2027, "507", "507", "part of itself"),
    ],
)
def test_a_division_that_cannot_be_is_refused(
    sandbox: Sandbox, year: int, merged: str, into: str, told: str
) -> None:
    with pytest.raises(InputError, match=told):
        sandbox.controls.publish_boundaries(year, merged=merged, into=into)
