"""Open PTV for reading into the catalogue, as the configuration names it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, TypeVar

from hytedata.clients.pages import OnProgress, Page
from hytedata.clients.ptv_catalogue.archived import ArchivedKind
from hytedata.clients.ptv_catalogue.client import PtvClient
from hytedata.clients.streams import StreamEnd
from hytedata.config import Config
from hytedata.errors import ConfigError
from hytedata.models.ptv import (
    Connection,
    GeneralDescription,
    Organisation,
    Record,
    Service,
    ServiceChannel,
    ServiceCollection,
)
from hytedata.runs.read_ptv import PtvReader

R = TypeVar("R", bound=Record)

Read = Callable[..., Iterator[Page[R] | StreamEnd]]


@contextmanager
def open_ptv(config: Config, environ: Mapping[str, str]) -> Iterator[PtvReader]:
    """Open the version of PTV's API that the catalogue is read from.

    Raises:
        ConfigError: It is v12, and its key is missing.
    """
    with _client(config, environ) as client:
        yield CatalogueReads.of(client, config.ptv.read_version == "v12")


def _client(config: Config, environ: Mapping[str, str]) -> PtvClient:
    ptv = config.ptv
    key = config.ptv_api_key(environ) if ptv.read_version == "v12" else None
    if ptv.read_version == "v12" and key is None:
        problem = (
            "ptv.read_version: v12 needs a key; put it into the environment variable "
            "HYTEDATA_PTV_API_KEY, or into a file that ptv.api_key_file names"
        )
        raise ConfigError(config.file, [problem])
    return PtvClient(
        ptv.v12_url if ptv.read_version == "v12" else ptv.url,
        contact=config.contact,
        read_version=ptv.read_version,
        api_key=key.get_secret_value() if key else None,
        at_once=ptv.at_once,
        per_second=ptv.per_second,
        proxy=config.proxy,
        ca_bundle=config.ca_bundle,
    )


@dataclass(frozen=True)
class Kind(Generic[R]):
    """How one kind of record is read into the catalogue.

    Attributes:
        read: The client's `stream` of it.
        archived: Returns ids of what was archived since a time; none where PTV does not tell.
    """

    read: Read[R]
    archived: Callable[[datetime], Iterable[str]] = field(default=lambda _: ())

    def stream(
        self,
        *,
        municipality: str | None = None,
        include_nationwide: bool = False,
        changed_since: datetime | None = None,
        progress: OnProgress | None = None,
    ) -> Iterator[Page[R] | StreamEnd]:
        """Read those of a municipality, or all; all of them, or what changed since."""
        place = (
            {"municipality": municipality, "include_nationwide": include_nationwide}
            if municipality is not None
            else {}
        )
        return self.read(changed_since=changed_since, progress=progress, **place)

    def archived_ids(self, *, since: datetime) -> Iterable[str]:
        """Return ids of what was archived since."""
        return self.archived(since)


@dataclass(frozen=True)
class CatalogueReads:
    """All kinds of record of one client."""

    services: Kind[Service]
    channels: Kind[ServiceChannel]
    organisations: Kind[Organisation]
    general_descriptions: Kind[GeneralDescription]
    connections: Kind[Connection]
    collections: Kind[ServiceCollection]

    @classmethod
    def of(cls, client: PtvClient, newer: bool) -> "CatalogueReads":
        """Return the reads of *client*; *newer* is v12, which lists archived descriptions too.

        A connection is no archived kind of either version: one that is gone is seen by a full
        read.
        """

        def archived(kind: ArchivedKind) -> Callable[[datetime], Iterable[str]]:
            return lambda since: (one.id for one in client.archived.iter(kind, since=since))

        descriptions = client.general_descriptions.stream
        return cls(
            services=Kind(client.services.stream, archived("service")),
            channels=Kind(client.channels.stream, archived("service-channel")),
            organisations=Kind(client.organisations.stream, archived("organisation")),
            general_descriptions=(
                Kind(descriptions, archived("general-description")) if newer else Kind(descriptions)
            ),
            connections=Kind(client.connections.stream),
            collections=Kind(client.collections.stream, archived("service-collection")),
        )
