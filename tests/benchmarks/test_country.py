"""The country in files, in small: what stands in for the registers is what a plan asks of them."""

from pathlib import Path

import pytest

from benchmarks import country, country_made, organisations, organisations_made

SITES, PLACES = 200, 2


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(country_made, "SITES", SITES)
    monkeypatch.setattr(country_made, "PLACES", PLACES)
    monkeypatch.setattr(organisations_made, "ORGANISATIONS", PLACES)


@pytest.mark.slow
@pytest.mark.usefixtures("small")
def test_a_country_in_step_is_planned_from_hashes_alone(tmp_path: Path) -> None:
    country_made.make(tmp_path)

    told = country.plan(tmp_path)

    assert (told["sites"], told["changes"], told["looked_at"]) == (SITES, 0, 0)
    assert told["unchanged"] >= SITES


@pytest.mark.slow
@pytest.mark.usefixtures("small")
def test_with_hashes_and_without_the_same_changes_are_found(tmp_path: Path) -> None:
    organisations_made.make(tmp_path)

    light, whole = (
        organisations.plan(tmp_path, make) for make in (organisations._light, organisations._whole)
    )

    told = ("organisations", "sites", "counts", "complete", "changes")
    assert [light[name] for name in told] == [whole[name] for name in told]
    assert (light["organisations"], light["complete"]) == (PLACES, True)
