"""Phones, e-mails and links of our models as rows of PTV v11."""

from collections.abc import Collection, Iterable, Mapping
from typing import Final

from hytedata.connectors.ptv.v11.bodies.rows import (
    Rows,
    Versions,
    patched_rows,
    touches,
    values,
    without_blanks,
)
from hytedata.connectors.ptv.v11.bodies.words import PHONE_CHARGES, theirs
from hytedata.connectors.ptv.v11.contacts import (
    decode_emails,
    decode_phones,
    decode_web_pages,
    encode_emails,
    encode_faxes,
    encode_phones,
    encode_web_pages,
    within,
)
from hytedata.connectors.ptv.v11.documents import Document, text
from hytedata.models.common import Json, Language
from hytedata.models.ptv.contact import Email, Phone, WebLink

KEYS: Final[Mapping[str, str]] = {
    "phones": "phoneNumbers",
    "faxes": "faxNumbers",
    "emails": "emails",
    "web_pages": "webPages",
}
"""Our field of a language version → key of the body."""

_ONE_LIST: Final = frozenset({"phones", "faxes"})
"""Numbers and faxes are one list to PTV: both are sent, so that neither is lost (ptv-api 8)."""


def contact_lists(
    document: Document, versions: Versions, own: Collection[str], flags: Mapping[str, str]
) -> dict[str, Json]:
    """Build the lists that a write touches, whole, or the flags that empty them.

    Args:
        document: A channel or the contact details of a connection, as read.
        versions: The language versions of the write.
        own: Languages of the item after the write.
        flags: Our field → its `deleteAll…` flag.
    """
    body: dict[str, Json] = {}
    touched = {field for field in KEYS if touches(versions, field)}
    for field, key in KEYS.items():
        shared = bool(field in _ONE_LIST and touched & _ONE_LIST)
        if field not in touched and not shared:
            continue
        found = patched_rows(_stored(field, document, own), _given(field, versions))
        if found:
            body[key] = list[Json](found)
        elif field in touched:
            body[flags[field]] = True
    return body


def _stored(field: str, document: Document, own: Collection[str]) -> Rows:
    if field == "faxes":
        encoded = encode_faxes(document)
    elif field == "phones":
        encoded = encode_phones(within(decode_phones(document), own))
    elif field == "emails":
        encoded = encode_emails(within(decode_emails(document), own))
    else:
        encoded = encode_web_pages(within(decode_web_pages(document), own))
    return [
        dict(row) for row in encoded if isinstance(row, Mapping) and text(row, "language") in own
    ]


def _given(field: str, versions: Versions) -> dict[Language, Rows]:
    return {
        language: encode(language, getattr(texts, field) or ())
        for language, texts in versions.items()
        if texts is not None and texts.sets(field)
    }


def encode(language: str, entries: Iterable[object]) -> Rows:
    """Encode contacts of one language."""
    found: Rows = []
    for entry in entries:
        if isinstance(entry, Phone):
            found.append(_phone(language, entry))
        elif isinstance(entry, Email):
            found += values(language, [entry.address])
        elif isinstance(entry, WebLink):
            found.append(
                without_blanks({"language": language, "url": entry.url, "value": entry.name})
            )
    return found


def _phone(language: str, phone: Phone) -> dict[str, Json]:
    """Encode a number; one without a dial code is a Finnish service number (ptv-api 5.3)."""
    return without_blanks(
        {
            "number": phone.number,
            "language": language,
            "prefixNumber": phone.dial_code,
            "isFinnishServiceNumber": phone.dial_code is None,
            "additionalInformation": phone.info,
            "serviceChargeType": theirs(phone.charge, PHONE_CHARGES),
            "chargeDescription": phone.charge_description,
        }
    )
