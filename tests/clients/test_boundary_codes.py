"""Codes are found by what a column holds, and judged against a division."""

import pytest

from hytedata import codes
from hytedata.clients.boundary_codes import CodeColumn, find_code_column, judge
from hytedata.codes.municipality_years import municipality_codes_of
from hytedata.errors import InputError
from tests.clients.boundary_files import COUNTIES, MUNICIPALITIES

NUMBERS = tuple(int(code) for code in MUNICIPALITIES)
REGIONS = tuple(place.region.code for place in codes.municipalities())
COUNTY_OF = tuple(place.county.code for place in codes.municipalities())


def found(**columns: tuple[object, ...]) -> CodeColumn:
    return find_code_column(columns, named=None, kind=None)


def column(*given: str, kind: str = "municipality") -> CodeColumn:
    return CodeColumn("kunta", "county" if kind == "county" else "municipality", given)


@pytest.mark.parametrize(
    "values",
    [
        MUNICIPALITIES,
        NUMBERS,
        tuple(map(float, NUMBERS)),
        tuple(map(str, NUMBERS)),
        tuple(f" {code} " for code in MUNICIPALITIES),
    ],
    ids=["text", "number", "float", "unpadded", "spaces"],
)
def test_codes_are_read_however_they_are_written(values: tuple[object, ...]) -> None:
    column = found(fid=tuple(range(308)), natcode=values)

    assert (column.name, column.kind, column.codes) == ("natcode", "municipality", MUNICIPALITIES)


def test_municipalities_are_found_beside_the_codes_of_regions_and_counties() -> None:
    column = found(
        county=COUNTY_OF, region=REGIONS, number=tuple(map(int, COUNTY_OF)), code=NUMBERS
    )

    assert (column.name, column.kind) == ("code", "municipality")


def test_counties_are_found_too() -> None:
    column = found(name=tuple("x" * 23), tunnus=tuple(int(code) for code in COUNTIES))

    assert (column.name, column.kind, column.codes) == ("tunnus", "county", COUNTIES)


def test_columns_that_say_the_same_are_no_ambiguity() -> None:
    assert found(id=MUNICIPALITIES, code=NUMBERS).codes == MUNICIPALITIES


def test_columns_that_differ_must_be_chosen_between() -> None:
    moved = (*MUNICIPALITIES[1:], MUNICIPALITIES[0])

    with pytest.raises(InputError, match=r"several .* \(kunta, kunta2\); name one"):
        found(kunta=MUNICIPALITIES, kunta2=moved)
    chosen = find_code_column({"a": MUNICIPALITIES, "b": moved}, named="b", kind=None)
    assert chosen.codes == moved


@pytest.mark.parametrize(
    ("columns", "named", "told"),
    [
        ({"kommun": ("0114", "0115")}, None, "three digits, as 091.*its columns: kommun"),
        ({}, None, "its columns: none"),
        ({"kunta": MUNICIPALITIES}, "Kunta", "no column 'Kunta'; its columns: kunta"),
        (
            {"nimi": ("Salo", "Kemi"), "kunta": ("734", "240")},
            "nimi",
            "nimi holds no codes .*'Salo'",
        ),
        ({"flag": (True, False)}, None, "none of its columns"),
        ({"x": (float("nan"), None)}, None, "none of its columns"),
    ],
)
def test_a_file_without_codes_is_refused(
    columns: dict[str, tuple[object, ...]], named: str | None, told: str
) -> None:
    with pytest.raises(InputError, match=told):
        find_code_column(columns, named=named, kind=None)


def test_counties_where_municipalities_are_needed_are_named_as_such() -> None:
    with pytest.raises(InputError, match=r"holds wellbeing services counties \(column hva\) where"):
        find_code_column({"hva": COUNTIES}, named=None, kind="municipality")


def test_a_whole_division_is_of_its_year() -> None:
    today = judge(column(*MUNICIPALITIES), year=None, stated=2026)
    older = judge(column(*municipality_codes_of(2019)), year=2019, stated=None)

    assert (today.year, today.remarks) == (2026, ())
    assert older.year == 2019


def test_a_year_that_nobody_states_is_told_with_those_that_it_may_be() -> None:
    verdict = judge(column(*MUNICIPALITIES), year=None, stated=None)

    assert verdict.year == codes.division_year()
    assert "those of 2025–2026" in verdict.remarks[0]


def test_another_year_is_recognised_with_the_way_on() -> None:
    with pytest.raises(InputError) as refused:
        judge(column(*municipality_codes_of(2019)), year=None, stated=None)

    told = str(refused.value)
    assert "the division of 2017–2019 (311 municipalities) and not that of 2026" in told
    assert "588 Pertunmaa" in told
    assert "or say year=2019 to use it as it is" in told


def test_missing_and_unknown_codes_are_named() -> None:
    with pytest.raises(InputError) as refused:
        judge(column("999", *MUNICIPALITIES[8:]), year=None, stated=None)

    told = str(refused.value)
    assert "the 308 municipalities of 2026" in told
    assert "missing 005 Alajärvi, 009 Alavieska" in told
    assert "and 3 more" in told
    assert "not of that year 999 (unknown)" in told


def test_codes_that_repeat_are_named() -> None:
    with pytest.raises(InputError, match="091 Helsinki stand in it more than once"):
        judge(column("091", *MUNICIPALITIES), year=None, stated=None)


def test_a_row_without_a_code_is_named_by_its_number() -> None:
    broken = CodeColumn("kunta", "municipality", ("005", None))

    with pytest.raises(InputError, match=r"row 2 has no code .* column kunta"):
        judge(broken, year=None, stated=None)


def test_a_year_other_than_wanted_is_refused() -> None:
    with pytest.raises(InputError, match="states the year 2025 where 2026 is wanted"):
        judge(column(*MUNICIPALITIES), year=2026, stated=2025)


def test_a_later_year_than_the_package_knows_is_taken_and_its_difference_told() -> None:
    later = codes.division_year() + 1

    asked = judge(column(*MUNICIPALITIES[1:]), year=later, stated=None)
    stated = judge(column(*MUNICIPALITIES[1:]), year=None, stated=later)

    assert asked == stated
    assert asked.year == later
    assert "missing 005 Alajärvi" in asked.remarks[0]


def test_counties_are_all_23_or_the_21_without_helsinki_and_aland() -> None:
    whole = judge(column(*COUNTIES, kind="county"), year=None, stated=2024)
    real = judge(column(*COUNTIES[:-2], kind="county"), year=None, stated=None)

    assert (whole.year, whole.remarks) == (2024, ())
    assert "Helsinki and Åland" in real.remarks[0]
    with pytest.raises(InputError, match="missing 01 Itä-Uudenmaan"):
        judge(column(*COUNTIES[1:], kind="county"), year=None, stated=None)


def test_regions_are_not_taken_for_counties() -> None:
    regions = (region.code for region in codes.regions())

    with pytest.raises(InputError, match="codes are those of the regions"):
        judge(column(*regions, kind="county"), year=None, stated=None)
