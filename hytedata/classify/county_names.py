"""How counties call themselves beside their official names: brands and short forms."""

from functools import cache
from typing import Final

from hytedata.codes.area_forms import find_area_forms
from hytedata.codes.folding import fold
from hytedata.codes.municipality_codes import counties

COUNTY_BRANDS: Final = {
    "keusote": "02",
    "luvn": "03",
    "vakehyva": "04",
    "vake": "04",
    "varha": "05",
    "satahyva": "06",
    "oma hame": "07",
    "omahame": "07",
    "pirha": "08",
    "paijat sote": "09",
    "paijatha": "09",
    "kymenhva": "10",
    "ekhva": "11",
    "pshva": "13",
    "siun sote": "14",
    "siunsote": "14",
    "hyvaks": "15",
    "hyvaep": "16",
    "ovph": "17",
    "soite": "18",
    "pohde": "19",
    "lapha": "21",
}
"""Folded brand → county's code; some outlive the authority that they were made for."""

WHOLE_BRANDS: Final = {"eloisa": "12", "sata": "06"}
"""Brands that are words too: lively, a hundred. They count where they are the whole name."""

HUS: Final = "HUS"
AAHS: Final = "ÅHS"


def county_in(name: str) -> str:
    """Return the folded words of *name* that say a county, or ""."""
    words = fold(name).split()
    for number, word in enumerate(words):
        if word.startswith(("hyvinvointialue", "valfardsomrade", "pelastuslaito", "raddningsverk")):
            # Rescue belongs to the county, in Helsinki to the city.
            city = "helsin" in " ".join(words[:number])
            return "" if city and word.startswith(("pelastus", "raddning")) else word
    folded = " ".join(words)
    if "wellbeing services county" in folded or folded in WHOLE_BRANDS or folded in _short_names():
        return folded
    padded = f" {folded} "
    found = (brand for brand in COUNTY_BRANDS if f" {brand} " in padded)
    # "hus" is a house: only in capitals is it the authority of Uusimaa.
    return next(found, "") or next((one for one in (HUS, AAHS) if _stands_in(name, one)), "")


def _stands_in(name: str, abbreviation: str) -> bool:
    parts = name.replace("-", " ").replace(",", " ").replace(":", " ").split()
    # In a name that is all capitals, HUS may be a house again.
    return abbreviation in parts and (len(parts) == 1 or name != name.upper())


@cache
def _short_names() -> frozenset[str]:
    """Return "kainuun hva" and the like."""
    codes = (one.code for one in counties() if one.kind == "county")
    forms = (find_area_forms("county", code) for code in codes)
    return frozenset(f"{fold(one.genitive)} hva" for one in forms if one)
