"""Whatever v12 describes becomes a model; and each of its values shows in that model."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hytedata.connectors.ptv.v11.wire.reading import read_item, shape_of
from hytedata.connectors.ptv.v12.wire.codes import (
    AreaCode,
    ClassificationCode,
    Code,
    OntologyTerm,
)
from hytedata.connectors.ptv.v12.wire.organisations import OrganizationHierarchy
from hytedata.errors import RecordError
from hytedata.models.common import Rejection
from hytedata.models.ptv import CodeItem, OrganisationTree, Record
from hytedata.models.ptv.hours import WEEKDAYS
from hytedata.normalise.ptv_v12 import normalise_code, normalise_tree
from tests.connectors.ptv_v12.contract import Contract, JsonSchema
from tests.normalise.ptv.documents import leaves
from tests.normalise.ptv_v12.documents import OF_PATH, Kind

RECORDS = {
    "/api/v12/service/{contentId}": "service",
    "/api/v12/service-channel/{contentId}": "service-channel",
    "/api/v12/connection/{serviceContentId}/{channelContentId}": "connection",
    "/api/v12/organization/{contentId}": "organization",
    "/api/v12/general-description/{contentId}": "general-description",
    "/api/v12/service-collection/{contentId}": "service-collection",
}
LISTS: dict[str, type[Code | OntologyTerm]] = {
    "target-groups": ClassificationCode,
    "life-events": ClassificationCode,
    "industrial-classes": ClassificationCode,
    "service-classes": ClassificationCode,
    "ontology-terms": OntologyTerm,
    "language-codes": Code,
    "country-codes": Code,
    "municipality-codes": Code,
    "region-codes": AreaCode,
    "wellbeing-services-county-codes": AreaCode,
    "postal-codes": Code,
}
HIERARCHY = "/api/v12/organization/hierarchy/{contentId}"
ROOT = "7c1f0c52-3b5e-4a0b-9a57-2d5f3a1b0c11"

LANGUAGES = ("fi", "sv", "en", "se", "smn", "sms")
DOCUMENTS = 12
"""So many documents of a path have all branches of its unions between them."""

REMARKED_ON = (".voucher.voucherType", ".repetition.type")
"""Words that follow from what stands beside them: only a new one shows, in a remark."""

SAYS = {
    "publishedAt": "2026-09-22T07:32:52.026Z",
    "migratedAt": "2026-09-23T07:32:52.026Z",
    "fromDate": "2026-06-01",
    "toDate": "2026-08-30",
    "fromTime": "18:00",
    "toTime": "06:00",
    "start": "08:00",
    "end": "16:00",
    "number": "401234567",
    "dialCode": "+358",
    "easting": 435_210.5,
    "northing": 6_903_421,
    "numberOfRequiredSignatures": 2,
    "years": 2026,
    "municipalities": "179",
    "regions": "13",
    "wellbeingServicesCounties": "13",
}
"""Key → a value that means something there, where any text or number would do for the schema."""


def meaningful(value: Any, key: str = "", path: str = "") -> Any:
    """Replace the placeholders of `Contract.fullest` by values that mean something."""
    if isinstance(value, dict):
        return {name: meaningful(one, name, f"{path}.{name}") for name, one in value.items()}
    if isinstance(value, list):
        return [meaningful(one, key, f"{path}.{number}") for number, one in enumerate(value)]
    if value not in ("text", 1, 2.5) or value is True:
        return value
    if "ontentId" in key or "rganizations" in key:
        return str(uuid5(NAMESPACE_URL, path))
    return SAYS.get(key, f"text of {path}")


def full_documents(contract: Contract, path: str) -> list[Any]:
    answer = contract.answer(path)
    return [meaningful(contract.fullest(answer)) for _ in range(DOCUMENTS)]


def schema_leaves(contract: Contract, schema: JsonSchema, path: str = "") -> Iterator[str]:
    """Yield the paths of all values that are neither objects nor lists."""
    for choice in contract.choices(schema):
        match choice["type"]:
            case "object":
                for name, inner in choice["properties"].items():
                    yield from schema_leaves(contract, inner, f"{path}.{name}".lstrip("."))
            case "array":
                yield from schema_leaves(contract, choice["items"], f"{path}[]")
            case "null":
                pass
            case _:
                yield path


def collapsed(paths: Iterable[str]) -> set[str]:
    """Take languages and weekdays for one another."""
    alike = "|".join([*LANGUAGES, *WEEKDAYS])
    return {re.sub(rf"\.({alike})(?=\.|$)", ".*", one) for one in paths}


def in_turn(number: int) -> re.Pattern[str]:
    """Match the paths that go through other languages and weekdays than this document's own."""
    others = {*LANGUAGES, *WEEKDAYS} - {LANGUAGES[number % 6], WEEKDAYS[number % 7]}
    return re.compile(rf"\.({'|'.join(others)})(\.|$)")


def changes(value: Any) -> Iterable[Any]:
    match value:
        case bool():
            return [not value]
        case int() | float():
            return [value + 1]
        case str():
            return [f"{value}x", f"1{value}", value.replace("0", "1")]
        case _:
            return []


def told(kind: Kind, document: Any) -> str | None:
    """All that the fields and extras of a record tell; None where it cannot be read at all."""
    try:
        record = kind.normalise(kind.read(document))
    except RecordError:
        return None
    assert isinstance(record, Record), record
    return record.model_dump_json(exclude={"remarks"})


