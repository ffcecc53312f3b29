"""What the end-to-end tests ask of a sandbox and a configuration."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hytedata.sandbox import Sandbox
from hytedata.sandbox.journal import JournalEntry


@dataclass
class Command:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The JSON object on standard output; fails where there is anything else."""
        return json.loads(self.out)


def amend(config: Path, **settings: object) -> None:
    """Set keys of the only organisation, as somebody who edits the file does.

    A name with two underscores is a key of a table above: `lipas__categories`.
    """
    text = config.read_text(encoding="utf-8")
    for name, value in settings.items():
        table, _, key = name.rpartition("__")
        line = f"{key} = {json.dumps(value, ensure_ascii=False)}"
        head = f"[{table}]" if table else "[[organisation]]"
        before, after = text.split(f"{head}\n", 1)
        own, *rest = re.split(r"(?m)^(?=\[)", after, maxsplit=1)
        own = re.sub(rf"(?m)^{key} = .*\n", "", own)
        text = before + f"{head}\n{line}\n" + own + "".join(rest)
    config.write_text(text, encoding="utf-8")


def entities(sandbox: Sandbox) -> dict[str, dict[str, Any]]:
    """All that the simulated PTV holds, by id."""
    held: Any = sandbox.controls.snapshot_ptv()["entities"]
    return dict(held)


def ours(sandbox: Sandbox) -> dict[str, dict[str, Any]]:
    """Our own items by their source id, each with its PTV id as `id`.

    Fails where two items carry one source id, or two that are not archived one name.
    """
    held = entities(sandbox)
    keyed = [
        (source_id, {**entity, "id": ptv_id})
        for ptv_id, entity in held.items()
        for source_id in entity["source_ids"].values()
        if source_id.startswith("hytedata-")
    ]
    names = Counter(
        (entity["kind"], name_of(entity).casefold())
        for entity in held.values()
        if entity["status"] != "Deleted" and entity["organisation"] == sandbox.organisation
        if entity["kind"] in {"Service", "ServiceLocation"}
    )
    keys = Counter(key for key, _ in keyed)
    doubled = [key for key, count in keys.items() if count > 1]
    assert not doubled, f"source ids that are there twice: {doubled}"
    twice = [name for name, count in names.items() if count > 1]
    assert not twice, f"names that are there twice: {twice}"
    return dict(keyed)


def name_of(entity: Mapping[str, Any]) -> str:
    """The Finnish name of an entity's newest version."""
    body = entity["newest"]
    listed = body.get("serviceNames") or body.get("serviceChannelNames") or []
    return next((str(n["value"]) for n in listed if n.get("language") == "fi"), "")


def texts_of(entity: Mapping[str, Any], kind: str) -> dict[str, str]:
    """Texts of one kind (`Summary`, `Description`) by language."""
    body = entity["newest"]
    listed = body.get("serviceDescriptions") or body.get("serviceChannelDescriptions") or []
    return {text["language"]: text["value"] for text in listed if text["type"] == kind}


def connections(sandbox: Sandbox) -> list[tuple[str, str]]:
    """All connections: (service id, channel id)."""
    held: Any = sandbox.controls.snapshot_ptv()["connections"]
    return [(pair["service"], pair["channel"]) for pair in held]


def key_of(sandbox: Sandbox, site: int) -> str:
    """The source id of a site's channel."""
    return f"hytedata-{sandbox.organisation}-site-{site}"


def channel_of(sandbox: Sandbox, site: int) -> dict[str, Any]:
    """The service location of a site."""
    return ours(sandbox)[key_of(sandbox, site)]


def written(entries: Iterable[JournalEntry]) -> list[tuple[str, str]]:
    """Method and last part of the path of each write, for reading in a failure."""
    return [(entry.method, entry.path.removeprefix("/api/v11/")) for entry in entries]
