"""A municipality of the world: where it is, what its streets and post offices are called."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from random import Random

from hytedata.sandbox.seed import Names, PostalCode
from hytedata.sandbox.world.tables import MunicipalityRow, municipalities, words

HOME = "889"
"""The invented municipality Mallila stands where Utajärvi does, so that its codes are valid."""

HOME_NAMES: Names = {"fi": "Mallilan kunta", "sv": "Mallbo kommun", "en": "Municipality of Mallila"}

POSTAL_CODES_EACH = 5


@dataclass(frozen=True)
class Place:
    """One municipality.

    Attributes:
        radius_m: Sites lie within this distance of `lon`, `lat` (WGS 84).
        postal: Postal code → name of its post office.
        domain: Of its web pages and mail; below `.example`, which nobody can register.
    """

    code: str
    lon: float
    lat: float
    radius_m: float
    postal: Mapping[str, str]
    domain: str

    @classmethod
    def of(cls, row: MunicipalityRow, postal_codes: Mapping[str, PostalCode]) -> "Place":
        """Describe a municipality with the postal codes that PTV knows for it."""
        home = row.code == HOME
        return cls(
            code=row.code,
            lon=row.lon,
            lat=row.lat,
            radius_m=row.radius_m,
            postal={
                code: known.names["fi"]
                for code, known in sorted(postal_codes.items())
                if known.municipality == row.code
            },
            domain="mallila.example" if home else f"kunta{row.code}.example",
        )


def invented_postal_codes() -> dict[str, PostalCode]:
    """Invent five postal codes for each municipality: its code and a running number."""
    villages = words().villages
    codes = {}
    for code in municipalities():
        random = Random(f"postal:{code}")
        for number, (fi, _, sv) in enumerate(random.sample(villages, POSTAL_CODES_EACH), start=1):
            names = {"fi": fi.upper(), "sv": sv.upper()}
            codes[f"{code}{number:02d}"] = PostalCode(code, names)
    return codes


def unknown_postal_code(known: Collection[str]) -> str:
    """Return a well-formed code that is in no list."""
    return next(code for number in range(99_999, 0, -1) if (code := f"{number:05d}") not in known)


def street_register() -> tuple[Names, ...]:
    """Return the registered names of Mallila's streets."""
    return tuple({"fi": fi, "sv": sv} for fi, sv in words().streets)
