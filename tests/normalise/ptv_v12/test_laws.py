"""Whatever PTV sends: a model or a rejection, never an exception."""

from collections.abc import Callable
from functools import cache
from typing import Any, TypeAlias, get_args, get_origin

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hytedata.connectors.ptv.v11.wire.base import WireModel
from hytedata.connectors.ptv.v11.wire.reading import read_item, shape_of
from hytedata.connectors.ptv.v12.wire.channels import CHANNELS as CHANNEL_MODELS
from hytedata.connectors.ptv.v12.wire.channels import Channel
from hytedata.connectors.ptv.v12.wire.codes import AreaCode, ClassificationCode, Code, OntologyTerm
from hytedata.connectors.ptv.v12.wire.organisations import Organization, OrganizationHierarchy
from hytedata.connectors.ptv.v12.wire.relations import Connection, ServiceCollection
from hytedata.connectors.ptv.v12.wire.services import GeneralDescription, Service
from hytedata.models.common import Rejection
from hytedata.models.ptv import CodeItem, OrganisationTree, Record
from hytedata.normalise.ptv_v12 import normalise_code, normalise_tree
from tests.normalise.ptv_v12.documents import OF_PATH

Documents: TypeAlias = st.SearchStrategy[Any]

MODELS: dict[str, tuple[str, type[WireModel]]] = {
    "service": ("service", Service),
    "connection": ("connection", Connection),
    "organization": ("organization", Organization),
    "general-description": ("general-description", GeneralDescription),
    "service-collection": ("service-collection", ServiceCollection),
    **{word: ("service-channel", model) for word, model in CHANNEL_MODELS.items()},
    "Fresh": ("service-channel", Channel),
}
"""Name → word of the path, and wire model; channels by PTV's word for their kind."""

HOURS = (
    *("WeeklyUntilFurtherNotice", "WeeklyDateRange", "ExceptionalDateRange"),
    *("ContinuousAlwaysValid", "ContinuousDateRange", "ContinuousWeekdaysUntilFurtherNotice"),
)
WORDS = [
    *(f"{word}ServiceHour" for word in HOURS),
    *("RepetitionEveryYear", "RepetitionInSelectedYears", "ChristmasEve"),
    *("", " ", "0", "x", "fi", "de", "179", "-1", "٣", "P27.1", "+358", "040 123-4567"),
    *("Monday", "sunday", "Funday", "08:00", "24:00", "25:99", "08:00:00Z", "08", "T08"),
    *("2026-03-02", "2026-02-30", "0001-01-01T00:00:00+14:00", "9999-12-31T00:00:00-12"),
    *("Open", "Closed", "OpenOnReservation", "Weekly", "EPSG:3067", "Unknown", "NLS"),
    *("LimitedArea", "WholeCountry", "Municipality", "Service", "Channel", "NotUsed", "WithUrl"),
    *("Required", "NotRequired", "StreetAddress", "PostOfficeBox", "DeliveryInformation"),
    *("DomesticPhone", "InternationalPhone", "Sms", "Fax"),
]
KEYS = ["fi", "sv", "de", "", "monday", "Sunday", "someday"]
NUMBERS = st.sampled_from([0, -1, 435210.5, 6903421, 62.5, 25.1, 10**30, 2026])


@cache
def objects(model: type[WireModel]) -> Documents:
    """Any object of a wire model: each field with any value of its type, null, or missing."""
    return st.fixed_dictionaries(
        {},
        optional={
            one.encode_name: st.deferred(later(one.type)) for one in msgspec.structs.fields(model)
        },
    )


def later(kind: Any) -> Callable[[], Documents]:
    return lambda: values(kind)


@cache
def values(kind: Any) -> Documents:
    choices = [values(one) for one in get_args(kind)]
    match get_origin(kind) or kind:
        case origin if origin is list:
            return st.lists(choices[0], max_size=3)
        case origin if origin is not None and getattr(origin, "__name__", "") == "Mapping":
            return st.dictionaries(st.sampled_from(KEYS), choices[1], max_size=3)
        case origin if isinstance(origin, type) and issubclass(origin, WireModel):
            return objects(origin)
        case origin if origin is bool:
            return st.booleans()
        case origin if origin is str:
            return st.sampled_from(WORDS) | st.text(max_size=5)
        case origin if origin is int:
            return st.integers() | st.integers(0, 3)
        case origin if origin is float:
            return NUMBERS | st.floats(allow_nan=False, allow_infinity=False)
        case origin if origin is type(None):
            return st.none()
    return st.one_of(choices)


@pytest.mark.parametrize("name", MODELS)
@given(data=st.data())
def test_any_document_of_the_wire_models_becomes_a_model_or_a_rejection(
    name: str, data: st.DataObject
) -> None:
    word, model = MODELS[name]
    kind = OF_PATH[word]
    document = data.draw(objects(model)) | {"serviceChannelType": name}

    record = kind.normalise(kind.read(document))

    ids = ["serviceContentId", "channelContentId"] if word == "connection" else ["contentId"]
    assert isinstance(record, Rejection) == any(
        not (document.get(one) or "").strip() for one in ids
    )
    if isinstance(record, Record):
        assert type(record).model_validate_json(record.model_dump_json()) == record
        assert record.raw is not document or record.raw == document


@pytest.mark.parametrize("model", [Code, AreaCode, ClassificationCode, OntologyTerm])
@given(data=st.data())
def test_any_entry_of_a_list_becomes_an_item_or_a_rejection(
    model: type[Code | OntologyTerm], data: st.DataObject
) -> None:
    document = data.draw(objects(model))

    found = normalise_code(read_item(document, shape_of(model), "code"))

    assert isinstance(found, (CodeItem, Rejection))


EDGES = st.lists(
    st.fixed_dictionaries(
        {key: st.sampled_from("abcdef") for key in ("childContentId", "parentContentId")}
    ),
    max_size=20,
)


@given(edges=EDGES)
def test_any_edges_become_a_tree_that_has_each_organisation_once(
    edges: list[dict[str, str]],
) -> None:
    wire = read_item({"edges": edges}, shape_of(OrganizationHierarchy), "tree")

    found = normalise_tree(wire, "A")

    assert isinstance(found, OrganisationTree)
    ids = list(found.ids())
    assert (ids[0], len(set(ids))) == ("a", len(ids))
    stated = {(one["childContentId"], one["parentContentId"]) for one in edges}
    assert set(found.parents().items()) <= stated
    assert {child for child, parent in stated if parent in ids} <= set(ids)


@given(document=objects(OrganizationHierarchy))
def test_any_hierarchy_becomes_a_tree_or_a_rejection(document: dict[str, Any]) -> None:
    found = normalise_tree(read_item(document, shape_of(OrganizationHierarchy), "tree"), "a")

    assert isinstance(found, (OrganisationTree, Rejection))
