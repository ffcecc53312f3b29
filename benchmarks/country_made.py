"""Write a country into files: sites, channels, and a store that knows them to be in step.

python -m benchmarks.country_made FOLDER

The documents come from one published municipality of the sandbox, with ids, names and geometries
changed.
"""

import json
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from benchmarks.country import Channels, Sites, utc_now
from benchmarks.lipas_scan import grow
from hytedata.clients.ptv import PtvTarget
from hytedata.codes import municipalities
from hytedata.config import Config, load_config
from hytedata.connectors.ptv.v11.decode import decode_item
from hytedata.connectors.ptv.v11.familiar import digest_of
from hytedata.models.common import Json, Snapshot
from hytedata.models.publication import Desired, ItemKind, Skip, SourceItem, TargetState
from hytedata.models.sports_site import AnySite, SiteHead
from hytedata.models.sync_state import Applied, Link
from hytedata.runs.apply import apply_saved
from hytedata.runs.plan import basis_of, plan_organisation
from hytedata.runs.wanted import wanted
from hytedata.sandbox import Sandbox, World
from hytedata.store import Store
from hytedata.sync.in_step import Noted, Steps, head_of
from hytedata.sync.mapping import site_item, site_source_id

SITES, PAGE, PLACES = 45_000, 100, 45
ROUTE_VERTICES, AREA_VERTICES = 1_100, 300
UNLIKE = 0.75
"""Share of sites whose name nobody else has."""
REMARKS = 3
"""Every so many-th published site has a remark, as in the sandbox's municipality."""


class _Writer:
    def __init__(self, folder: Path, name: str) -> None:
        self._folder, self._name = folder, name
        self._file = (folder / f"{name}.pages").open("wb")
        self._index: dict[str, tuple[int, int]] = {}

    def put(self, key: str, content: bytes) -> None:
        self._index[key] = self._file.tell(), len(content)
        self._file.write(content)

    def listed(self, path: str, entries: Sequence[Any], size: int = PAGE) -> None:
        count = -(-len(entries) // size)
        for number in range(1, max(count, 1) + 1):
            part = entries[(number - 1) * size : number * size]
            page = {"pageNumber": number, "pageSize": size, "pageCount": count, "itemList": part}
            self.put(f"{path} {number}", msgspec.json.encode(page))

    def close(self) -> None:
        self._file.close()
        (self._folder / f"{self._name}.index").write_bytes(msgspec.json.encode(self._index))


def make(folder: Path) -> None:
    """Write the country and its store."""
    world = World()
    state, published = _published(world)
    shown = {int(str(one["sourceId"]).rpartition("-")[2]) for one in published}
    documents = [site.document() for site in world.sites if site.lipas_id in shown]
    places = [it.code for it in municipalities()][:PLACES]
    _write_sites(folder, documents, places)
    config = _config(folder, state.organisation.id, places)
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


def _published(world: World) -> tuple[TargetState, list[Mapping[str, Json]]]:
    """One municipality as PTV holds it after a run: the state, and the channels' documents."""
    with Sandbox(world) as sandbox, tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "hytedata.toml")
        path.write_text(sandbox.config_toml(), encoding="utf-8")
        environ = {sandbox.password_env: sandbox.password}
        config = load_config(path, environ=environ)
        organisation = config.organisation[0]
        config = config.model_copy(update={"store": f"sqlite:///{folder}/store.db"})
        apply_saved(config, plan_organisation(config, organisation, environ), environ)
        with PtvTarget(
            config.ptv.url,
            config.ptv.token_url,
            organisation.username or "",
            sandbox.password,
            contact="benchmark",
        ) as target:
            state = target.read(organisation.id)
    ours = [
        item.document
        for item in state.items
        if item.kind == "channel" and (item.source_id or "").startswith("hytedata-")
    ]
    return state, ours


def _write_sites(folder: Path, documents: list[dict[str, Any]], places: list[str]) -> None:
    for document in documents:
        for feature in document["location"]["geometries"]["features"]:
            grow(feature["geometry"], route=ROUTE_VERTICES, area=AREA_VERTICES)
    names = [document["name"] for document in documents]
    writer = _Writer(folder, "lipas")
    each = SITES // len(places)
    for position, place in enumerate(places):
        numbers = range(position * each + 1, (position + 1) * each + 1)
        for page, start in enumerate(range(0, each, PAGE), start=1):
            items = []
            for number in numbers[start : start + PAGE]:
                document = documents[number % len(documents)]
                document["lipas-id"] = 100_000 + number
                own = number % 100 < 100 * UNLIKE
                document["name"] = names[number % len(names)] + (f" {number}" if own else "")
                document["location"]["city"]["city-code"] = int(place)
                items.append(msgspec.Raw(msgspec.json.encode(document)))
            answer = {"items": items, "pagination": {"total-items": each}}
            writer.put(f"{int(place)} {page}", msgspec.json.encode(answer))
    writer.close()


