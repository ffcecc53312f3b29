"""Classes of numbers for a map: about equally many areas in each, limits that are round."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from hytedata.errors import InputError
from hytedata.export.map.colours import sequence

MOST: Final = 5
_ROUND: Final = (1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)


@dataclass(frozen=True)
class NumberClass:
    """One class.

    Attributes:
        low: The least number that may be in it; of the lowest class the least that is.
        high: The greatest that may be in it; of the highest class the greatest that is. It is in
            the class where numbers are whole or the class is the last, else just above it.
        count: How many areas are in it; at least one.
        colour: `#rrggbb`.
    """

    low: float
    high: float
    count: int
    colour: str


@dataclass(frozen=True)
class Classes:
    """Numbers by area, sorted into classes.

    Attributes:
        classes: Ascending; none overlap, none is empty.
        whole: Whether all numbers are whole.
        zeros: How many areas have zero, which stands by itself where no number is below it.
        missing: How many areas have no number.
    """

    classes: tuple[NumberClass, ...]
    whole: bool
    zeros: int
    missing: int

    def of(self, value: float) -> NumberClass | None:
        """Return the class of a number; None for a zero that stands by itself."""
        if self.zeros and value == 0:
            return None
        return next(one for one in reversed(self.classes) if value >= one.low)


def classify(values: Mapping[str, float | None], codes: Iterable[str]) -> Classes:
    """Sort the numbers of *codes* into at most five classes by quantiles with round limits.

    Args:
        values: Number by code; None, NaN and a code that is not there mean that there is none.
        codes: Of the areas that are shown.

    Raises:
        InputError: A number is infinite.
    """
    shown = list(codes)
    known = sorted(value for code in shown if (value := number_of(values, code)) is not None)
    alone = bool(known) and known[0] >= 0
    numbers = [value for value in known if value != 0 or not alone]
    whole = all(value == int(value) for value in numbers)
    return Classes(
        _classes(numbers, whole=whole),
        whole,
        zeros=len(known) - len(numbers),
        missing=len(shown) - len(known),
    )


def number_of(values: Mapping[str, float | None], code: str) -> float | None:
    """Return the number of an area; None where there is none.

    Raises:
        InputError: It is infinite.
    """
    value = values.get(code)
    if value is None or math.isnan(value):
        return None
    if math.isinf(value):
        raise InputError(f"the number of {code} is infinite; leave it out, or give None")
    return value


def _classes(numbers: list[float], *, whole: bool) -> tuple[NumberClass, ...]:
    """Return the classes of ascending *numbers*."""
    if not numbers:
        return ()
    lows = [numbers[0], *_limits(numbers, whole=whole)]
    groups = [
        [value for value in numbers if low <= value < high]
        for low, high in zip(lows, [*lows[1:], math.inf], strict=True)
    ]
    filled = [(low, group) for low, group in zip(lows, groups, strict=True) if group]
    ends = [low - 1 if whole else low for low, _ in filled[1:]] + [numbers[-1]]
    colours = sequence(len(filled))
    return tuple(
        NumberClass(low, end, len(group), colour)
        for (low, group), end, colour in zip(filled, ends, colours, strict=True)
    )


def _limits(numbers: list[float], *, whole: bool) -> list[float]:
    """Return round lower limits of all classes but the lowest, strictly ascending."""
    limits: list[float] = []
    for part in range(1, MOST):
        limit = rounded(numbers[len(numbers) * part // MOST])
        limit = float(math.ceil(limit)) if whole else limit
        if limit > (limits[-1] if limits else numbers[0]) and limit <= numbers[-1]:
            limits.append(limit)
    return limits


def rounded(value: float) -> float:
    """Return the round number that is nearest to *value*: 1, 1.2, 1.5, 2 … times a power of ten."""
    if value == 0:
        return 0.0
    power = 10.0 ** math.floor(math.log10(abs(value)))
    nearest = min(_ROUND, key=lambda step: abs(step - abs(value) / power))
    return math.copysign(float(f"{nearest * power:.6g}"), value)
