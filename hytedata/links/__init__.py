"""What is the same thing across sources: names folded, pairs scored, the evidence told.

Pure: two lists of `Thing` in, `Matching` out. Nobody is paired off by force: where two things
claim one, or one claims two, that is said, and a person decides.
"""

from hytedata.links.kinds import kinds_in
from hytedata.links.matching import Matching, match
from hytedata.links.pairs import POSSIBLE, STRONG, Conflict, ConflictKind, Match, Strength
from hytedata.links.things import Evidence, EvidenceKind, StreetAddress, Thing

__all__ = [
    "POSSIBLE",
    "STRONG",
    "Conflict",
    "ConflictKind",
    "Evidence",
    "EvidenceKind",
    "Match",
    "Matching",
    "StreetAddress",
    "Strength",
    "Thing",
    "kinds_in",
    "match",
]
