"""Under which licence each register's data may be passed on, and whom to name."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

import msgspec

from hytedata.export.days import ReadDays, day_of
from hytedata.models.common import Json
from hytedata.store.catalogue_models import EVENT
from hytedata.store.catalogue_values import CatalogueRecord


@dataclass(frozen=True)
class Credit:
    """Licence and credit line of one register.

    Attributes:
        licence: Short name.
        url: The licence's text.
        line: Whom to name; `{date}` stands for the day of the read.
    """

    licence: str
    url: str
    line: str

    def attribution(self, day: date | None) -> str:
        """The credit line for data read on *day*, as it is written in Finland: 1.3.2026.

        Where the day is not known the line ends with the name.
        """
        if day is None:
            return self.line.removesuffix(", {date}")
        return self.line.format(date=f"{day.day}.{day.month}.{day.year}")


CREDITS: Final[Mapping[str, Credit]] = {
    "lipas": Credit(
        "CC BY 4.0",
        "https://creativecommons.org/licenses/by/4.0/",
        "Liikuntapaikat: Lipas.fi Jyväskylän yliopisto, {date}",
    ),
    "ptv": Credit(
        "CC0 1.0",
        "https://creativecommons.org/publicdomain/zero/1.0/",
        "Suomi.fi-palvelutietovaranto, Digi- ja väestötietovirasto, {date}",
    ),
}


class Credited(NamedTuple):
    """What is said of one record: its licence and whom to name; "" where that is not known."""

    licence: str
    attribution: str


class _Stated(msgspec.Struct, frozen=True, gc=False):
    licence: str = ""
    attribution: str = ""


_stated: Final = msgspec.json.Decoder(_Stated)


def licence(source: str) -> str:
    """Short name of a register's licence; "" where it is not known."""
    found = CREDITS.get(source)
    return found.licence if found else ""


def credited(record: CatalogueRecord, day: ReadDays) -> Credited:
    """Return what is said of *record*, read on *day*; an event states both itself."""
    found = CREDITS.get(record.source)
    if found is not None:
        return Credited(found.licence, found.attribution(day_of(day, record.source)))
    if record.kind != EVENT or record.packed_model is None:
        return Credited("", "")
    stated = _stated.decode(record.document)
    return Credited(stated.licence, stated.attribution)


def source_told(source: str, day: ReadDays) -> dict[str, Json]:
    """Return what a file says of one of its sources; of a calendar only its name.

    Events of calendars state their licence and credit themselves, each its own.
    """
    credit = CREDITS.get(source)
    if credit is None:
        return {"source": source}
    return {
        "source": source,
        "licence": credit.licence,
        "licence_url": credit.url,
        "attribution": credit.attribution(day_of(day, source)),
    }