def _config(folder: Path, organisation: str, places: list[str]) -> Config:
    path = folder / "hytedata.toml"
    path.write_text(
        f"""
contact = "benchmark@country.test"
store = "sqlite:///{folder}/store.db"
[lipas]
url = "https://lipas.test"
[ptv]
url = "https://ptv.test/api"
token_url = "https://ptv.test/login"
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
""",
        encoding="utf-8",
    )
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
    writer = _Writer(folder, "ptv")
    links: list[Link] = []
    notes: list[Applied] = []
    remarks: dict[Any, tuple[Skip, ...]] = {}
    pairs: dict[str, list[str]] = {}
    service_ids = {item.source_id: _id(number, 8) for number, item in enumerate(services)}
    raws: list[msgspec.Raw] = []
    for number, item in enumerate(one for one in desired.items if one.kind == "channel"):
        channel_id = _id(number, 9)
        service_id = service_ids[item.needs[0]]
        pairs.setdefault(service_id, []).append(channel_id)
        document = published[number % len(published)]
        name = item.title
        copied: dict[str, Any] = {
            **document,
            "id": channel_id,
            "sourceId": item.source_id,
            "serviceChannelNames": [{"language": "fi", "value": name, "type": "Name"}],
            "services": [_relation("service", service_id, item.needs[0])],
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
                _relation("serviceChannel", channel, item.title) for channel in pairs[service_id]
            ],
        }
        written.append(copied)
        links.append(Link(item.source, "service", service_id, item.source_id))
        echo = decode_item("service", copied).fields
        known = {path: echo[path] for path in item.fields if path in echo}
        notes.append(Applied(item.source, "service", item.fields, known))
    _write_lists(writer, organisation.id, state, raws, written, list(pairs), links)
    _write_store(config, organisation.id, links, notes, remarks, heads, pairs)


def _write_lists(
    writer: _Writer,
    organisation: str,
    state: TargetState,
    channels: list[msgspec.Raw],
    services: list[dict[str, Any]],
    service_ids: list[str],
    links: list[Link],
) -> None:
    names = [
        {"language": code, "value": n, "type": "Name"}
        for code, n in state.organisation.names.items()
    ]
    writer.put(
        f"/v11/Organization/{organisation} 1",
        msgspec.json.encode({"id": organisation, "organizationNames": names}),
    )
    writer.listed("/v11/ServiceChannel/list/organization", channels)
    writer.listed("/v11/Service/list/organization", services)
    now = "2026-11-24T09:00:00Z"
    ids = {
        kind: [one.ptv_id for one in links if one.kind == kind] for kind in ("service", "channel")
    }
    entities = [{"id": one.ptv_id, "type": _TYPES[one.kind], "modified": now} for one in links]
    writer.listed(f"/v11/Common/EntitiesByOrganization/{organisation}", entities, 1000)
    for kind, path in (("service", "/v11/Service"), ("channel", "/v11/ServiceChannel")):
        listed = [{"id": one, "name": "Pallokenttä", "modified": now} for one in ids[kind]]
        writer.listed(f"{path}/active", listed, 1000)
        writer.listed(f"{path} visible", listed, 1000)
        for archiving in ("Manual", "Automatic"):
            writer.put(f"{path}/archived/list{archiving} 1", b"[]")
    codes = [{"code": code, "names": []} for code in sorted(state.postal_codes)]
    writer.listed("/v11/CodeList/GetPostalCodes", codes, 1000)
    writer.close()


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


def _id(number: int, kind: int) -> str:
    return f"00000000-0000-4000-{kind}000-{number:012d}"


def _relation(end: str, ptv_id: str, name: str) -> dict[str, Any]:
    return {
        end: {"id": ptv_id, "name": name},
        "serviceChargeType": None,
        "description": [],
        "extraTypes": [],
        "contactDetails": None,
        "serviceHours": [],
        "modified": "2026-11-24T09:00:00Z",
    }


_TYPES: Mapping[ItemKind, str] = {"service": "Service", "channel": "ServiceLocation"}


if __name__ == "__main__":
    make(Path(sys.argv[1]))
