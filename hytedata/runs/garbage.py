"""Garbage collection while a job fills the memory with values that stay."""

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_SELDOM = (1_000_000, 20, 20)
_lock = threading.Lock()
_jobs = 0
_usual = gc.get_threshold()


@contextmanager
def few_collections() -> Iterator[None]:
    """Look for garbage less often while the block runs.

    What is made of a country's records are millions of values, many of which stay to the end. The
    collector would walk over them time and again and find nothing: a sixth to a third of the time
    (measured). What refers to nothing in a circle, which is nearly everything, is freed at once
    all the same.
    """
    global _jobs, _usual
    with _lock:
        if _jobs == 0:
            _usual = gc.get_threshold()
            gc.set_threshold(*_SELDOM)
        _jobs += 1
    try:
        yield
    finally:
        with _lock:
            _jobs -= 1
            if _jobs == 0:
                gc.set_threshold(*_usual)
