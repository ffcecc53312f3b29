"""Words of titles: each row fires on its sentence, and not on the one that looks like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hytedata.classify import ThemeTable, WordRow
from hytedata.classify.themes import THEME_SLUGS
from hytedata.classify.words import TitleWords, word_rows_in
from hytedata.errors import InputError

WORDS = ThemeTable.packaged().words
HEAD = "theme,languages,words,except,weight"


def rows_found(title: str, language: str) -> list[WordRow]:
    return [row for row, _ in WORDS.found_in(title, language)]


def named(row: WordRow) -> str:
    return f"{row.theme}:{'+'.join(sorted(row.languages))}:{row.code}"


@pytest.mark.parametrize("row", WORDS.rows, ids=named)
def test_a_row_fires_on_its_sentence_and_not_on_its_lookalike(row: WordRow) -> None:
    assert row.fires, "no sentence that fires"
    assert row.silent, "no sentence that does not"
    assert row.reason

    for language in row.languages:
        assert row in rows_found(row.fires, language)
        assert row not in rows_found(row.silent, language)


def test_every_theme_has_words_in_every_language() -> None:
    told = {(row.theme, language) for row in WORDS.rows for language in row.languages}

    assert told >= {(theme, one) for theme in THEME_SLUGS for one in ("fi", "sv", "en")}


LOOKALIKES = {
    "fi": """
        Liikuntaesteisille sopivat reitit; Ohjaus ja käsikirjoitus: Aku Louhimies;
        Luontaishoitojen päivä; Neuvolan uudet tilat; Opastettu kierros linnassa;
        Ikäihmisten iltapäivä; Omaishoitajien virkistyspäivä; Maahanmuuttajien ilta;
        Työttömien kahvit; Nuorten ilta; Seurakunnan syysmyyjäiset; Seurakuntavaalit;
        Hyvinvointialueen aluevaltuusto; Virkkalan markkinat; Vanhan Raitin joulu;
        Juoksuhautojen kierros; Curlingvanhemmat; Keskitysleirin muisto; Palautetta kuntalaisille;
        Jalkapallokentän kunnostus; Liikuntalautakunta; Painike ja ravintola; Asuintilojen jako;
        Ensiapuaseman avajaiset; Elokuun markkinat; Ravintovalmisteiden alennusmyynti
    """,
    "sv": """
        Kör försiktigt; Kor på bete; Lagerrensning; Operationen lyckades; Orientering om budgeten;
        Arbetssökande träder in; Motionen behandlas; Naturlig hudvård; Näringslivets frukost
    """,
    "en": """
        Cary Grant; Environmental health; Natural skin care; Self-service checkout;
        Concerted action; Scampi; Public hearing
    """,
}


@pytest.mark.parametrize(
    ("title", "language"),
    [
        (" ".join(title.split()), language)
        for language, titles in LOOKALIKES.items()
        for title in titles.split(";")
    ],
)
def test_no_theme_is_read_into_lookalikes_and_groups_of_people(title: str, language: str) -> None:
    assert rows_found(title, language) == []


def test_a_word_counts_in_its_own_language_only() -> None:
    # "mat" is food in Swedish and a rug in English.
    assert rows_found("Bra mat för alla", "sv")
    assert rows_found("Bra mat för alla", "en") == []


def test_a_title_in_another_language_is_read_with_all_words() -> None:
    assert [row.theme for row in rows_found("Jooga", "se")] == ["exercise"]


def test_inflected_and_compound_words_are_found() -> None:
    forms = ["jumppa", "jumpan", "jumpassa", "tuolijumppaan", "Vauva-jumppa", "JUMPPAA!"]

    assert all(rows_found(form, "fi") for form in forms)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("sport,fi,a*,,weak", "line 2: theme 'sport' is not one of"),
        ("nature,no,a*,,weak", "line 2: languages 'no' is not one of fi, sv, en"),
        ("nature,,a*,,weak", "line 2: languages '' is not one of"),
        ("nature,fi,,,weak", "line 2: it has no words"),
        ("nature,fi,a*b,,weak", "line 2: 'a*b' is no pattern"),
        ("nature,fi,*,,weak", "'*' is no pattern"),
        ("nature,fi,a-b,,weak", "'a-b' is no pattern"),
        ("nature,fi,a,?,weak", "'?' is no pattern"),
        ("nature,fi,a*,,strongest", "weight 'strongest' is not one of"),
    ],
)
def test_a_wrong_row_names_its_line(line: str, problem: str) -> None:
    with pytest.raises(InputError) as caught:
        word_rows_in(f"{HEAD}\n{line}", "own.csv")

    assert problem in str(caught.value)


def test_a_table_without_its_columns_is_refused() -> None:
    with pytest.raises(InputError, match=r"own\.csv, line 1: it lacks the column\(s\) languages"):
        word_rows_in("theme,words,weight\n", "own.csv")


@given(st.text(max_size=60))
def test_reading_a_title_twice_says_the_same(title: str) -> None:
    fresh = TitleWords(WORDS.rows)

    first = list(fresh.found_in(title, "fi"))

    assert list(fresh.found_in(title, "fi")) == first == list(WORDS.found_in(title, "fi"))


def test_a_title_without_letters_says_nothing() -> None:
    assert list(WORDS.found_in("… 2027 !", "fi")) == []
