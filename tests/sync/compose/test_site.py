"""Texts of one site."""

import pytest

from hytedata.codes import Municipality
from hytedata.models.common import Language
from hytedata.models.sports_site import PropertyValue
from hytedata.sync.compose import LeftOut, compose_site
from tests.sync.compose.conftest import MakeSite

COURT: dict[str, PropertyValue] = {
    "surface-material": ("asphalt",),
    "ligthing?": True,
    "free-use?": True,
    "school-use?": True,
    "field-length-m": 28,
    "field-width-m": 15.5,
    "toilet?": False,
    "water-point": "seasonal",
}


def test_a_court_is_told_in_finnish(make_site: MakeSite, utajarvi: Municipality) -> None:
    texts = compose_site(make_site(1310, COURT), languages=["fi"], municipality=utajarvi)

    assert texts.summary["fi"] == (
        "Täällä voit pelata koripalloa, pintana on asfaltti, ja paikka on valaistu."
    )
    assert texts.description["fi"] == (
        "Mallila on koripallokenttä Utajärvellä. Täällä voit pelata koripalloa.\n\n"
        "Kentän koko on 28 × 15,5 m. Pintana on asfaltti. Paikka on valaistu.\n\n"
        "Paikalla on kausittainen vesipiste.\n\n"
        "Voit käyttää paikkaa vapaasti. Paikka on myös koulujen käytössä."
    )


def test_a_court_is_told_in_swedish_and_english(make_site: MakeSite, oulu: Municipality) -> None:
    site = make_site(1310, COURT, names={"fi": "Mallila", "sv": "Modellby", "en": "Modelton"})

    texts = compose_site(site, languages=["sv", "en"], municipality=oulu)

    assert texts.description["sv"].startswith(
        "Modellby är en basketplan i Uleåborg. Här kan du spela basket.\n\n"
        "Planens mått är 28 × 15,5 m. Underlaget är asfalt. Platsen är belyst."
    )
    assert texts.description["en"].startswith(
        "Modelton is a basketball court in Oulu. Here you can play basketball.\n\n"
        "The field measures 28 × 15.5 m. The surface is asphalt. The place is lit."
    )
    assert "fi" not in texts.summary


def test_the_same_site_gives_the_same_texts_whatever_the_order_of_its_properties(
    make_site: MakeSite, oulu: Municipality
) -> None:
    reverse = dict(reversed(COURT.items()))

    first = compose_site(make_site(1310, COURT), languages=["fi", "sv"], municipality=oulu)
    second = compose_site(make_site(1310, reverse), languages=["fi", "sv"], municipality=oulu)

    assert first == second


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("fi", "Reitin pituus on 4,2 km."),
        ("sv", "Ledens längd är 4,2 km."),
        ("en", "The route is 4.2 km long."),
    ],
)
def test_numbers_have_the_decimal_mark_of_their_language(
    language: Language, expected: str, make_site: MakeSite, oulu: Municipality
) -> None:
    site = make_site(4404, {"route-length-km": 4.2})

    texts = compose_site(site, languages=[language], municipality=oulu)

    assert expected in texts.description[language]


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ({"area-m2": 2400}, "Liikuntapinta-ala on 2400 m²."),
        ({"area-m2": 12500.4}, "Liikuntapinta-ala on 12 500 m²."),
        ({"fields-count": 1, "playground?": True}, "Paikalla on yksi kenttä. Paikalla on myös"),
        ({"fields-count": 3}, "Paikalla on 3 kenttää."),
    ],
)
def test_measures_and_counts_read_naturally(
    properties: dict[str, PropertyValue],
    expected: str,
    make_site: MakeSite,
    oulu: Municipality,
) -> None:
    texts = compose_site(make_site(1110, properties), languages=["fi"], municipality=oulu)

    assert expected in texts.description["fi"]


def test_a_small_area_is_told_in_hectares(make_site: MakeSite, oulu: Municipality) -> None:
    small = make_site(103, {"area-km2": 0.045})
    large = make_site(103, {"area-km2": 12.25})

    told = [
        compose_site(site, languages=["fi"], municipality=oulu).description["fi"]
        for site in (small, large)
    ]

    assert "Alueen pinta-ala on 4,5 ha." in told[0]
    assert "Alueen pinta-ala on 12,25 km²." in told[1]


