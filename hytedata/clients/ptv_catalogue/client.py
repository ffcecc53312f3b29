"""The client of PTV, synchronous and asynchronous: one model, whichever version is read."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Final, Literal, ParamSpec, TypeAlias, TypeVar

import anyio

from hytedata.clients.opening import AsyncClient, SyncClient
from hytedata.clients.ptv_catalogue.arguments import PtvArguments
from hytedata.clients.ptv_catalogue.codes import CodeLists, chosen
from hytedata.clients.ptv_catalogue.filters import ptv_id
from hytedata.clients.ptv_catalogue.v11 import reads as v11
from hytedata.clients.ptv_catalogue.v12 import reads as v12
from hytedata.clients.ptv_catalogue.version import (
    V11_CAPABILITIES,
    V12_CAPABILITIES,
    Version,
)
from hytedata.clients.ptv_codes import CodesCache
from hytedata.clients.reads import AsyncLists, AsyncReads, Lists, Queries, Reads
from hytedata.connectors._http import AsyncShell, Endpoint, SyncShell, Upstream, user_agent
from hytedata.connectors._http.budget import Budget, Sleep
from hytedata.connectors.ptv.login import PtvLogin
from hytedata.connectors.ptv.v12.problems import KEY_HEADER
from hytedata.errors import InputError, NotFound
from hytedata.models.clock import utc_now
from hytedata.models.ptv import CodeItem, CodeListName, Organisation, OrganisationTree

ReadVersion: TypeAlias = Literal["v11", "v12"]

P = ParamSpec("P")
R = TypeVar("R")

V11_URL: Final = "https://api.palvelutietovaranto.suomi.fi/api"
V12_URL: Final = "https://api-gw.palvelutietovaranto.suomi.fi/api"


def ptv_upstream(
    url: str | None = None,
    *,
    contact: str,
    read_version: ReadVersion = "v11",
    api_key: str | None = None,
    login: PtvLogin | None = None,
    at_once: int = 4,
    per_second: float = 0,
    proxy: str | None = None,
    ca_bundle: Path | None = None,
) -> Upstream:
    """Describe a PTV and how gently it is asked.

    Args:
        url: Address without the version, which is below it; None is production.
        contact: E-mail or web address for the User-Agent.
        read_version: `v11`, open to all until it closes in 2027, or `v12`, with an API key.
        api_key: v12's; sent with every call, and in no message.
        login: For what v11 shows to API users only: newest versions, lists of upkeep.
        at_once: Most requests in flight; 0 for no bound.
        per_second: Most requests started per second; 0 for no bound.
        proxy: Address of a proxy; None takes the environment's.
        ca_bundle: Trusted certificates, instead of the usual ones.

    Raises:
        InputError: Contact or key is missing, or the version is none.
    """
    if read_version not in ("v11", "v12"):
        raise InputError(f"read_version: {read_version!r} is none of v11, v12")
    if not contact.strip():
        raise InputError("contact: give an e-mail or web address; PTV likes to know its readers")
    if read_version == "v12" and not (api_key or "").strip():
        raise InputError("api_key: PTV v12 needs one on each call; ask ptv-tuki@dvv.fi for it")
    base = url or (V11_URL if read_version == "v11" else V12_URL)
    if read_version == "v12":
        # Its health checks lie beside `/api`, so paths are given from above it.
        base = base.rstrip("/").removesuffix("/api")
    return Upstream(
        "PTV",
        base,
        user_agent=user_agent(contact),
        at_once=at_once,
        per_second=per_second,
        auth=login.shared() if login else None,
        also=(login.token_url,) if login else (),
        headers={KEY_HEADER: (api_key or "").strip()} if read_version == "v12" else {},
        proxy=proxy,
        ca_bundle=ca_bundle,
    )


class PtvQueries:
    """How each kind of record is read through one version."""

    def __init__(self, read_version: ReadVersion) -> None:
        version: Version = v11 if read_version == "v11" else v12
        walks = PtvArguments(version)
        self.capabilities = V11_CAPABILITIES if read_version == "v11" else V12_CAPABILITIES
        self.services = Queries(
            "PTV", "service", walks.services, _by_id(version.service), version.services_by_id
        )
        self.channels = Queries(
            "PTV", "channel", walks.channels, _by_id(version.channel), version.channels_by_id
        )
        self.organisations = Queries(
            "PTV",
            "organisation",
            walks.organisations,
            _by_id(version.organisation),
            version.organisations_by_id,
        )
        self.general_descriptions = Queries(
            "PTV",
            "general description",
            walks.general_descriptions,
            _by_id(version.general_description),
            version.general_descriptions_by_id,
        )
        self.collections = Queries(
            "PTV",
            "service collection",
            walks.collections,
            _by_id(version.collection),
            version.collections_by_id,
        )
        self.connections = Queries(
            "PTV",
            "connection",
            walks.connections,
            version.connection,
            version.connections_by_id,
        )
        self.archived = walks.archived
        self.active_services = Queries(
            "PTV",
            "service",
            walks.active_services,
            version.active_service,
            version.active_services_by_id,
        )
        self.active_channels = Queries(
            "PTV",
            "channel",
            walks.active_channels,
            version.active_channel,
            version.active_channels_by_id,
        )
        self.upkeep = walks.upkeep
        self.tree = _by_id(version.tree)
        self.codes = version.codes


def _by_id(describe: Callable[[str], Endpoint[R]]) -> Callable[[str], Endpoint[R]]:
    """Let *describe* have ids that have been checked, in lower case."""
    return lambda record_id: describe(ptv_id("id", record_id))


class PtvClient(SyncClient):
    """Reads PTV; use it with `with`.

    Every kind of record is read the same way: `ptv.channels.iter(municipality="205")` lazily,
    `.pages(…)` by page, `.snapshot(…)` whole with a verdict of completeness, `.get(id)`,
    `.find(id)` and `.get_many(ids)` by id.

    Attributes:
        services: Services.
        channels: Service channels of all five kinds.
        organisations: Organisations, and their trees.
        general_descriptions: General descriptions.
        collections: Service collections.
        connections: Connections of a service and a channel; id: `service id/channel id`.
        archived: Records that PTV no longer shows.
        active_services: Newest versions of services, drafts and unpublished edits among them.
        active_channels: Newest versions of channels.
        upkeep: What PTV asks the login's organisations to do.
        codes: Code lists with labels.
        capabilities: What the version that is read cannot tell.

    Args:
        url: Address of PTV without the version; None is production.
        contact: E-mail or web address for the User-Agent.
        read_version: `v11`, open to all until it closes in 2027, or `v12`, with an API key.
        api_key: v12's.
        login: An API user, for what v11 shows to such only: `active_services`,
            `active_channels`, `upkeep`. Public reads are sent without its token.
        at_once: Most requests in flight; 0 for no bound.
        per_second: Most requests started per second; 0 for no bound.
        budget: Shared with other clients of the same PTV; None makes one of its own.
        codes_cache: Keeps code lists between runs, for 30 days; None keeps them in memory.
        proxy: Address of a proxy; None takes the environment's.
        ca_bundle: Trusted certificates, instead of the usual ones.
        sleep: Waits between attempts.
        now: Aware clock, for the age of code lists.

    Raises:
        InputError: An argument is missing or wrong.
    """

    def __init__(
        self,
        url: str | None = None,
        *,
        contact: str,
        read_version: ReadVersion = "v11",
        api_key: str | None = None,
        login: PtvLogin | None = None,
        at_once: int = 4,
        per_second: float = 0,
        budget: Budget | None = None,
        codes_cache: CodesCache | None = None,
        proxy: str | None = None,
        ca_bundle: Path | None = None,
        sleep: Sleep = anyio.sleep,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        upstream = ptv_upstream(
            url,
            contact=contact,
            read_version=read_version,
            api_key=api_key,
            login=login,
            at_once=at_once,
            per_second=per_second,
            proxy=proxy,
            ca_bundle=ca_bundle,
        )
        queries = PtvQueries(read_version)
        self._shell = shell = SyncShell(upstream, budget=budget, sleep=sleep)
        self.capabilities = queries.capabilities
        self.services = Reads(shell, queries.services)
        self.channels = Reads(shell, queries.channels)
        self.organisations = OrganisationReads(shell, queries.organisations, queries.tree)
        self.general_descriptions = Reads(shell, queries.general_descriptions)
        self.collections = Reads(shell, queries.collections)
        self.connections = Reads(shell, queries.connections)
        self.archived = Lists(shell, queries.archived)
        self.active_services = Reads(shell, queries.active_services)
        self.active_channels = Reads(shell, queries.active_channels)
        self.upkeep = Lists(shell, queries.upkeep)
        lists = CodeLists(queries.codes, upstream.base_url, cache=codes_cache, now=now)
        self.codes = PtvCodeLists(shell, lists)


class AsyncPtvClient(AsyncClient):
    """What `PtvClient` is, for `async with`; the same names, arguments and errors."""

    def __init__(
        self,
        url: str | None = None,
        *,
        contact: str,
        read_version: ReadVersion = "v11",
        api_key: str | None = None,
        login: PtvLogin | None = None,
        at_once: int = 4,
        per_second: float = 0,
        budget: Budget | None = None,
        codes_cache: CodesCache | None = None,
        proxy: str | None = None,
        ca_bundle: Path | None = None,
        sleep: Sleep = anyio.sleep,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        upstream = ptv_upstream(
            url,
            contact=contact,
            read_version=read_version,
            api_key=api_key,
            login=login,
            at_once=at_once,
            per_second=per_second,
            proxy=proxy,
            ca_bundle=ca_bundle,
        )
        queries = PtvQueries(read_version)
        self._shell = shell = AsyncShell(upstream, budget=budget, sleep=sleep)
        self.capabilities = queries.capabilities
        self.services = AsyncReads(shell, queries.services)
        self.channels = AsyncReads(shell, queries.channels)
        self.organisations = AsyncOrganisationReads(shell, queries.organisations, queries.tree)
        self.general_descriptions = AsyncReads(shell, queries.general_descriptions)
        self.collections = AsyncReads(shell, queries.collections)
        self.connections = AsyncReads(shell, queries.connections)
        self.archived = AsyncLists(shell, queries.archived)
        self.active_services = AsyncReads(shell, queries.active_services)
        self.active_channels = AsyncReads(shell, queries.active_channels)
        self.upkeep = AsyncLists(shell, queries.upkeep)
        lists = CodeLists(queries.codes, upstream.base_url, cache=codes_cache, now=now)
        self.codes = AsyncPtvCodeLists(shell, lists)


# --- what single kinds have beyond the rest -----------------------------------------------------

Tree: TypeAlias = Callable[[str], Endpoint[OrganisationTree | None]]


class OrganisationReads(Reads[P, Organisation]):
    """Reads organisations, and the trees that they form."""

    def __init__(self, shell: SyncShell, queries: Queries[P, Organisation], one_tree: Tree) -> None:
        super().__init__(shell, queries)
        self._tree = one_tree

    def tree(self, organisation_id: str) -> OrganisationTree:
        """Read an organisation with all below it.

        Raises:
            NotFound: It is not published.
        """
        return _tree(self._shell.send(self._tree(organisation_id)), organisation_id)


class AsyncOrganisationReads(AsyncReads[P, Organisation]):
    """What `OrganisationReads` is, for `await`."""

    def __init__(
        self, shell: AsyncShell, queries: Queries[P, Organisation], one_tree: Tree
    ) -> None:
        super().__init__(shell, queries)
        self._tree = one_tree

    async def tree(self, organisation_id: str) -> OrganisationTree:
        """Read an organisation with all below it; see `OrganisationReads.tree`."""
        return _tree(await self._shell.send(self._tree(organisation_id)), organisation_id)


def _tree(found: OrganisationTree | None, organisation_id: str) -> OrganisationTree:
    if found is None:
        raise NotFound("PTV", f"organisation {organisation_id}")
    return found


class PtvCodeLists:
    """PTV's code lists: read once, kept for 30 days. v11 serves no classes: see `codes`."""

    def __init__(self, shell: SyncShell, lists: CodeLists) -> None:
        self._shell, self._lists = shell, lists

    def all(self, name: CodeListName) -> tuple[CodeItem, ...]:
        """Return all entries of a list.

        Raises:
            InputError: There is no such list in the version that is read.
            SourceUnavailable: It cannot be read whole.
        """
        return self._shell.run(lambda shell: self._lists.read(shell, name))

    def find(self, name: CodeListName, code: str) -> CodeItem | None:
        """Return the entry with this code or URI, with its labels; None where there is none."""
        return chosen(self.all(name), code)


class AsyncPtvCodeLists:
    """What `PtvCodeLists` is, for `await`."""

    def __init__(self, shell: AsyncShell, lists: CodeLists) -> None:
        self._shell, self._lists = shell, lists

    async def all(self, name: CodeListName) -> tuple[CodeItem, ...]:
        """Return all entries of a list; see `PtvCodeLists.all`."""
        return await self._lists.read(self._shell, name)

    async def find(self, name: CodeListName, code: str) -> CodeItem | None:
        """Return the entry with this code or URI; None where there is none."""
        return chosen(await self.all(name), code)
