"""Write a country into files: sites, channels, and a store that knows them to be in step.

python -m benchmarks.country_made FOLDER

The documents come from one published municipality of the sandbox, with ids, names and geometries
changed.
"""

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from benchmarks.country import Channels, Sites
from benchmarks.country_files import (
    PAGE,
    Writer,
    ptv_id,
    published_in,
    relation,
    write_common_lists,
    write_lists,
)
from benchmarks.lipas_scan import grow
from hytedata.codes import municipalities
from hytedata.config import Config, load_config
from hytedata.connectors.ptv.v11.decode import decode_item
from hytedata.connectors.ptv.v11.familiar import digest_of
from hytedata.models.clock import utc_now
from hytedata.models.common import Json, Snapshot
from hytedata.models.publication import Desired, Skip, SourceItem, TargetState
from hytedata.models.sports_site import AnySite, SiteHead
from hytedata.models.sync_state import Applied, Link
from hytedata.runs.plan import basis_of
from hytedata.runs.wanted import wanted
from hytedata.sandbox import World
from hytedata.store import Store
from hytedata.sync.in_step import Noted, Steps, head_of
from hytedata.sync.mapping import site_item, site_source_id

SITES, PLACES = 45_000, 45
ROUTE_VERTICES, AREA_VERTICES = 1_100, 300
UNLIKE = 0.75
"""Share of sites whose name nobody else has."""
REMARKS = 3
"""Every so many-th published site has a remark, as in the sandbox's municipality."""


def make(folder: Path) -> None:
    """Write the country and its store."""
    world = World()
    state, published = published_in(world)
    shown = {int(str(one["sourceId"]).rpartition("-")[2]) for one in published}
    documents = grown([site.document() for site in world.sites if site.lipas_id in shown])
    places = [it.code for it in municipalities()][:PLACES]
    write_sites(folder, documents, places)
    config = write_config(folder, {state.organisation.id: places})
    organisation = config.organisation[0]
    heads = Sites(folder).scan(municipalities=places, enough=lambda _: True)
    everything = _Everything(basis_of(config, organisation))
    everything.organisation = organisation.id
    desired = wanted(organisation, heads, state, everything)
    _write_ptv(folder, config, state, published, desired, heads)


class _Everything(Steps):
    """Has every site in step, whatever it is."""

    organisation = ""

    def noted(self, site: SiteHead, source_hash: str) -> Noted:
        source_id = site_source_id(self.organisation, site.lipas_id)
        link = Link(site_item(site.lipas_id), "channel", "", source_id)
        return Noted(link, source_hash, "", ())


