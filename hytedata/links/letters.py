"""How many of their letters two texts share."""

from collections.abc import Callable
from functools import cache


def ratio(one: str, other: str) -> float:
    """Return rapidfuzz's ratio of two texts, 0–100."""
    return _ratio()(one, other)


@cache
def _ratio() -> Callable[[str, str], float]:
    # It takes 3 MB, which a plan that has nothing to match can do without.
    from rapidfuzz.fuzz import ratio

    return ratio
