"""How many requests applying a plan takes, beside Lipas's own way of writing the same to PTV."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import islice
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Final, cast

from benchmarks.result import Result
from hytedata.config import Config, load_config
from hytedata.models.plan import Plan
from hytedata.runs.apply import apply_saved
from hytedata.runs.plan import plan_organisation
from hytedata.sandbox import Sandbox, World
from hytedata.sandbox.world.place import HOME, Place, invented_postal_codes
from hytedata.sandbox.world.sites import Document, SiteMaker
from hytedata.sandbox.world.tables import lipas_codes, municipalities

SITES, SERVICES, CHANGED, MOVED = 3_000, 25, 300, 60
"""Of the changed sites, so many get a type of another service: each changes two links."""
TYPES_EACH: Final = 4
NEVER_PUBLISHED: Final = 7000
"""Sub-category of buildings that are no service to residents."""
TARGET: Final = 0.55
PER_CHANNEL, PER_LINK = 4, 2
"""Requests of Lipas's own publishing, per changed channel and per changed link."""


def bench_requests() -> list[Result]:
    """300 changed channels of 3 000 over 25 services: every request of the run that applies them.

    Logins and looks before writes are counted. A fifth of the sites gets a type of another
    service, which is a new text and two links; the others in turn another name, another phone
    number, or a closure, which is a new text.
    """
    with TemporaryDirectory() as folder, Sandbox(_world(Path(folder))) as sandbox:
        config = _config(sandbox, Path(folder))
        published = _plan(sandbox, config)
        _require(published, create_channel=SITES, create_service=SERVICES, connect=SITES)
        _apply(sandbox, config, published)
        _edit(sandbox)
        changed = _plan(sandbox, config)
        _require(changed, update_channel=CHANGED, connect=MOVED, disconnect=MOVED)
        sent = _apply(sandbox, config, changed)
        again = _apply(sandbox, config, _plan(sandbox, config))
    assert not again["write"], again
    links = changed.counts["connect"] + changed.counts["disconnect"]
    told = ", ".join(f"{count} {what}" for what, count in sorted(sent.items()))
    return [
        Result(
            "apply: 300 of 3 000 channels changed",
            sent.total(),
            PER_CHANNEL * CHANGED + PER_LINK * links,
            TARGET,
            unit="requests",
            note=f"Lipas's own pattern, {links} links; ours: {told}; applied again: 0 writes",
        )
    ]


def _plan(sandbox: Sandbox, config: Config) -> Plan:
    environ = {sandbox.password_env: sandbox.password}
    return plan_organisation(config, config.organisation[0], environ)


def _apply(sandbox: Sandbox, config: Config, plan: Plan) -> Counter[str]:
    """Apply *plan*; returns its requests by kind: `login`, `read`, `write`."""
    sandbox.controls.clear_journal()
    result = apply_saved(config, plan, {sandbox.password_env: sandbox.password})
    assert result.complete, result.stopped
    return Counter(
        "login" if one.is_login else "write" if one.is_write else "read"
        for one in sandbox.journal()
    )


def _require(plan: Plan, **counts: int) -> None:
    """Fail where the plan changes anything else than what is to be measured."""
    found = {name: n for name, n in plan.counts.items() if n and name != "unchanged"}
    assert found == counts, (found, plan.skipped[:3])


def _config(sandbox: Sandbox, folder: Path) -> Config:
    path = folder / "hytedata.toml"
    path.write_text(sandbox.config_toml(store=f"sqlite:///{folder}/store.db"), encoding="utf-8")
    return load_config(path, environ={sandbox.password_env: sandbox.password})


# --- the world ---------------------------------------------------------------------------------


def _world(folder: Path) -> World:
    path = folder / "sites.ndjson"
    path.write_text("\n".join(map(json.dumps, _sites())), encoding="utf-8")
    return World.from_lipas_file(path)


def _sites() -> Iterator[Document]:
    """Sites of the municipality's own, all in use; the services take turns."""
    place = Place.of(municipalities()[HOME], invented_postal_codes())
    maker = SiteMaker(place, Random(1))
    for turn in range(SITES):
        types = _types()[turn % SERVICES]
        code = types[turn // SERVICES % len(types)]
        site = maker.site("active", type_code=code, owner="city")
        # Names of their own: else a renamed site would give its old name to another one.
        yield {**site, "name": f"{site['name']} {turn}"}


@cache
def _types() -> tuple[tuple[int, ...], ...]:
    """Of each of the 25 services a few types."""
    found: dict[int, list[int]] = {}
    for row in lipas_codes().types.values():
        if not row.deprecated and row.sub_category != NEVER_PUBLISHED:
            found.setdefault(row.sub_category, []).append(row.code)
    return tuple(tuple(types[:TYPES_EACH]) for types in islice(found.values(), SERVICES))


def _edit(sandbox: Sandbox) -> None:
    """Change sites as people do in Lipas."""
    numbers = sorted(site.lipas_id for site in sandbox.world.sites)
    for turn, lipas_id in enumerate(Random(1).sample(numbers, CHANGED)):
        site = sandbox.controls.site(lipas_id)
        sandbox.controls.edit_site(lipas_id, _changes(turn, site))


def _changes(turn: int, site: Mapping[str, object]) -> dict[str, object]:
    if turn < MOVED:
        return {"type.type-code": _of_next_service(cast("dict[str, int]", site["type"]))}
    edits: tuple[dict[str, object], ...] = (
        {"name": f"{site['name']} uusi"},
        {"phone-number": f"050 123 {turn:04d}"},
        {"status": "out-of-service-temporarily"},
    )
    return edits[turn % len(edits)]


def _of_next_service(type_of_site: Mapping[str, int]) -> int:
    code = type_of_site["type-code"]
    service = next(place for place, types in enumerate(_types()) if code in types)
    return _types()[(service + 1) % SERVICES][0]
