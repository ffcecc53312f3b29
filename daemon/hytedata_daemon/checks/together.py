"""Do several things at once, each with a time limit, so that none that hangs holds the others."""

import threading
from collections.abc import Callable, Sequence
from queue import Empty, Queue
from time import monotonic
from typing import TypeVar

T = TypeVar("T")


def together(
    tasks: Sequence[Callable[[], T]], *, limit_s: float, late: Callable[[int], T]
) -> list[T]:
    """Return what *tasks* return, in their order.

    Args:
        tasks: Must not raise; they run in threads of their own.
        limit_s: After so many seconds no more is waited for.
        late: Gives the result of a task that has not ended then, by its place.
    """
    ended: Queue[tuple[int, T]] = Queue()

    def start(place: int, task: Callable[[], T]) -> None:
        def work() -> None:
            ended.put((place, task()))

        # The process may end although one of them hangs.
        threading.Thread(target=work, daemon=True, name=f"check-{place}").start()

    for place, task in enumerate(tasks):
        start(place, task)
    deadline, found = monotonic() + limit_s, dict[int, T]()
    while len(found) < len(tasks):
        try:
            place, result = ended.get(timeout=max(0.0, deadline - monotonic()))
        except Empty:
            break
        found[place] = result
    return [found[place] if place in found else late(place) for place in range(len(tasks))]
