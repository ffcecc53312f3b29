"""A country in files, planned: stand-ins for both registers, below HTTP.

python -m benchmarks.country FOLDER

plans once and prints processor seconds and memory as JSON. `country_made` writes the folder.
"""

import json
import sys
import time
from collections.abc import (
    AsyncGenerator,
    Callable,
    Coroutine,
    Generator,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
)
from pathlib import Path
from typing import Any, TypeVar, cast

from benchmarks.memory import peak_mb
from hytedata.clients.lipas_raw import RawSites
from hytedata.clients.lipas_selection import Selection, SnapshotBuilder, known_heads
from hytedata.clients.ptv_codes import CodesCache, PtvCodes
from hytedata.clients.ptv_organisation import OrganisationReading
from hytedata.config import load_config
from hytedata.connectors._http import AsyncShell, Endpoint, Response, SyncShell
from hytedata.connectors.lipas.query import SiteQuery
from hytedata.connectors.lipas.scan import Scan
from hytedata.models.clock import utc_now
from hytedata.models.common import Snapshot
from hytedata.models.publication import TargetState
from hytedata.models.sports_site import AnySite, SiteHead
from hytedata.runs.plan import plan_with
from hytedata.store import Store
from hytedata.sync.ports import SiteSource, Target

T = TypeVar("T")


class Pages:
    """Answers by key from one file, as a shell that talks to nobody.

    Attributes:
        waited: Processor seconds that it took to get the bytes: the network's part.
    """

    def __init__(self, folder: Path, name: str, key: Callable[[Endpoint[Any]], str]) -> None:
        self._index = json.loads((folder / f"{name}.index").read_bytes())
        self._path = folder / f"{name}.pages"
        self._key = key
        self.waited = 0.0
        self.upstream = type("Nowhere", (), {"base_url": "https://country.test"})()

    def send(self, endpoint: Endpoint[T]) -> T:
        place = self._index.get(self._key(endpoint))
        if place is None:
            return endpoint.decode(Response(404, endpoint.request.path, {}, b""))
        began = time.process_time()
        with self._path.open("rb") as file:
            file.seek(place[0])
            content = file.read(place[1])
        self.waited += time.process_time() - began
        return endpoint.decode(Response(200, "", {}, content))

    def pages(self, endpoints: Iterable[Endpoint[T]]) -> Iterator[T]:
        return map(self.send, endpoints)

    def pages_from(
        self, first: Endpoint[T], rest: Callable[[T], Iterable[Endpoint[T]]]
    ) -> Generator[T, None, None]:
        value = self.send(first)
        yield value
        yield from self.pages(rest(value))

    def run(self, work: Callable[[AsyncShell], Coroutine[Any, Any, T]]) -> T:
        """Do *work*, for which nothing ever has to be waited for: no loop is needed."""
        try:
            work(cast("AsyncShell", _Together(self))).send(None)
        except StopIteration as end:
            done: T = end.value
            return done
        raise RuntimeError("it waited for something")


class _Together:
    """The same answers for work that awaits them."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages

    async def pages_from(
        self, first: Endpoint[T], rest: Callable[[T], Iterable[Endpoint[T]]]
    ) -> AsyncGenerator[T, None]:
        for one in self._pages.pages_from(first, rest):
            yield one


class Sites:
    """Lipas from a file."""

    def __init__(self, folder: Path) -> None:
        self.pages = Pages(folder, "lipas", _lipas_key)
        self.normalised = 0

    def scan(
        self,
        *,
        municipalities: Sequence[str],
        categories: Sequence[int] = (),
        enough: Callable[[SiteHead], bool],
    ) -> Snapshot[AnySite]:
        builder = SnapshotBuilder(Selection.of(municipalities, categories), enough)
        query = SiteQuery(municipalities=tuple(municipalities))
        sites = RawSites(cast("SyncShell", self.pages), Scan(query, known=known_heads(enough)))
        for site in sites:
            builder.add(site)
        found = builder.scanned(sites.completeness.reasons)
        self.normalised += sum(not isinstance(site, SiteHead) for site in found.items)
        return found

    def publishes_to_ptv(self, lipas_id: int) -> bool | None:
        return False


class Channels:
    """PTV from a file; whoever writes to it finds no method."""

    login = "country"
    api_version = "v11"

    def __init__(self, folder: Path) -> None:
        self.pages = Pages(folder, "ptv", _ptv_key)
        self._shell = cast("SyncShell", self.pages)
        kept: dict[str, bytes] = {}
        self._codes = PtvCodes(self._shell, cache=CodesCache(kept.get, kept.__setitem__))
        self.decoded = 0

    def read(self, organisation: str, known: Mapping[str, str] | None = None) -> TargetState:
        reading = OrganisationReading(
            self._shell, organisation, self._codes, logins=lambda: 1, known=known
        )
        state = reading.state()
        self.decoded += sum(not one.familiar for one in state.items if one.kind == "channel")
        return state


def _lipas_key(endpoint: Endpoint[Any]) -> str:
    params = dict(endpoint.request.params)
    return f"{params['city-codes'].split(',')[0]} {params['page']}"


def _ptv_key(endpoint: Endpoint[Any]) -> str:
    params = dict(endpoint.request.params)
    whose = params.get("organizationId") or params.get("OrganizationId")
    what = "visible" if "isVisibleForAll" in params else params.get("ArchivingType")
    what = "modified" if "date" in params else what
    named = filter(None, (endpoint.request.path, whose, what, params.get("page", "1")))
    return " ".join(named)


def plan(folder: Path) -> dict[str, float]:
    """Plan once: CPU seconds, peak of memory in MB, and what was found and looked at."""
    config = load_config(folder / "hytedata.toml", environ={})
    source, target = Sites(folder), Channels(folder)
    with Store.open(config.store, now=utc_now) as store:
        began = time.process_time()
        made = plan_with(
            config,
            config.organisation[0],
            cast("SiteSource", source),
            cast("Target", target),
            store,
        )
        took = time.process_time() - began - source.pages.waited - target.pages.waited
    return {
        "seconds": took,
        "peak_mb": peak_mb(),
        "sites": made.source.items,
        "unchanged": made.counts["unchanged"],
        "changes": len(made.changes),
        "warnings": len(made.warnings),
        "looked_at": source.normalised + target.decoded,
    }


def main() -> None:
    """Plan the country in the folder that is named."""
    sys.stdout.write(json.dumps(plan(Path(sys.argv[1]))))


if __name__ == "__main__":
    main()
