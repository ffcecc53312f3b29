"""The recorded sites of Lipas v1, through normalising, as one organisation would publish them."""

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from hytedata.codes import municipalities, owners
from hytedata.models.publication import Desired
from hytedata.models.sports_site import SportsSite
from hytedata.normalise.lipas_v1 import normalise_v1_site
from tests.sync.desired.builders import PUBLISHER, publish

EVERYWHERE = replace(
    PUBLISHER,
    municipalities=tuple(one.code for one in municipalities()),
    owners=tuple(one.value for one in owners()),
)


@pytest.fixture(scope="module")
def sites(shared: Path) -> tuple[SportsSite, ...]:
    records = json.loads((shared / "data/real/lipas-v1-sports-places.json").read_bytes())
    read = [normalise_v1_site(json.dumps(record).encode()) for record in records]
    return tuple(one for one in read if isinstance(one, SportsSite))


@pytest.fixture(scope="module")
def state(sites: tuple[SportsSite, ...]) -> Desired:
    return publish(*sites, publisher=EVERYWHERE)


def test_all_but_the_maintenance_building_are_published(state: Desired) -> None:
    kinds = Counter(item.kind for item in state.items)

    assert kinds == {"service": 4, "channel": 205}
    assert [(skip.source.id, skip.reason) for skip in state.skipped] == [
        ("site:73467", "not-eligible")
    ]


def test_streets_are_streets_and_the_rest_is_told_of(state: Desired) -> None:
    kinds = Counter(item.fields.get("address.kind") for item in state.items)
    reasons = Counter(one.reason for one in state.warnings)

    assert (kinds["street"], kinds["other"]) == (122, 83)
    assert reasons["no-street"] == 83


def test_every_phone_and_email_and_web_page_that_is_stated_is_published(
    state: Desired, sites: tuple[SportsSite, ...]
) -> None:
    fields = {item.source.id: item.fields for item in state.items}
    stated = {
        "phones.fi": [one.lipas_id for one in sites if one.phone],
        "emails.fi": [one.lipas_id for one in sites if one.email],
        "web_pages.fi": [one.lipas_id for one in sites if one.www and one.type_code != 7000],
    }

    for path, ids in stated.items():
        assert [number for number in ids if path not in fields[f"site:{number}"]] == []


def test_the_two_shelters_of_one_name_are_told_apart(state: Desired) -> None:
    titles = sorted(item.title for item in state.items if item.title.startswith("Riihilammen"))

    assert titles == ["Riihilammen laavu (Nahkasuontie)", "Riihilammen laavu (Ollilantie)"]