def test_a_route_that_is_lit_throughout_says_so(make_site: MakeSite, oulu: Municipality) -> None:
    site = make_site(4401, {"route-length-km": 3, "lit-route-length-km": 3.0})

    texts = compose_site(site, languages=["fi"], municipality=oulu)

    assert "Reitin pituus on 3 km. Koko reitti on valaistu." in texts.description["fi"]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("fi", "Voit hiihtää perinteisellä tyylillä ja vapaalla tyylillä."),
        ("sv", "Du kan åka skidor i klassisk stil och fri stil."),
        ("en", "You can ski in the classic style and free style."),
    ],
)
def test_a_verb_that_several_activities_share_is_said_once(
    language: Language, expected: str, make_site: MakeSite, oulu: Municipality
) -> None:
    site = make_site(4402, {"ski-track-freestyle?": True, "ski-track-traditional?": True})

    texts = compose_site(site, languages=[language], municipality=oulu)

    assert expected in texts.description[language]


def test_depths_are_told_together(make_site: MakeSite, oulu: Municipality) -> None:
    site = make_site(3120, {"pool-min-depth-m": 0.9, "pool-max-depth-m": 1.8})

    texts = compose_site(site, languages=["fi"], municipality=oulu)

    assert "Altaan syvyys on 0,9–1,8 m." in texts.description["fi"]


def test_what_is_false_zero_or_unknown_is_not_told(make_site: MakeSite, oulu: Municipality) -> None:
    silent: dict[str, PropertyValue] = {
        "toilet?": False,
        "fields-count": 0,
        "surface-material": ("moon-dust",),
        "water-point": "never",
        "new-property?": True,
    }

    texts = compose_site(make_site(1110, silent), languages=["fi"], municipality=oulu)

    assert texts.description["fi"] == (
        "Mallila on liikuntapuisto Oulussa. Täällä voit liikkua ja urheilla ulkona."
    )
    assert texts.left_out == ()


@pytest.mark.parametrize("absurd", [-5.0, 42_000.0, float("inf"), float("nan")])
def test_a_number_that_cannot_be_is_left_out_and_reported(
    absurd: float, make_site: MakeSite, oulu: Municipality
) -> None:
    site = make_site(4404, {"route-length-km": absurd})

    texts = compose_site(site, languages=["fi", "sv"], municipality=oulu)

    assert "Reitin pituus" not in texts.description["fi"]
    assert texts.left_out == (LeftOut("properties.route-length-km", str(absurd), "implausible"),)


def test_free_text_properties_are_not_told(make_site: MakeSite, oulu: Municipality) -> None:
    site = make_site(1310, {"lighting-info": "Valot klo 22 asti, puh. 040 123 4567"})

    texts = compose_site(site, languages=["fi"], municipality=oulu)

    assert "Valot" not in texts.description["fi"]


@pytest.mark.parametrize(
    ("language", "notice"),
    [
        ("fi", "Paikka on tilapäisesti pois käytöstä"),
        ("sv", "Platsen är tillfälligt ur bruk"),
        ("en", "This place is temporarily out of use"),
    ],
)
def test_a_temporary_closure_is_told_first(
    language: Language, notice: str, make_site: MakeSite, oulu: Municipality
) -> None:
    site = make_site(1310, COURT, status="out-of-service-temporarily")

    texts = compose_site(site, languages=[language], municipality=oulu)

    assert texts.summary[language].startswith(notice)
    assert texts.description[language].startswith(f"{notice}.\n\n")


@pytest.mark.parametrize(
    "name",
    ["Kirkonkylän koripallokenttä", "Koripallokentät", "Keskustan kentät", "1. kaupunginosa"],
)
def test_a_name_that_cannot_open_the_description_does_not(
    name: str, make_site: MakeSite, oulu: Municipality
) -> None:
    site = make_site(1310, names={"fi": name})

    texts = compose_site(site, languages=["fi"], municipality=oulu)

    assert texts.description["fi"].startswith("Täällä voit pelata koripalloa.")


def test_a_name_with_contact_data_stays_out_of_the_description(
    make_site: MakeSite, oulu: Municipality
) -> None:
    site = make_site(1310, names={"fi": "Mallila (varaukset 040 123 4567)"})

    texts = compose_site(site, languages=["fi", "sv"], municipality=oulu)

    assert "040" not in texts.description["fi"] + texts.description["sv"]


def test_an_unknown_type_gets_no_text_rather_than_an_invented_one(
    make_site: MakeSite, oulu: Municipality
) -> None:
    texts = compose_site(make_site(9999, COURT), languages=["fi"], municipality=oulu)

    assert (dict(texts.summary), dict(texts.description)) == ({}, {})


def test_a_language_without_templates_has_no_composed_text(
    make_site: MakeSite, oulu: Municipality
) -> None:
    texts = compose_site(make_site(1310), languages=["fi", "se"], municipality=oulu)

    assert set(texts.summary) == set(texts.description) == {"fi"}
