"""Where the varied part of the county lies: municipalities of several provinces, and their names.

Some are bilingual, so that rules on languages have something to look at.
"""

from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Final

from hytedata.codes import find_municipality
from hytedata.models.ptv import AvailabilityArea
from hytedata.places.town_centres import centre_m

_COLUMNS: Final = 50
_STEP_M: Final = 450.0
_NEXT_M: Final = 6_000.0  # from the middle of a municipality to its first place


@dataclass(frozen=True)
class Home:
    """A municipality of a province."""

    code: str
    postal_code: str
    province: str


HOMES: Final = (
    Home("205", "87100", "Kainuu"),
    Home("777", "89600", "Kainuu"),
    Home("905", "65100", "Pohjanmaa"),
    Home("499", "65610", "Pohjanmaa"),
    Home("545", "64200", "Pohjanmaa"),
    Home("261", "99100", "Lappi"),
    Home("240", "94100", "Lappi"),
    Home("853", "20100", "Varsinais-Suomi"),
)

# First and second halves of villages, in Finnish (genitive) and in Swedish.
_HALVES: Final = {
    "Kainuu": (
        "Vuokki Paltamo Lehto Nurmes Melalahti Härmä Kivi Oravi Teeri Kontio",
        "vaaran kosken salon mäen lahden järven",
        "",
        "",
    ),
    "Pohjanmaa": (
        "Rep Sand Berg Norr Söder Vik Lill Stor Kvarn Smeds",
        "backan byyn näsin holmin",
        "Rep Sand Berg Norr Söder Vik Lill Stor Kvarn Smeds",
        "backa by näs holm",
    ),
    "Lappi": (
        "Kelo Porttipahta Jänkä Riekko Ounas Levi Pallas Ylläs Kaarre Saari",
        "tunturin jängän kurun vuoman lompolon",
        "",
        "",
    ),
    "Varsinais-Suomi": (
        "Tammi Vaahtera Pähkinä Saarni Kirkko Luosto Masku Linna Hirven Lehmus",
        "mäen rannan puiston kulman salmen",
        "Ek Lönn Hassel Ask Kyrk Lust Mask Slotts Hjort Lind",
        "backa strand park hörn sund",
    ),
}


@cache
def _villages(province: str) -> tuple[tuple[str, str], ...]:
    starts, ends, swedish, backs = (part.split() for part in _HALVES[province])
    finnish = [first + last for first, last in product(starts, ends)]
    translated = [first + last for first, last in product(swedish, backs)]
    return tuple(zip(finnish, translated or [""] * len(finnish), strict=True))


def village(home: Home, number: int) -> tuple[str, str]:
    """The name of a village in Finnish (genitive) and Swedish; both differ for each number."""
    known = _villages(home.province)
    round_, at = divmod(number, len(known))
    finnish, swedish = known[at]
    told = f" {round_}" if round_ else ""
    return f"{finnish}{told}", f"{swedish or finnish}{told}"


def speaks_swedish(home: Home) -> bool:
    """Whether Swedish is an official language there."""
    found = find_municipality(home.code)
    return found is not None and "sv" in found.municipality.languages


def town(home: Home) -> tuple[str, str]:
    """Its names in Finnish and Swedish."""
    found = find_municipality(home.code)
    assert found is not None
    return found.municipality.name.fi, found.municipality.name.best("sv")


def spot(home: Home, number: int) -> tuple[float, float]:
    """Where the so-manieth place of a municipality is: EPSG:3067 metres, each its own."""
    centre = centre_m(home.code)
    assert centre is not None
    row, column = divmod(number, _COLUMNS)
    return centre[0] + _NEXT_M + column * _STEP_M, centre[1] - _NEXT_M - row * _STEP_M


def area(home: Home) -> dict[str, object]:
    """The area of a municipality, as a document."""
    return AvailabilityArea(type="LimitedArea", municipalities=(home.code,)).model_dump(mode="json")
