"""Channels that are known already: what counts as unchanged, and what is read of them."""

import json
from typing import Any

import msgspec
import pytest

from hytedata.connectors._http import Response
from hytedata.connectors.ptv.v11.decode import decode_item
from hytedata.connectors.ptv.v11.familiar import Parts, digest_of, read_familiar
from hytedata.connectors.ptv.v11.reads import channel_page
from hytedata.connectors.ptv.v11.version import content_version
from hytedata.models.publication import TargetItem

OWNER = "00000000-0000-4000-8000-000000000889"
CHANNEL: dict[str, Any] = {
    "id": "11111111-0000-4000-8000-000000000001",
    "sourceId": "hytedata-x-site-1",
    "organizationId": OWNER,
    "publishingStatus": "Published",
    "serviceChannelType": "ServiceLocation",
    "serviceChannelNames": [
        {"language": "fi", "type": "Name", "value": "Kenttä"},
        {"language": "sv", "type": "Name", "value": "Plan"},
        {"language": "fi", "type": "AlternativeName", "value": "Mallikenttä"},
        {"language": "en", "type": "Name", "value": " "},
    ],
    "serviceChannelDescriptions": [{"language": "fi", "type": "Summary", "value": "Pallokenttä."}],
    "languages": ["fi"],
    "modified": "2026-11-24T09:00:00Z",
    "ontologyTerms": [],
    "services": [
        {"service": {"id": "b", "name": "Toinen"}},
        {"service": {"id": "a", "name": "Ensimmäinen"}},
    ],
}


def raw(**changes: object) -> bytes:
    return json.dumps({**CHANNEL, **changes}, ensure_ascii=False).encode()


def parts(content: bytes) -> Parts:
    return msgspec.json.decode(content, type=Parts)


def page(*entries: str) -> Response:
    content = f'{{"pageNumber": 1, "pageCount": 1, "itemList": [{", ".join(entries)}]}}'
    return Response(200, "https://ptv.test/v11/x", {}, content.encode())


def known(content: bytes) -> dict[str, str]:
    return {CHANNEL["id"]: f"{digest_of(content)}.{content_version(json.loads(content))}"}


def test_a_familiar_channel_is_as_decoding_it_shows_it() -> None:
    content = raw()
    whole = decode_item("channel", json.loads(content), own_to=(OWNER,))

    seen = read_familiar(parts(content), OWNER, known(content))

    assert isinstance(seen, TargetItem)
    for name in ("kind", "id", "source_id", "status", "title", "version", "connected", "own"):
        assert getattr(seen, name) == getattr(whole, name), name
    assert seen.channel_type == whole.channel_type
    assert seen.fields == {p: v for p, v in whole.fields.items() if p.startswith("name.")}


@pytest.mark.parametrize(
    "changes",
    [
        {"modified": "2026-11-25T10:00:00Z"},
        {"ontologyTerms": [{"uri": "http://www.yso.fi/onto/koko/p1"}]},
        {"services": []},
        {"serviceCollections": [{"id": "c"}]},
    ],
)
def test_what_moves_by_itself_leaves_a_channel_familiar(changes: dict[str, object]) -> None:
    noted = known(raw())

    seen = read_familiar(parts(raw(**changes)), OWNER, noted)

    assert isinstance(seen, TargetItem)
    assert seen.version == content_version(json.loads(raw(**changes)))


def test_connections_are_read_anew() -> None:
    noted = known(raw())

    seen = read_familiar(parts(raw(services=[{"service": {"id": "c"}}])), OWNER, noted)

    assert isinstance(seen, TargetItem)
    assert seen.connected == ("c",)


@pytest.mark.parametrize(
    "changes",
    [
        {"languages": ["fi", "sv"]},
        {"publishingStatus": "Modified"},
        {"sourceId": None},
        {"somethingNew": "x"},
        {"serviceChannelDescriptions": []},
        {"organizationId": "another"},
        {"services": [{"service": None}]},
    ],
)
def test_a_channel_that_changed_is_not_familiar(changes: dict[str, object]) -> None:
    seen = read_familiar(parts(raw(**changes)), OWNER, known(raw()))

    assert isinstance(seen, str)


def test_a_channel_of_another_organisation_is_never_familiar() -> None:
    seen = read_familiar(parts(raw()), "another", known(raw()))

    assert isinstance(seen, str)


def test_of_a_page_only_what_changed_is_decoded() -> None:
    noted = known(raw())

    read = channel_page(OWNER, noted, 1).decode(page(raw().decode(), raw(id="new").decode()))

    assert [item.id for item in read.familiar] == [CHANNEL["id"]]
    assert read.items == (json.loads(raw(id="new")),)
    assert read.digests == {"new": digest_of(raw(id="new"))}


def test_a_page_that_holds_more_than_channels_is_read_whole() -> None:
    read = channel_page(OWNER, known(raw()), 1).decode(page(raw().decode(), "5"))

    assert (read.items, read.familiar, read.odd) == ((json.loads(raw()),), (), 1)
