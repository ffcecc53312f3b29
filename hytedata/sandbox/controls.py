"""What a test or a person does to a running sandbox, beside the requests of a client."""

from collections.abc import Callable, Mapping
from datetime import datetime

from hytedata.errors import InputError
from hytedata.sandbox.calendars.desk import Calendars
from hytedata.sandbox.faults import Fault
from hytedata.sandbox.journal import JournalEntry
from hytedata.sandbox.lipas import LipasSimulator
from hytedata.sandbox.ptv import PtvSimulator
from hytedata.sandbox.ptv.faults import Fault as Refusal
from hytedata.sandbox.ptv.v12 import PtvV12Simulator
from hytedata.sandbox.server import Server
from hytedata.sandbox.statfin import StatfinSimulator
from hytedata.sandbox.world import World

LIPAS, PTV, PTV12, STATFIN = "/lipas", "/ptv", "/ptv12", "/statfin"

MakePtv = Callable[[], tuple[PtvSimulator, PtvV12Simulator]]
"""Makes both versions over one store, as the world has it."""


class Controls:
    """Edits the upstreams as people do, and tells what happened; safe from any thread.

    Each call keeps the upstream to itself while it works, so that no request meets half an edit.

    Attributes:
        calendars: What people do to the event calendars.
    """

    def __init__(
        self, server: Server, world: World, make_ptv: MakePtv, now: Callable[[], datetime]
    ) -> None:
        self.server, self.world = server, world
        self._make_ptv, self._now = make_ptv, now
        self._latency_ms = server.latency_ms
        self.calendars = Calendars(server, world, now)
        self._fill()

    def _fill(self) -> None:
        self.lipas = LipasSimulator(self.world.sites, lois=lambda: self.world.lois, now=self._now)
        self.ptv, self.ptv12 = self._make_ptv()
        self.server.mount(LIPAS, self.lipas)
        self.server.mount(PTV, self.ptv)
        self.server.mount(PTV12, self.ptv12, beside=PTV)
        self.statfin = StatfinSimulator(self._now)
        self.server.mount(STATFIN, self.statfin)
        self.calendars.fill()

    def reset(self) -> None:
        """Put all upstreams back to the world's state; lift faults, clear the journal."""
        self._fill()
        self.server.faults.clear()
        self.server.journal.clear()
        self.server.latency_ms = self._latency_ms

    def set_latency(self, latency_ms: float) -> None:
        """Delay every answer of all upstreams by so many milliseconds."""
        if latency_ms < 0:
            raise InputError(f"a latency of {latency_ms} ms is not possible")
        self.server.latency_ms = latency_ms

    def add_fault(self, fault: Fault) -> int:
        """Put a fault in force; returns its number."""
        return self.server.faults.add(fault)

    def clear_faults(self, number: int | None = None) -> None:
        """Lift one fault, or all."""
        self.server.faults.clear(number)

    def journal(self) -> tuple[JournalEntry, ...]:
        """Return all requests since the journal was last cleared, oldest first."""
        return self.server.journal.entries()

    def writes(self) -> tuple[JournalEntry, ...]:
        """Return the writes that took effect, also those whose answer was lost."""
        return self.server.journal.writes()

    def clear_journal(self) -> None:
        """Forget the requests so far."""
        self.server.journal.clear()

    def snapshot_ptv(self) -> dict[str, object]:
        """Return all that PTV holds, for comparing before and after."""
        with self.server.exclusive(PTV):
            return self.ptv.snapshot()

    def edit_ptv(
        self, kind: str, ptv_id: str, body: Mapping[str, object], *, publish: bool = True
    ) -> None:
        """Change a service or channel in PTV's web interface.

        Args:
            kind: `Service`, `ServiceLocation` …
            ptv_id: The item.
            body: Fields in the shape of the API's input; they take the place of the stored ones.
            publish: False leaves a working copy, which locks the item for the API.
        """
        self._in_ptv(lambda: self.ptv.edit(kind, ptv_id, body, publish=publish))

    def publish_in_ptv(self, kind: str, ptv_id: str) -> None:
        """Publish the working copy or the draft."""
        self._in_ptv(lambda: self.ptv.publish(kind, ptv_id))

    def discard_in_ptv(self, kind: str, ptv_id: str) -> None:
        """Throw the working copy away."""
        self._in_ptv(lambda: self.ptv.discard(kind, ptv_id))

    def archive_in_ptv(self, kind: str, ptv_id: str) -> None:
        """Archive an item."""
        self._in_ptv(lambda: self.ptv.archive(kind, ptv_id))

    def connect_in_ptv(
        self, service_id: str, channel_id: str, extra: Mapping[str, object] | None = None
    ) -> None:
        """Connect a service and a channel, with additional information in the input's shape."""
        self._in_ptv(lambda: self.ptv.connect(service_id, channel_id, extra))

    def disconnect_in_ptv(self, service_id: str, channel_id: str) -> None:
        """Take a connection away."""
        self._in_ptv(lambda: self.ptv.disconnect(service_id, channel_id))

    def kill_tokens(self) -> None:
        """Make every token of PTV die before its time."""
        self._in_ptv(self.ptv.kill_tokens)

    def site(self, lipas_id: int) -> dict[str, object]:
        """Return a site's whole document."""
        with self.server.exclusive(LIPAS):
            return self.lipas.site(lipas_id)

    def edit_site(self, lipas_id: int, changes: Mapping[str, object]) -> dict[str, object]:
        """Save a site with changes: dotted path → value, None removes (see `LipasSimulator`)."""
        with self.server.exclusive(LIPAS):
            return self.lipas.edit(lipas_id, changes)

    def retire_site(self, lipas_id: int, status: str = "out-of-service-permanently") -> None:
        """Take a site out of use, or mark it as entered by mistake (`incorrect-data`)."""
        with self.server.exclusive(LIPAS):
            self.lipas.retire(lipas_id, status)

    def add_site(self, document: Mapping[str, object]) -> int:
        """Add a site; returns its `lipas-id`."""
        with self.server.exclusive(LIPAS):
            return self.lipas.add(document)

    def remove_site(self, lipas_id: int) -> None:
        """Lose a site: neither lists nor its own view show it."""
        with self.server.exclusive(LIPAS):
            self.lipas.remove(lipas_id)

    def hide_site(self, lipas_id: int, *, hidden: bool = True) -> None:
        """Leave a site out of lists, as a short read does; its own view shows it."""
        with self.server.exclusive(LIPAS):
            self.lipas.hide(lipas_id, hidden=hidden)

    def let_lipas_publish(self, lipas_id: int, *, enabled: bool = True) -> None:
        """Make Lipas itself publish a site to PTV, or stop it."""
        with self.server.exclusive(LIPAS):
            self.lipas.publish_to_ptv(lipas_id, enabled=enabled)

    def poison_site(self, lipas_id: int, *, field: str = "email", size: int = 1_000_000) -> None:
        """Make a document break every page that holds it."""
        with self.server.exclusive(LIPAS):
            self.lipas.poison(lipas_id, field=field, size=size)

    def heal_site(self, lipas_id: int) -> None:
        """Undo `poison_site`."""
        with self.server.exclusive(LIPAS):
            self.lipas.heal(lipas_id)

    def move_sites(self, *, every: int) -> None:
        """Re-index a site of every so-many-th page while it is read; 0 stops it."""
        with self.server.exclusive(LIPAS):
            self.lipas.reindex_every(every)

    def hold_back_boundaries(self, year: int) -> None:
        """Act as if the borders of *year* and later were not out yet."""
        with self.server.exclusive(STATFIN):
            self.statfin.hold_back(year)

    def publish_boundaries(self, year: int, *, merged: str, into: str) -> None:
        """Put the borders of a later year out, in which *merged* is part of *into* (codes)."""
        with self.server.exclusive(STATFIN):
            self.statfin.publish(year, merged, into)

    def limit_boundary_pages(self, count: int | None) -> None:
        """Let the map service give at most so many features in one answer; None lifts it."""
        with self.server.exclusive(STATFIN):
            self.statfin.limit_pages(count)

    def _in_ptv(self, deed: Callable[[], None]) -> None:
        with self.server.exclusive(PTV):
            try:
                deed()
            except (KeyError, ValueError, Refusal) as error:
                raise InputError(f"the simulated PTV cannot do that: {error!r}") from error
