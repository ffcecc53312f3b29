"""206 real records of Lipas, of all owners and 80 municipalities, published whole."""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import anyio
import pytest

from hytedata.clients.lipas import AsyncLipasClient, LipasClient
from hytedata.codes import owners
from hytedata.models.plan import SKIP_REASONS
from hytedata.sandbox import Sandbox, World
from tests.e2e.conftest import Run
from tests.e2e.support import amend, key_of, ours, written

RECORDS = 206
MUNICIPALITIES = 80


@pytest.fixture(scope="session")
def records(shared: Path) -> Path:
    """The records, in the older form."""
    return shared / "data/real/lipas-v1-sports-places.json"


@pytest.fixture(scope="session")
def world(records: Path, shared: Path) -> World:
    """Their PTV: one organisation that covers all their municipalities, and real postal codes."""
    return World.from_lipas_file(records, codes=shared / "data/ptv-codes/codes.json")


@pytest.fixture
def acceptance(config: Path, sandbox: Sandbox, records: Path) -> Path:
    """The configuration: sites of all owners, from the file."""
    config.write_text(sandbox.config_toml(lipas_file=records), encoding="utf-8")
    everybody = sorted(owner.value for owner in owners())
    amend(config, owners=everybody, lipas_publishes="no")
    return config


@pytest.mark.slow
@pytest.mark.usefixtures("acceptance")
def test_every_real_record_is_published_or_left_alone_with_a_reason(
    plan: Run,
    apply: Run,
    sandbox: Sandbox,
    records: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    known = {f"site:{each['sportsPlaceId']}" for each in json.loads(records.read_bytes())}

    planned = plan()
    applied = apply()
    writes = sandbox.writes()
    refused = [entry for entry in sandbox.journal() if entry.is_write and entry.done == 400]
    sandbox.controls.clear_journal()
    again = apply()
    renewed = plan()

    assert len(known) == RECORDS
    assert len(sandbox.world.municipalities) == MUNICIPALITIES
    assert (planned.code, applied.code, again.code, renewed.code) == (0, 0, 0, 0)
    changed = [
        one["source"]["id"]
        for one in planned.json["changes"]
        if one["op"] == "create"
        if one["kind"] == "channel"
    ]
    skipped = [
        one["source"]["id"]
        for one in planned.json["skipped"]
        if one["source"]["id"].startswith("site:")
    ]
    assert Counter([*changed, *skipped]) == Counter(known)
    reasons = Counter(one["reason"] for one in planned.json["skipped"])
    assert set(reasons) <= SKIP_REASONS
    assert all(one["detail"] and one["remedy"] for one in planned.json["skipped"])
    assert refused == []
    assert set(ours(sandbox)) >= {key_of(sandbox, int(one[5:])) for one in changed}
    assert renewed.json["changes"] == []
    assert sandbox.writes() == (), written(sandbox.writes())
    told = {
        "records": len(known),
        "published": len(changed),
        "left alone": dict(reasons),
        "remarks": dict(Counter(one["reason"] for one in planned.json["warnings"])),
        "services": planned.json["counts"]["create_service"],
        "writes": len(writes),
    }
    with capsys.disabled():
        sys.stdout.write(f"\n{json.dumps(told)}\n")


@pytest.fixture
def lipas(whole_world: World) -> Iterator[Sandbox]:
    """A running sandbox with the whole municipality."""
    with Sandbox(whole_world) as running:
        yield running


def test_the_asynchronous_client_reads_the_same_sites(lipas: Sandbox) -> None:
    async def read() -> object:
        async with AsyncLipasClient(lipas.lipas_url, contact="it@example.test") as client:
            return await client.snapshot(municipalities=["889"])

    with LipasClient(lipas.lipas_url, contact="it@example.test") as client:
        expected = client.snapshot(municipalities=["889"])
    snapshot = anyio.run(read)

    assert snapshot == expected
    assert expected.completeness.complete
    assert len(expected.items) == 150
