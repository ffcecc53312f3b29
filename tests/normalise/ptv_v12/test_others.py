"""Connections, organisations, collections, trees and code lists."""

from typing import Any

import pytest

from hytedata.connectors.ptv.v11.wire.base import WireModel
from hytedata.connectors.ptv.v11.wire.reading import read_item, shape_of
from hytedata.connectors.ptv.v12.wire.codes import AreaCode, ClassificationCode, Code, OntologyTerm
from hytedata.models.common import Rejection
from hytedata.models.ptv import CodeItem, EInvoiceAddress, Email, OrganisationTree
from hytedata.normalise.ptv_v12 import normalise_code
from tests.normalise.ptv_v12.documents import (
    CHANNEL_ID,
    COLLECTIONS,
    CONNECTIONS,
    OWNER_ID,
    SERVICE_ID,
    connection,
    finnish,
    normalised,
    organisation,
    remarked,
    tree,
)

NAME = {"fi": "Uinti", "sv": "", "en": " "}


def test_a_connection_is_named_by_its_pair() -> None:
    found = connection(chargeType="Other", serviceContentId=SERVICE_ID.upper())

    assert found.id == f"{SERVICE_ID}/{CHANNEL_ID}"
    assert (found.service_id, found.channel_id) == (SERVICE_ID, CHANNEL_ID)
    assert found.charge == "Other"


def test_a_connection_without_an_end_is_rejected() -> None:
    found = CONNECTIONS.normalise(CONNECTIONS.read({"serviceContentId": SERVICE_ID}))

    assert isinstance(found, Rejection)
    assert (found.ref.id, found.field) == (f"{SERVICE_ID}/?", "channelContentId")


def test_a_connections_language_without_texts_is_not_listed() -> None:
    silent: dict[str, Any] = {"description": None, "contactEmails": [], "contactPhoneNumbers": []}
    spoken = {"description": "Vain perjantaisin.", "contactEmails": [{"email": "a@b.test"}]}

    found = connection(languageVersions={"fi": spoken, "sv": silent})

    assert found.language_versions.keys() == {"fi"}
    assert finnish(found).emails == (Email(address="a@b.test"),)


def test_e_invoice_addresses_are_taken_over() -> None:
    told = [
        {"address": "0037", "intermediatorCode": "BANK", "additionalInformation": {"fi": "x"}},
        {"address": "", "intermediatorCode": "BANK"},
    ]

    found = organisation(eInvoiceAddresses=told)

    assert found.e_invoice_addresses == (
        EInvoiceAddress(address="0037", intermediator_code="BANK", info={"fi": "x"}),
    )
    assert remarked(found) == [("eInvoiceAddresses[1]", "no-address")]


def test_a_collection_of_a_search_does_not_tell_its_members() -> None:
    found = normalised(COLLECTIONS, {"contentId": OWNER_ID})

    assert (found.service_ids, found.channel_ids, found.published_at) == (None, None, None)


def test_a_whole_collection_tells_its_members() -> None:
    items = [
        {"itemType": "Channel", "contentId": CHANNEL_ID},
        {"itemType": "Service", "contentId": SERVICE_ID},
        {"itemType": "Event", "contentId": OWNER_ID},
        {"itemType": "Service"},
    ]

    found = normalised(COLLECTIONS, {"contentId": OWNER_ID, "items": items})

    assert (found.service_ids, found.channel_ids) == ((SERVICE_ID,), (CHANNEL_ID,))
    assert remarked(found) == [("items[2]", "unknown-item-type"), ("items[3]", "no-id")]


def test_a_tree_is_what_lies_below_the_organisation_that_was_asked_for() -> None:
    found = tree(("top", "a"), ("a", "b"), ("a", "c"), ("c", "d"), ("lost", "x"))

    leaf = OrganisationTree(id="d")
    below = (OrganisationTree(id="b"), OrganisationTree(id="c", children=(leaf,)))
    assert found == OrganisationTree(id="a", children=below)


def test_an_organisation_below_itself_or_two_others_comes_once() -> None:
    found = tree(("a", "b"), ("b", "c"), ("c", "a"), ("c", "b"), ("a", "c"), ("a", "a"))

    children = (OrganisationTree(id="b"), OrganisationTree(id="c"))
    assert found == OrganisationTree(id="a", children=children)


def test_an_edge_without_an_end_is_a_rejection() -> None:
    found = tree(("a", "b"), ("a", " "))

    assert isinstance(found, Rejection)
    assert (found.ref.id, found.field) == ("a", "edges[1].childContentId")


def test_a_tree_beyond_reason_is_a_rejection() -> None:
    chain = [(str(number), str(number + 1)) for number in range(3000)]

    found = tree(*chain, root="0")

    assert isinstance(found, Rejection)
    assert found.reason == "it is nested too deeply"


@pytest.mark.parametrize(
    ("model", "entry", "expected"),
    [
        (Code, {"code": "179", "isValid": True}, CodeItem(code="179", is_valid=True)),
        (
            AreaCode,
            {"code": "13", "municipalities": ["179", "992"]},
            CodeItem(code="13", municipalities=("179", "992")),
        ),
        (
            ClassificationCode,
            {"code": "P27.1", "uri": "http://a/P27.1", "parentUri": "http://a/P27"},
            CodeItem(code="P27.1", uri="http://a/P27.1", parent_uris=("http://a/P27",)),
        ),
        (ClassificationCode, {"code": "P27", "parentUri": None}, CodeItem(code="P27")),
        (
            OntologyTerm,
            {"uri": "http://k/p1", "type": "Concept", "parentUris": ["http://k/p3", "http://k/p2"]},
            CodeItem(uri="http://k/p1", type="Concept", parent_uris=("http://k/p2", "http://k/p3")),
        ),
    ],
)
def test_entries_of_lists_are_codes_with_names(
    model: type[Code | OntologyTerm], entry: dict[str, Any], expected: CodeItem
) -> None:
    found = normalise_code(read_item(entry | {"name": NAME}, shape_of(model), "code"))

    assert found == expected.model_copy(update={"names": {"fi": "Uinti"}})


@pytest.mark.parametrize(("model", "field"), [(Code, "code"), (OntologyTerm, "uri")])
def test_an_entry_without_a_code_is_rejected(model: type[WireModel], field: str) -> None:
    found = normalise_code(read_item({field: " "}, shape_of(model), "code"))  # type: ignore[arg-type]

    assert isinstance(found, Rejection)
    assert found.field == field
