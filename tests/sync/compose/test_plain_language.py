"""Composed texts are plain: the reader is addressed, sentences are short, nothing is praised."""

import re
from itertools import combinations

import pytest

from hytedata import codes
from hytedata.codes import Municipality, SportsSiteType
from hytedata.content import check_fields, check_text
from hytedata.models.common import Language
from hytedata.sync.compose import compose_service, compose_site
from tests.sync.compose.conftest import AllProperties, MakeSite

LANGUAGES: tuple[Language, ...] = ("fi", "sv", "en")
ACTIVE = [kind for kind in codes.sports_site_types() if kind.status == "active"]
MOST_WORDS = {"fi": 20, "sv": 22, "en": 22}
ADDRESSED = {
    "fi": re.compile(r"\b(?:voit|sinulle|tarvitset)\b", re.IGNORECASE),
    "sv": re.compile(r"\b(?:du|dig)\b", re.IGNORECASE),
    "en": re.compile(r"\byou\b", re.IGNORECASE),
}
PROMOTION = re.compile(
    r"\b(?:upe|loistav|paras|parha|ihan(?:a|at)|ainutlaatui|huippu|elämyks|viihtyis|monipuoli|laadukas"
    r"|fantastisk|underbar|bästa|härlig|unik|förstklassig"
    r"|best|great|beautiful|wonderful|amazing|unique|excellent|fantastic)",
    re.IGNORECASE,
)


def _sentences(text: str) -> list[str]:
    return [one for one in re.split(r"(?<=\.)\s+", text) if one]


def _faults(text: str, language: Language) -> list[str]:
    faults = [str(one) for one in check_text(text, language=language)]
    for sentence in _sentences(text):
        if len(sentence.split()) > MOST_WORDS[language]:
            faults.append(f"long: {sentence}")
        if not sentence[0].isupper() or not sentence.endswith("."):
            faults.append(f"no whole sentence: {sentence}")
    if not ADDRESSED[language].search(text):
        faults.append(f"nobody is addressed: {text}")
    if found := PROMOTION.search(text):
        faults.append(f"promotion: {found[0]}")
    faults += [f"{mark!r} in {text}" for mark in ("  ", "{", "TODO", "\t", " \n") if mark in text]
    return faults


def test_there_are_141_active_types() -> None:
    assert len(ACTIVE) == 141


@pytest.mark.parametrize("status", ["active", "out-of-service-temporarily"])
@pytest.mark.parametrize("number", [None, 1, 2.5, 12, 400])
def test_texts_of_every_type_are_plain_in_every_language(
    number: float | None,
    status: str,
    make_site: MakeSite,
    all_properties: AllProperties,
    utajarvi: Municipality,
) -> None:
    faults: dict[str, list[str]] = {}

    for kind in codes.sports_site_types():
        properties = {} if number is None else all_properties(kind, number)
        site = make_site(kind.code, properties, status=status)
        texts = compose_site(site, languages=LANGUAGES, municipality=utajarvi)
        for language in LANGUAGES:
            summary, description = texts.summary[language], texts.description[language]
            found = [*_faults(summary, language), *_faults(description, language)]
            if len(_sentences(summary)) != 1 or not 5 <= len(summary) <= 150:
                found.append(f"summary: {summary}")
            if not 5 <= len(description) <= 2500:
                found.append(f"description of {len(description)} characters")
            faults[f"{kind.code} {language}"] = found

    assert {place: found for place, found in faults.items() if found} == {}


def _pairs(kind: SportsSiteType, properties: dict[str, object]) -> list[tuple[str, str]]:
    told = [key for key in kind.property_keys if key in properties]
    return list(combinations(told, 2))


@pytest.mark.parametrize("sub_category", [one.code for one in codes.sub_categories()])
def test_every_pair_of_facts_is_told_plainly(
    sub_category: int, make_site: MakeSite, all_properties: AllProperties, utajarvi: Municipality
) -> None:
    faults: list[str] = []

    for kind in codes.sports_site_types():
        if kind.sub_category != sub_category:
            continue
        everything = all_properties(kind, 3)
        for first, second in _pairs(kind, dict(everything)):
            site = make_site(kind.code, {first: everything[first], second: everything[second]})
            texts = compose_site(site, languages=LANGUAGES, municipality=utajarvi)
            for language in LANGUAGES:
                faults += _faults(texts.summary[language], language)
                faults += _faults(texts.description[language], language)
                if len(texts.summary[language]) > 150:
                    faults.append(texts.summary[language])

    assert faults == []


