"""Finding the place that people mean."""

import pickle
import unicodedata
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hytedata import codes
from hytedata.codes import AmbiguousPlace, UnknownPlace, find_places, get_place
from hytedata.codes.municipality_forms import municipality_forms
from hytedata.errors import InputError

AREAS = st.sampled_from(
    [("region", one.code) for one in codes.regions()]
    + [("county", one.code) for one in codes.counties() if one.kind == "county"]
)
CASES = (str.lower, str.upper, str.title, "\t {}  ".format)
SUFFIXES = ("", " kunta", " kaupunki", " kommun", " stad")


def test_all_municipalities_are_found_by_either_name_in_any_letters_with_any_suffix() -> None:
    asked = {
        case(name + suffix): place.code
        for place in codes.municipalities()
        for name in place.name.all()
        for case in CASES
        for suffix in SUFFIXES
    }

    found = {text: find_places(text, kinds=["municipality"]).one for text in asked}

    assert len(asked) > 308 * len(CASES) * len(SUFFIXES)
    assert {text: one and (one.code, one.former) for text, one in found.items()} == {
        text: (code, None) for text, code in asked.items()
    }


def test_every_name_of_a_municipality_is_exactly_one_place() -> None:
    answers = {
        name: find_places(name) for place in codes.municipalities() for name in place.name.all()
    }

    assert {name for name, answer in answers.items() if answer.verdict != "one"} == set()


def test_every_listed_form_is_found() -> None:
    for place in codes.municipalities():
        forms = municipality_forms(place.code)
        said = (forms.genitive, forms.local, forms.local_sv, forms.local_en)
        answers = [find_places(text) for text in said]
        assert [answer.one and answer.one.code for answer in answers] == [place.code] * 4, said


@pytest.mark.parametrize("word", ["kunta", "kaupunki", "kunnan", "kaupungissa"])
def test_a_designation_follows_the_genitive(word: str) -> None:
    asked = {
        place.code: municipality_forms(place.code).genitive for place in codes.municipalities()
    }

    found = {code: find_places(f"{genitive} {word}").one for code, genitive in asked.items()}

    assert {code: one and (one.kind, one.code) for code, one in found.items()} == {
        code: ("municipality", code) for code in asked
    }


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Kajaanista", "205"),
        ("Helsinkiin", "091"),
        ("Utajärvelle", "889"),
        ("Iihin", "139"),
        ("Espooseen", "049"),
        ("Lahteen", "398"),
        ("Kosken Tl", "284"),
        ("Esbos", "049"),
        ("Nokian kaupungilta", "536"),
        ("kommunen Kyrkslätt", "257"),
        ("Pedersöre", "599"),
        ("Pedersören kunnalla", "599"),
        ("Gustav Adolfs  ", "081"),
        ("S:t Mårtens", "480"),
        ("Sankt Mårtens - ", None),
        ("Maarianhamina - Mariehamn", "478"),
        ("Espoo/Esbo", "049"),
        ("Espoo/Vanda", None),
        ("mänttä–vilppula", "508"),
        ("kunta 049", "049"),
    ],
)
def test_a_place_is_found_as_people_write_it(text: str, code: str | None) -> None:
    found = find_places(text)

    assert (found.one.code if found.one else None) == code


def test_letters_put_together_from_two_signs_are_the_same_letters() -> None:
    found = get_place(unicodedata.normalize("NFD", "Jyväskylä"))

    assert found.code == "179"


def test_a_name_is_never_found_by_its_beginning() -> None:
    found = find_places("Kem")

    assert found.verdict == "none"


@given(AREAS, st.sampled_from(["fi", "sv"]))
def test_a_region_or_county_is_found_by_its_official_name(
    area: tuple[str, str], language: str
) -> None:
    kind, code = area
    named = codes.region(code) if kind == "region" else codes.county(code)

    answer = find_places(named.name.best(language))

    assert (kind, code) in [(match.kind, match.code) for match in answer.matches]


@pytest.mark.parametrize(
    ("text", "kind", "code"),
    [
        ("Kainuun hyvinvointialue", "county", "20"),
        ("Lapin hyvinvointialueella", "county", "21"),
        ("Kajanalands välfärdsområde", "county", "20"),
        ("Vantaan ja Keravan hyvinvointialue", "county", "04"),
        ("Itä-Uudellamaalla", "county", "01"),
        ("Kainuun maakunta", "region", "18"),
        ("landskapet Nyland", "region", "01"),
        ("Uudellamaalla", "region", "01"),
    ],
)
def test_a_designation_tells_a_county_from_a_region(text: str, kind: str, code: str) -> None:
    found = get_place(text)

    assert (found.kind, found.code) == (kind, code)


