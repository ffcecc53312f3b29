"""The head of a site says what its normalised form says."""

import json
from typing import Any

import pytest

from hytedata.connectors.lipas.raw_site import RawSite, read_raw_site
from hytedata.models.sports_site import SiteHead, SportsSite
from hytedata.normalise.lipas import normalise_site
from hytedata.normalise.lipas_head import site_head
from hytedata.sandbox.world import World
from hytedata.sync.in_step import head_of

SITE: dict[str, Any] = {
    "lipas-id": 1,
    "event-date": "2026-11-24T09:00:00Z",
    "status": "active",
    "name": "Kenttä",
    "owner": "city",
    "type": {"type-code": 1340},
    "location": {"city": {"city-code": 889}},
}
SHARED = (
    "lipas_id",
    "status",
    "names",
    "type_code",
    "owner",
    "municipality",
    "neighbourhood",
    "address",
    "postal_office",
    "content_hash",
)


def read_head(document: dict[str, Any]) -> SiteHead | None:
    site = read_raw_site(json.dumps(document).encode())
    assert isinstance(site, RawSite)
    return site_head(site)


def whole(document: dict[str, Any]) -> SportsSite:
    site = normalise_site(json.dumps(document).encode())
    assert isinstance(site, SportsSite)
    return site


def assert_same(head: SiteHead, document: dict[str, Any]) -> None:
    site = whole(document)
    assert [getattr(head, one) for one in SHARED] == [getattr(site, one) for one in SHARED]


def test_heads_are_as_the_normalised_sites_of_a_whole_municipality() -> None:
    documents = [site.document() for site in World(seed=1).sites]

    heads = [read_head(document) for document in documents]

    found = [(head, each) for head, each in zip(heads, documents, strict=True) if head]
    assert len(found) > 100
    for head, document in found:
        assert_same(head, document)
        assert head_of(whole(document)) == head


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "  Kenttä\t"},
        {"status": " active "},
        {"owner": " "},
        {"owner": "nobody"},
        {"name-localized": {"se": " ", "en": "Field "}},
        {"name-localized": None},
        {"location": {"city": {"city-code": 99, "neighborhood": " Keskusta "}}},
        {"location": {"city": {"city-code": 889}, "address": "", "postal-office": " Oulu"}},
        {"type": {"type-code": 9999}},
    ],
)
def test_odd_but_readable_values_are_tidied_alike(changes: dict[str, object]) -> None:
    document = {**SITE, **changes}

    head = read_head(document)

    assert head is not None
    assert_same(head, document)


@pytest.mark.parametrize(
    "changes",
    [
        {"name": " "},
        {"status": ""},
        {"status": 1},
        {"location": {"city": {"city-code": 1_000_000}}},
        {"location": {"city": {"city-code": 889}, "address": 5}},
        {"name-localized": []},
    ],
)
def test_an_unusual_site_has_no_head(changes: dict[str, object]) -> None:
    assert read_head({**SITE, **changes}) is None
