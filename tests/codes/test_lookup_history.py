"""What codes and names meant on an earlier day, and what became of them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hytedata import codes
from hytedata.codes import FormerPlace, find_places, get_place
from hytedata.errors import InputError

ABOLISHED = codes.abolished_municipalities()
DAY = timedelta(days=1)


@pytest.mark.parametrize("then", [True, False])
def test_every_former_code_leads_to_its_successor_then_and_now(then: bool) -> None:
    asked = {old.code: (old.abolished_on - DAY if then else None) for old in ABOLISHED}

    found = {code: get_place(code, on=on) for code, on in asked.items()}

    assert {code: (one.code, one.former) for code, one in found.items()} == {
        old.code: (
            old.successor,
            FormerPlace(old.code, old.name, old.abolished_on - DAY, "merged", old.confirmed),
        )
        for old in ABOLISHED
    }


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_on_its_last_day_a_name_means_the_municipality_of_then(language: str) -> None:
    found = {
        old.code: get_place(
            old.name.best(language), on=old.abolished_on - DAY, kinds=["municipality"]
        )
        for old in ABOLISHED
    }

    assert {one.former and one.former.code: one.code for one in found.values()} == {
        old.code: old.successor for old in ABOLISHED
    }


def test_a_former_place_says_until_when_and_where_it_is_now() -> None:
    found = get_place("Pertunmaa")

    assert found.told() == (
        "Pertunmaa (588) until 2024-12-31, now part of the municipality Mäntyharju (507)"
    )


def test_a_successor_that_only_general_knowledge_names_is_to_be_checked() -> None:
    found = get_place("Vammala")

    assert found.told().endswith("Sastamala (790), to be checked")


@pytest.mark.parametrize("text", ["Jyväskylän mlk", "Jyväskylän maalaiskunta", "S:t Bertils"])
def test_an_old_name_is_found_as_it_was_written_out(text: str) -> None:
    found = find_places(text)

    assert found.one is not None
    assert found.one.former is not None


def test_parainen_is_the_municipality_of_the_day() -> None:
    days = (date(2008, 12, 31), date(2010, 6, 1), date(2012, 1, 1), None)

    found = [get_place("Parainen", on=day) for day in days]

    assert [one.code for one in found] == ["445"] * 4
    assert [one.former and (one.former.code, one.former.name.fi) for one in found] == [
        ("573", "Parainen"),
        ("445", "Länsi-Turunmaa"),
        None,
        None,
    ]


def test_a_name_that_was_given_up_is_still_found() -> None:
    found = get_place("Länsi-Turunmaa")

    assert found.former is not None
    assert (found.code, found.former.change, found.former.last_day) == (
        "445",
        "renamed",
        date(2011, 12, 31),
    )


@pytest.mark.parametrize(
    ("code", "day", "region"),
    [
        ("785", date(2015, 12, 31), "18"),
        ("785", date(2016, 1, 1), "17"),
        ("152", date(2020, 12, 31), "15"),
        ("152", None, "14"),
    ],
)
def test_a_region_on_a_day_has_the_municipalities_of_that_day(
    code: str, day: date | None, region: str
) -> None:
    assert codes.area_on("region", code, on=day) == region
    assert code in get_place(codes.region(region).name.fi, kinds=["region"], on=day).municipalities


@given(st.dates(date(2009, 1, 1), date(2026, 12, 31)))
def test_on_any_day_the_regions_share_out_all_municipalities(day: date) -> None:
    found = [
        code
        for one in codes.regions()
        for code in get_place(one.code, kinds=["region"], on=day).municipalities
    ]

    assert sorted(found) == [place.code for place in codes.municipalities()]


def test_there_were_no_counties_before_july_2021() -> None:
    before, since = (find_places("Kainuu", on=date(2021, *day)) for day in ((6, 30), (7, 1)))

    assert [match.kind for match in before.matches] == ["region"]
    assert before.remarks == ("there were no wellbeing services counties before 2021-07-01",)
    assert [match.kind for match in since.matches] == ["region", "county"]


def test_a_county_of_a_day_without_counties_is_none_and_the_answer_says_why() -> None:
    answer = find_places("Kainuu", kinds=["county"], on=date(2020, 1, 1))

    assert answer.told() == (
        "no place is called 'Kainuu'; there were no wellbeing services counties before 2021-07-01"
    )


def test_what_lies_beyond_the_table_is_said() -> None:
    early = find_places("Espoo", on=date(2005, 1, 1), kinds=["municipality"])
    late = find_places("Espoo", on=date(2031, 1, 1), kinds=["municipality"])

    assert early.remarks == ("what changed before 2009-01-01 is not known",)
    assert late.remarks == ("the division is of 2026: what changed later is not known",)


def test_what_is_no_date_is_refused() -> None:
    with pytest.raises(InputError, match=r"on='2020': give a date, as date\(2020, 1, 1\)"):
        find_places("Espoo", on="2020")  # type: ignore[arg-type]