@pytest.mark.parametrize("path", RECORDS)
@settings(max_examples=20)
@given(data=st.data())
def test_all_that_v12_describes_becomes_a_model(
    contract: Contract, path: str, data: st.DataObject
) -> None:
    kind = OF_PATH[RECORDS[path]]
    document = data.draw(contract.strategy(contract.answer(path)))

    record = kind.normalise(kind.read(document))

    assert isinstance(record, Record)
    assert record.raw == document
    assert type(record).model_validate_json(record.model_dump_json()) == record


@pytest.mark.parametrize("path", RECORDS)
def test_a_document_that_makes_sense_leaves_no_remarks(contract: Contract, path: str) -> None:
    kind = OF_PATH[RECORDS[path]]

    records = [kind.normalise(kind.read(one)) for one in full_documents(contract, path)]

    assert [one.remarks for one in records if isinstance(one, Record)] == [()] * DOCUMENTS


@pytest.mark.parametrize("path", RECORDS)
def test_every_value_that_v12_has_shows_in_a_field_or_in_the_extras(
    contract: Contract, path: str
) -> None:
    kind = OF_PATH[RECORDS[path]]
    shown: set[str] = set()
    silent: set[str] = set()
    for number, document in enumerate(full_documents(contract, path)):
        before = told(kind, document)
        passed_over = in_turn(number)
        for place, container, key in leaves(document):
            if passed_over.search(place):
                continue
            value = container[key]
            after = set()
            for container[key] in changes(value):
                after.add(told(kind, document))
            container[key] = value
            (silent if after - {None} == {before} else shown).add(place)

    assert [one for one in silent if not one.endswith(REMARKED_ON)] == []
    stated = set(schema_leaves(contract, contract.answer(path)))
    assert collapsed(shown | silent) == collapsed(stated)


@pytest.mark.parametrize("path", RECORDS)
def test_extras_hold_only_who_stated_an_address(contract: Contract, path: str) -> None:
    kind = OF_PATH[RECORDS[path]]

    records = [kind.normalise(kind.read(one)) for one in full_documents(contract, path)]

    extras = {key for one in records if isinstance(one, Record) for key in one.extras}
    assert {key for key in extras if not key.endswith(".addressSource.source")} == set()


@pytest.mark.parametrize("path", RECORDS)
def test_new_words_in_enumerations_and_tags_lose_nothing(contract: Contract, path: str) -> None:
    kind = OF_PATH[RECORDS[path]]
    for _ in range(DOCUMENTS):
        document = contract.fullest(contract.answer(path), word="Novel")

        record = kind.normalise(kind.read(document))

        assert isinstance(record, Record)
        assert record.remarks or "ovel" in record.model_dump_json() or path.endswith("-collection")


@pytest.mark.parametrize("name", LISTS)
@settings(max_examples=20)
@given(data=st.data())
def test_all_entries_of_reference_lists_become_codes(
    contract: Contract, name: str, data: st.DataObject
) -> None:
    page = data.draw(contract.strategy(contract.answer(f"/api/v12/{name}")))
    for entry in page["items"]:
        found = normalise_code(read_item(entry, shape_of(LISTS[name]), "code"))

        named = str(entry.get("code", entry.get("uri"))).strip()
        assert isinstance(found, CodeItem) == bool(named)


@pytest.mark.parametrize("name", LISTS)
def test_every_value_of_an_entry_shows(contract: Contract, name: str) -> None:
    (entry, *_) = meaningful(contract.fullest(contract.answer(f"/api/v12/{name}")))["items"]
    shape = shape_of(LISTS[name])
    before = normalise_code(read_item(entry, shape, "code"))

    for place, container, key in list(leaves(entry)):
        value = container[key]
        container[key] = not value if isinstance(value, bool) else f"{value}x"
        after = normalise_code(read_item(entry, shape, "code"))
        container[key] = value
        assert after != before, place


@settings(max_examples=20)
@given(data=st.data())
def test_all_hierarchies_that_v12_describes_become_trees(
    contract: Contract, data: st.DataObject
) -> None:
    document = data.draw(contract.strategy(contract.answer(HIERARCHY)))

    found = normalise_tree(read_item(document, shape_of(OrganizationHierarchy), "tree"), ROOT)

    assert isinstance(found, OrganisationTree)
    assert found.id == ROOT


@pytest.mark.parametrize("path", RECORDS)
def test_null_missing_and_empty_are_alike(contract: Contract, path: str) -> None:
    kind = OF_PATH[RECORDS[path]]
    for document in full_documents(contract, path):
        kept = {
            key: value
            for key, value in document.items()
            if key in {"contentId", "serviceContentId", "channelContentId", "serviceChannelType"}
        }
        empty: dict[str, Any] = {
            key: [] if isinstance(one, list) else None for key, one in document.items()
        }
        empty.pop("items", None)  # a collection without members is not one whose are not told

        absent = kind.normalise(kind.read(kept))
        null = kind.normalise(kind.read(dict.fromkeys(document) | kept))

        assert absent == null == kind.normalise(kind.read(empty | kept))


@pytest.mark.parametrize("path", RECORDS)
def test_normalising_twice_gives_equal_records(contract: Contract, path: str) -> None:
    kind = OF_PATH[RECORDS[path]]
    for document in full_documents(contract, path):
        again = json.loads(json.dumps(document))

        assert kind.normalise(kind.read(document)) == kind.normalise(kind.read(again))


@pytest.mark.parametrize("word", OF_PATH)
def test_a_record_without_an_id_is_rejected(word: str) -> None:
    found = OF_PATH[word].normalise(OF_PATH[word].read({"contentId": " "}))

    assert isinstance(found, Rejection)
    assert found.field == ("serviceContentId" if word == "connection" else "contentId")
    assert found.reason == "it is missing"
