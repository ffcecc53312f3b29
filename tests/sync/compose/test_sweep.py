"""Every type in every language, with nothing known and with everything, passes PTV's rules."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from hytedata import codes
from hytedata.codes import Municipality, SportsSiteType
from hytedata.content import check_text
from hytedata.models.common import Language
from hytedata.models.sports_site import PropertyValue, SportsSite
from hytedata.sync.compose import ComposedTexts, compose_site
from tests.sync.compose.conftest import AllProperties, MakeSite

LANGUAGES: tuple[Language, ...] = ("fi", "sv", "en")
STATUSES = ("active", "out-of-service-temporarily")


def _faults(texts: ComposedTexts, name: str) -> list[str]:
    faults = [str(objection) for objection in texts.objections]
    for language in LANGUAGES:
        summary, description = texts.summary[language], texts.description[language]
        faults += map(str, check_text(summary, language=language))
        faults += map(str, check_text(description, language=language))
        if not 5 <= len(summary) <= 150 or summary.count(". ") or not summary.endswith("."):
            faults.append(f"summary is not one sentence of at most 150: {summary}")
        if not 5 <= len(description) <= 2500 or name == summary:
            faults.append(f"description of {len(description)} characters")
        faults += [
            f"{mark!r} in {text!r}"
            for text in (summary, description)
            for mark in ("{", "}", "  ", "..", " .", " ,", "\u00a0", "None", "TODO", "?")
            if mark in text
        ]
    return faults


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("number", [None, 1, 2.5, 12, 400])
def test_texts_of_all_types_pass_the_rules(
    number: float | None,
    status: str,
    make_site: MakeSite,
    all_properties: AllProperties,
    oulu: Municipality,
) -> None:
    faults: dict[int, list[str]] = {}

    for kind in codes.sports_site_types():
        properties = {} if number is None else all_properties(kind, number)
        site = make_site(kind.code, properties, status=status)
        texts = compose_site(site, languages=LANGUAGES, municipality=oulu)
        faults[kind.code] = _faults(texts, "Mallila")

    assert len(faults) == 149
    assert {code: found for code, found in faults.items() if found} == {}


def test_each_property_of_each_type_alone_passes_the_rules(
    make_site: MakeSite, all_properties: AllProperties, oulu: Municipality
) -> None:
    faults: list[str] = []

    for kind in codes.sports_site_types():
        for key, value in all_properties(kind, 3).items():
            site = make_site(kind.code, {key: value})
            texts = compose_site(site, languages=LANGUAGES, municipality=oulu)
            faults += [f"{kind.code} {key}: {fault}" for fault in _faults(texts, "Mallila")]

    assert faults == []


def test_all_types_say_something_of_their_own_in_each_language(
    make_site: MakeSite, oulu: Municipality
) -> None:
    for language in LANGUAGES:
        described = {
            kind.code: compose_site(
                make_site(kind.code), languages=[language], municipality=oulu
            ).description[language]
            for kind in codes.sports_site_types()
        }

        # Golf courses have two codes, one of them retired; in all else the texts differ.
        assert len(set(described.values())) == len(described) - 1


def _property_key(name: str, kind: SportsSiteType) -> str | None:
    kebab = re.sub(r"([A-Z]|\d+)", lambda match: f"-{match[0].lower()}", name)
    return next((key for key in (kebab, f"{kebab}?") if key in kind.property_keys), None)


def _site_of(place: dict[str, Any], status: str) -> SportsSite:
    """Read as much of a v1 record as texts are made of."""
    kind = codes.sports_site_type(place["type"]["typeCode"])
    stated = {**place.get("properties", {}), "schoolUse": place.get("schoolUse", False)}
    stated["freeUse"] = place.get("freeUse", False)
    properties: dict[str, PropertyValue] = {
        key: value for name, value in stated.items() if (key := _property_key(name, kind))
    }
    return SportsSite(
        lipas_id=place["sportsPlaceId"],
        event_date=None,
        status=status,
        names={"fi": place["name"]},
        type_code=kind.code,
        owner=None,
        admin=None,
        municipality=str(place["location"]["city"]["cityCode"]),
        properties=properties,
        comment=place.get("properties", {}).get("infoFi"),
    )


@pytest.mark.parametrize("status", STATUSES)
def test_texts_of_recorded_sites_pass_the_rules(status: str, shared: Path) -> None:
    places = json.loads((shared / "data/real/lipas-v1-sports-places.json").read_bytes())
    faults: dict[int, list[str]] = {}

    for place in places:
        site = _site_of(place, status)
        found = codes.find_municipality(site.municipality)
        assert found is not None
        texts = compose_site(site, languages=LANGUAGES, municipality=found.municipality)
        faults[site.lipas_id] = _faults(texts, site.names["fi"])

    assert len(faults) == 206
    # A question mark may stand in a comment.
    assert {code: found for code, found in faults.items() if found} == {}


def test_a_recorded_comment_loses_its_address_and_web_page_only(shared: Path) -> None:
    places = json.loads((shared / "data/real/lipas-v1-sports-places.json").read_bytes())
    left_out: dict[str, str] = {}

    for place in places:
        site = _site_of(place, "active")
        texts = compose_site(
            site, languages=["fi"], municipality=codes.municipality(site.municipality)
        )
        left_out |= {entry.text: entry.rule for entry in texts.left_out}

    assert left_out == {
        "Ajantasaiset tiedot palveluista: www.kabbolemarina.fi.": "S2",
        "Lintutornia lähinnä oleva parkkipaikka löytyy osoitteesta Lasilaakso 15.": "S4",
    }
