"""Connections: re-encoded for the PUT that replaces them all, and what became of a POST."""

from collections.abc import Collection, Mapping, Sequence

from hytedata.connectors.ptv.v11.addresses import encode_address
from hytedata.connectors.ptv.v11.contacts import (
    decode_emails,
    decode_phones,
    decode_web_pages,
    encode_emails,
    encode_faxes,
    encode_hours,
    encode_phones,
    encode_web_pages,
)
from hytedata.connectors.ptv.v11.decode import own_languages, relations
from hytedata.connectors.ptv.v11.documents import Document, part, rows, text
from hytedata.connectors.ptv.v11.faults import connection_added
from hytedata.connectors.ptv.v11.text_lists import encode_texts, typed_texts
from hytedata.connectors.ptv.v11.vocabulary import CHARGES, present
from hytedata.errors import InputError
from hytedata.models.common import Json
from hytedata.models.publication import ConnectOutcome, ItemKind


def encode_connections(
    service: Document, *, remove: Collection[str], plain: Collection[str] = ()
) -> dict[str, Json]:
    """Build the body that keeps all of *service*'s connections but those to *remove*.

    Each kept connection's extra information is repeated, or it may be lost. Those of customer
    service points (ASTI) are not in the list: this call leaves them alone.

    Args:
        service: As read right before.
        remove: Ids of the channels to disconnect.
        plain: Ids of channels that are no service locations: hours and contacts are refused
            there, and leaving them out keeps them (ptv-api 6.7, 7.4).

    Raises:
        InputError: Only connections of customer service points would remain; whether emptying
            the rest would spare them is not known, so a person has to do it in PTV.
    """
    own = own_languages("service", service)
    ordinary = [(end, row) for end, row in relations("service", service) if not is_asti(row)]
    kept: list[Json] = [
        _encode(channel_id, row, None if channel_id in plain else own)
        for channel_id, row in ordinary
        if channel_id not in remove
    ]
    if kept:
        return {"channelRelations": kept}
    if len(ordinary) < len(list(relations("service", service))):
        raise InputError(
            f"service {text(service, 'id')} would keep connections of customer service points "
            "only; take the others out in PTV by hand"
        )
    return {"deleteAllChannelRelations": True, "channelRelations": []}


def connection_details(kind: ItemKind, document: Document) -> Mapping[str, dict[str, Json]]:
    """The own texts, charge, hours and contacts of an item's connections, as a POST takes them.

    By the id of the other end. Those of customer service points (ASTI) are left out: an API user
    cannot make them.
    """
    own = own_languages(kind, document)
    found: dict[str, dict[str, Json]] = {}
    for other, row in relations(kind, document):
        if not is_asti(row):
            found[other] = _encode(other, row, own)
            del found[other]["serviceChannelId"]
    return found


def decode_outcomes(
    pairs: Sequence[tuple[str, str]], messages: Sequence[str]
) -> list[ConnectOutcome]:
    """Say what became of each pair (service id, channel id) by PTV's sentences.

    A pair's sentence is the one that names both ids, else the one in its place; a pair without
    any is not taken for done.
    """
    naming = {
        pair: message
        for pair in pairs
        for message in messages
        if pair[0] in message and pair[1] in message
    }
    in_place = list(messages) if len(messages) == len(pairs) else [_NO_SENTENCE] * len(pairs)
    taken = set(naming.values())
    in_place = [_NO_SENTENCE if message in taken else message for message in in_place]
    told = [naming.get(pair, placed) for pair, placed in zip(pairs, in_place, strict=True)]
    return [
        ConnectOutcome(service, channel, done=connection_added(message), message=message)
        for (service, channel), message in zip(pairs, told, strict=True)
    ]


_NO_SENTENCE = "PTV's answer says nothing about this connection"


def is_asti(connection: Document) -> bool:
    """Whether a connection belongs to the register of customer service points."""
    return any(True for _ in rows(connection, "extraTypes"))


def has_contacts(connection: Document) -> bool:
    """Whether a connection carries what only service locations may have."""
    return bool(
        encode_hours(connection) or _encode_contacts(part(connection, "contactDetails"), ())
    )


def _encode(channel_id: str, row: Document, languages: Collection[str] | None) -> dict[str, Json]:
    """Encode one connection; without *languages* it gets neither hours nor contacts."""
    body: dict[str, Json] = {
        "serviceChannelId": channel_id,
        "serviceChargeType": present(text(row, "serviceChargeType"), CHARGES),
        "description": encode_texts(typed_texts(row, "description", {})),
    }
    if languages is not None:
        body["serviceHours"] = encode_hours(row)
        body["contactDetails"] = _encode_contacts(part(row, "contactDetails"), languages)
    # An empty object of contacts counts as present and is refused (ptv-api 10, trap 17).
    return {key: value for key, value in body.items() if value not in (None, [], {})}


def _encode_contacts(contacts: Document, languages: Collection[str]) -> dict[str, Json]:
    body: dict[str, Json] = {
        "emails": encode_emails(decode_emails(contacts)),
        "phoneNumbers": encode_phones(decode_phones(contacts)),
        "faxNumbers": encode_faxes(contacts),
        "webPages": encode_web_pages(decode_web_pages(contacts)),
        "addresses": [encode_address(row, languages) for row in rows(contacts, "addresses")],
    }
    return {key: value for key, value in body.items() if value}
