"""Channels that are known already: what counts as unchanged, and what is read of them."""

import json
from typing import Any

import msgspec
import pytest

from hytedata.connectors.ptv.v11.decode import decode_item
from hytedata.connectors.ptv.v11.familiar import digest_of, read_familiar
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


def known(content: bytes) -> dict[str, str]:
    return {CHANNEL["id"]: f"{digest_of(content)}.{content_version(json.loads(content))}"}


def test_a_familiar_channel_is_as_decoding_it_shows_it() -> None:
    content = raw()
    whole = decode_item("channel", json.loads(content), own_to=(OWNER,))

    seen = read_familiar(content, OWNER, known(content))

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

    seen = read_familiar(raw(**changes), OWNER, noted)

    assert isinstance(seen, TargetItem)
    assert seen.version == content_version(json.loads(raw(**changes)))


def test_connections_are_read_anew() -> None:
    noted = known(raw())

    seen = read_familiar(raw(services=[{"service": {"id": "c"}}]), OWNER, noted)

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
    seen = read_familiar(raw(**changes), OWNER, known(raw()))

    assert isinstance(seen, str)


def test_a_channel_of_another_organisation_is_never_familiar() -> None:
    seen = read_familiar(raw(), "another", known(raw()))

    assert isinstance(seen, str)


@pytest.mark.parametrize("content", [b"[1]", b"null", b"{"])
def test_what_is_no_channel_has_no_digest(content: bytes) -> None:
    assert read_familiar(msgspec.Raw(content), OWNER, {}) == ""
