"""How a municipality's name is said in a sentence: Utajärvellä, i Karleby, in Oulu.

Finnish says where something is by an inner case (Kajaanissa) or an outer one (Utajärvellä), and
only usage tells which. The table was written for hytedata and checked with Voikko; names whose
usage is not settled are marked.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from hytedata.codes.municipality_codes import municipality
from hytedata.codes.values import UnknownCode

_UNSURE = "unsure"
_ON_ISLANDS = frozenset({"035", "062", "072", "295", "318", "322", "766", "941"})
"""Municipalities that are islands: Swedish is *på* Brändö, Föglö, Karlö, Kumlinge, Kökar, Kimitoön,
Sottunga and Vårdö, and *i* everywhere else."""


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms of one municipality's name.

    Attributes:
        nominative: Utajärvi.
        genitive: Utajärven.
        local: Utajärvellä: where something is.
        local_sv: In Swedish, with its preposition: i Karleby.
        local_en: In English: in Oulu.
        note: `unsure` where Finnish usage is not settled; then say it without the local case.
    """

    nominative: str
    genitive: str
    local: str
    local_sv: str
    local_en: str
    note: str = ""

    @property
    def sure(self) -> bool:
        """Whether the local case may be used."""
        return self.note != _UNSURE

    def where(self, language: str) -> str | None:
        """Say where something is in *language*; None where that is not known for certain."""
        if language == "fi":
            return self.local if self.sure else None
        return {"sv": self.local_sv, "en": self.local_en}.get(language)


def municipality_forms(code: str) -> Forms:
    """Return the forms of the municipality of today with *code*, three digits.

    Raises:
        UnknownCode: There is none.
    """
    found = find_municipality_forms(code)
    if found is None:
        raise UnknownCode("municipality", code)
    return found


def find_municipality_forms(code: str) -> Forms | None:
    """Return the forms as `municipality_forms` does, or None."""
    return _forms().get(code)


@cache
def _forms() -> Mapping[str, Forms]:
    path = files("hytedata.codes").joinpath("data", "municipality_forms.csv")
    rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    return {row["code"]: _form(row) for row in rows}


def _form(row: Mapping[str, str]) -> Forms:
    code = row["code"]
    place = municipality(code)
    on = "på" if code in _ON_ISLANDS else "i"
    # Where Swedish is the majority's language, English uses the Swedish name: in Jakobstad.
    english = place.name.best("sv" if place.languages[0] == "sv" else "en")
    return Forms(
        nominative=row["name"],
        genitive=row["genitive"],
        local=row["local"],
        local_sv=f"{on} {place.name.best('sv')}",
        local_en=f"in {english}",
        note=row["note"],
    )
