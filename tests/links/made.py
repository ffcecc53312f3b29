"""Things for tests."""

from hytedata.links import StreetAddress, Thing
from hytedata.links.prepared import prepared
from hytedata.links.scoring import score
from hytedata.models.common import Position

EAST, NORTH = 430_000.0, 7_200_000.0


def thing(
    thing_id: str,
    name: str,
    *,
    at: tuple[float, float] | None = (0.0, 0.0),
    street: str = "",
    number: str = "",
    postal_code: str = "90100",
    sv: str = "",
    municipality: str | None = "889",
) -> Thing:
    """A thing at so many metres east and north of one spot; None: nowhere."""
    position = Position(east=EAST + at[0], north=NORTH + at[1]) if at else None
    return Thing(
        thing_id,
        {"fi": name, "sv": sv} if sv else {"fi": name},
        position=position,
        address=StreetAddress((street,), number, postal_code) if street else None,
        municipality=municipality,
    )


def score_of(one: Thing, other: Thing) -> float:
    """The score of a pair, 0 where the two are not even compared."""
    return score(prepared(one), prepared(other)) or 0.0
