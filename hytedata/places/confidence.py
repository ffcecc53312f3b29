"""How far the municipality of a place can be trusted, as a number from 0 to 1.

The numbers order places, they are no probabilities:

| What decided | alone | confirmed | contested by code or point | contested by less |
|---|---|---|---|---|
| code | 0.9 | 1.0 by a point | 0.45 | 0.8 |
| point, inside a municipality | 0.9 | – | – | 0.8 |
| point on a border or offshore | 0.7 | 0.8 | – | 0.6 |
| postal code | 0.6 | 0.7 | – | 0.5 |
| name | 0.5 | – | – | – |
| calendar | 0.3 | 0.4 | – | – |

Evidence that says nothing counts for nothing, and so does a point in a neighbour but so near to
the border that it contradicts nothing. Confirmed by a postal code or a name, a
code or point stays at 0.9: both are often called after a neighbour.
"""

from dataclasses import dataclass
from typing import Final

STRONG: Final = frozenset({"code", "point"})
"""Kinds of evidence that name a municipality of themselves."""

_ALONE: Final = {"code": 0.9, "point": 0.9, "postal-code": 0.6, "name": 0.5, "calendar": 0.3}
_VAGUE: Final = 0.7
_STEP: Final = 0.1


@dataclass(frozen=True)
class Agreement:
    """What other kinds of evidence say of the one that decided.

    Attributes:
        with_it: Kinds that agree.
        against: Kinds that do not.
    """

    with_it: frozenset[str] = frozenset()
    against: frozenset[str] = frozenset()


def confidence(method: str, *, vague: bool, agreement: Agreement) -> float:
    """Return the confidence of what *method* decided; *vague*: a point in no municipality alone."""
    sure = _VAGUE if vague else _ALONE[method]
    if agreement.against & STRONG:
        return round(sure / 2, 2)
    if agreement.against:
        return round(sure - _STEP, 2)
    helps = agreement.with_it & STRONG if method in STRONG and not vague else agreement.with_it
    return round(sure + _STEP, 2) if helps else sure
