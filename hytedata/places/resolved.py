"""Where a place is by all evidence, as a value: what each kind says, and what disagrees."""

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from hytedata.places.located import Share

PlaceMethod: TypeAlias = Literal["code", "point", "postal-code", "name", "calendar"]

METHODS: Final[tuple[PlaceMethod, ...]] = ("code", "point", "postal-code", "name", "calendar")
"""The order in which evidence decides. A register's own code is what its holder answers for.

`calendar` is the municipality that an event's calendar is at home in: it is only asked where
nothing else names one, so that it contests nothing.
"""


@dataclass(frozen=True, slots=True)
class Claim:
    """What one kind of evidence says.

    Attributes:
        method: The kind.
        said: What was stated, for people.
        municipality: Code of today; None where it names none, or several.
        among: All that it may be, sorted: those that a route crosses, that share a name.
        note: What else to know: a former code and its successor, why there is none.
    """

    method: PlaceMethod
    said: str
    municipality: str | None = None
    among: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two kinds of evidence that cannot both be right.

    Attributes:
        first, second: Their kinds, in the order of `METHODS`.
        first_said, second_said: Codes of the municipalities that each says.
        distance_m: Metres from the place to the nearest of the municipalities that the other kind
            says, where one of the two is `point`; None otherwise, and where it is not known.
    """

    first: PlaceMethod
    second: PlaceMethod
    first_said: tuple[str, ...]
    second_said: tuple[str, ...]
    distance_m: float | None = None


@dataclass(frozen=True, slots=True)
class ResolvedPlace:
    """Where a place is, and why.

    Attributes:
        municipality: Code of today; None where no evidence names one.
        county, region: Codes, of the municipality; without one, where a name says as much.
        method: What decided; None where nothing did.
        confidence: 0–1, see `hytedata.places.confidence`; an order, not a probability.
        claims: What each kind of evidence says, in the order of `METHODS`.
        conflicts: Each pair that disagrees.
        shares: By municipality, the largest first: of a route or area that crosses borders, as
            far as it lies in Finland; else the municipality alone.
    """

    municipality: str | None
    county: str | None
    region: str | None
    method: PlaceMethod | None
    confidence: float
    claims: tuple[Claim, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    shares: tuple[Share, ...] = ()

    @property
    def notes(self) -> tuple[str, ...]:
        """What else to know, one sentence each."""
        return tuple(one.note for one in self.claims if one.note)
