"""Where the made events take place: invented venues around real localities."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, TypedDict

from hytedata.sandbox.world.tables import municipalities

_DEGREE_M: Final = 111_195.0


class Where(TypedDict):
    """The fields of a `MadeEvent` that say where it is."""

    venue: str
    street: str
    postal_code: str
    city: str
    municipality: str
    position: tuple[float, float] | None


@dataclass(frozen=True)
class Venue:
    """A venue.

    Attributes:
        municipality: Code of where it truly is.
        city: Locality that its calendars write; the municipality's name where it is "".
        postal_code: "" where its calendars write none.
        east_m: Metres from the municipality's central locality; with *north_m* None where its
            calendars know no position.
    """

    municipality: str
    name: str
    street: str = ""
    postal_code: str = ""
    city: str = ""
    east_m: float | None = None
    north_m: float = 0.0

    @property
    def where(self) -> Where:
        """It as fields of a made event."""
        row = municipalities()[self.municipality]
        return {
            "venue": self.name,
            "street": self.street,
            "postal_code": self.postal_code,
            "city": self.city or row.name_fi,
            "municipality": self.municipality,
            "position": self._position(row.lon, row.lat),
        }

    def _position(self, lon: float, lat: float) -> tuple[float, float] | None:
        if self.east_m is None:
            return None
        east = self.east_m / (_DEGREE_M * math.cos(math.radians(lat)))
        return round(lon + east, 6), round(lat + self.north_m / _DEGREE_M, 6)


ONLINE: Final[Where] = {
    "venue": "",
    "street": "",
    "postal_code": "",
    "city": "",
    "municipality": "",
    "position": None,
}

VENUES: Final[Mapping[str, Venue]] = {
    "hall": Venue("205", "Kehräämön liikuntasali", "Kehräämönkuja 4", "87100", east_m=420),
    "pool": Venue("205", "Vesisataman uimahalli", "Vesisatamankatu 7", "87100", east_m=-900),
    "gallery": Venue("205", "Galleria Lautta", "Lauttakatu 2", "87100", east_m=150, north_m=-200),
    "church": Venue("205", "Rantakirkko", "Rantakirkonkatu 1", "87100", east_m=-300, north_m=500),
    "club": Venue("205", "Kumppanuustalo", "Kumppanuuskatu 3", "87100", east_m=60, north_m=-650),
    # The town itself, as calendars write what has no one place: its position is a centroid.
    "town": Venue("205", "Kajaani", east_m=0),
    # A former municipality of which today's registers of names know nothing.
    "village": Venue("205", "Vuolijoen koulu", "Koulutie 3", "88270", "Vuolijoki"),
    # A locality that is no municipality and was none.
    "resort": Venue("765", "Vuokatin maja", "Majatie 1", "88610", "Vuokatti", 2600, 700),
    "library": Venue("564", "Haukiputaan kyläkirjasto", "Kirjastotie 5", "90830", "Haukipudas"),
    "mallila": Venue("889", "Mallilan monitoimitalo", "Monitoimitie 2", "91600", east_m=350),
    "mallila-hall": Venue("889", "Mallilan kuntosali", "Urheilutie 4", "91600", east_m=-500),
}
"""By the word that `real_events` calls each."""
