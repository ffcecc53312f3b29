"""A document of PTV v11 as it was read → the item and its comparable fields.

The paths are those of `hytedata.models.publication`. Entries in unknown words are left out of the
fields and stay in the document; a general description's `GD_…` texts and its classes, terms and
groups are not the service's own and are taken out.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping

from hytedata.connectors.ptv.v11.addresses import decode_visiting
from hytedata.connectors.ptv.v11.contacts import (
    Entries,
    decode_emails,
    decode_phones,
    decode_web_pages,
)
from hytedata.connectors.ptv.v11.documents import (
    NO_DOCUMENT,
    Document,
    part,
    rows,
    text,
    uris,
    words,
)
from hytedata.connectors.ptv.v11.version import content_version, relations_version
from hytedata.connectors.ptv.v11.vocabulary import (
    AREA_KINDS,
    AREA_TYPES,
    CLASSIFICATIONS,
    DESCRIPTION_PATHS,
    DESCRIPTION_TYPES,
    NAME_PATHS,
    NAME_TYPES,
    PROVISION_TYPES,
    present,
)
from hytedata.connectors.ptv.v11.wire.base import Wire, WireModel, said
from hytedata.connectors.ptv.v11.wire.channels import channel_shape
from hytedata.connectors.ptv.v11.wire.entities import (
    ArchivedItemEntry,
    ArchivedService,
    ArchivedServiceChannel,
    Organization,
    Service,
)
from hytedata.connectors.ptv.v11.wire.reading import Shape, read_item, shape_of
from hytedata.connectors.ptv.v11.wire.texts import LocalizedListItem
from hytedata.errors import RecordError
from hytedata.models.common import Json, Language
from hytedata.models.publication import (
    ArchivedItem,
    Fields,
    ItemKind,
    TargetItem,
    TargetOrganisation,
)

NAME_LISTS: Mapping[ItemKind, str] = {"service": "serviceNames", "channel": "serviceChannelNames"}
DESCRIPTION_LISTS: Mapping[ItemKind, str] = {
    "service": "serviceDescriptions",
    "channel": "serviceChannelDescriptions",
}
RELATION_LISTS: Mapping[ItemKind, tuple[str, str]] = {
    "service": ("serviceChannels", "serviceChannel"),
    "channel": ("services", "service"),
}
"""Key of the connections of each kind, and within one the key of the other end."""

SHAPES: Mapping[ItemKind, Shape[WireModel]] = {
    "service": shape_of(Service),
    "channel": channel_shape,
}
ARCHIVED_SHAPES: Mapping[ItemKind, Shape[ArchivedItemEntry]] = {
    "service": shape_of(ArchivedService),
    "channel": shape_of(ArchivedServiceChannel),
}
ORGANISATION_SHAPE: Shape[Organization] = shape_of(Organization)

_NAMES_BY_TYPE = {theirs: ours for ours, theirs in NAME_PATHS.items()}
_DESCRIPTIONS_BY_TYPE = {theirs: ours for ours, theirs in DESCRIPTION_PATHS.items()}


def decode_item(
    kind: ItemKind,
    document: Document,
    *,
    own_to: Collection[str] = (),
    visible_for_all: bool | None = None,
    general_description: Document = NO_DOCUMENT,
) -> TargetItem:
    """Turn a service or channel as read into an item; see `decode_wire`.

    Raises:
        RecordError: It has no id, or a field is of a type that it never has.
    """
    return decode_wire(
        kind,
        read_item(document, SHAPES[kind], kind),
        own_to=own_to,
        visible_for_all=visible_for_all,
        general_description=general_description,
    )


def decode_wire(
    kind: ItemKind,
    wire: Wire[WireModel],
    *,
    own_to: Collection[str] = (),
    visible_for_all: bool | None = None,
    general_description: Document = NO_DOCUMENT,
) -> TargetItem:
    """Turn a service or channel whose types are known to be right into an item.

    Args:
        kind: Which of the two it is.
        wire: As PTV sent it.
        own_to: Organisations whose items are `own`; none means all are.
        visible_for_all: From the list filter; PTV never states it in a channel itself.
        general_description: The one that a service builds on, where it has one.

    Raises:
        RecordError: It has no id.
    """
    document = wire.document
    ptv_id = text(document, "id")
    if ptv_id is None:
        raise RecordError("PTV", kind, field="id", detail="is missing")
    decode = decode_channel if kind == "channel" else decode_service
    fields = dict(decode(document, general_description))
    connections = list(relations(kind, document))
    owner = owner_of(kind, document)
    return TargetItem(
        kind=kind,
        id=ptv_id,
        source_id=text(document, "sourceId"),
        status=text(document, "publishingStatus") or "",
        title=_title(fields),
        fields=fields,
        version=content_version(document),
        connected=tuple(sorted({end for end, _ in connections})),
        connection_hash=relations_version(connections),
        visible_for_all=visible_for_all,
        own=not own_to or owner in own_to,
        channel_type=text(document, "serviceChannelType") if kind == "channel" else None,
        document=document,
    )


def decode_channel(document: Document, _: Document = NO_DOCUMENT) -> Iterator[tuple[str, Json]]:
    """Yield the fields of a channel; those of a service location are complete."""
    yield from _names(document, "channel", _NAMES_BY_TYPE)
    yield from _descriptions(document, "channel")
    yield from _display_names(document)
    yield from _served_languages(document)
    yield from _per_language("phones", decode_phones(document))
    yield from _per_language("emails", decode_emails(document))
    yield from _per_language("web_pages", decode_web_pages(document))
    yield from decode_visiting(document, own_languages("channel", document))


def decode_service(
    document: Document, general_description: Document = NO_DOCUMENT
) -> Iterator[tuple[str, Json]]:
    """Yield the fields of a service, without what comes from *general_description*."""
    yield from _names(document, "service", {"Name": "name"})
    yield from _descriptions(document, "service")
    yield from _served_languages(document)
    for path, key in CLASSIFICATIONS.items():
        own = own_uris(document, general_description, key)
        if own:
            yield path, list(own)
    for path, key in (("type", "type"), ("funding", "fundingType")):
        value = text(document, key)
        if value:
            yield path, value
    area_type = present(text(document, "areaType"), AREA_TYPES)
    if area_type:
        yield "area_type", area_type
    municipalities = area_municipalities(document)
    if municipalities:
        yield "area.municipalities", list(municipalities)
    main = owner_of("service", document)
    if main:
        yield "main_organisation", main
    producers = _producers(document)
    if producers:
        yield "producers", producers


def own_uris(document: Document, general_description: Document, key: str) -> list[str]:
    """Return a classification list without the general description's part, sorted.

    PTV merges the two without marking them (field notes 2).
    """
    inherited = {
        uri
        for row in rows(general_description, key)
        for uri in (text(row, "uri"), text(row, "newUri"))
        if uri
    }
    return [uri for uri in uris(document, key) if uri not in inherited]


def own_languages(kind: ItemKind, document: Document) -> frozenset[str]:
    """Languages that the item itself has: those of its names and descriptions."""
    return frozenset(
        language
        for key in (NAME_LISTS[kind], DESCRIPTION_LISTS[kind])
        for row in rows(document, key)
        if (language := text(row, "language"))
        and text(row, "value")
        and not (text(row, "type") or "").startswith("GD_")
    )


def owner_of(kind: ItemKind, document: Document) -> str | None:
    """Return the organisation that is responsible for a service or owns a channel."""
    if kind == "channel":
        return text(document, "organizationId")
    for row in rows(document, "organizations"):
        if text(row, "roleType") == "Responsible":
            return text(part(row, "organization"), "id")
    return None


def relations(kind: ItemKind, document: Document) -> Iterator[tuple[str, Document]]:
    """Yield (id of the other end, connection)."""
    key, end = RELATION_LISTS[kind]
    for row in rows(document, key):
        other = text(part(row, end), "id")
        if other:
            yield other, row


def decode_archived(kind: ItemKind, document: Document) -> ArchivedItem:
    """Turn an entry of an archived list into an item.

    Raises:
        RecordError: It has no id, or a field is of a type that it never has.
    """
    entry = read_item(document, ARCHIVED_SHAPES[kind], f"archived {kind}").model
    ptv_id = said(entry.id)
    if ptv_id is None:
        raise RecordError("PTV", f"archived {kind}", field="id", detail="is missing")
    return ArchivedItem(kind, ptv_id, _typed_names(entry.listed_names))


def decode_organisation(document: Document) -> TargetOrganisation:
    """Turn an organisation as read into what the sync needs of it.

    Its municipalities are those of its areas; a municipality without areas is its own.

    Raises:
        RecordError: It has no id, or a field is of a type that it never has.
    """
    organisation = read_item(document, ORGANISATION_SHAPE, "organisation").model
    ptv_id = said(organisation.id)
    if ptv_id is None:
        raise RecordError("PTV", "organisation", field="id", detail="is missing")
    codes = {
        code.zfill(3)
        for area in organisation.areas or ()
        for municipality in area.municipalities or ()
        if (code := said(municipality.code))
    }
    home = said(organisation.municipality.code) if organisation.municipality else None
    if not codes and home:
        codes.add(home.zfill(3))
    area_type = present(said(organisation.area_type), AREA_TYPES)
    names = _typed_names(organisation.organization_names or ())
    return TargetOrganisation(ptv_id, names, area_type, tuple(sorted(codes)))


def area_municipalities(document: Document) -> list[str]:
    """Codes of the municipalities that an item names as its area, sorted."""
    codes: set[str] = set()
    for area in rows(document, "areas"):
        if present(text(area, "type"), AREA_KINDS) == "Municipality":
            named = [text(row, "code") for row in rows(area, "municipalities")]
            codes.update(code.zfill(3) for code in [*named, text(area, "code")] if code)
    return sorted(codes)


def _names(
    document: Document, kind: ItemKind, paths: Mapping[str, str]
) -> Iterator[tuple[str, Json]]:
    for row in rows(document, NAME_LISTS[kind]):
        # The names of the other channel types may come without a type.
        path = paths.get(present(text(row, "type"), NAME_TYPES) or "Name")
        language, value = text(row, "language"), text(row, "value")
        if path and language and value:
            yield f"{path}.{language}", value


def _descriptions(document: Document, kind: ItemKind) -> Iterator[tuple[str, Json]]:
    for row in rows(document, DESCRIPTION_LISTS[kind]):
        path = _DESCRIPTIONS_BY_TYPE.get(present(text(row, "type"), DESCRIPTION_TYPES) or "")
        language, value = text(row, "language"), text(row, "value")
        if path and language and value and (kind == "service" or path != "user_instruction"):
            yield f"{path}.{language}", value


def _display_names(document: Document) -> Iterator[tuple[str, Json]]:
    """Yield display names whose name exists: PTV keeps entries of removed languages."""
    existing = {
        (text(row, "language"), present(text(row, "type"), NAME_TYPES))
        for row in rows(document, "serviceChannelNames")
        if text(row, "value")
    }
    for row in rows(document, "displayNameType"):
        language, kind = text(row, "language"), present(text(row, "type"), NAME_TYPES)
        if (language, kind) in existing:
            yield f"display_name.{language}", kind


def _served_languages(document: Document) -> Iterator[tuple[str, Json]]:
    languages = sorted(set(words(document, "languages")))
    if languages:
        yield "languages", list(languages)


def _per_language(path: str, entries: Entries) -> Iterator[tuple[str, Json]]:
    for language, listed in entries.items():
        yield f"{path}.{language}", listed


def _producers(document: Document) -> list[Json]:
    """Group producers by the way of provision, both sorted; one may be without organisations."""
    grouped: dict[str, set[str]] = {}
    for row in rows(document, "organizations"):
        if text(row, "roleType") == "Producer":
            provision = present(text(row, "provisionType"), PROVISION_TYPES) or ""
            organisation = text(part(row, "organization"), "id")
            grouped.setdefault(provision, set()).update([organisation] if organisation else [])
    return [
        {"provision": provision, "organisations": list[Json](sorted(organisations))}
        for provision, organisations in sorted(grouped.items())
    ]


def _typed_names(listed: Iterable[LocalizedListItem]) -> dict[Language, str]:
    names: dict[Language, str] = {}
    for entry in listed:
        language, value = _data_language(said(entry.language)), said(entry.value)
        kind = present(said(entry.type), NAME_TYPES) or "Name"
        if kind == "Name" and language and value:
            names.setdefault(language, value)
    return names


def _data_language(word: str | None) -> Language | None:
    match word:
        case "fi" | "sv" | "en" | "se" | "smn" | "sms":
            return word
        case _:
            return None


def _title(fields: Fields) -> str:
    """The Finnish name, else the first in alphabetical order of languages."""
    names = {path: value for path, value in fields.items() if path.startswith("name.")}
    title = names.get("name.fi") or names.get(min(names, default=""), "")
    return str(title or "")
