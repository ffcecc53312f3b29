"""Where Finnish sentences end."""

import pytest

from hytedata.sync.compose.sentences import is_finnish, split_sentences


@pytest.mark.parametrize(
    "one",
    [
        "Alueella on esim. Huuhkajan pesä.",
        "Matkaa on n. 150 metriä.",
        "Varusteita on mm. Lintuseuran kirjoja.",
        "Avoinna klo 9. Sulkeutuu illalla.",
        "Pituus 2.5 km ja leveys 3.0 m.",
        "Kausi on 1.5.–30.9. Kesäkuusta alkaen.",
        "Huolto 15.6. Ei käyttöä silloin.",
        "Luokat 1. 2. ja 3. pelaavat täällä.",
        "Kenttä on 2. kerroksessa.",
        "Nimi on A. Virtasen kenttä.",
        "Ks. Kunnan ohjeet.",
        "1. Kerros",
    ],
)
def test_a_full_stop_within_a_sentence_does_not_end_it(one: str) -> None:
    assert split_sentences(one) == [one]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kota. Laavu.", ["Kota.", "Laavu."]),
        ("Varo kiveä! Lahdelle pääsee.", ["Varo kiveä!", "Lahdelle pääsee."]),
        ("Paikkoja on 120. Polttoainetta saa.", ["Paikkoja on 120.", "Polttoainetta saa."]),
        ("Paikkoja 115 kpl. Portti lukitaan.", ["Paikkoja 115 kpl.", "Portti lukitaan."]),
        ("Seura ry. Saaressa on kota.", ["Seura ry.", "Saaressa on kota."]),
        ("Kirves ym. Puut ovat liiterissä.", ["Kirves ym.", "Puut ovat liiterissä."]),
        ("Laavu (pieni). Kota.", ["Laavu (pieni).", "Kota."]),
        ("Sanoi ”tule.” Ja meni.", ["Sanoi ”tule.”", "Ja meni."]),
        ("Mikä? Kuka?", ["Mikä?", "Kuka?"]),
        ("", []),
    ],
)
def test_sentences_end_where_the_next_begins(text: str, expected: list[str]) -> None:
    assert split_sentences(text) == expected


@pytest.mark.parametrize(
    ("text", "finnish"),
    [
        ("Natura-aluetta", True),
        ("Kota, käymälä", True),
        ("Laavu on joen varrella.", True),
        ("Sillan alla on laituri.", True),
        ("Stigen är lätt och går runt träsket.", False),
        ("There is a lean-to by the lake.", False),
        ("Kenttä Granlund on koulun ja the Parkin välissä.", True),
        ("", True),
    ],
)
def test_small_words_tell_the_language(text: str, finnish: bool) -> None:
    assert is_finnish(text) is finnish
