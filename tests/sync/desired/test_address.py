"""What the address field says: streets, descriptions, nothing."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hytedata.sync.address import Described, NoAddress, Street, read_address

STREETS = [
    # text, street, number, rest
    ("Keuruuntie 18", "Keuruuntie", "18", ""),
    ("Kenttätie 3 B 12", "Kenttätie", "3 B 12", ""),
    ("Aleksis Kiven katu 5-7", "Aleksis Kiven katu", "5-7", ""),
    ("Aleksis Kiven katu", "Aleksis Kiven katu", None, ""),
    ("Henrik Borgströmin polku 3", "Henrik Borgströmin polku", "3", ""),
    ("Mannerheimintie 13a", "Mannerheimintie", "13a", ""),
    ("Tiilijärventie 9 C", "Tiilijärventie", "9 C", ""),
    ("Koulutie 3 A-B", "Koulutie", "3 A-B", ""),
    ("Koulutie 9-9 D", "Koulutie", "9-9 D", ""),
    ("Koulutie 12 – 14", "Koulutie", "12-14", ""),
    ("Koulutie 5/7", "Koulutie", "5/7", ""),
    ("Koulutie 3 ja 5", "Koulutie", "3, 5", ""),
    ("Koulutie 10 as 3", "Koulutie", "10 as 3", ""),
    ("Kylätie n:o 5", "Kylätie", "5", ""),
    ("Ratakatu 3 e 31", "Ratakatu", "3 e 31", ""),
    ("Keuruuntie18A", "Keuruuntie", "18A", ""),
    ("Kenttätie, 3", "Kenttätie", "3", ""),
    ("Mannerh.tie 5", "Mannerh.tie", "5", ""),
    ("1. linja 5", "1. linja", "5", ""),
    ("Itä-Ähtärintie 455", "Itä-Ähtärintie", "455", ""),
    ("Vuotungintie 310-312", "Vuotungintie", "310-312", ""),
    # a name that is landscape on its own is a street with a number
    ("Airoranta 2", "Airoranta", "2", ""),
    ("Niittyranta 21b", "Niittyranta", "21b", ""),
    ("Bulevardi 3", "Bulevardi", "3", ""),
    ("Hamnholmen 12", "Hamnholmen", "12", ""),
    # without a number
    ("Satamatie", "Satamatie", None, ""),
    ("Märssykuja", "Märssykuja", None, ""),
    ("Kultakeronkatu", "Kultakeronkatu", None, ""),
    ("Laivurinpolku", "Laivurinpolku", None, ""),
    ("Kauppatori", "Kauppatori", None, ""),
    ("Valtatie 4", "Valtatie 4", None, ""),
    # Swedish and Northern Sámi
    ("Strandvägen 5", "Strandvägen", "5", ""),
    ("Norra Esplanaden 12 bst 4", "Norra Esplanaden", "12 bst 4", ""),
    ("Storgatan", "Storgatan", None, ""),
    ("Johgeaidnu", "Johgeaidnu", None, ""),
    # spelling
    ("KEURUUNTIE 18", "Keuruuntie", "18", ""),
    ("kenttätie 3", "Kenttätie", "3", ""),
    ("  Keuruuntie   18. ", "Keuruuntie", "18", ""),
    # what stands beside it
    ("Kirkkotie 4, 2. krs", "Kirkkotie", "4", "2. krs"),
    ("Koulutie 3 2. krs", "Koulutie", "3", "2. krs"),
    ("Rantatie 5, koulun takana", "Rantatie", "5", "koulun takana"),
    ("Satamatie (venesatama)", "Satamatie", None, "venesatama"),
    ("Uimahalli, Koulutie 3", "Koulutie", "3", "Uimahalli"),
    ("Koulutie 3 / Kirkkotie 5", "Koulutie", "3", "Kirkkotie 5"),
    ("Tenontie/Viđđásnjárga", "Tenontie", None, "Viđđásnjárga"),
    ("Latvajärventie / Pitkälampi", "Latvajärventie", None, "Pitkälampi"),
    ("Lahdentie/Pasolanvuori 3", "Lahdentie", None, "Pasolanvuori 3"),
    ("Suorajärventie-Paljakantie", "Suorajärventie", None, "Paljakantie"),
    ("Kenttätie 3, 42700 Keuruu", "Kenttätie", "3", ""),
    ("Kenttätie 3 42700 Keuruu", "Kenttätie", "3", ""),
    ("Satamatie 5, PL 10", "Satamatie", "5", ""),
    ("c/o Maija Mallikas, Koulutie 3", "Koulutie", "3", ""),
    # a number that only tells what is near
    ("Rantatie 5:n vieressä", "Rantatie", None, "Rantatie 5:n vieressä"),
    ("Rantatie 5 vieressä", "Rantatie", None, "Rantatie 5 vieressä"),
]

DESCRIPTIONS = [
    "Pyhäjärvi",
    "Hiidenvaara",
    "Hamnholmen",
    "Lasilaakso",
    "Itäinen Käärmeluoto",
    "Rakajan saari",
    "Ukko-Luosto",
    "Uimaranta",
    "Rautatie",
    "Luontopolku",
    "Kenttä 2",
    "Halli 3",
    "Vt 4",
    "Lossivuori, Saarensalmi",
    "Rantatien varrella",
    "Keuruuntien ja Koulutien risteys",
    "Kuopiontie 5 km pohjoiseen",
    "Uimarannan vieressä",
    "Kirkonkylältä 3 km Joensuun suuntaan, käänny rantaan johtavalle soratielle",
]

NOTHING = [
    None,
    "",
    "-",
    "--",
    "?",
    "ei osoitetta",
    "Ei tiedossa",
    "tuntematon",
    "x",
    "PL 43",
    "PL 10, 00101 Helsinki",
    "P.O. Box 12",
    "42700 Keuruu",
    "12345",
    "62.26132, 24.70510",
    "N 62° 15.6' E 24° 42.3'",
    "info@example.fi",
    "www.example.fi",
    "c/o Maija Mallikas",
]


@pytest.mark.parametrize(("text", "name", "number", "rest"), STREETS)
def test_a_street_is_told_from_its_number_and_from_what_stands_beside(
    text: str, name: str, number: str | None, rest: str
) -> None:
    assert read_address(text) == Street(name, number, rest)


@pytest.mark.parametrize("text", DESCRIPTIONS)
def test_a_place_name_or_directions_are_no_street(text: str) -> None:
    assert read_address(text) == Described(text)


@pytest.mark.parametrize("text", NOTHING)
def test_what_leads_to_no_place_is_no_address(text: str | None) -> None:
    assert isinstance(read_address(text), NoAddress)


def test_a_place_name_in_capitals_is_written_as_a_name() -> None:
    assert read_address("HIIDENVAARA") == Described("Hiidenvaara")


@given(st.text(max_size=200) | st.from_regex(r"[A-ZÅÄÖ][a-zåäö]{1,12}(tie|katu) ?[0-9a-z ,/-]*"))
def test_any_text_gives_an_address_within_ptvs_limits(text: str) -> None:
    read = read_address(text)

    if isinstance(read, Street):
        assert 1 <= len(read.name) <= 100
        assert read.number is None or 1 <= len(read.number) <= 30


REAL_DESCRIPTIONS = """
Itäinen Käärmeluoto|Hamnholmen|Saitsijoki|Venäänniemi|Ryöskärinkalla|Hotikaisenmaa|Olostunturi
Kahkusaari|Ärjä|Jääkärisaari|Haukisaari|Limalamminpisto|Karhusaari|Kattaisenjärvi|Talasniemi
Vaululampi|Keltasilmä|Pikku Putkikari|Pesosenvaara|Polsoinpalo|Kuostonsaari|Isoluoto|Portinoja
Kiimavaara|Rakajan saari|Harrisuvanto|Hankosaari|Kulasjoki|Lakilampi|Jottijärvi|Louhenkoski
Linkinjohka|Pahkahongankangas|Takkupyörre|Palaneenmutka|Riekkohauta|Kulmakkopuro|Kolima|Kirkaslampi
Selkäsaari|Ukko-Luosto|Kirstinkari|Lasilaakso|Námmájávrrit|Ahvenperä|Varjansaari|Venäänmutka
Pihlajalampi|Vuomaselkä|Miekojärvi|Korpiniemi|Iso Kärsämäenjärvi|Tormuanjärvi|Vuorisaari|Painopää
Maljaoja|Puukkolampi|Kaksvetinen|Iso Näätälampi|Pahtakoski|Lipposensalmi|Iso Pyysalo|Rihmakuru
Pyhäniemi|Pieni-Musta|Honkinen|Aimojärvet|Suomunlatva|Takalampi|Korouoma|Juumankoskenniska|Salmijoki
Pietarinjärvi|Kotasaari|Ahosaari|Kotaköngäs|Lossivuori, Saarensalmi|Paltsarikumpu|Himotussaari
Ylä-Liesijoki|Njávgoaivi
"""


def test_every_address_of_the_real_records_is_classified_as_a_person_would(shared: Path) -> None:
    records = json.loads((shared / "data/real/lipas-v1-sports-places.json").read_bytes())
    addresses = {record["location"]["address"] for record in records}
    described = {name for line in REAL_DESCRIPTIONS.split("\n") for name in line.split("|") if name}

    read = {address: read_address(address) for address in addresses}

    assert {text for text, one in read.items() if isinstance(one, Described)} == described
    assert {text for text, one in read.items() if isinstance(one, NoAddress)} == {"-"}
    for text, one in read.items():
        if isinstance(one, Street):
            assert text.startswith(one.name)
            assert (one.number is not None) == any(map(str.isdigit, text))
