"""Connections, which v12 shows by themselves (ptv-v12 5.3, 6.5)."""

from functools import partial

from hytedata.connectors.ptv.v11.wire.base import Wire
from hytedata.connectors.ptv.v12.wire.relations import Connection as WireConnection
from hytedata.connectors.ptv.v12.wire.relations import ConnectionTexts
from hytedata.models.common import Rejection
from hytedata.models.ptv import Connection
from hytedata.normalise.ptv.notes import Notes
from hytedata.normalise.ptv.record import NO_ID, plain_id, rejection
from hytedata.normalise.ptv.texts import Fields, Versions, filled
from hytedata.normalise.ptv_v12.addresses import written_to
from hytedata.normalise.ptv_v12.contacts import emails, links, put_phones_and_faxes
from hytedata.normalise.ptv_v12.hours import normalise_hours
from hytedata.normalise.ptv_v12.record import build, head
from hytedata.normalise.ptv_v12.texts import each_version, stated

KIND = "connection"


def normalise_connection(wire: Wire[WireConnection]) -> Connection | Rejection:
    """Normalise a connection; only one without the id of an end is rejected.

    Its id is that of its service, a slash, and that of its channel: PTV gives it none.
    """
    model = wire.model
    service, channel = plain_id(model.service_content_id), plain_id(model.channel_content_id)
    pair = f"{service or NO_ID}/{channel or NO_ID}"
    if service is None:
        return rejection(KIND, pair, "serviceContentId", "it is missing")
    if channel is None:
        return rejection(KIND, pair, "channelContentId", "it is missing")
    ends: Fields = {"service_id": service, "channel_id": channel}
    return build(Connection, KIND, pair, wire.document, partial(_connection, model, ends))


def _connection(told: WireConnection, ends: Fields, notes: Notes) -> Fields:
    versions = _versions(told, notes)
    return (
        head(told, notes)
        | ends
        | {
            "language_versions": versions,
            "charge": filled(told.charge_type),
            "service_hours": normalise_hours(told.service_hours, notes),
            "contact_addresses": written_to(told.contact_addresses, versions, notes),
        }
    )


def _versions(told: WireConnection, notes: Notes) -> Versions:
    """Return the language versions that say something.

    A connection has no name: a version without texts only tells that both ends have the language,
    and v11 does not show it.
    """
    versions: Versions = {}
    for language, texts, path in each_version(told.language_versions, notes):
        version = {key: value for key, value in _texts(texts, notes, path).items() if value}
        if version:
            versions[language] = version
    return versions


def _texts(texts: ConnectionTexts, notes: Notes, path: str) -> Fields:
    version = stated(
        description=texts.description, charge_info=texts.charge_type_additional_information
    )
    put_phones_and_faxes(
        version, texts.contact_phone_numbers, texts.contact_fax_numbers, notes, path
    )
    version["emails"] = emails(texts.contact_emails, notes, f"{path}.contactEmails")
    version["web_pages"] = links(texts.contact_web_pages)
    return version
