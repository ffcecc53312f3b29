"""Texts of one service."""

import pytest

from hytedata import codes
from hytedata.codes import Municipality
from hytedata.content import check_text, fold_name
from hytedata.models.common import Language
from hytedata.sync.compose import compose_service

LANGUAGES: tuple[Language, ...] = ("fi", "sv", "en")
ORGANISATION: dict[Language, str] = {"fi": "Mallilan kunta", "sv": "Modellby kommun"}


def test_a_service_has_all_texts_in_all_languages_and_they_pass_the_rules(
    utajarvi: Municipality, oulu: Municipality
) -> None:
    for category in codes.sub_categories():
        kinds = [kind.code for kind in codes.sports_site_types()]

        texts = compose_service(
            category,
            organisation=ORGANISATION,
            municipalities=[utajarvi, oulu],
            languages=LANGUAGES,
            types=[code for code in kinds if codes.sports_site_type(code).sub_category],
        )

        for per_language in (texts.name, texts.summary, texts.description, texts.user_instruction):
            assert set(per_language) == set(LANGUAGES)
            for language, text in per_language.items():
                assert check_text(text, language=language) == (), text
        for language in LANGUAGES:
            assert len(texts.name[language]) <= 100
            assert 5 <= len(texts.summary[language]) <= 150
            assert len(texts.user_instruction[language]) <= 2500
            assert fold_name(texts.summary[language]) != fold_name(texts.name[language])


def test_a_service_is_told_in_finnish(utajarvi: Municipality, oulu: Municipality) -> None:
    texts = compose_service(
        codes.sub_category(1300),
        organisation=ORGANISATION,
        municipalities=[utajarvi, oulu],
        languages=["fi"],
        types=[1340, 1310, 1340],
    )

    assert texts.name["fi"] == "Pallokentät"
    assert texts.summary["fi"] == "Voit pelata pallopelejä ulkokentillä."
    assert texts.description["fi"] == (
        "Voit pelata pallopelejä ulkokentillä. "
        "Palvelussa on näitä paikkoja: koripallokenttä ja pallokenttä.\n\n"
        "Jokaisella paikalla on oma kuvaus. "
        "Siitä näet, mitä paikalla voit tehdä ja mitä varusteita siellä on.\n\n"
        "Palvelusta vastaa Mallilan kunta. Palvelun alue on Utajärvi ja Oulu."
    )


def test_the_instruction_tells_in_order_what_to_do(utajarvi: Municipality) -> None:
    texts = compose_service(
        codes.sub_category(4400),
        organisation=ORGANISATION,
        municipalities=[utajarvi],
        languages=["fi"],
    )

    choose, check, ask = texts.user_instruction["fi"].split("\n\n")

    assert choose.startswith("Valitse ensin")
    assert check.startswith("Katso sitten kuvauksesta reitin pituus")
    assert ask.startswith("Jos tarvitset lisätietoja")


def test_a_missing_name_of_the_organisation_is_the_finnish_one_or_not_told(
    utajarvi: Municipality,
) -> None:
    category = codes.sub_category(1300)

    known = compose_service(
        category, organisation=ORGANISATION, municipalities=[utajarvi], languages=["en"]
    )
    unknown = compose_service(category, organisation={}, municipalities=[], languages=["en"])

    assert "Mallilan kunta is responsible for the service." in known.description["en"]
    assert "responsible" not in unknown.description["en"]


@pytest.mark.parametrize("field", ["summary", "description", "user_instruction"])
def test_own_texts_win_and_are_checked(field: str, utajarvi: Municipality) -> None:
    own = {"subcategory:1300": {"fi": {field: "Soita numeroon 040 123 4567."}}}

    texts = compose_service(
        codes.sub_category(1300),
        organisation=ORGANISATION,
        municipalities=[utajarvi],
        languages=["fi", "sv"],
        own_texts=own,
    )

    assert getattr(texts, field)["fi"] == "Soita numeroon 040 123 4567."
    assert "040" not in getattr(texts, field)["sv"]
    assert [(one.rule, one.field) for one in texts.objections] == [("S3", f"{field}.fi")]
