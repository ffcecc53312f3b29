"""Write 300 organisations into files: published, known to be in step, and then edited in Lipas.

python -m benchmarks.organisations_made FOLDER

Each has a municipality of its own. What was sent is what their sites say, so that a plan that
looks at everything finds the same as one that goes by hashes.
"""

import json
import sys
from collections.abc import Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import Any, Final

import msgspec

from benchmarks.country import Channels, Sites
from benchmarks.country_files import (
    Writer,
    ptv_id,
    published_in,
    relation,
    write_common_lists,
    write_lists,
)
from benchmarks.country_made import grown, write_config, write_sites
from hytedata.codes import municipalities
from hytedata.config import Config, Organisation
from hytedata.connectors.ptv.v11.decode import decode_item
from hytedata.connectors.ptv.v11.familiar import digest_of
from hytedata.models.clock import utc_now
from hytedata.models.common import Json
from hytedata.models.publication import DesiredItem, TargetState
from hytedata.models.sports_site import SiteHead
from hytedata.models.sync_state import Applied, Link
from hytedata.runs.plan import basis_of
from hytedata.runs.wanted import wanted
from hytedata.sandbox import World
from hytedata.store import Store
from hytedata.sync.in_step import Steps, head_of

ORGANISATIONS: Final = 300
EDITED: Final = 100
"""Every so many-th site is edited after everything was published."""
_CLOSED: Final = "out-of-service-temporarily"


def make(folder: Path) -> None:
    """Write organisations and store, and edit the sites."""
    world = World()
    state, published = published_in(world)
    shown = {int(str(one["sourceId"]).rpartition("-")[2]) for one in published}
    documents = grown([site.document() for site in world.sites if site.lipas_id in shown])
    places = [one.code for one in municipalities()][:ORGANISATIONS]
    write_sites(folder, documents, places)
    config = write_config(folder, {ptv_id(n, 8): [one] for n, one in enumerate(places)})
    _write_ptv(folder, config, state, published)
    write_sites(folder, documents, places, _edited)


def _edited(number: int, document: dict[str, Any]) -> dict[str, Any]:
    """Every hundredth site: another phone number, closed (or open again), or another name."""
    if number % EDITED:
        return document
    edits: tuple[dict[str, Any], ...] = (
        {"phone-number": f"050 12{number:05d}"},
        {"status": "active" if document["status"] == _CLOSED else _CLOSED},
        {"name": f"{document['name']} uusi {number}"},
    )
    return document | edits[number // EDITED % len(edits)]


class _Made:
    """One organisation as PTV and the store hold it.

    Args:
        organisation: Its id.
        state: A published municipality: what the services look like.
        published: Its channels: what these look like.
    """

    def __init__(
        self, organisation: str, state: TargetState, published: Sequence[Mapping[str, Json]]
    ) -> None:
        templates = [dict(one.document) for one in state.items if one.kind == "service"]
        home = state.organisation.id
        self._services = [_owned(one, home, organisation) for one in templates]
        self._places = [_owned(one, home, organisation) for one in published]
        self._numbers = count(int(organisation[-12:]) * 10_000)
        self.links: list[Link] = []
        self.sent: list[Applied] = []
        self.pairs: list[tuple[str, str]] = []
        self.channels: list[msgspec.Raw] = []
        self.services: list[dict[str, Any]] = []

    def publish(self, items: Sequence[DesiredItem]) -> None:
        """Publish what the organisation wants."""
        ids = {
            one.source_id: ptv_id(next(self._numbers), 9) for one in items if one.kind == "service"
        }
        for item in items:
            if item.kind == "channel":
                self._channel(item, ids[item.needs[0]])
        for item in items:
            if item.kind == "service":
                self._service(item, ids[item.source_id])

    def _channel(self, item: DesiredItem, service_id: str) -> None:
        number = next(self._numbers)
        channel_id = ptv_id(number, 9)
        document: dict[str, Any] = {
            **self._places[number % len(self._places)],
            "id": channel_id,
            "sourceId": item.source_id,
            "serviceChannelNames": [{"language": "fi", "value": item.title, "type": "Name"}],
            "services": [relation("service", service_id, item.needs[0])],
        }
        raw = msgspec.json.encode(document)
        self.channels.append(msgspec.Raw(raw))
        self.pairs.append((service_id, channel_id))
        self._remember(item, channel_id, document, f"{digest_of(raw)}.")

    def _service(self, item: DesiredItem, service_id: str) -> None:
        ends = [channel for service, channel in self.pairs if service == service_id]
        document = {
            **self._services[len(self.services) % len(self._services)],
            "id": service_id,
            "sourceId": item.source_id,
            "serviceChannels": [relation("serviceChannel", end, item.title) for end in ends],
        }
        self.services.append(document)
        self._remember(item, service_id, document, "")

    def _remember(
        self, item: DesiredItem, made_id: str, document: dict[str, Any], digest: str
    ) -> None:
        """Note that *item* was sent, and that PTV shows it as *document*."""
        actual = decode_item(item.kind, document)
        echo = {path: actual.fields[path] for path in item.fields if path in actual.fields}
        version = f"{digest}{actual.version}"
        self.links.append(Link(item.source, item.kind, made_id, item.source_id))
        self.sent.append(
            Applied(item.source, item.kind, item.fields, echo, item.source_hash, version)
        )


def _owned(document: Mapping[str, Json], by: str, organisation: str) -> dict[str, Any]:
    """The document as if another organisation owned it."""
    own: dict[str, Any] = json.loads(json.dumps(document).replace(by, organisation))
    return own


def _write_ptv(
    folder: Path, config: Config, state: TargetState, published: Sequence[Mapping[str, Json]]
) -> None:
    writer, sites = Writer(folder, "ptv"), Sites(folder)
    everybody: list[Link] = []
    with Store.open(config.store, now=utc_now) as store:
        for organisation in config.organisation:
            found = sites.scan(municipalities=organisation.municipalities, enough=lambda _: False)
            steps = Steps(basis_of(config, organisation))
            desired = wanted(organisation, found, state, steps)
            made = _Made(organisation.id, state, published)
            made.publish(desired.items)
            write_lists(writer, organisation.id, state, made.channels, made.services, made.links)
            heads = [head for site in found.items if (head := head_of(site))]
            _write_store(store, organisation, made, desired.items, heads)
            everybody += made.links
    write_common_lists(writer, state, everybody)
    writer.close()


def _write_store(
    store: Store,
    organisation: Organisation,
    made: _Made,
    items: Sequence[DesiredItem],
    heads: Sequence[SiteHead],
) -> None:
    store.save_links(organisation.id, Channels.login, made.links)
    remarks = {one.source: one.remarks for one in items if one.kind == "channel"}
    store.note_in_step(organisation.id, Channels.login, made.sent, remarks, heads)
    intent = store.open_intent(
        plan_id="made",
        change_id="made",
        organisation=organisation.id,
        login=Channels.login,
        change={},
        before=None,
    )
    store.close_intent(intent, "done", connected=made.pairs)


if __name__ == "__main__":
    make(Path(sys.argv[1]))
