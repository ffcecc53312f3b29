"""How regions and counties are said in a sentence: Kainuun, Uudellamaalla, Östra Nyland.

The short names of counties are those without "hyvinvointialue" and "välfärdsområde". The table
was written for hytedata and checked with Voikko.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, TypeAlias, cast

from hytedata.codes.values import UnknownCode

AreaKind: TypeAlias = Literal["county", "region"]


@dataclass(frozen=True, slots=True)
class AreaForms:
    """The forms of a region's or county's short name.

    Attributes:
        nominative: Kainuu.
        genitive: Kainuun.
        local: Kainuussa: where something is.
        name_sv: Kajanaland.
        name_en: As the Ministry of Justice writes it (East Uusimaa, Lapland).
    """

    nominative: str
    genitive: str
    local: str
    name_sv: str
    name_en: str


def area_forms(kind: AreaKind, code: str) -> AreaForms:
    """Return the forms of the region or county with *code*, two digits.

    Raises:
        UnknownCode: The table has none.
    """
    found = find_area_forms(kind, code)
    if found is None:
        raise UnknownCode(f"forms of {kind} names", code, hint="a code has two digits")
    return found


def find_area_forms(kind: AreaKind, code: str) -> AreaForms | None:
    """Return the forms as `area_forms` does, or None."""
    return _forms().get((kind, code))


@cache
def _forms() -> Mapping[tuple[AreaKind, str], AreaForms]:
    path = files("hytedata.codes").joinpath("data", "area_forms.csv")
    rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    return {
        (cast("AreaKind", row["kind"]), row["code"]): AreaForms(
            row["name_fi"], row["genitive"], row["local"], row["name_sv"], row["name_en"]
        )
        for row in rows
    }
