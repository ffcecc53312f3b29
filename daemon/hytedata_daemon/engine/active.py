"""A workflow that waits or is at work, as the engine knows it."""

from typing import NamedTuple


class Active(NamedTuple):
    """One of them, here or elsewhere.

    Attributes:
        id: Its id, which names work and time.
        exclusive: What no other may be active for; see `Work.exclusive`.
        executor: Id of the process that is at work on it; "" while it waits.
    """

    id: str
    exclusive: str
    executor: str
