"""Bodies for PTV v11: a new item, the freshly read document with a patch, and an archiving.

What a PUT of the whole item says (ptv-api 6.2, 7.1, 8):

* Always sent, whole and in all languages, because they define the item's languages or because PTV
  would reset or demands them. Service: names, descriptions, `languages`, service classes,
  ontology terms, target groups, general description, main responsible organisation. Service
  location: names, descriptions, addresses, `displayNameType`, `languages`, owner,
  `isVisibleForAll`.
* Sent only where the patch touches them, then whole; left out otherwise, which keeps them.
  Service: area, producers, type, funding. Service location: phones together with faxes, e-mails,
  web pages.
* Never sent, which keeps them. Service: keywords, requirements, legislation, vouchers, life
  events, industrial classes, charge type, other responsible organisations. Service location:
  area (which may be inherited) and service hours: PTV shows holidays as plain exceptions and
  drops ended hours, so what was read is partly computed (ptv-api 10, trap 33).

An emptied list becomes its `deleteAll…` flag, with the list's own key left out. No body says
`Modified`, and no boolean is null.
"""

from collections.abc import Mapping

from hytedata.connectors.ptv.v11.channel_bodies import new_location, updated_location
from hytedata.connectors.ptv.v11.decode import owner_of
from hytedata.connectors.ptv.v11.documents import NO_DOCUMENT, Document, text
from hytedata.connectors.ptv.v11.service_bodies import demanded, new_service, updated_service
from hytedata.models.common import Json
from hytedata.models.publication import DesiredItem, ItemKind


def encode_new(kind: ItemKind, organisation: str, item: DesiredItem) -> dict[str, Json]:
    """Build the body that creates and publishes *item*, unconnected, for *organisation*.

    Raises:
        InputError: A path that this kind does not have.
    """
    if kind == "service":
        body = new_service(organisation, item.fields)
    else:
        body = new_location(organisation, item.fields, visible_for_all=item.visible_for_all)
    key: dict[str, Json] = {"sourceId": item.source_id} if item.source_id else {}
    return {**key, "publishingStatus": "Published", **body}


def encode_restored(kind: ItemKind, organisation: str, item: DesiredItem) -> dict[str, Json]:
    """Build the body that publishes an archived item again with *item*'s content.

    The archived version cannot be read. Contacts that *item* has none of are cleared, so that old
    ones do not come back; hours and faxes, which we do not manage, come back as they were.
    """
    body = encode_new(kind, organisation, item)
    if kind == "channel":
        flags = {
            "phoneNumbers": "deleteAllPhoneNumbers",
            "emails": "deleteAllEmails",
            "webPages": "deleteAllWebPages",
        }
        body.update({flag: True for key, flag in flags.items() if not body.get(key)})
    return body


def encode_update(
    kind: ItemKind,
    document: Document,
    changes: Mapping[str, Json],
    *,
    visible_for_all: bool | None = None,
    general_description: Document = NO_DOCUMENT,
) -> dict[str, Json]:
    """Build a PUT body: *document* re-encoded with *changes*; everything else stays as it is.

    Languages that *changes* do not name are carried through. A draft becomes published.

    Args:
        kind: What the document is.
        document: As read right before, with headings.
        changes: Path → new value, None clears. `source_id` sets our key on an adopted item.
        visible_for_all: The channel's present value; repeated, since leaving it out means false.
        general_description: The one the service builds on: its classes, terms and groups are
            PTV's to merge and are not sent as the service's own.

    Raises:
        InputError: A path that this kind does not have, or one that PTV cannot empty.
    """
    patch = dict(changes)
    source_id = patch.pop("source_id", None)
    body: dict[str, Json] = {"publishingStatus": "Published"}
    if source_id:
        body["sourceId"] = source_id
    if kind == "service":
        body.update(updated_service(document, patch, general_description))
    else:
        body.update(updated_location(document, patch))
        body["isVisibleForAll"] = visible_for_all is True
    return body


def encode_archive(kind: ItemKind, document: Document) -> dict[str, Json]:
    """Build the smallest body that archives: anything more is validated and may prevent it.

    A service's classes, terms and groups go along: PTV has been seen to demand them on every
    PUT (ptv-api 11).
    """
    body: dict[str, Json] = {"publishingStatus": "Deleted"}
    if kind == "service":
        description = text(document, "generalDescriptionId")
        if description:
            return body | {"generalDescriptionId": description}
        return body | demanded(document, NO_DOCUMENT)
    owner = owner_of("channel", document)
    return body | ({"organizationId": owner} if owner else {})
