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
NAMES = ("serviceNames", "serviceChannelNames", "serviceCollectionNames", "names")


def simulator(seed: PtvSeed) -> PtvSimulator:
    return PtvSimulator(seed, now=lambda: NOON)


def login(ptv: PtvSimulator, seed: PtvSeed, organisation: str) -> dict[str, str]:
    """Log in for *organisation*, through the one above it where it has no login."""
    parents = {each.id: each.parent for each in seed.organisations}
    logins = {each for user in seed.users for each in user.organisations}
    while organisation not in logins:
        organisation = str(parents[organisation])
    user = next(each for each in seed.users if organisation in each.organisations)
    body = json.dumps({"username": user.username, "password": user.password}).encode()
    answer = ptv.handle(SimRequest("POST", "/api/auth/api-login", body=body))
    return {"authorization": f"Bearer {json.loads(answer.body)['serviceToken']}"}


def owner(item: SeedItem) -> str:
    return str(item.body.get("mainResponsibleOrganization", item.body.get("organizationId")))


def path_of(item: SeedItem) -> str:
    channel = "serviceChannelNames" in item.body
    return f"/api/v11/ServiceChannel/{item.kind}" if channel else f"/api/v11/{item.kind}"


def label(item: SeedItem) -> str:
    key = next(name for name in NAMES if name in item.body)
    names = cast("list[Mapping[str, object]]", item.body[key])
    return f"{item.kind} {names[0]['value']}"


@pytest.mark.parametrize("item", SEED.items, ids=label)
def test_every_seeded_item_passes_the_checks_of_a_post(item: SeedItem) -> None:
    others = tuple(replace(each, connections=()) for each in SEED.items if each is not item)
    role = "Eeva" if item.kind == "GeneralDescription" else "Pete"
    users = tuple(replace(user, role=role) for user in SEED.users)
    ptv = simulator(replace(SEED, items=others, users=users))
    body = {key: value for key, value in item.body.items() if key != "id"}

    answer = ptv.handle(
        SimRequest(
            "POST",
            path_of(item),
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
    assert len(connections) == sum(len(item.connections) for item in SEED.items)
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


def kinds_of(organisation: str) -> set[str]:
    return {item.kind for item in SEED.items if owner(item) == organisation}


def test_home_and_others_have_channels_of_every_kind() -> None:
    home = World().organisation
    others = {kind for org in SEED.organisations if org.id != home for kind in kinds_of(org.id)}
    channels = {"EChannel", "WebPage", "Phone", "PrintableForm", "ServiceLocation"}

    assert channels <= kinds_of(home)
    assert channels <= others
    assert {"GeneralDescription", "ServiceCollection", "Service"} <= others


def test_organisations_stand_in_trees_of_three_levels() -> None:
    parents = {org.id: org.parent for org in SEED.organisations}

    def depth(organisation: str) -> int:
        above = parents[organisation]
        return 1 if above is None else 1 + depth(above)

    assert max(map(depth, parents)) == 3
    assert {org.type for org in SEED.organisations} == {
        "Municipality",
        "RegionalOrganization",
        "Organization",
        "State",
        "Company",
    }


def test_business_codes_have_seven_digits_and_a_right_check_digit() -> None:
    for organisation in SEED.organisations:
        digits, _, check = (organisation.business_code or "").partition("-")
        weights = (7, 9, 10, 5, 8, 4, 2)
        total = sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True))
        assert (total + int(check)) % 11 == 0


def everywhere(key: str, value: object) -> set[str]:
    """Every text that stands under *key* anywhere in *value*."""
    if isinstance(value, list | tuple):
        return {text for each in value for text in everywhere(key, each)}
    if isinstance(value, dict):
        own = {value[key]} if isinstance(value.get(key), str) else set()
        return own | {text for each in value.values() for text in everywhere(key, each)}
    return set()


BODIES = [dict(item.body) for item in SEED.items]
EXTRAS = [
    dict(each.extra)
    for item in SEED.items
    for each in item.connections
    if not isinstance(each, str)
]


@pytest.mark.parametrize(
    ("key", "values"),
    [
        ("areaType", {"Nationwide", "NationwideExceptAlandIslands", "LimitedType"}),
        ("serviceHourType", {"DaysOfTheWeek", "OverMidnight", "Exceptional"}),
        ("subType", {"Single", "Other", "Abroad", "Street", "PostOfficeBox", "NoAddress"}),
        ("language", {"fi", "sv", "en", "se"}),
        (
            "provisionType",
            {"SelfProducedServices", "ProcuredServices", "Other"},
        ),
    ],
)
def test_every_variant_that_a_reader_must_know_is_there(key: str, values: set[str]) -> None:
    assert values <= everywhere(key, BODIES)


def test_connections_carry_details_of_their_own() -> None:
    found = {name for extra in EXTRAS for name in extra}

    assert found == {"serviceChargeType", "description", "serviceHours", "contactDetails"}
