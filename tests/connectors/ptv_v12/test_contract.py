"""What we send and what we read, against DVV's own OpenAPI document of v12."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, get_args

import msgspec
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from hytedata.connectors.ptv.v11.wire.base import Wire, WireModel
from hytedata.connectors.ptv.v11.wire.drift import drift
from hytedata.connectors.ptv.v12 import limits
from hytedata.connectors.ptv.v12.pages import Page
from hytedata.connectors.ptv.v12.query import ArchivedQuery, Query
from hytedata.connectors.ptv.v12.wire import channels
from hytedata.errors import RecordError
from tests.connectors.ptv_v12.builders import CALLS, FIELDS, answer, made, query_of
from tests.connectors.ptv_v12.contract import Contract

EXAMPLES = 10
"""Per answer: they are big, and there are 32. `fullest` sees to every field and branch besides."""

QUERIES = sorted({kind for call in CALLS.values() if (kind := query_of(call))}, key=repr)
FILTERS = {
    name: sorted(kind.__dataclass_fields__.keys() & FIELDS.keys() - {"is_valid"})
    for name, call in CALLS.items()
    if (kind := query_of(call)) and kind is not ArchivedQuery
}
"""Function → the filters that are texts, or lists of them."""

READS = sorted(name for name in CALLS if name not in ("liveness", "readiness"))


def template(contract: Contract, name: str) -> str:
    """Find the document's path of a function of ours."""
    path = made(CALLS[name]).request.path
    uuid = r"[0-9a-f-]{36}"
    return next(
        one
        for one in sorted(contract.operations())
        if re.fullmatch(re.sub(r"\\\{\w+\\\}", uuid, re.escape(one)), path)
    )


def parameter(field: str) -> str:
    first, *others = field.split("_")
    return first + "".join(map(str.title, others))


def test_each_path_is_read_by_exactly_one_function(contract: Contract) -> None:
    covered = sorted(template(contract, name) for name in CALLS)

    assert covered == sorted(contract.operations())
    assert len(covered) == 32


@pytest.mark.parametrize("name", CALLS)
def test_all_parameters_of_a_path_can_be_sent_and_no_others(contract: Contract, name: str) -> None:
    sent = {parameter for parameter, _ in made(CALLS[name]).request.params}

    assert sent == contract.query_parameters(template(contract, name)).keys()


@pytest.mark.parametrize("name", FILTERS)
@settings(max_examples=20)
@given(data=st.data())
def test_what_v12_allows_is_allowed_and_sent_as_given(
    contract: Contract, name: str, data: st.DataObject
) -> None:
    call, kind = CALLS[name], query_of(CALLS[name])
    assert kind is not None
    described = contract.query_parameters(template(contract, name))
    field = data.draw(st.sampled_from(FILTERS[name]).filter(lambda one: "_at_or_" not in one))
    value = data.draw(contract.strategy(described[parameter(field)]["schema"]))
    wanted = [value] if isinstance(value, str) else value
    assume(all(one.strip() for one in wanted))

    sent = call(kind(**{field: value})).request.params

    assert [text for name, text in sent if name == parameter(field)] == wanted


@pytest.mark.parametrize("kind", QUERIES, ids=lambda kind: str(kind.__name__))
def test_lists_are_as_long_as_v12_takes_them(contract: Contract, kind: type[Query]) -> None:
    name = next(name for name in CALLS if query_of(CALLS[name]) is kind)
    described = contract.query_parameters(template(contract, name))
    bounds = {
        field: described[parameter(field)]["schema"].get("maxItems")
        for field in kind.__dataclass_fields__
        if isinstance(FIELDS.get(field), tuple)
    }
    bounds["codes"] = 20 if "codes" in bounds else None  # of countries it is behind a reference

    for field in [field for field, bound in bounds.items() if bound]:
        assert bounds[field] == limits.AT_MOST
        values = samples(field, limits.AT_MOST + 1)
        kind(**{field: values[:-1]})
        with pytest.raises(limits.QueryError) as caught:
            kind(**{field: values})
        assert caught.value.argument == field


def samples(field: str, count: int) -> list[str]:
    if field == "business_ids":
        return [f"{n:07}-1" for n in range(count)]
    return [FIELDS[field][0][:-2] + str(n) for n in range(10, 10 + count)]


@pytest.mark.parametrize(
    ("words", "name", "field"),
    [
        (limits.AreaType, "services", "areaType"),
        (limits.ServiceType, "services", "serviceTypes"),
        (limits.VersionLanguage, "services", "languageVersions"),
        (limits.Match, "services", "regionsMatch"),
        (limits.ChannelType, "channels", "channelTypes"),
        (limits.OrganizationType, "organisations", "organizationTypes"),
        (limits.GeneralDescriptionType, "general_descriptions", "generalDescriptionTypes"),
    ],
)
def test_our_words_are_the_words_of_v12(
    contract: Contract, words: object, name: str, field: str
) -> None:
    schema = contract.query_parameters(template(contract, name))[field]["schema"]

    theirs = [word for one in contract.choices(schema.get("items", schema)) for word in one["enum"]]

    assert sorted(get_args(words)) == sorted(theirs)


