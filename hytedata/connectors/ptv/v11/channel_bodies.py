"""Bodies of service locations."""

from collections.abc import Callable, Mapping
from typing import Final

from hytedata.connectors.ptv.v11.addresses import encode_address, patch_visiting
from hytedata.connectors.ptv.v11.contacts import (
    Entries,
    decode_emails,
    decode_phones,
    decode_web_pages,
    encode_emails,
    encode_faxes,
    encode_phones,
    encode_web_pages,
    within,
)
from hytedata.connectors.ptv.v11.decode import owner_of
from hytedata.connectors.ptv.v11.documents import NO_DOCUMENT, Document, rows, text, words
from hytedata.connectors.ptv.v11.text_lists import (
    TypedTexts,
    encode_texts,
    languages_of,
    patch_texts,
    refuse_emptying,
    refuse_unknown,
    typed_texts,
)
from hytedata.connectors.ptv.v11.vocabulary import (
    DESCRIPTION_TYPES,
    NAME_PATHS,
    NAME_TYPES,
    present,
)
from hytedata.errors import InputError
from hytedata.models.common import Json
from hytedata.models.publication import Fields

_DESCRIPTION_PATHS: Final = {"summary": "Summary", "description": "Description"}
_CONTACTS: Final[
    Mapping[str, tuple[str, str, Callable[[Document], Entries], Callable[[Entries], list[Json]]]]
] = {
    "phones": ("phoneNumbers", "deleteAllPhoneNumbers", decode_phones, encode_phones),
    "emails": ("emails", "deleteAllEmails", decode_emails, encode_emails),
    "web_pages": ("webPages", "deleteAllWebPages", decode_web_pages, encode_web_pages),
}
"""First part of a path → key, its delete flag, reading, writing."""

_KNOWN: Final = frozenset(
    {*NAME_PATHS, *_DESCRIPTION_PATHS, *_CONTACTS, "display_name", "languages", "address"}
)


def new_location(organisation: str, fields: Fields, *, visible_for_all: bool) -> dict[str, Json]:
    """Build a POST body's content from *fields* alone."""
    body = updated_location(NO_DOCUMENT, fields)
    flags = [flag for _, flag, _, _ in _CONTACTS.values()]
    kept = {key: value for key, value in body.items() if key not in flags}
    return kept | {"organizationId": organisation, "isVisibleForAll": visible_for_all}


def updated_location(document: Document, changes: Mapping[str, Json]) -> dict[str, Json]:
    """Build a PUT body's content: *document* re-encoded with *changes*.

    Raises:
        InputError: The document is no service location, or a path cannot be written.
    """
    if text(document, "serviceChannelType") not in {"ServiceLocation", None}:
        raise InputError(f"channel {text(document, 'id')} is no service location")
    refuse_unknown("service location", changes, _KNOWN)
    refuse_emptying(changes, ("languages", "address.kind"))
    names = patch_texts(
        typed_texts(document, "serviceChannelNames", NAME_TYPES), changes, NAME_PATHS
    )
    descriptions = patch_texts(
        typed_texts(document, "serviceChannelDescriptions", DESCRIPTION_TYPES),
        changes,
        _DESCRIPTION_PATHS,
    )
    own = languages_of(names, descriptions)
    addresses = [encode_address(row, own) for row in rows(document, "addresses")]
    patch_visiting(addresses, _below("address", changes))
    owner = owner_of("channel", document)
    body: dict[str, Json] = {
        "organizationId": owner,
        "serviceChannelNames": encode_texts(names),
        "displayNameType": _display_names(document, names, changes),
        "serviceChannelDescriptions": encode_texts(descriptions),
        "languages": changes.get("languages") or list[Json](words(document, "languages")),
        "addresses": list[Json](addresses),
    }
    for path in _CONTACTS:
        body.update(_contacts(path, document, changes, own))
    return {key: value for key, value in body.items() if value not in (None, [])}


def _below(path: str, changes: Mapping[str, Json]) -> dict[str, Json]:
    return {key: value for key, value in changes.items() if key.partition(".")[0] == path}


def _display_names(
    document: Document, names: TypedTexts, changes: Mapping[str, Json]
) -> list[Json]:
    """One entry per language of the names, each naming a name that is there (ptv-api 6.6)."""
    chosen: dict[str, str | None] = {
        language: present(text(row, "type"), NAME_TYPES)
        for row in rows(document, "displayNameType")
        if (language := text(row, "language"))
    }
    for path, value in _below("display_name", changes).items():
        chosen[path.partition(".")[2]] = str(value) if value else None
    shown: list[Json] = []
    for language in dict.fromkeys(language for _, language in names):
        kind = chosen.get(language)
        shown.append({"type": kind if (kind, language) in names else "Name", "language": language})
    return shown


def _contacts(
    path: str, document: Document, changes: Mapping[str, Json], own: frozenset[str]
) -> dict[str, Json]:
    """Contacts of one kind, where the patch touches them: the whole list, or its delete flag."""
    touched = _below(path, changes)
    if not touched:
        return {}
    key, flag, decode, encode = _CONTACTS[path]
    entries = within(decode(document), own)
    for changed, value in touched.items():
        language = changed.partition(".")[2]
        if isinstance(value, (list, tuple)) and value:
            entries[language] = list(value)
        else:
            entries.pop(language, None)
    body: dict[str, Json] = {key: encode(entries)} if entries else {flag: True}
    # Numbers and faxes are one list to PTV: they are repeated so that neither is lost.
    faxes = encode_faxes(document) if path == "phones" else []
    return body | ({"faxNumbers": faxes} if faxes else {})
