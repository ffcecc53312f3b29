"""Names folded for comparing: case, accents, punctuation, and the commonest inflections.

Place names inflect: «Koulukeskuksen kenttä», «kentän laita», «simhallen».
Both names of a pair are folded the same way, so a stem that is wrong as a word does no harm.
"""

from functools import lru_cache
from typing import Final

from hytedata.codes.folding import fold

__all__ = ["NOISE", "fold", "is_modifier", "stem", "words"]

NOISE: Final = frozenset(
    {"ent", "entinen", "entiset", "entisen", "forna", "fd", "ja", "och", "and"}
)
"""Words that tell no place from another: former, and."""

_ABBREVIATIONS: Final = {
    "urh": "urheilu",
    "liik": "liikunta",
    "kk": "kirkonkyla",
    "srk": "seurakunta",
    "kesk": "keskus",
    "yht": "yhtenais",
    "pk": "paivakoti",
    "bibl": "bibliotek",
}

_FINNISH: Final = {
    # Base form → genitive, plurals, place cases.
    "kentta": ("kentan", "kentat", "kenttien", "kentalla", "kentalle"),
    "rata": ("radan", "radat", "ratojen"),
    "latu": ("ladun", "ladut", "latujen"),
    "polku": ("polun", "polut", "polkujen"),
    "reitti": ("reitin", "reitit", "reittien"),
    "ranta": ("rannan", "rannat", "rantojen", "rannalla"),
    "paikka": ("paikan", "paikat", "paikkojen"),
    "halli": ("hallin", "hallit", "hallien"),
    "sali": ("salin", "salit", "salien"),
    "puisto": ("puiston", "puistot", "puistojen"),
    "puro": ("puron",),
    "maki": ("maen", "maet", "makien"),
    "joki": ("joen", "joet"),
    "jarvi": ("jarven", "jarvet"),
    "lahti": ("lahden", "lahdet"),
    "lampi": ("lammen", "lammet"),
    "niemi": ("niemen",),
    "saari": ("saaren", "saaret"),
    "vuori": ("vuoren",),
    "koski": ("kosken",),
    "tupa": ("tuvan", "tuvat"),
    "harju": ("harjun",),
    "keskus": ("keskuksen", "keskukset", "keskusten"),
    "lukio": ("lukion",),
}
_SWEDISH: Final = {
    # Base form → definite forms, genitives, plurals.
    "plan": ("planen", "planens", "planer", "planerna"),
    "hall": ("hallen", "hallens", "hallar", "hallarna"),
    "skola": ("skolan", "skolans", "skolor"),
    "bana": ("banan", "banans", "banor"),
    "park": ("parken", "parkens", "parker"),
    "strand": ("stranden", "strandens", "strander"),
    "hus": ("huset", "husets"),
    "led": ("leden", "ledens", "leder"),
    "spar": ("sparet", "sparets"),
    "sal": ("salens", "salar"),
    "plats": ("platsen", "platser"),
    "bibliotek": ("biblioteket", "bibliotekets"),
}
_INFLECTED: Final = tuple(
    sorted(
        (
            (ending, base)
            for base, endings in {**_FINNISH, **_SWEDISH}.items()
            for ending in endings
        ),
        key=lambda pair: (-len(pair[0]), pair[0]),
    )
)
_DEFINITE: Final = tuple(ending for endings in _SWEDISH.values() for ending in endings)
_VOWELS: Final = frozenset("aeiouy")
_SHORTEST: Final = 5  # letters of a word that a bare -n or -t is taken off


def words(text: str) -> list[str]:
    """The folded words of a name, without those that say nothing; abbreviations written out."""
    return [_ABBREVIATIONS.get(word, word) for word in fold(text).split() if word not in NOISE]


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Take a folded word back to its base form, as far as that is cheap."""
    if word.isdigit():
        return word.lstrip("0") or "0"
    for ending, base in _INFLECTED:
        if word.endswith(ending):
            return word[: -len(ending)] + base
    if word.endswith("ksen"):
        return word[:-4] + "s"
    # A bare vowel before it: genitive «Lukkarilan», plural «salit».
    if len(word) >= _SHORTEST and word[-1] in "nt" and word[-2] in _VOWELS:
        return word[:-1]
    return word


def is_modifier(word: str) -> bool:
    """Whether a folded word is a Finnish genitive: it tells which one, not what it is."""
    return (
        len(word) >= _SHORTEST
        and word.endswith("n")
        and stem(word) != word
        and not word.endswith(_DEFINITE)
    )
