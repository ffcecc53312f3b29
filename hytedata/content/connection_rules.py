"""H6: a connection tells only what differs from its channel (field notes 12.3)."""

from collections.abc import Iterator, Sequence
from typing import Final

from hytedata.content.objections import Objection
from hytedata.models.common import Language
from hytedata.models.ptv.channel import Channel, ServiceLocation
from hytedata.models.ptv.connection import Connection, ConnectionTexts
from hytedata.models.ptv.contact import Email, Phone, WebLink
from hytedata.models.ptv.record import Texts

_AT_CHANNELS: Final = {
    "phones": ("phones", "support_phones"),
    "emails": ("emails", "support_emails"),
    "web_pages": ("web_pages", "web_address"),
}


def h6_repeated(connection: Connection, channel: Channel[Texts]) -> Iterator[Objection]:
    """H6: yield each detail of *connection* that its *channel* says word for word."""
    for language, texts in connection.language_versions.items():
        own = channel.language_versions.get(language)
        if own is not None:
            yield from _texts(language, texts, own)
    hours = connection.service_hours
    if hours is not None and hours.rules and hours == channel.service_hours:
        yield Objection("H6", "note", "the channel's own hours", field="service_hours")
    if isinstance(channel, ServiceLocation):
        addresses = connection.contact_addresses
        if addresses.street and addresses.street == channel.contact_addresses.street:
            yield Objection("H6", "note", "the channel's own address", field="contact_addresses")


def _texts(language: Language, texts: ConnectionTexts, own: Texts) -> Iterator[Objection]:
    if texts.description and texts.description in {own.description, own.summary}:
        yield Objection("H6", "note", "the channel's own text", field=f"description.{language}")
    for field, names in _AT_CHANNELS.items():
        told = {key for name in names for key in _keys(getattr(own, name, None))}
        for number, key in enumerate(_keys(getattr(texts, field))):
            if key and key in told:
                at = f"{field}.{language}[{number}]"
                yield Objection("H6", "note", "as at the channel", field=at)


def _keys(value: object) -> Sequence[str]:
    """What entries are compared by: number, address or URL."""
    if isinstance(value, WebLink):
        return [(value.url or "").rstrip("/")]
    if not isinstance(value, tuple):
        return []
    return [_key(entry) for entry in value]


def _key(entry: object) -> str:
    if isinstance(entry, Phone):
        return f"{entry.dial_code or ''}{entry.number}"
    if isinstance(entry, Email):
        return entry.address.casefold()
    return (entry.url or "").rstrip("/") if isinstance(entry, WebLink) else ""
