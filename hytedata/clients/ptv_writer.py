"""Writing services, service locations and connections to PTV, all their fields, for any developer.

`PtvWriter` is what is promised whichever version of PTV's API does it; `PtvV11Writer` is the one
there is. `AsyncPtvV11Writer` has the same methods to await: both run the same steps.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

import anyio

from hytedata.clients.opening import AsyncClient, SyncClient
from hytedata.clients.ptv_writer_lookup import Lookup
from hytedata.clients.ptv_writing import Kind, Writing
from hytedata.clients.ptv_writing_connections import Connecting
from hytedata.connectors._http import AsyncShell, SyncShell, Upstream, user_agent
from hytedata.connectors._http.budget import Sleep
from hytedata.connectors.ptv.login import PtvLogin
from hytedata.models.clock import day_in_finland, utc_now
from hytedata.models.ptv import Connection, Service, ServiceLocation
from hytedata.models.ptv_write import ConnectionWrite, ServiceLocationWrite, ServiceWrite

__all__ = ["AsyncPtvV11Writer", "Kind", "PtvV11Writer", "PtvWriter"]


class PtvWriter(Protocol):
    """Writes single items. Every write is checked as a whole before anything is sent.

    All refusals are `WriteRefused`, whose `faults` hold every message by field path of the write:
    those of our own check (situation `checked-before-sending`; PTV was not asked), those of an item
    with unpublished edits (`modified-in-ptv`; nor then), and PTV's own.
    Whatever is written is read again, and returned as our read model.
    """

    def create_service(self, write: ServiceWrite) -> Service:
        """Create a service.

        A POST is never repeated blindly: where its answer is lost, the item is looked for by its
        source id, and posted once more only if it is not there.

        Raises:
            WriteRefused: It has faults, or PTV refuses it.
            AnswerLost: The answer was lost and nothing can be found: without a source id, only
                a person can tell whether the item is there.
        """
        ...

    def update_service(
        self, write: ServiceWrite, *, id: str | None = None, source_id: str | None = None
    ) -> Service:
        """Change what *write* mentions of a service; everything else stays as it is.

        Raises:
            WriteRefused: It has faults, somebody has unpublished edits, or PTV refuses it.
            NotFound: It is archived, unknown or not ours.
            InputError: It is named by neither or by both.
            AnswerLost: It may have been written; doing it again does no harm.
        """
        ...

    def create_service_location(self, write: ServiceLocationWrite) -> ServiceLocation:
        """Create a service location; see `create_service`."""
        ...

    def update_service_location(
        self, write: ServiceLocationWrite, *, id: str | None = None, source_id: str | None = None
    ) -> ServiceLocation:
        """Change what *write* mentions of a service location; see `update_service`.

        PTV takes `connectable_by` on every write and does not tell it of a draft, nor for sure
        where its list of open channels contradicts the connections: it has to be given then.
        """
        ...

    def archive(self, kind: Kind, id: str | None = None, *, source_id: str | None = None) -> None:
        """Archive a `service` or `service-location`; a location's connections are lost.

        Raises:
            WriteRefused: It is a draft, or somebody has unpublished edits, or PTV refuses it.
            NotFound: It is archived already, unknown or not ours.
        """
        ...

    def restore(
        self, kind: Kind, id: str, write: ServiceWrite | ServiceLocationWrite | None = None
    ) -> Service | ServiceLocation:
        """Publish an archived item again, with what *write* says over what it held.

        What is archived cannot be read, so language versions in *write* are the whole set, and a
        service needs its classes, terms and groups, or its general description. Connections do
        not come back; a location is open to its own organisation unless *write* says otherwise.

        Raises:
            WriteRefused: It has faults, or PTV refuses it.
            InputError: It is not archived.
            NotFound: It is unknown or not ours.
        """
        ...

    def connect(self, write: ConnectionWrite) -> Connection:
        """Add a connection, or change what *write* mentions of one.

        It touches no others, unless something is emptied: PTV can only do that with a list of all
        connections, which is read right before and sent whole.

        Raises:
            WriteRefused: It has faults, or PTV refuses it or drops it without a word.
            NotFound: An end is archived, unknown or not ours.
        """
        ...

    def disconnect(self, service_id: str, channel_ids: Iterable[str]) -> Service:
        """Take channels out of a service's connections, keeping all others whole.

        Raises:
            WriteRefused: PTV refuses it, or they are still connected.
            NotFound: The service is archived, unknown or not ours.
            InputError: Only connections of customer service points would remain.
        """
        ...


class _Setup:
    """What both writers are made of."""

    def __init__(
        self,
        url: str,
        token_url: str,
        username: str,
        password: str,
        *,
        contact: str,
        organisations: Sequence[str],
        login_organisation: str | None,
        at_once: int,
        proxy: str | None,
        ca_bundle: Path | None,
        now: Callable[[], datetime],
    ) -> None:
        self._logins, self._now = 0, now
        self._organisations = tuple(organisations)
        login = PtvLogin(token_url, username, password, login_organisation or None)
        self.upstream = Upstream(
            "PTV",
            url,
            user_agent=user_agent(contact),
            at_once=at_once,
            auth=login.shared(now=lambda: now().timestamp(), on_login=self._count),
            also=(token_url,),
            proxy=proxy,
            ca_bundle=ca_bundle,
        )

    def writing(self, shell: AsyncShell) -> Writing:
        """The steps, over an open shell."""
        lookup = Lookup(shell, self._organisations, lambda: self._logins)
        return Writing(shell, lookup, self._today)

    def _count(self) -> None:
        self._logins += 1

    def _today(self) -> date:
        return day_in_finland(self._now())


class PtvV11Writer(SyncClient):
    """A `PtvWriter` over PTV v11; use it as a context manager.

    Args:
        url: The API's address, without the version.
        token_url: Where to log in.
        username: Name of the API user.
        password: Its password; kept in memory only, and in no message.
        contact: Whom to write to about our requests; goes into the User-Agent.
        organisations: PTV ids whose lists are searched for source ids.
        login_organisation: Palveluhallinta id, where the user serves several organisations.
        at_once: Most requests in flight; 0 for no bound.
        proxy: Address of a proxy.
        ca_bundle: PEM file of trusted certificates, instead of the usual ones.
        sleep: Waits between attempts.
        now: Aware clock.
    """

    def __init__(
        self,
        url: str,
        token_url: str,
        username: str,
        password: str,
        *,
        contact: str,
        organisations: Sequence[str] = (),
        login_organisation: str | None = None,
        at_once: int = 4,
        proxy: str | None = None,
        ca_bundle: Path | None = None,
        sleep: Sleep = anyio.sleep,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self._setup = _Setup(
            url,
            token_url,
            username,
            password,
            contact=contact,
            organisations=organisations,
            login_organisation=login_organisation,
            at_once=at_once,
            proxy=proxy,
            ca_bundle=ca_bundle,
            now=now,
        )
        self._shell = SyncShell(self._setup.upstream, sleep=sleep)

    def create_service(self, write: ServiceWrite) -> Service:
        """See `PtvWriter.create_service`."""
        return self._shell.run(lambda shell: self._setup.writing(shell).create_service(write))

    def update_service(
        self, write: ServiceWrite, *, id: str | None = None, source_id: str | None = None
    ) -> Service:
        """See `PtvWriter.update_service`."""
        return self._shell.run(
            lambda shell: self._setup.writing(shell).update_service(write, id, source_id)
        )

    def create_service_location(self, write: ServiceLocationWrite) -> ServiceLocation:
        """See `PtvWriter.create_service_location`."""
        return self._shell.run(
            lambda shell: self._setup.writing(shell).create_service_location(write)
        )

    def update_service_location(
        self, write: ServiceLocationWrite, *, id: str | None = None, source_id: str | None = None
    ) -> ServiceLocation:
        """See `PtvWriter.update_service_location`."""
        return self._shell.run(
            lambda shell: self._setup.writing(shell).update_service_location(write, id, source_id)
        )

    def archive(self, kind: Kind, id: str | None = None, *, source_id: str | None = None) -> None:
        """See `PtvWriter.archive`."""
        self._shell.run(lambda shell: self._setup.writing(shell).archive(kind, id, source_id))

    def restore(
        self, kind: Kind, id: str, write: ServiceWrite | ServiceLocationWrite | None = None
    ) -> Service | ServiceLocation:
        """See `PtvWriter.restore`."""
        return self._shell.run(lambda shell: self._setup.writing(shell).restore(kind, id, write))

    def connect(self, write: ConnectionWrite) -> Connection:
        """See `PtvWriter.connect`."""
        return self._shell.run(lambda shell: Connecting(self._setup.writing(shell)).connect(write))

    def disconnect(self, service_id: str, channel_ids: Iterable[str]) -> Service:
        """See `PtvWriter.disconnect`."""
        wanted = tuple(channel_ids)
        return self._shell.run(
            lambda shell: Connecting(self._setup.writing(shell)).disconnect(service_id, wanted)
        )


class AsyncPtvV11Writer(AsyncClient):
    """What `PtvV11Writer` is, to await; the same arguments, methods and errors.

    Use it with `async with`, from one event loop.
    """

    def __init__(
        self,
        url: str,
        token_url: str,
        username: str,
        password: str,
        *,
        contact: str,
        organisations: Sequence[str] = (),
        login_organisation: str | None = None,
        at_once: int = 4,
        proxy: str | None = None,
        ca_bundle: Path | None = None,
        sleep: Sleep = anyio.sleep,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self._setup = _Setup(
            url,
            token_url,
            username,
            password,
            contact=contact,
            organisations=organisations,
            login_organisation=login_organisation,
            at_once=at_once,
            proxy=proxy,
            ca_bundle=ca_bundle,
            now=now,
        )
        self._shell = AsyncShell(self._setup.upstream, sleep=sleep)

    @property
    def _writing(self) -> Writing:
        return self._setup.writing(self._shell)

    async def create_service(self, write: ServiceWrite) -> Service:
        """See `PtvWriter.create_service`."""
        return await self._writing.create_service(write)

    async def update_service(
        self, write: ServiceWrite, *, id: str | None = None, source_id: str | None = None
    ) -> Service:
        """See `PtvWriter.update_service`."""
        return await self._writing.update_service(write, id, source_id)

    async def create_service_location(self, write: ServiceLocationWrite) -> ServiceLocation:
        """See `PtvWriter.create_service_location`."""
        return await self._writing.create_service_location(write)

    async def update_service_location(
        self, write: ServiceLocationWrite, *, id: str | None = None, source_id: str | None = None
    ) -> ServiceLocation:
        """See `PtvWriter.update_service_location`."""
        return await self._writing.update_service_location(write, id, source_id)

    async def archive(
        self, kind: Kind, id: str | None = None, *, source_id: str | None = None
    ) -> None:
        """See `PtvWriter.archive`."""
        await self._writing.archive(kind, id, source_id)

    async def restore(
        self, kind: Kind, id: str, write: ServiceWrite | ServiceLocationWrite | None = None
    ) -> Service | ServiceLocation:
        """See `PtvWriter.restore`."""
        return await self._writing.restore(kind, id, write)

    async def connect(self, write: ConnectionWrite) -> Connection:
        """See `PtvWriter.connect`."""
        return await Connecting(self._writing).connect(write)

    async def disconnect(self, service_id: str, channel_ids: Iterable[str]) -> Service:
        """See `PtvWriter.disconnect`."""
        return await Connecting(self._writing).disconnect(service_id, tuple(channel_ids))
