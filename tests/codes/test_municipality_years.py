import pytest

from hytedata.codes import municipalities
from hytedata.codes.municipality_years import municipality_codes_of, years_with_municipalities


@pytest.mark.parametrize(("year", "count"), [(2019, 311), (2021, 309), (2024, 309), (2026, 308)])
def test_a_year_has_as_many_municipalities_as_statistics_finland_counts(
    year: int, count: int
) -> None:
    assert len(municipality_codes_of(year)) == count


def test_a_municipality_is_there_until_the_day_of_its_merger() -> None:
    assert "588" in municipality_codes_of(2024)
    assert "588" not in municipality_codes_of(2025)


def test_the_years_of_a_set_of_codes_are_found() -> None:
    today = frozenset(place.code for place in municipalities())

    assert years_with_municipalities(today) == (2025, 2026)
    assert years_with_municipalities(municipality_codes_of(2020)) == (2020,)
    assert years_with_municipalities(frozenset({"091"})) == ()
