"""Themes of PTV's services: classes and terms decide, brakes hold back, groups never assign."""

import pytest

from hytedata.classify import ThemeRow, ThemeTable, themes_of_service
from hytedata.models.ptv import GeneralDescription, Service
from tests.classify.made_records import general, service

GRANTS = "http://www.yso.fi/onto/koko/p34757"
MEALS = "http://www.yso.fi/onto/koko/p48304"
LIBRARIES = "http://www.yso.fi/onto/koko/p30906"


def told(made: Service, shared: GeneralDescription | None = None) -> dict[str, str]:
    return {one.theme: one.strength for one in themes_of_service(made, shared)}


def test_a_strong_class_is_enough() -> None:
    assert told(service(service_classes=("P27.1",))) == {"exercise": "certain"}


def test_one_class_may_be_two_themes() -> None:
    assert told(service(service_classes=("P25.1",))) == {
        "culture": "certain",
        "participation": "certain",
    }


def test_a_main_class_alone_says_so_of_leisure_and_not_of_care() -> None:
    assert told(service(service_classes=("P25",))) == {"culture": "certain"}
    assert told(service("Opioidikorvaushoito", service_classes=("P4",))) == {"guidance": "possible"}


def test_a_class_may_be_named_by_its_address_too() -> None:
    address = "http://uri.suomi.fi/codelist/ptv/ptvserclass2/code/P27.1"

    assert told(service(service_classes=(address,))) == {"exercise": "certain"}


@pytest.mark.parametrize(
    "made",
    [
        service("Tuki", service_classes=("P27.1",), ontology_terms=(GRANTS,)),
        service("Seurojen avustukset", service_classes=("P27.1",)),
        service("Kulttuuritilojen vuokraus", service_classes=("P27.1",)),
        service("Lupa", service_classes=("P27.1",), type="PermitOrOtherObligation"),
        service("Tuki", service_classes=("P27.1",), target_groups=("KR2", "KR2.7")),
    ],
    ids=["term", "name", "rental", "permit", "for associations only"],
)
def test_a_grant_a_rental_or_a_permit_is_at_most_possible(made: Service) -> None:
    assert told(made) == {"exercise": "possible"}


def test_the_brake_is_kept_as_evidence() -> None:
    (found,) = themes_of_service(service(service_classes=("P27.1",), ontology_terms=(GRANTS,)))

    assert [(one.code, one.weight) for one in found.evidence] == [
        ("P27.1", "strong"),
        (GRANTS, "brake"),
    ]


def test_what_is_for_citizens_as_well_as_for_associations_is_not_held_back() -> None:
    made = service(service_classes=("P27.1",), target_groups=("KR1", "KR2", "KR2.7"))

    assert told(made) == {"exercise": "certain"}


def test_nutrition_as_a_class_is_mostly_catering() -> None:
    meals = service("Ateriapalvelu", service_classes=("P5.20",), ontology_terms=(MEALS,))
    houses = service("Ruokailu palvelutaloissa", service_classes=("P4.2", "P5.20"))
    course = service("Ravinto", service_classes=("P5.20",), keywords=("ravitsemusneuvonta",))

    assert told(meals)["nutrition"] == "possible"
    assert told(houses)["nutrition"] == "possible"
    assert told(course)["nutrition"] == "certain"


def test_a_target_group_assigns_nothing() -> None:
    assert told(service(target_groups=("KR1", "KR1.1", "KR1.3"))) == {}


def test_a_target_group_counts_as_the_second_weak_sign_only() -> None:
    alone = service(service_classes=("P4.2",))
    with_group = service(service_classes=("P4.2",), target_groups=("KR1", "KR1.1"))

    assert told(alone) == {"participation": "possible"}
    assert told(with_group) == {"participation": "certain"}


def test_a_general_description_counts_where_the_service_does_not_repeat_it() -> None:
    shared = general(service_classes=("P25.1",), ontology_terms=(LIBRARIES,))

    bare, merged = service(), service(service_classes=("P25.1",), ontology_terms=(LIBRARIES,))

    assert told(bare, shared) == told(merged, shared) == told(merged)
    (culture, _) = themes_of_service(bare, shared)
    assert culture.evidence[0].label == "Kirjastot (general description)"


def test_what_a_service_and_its_general_description_both_say_is_one_sign() -> None:
    shared = general(service_classes=("P4.2",))

    assert told(service(service_classes=("P4.2",)), shared) == {"participation": "possible"}


def test_numbers_of_koko_and_yso_are_not_mixed_in_terms() -> None:
    # koko/p2867 is liikuntapalvelut; yso/p2867 is something else.
    assert told(service(ontology_terms=("http://www.yso.fi/onto/yso/p2867",))) == {}
    assert told(service(ontology_terms=("http://www.yso.fi/onto/koko/p2867",))) == {
        "exercise": "certain"
    }


def test_a_countys_own_table_decides_instead() -> None:
    row = ThemeRow("none", "ptv-service-class", "P27.1", "Liikunta ja urheilu", "strong")
    own = ThemeTable.packaged().with_rows([row])

    assert themes_of_service(service(service_classes=("P27.1",)), table=own) == ()
