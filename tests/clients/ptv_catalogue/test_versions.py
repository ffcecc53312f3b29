"""The same records through v11 and v12: equal, but for what `capabilities.missing` lists."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel

from hytedata.clients.ptv_catalogue.client import PtvClient
from hytedata.models.ptv import Record
from hytedata.models.ptv.channel import Channel
from hytedata.models.ptv.record import Texts
from hytedata.sandbox import Sandbox
from hytedata.sandbox.world.identities import county_id
from tests.clients.ptv_catalogue.conftest import ids

KINDS = [
    "services",
    "channels",
    "organisations",
    "general_descriptions",
    "collections",
    "connections",
]
LISTS = [
    "languages",
    "countries",
    "municipalities",
    "regions",
    "wellbeing-services-counties",
    "postal-codes",
    "service-classes",
    "target-groups",
    "life-events",
]
OF_THE_WAY = {"raw", "extras", "remarks"}

# Missing, and nothing in the simulated PTV that could show it.
NOT_IN_THIS_WORLD = {
    "v11": {"StreetAddress.accessibility_point", "EInvoiceAddress.info", "CodeItem.type"},
    "v12": {"Record.source_id", "ServiceLocation.oid", "Organisation.business_name"},
}

# Told by both, in other words.
TOLD_DIFFERENTLY = {
    # v12 has no word for hospital districts: their municipalities are listed instead.
    "AvailabilityArea.municipalities",
    # v12 wants a charge of each number; v11 may say nothing.
    "Phone.charge",
    # v11 shows the next date of each holiday as an exception.
    "ServiceHours.rules",
    # `BusinessSubregion` is `Other` in v12, and no type is `Service`.
    "GeneralDescription.description_types",
    "GeneralDescription.type",
    # Languages that the organisation itself has not: v11 pads the names of streets.
    "StreetAddress.street",
}

Difference = tuple[str, object, object]


def owner(of: BaseModel, field: str, record: BaseModel) -> str:
    """Name the model that a field is told of, as `missing` does."""
    if isinstance(of, Texts):
        return type(record).__name__
    if isinstance(of, Record) and field in Record.model_fields:
        return (
            type(of).__name__
            if (type(of).__name__, field) == ("Connection", "status")
            else "Record"
        )
    if isinstance(of, Channel) and field in Channel.model_fields:
        return "ServiceChannel"
    return type(of).__name__


def differences(old: Any, new: Any, path: str, record: BaseModel) -> Iterator[Difference]:
    if isinstance(old, BaseModel) and type(old) is type(new):
        for field in type(old).model_fields.keys() - OF_THE_WAY:
            name = f"{owner(old, field, record)}.{field}"
            yield from differences(getattr(old, field), getattr(new, field), name, record)
    elif isinstance(old, dict) and isinstance(new, dict):
        for key in old.keys() | new.keys():
            yield from differences(old.get(key), new.get(key), path, record)
    elif isinstance(old, tuple) and isinstance(new, tuple) and len(old) == len(new):
        for one, other in zip(old, new, strict=True):
            yield from differences(one, other, path, record)
    elif _plain(old) != _plain(new):
        yield path, old, new


def _plain(value: object) -> object:
    # Markdown of v12 has an empty line between blocks: the same text.
    return re.sub(r"\n+", "\n", value) if isinstance(value, str) else value


@pytest.fixture(scope="module")
def found(shared_sandbox: Sandbox) -> list[Difference]:
    """All that differs between the versions, over everything that the world holds."""
    contact = "it@example.test"
    key = shared_sandbox.api_key
    different: list[Difference] = []
    with (
        PtvClient(shared_sandbox.ptv_url, contact=contact) as v11,
        PtvClient(
            shared_sandbox.ptv12_url, contact=contact, read_version="v12", api_key=key
        ) as v12,
    ):
        for kind in KINDS:
            old_reads, new_reads = getattr(v11, kind), getattr(v12, kind)
            for one in old_reads.snapshot().items:
                old, new = old_reads.get(one.id), new_reads.get(one.id)
                assert type(old) is type(new)
                different += differences(old, new, kind, old)
        for name in LISTS:
            codes = {one.code: one for one in v12.codes.all(name)}  # type: ignore[arg-type]
            for item in v11.codes.all(name):  # type: ignore[arg-type]
                different += differences(item, codes[item.code], name, item)
        tree, other = (ptv.organisations.tree(county_id("19")) for ptv in (v11, v12))
        different += differences(tree, other, "tree", tree)
    return different


def missing_in(found: list[Difference], at: int) -> set[str]:
    """Fields that are sometimes told by one version and never by the other."""
    told = {path for path, *values in found if values[at] not in (None, (), {}, "")}
    return {
        path
        for path, *values in found
        if values[1 - at] not in (None, (), {}, "") and path not in told
    }


def test_what_v11_is_said_to_miss_is_what_it_misses(
    found: list[Difference], v11: PtvClient
) -> None:
    missing = missing_in(found, 0) - TOLD_DIFFERENTLY

    assert missing | NOT_IN_THIS_WORLD["v11"] == v11.capabilities.missing
    assert not missing & NOT_IN_THIS_WORLD["v11"]


def test_what_v12_is_said_to_miss_is_what_it_misses(
    found: list[Difference], v12: PtvClient
) -> None:
    missing = missing_in(found, 1) - TOLD_DIFFERENTLY

    assert missing | NOT_IN_THIS_WORLD["v12"] == v12.capabilities.missing
    assert not missing & NOT_IN_THIS_WORLD["v12"]


def test_nothing_else_differs(found: list[Difference], v11: PtvClient, v12: PtvClient) -> None:
    missing = v11.capabilities.missing | v12.capabilities.missing

    others = {path for path, *_ in found} - missing

    assert others == TOLD_DIFFERENTLY


@pytest.mark.parametrize("kind", KINDS)
def test_both_versions_have_the_same_records(v11: PtvClient, v12: PtvClient, kind: str) -> None:
    old, new = (ids(getattr(ptv, kind).snapshot().items) for ptv in (v11, v12))

    # v11 does not list organisations that have published nothing.
    assert new - old == (
        {"00000000-0000-4000-8000-000000000785"} if kind == "organisations" else set()
    )
    assert old <= new


@pytest.mark.parametrize("kind", KINDS)
def test_a_record_equals_itself_and_no_remark_of_the_way_changes_that(
    ptv: PtvClient, kind: str
) -> None:
    reads: Any = getattr(ptv, kind)

    first, second = reads.snapshot().items, reads.snapshot().items

    assert first == second
    assert len({*first, *second}) == len(first)


def test_versions_say_what_they_need(v11: PtvClient, v12: PtvClient) -> None:
    told = [
        (one.version, one.needs_key, one.drafts) for one in (v11.capabilities, v12.capabilities)
    ]

    assert told == [("v11", False, True), ("v12", True, False)]
    assert not v11.capabilities.lag
    assert v12.capabilities.lag
