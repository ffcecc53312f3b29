"""H6: a connection tells only what differs from its channel (field notes 12.3)."""

from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias

from hytedata.content.objections import Objection
from hytedata.models.common import Language
from hytedata.models.ptv.channel import Channel, ServiceLocation
from hytedata.models.ptv.connection import Connection
from hytedata.models.ptv.contact import Email, Phone, WebLink
from hytedata.models.ptv.record import Texts

Detail: TypeAlias = tuple[str, str, str]
"""What something is (`phones`), its language or "", and what it is compared by."""

_AT_CHANNELS: Final = {
    "phones": ("phones", "support_phones"),
    "emails": ("emails", "support_emails"),
    "web_pages": ("web_pages", "web_address"),
}


def h6_repeated(connection: Connection, channel: Channel[Texts]) -> Iterator[Objection]:
    """H6: yield each detail of *connection* that its *channel* says word for word."""
    own = frozenset(channel_details(channel))
    for field, detail in connection_details(connection):
        if detail in own:
            yield Objection("H6", "note", "as at the channel", field=field)


def connection_details(connection: Connection) -> Iterator[tuple[str, Detail]]:
    """Yield each detail of a connection with its field."""
    for language, texts in connection.language_versions.items():
        if texts.description:
            yield f"description.{language}", ("description", language, texts.description)
        for field in _AT_CHANNELS:
            for number, key in enumerate(_keys(getattr(texts, field))):
                if key:
                    yield f"{field}.{language}[{number}]", (field, language, key)
    hours = connection.service_hours
    if hours is not None and hours.rules:
        yield "service_hours", ("service_hours", "", hours.model_dump_json())
    if connection.contact_addresses.street:
        yield "contact_addresses", _address(connection)


def channel_details(channel: Channel[Texts]) -> Iterator[Detail]:
    """Yield what a channel says of which a connection need not say the same."""
    for language, texts in channel.language_versions.items():
        yield from _texts(language, texts)
    hours = channel.service_hours
    if hours is not None and hours.rules:
        yield "service_hours", "", hours.model_dump_json()
    if isinstance(channel, ServiceLocation) and channel.contact_addresses.street:
        yield _address(channel)


def _texts(language: Language, texts: Texts) -> Iterator[Detail]:
    for text in (texts.description, texts.summary):
        if text:
            yield "description", language, text
    for field, names in _AT_CHANNELS.items():
        for key in (key for name in names for key in _keys(getattr(texts, name, None))):
            if key:
                yield field, language, key


def _address(one: Connection | ServiceLocation) -> Detail:
    told = "|".join(street.model_dump_json() for street in one.contact_addresses.street)
    return "contact_addresses", "", told


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