def test_texts_of_every_service_are_plain_in_every_language(
    utajarvi: Municipality, oulu: Municipality
) -> None:
    faults: dict[str, list[str]] = {}

    for category in codes.sub_categories():
        types = [one.code for one in ACTIVE if one.sub_category == category.code]
        for area in ([utajarvi], [utajarvi, oulu], list(codes.municipalities())):
            texts = compose_service(
                category,
                organisation={"fi": "Mallilan kunta"},
                municipalities=area,
                languages=LANGUAGES,
                types=types,
            )
            for language in LANGUAGES:
                found = _faults(texts.summary[language], language)
                found += _faults(texts.description[language], language)
                found += _faults(texts.user_instruction[language], language)
                if len(texts.description[language]) > 2500:
                    found.append("too long")
                faults[f"{category.code} {language} {len(area)}"] = found

    assert {place: found for place, found in faults.items() if found} == {}


def test_the_fields_of_every_composed_service_are_taken_by_content() -> None:
    for category in codes.sub_categories():
        texts = compose_service(
            category,
            organisation={"fi": "Mallilan kunta"},
            municipalities=[codes.municipality("889")],
            languages=["fi"],
            types=[],
        )
        fields = {
            "name.fi": texts.name["fi"],
            "summary.fi": texts.summary["fi"],
            "description.fi": texts.description["fi"],
            "user_instruction.fi": texts.user_instruction["fi"],
        }

        objections = check_fields("service", fields)

        assert [one for one in objections if one.field in fields] == []


@pytest.mark.parametrize("place", codes.municipalities(), ids=lambda place: place.code)
def test_every_municipality_is_said_in_a_whole_sentence(
    place: Municipality, make_site: MakeSite
) -> None:
    named = compose_site(make_site(1310), languages=LANGUAGES, municipality=place)
    told = make_site(1310, names={"fi": "Koripallokenttä"})
    unnamed = compose_site(told, languages=LANGUAGES, municipality=place)

    for texts in (named, unnamed):
        for language in LANGUAGES:
            assert _faults(texts.description[language], language) == []


@pytest.mark.parametrize(
    ("code", "named", "unnamed"),
    [
        ("889", "Mallila on koripallokenttä Utajärvellä.", "Paikka on Utajärvellä."),
        ("205", "Mallila on koripallokenttä Kajaanissa.", "Paikka on Kajaanissa."),
        ("139", "Mallila on koripallokenttä Iissä.", "Paikka on Iissä."),
        ("230", "Mallila on koripallokenttä.", "Paikan sijaintikunta on Karvia."),
    ],
)
def test_finnish_says_where_as_people_do_or_says_it_otherwise(
    code: str, named: str, unnamed: str, make_site: MakeSite
) -> None:
    place = codes.municipality(code)
    told = make_site(1310, names={"fi": "Koripallokenttä"})

    with_name = compose_site(make_site(1310), languages=["fi"], municipality=place)
    without = compose_site(told, languages=["fi"], municipality=place)

    assert with_name.description["fi"].startswith(named)
    assert unnamed in without.description["fi"]


def test_swedish_and_english_say_where_with_their_own_names(make_site: MakeSite) -> None:
    site = make_site(1310, names={"fi": "Koripallokenttä"})

    texts = compose_site(site, languages=["sv", "en"], municipality=codes.municipality("272"))

    assert texts.description["sv"].startswith("Koripallokenttä är en basketplan i Karleby.")
    assert texts.description["en"].startswith("Koripallokenttä is a basketball court in Kokkola.")


def test_a_service_of_one_municipality_says_where_it_is(oulu: Municipality) -> None:
    texts = compose_service(
        codes.sub_category(1500),
        organisation={"fi": "Oulun kaupunki"},
        municipalities=[oulu],
        languages=LANGUAGES,
    )

    assert texts.summary == {
        "fi": "Oulussa voit luistella ulkojäillä talvella.",
        "sv": "I Uleåborg kan du åka skridskor på isar utomhus på vintern.",
        "en": "In Oulu you can skate on outdoor ice in winter.",
    }
    assert texts.description["fi"].endswith("Palvelun paikat ovat Oulussa.")


def test_a_long_list_becomes_several_sentences(
    make_site: MakeSite, all_properties: AllProperties, oulu: Municipality
) -> None:
    kind = codes.sports_site_type(2220)

    texts = compose_site(
        make_site(2220, all_properties(kind, 3)), languages=["fi"], municipality=oulu
    )

    (told,) = [one for one in texts.description["fi"].split("\n\n") if "Paikalla on" in one]
    assert told.count("Paikalla on") > 2
    assert all(len(sentence.split()) <= 20 for sentence in _sentences(told))
