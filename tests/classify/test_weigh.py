"""How signs become themes."""

from typing import Literal

from hypothesis import given
from hypothesis import strategies as st

from hytedata.classify import Sign, weigh
from hytedata.classify.themes import THEME_SLUGS
from hytedata.models.classification import ClassEvidence, ThemeSlug

Weight = Literal["strong", "weak", "brake"]


def sign(
    theme: ThemeSlug | None,
    weight: Weight = "weak",
    *,
    source: str = "event-keyword",
    code: str = "",
    people: bool = False,
) -> Sign:
    made = ClassEvidence(source=source, code=code or f"{source} {theme}", weight=weight)
    return Sign(theme, made, people)


def told(*signs: Sign) -> dict[str, str]:
    return {one.theme: one.strength for one in weigh(signs)}


def test_one_strong_sign_is_enough() -> None:
    assert told(sign("culture", "strong")) == {"culture": "certain"}


def test_a_single_weak_sign_is_possible() -> None:
    assert told(sign("culture")) == {"culture": "possible"}


def test_two_weak_signs_from_different_sources_are_certain() -> None:
    assert told(sign("culture"), sign("culture", source="title")) == {"culture": "certain"}


def test_two_weak_signs_from_one_source_are_possible() -> None:
    both = sign("culture", code="a"), sign("culture", code="b")

    assert told(*both) == {"culture": "possible"}


def test_the_same_code_from_two_sources_is_one_sign() -> None:
    both = sign("culture", code="a"), sign("culture", source="title", code="a")

    assert told(*both) == {"culture": "possible"}


def test_weak_signs_of_different_themes_do_not_help_each_other() -> None:
    assert told(sign("culture"), sign("nature", source="title")) == {
        "nature": "possible",
        "culture": "possible",
    }


def test_a_weak_sign_beside_a_strong_one_of_another_theme_is_a_second_theme() -> None:
    assert told(sign("culture", "strong"), sign("nature")) == {
        "nature": "certain",
        "culture": "certain",
    }


def test_whom_it_is_for_assigns_nothing_even_beside_a_strong_sign() -> None:
    people = sign("participation", source="audience", people=True)

    assert told(people) == {}
    assert told(people, sign("culture", "strong")) == {"culture": "certain"}


def test_whom_it_is_for_counts_as_the_second_weak_sign() -> None:
    people = sign("participation", source="audience", people=True)

    assert told(people, sign("participation")) == {"participation": "certain"}


def test_two_signs_of_whom_it_is_for_assign_nothing() -> None:
    audience = sign("participation", source="audience", people=True)
    group = sign("participation", source="ptv-target-group", people=True)

    assert told(audience, group) == {}


def test_a_brake_lets_nothing_be_certain_and_assigns_nothing() -> None:
    brake = sign(None, "brake", source="ontology-term")

    assert told(brake) == {}
    assert told(brake, sign("culture", "strong"), sign("culture", source="title")) == {
        "culture": "possible"
    }


def test_the_evidence_of_a_theme_is_its_signs_and_the_brakes() -> None:
    brake, strong = sign(None, "brake"), sign("culture", "strong")
    people = sign("culture", source="audience", people=True)

    (verdict,) = weigh([brake, people, strong, strong])

    assert verdict.evidence == (strong.evidence, people.evidence, brake.evidence)


SIGNS = st.builds(
    sign,
    st.sampled_from(THEME_SLUGS),
    st.sampled_from(["strong", "weak"]),
    source=st.sampled_from(["title", "event-keyword", "audience"]),
    code=st.sampled_from(["a", "b", "c"]),
    people=st.booleans(),
)


@given(st.lists(SIGNS, max_size=8), SIGNS)
def test_more_signs_never_take_a_theme_away(some: list[Sign], one_more: Sign) -> None:
    before, after = told(*some), told(*some, one_more)

    assert before.keys() <= after.keys()
    assert all(after[theme] == "certain" for theme, how in before.items() if how == "certain")


@given(st.lists(SIGNS, max_size=8))
def test_the_order_of_signs_changes_no_verdict(some: list[Sign]) -> None:
    assert told(*some) == told(*reversed(some))
