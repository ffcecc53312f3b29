"""What a description of a place says by itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hytedata.sync.place_texts import place_parts

NOTHING = [
    "Kts. kartta",
    "ks.kartta",
    "KTS KARTTA",
    "Katso kartalta",
    "Katso tarkempi sijainti kartalta",
    "ks. reittikartta",
    "Ks. lisätiedot",
    "katso kotisivut",
    "Kartta",
    "Sijainti kartalla",
    "Merkitty kartalle",
    "ei tiedossa",
    "Sijainti ei tiedossa",
    "ei tarkkaa osoitetta",
    "Tarkka osoite puuttuu",
    "opastus",
    "Viitoitettu",
    "Se kartan",
    "See the map",
    "Ingen adress",
    "ks. kartta, opastus",
]

PLACES = [
    ("Kirkonkylä (ks. kartta)", ["Kirkonkylä"]),
    ("Kirkonkylä ks. kartta", ["Kirkonkylä"]),
    ("Kts. kartta, Rantala", ["Rantala"]),
    ("Uimaranta; opasteet", ["Uimaranta"]),
    ("Lossivuori, Saarensalmi", ["Lossivuori", "Saarensalmi"]),
    ("Tenon rannalla (hiekkaranta)", ["Tenon rannalla (hiekkaranta)"]),
    ("Noin 2,5 km pohjoiseen", ["Noin 2,5 km pohjoiseen"]),
    ("n. 300 m koululta", ["noin 300 m koululta"]),
    # names and directions that only look alike
    ("Kartano", ["Kartano"]),
    ("Kartanonranta", ["Kartanonranta"]),
    ("Katsovaara", ["Katsovaara"]),
    ("Opastuskeskus", ["Opastuskeskus"]),
    ("Opastus kantatieltä", ["Opastus kantatieltä"]),
    ("Seuraa opasteita rantaan", ["Seuraa opasteita rantaan"]),
    ("Tuntemattoman sotilaan muistomerkki", ["Tuntemattoman sotilaan muistomerkki"]),
]


@pytest.mark.parametrize("text", NOTHING)
def test_a_reference_elsewhere_or_an_unknown_says_nothing(text: str) -> None:
    assert place_parts(text) == []


@pytest.mark.parametrize(("text", "parts"), PLACES)
def test_a_place_is_told_as_stated(text: str, parts: list[str]) -> None:
    assert place_parts(text) == parts


@given(st.text(max_size=120))
def test_no_part_is_empty(text: str) -> None:
    assert all(part.strip() for part in place_parts(text))
