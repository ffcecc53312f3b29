"""Reading the division of a later year, keeping it, and doing without."""

import json
import logging
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import anyio
import pytest
import respx

from hytedata import codes
from hytedata.clients.divisions import AsyncDivisions, Divisions
from hytedata.errors import InputError
from tests.connectors.statfin.country import URL, WFS, Country, serve

PACKAGED = codes.packaged_division()
COUNTRY = Country.of(PACKAGED)
MERGED = COUNTRY.merged("507", into="491")
YEARS = {2026: COUNTRY, 2027: MERGED}


@pytest.fixture
def wfs() -> Iterator[respx.MockRouter]:
    with respx.mock(assert_all_called=False) as router:
        serve(router, YEARS)
        yield router


def connect(cache: Path | None = None, day: date = date(2027, 1, 8)) -> Divisions:
    return Divisions(URL, cache=cache, sleep=lambda _: None, today=lambda: day)


def test_the_packaged_year_needs_no_network(wfs: respx.MockRouter) -> None:
    with connect() as divisions:
        division = divisions.read(2026)

    assert division == PACKAGED
    assert division.origin.kind == "packaged"
    assert not wfs.calls


def test_a_later_year_is_read_from_statistics_finland(wfs: respx.MockRouter) -> None:
    with connect() as divisions:
        division = divisions.read(2027)

    assert (division.year, division.origin.kind) == (2027, "fetched")
    assert division.origin.reason == "read from Statistics Finland on 2027-01-08"
    assert codes.find_municipality("588", division=division) == division.find("588")
    assert codes.get_place("507", division=division).code == "491"


def test_what_was_read_is_kept_and_not_asked_for_again(
    wfs: respx.MockRouter, tmp_path: Path
) -> None:
    with connect(tmp_path / "new") as divisions:
        fetched = divisions.read(2027)
    calls = wfs.calls.call_count
    with connect(tmp_path / "new", day=date(2027, 6, 1)) as divisions:
        kept = divisions.read(2027)

    assert wfs.calls.call_count == calls
    assert kept.municipalities == fetched.municipalities
    assert (kept.abolished, kept.renamed, kept.moved) == (
        fetched.abolished,
        fetched.renamed,
        fetched.moved,
    )
    assert (kept.origin.kind, kept.origin.read_on) == ("cached", date(2027, 1, 8))


def test_a_kept_division_says_whose_it_is(wfs: respx.MockRouter, tmp_path: Path) -> None:
    with connect(tmp_path) as divisions:
        divisions.read(2027)

    (file,) = tmp_path.iterdir()
    told = json.loads(file.read_bytes())
    assert told["attribution"].startswith("Source: Statistics Finland")
    assert (told["read_on"], told["division"]["year"]) == ("2027-01-08", 2027)


@pytest.mark.parametrize("damage", [b"{}", None])
def test_a_damaged_file_is_read_anew(
    wfs: respx.MockRouter,
    tmp_path: Path,
    damage: bytes | None,
    caplog: pytest.LogCaptureFixture,
) -> None:
    with connect(tmp_path) as divisions:
        divisions.read(2027)
    (file,) = tmp_path.iterdir()
    content = file.read_bytes().replace(b'"Mikkeli"', b'"Nikkeli"') if damage is None else damage
    file.write_bytes(content)

    with caplog.at_level(logging.WARNING), connect(tmp_path) as divisions:
        division = divisions.read(2027)

    assert division.origin.kind == "fetched"
    assert division.municipality("491").name.fi == "Mikkeli"
    assert "division_damaged" in caplog.text


def test_a_year_that_is_not_out_is_that_before_it_and_says_so(
    wfs: respx.MockRouter, tmp_path: Path
) -> None:
    with connect(tmp_path) as divisions:
        division = divisions.read(2029)

    assert (division.year, division.origin.asked) == (2027, 2029)
    assert division.origin.reason.startswith(
        "this is the division of 2027, since that of 2028 cannot be read: statistics-finland has "
        "no layer kunta4500k_2028 yet: Feature type"
    )


def test_without_network_the_packaged_table_is_used_and_said_so(wfs: respx.MockRouter) -> None:
    wfs.get(WFS).respond(503)

    with connect() as divisions:
        division = divisions.read(2027)

    assert (division.year, division.origin.kind, division.origin.asked) == (2026, "packaged", 2027)
    assert "answered 503" in division.origin.reason


def test_a_kept_division_stays_where_reading_it_again_fails(
    wfs: respx.MockRouter, tmp_path: Path
) -> None:
    with connect(tmp_path) as divisions:
        divisions.read(2027)
        wfs.get(WFS).respond(503)
        division = divisions.read(2027, refresh=True)

    assert (division.year, division.origin.kind) == (2027, "cached")
    assert "2027 cannot be read" in division.origin.reason


def test_an_answer_in_another_shape_changes_nothing(wfs: respx.MockRouter) -> None:
    wfs.get(WFS).respond(200, json={"type": "FeatureCollection", "features": []})

    with connect() as divisions:
        division = divisions.read(2027)

    assert division.municipalities == PACKAGED.municipalities
    assert "0 of the 308 municipalities of 2026 are in it" in division.origin.reason


def test_a_folder_that_cannot_be_written_is_told_and_no_failure(
    wfs: respx.MockRouter, tmp_path: Path
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way", encoding="utf-8")

    with connect(blocked) as divisions:
        division = divisions.read(2027)

    assert division.year == 2027
    assert "it could not be kept" in division.origin.reason


@pytest.mark.parametrize("year", [2025, 2100, 0])
def test_a_year_that_cannot_be_is_refused(wfs: respx.MockRouter, year: int) -> None:
    with (
        connect() as divisions,
        pytest.raises(InputError, match=rf"year={year}: give a year from 2026 to 2099"),
    ):
        divisions.read(year)


def test_the_asynchronous_client_reads_the_same(wfs: respx.MockRouter) -> None:
    async def read() -> codes.Division:
        async with AsyncDivisions(URL, today=lambda: date(2027, 1, 8)) as divisions:
            return await divisions.read(2027)

    with connect() as divisions:
        expected = divisions.read(2027)

    assert anyio.run(read) == expected
