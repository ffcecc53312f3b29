"""Laws of writing back: no patch changes nothing, a patch changes exactly its paths."""

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from hytedata.connectors.ptv.v11.decode import decode_item
from hytedata.connectors.ptv.v11.encode import encode_archive, encode_update
from hytedata.models.publication import ItemKind
from tests.connectors.ptv.builders import location, phone, service, street_address, texts
from tests.connectors.ptv.catalogue import stored_location, stored_service

laws = settings(deadline=None)
languages = st.sampled_from([("fi",), ("sv",), ("fi", "sv"), ("fi", "sv", "en")])
words = st.text(st.characters(categories=("L", "Nd")), min_size=5, max_size=20)
contacts = st.lists(words, max_size=3)


def _per_language(kind: str, codes: tuple[str, ...], draw: st.DrawFn) -> list[Any]:
    return [row for code in codes for row in texts(kind, **{code: draw(words)})]


@st.composite
def locations(draw: st.DrawFn) -> dict[str, Any]:
    codes = draw(languages)
    numbers = [
        phone(str(number), draw(st.sampled_from(codes)), draw(st.sampled_from(["Phone", "Fax"])))
        for number in draw(st.lists(st.integers(10_000, 99_999), max_size=3))
    ]
    addresses = [
        street_address(streetNumber=str(number))
        for number in draw(st.lists(st.integers(1, 99), min_size=1, max_size=2))
    ]
    return location(
        serviceChannelNames=_per_language("Name", codes, draw),
        displayNameType=[{"type": "Name", "language": code} for code in codes],
        serviceChannelDescriptions=[
            *_per_language("Summary", codes, draw),
            *_per_language("Description", codes, draw),
        ],
        languages=sorted(codes),
        phoneNumbers=numbers,
        emails=[{"language": codes[0], "value": value} for value in draw(contacts)],
        webPages=[{"language": codes[0], "url": url, "value": None} for url in draw(contacts)],
        serviceHours=draw(st.sampled_from([[], [{"serviceHourType": "Exceptional"}]])),
        addresses=addresses,
    )


@st.composite
def services(draw: st.DrawFn) -> dict[str, Any]:
    codes = draw(languages)
    return service(
        serviceNames=_per_language("Name", codes, draw),
        serviceDescriptions=[
            row
            for kind in ("Summary", "Description", "UserInstruction", "DeadLine")
            for row in _per_language(kind, codes, draw)
        ],
        languages=sorted(codes),
        keywords=draw(st.sampled_from([[], [{"language": codes[0], "value": "avainsana"}]])),
    )


def after_put(kind: ItemKind, document: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    body = encode_update(kind, document, changes, visible_for_all=True)
    stored = stored_location if kind == "channel" else stored_service
    return stored(document, json.loads(json.dumps(body)))


items = st.one_of(
    st.tuples(st.just("channel"), locations()), st.tuples(st.just("service"), services())
)


@laws
@given(item=items)
def test_an_unchanged_item_is_the_same_after_it_is_written_back(
    item: tuple[ItemKind, dict[str, Any]],
) -> None:
    kind, document = item

    after = decode_item(kind, after_put(kind, document, {}))

    assert after.fields == decode_item(kind, document).fields
    untouched = ("serviceHours", "keywords", "areas", "organizations", "legislation")
    assert [after.document.get(key) for key in untouched] == [
        document.get(key) for key in untouched
    ]


@laws
@given(item=locations(), data=st.data())
def test_a_patch_of_a_place_changes_exactly_its_paths(
    item: dict[str, Any], data: st.DataObject
) -> None:
    before = decode_item("channel", item).fields
    code = data.draw(st.sampled_from(sorted(path[5:] for path in before if path[:5] == "name.")))
    values: dict[str, st.SearchStrategy[Any]] = {
        f"summary.{code}": words,
        f"alternative_name.{code}": st.one_of(words, st.none()),
        f"emails.{code}": st.one_of(st.lists(words, min_size=1), st.none()),
        f"web_pages.{code}": st.none(),
        f"phones.{code}": st.none(),
        "address.number": st.one_of(st.just("7 B"), st.none()),
        "address.position": st.just([400000.1, 7000000.9]),
        f"address.info.{code}": st.one_of(words, st.none()),
        "languages": st.just(["en", "fi"]),
    }
    paths = data.draw(st.sets(st.sampled_from(sorted(values)), max_size=4))
    changes = {path: data.draw(values[path]) for path in sorted(paths)}

    after = decode_item("channel", after_put("channel", item, changes)).fields

    wanted = {**before, **changes}
    assert after == {path: value for path, value in wanted.items() if value is not None}


@laws
@given(item=services(), data=st.data())
def test_a_patch_of_a_service_changes_exactly_its_paths(
    item: dict[str, Any], data: st.DataObject
) -> None:
    before = decode_item("service", item).fields
    code = data.draw(st.sampled_from(sorted(path[5:] for path in before if path[:5] == "name.")))
    values: dict[str, st.SearchStrategy[Any]] = {
        f"name.{code}": words,
        f"user_instruction.{code}": words,
        "funding": st.just("MarketFunded"),
        "area.municipalities": st.just(["049", "091"]),
        "ontology_terms": st.just(["http://www.yso.fi/onto/koko/p1"]),
    }
    paths = data.draw(st.sets(st.sampled_from(sorted(values))))
    changes = {path: data.draw(values[path]) for path in sorted(paths)}

    after = decode_item("service", after_put("service", item, changes)).fields

    assert after == {**before, **changes}


@laws
@given(item=items)
def test_no_body_holds_a_null_a_blank_or_the_status_that_locks(
    item: tuple[ItemKind, dict[str, Any]],
) -> None:
    kind, document = item
    document["publishingStatus"] = "Modified"

    for body in (encode_update(kind, document, {}), encode_archive(kind, document)):
        sent = json.dumps(body)
        assert "null" not in sent
        assert '""' not in sent
        assert "Modified" not in sent
