"""Under which licence each register's data may be passed on, and whom to name."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final


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

    def attribution(self, day: date) -> str:
        """The credit line for data read on *day*, as it is written in Finland: 1.3.2026."""
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


def licence(source: str) -> str:
    """Short name of a register's licence; "" where it is not known."""
    found = CREDITS.get(source)
    return found.licence if found else ""