@settings(max_examples=300)
@given(text=st.text(alphabet="0123456789-.PaÄ٣ \n", max_size=5) | st.from_regex(r"\A\d{7}-\d\n?"))
@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("services", "municipalities"),
        ("services", "regions"),
        ("services", "service_classes"),
        ("organisations", "business_ids"),
        ("postal_codes", "codes"),
    ],
)
def test_what_we_allow_v12_allows(contract: Contract, name: str, field: str, text: str) -> None:
    kind = query_of(CALLS[name])
    assert kind is not None
    described = contract.query_parameters(template(contract, name))[parameter(field)]["schema"]

    try:
        kind(**{field: [text]})
    except limits.QueryError:
        return

    pattern = described["items"]["pattern"].replace("$", r"\Z")
    assert re.search(pattern, text, re.ASCII)


@pytest.mark.parametrize("name", READS)
@settings(max_examples=EXAMPLES)
@given(data=st.data())
def test_every_answer_that_v12_describes_is_read_whole(
    contract: Contract, name: str, data: st.DataObject
) -> None:
    document = data.draw(contract.strategy(contract.answer(template(contract, name))))

    assert_read_whole(name, document)


@pytest.mark.parametrize("name", READS)
def test_the_fullest_answers_are_read_whole(contract: Contract, name: str) -> None:
    for document in fullest(contract, name):
        assert_read_whole(name, document)


@pytest.mark.parametrize("name", READS)
def test_new_words_in_enumerations_and_tags_lose_nothing(contract: Contract, name: str) -> None:
    for document in fullest(contract, name, word="Novel"):
        for read in decoded(name, document):
            assert type(read.model) is channels.Channel or drift([read]) == {}
            assert type(read.model) is channels.Channel or is_whole(read)


def test_no_model_has_a_field_that_v12_does_not_have(contract: Contract) -> None:
    used: defaultdict[type[WireModel], set[str]] = defaultdict(set)
    for name in READS:
        for document in fullest(contract, name):
            for read in decoded(name, document):
                for model in within(read.model):
                    used[type(model)] |= {
                        field
                        for field in model.__struct_fields__
                        if getattr(model, field) is not None
                    }

    dead = {kind.__name__: set(kind.__struct_fields__) - used[kind] for kind in used}

    assert {kind: fields for kind, fields in dead.items() if fields} == {}
    assert used.keys() >= set(channels.CHANNELS.values())


@pytest.mark.parametrize(("name", "healthy"), [("liveness", True), ("readiness", True)])
@settings(max_examples=5)
@given(data=st.data())
def test_health_is_what_v12_says_it_is(
    contract: Contract, name: str, healthy: bool, data: st.DataObject
) -> None:
    document = data.draw(contract.strategy(contract.answer(template(contract, name))))

    assert made(CALLS[name]).decode(answer(document)) is healthy


@pytest.mark.parametrize("name", CALLS)
def test_every_refusal_that_v12_describes_is_understood(contract: Contract, name: str) -> None:
    responses = contract.operations()[template(contract, name)]["responses"]
    endpoint = made(CALLS[name])

    for status in {int(one) for one in responses} & {400, 404}:
        schema = responses[str(status)]["content"]["application/json"]["schema"]
        error = endpoint.refuse(answer(contract.fullest(schema), status))
        assert type(error).__name__ == {400: "RequestRefused", 404: "NotShown"}[status]


def fullest(contract: Contract, name: str, word: str | None = None) -> list[Any]:
    """Make answers that together have every branch of every union: none has more than six."""
    schema = contract.answer(template(contract, name))
    return [contract.fullest(schema, word=word) for _ in range(6)]


def assert_read_whole(name: str, document: Any) -> None:
    reads = decoded(name, document)

    assert drift(reads) == {}
    assert [read for read in reads if not is_whole(read)] == []


def decoded(name: str, document: Any) -> list[Wire[WireModel]]:
    """Decode an answer; every record must be a model beside its whole document."""
    value = made(CALLS[name]).decode(answer(document))
    if not isinstance(value, Page):
        assert value.document == document
        return [value]
    assert [read for read in value.items if isinstance(read, RecordError)] == []
    assert list(value.entries) == document["items"]
    assert (value.number, value.size) == (document["page"], document["pageSize"])
    assert (value.total_items, value.total_pages) == (
        document["totalItems"],
        document["totalPages"],
    )
    reads = [read for read in value.items if isinstance(read, Wire)]
    assert [read.document for read in reads] == document["items"]
    return reads


def is_whole(read: Wire[WireModel]) -> bool:
    """Whether the model says all that its document says."""
    return bool(without_nulls(msgspec.to_builtins(read.model)) == without_nulls(read.document))


def without_nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_nulls(one) for key, one in value.items() if one is not None}
    return [without_nulls(one) for one in value] if isinstance(value, list) else value


def within(value: object) -> Iterator[WireModel]:
    """Yield the models in *value*, itself included."""
    if isinstance(value, WireModel):
        yield value
        value = [getattr(value, field) for field in value.__struct_fields__]
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from within(one)