def grown(documents: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give routes and areas among *documents* the size that surveyed ones have."""
    for document in documents:
        for feature in document["location"]["geometries"]["features"]:
            grow(feature["geometry"], route=ROUTE_VERTICES, area=AREA_VERTICES)
    return documents


def write_sites(
    folder: Path,
    documents: list[dict[str, Any]],
    places: Sequence[str],
    edit: Callable[[int, dict[str, Any]], dict[str, Any]] = lambda _, document: document,
) -> None:
    """Write what Lipas answers: the sites take turns in looking like *documents*.

    Args:
        folder: Where to.
        documents: Sites as Lipas shows them.
        places: Codes of municipalities; each has as many sites.
        edit: Gives what a site has become, from its number and its document.
    """
    names = [document["name"] for document in documents]
    writer = Writer(folder, "lipas")
    each = SITES // len(places)
    for position, place in enumerate(places):
        numbers = range(position * each + 1, (position + 1) * each + 1)
        for page, start in enumerate(range(0, each, PAGE), start=1):
            items = []
            for number in numbers[start : start + PAGE]:
                own = number % 100 < 100 * UNLIKE
                document = {
                    **documents[number % len(documents)],
                    "lipas-id": 100_000 + number,
                    "name": names[number % len(names)] + (f" {number}" if own else ""),
                }
                document["location"]["city"]["city-code"] = int(place)
                items.append(msgspec.Raw(msgspec.json.encode(edit(number, document))))
            answer = {"items": items, "pagination": {"total-items": each}}
            writer.put(f"{int(place)} {page}", msgspec.json.encode(answer))
    writer.close()


def write_config(folder: Path, places_of: Mapping[str, Sequence[str]]) -> Config:
    """Write and load a configuration: id of an organisation → its municipalities."""
    path = folder / "hytedata.toml"
    head = f"""
contact = "benchmark@country.test"
store = "sqlite:///{folder}/store.db"
[lipas]
url = "https://lipas.test"
[ptv]
url = "https://ptv.test/api"
token_url = "https://ptv.test/login"
"""
    organisations = (
        f"""
[[organisation]]
id = "{organisation}"
name = "Country"
municipalities = {json.dumps(places)}
owners = ["city", "city-main-owner"]
languages = ["fi"]
policy = "full"
approval = "never"
username = "country"
password_env = "NONE"
"""
        for organisation, places in places_of.items()
    )
    path.write_text("".join([head, *organisations]), encoding="utf-8")
    return load_config(path, environ={})


def _write_ptv(
    folder: Path,
    config: Config,
    state: TargetState,
    published: list[Mapping[str, Json]],
    desired: Desired,
    heads: Snapshot[AnySite],
) -> None:
    organisation = config.organisation[0]
    services = [item for item in desired.items if item.kind == "service"]
    templates = [dict(item.document) for item in state.items if item.kind == "service"]
    writer = Writer(folder, "ptv")
    links: list[Link] = []
    notes: list[Applied] = []
    remarks: dict[Any, tuple[Skip, ...]] = {}
    pairs: dict[str, list[str]] = {}
    service_ids = {item.source_id: ptv_id(number, 8) for number, item in enumerate(services)}
    raws: list[msgspec.Raw] = []
    for number, item in enumerate(one for one in desired.items if one.kind == "channel"):
        channel_id = ptv_id(number, 9)
        service_id = service_ids[item.needs[0]]
        pairs.setdefault(service_id, []).append(channel_id)
        document = published[number % len(published)]
        name = item.title
        copied: dict[str, Any] = {
            **document,
            "id": channel_id,
            "sourceId": item.source_id,
            "serviceChannelNames": [{"language": "fi", "value": name, "type": "Name"}],
            "services": [relation("service", service_id, item.needs[0])],
        }
        raw = msgspec.json.encode(copied)
        actual = decode_item("channel", copied)
        raws.append(msgspec.Raw(raw))
        links.append(Link(item.source, "channel", channel_id, item.source_id))
        notes.append(
            Applied(
                item.source,
                "channel",
                actual.fields,
                actual.fields,
                item.source_hash,
                f"{digest_of(raw)}.{actual.version}",
            )
        )
        if number % REMARKS == 0:
            told = "the address «Kirkonkylä» is no street: the place is told in words"
            remarks[item.source] = (Skip(item.source, name, "no-street", told, "mend it"),)
    written: list[dict[str, Any]] = []
    for number, item in enumerate(services):
        document = templates[number % len(templates)]
        service_id = service_ids[item.source_id]
        copied = {
            **document,
            "id": service_id,
            "sourceId": item.source_id,
            "serviceChannels": [
                relation("serviceChannel", channel, item.title) for channel in pairs[service_id]
            ],
        }
        written.append(copied)
        links.append(Link(item.source, "service", service_id, item.source_id))
        echo = decode_item("service", copied).fields
        known = {path: echo[path] for path in item.fields if path in echo}
        notes.append(Applied(item.source, "service", item.fields, known))
    write_lists(writer, organisation.id, state, raws, written, links)
    write_common_lists(writer, state, links)
    writer.close()
    _write_store(config, organisation.id, links, notes, remarks, heads, pairs)


def _write_store(
    config: Config,
    organisation: str,
    links: list[Link],
    notes: list[Applied],
    remarks: Mapping[SourceItem, tuple[Skip, ...]],
    heads: Snapshot[AnySite],
    pairs: Mapping[str, list[str]],
) -> None:
    with Store.open(config.store, now=utc_now) as store:
        store.save_links(organisation, Channels.login, links)
        kept = [head for site in heads.items if (head := head_of(site))]
        store.note_in_step(organisation, Channels.login, notes, remarks, kept)
        intent = store.open_intent(
            plan_id="made",
            change_id="made",
            organisation=organisation,
            login=Channels.login,
            change={},
            before=None,
        )
        connected = [(service, channel) for service, ends in pairs.items() for channel in ends]
        store.close_intent(intent, "done", connected=connected)


if __name__ == "__main__":
    make(Path(sys.argv[1]))
