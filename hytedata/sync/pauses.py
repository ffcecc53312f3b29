"""Why a run begins no further change although nothing is wrong: to be gone on with later."""

from collections.abc import Callable
from typing import Final

from hytedata.sync.ports import Target

STOP_ASKED: Final = "it was told to stop; apply the plan again to go on"
REQUESTS_SPENT: Final = (
    "the requests that one run may send are spent; apply the plan again to go on"
)


class Pauses:
    """Asks before each change whether it may be begun.

    Args:
        target: Whose requests are counted.
        most_requests: After so many from now on nothing is begun; None for no bound.
        stop: Whether whoever runs the job wants it to end.
    """

    def __init__(
        self, target: Target, most_requests: int | None, stop: Callable[[], bool] | None
    ) -> None:
        self._target, self._stop = target, stop
        self._last = None if most_requests is None else target.requests + most_requests

    def reason(self) -> str:
        """Say why nothing more is begun; "" where it is."""
        if self._stop is not None and self._stop():
            return STOP_ASKED
        if self._last is not None and self._target.requests >= self._last:
            return REQUESTS_SPENT
        return ""
