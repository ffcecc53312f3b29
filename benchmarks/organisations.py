"""300 organisations in files, planned one after the other, with hashes or without.

python -m benchmarks.organisations FOLDER light|whole

prints processor seconds, memory and what was found as JSON. `light` plans as `hytedata sync plan`
does. `whole` is what a sync without hashes does: it reads every site and every channel whole,
composes everything, and compares all fields. `organisations_made` writes the folder.
"""

import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, cast

from benchmarks.country import Channels, Sites
from benchmarks.memory import peak_mb
from hytedata.config import Config, Organisation, load_config
from hytedata.connectors.lipas.endpoints import SitePage, list_sites
from hytedata.connectors.lipas.query import SiteQuery
from hytedata.connectors.lipas.wire import WireSite
from hytedata.connectors.wire_values import decode_document
from hytedata.models.clock import utc_now
from hytedata.models.common import Completeness, Snapshot
from hytedata.models.plan import Plan, content_hash
from hytedata.models.sports_site import AnySite, SportsSite
from hytedata.normalise.lipas import normalise_decoded
from hytedata.runs.garbage import few_collections
from hytedata.runs.plan import plan_with, rules
from hytedata.runs.wanted import wanted
from hytedata.store import Store
from hytedata.sync.plan import Memory, make_plan
from hytedata.sync.ports import SiteSource, Target

PAGE: Final = 100

Make = Callable[[Config, Organisation, Sites, Channels, Store], Plan]


def _light(
    config: Config, organisation: Organisation, sites: Sites, channels: Channels, store: Store
) -> Plan:
    source, target = cast("SiteSource", sites), cast("Target", channels)
    return plan_with(config, organisation, source, target, store)


@few_collections()
def _whole(
    config: Config, organisation: Organisation, sites: Sites, channels: Channels, store: Store
) -> Plan:
    found: tuple[AnySite, ...] = tuple(_every_site(sites, organisation))
    source = Completeness(complete=True, items=len(found))
    state = channels.read(organisation.id)
    login = channels.login
    memory = Memory(
        store_id=store.id,
        links=store.links(organisation.id, login),
        applied=store.applied(organisation.id, login),
        connections=store.connections(organisation.id, login),
    )
    return make_plan(
        wanted(organisation, Snapshot(found, source), state),
        source,
        state,
        memory,
        rules(config, organisation),
        made_at=utc_now(),
        published_by_lipas=lambda _: False,
    )


def _every_site(sites: Sites, organisation: Organisation) -> Iterator[SportsSite]:
    query = SiteQuery(municipalities=tuple(organisation.municipalities))
    number, last = 1, 1
    while number <= last:
        page = sites.pages.send(list_sites(query, number, PAGE))
        assert isinstance(page, SitePage)
        for raw in page.items:
            site = normalise_decoded(decode_document(raw, WireSite), content_hash="")
            assert isinstance(site, SportsSite), site
            yield site
        number, last = number + 1, -(-page.total // PAGE)


def plan(folder: Path, make: Make) -> dict[str, object]:
    """Plan all once: CPU seconds, peak of memory in MB, and what was found."""
    config = load_config(folder / "hytedata.toml", environ={})
    sites, channels = Sites(folder), Channels(folder)
    plans: list[Plan] = []
    began = time.process_time()
    for organisation in config.organisation:
        with Store.open(config.store, now=utc_now) as store:
            plans.append(make(config, organisation, sites, channels, store))
    took = time.process_time() - began - sites.pages.waited - channels.pages.waited
    changes = [one.model_dump(mode="json") for made in plans for one in made.changes]
    return {
        "seconds": took,
        "peak_mb": peak_mb(),
        "organisations": len(plans),
        "sites": sum(made.source.items for made in plans),
        "read_whole": sites.normalised + channels.decoded,
        "counts": sum((Counter(made.counts) for made in plans), Counter()),
        "complete": all(made.source.complete and made.target.complete for made in plans),
        "changes": content_hash(changes),
    }


def main() -> None:
    """Plan the organisations in the folder that is named, in the way that is named."""
    folder, way = sys.argv[1:]
    make = {"light": _light, "whole": _whole}[way]
    sys.stdout.write(json.dumps(plan(Path(folder), make)))


if __name__ == "__main__":
    main()
