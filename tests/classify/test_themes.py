"""The twelve themes are found by slug and by name."""

import pytest

from hytedata.classify import THEMES, Theme, UnknownTheme, find_theme
from hytedata.classify.themes import THEME_SLUGS
from hytedata.codes.values import Labels


def test_there_is_one_theme_for_each_slug_in_the_same_order() -> None:
    assert tuple(theme.slug for theme in THEMES) == THEME_SLUGS


def test_every_theme_has_name_and_contents_in_three_languages() -> None:
    assert all(len(text.all()) == 3 for theme in THEMES for text in (theme.name, theme.about))


@pytest.mark.parametrize(
    ("asked", "slug"),
    [
        ("exercise", "exercise"),
        ("Liikunta", "exercise"),
        (" MOTION ", "exercise"),
        ("Exercise", "exercise"),
        ("arjen raha-asiat", "finances"),
        ("Mielen hyvinvointi", "mental-wellbeing"),
        ("mental wellbeing", "mental-wellbeing"),
        ("Stöd för arbetsförmågan", "work-ability"),
        ("tyokyvyn tuki", "work-ability"),
        ("Näring", "nutrition"),
    ],
)
def test_a_theme_is_found_by_slug_or_name_whatever_the_spelling(asked: str, slug: str) -> None:
    assert find_theme(asked).slug == slug


@pytest.mark.parametrize("asked", ["", "sport", "liikun", "none"])
def test_what_is_no_theme_is_an_error_that_lists_all(asked: str) -> None:
    with pytest.raises(UnknownTheme) as caught:
        find_theme(asked)

    assert all(slug in str(caught.value) for slug in THEME_SLUGS)


def test_a_county_may_call_a_theme_its_own_way() -> None:
    own = Theme("exercise", Labels("Liike ja leikki"), Labels("kaikki liikunta"))

    assert find_theme("liike ja leikki", themes=(own,)).slug == "exercise"
