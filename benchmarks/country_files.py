"""What makes a country in files: documents of one published municipality, and how they are kept."""

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from hytedata.clients.ptv import PtvTarget
from hytedata.config import load_config
from hytedata.models.common import Json
from hytedata.models.publication import ItemKind, TargetState
from hytedata.models.sync_state import Link
from hytedata.runs.apply import apply_saved
from hytedata.runs.plan import plan_organisation
from hytedata.sandbox import Sandbox, World

PAGE = 100
NOW = "2026-11-24T09:00:00Z"


class Writer:
    """Writes answers into one file, and where each is into another."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder, self._name = folder, name
        self._file = (folder / f"{name}.pages").open("wb")
        self._index: dict[str, tuple[int, int]] = {}

    def put(self, key: str, content: bytes) -> None:
        """Keep the answer to the request *key*."""
        self._index[key] = self._file.tell(), len(content)
        self._file.write(content)

    def listed(self, path: str, entries: Sequence[Any], size: int = PAGE) -> None:
        """Keep *entries* as pages of PTV."""
        count = -(-len(entries) // size)
        for number in range(1, max(count, 1) + 1):
            part = entries[(number - 1) * size : number * size]
            page = {"pageNumber": number, "pageSize": size, "pageCount": count, "itemList": part}
            self.put(f"{path} {number}", msgspec.json.encode(page))

    def close(self) -> None:
        """Write the index: nothing more can be added."""
        self._file.close()
        (self._folder / f"{self._name}.index").write_bytes(msgspec.json.encode(self._index))


def published_in(world: World) -> tuple[TargetState, list[Mapping[str, Json]]]:
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


def write_lists(
    writer: Writer,
    organisation: str,
    state: TargetState,
    channels: Sequence[msgspec.Raw],
    services: Sequence[dict[str, Any]],
    links: Iterable[Link],
) -> None:
    """Write what PTV answers about one organisation; all its channels are open to all."""
    names = [
        {"language": code, "value": n, "type": "Name"}
        for code, n in state.organisation.names.items()
    ]
    writer.put(
        f"/v11/Organization/{organisation} 1",
        msgspec.json.encode({"id": organisation, "organizationNames": names}),
    )
    writer.listed(f"/v11/ServiceChannel/list/organization {organisation}", channels)
    writer.listed(f"/v11/Service/list/organization {organisation}", services)
    entities = [{"id": one.ptv_id, "type": _TYPES[one.kind], "modified": NOW} for one in links]
    writer.listed(f"/v11/Common/EntitiesByOrganization/{organisation}", entities, 1000)
    open_to_all = _listed(one.ptv_id for one in links if one.kind == "channel")
    writer.listed(f"/v11/ServiceChannel {organisation} visible", open_to_all, 1000)
    for path in _PATHS.values():
        for archiving in ("Manual", "Automatic"):
            writer.put(f"{path}/archived/list {organisation} {archiving} 1", b"[]")


def write_common_lists(writer: Writer, state: TargetState, links: Sequence[Link]) -> None:
    """Write what PTV answers to everybody: ids of all items (*links* of everybody), and codes."""
    for kind, path in _PATHS.items():
        listed = _listed(one.ptv_id for one in links if one.kind == kind)
        writer.listed(f"{path}/active", listed, 1000)
        writer.listed(f"{path}/active modified", ())  # since a moment ago: nothing
        writer.listed(path, listed, 1000)
    codes = [{"code": code, "names": []} for code in sorted(state.postal_codes)]
    writer.listed("/v11/CodeList/GetPostalCodes", codes, 1000)


def _listed(ptv_ids: Iterable[str]) -> list[dict[str, str]]:
    return [{"id": one, "name": "Pallokenttä"} for one in ptv_ids]


def ptv_id(number: int, kind: int) -> str:
    """An invented PTV id."""
    return f"00000000-0000-4000-{kind}000-{number:012d}"


def relation(end: str, ptv_id: str, name: str) -> dict[str, Any]:
    """A connection as an item shows it; *end* is its other end."""
    return {
        end: {"id": ptv_id, "name": name},
        "serviceChargeType": None,
        "description": [],
        "extraTypes": [],
        "contactDetails": None,
        "serviceHours": [],
        "modified": NOW,
    }


_TYPES: Mapping[ItemKind, str] = {"service": "Service", "channel": "ServiceLocation"}
_PATHS: Mapping[ItemKind, str] = {"service": "/v11/Service", "channel": "/v11/ServiceChannel"}
