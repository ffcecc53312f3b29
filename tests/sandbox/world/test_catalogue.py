"""What the world puts into PTV passes PTV's own checks, and cannot be told from hand-made work."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import cast

import pytest

from hytedata.sandbox.http import SimRequest
from hytedata.sandbox.ptv import PtvSimulator
from hytedata.sandbox.seed import PtvSeed, SeedItem
from hytedata.sandbox.world import World

NOON = datetime(2026, 9, 1, 12, 0, tzinfo=UTC)
SEED = World().ptv_seed
PATHS = {"Service": "/api/v11/Service"}


def simulator(seed: PtvSeed) -> PtvSimulator:
    return PtvSimulator(seed, now=lambda: NOON)


def login(ptv: PtvSimulator, seed: PtvSeed, organisation: str) -> dict[str, str]:
    user = next(each for each in seed.users if organisation in each.organisations)
    body = json.dumps({"username": user.username, "password": user.password}).encode()
    answer = ptv.handle(SimRequest("POST", "/api/auth/api-login", body=body))
    return {"authorization": f"Bearer {json.loads(answer.body)['serviceToken']}"}


def owner(item: SeedItem) -> str:
    return str(item.body.get("mainResponsibleOrganization", item.body.get("organizationId")))


def label(item: SeedItem) -> str:
    key = "serviceNames" if item.kind == "Service" else "serviceChannelNames"
    names = cast("list[Mapping[str, object]]", item.body[key])
    return f"{item.kind} {names[0]['value']}"


@pytest.mark.parametrize("item", SEED.items, ids=label)
def test_every_seeded_item_passes_the_checks_of_a_post(item: SeedItem) -> None:
    ptv = simulator(replace(SEED, items=()))
    path = PATHS.get(item.kind, f"/api/v11/ServiceChannel/{item.kind}")
    body = {key: value for key, value in item.body.items() if key != "id"}

    answer = ptv.handle(
        SimRequest(
            "POST",
            path,
            headers=login(ptv, SEED, owner(item)),
            body=json.dumps(body).encode(),
        )
    )

    assert (answer.status, answer.body[:500] if answer.status != 200 else b"") == (200, b"")


@pytest.mark.parametrize("scale", ["municipality", "county", "country"])
def test_the_simulated_ptv_takes_the_world_at_every_scale(scale: str) -> None:
    seed = World(scale=scale).ptv_seed

    held = cast("dict[str, object]", simulator(seed).snapshot()["entities"])

    assert len(held) == len(seed.items) + len(seed.organisations)


def test_every_login_of_the_world_works() -> None:
    ptv = simulator(SEED)

    tokens = [login(ptv, SEED, org.id) for org in SEED.organisations if org.municipality]

    assert len(tokens) == len({token["authorization"] for token in tokens})


def test_connections_of_hand_made_items_lead_somewhere() -> None:
    connections = cast("list[dict[str, object]]", simulator(SEED).snapshot()["connections"])

    ends = {str(each[end]) for each in connections for end in ("service", "channel")}
    assert len(connections) == 6
    assert ends <= {str(item.body["id"]) for item in SEED.items}


def test_a_street_that_ptv_knows_comes_back_with_its_swedish_name() -> None:
    ptv = simulator(SEED)

    answer = ptv.handle(
        SimRequest(
            "GET",
            "/api/v11/ServiceChannel/list/organization",
            query=(("organizationId", World().organisation),),
        )
    )

    streets = [
        {name["language"]: name["value"] for name in address["streetAddress"]["street"]}
        for channel in json.loads(answer.body)["itemList"]
        for address in channel.get("addresses") or []
    ]
    assert {"Skolgränden", "Lärovägen"} <= {street["sv"] for street in streets}
