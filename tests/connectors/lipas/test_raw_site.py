import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hytedata.connectors.lipas.raw_site import RawSite, hash_site, read_raw_site
from hytedata.models.common import Rejection
from hytedata.models.sports_site import SiteHead
from hytedata.normalise.lipas_head import site_head
from tests.connectors.lipas.builders import encoded, site

SAMPLES = ("point", "route", "area", "missing-contact", "messy-contact")


def read(document: object) -> RawSite:
    result = read_raw_site(encoded(document))
    assert isinstance(result, RawSite)
    return result


@pytest.mark.parametrize("name", SAMPLES)
def test_the_fast_view_says_the_same_as_the_document(shared: Path, name: str) -> None:
    raw = (shared / f"reference/lipas-samples/site-{name}.json").read_bytes()
    document = json.loads(raw)

    found = read_raw_site(raw)

    assert isinstance(found, RawSite)
    assert found.raw == raw
    assert found.lipas_id == document["lipas-id"]
    assert found.event_date == document["event-date"]
    assert found.type_code == document["type"]["type-code"]
    assert found.municipality == f"{document['location']['city']['city-code']:03d}"


def test_codes_may_be_texts() -> None:
    found = read(site(city="91", type={"type-code": "1340"}) | {"lipas-id": "5"})

    assert (found.lipas_id, found.type_code, found.municipality) == (5, 1340, "091")


def test_what_is_null_or_missing_is_empty() -> None:
    found = read({"lipas-id": 7, "name": None})

    assert (found.name, found.owner, found.type_code, found.municipality) == ("", None, None, None)


@pytest.mark.parametrize("document", [{}, {"lipas-id": 0}, {"lipas-id": "x"}, [1], "x", None, 3])
def test_a_document_without_an_id_is_rejected(document: Any) -> None:
    result = read_raw_site(encoded(document), 4)

    assert isinstance(result, Rejection)
    assert result.ref.id == "item 4"


def test_a_moved_date_leaves_the_hash() -> None:
    before, after = site(date="2026-01-01T00:00:00Z"), site(date="2026-02-01T00:00:00.123Z")

    assert read(before).content_hash == read(after).content_hash


@pytest.mark.parametrize("separators", [(",", ":"), (", ", ": "), (",", " : ")])
def test_the_hash_sees_any_other_change(separators: tuple[str, str]) -> None:
    def written(document: dict[str, Any]) -> RawSite | Rejection:
        return read_raw_site(json.dumps(document, separators=separators).encode())

    first = written(site(date="2026-01-01T00:00:00Z"))
    moved = written(site(date="2026-02-01T00:00:00Z"))
    changed = written(site(date="2026-01-01T00:00:00Z", comment="Uusi"))

    assert isinstance(first, RawSite)
    assert isinstance(moved, RawSite)
    assert isinstance(changed, RawSite)
    assert first.content_hash == moved.content_hash != changed.content_hash


texts = st.text(max_size=12) | st.sampled_from(['"event-date":"x"', "event-date", '{"', "x"])
inner = st.dictionaries(st.sampled_from(["event-date", "a"]), texts, max_size=2)


@given(
    comment=texts,
    block=inner,
    other=inner,
    dates=st.tuples(texts, texts),
    first=st.booleans(),
)
def test_only_the_date_of_the_document_itself_is_left_out_of_the_hash(
    comment: str, block: dict[str, str], other: dict[str, str], dates: tuple[str, str], first: bool
) -> None:
    def hashed(date: str, content: dict[str, str]) -> str:
        middle = {"event-date": date, "block": content}
        document = middle if first else dict(reversed(middle.items()))
        return hash_site(encoded({"comment": comment, **document}), date)

    if block != other:
        assert hashed(dates[0], block) != hashed(dates[0], other)
        assert hashed(dates[0], block) != hashed(dates[1], other)


def test_a_date_after_inner_objects_is_left_out_too() -> None:
    def hashed(date: str) -> str:
        return hash_site(encoded({"type": {"type-code": 1}, "event-date": date}), date)

    assert hashed("2026-01-01") == hashed("2026-01-02")


def test_a_page_of_raw_documents_is_read_without_copies_of_its_neighbours() -> None:
    page = msgspec.json.decode(encoded([site(1), site(2)]), type=list[msgspec.Raw])

    found = [read_raw_site(document) for document in page]

    assert [json.loads(it.raw)["lipas-id"] for it in found if isinstance(it, RawSite)] == [1, 2]


def compact(document: dict[str, Any]) -> bytes:
    """As Lipas writes it."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def known(document: dict[str, Any]) -> dict[str, SiteHead]:
    found = read_raw_site(compact(document))
    head = site_head(found) if isinstance(found, RawSite) else None
    assert head is not None
    return {head.content_hash: head}


def test_of_a_known_site_only_the_date_is_read_again() -> None:
    noted, moved = known(site(7)), compact(site(7, date="2027-01-01T00:00:00Z"))

    found = read_raw_site(moved, known=noted)

    assert isinstance(found, RawSite)
    assert found.head is noted[found.content_hash]
    assert (found.lipas_id, found.event_date) == (7, "2027-01-01T00:00:00Z")
    assert found.raw == moved


def test_a_known_site_says_of_itself_what_it_said_when_it_was_read() -> None:
    first = read_raw_site(compact(site(7)))

    again = read_raw_site(compact(site(7)), known=known(site(7)))

    assert isinstance(again, RawSite)
    for name in ("lipas_id", "event_date", "status", "type_code", "owner", "municipality"):
        assert getattr(again, name) == getattr(first, name), name


@pytest.mark.parametrize(
    "content",
    [
        compact(site(7, comment="Uusi")),
        compact(site(8)),
        compact({"type": {"type-code": 1340}, **site(7)}),
        compact(site(7)).replace(b"2026-", b"2026\\u002d"),
        encoded(site(7)),
    ],
)
def test_a_site_that_is_not_surely_known_is_read(content: bytes) -> None:
    found = read_raw_site(content, known=known(site(7)))

    assert isinstance(found, RawSite)
    assert found.head is None
