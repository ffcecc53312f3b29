"""What maps say, in Finnish, Swedish and English, and how numbers and names are written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from hytedata import codes
from hytedata.codes.area_forms import find_area_forms

MapLanguage: TypeAlias = Literal["fi", "sv", "en"]
AreaKind: TypeAlias = Literal["municipality", "county"]
Pair: TypeAlias = tuple[str, str]
"""A word for one, and for several after a number."""

_SPACE: Final = "\u00a0"
_LAST: Final = str.maketrans({"å": "{", "ä": "|", "ö": "}"})


@dataclass(frozen=True)
class Words:
    """The words of one language.

    Attributes:
        title: Of a map with places on it.
        counts: Title of a map that counts places, by kind of area.
        numbers: Title of a map of other numbers, by kind of area.
        several: Said where places lie in more than one area.
        absent: Said of how many places are not on the map.
    """

    title: str
    counts: Mapping[AreaKind, str]
    numbers: Mapping[AreaKind, str]
    kinds: Mapping[AreaKind, str]
    areas: Mapping[AreaKind, Pair]
    place: Pair
    spot: str
    route: str
    area: str
    zero: str
    missing: str
    below: str
    several: str
    absent: Callable[[str, bool], str]
    general: str
    code: str
    number: str
    value: str
    total: str
    table: str
    borders: str
    north: str
    north_up: str
    shows: str


WORDS: Final[Mapping[MapLanguage, Words]] = {
    "fi": Words(
        title="Kohteet kartalla",
        counts={
            "municipality": "Kohteita kunnittain",
            "county": "Kohteita hyvinvointialueittain",
        },
        numbers={"municipality": "Luvut kunnittain", "county": "Luvut hyvinvointialueittain"},
        kinds={"municipality": "Kunta", "county": "Hyvinvointialue"},
        areas={"municipality": ("kunta", "kuntaa"), "county": ("alue", "aluetta")},
        place=("kohde", "kohdetta"),
        spot="Paikka",
        route="Reitti",
        area="Alue",
        zero="0",
        missing="Ei tietoa",
        below="alle",
        several="Usean alueen kohde on laskettu sinne, missä siitä on suurin osa.",
        absent=lambda number, one: (
            f"{number} {'kohde' if one else 'kohdetta'} ei ole kartalla: sijaintia ei ole tai se "
            "on kartan alueen ulkopuolella."
        ),
        general="Rajoja on yksinkertaistettu kuvaa varten.",
        code="Tunnus",
        number="Kohteita",
        value="Luku",
        total="Yhteensä",
        table="Kartan luvut",
        borders="Rajat",
        north="P",
        north_up="Pohjoinen on ylhäällä.",
        shows="Kartalla",
    ),
    "sv": Words(
        title="Platser på kartan",
        counts={
            "municipality": "Platser per kommun",
            "county": "Platser per välfärdsområde",
        },
        numbers={"municipality": "Tal per kommun", "county": "Tal per välfärdsområde"},
        kinds={"municipality": "Kommun", "county": "Välfärdsområde"},
        areas={"municipality": ("kommun", "kommuner"), "county": ("område", "områden")},
        place=("plats", "platser"),
        spot="Plats",
        route="Led",
        area="Område",
        zero="0",
        missing="Uppgift saknas",
        below="under",
        several="En plats i flera områden räknas där den största delen av den ligger.",
        absent=lambda number, one: (
            f"{number} {'plats' if one else 'platser'} är inte på kartan: läget saknas eller är "
            "utanför kartans område."
        ),
        general="Gränserna är förenklade för bilden.",
        code="Kod",
        number="Platser",
        value="Tal",
        total="Sammanlagt",
        table="Kartans tal",
        borders="Gränser",
        north="N",
        north_up="Norr är uppåt.",
        shows="På kartan",
    ),
    "en": Words(
        title="Places on the map",
        counts={
            "municipality": "Places by municipality",
            "county": "Places by wellbeing services county",
        },
        numbers={
            "municipality": "Numbers by municipality",
            "county": "Numbers by wellbeing services county",
        },
        kinds={"municipality": "Municipality", "county": "Wellbeing services county"},
        areas={"municipality": ("municipality", "municipalities"), "county": ("area", "areas")},
        place=("place", "places"),
        spot="Place",
        route="Route",
        area="Area",
        zero="0",
        missing="No data",
        below="under",
        several="A place in several areas is counted where the largest part of it is.",
        absent=lambda number, one: (
            f"{number} {'place is' if one else 'places are'} not on the map: without a position, "
            "or outside the area of the map."
        ),
        general="Borders are simplified for the picture.",
        code="Code",
        number="Places",
        value="Number",
        total="Total",
        table="Numbers of the map",
        borders="Borders",
        north="N",
        north_up="North is up.",
        shows="On the map",
    ),
}


def counted(count: int, pair: Pair, language: MapLanguage) -> str:
    """Return a number with its word: `1 kohde`, `12 kohdetta`."""
    return f"{number(count, language)}{_SPACE}{pair[0] if count == 1 else pair[1]}"


def number(value: float, language: MapLanguage) -> str:
    """Return a number as it is written in *language*, at most six digits of a fraction."""
    text = f"{round(value, 6):,}" if value == int(value) else f"{float(f'{value:.6g}'):,}"
    text = text.removesuffix(".0").replace("-", "−")
    if language == "en":
        return text
    return text.replace(",", _SPACE).replace(".", ",")


def short_number(value: float, language: MapLanguage) -> str:
    """Return a number with four digits that count; whole numbers keep all of theirs."""
    return number(value if value == int(value) else float(f"{value:.4g}"), language)


def area_name(code: str, kind: AreaKind, language: MapLanguage) -> str:
    """Return the short name of an area; its code where it is not known here.

    Municipalities have no English names of their own: the Finnish ones are used.
    """
    if kind == "county":
        forms = find_area_forms("county", code)
        if forms is None:
            return code
        names = {"sv": forms.name_sv, "en": forms.name_en}
        return names.get(language, forms.nominative)
    found = codes.find_municipality(code)
    if found is None:
        return code
    name = found.abolished.name if found.abolished else found.municipality.name
    return name.best("sv" if language == "sv" else "fi")


def in_order(name: str) -> str:
    """Return the key that sorts names as Finnish and Swedish do: å, ä and ö after z."""
    return name.casefold().translate(_LAST)
