"""Timing works against each other."""

import time
from collections.abc import Callable


def fastest(*works: Callable[[], object], rounds: int) -> list[float]:
    """Return the shortest time of each in seconds; taking turns, so that noise hits all alike."""
    best = [float("inf")] * len(works)
    for _ in range(rounds):
        for index, work in enumerate(works):
            began = time.perf_counter()
            work()
            best[index] = min(best[index], time.perf_counter() - began)
    return best