def test_the_17_counties_that_are_regions_are_ambiguous_by_their_short_name() -> None:
    shared = {
        answer.text
        for answer in (find_places(one.name.fi) for one in codes.regions())
        if answer.verdict == "several"
    }

    assert shared == {one.name.fi for one in codes.regions()} - {"Uusimaa", "Ahvenanmaa"}


def test_lappi_is_a_region_a_county_and_a_municipality_that_was() -> None:
    answer = find_places("Lappi")

    assert answer.one is None
    assert answer.told() == (
        "'Lappi' is the region Lappi (19); or the county Lapin hyvinvointialue (21); or "
        "Lappi (406) until 2008-12-31, now part of the municipality Rauma (684): which one?"
    )


def test_asking_strictly_for_an_ambiguous_name_names_the_candidates() -> None:
    with pytest.raises(AmbiguousPlace, match=r"region Kainuu \(18\); or the county") as caught:
        get_place("Kainuu")

    assert [match.code for match in caught.value.answer.matches] == ["18", "20"]


def test_saying_the_kind_settles_it() -> None:
    found = get_place("Kainuu", kinds=["county"])

    assert found.code == "20"
    assert len(found.municipalities) == 8


@pytest.mark.parametrize("text", ["91", "091", 91])
def test_fewer_than_three_digits_may_be_the_code_of_an_area(text: str | int) -> None:
    answer = find_places(text)

    expected = {("municipality", "091")}
    if text != "091":
        expected.add(("county", "91"))
    assert {(match.kind, match.code) for match in answer.matches} == expected


@pytest.mark.parametrize(
    ("text", "code"), [("Helsinki", "90"), ("Helsingin kaupunki", "90"), ("Åland", "91")]
)
def test_what_stands_for_a_county_is_found_where_counties_are_asked_for(
    text: str, code: str
) -> None:
    anywhere, county = find_places(text), find_places(text, kinds=["county"])

    assert anywhere.one is not None
    assert anywhere.one.kind != "county"
    assert county.one is not None
    assert county.one.code == code


def test_hus_is_the_four_counties_of_uusimaa_and_helsinki() -> None:
    found = get_place("HUS")

    assert found.kind == "joint-authority"
    assert found.municipalities == codes.expand_places("Uusimaa")
    assert {codes.municipality(code).county.code for code in found.municipalities} == set(
        codes.HUS_COUNTIES
    )


@pytest.mark.parametrize(
    ("text", "near"),
    [("Jarvenpaa", "Järvenpää"), ("Mantyharju", "Mäntyharju"), ("Helsinkki", "Helsinki")],
)
def test_a_name_that_is_not_known_brings_what_is_near(text: str, near: str) -> None:
    with pytest.raises(UnknownPlace, match="did you mean") as caught:
        get_place(text)

    assert caught.value.answer.suggestions[0].name.fi == near


@pytest.mark.parametrize("text", ["", " ", "999", "-91", True, "?", "x" * 100_000, "kunta", "i"])
def test_what_is_no_place_is_none(text: str) -> None:
    answer = find_places(text)

    assert answer.verdict == "none"
    assert len(answer.told()) < 200


@given(st.text(max_size=30))
def test_any_text_has_an_answer(text: str) -> None:
    answer = find_places(text)

    assert answer.verdict in {"one", "several", "none"}
    assert not (answer.matches and answer.suggestions)


def test_places_become_the_codes_of_their_municipalities() -> None:
    found = codes.expand_places(["Kainuu", "Oulussa", "Kajaani"])

    assert found == tuple(sorted({*get_place("Kainuun maakunta").municipalities, "564"}))


@pytest.mark.parametrize("text", ["Lappi", "91"])
def test_places_of_different_municipalities_are_not_guessed_among(text: str) -> None:
    with pytest.raises(AmbiguousPlace):
        codes.expand_places(text)


def test_a_division_that_was_asked_can_be_handed_to_another_process() -> None:
    division = codes.packaged_division()
    find_places("Kainuu", division=division)

    received = pickle.loads(pickle.dumps(division))

    assert received == division
    assert find_places("Kainuu", division=received) == find_places("Kainuu")


@pytest.mark.parametrize("kinds", [["kunta"], "county"])
def test_a_kind_that_there_is_not_is_refused(kinds: list[codes.PlaceKind]) -> None:
    with pytest.raises(InputError, match="give a list of municipality, region, county"):
        find_places("Kainuu", kinds=kinds)


def test_a_moment_counts_as_its_day() -> None:
    answer = find_places("Pertunmaa", on=datetime(2020, 1, 1, 12))  # noqa: DTZ001 - the day counts

    assert answer.on == date(2020, 1, 1)
