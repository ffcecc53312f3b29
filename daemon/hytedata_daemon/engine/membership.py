"""This process as one of the daemons of a store: its id, its heartbeat, its leaving."""

from typing import Final

from hytedata import __version__
from hytedata.store.daemons import Daemons
from hytedata.store.processes import new_token
from hytedata_daemon.engine.pulse import Pulse

BEATS_IN_A_LEASE: Final = 4


class Membership:
    """A daemon that the others know of, from now on until it leaves."""

    def __init__(self, daemons: Daemons, *, machine: str, lease_s: float) -> None:
        self._daemons, self._machine, self._lease_s = daemons, machine, lease_s
        self._executor, self._pulse = self._arrive()

    @property
    def executor(self) -> str:
        """Id of this daemon, which names its process; its work is recovered by it."""
        return self._executor

    @property
    def is_lost(self) -> bool:
        """Whether this daemon is taken for dead, and its work for somebody else's."""
        return self._pulse.is_lost

    @property
    def failing_s(self) -> float:
        """For how many seconds no heartbeat has been possible."""
        return self._pulse.failing_s

    def beat(self) -> bool:
        """Beat now; returns False where this daemon is taken for dead.

        Raises:
            StoreError: The store cannot be used now.
        """
        return self._pulse.beat()

    def begin_anew(self) -> None:
        """Become another daemon.

        Raises:
            StoreError: The store cannot be used now; this daemon stays lost.
        """
        old = self._pulse
        self._executor, self._pulse = self._arrive()
        old.stop()

    def stop(self) -> None:
        """Beat no more, so that whoever is to go on finds this daemon dead."""
        self._pulse.stop()

    def leave(self) -> None:
        """Tell the others that nothing is left undone.

        Raises:
            StoreError: The store cannot be used now.
        """
        self._daemons.leave(self._executor)

    def _arrive(self) -> tuple[str, Pulse]:
        daemons, id = self._daemons, new_token()
        daemons.arrive(id, machine=self._machine, version=__version__)
        return id, Pulse(lambda: daemons.beat(id), every_s=self._lease_s / BEATS_IN_A_LEASE)
