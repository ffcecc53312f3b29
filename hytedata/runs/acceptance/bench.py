"""What a case works with: writes that are noted, reads that are compared, and names of its own."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from hytedata.clients.ptv_catalogue.v11 import reads as v11
from hytedata.clients.ptv_writer_lookup import Lookup
from hytedata.clients.ptv_writing import Writing
from hytedata.clients.ptv_writing_connections import Connecting
from hytedata.connectors._http import AsyncShell, SyncShell
from hytedata.connectors.ptv.v11 import reads
from hytedata.connectors.ptv.v11.documents import text
from hytedata.errors import HytedataError, WriteRefused
from hytedata.models.common import Json
from hytedata.models.ptv import Connection, Service, ServiceLocation
from hytedata.models.ptv_write import ConnectionWrite, ServiceLocationWrite, ServiceWrite
from hytedata.runs.acceptance.compare import Wanted, compare, flattened, laid_over, wanted_of
from hytedata.runs.acceptance.evidence import ItemKind, Linked, Made, ReadBack
from hytedata.runs.acceptance.marker import Naming
from hytedata.runs.acceptance.recording import Exchange, RecordingWire
from hytedata.runs.acceptance.setting import Setting, read_setting
from hytedata.runs.acceptance.verdicts import Failed

T = TypeVar("T")


@dataclass
class Notebook:
    """What one case has left behind so far."""

    first_exchange: int = 0
    made: list[Made] = field(default_factory=list)
    linked: list[Linked] = field(default_factory=list)
    read: list[ReadBack] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class Bench:
    """Writes and reads for cases, over one shell with a recording wire.

    Args:
        shell: What sends.
        wire: What it sends over.
        organisation_id: Whose items are made.
        municipality: A code of the organisation's.
        run: Id of the run.
        logins: Tells how many logins there have been.
        today: The date in Finland.

    Attributes:
        naming: Names and source ids of the case that runs.
        notebook: What it has left behind so far.
    """

    def __init__(
        self,
        shell: SyncShell,
        wire: RecordingWire,
        organisation_id: str,
        municipality: str,
        *,
        run: str,
        logins: Callable[[], int],
        today: Callable[[], date],
    ) -> None:
        self.shell, self.wire, self.run = shell, wire, run
        self.organisation_id, self.logins = organisation_id, logins
        self._municipality, self.today = municipality, today
        self._setting: Setting | HytedataError | None = None
        self.naming = Naming(run, "0.0")
        self.notebook = Notebook()

    def begin(self, case: str) -> None:
        """Open a new notebook for a case."""
        self.naming = Naming(self.run, case)
        self.wire.unstage()
        self.notebook = Notebook(first_exchange=len(self.wire.exchanges))

    @property
    def setting(self) -> Setting:
        """The organisation, read once.

        Raises:
            HytedataError: It cannot be read; the same error for every case, asked for once.
        """
        if self._setting is None:
            try:
                self._setting = read_setting(self.shell, self.organisation_id, self._municipality)
            except HytedataError as error:
                self._setting = error
        if isinstance(self._setting, HytedataError):
            raise self._setting
        return self._setting

    def settle(self, setting: Setting) -> None:
        """Take the organisation as it is given, instead of reading it."""
        self._setting = setting

    @property
    def exchanges(self) -> list[Exchange]:
        """Requests of the case so far."""
        return self.wire.exchanges[self.notebook.first_exchange :]

    @property
    def writes(self) -> list[Exchange]:
        """Writes of the case so far, those that never reached PTV among them."""
        return [one for one in self.exchanges if one.is_write]

    # --- writing ---------------------------------------------------------------------------

    def create_service(self, write: ServiceWrite) -> Service:
        """Create a service; see `PtvWriter.create_service`."""
        made = self._write(lambda writing: writing.create_service(write))
        self._note("service", made.id, write)
        return made

    def create_location(self, write: ServiceLocationWrite) -> ServiceLocation:
        """Create a service location; see `PtvWriter.create_service_location`."""
        made = self._write(lambda writing: writing.create_service_location(write))
        self._note("service-location", made.id, write)
        for service_id in write.service_ids or ():
            self.notebook.linked.append(Linked(service_id, made.id, {}))
        return made

    def update_service(self, write: ServiceWrite, ptv_id: str) -> Service:
        """Change a service; see `PtvWriter.update_service`."""
        return self._write(lambda writing: writing.update_service(write, ptv_id, None))

    def update_location(self, write: ServiceLocationWrite, ptv_id: str) -> ServiceLocation:
        """Change a service location; see `PtvWriter.update_service_location`."""
        return self._write(lambda writing: writing.update_service_location(write, ptv_id, None))

    def archive(self, kind: ItemKind, ptv_id: str) -> None:
        """Archive an item; see `PtvWriter.archive`."""
        self._write(lambda writing: writing.archive(kind, ptv_id, None))

    def restore(
        self, kind: ItemKind, ptv_id: str, write: ServiceWrite | ServiceLocationWrite
    ) -> Service | ServiceLocation:
        """Publish an archived item again; see `PtvWriter.restore`."""
        return self._write(lambda writing: writing.restore(kind, ptv_id, write))

    def connect(self, write: ConnectionWrite) -> Connection:
        """Connect, or change a connection; see `PtvWriter.connect`."""
        made = self._write(lambda writing: Connecting(writing).connect(write))
        data = dict(flattened(wanted_of(write)))
        self.notebook.linked.append(Linked(made.service_id, made.channel_id, data))
        return made

    def disconnect(self, service_id: str, channel_id: str) -> Service:
        """Take a connection away; see `PtvWriter.disconnect`."""
        return self._write(lambda writing: Connecting(writing).disconnect(service_id, [channel_id]))

    # --- reading back ----------------------------------------------------------------------

    def public_service(self, ptv_id: str) -> Service | None:
        """Read a service as everybody does; None where nothing is published."""
        return self.shell.send(v11.service(ptv_id))

    def public_location(self, ptv_id: str) -> ServiceLocation | None:
        """Read a service location as everybody does; None where nothing is published."""
        found = self.shell.send(v11.channel(ptv_id))
        if found is None or isinstance(found, ServiceLocation):
            return found
        raise Failed("Kanava luettiin takaisin toisen tyyppisenä", f"it is a {found.type}")

    def check_service(self, what: str, ptv_id: str, wanted: Wanted) -> Service:
        """Read a service back and hold it against what it is to be.

        Raises:
            Failed: A field is otherwise, or nothing is published.
        """
        record = self.public_service(ptv_id)
        self._held(what, ptv_id, wanted, record)
        if record is None:
            raise Failed(f"{what}: palvelua ei löydy julkisesta rajapinnasta")
        return record

    def check_location(self, what: str, ptv_id: str, wanted: Wanted) -> ServiceLocation:
        """Read a service location back and hold it against what it is to be.

        Raises:
            Failed: A field is otherwise, or nothing is published.
        """
        record = self.public_location(ptv_id)
        self._held(what, ptv_id, wanted, record)
        if record is None:
            raise Failed(f"{what}: palvelupaikkaa ei löydy julkisesta rajapinnasta")
        return record

    def check_connection(
        self, what: str, service_id: str, channel_id: str, wanted: Wanted
    ) -> Connection:
        """Read a connection back and hold it against what it is to be.

        Raises:
            Failed: A field is otherwise, or they are not connected.
        """
        ptv_id = f"{service_id}/{channel_id}"
        record = self.shell.send(v11.connection(ptv_id))
        self._held(what, ptv_id, wanted, record)
        if record is None:
            raise Failed(f"{what}: palvelua ja kanavaa ei ole liitetty toisiinsa")
        return record

    def check_open(self, what: str, channel_id: str) -> None:
        """Show that other organisations may connect a channel: only a list's filter tells.

        Raises:
            Failed: They may not.
        """
        page, pages = 0, 1
        while page < pages:
            page += 1
            found = self.shell.send(reads.visible_channel_ids(self.organisation_id, page))
            pages = found.count
            if any(text(entry, "id") == channel_id for entry in found.items):
                self.note(f"{what}: kanava on kaikkien organisaatioiden liitettävissä.")
                return
        raise Failed(f"{what}: kanava ei ole muiden organisaatioiden liitettävissä")

    def check_archived(self, kind: ItemKind, ptv_id: str) -> None:
        """Show that nothing is published any more.

        Raises:
            Failed: It is.
        """
        read = self.public_service if kind == "service" else self.public_location
        if read(ptv_id) is not None:
            raise Failed("Arkistoitu kohde näkyy yhä julkisessa rajapinnassa", ptv_id)
        self.note("Julkinen rajapinta vastaa arkistoinnin jälkeen 404.")

    # --- saying ----------------------------------------------------------------------------

    def note(self, seen: str) -> None:
        """Write down what was seen, in Finnish."""
        self.notebook.notes.append(seen)

    def require(self, holds: bool, reason: str, detail: str = "") -> None:
        """Go on only where something holds.

        Raises:
            Failed: It does not.
        """
        if not holds:
            raise Failed(reason, detail)

    def refused(self, attempt: Callable[[], object]) -> WriteRefused:
        """Return the refusal that *attempt* is to end in.

        Raises:
            Failed: It was accepted.
        """
        try:
            attempt()
        except WriteRefused as refusal:
            return refusal
        raise Failed("Virheellinen kirjoitus hyväksyttiin")

    def _write(self, write: Callable[[Writing], Awaitable[T]]) -> T:
        def done(shell: AsyncShell) -> Awaitable[T]:
            lookup = Lookup(shell, (self.organisation_id,), self.logins)
            return write(Writing(shell, lookup, self.today))

        return self.shell.run(done)

    def _note(
        self, kind: ItemKind, ptv_id: str, write: ServiceWrite | ServiceLocationWrite
    ) -> None:
        wanted = wanted_of(write)
        names = [texts.name for texts in write.language_versions.values() if texts and texts.name]
        name = names[0] if names else ""
        data: dict[str, Json] = dict(flattened(wanted))
        self.notebook.made.append(Made(kind, ptv_id, write.source_id or "", name, data))

    def _held(
        self,
        what: str,
        ptv_id: str,
        wanted: Wanted,
        record: Service | ServiceLocation | Connection | None,
    ) -> None:
        last = self.exchanges[-1] if self.exchanges else None
        fields = compare(wanted, record) if record is not None else ()
        back = ReadBack(
            what,
            ptv_id,
            last.number if last else None,
            fields,
            last.answer if last else None,
        )
        self.notebook.read.append(back)
        if back.differences:
            told = "; ".join(
                f"{one.path}: {_short(one.sent)} → {_short(one.read)}" for one in back.differences
            )
            raise Failed(f"{what}: luettu poikkeaa lähetetystä", told)


def changed(wanted: Wanted, write: ServiceWrite | ServiceLocationWrite | ConnectionWrite) -> Wanted:
    """What an item is to be after another write."""
    return laid_over(wanted, write)


def _short(value: Json, most: int = 80) -> str:
    told = str(value)
    return told if len(told) <= most else f"{told[:most]}…"
