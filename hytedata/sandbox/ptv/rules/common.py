"""Rules that several kinds share: names, statuses, dates, keys, connections at creation."""

from datetime import datetime

from hytedata.sandbox.ptv.attributes import pascal
from hytedata.sandbox.ptv.formats import parse_moment
from hytedata.sandbox.ptv.rules.context import Caller, Write
from hytedata.sandbox.ptv.state import Entity
from hytedata.sandbox.ptv.values import items, text, texts

_NEXT = {
    "Draft": ("Draft", "Published"),
    "Published": ("Published", "Modified", "Deleted"),
    "Deleted": ("Published", "Modified", "Deleted"),
}


def check_status(write: Write) -> None:
    """Which status may follow which (ptv-api 7.2)."""
    if write.entity is None:
        if write.status not in ("Draft", "Published"):
            told = f"You cannot set Publishing status as {write.status} for a new item."
            write.errors.add("PublishingStatus", told)
        return
    current = write.entity.newest.status
    allowed = _NEXT.get(current)
    if allowed is None:
        told = f"You cannot update entity with status {current}."
        write.errors.add("PublishingStatus", told)
    elif write.status not in allowed:
        told = f"You cannot set Publishing status as {write.status} when current one is {current}."
        write.errors.add("PublishingStatus", told)


def check_dates(write: Write) -> None:
    """Timed publishing and archiving (ptv-api 5.7, 7.2)."""
    start, end = _date(write, "validFrom"), _date(write, "validTo")
    today = write.state.today().date()
    for key, moment in (("ValidFrom", start), ("ValidTo", end)):
        if moment is not None and moment.date() <= today:
            write.errors.add(key, "Date needs to be in future.")
    if start is not None:
        timed = ("Draft",) if write.is_post else ("Draft", "Modified")
        if write.status not in timed:
            told = f"Timed publishing needs the publishing status {' or '.join(timed)}."
            write.errors.add("ValidFrom", told)
        if end is not None and end.date() <= start.date():
            write.errors.add("ValidTo", "Archiving date must be greater than publishing date.")
    elif end is not None and not write.publishes:
        write.errors.add("ValidTo", "Timed archiving needs the publishing status Published.")


def _date(write: Write, name: str) -> datetime | None:
    value = text(write.body, name)
    return parse_moment(value) if value else None


def check_unique_name(write: Write) -> None:
    """A name is free in its organisation, whatever its case, spaces and language."""
    organisation = text(write.merged, write.kind.organisation) or ""
    for item in items(write.body, write.kind.names):
        name = item.get("value")
        if not isinstance(name, str) or item.get("type") not in ("Name", None):
            continue
        if any(
            other is not write.entity for other in write.state.named(write.kind, organisation, name)
        ):
            write.errors.add(
                pascal(write.kind.names),
                f"Value '{name}' of language code '{item.get('language')}' already exists "
                "within organization. The name must be unique.",
            )


def check_name_differs(write: Write) -> None:
    """On publishing, a name is not its language's summary (ptv-api 6.1).

    It does not fire on the POST of a channel, as in PTV.
    """
    if not write.publishes or (write.is_post and write.kind.group == "ServiceChannel"):
        return
    summaries = {
        (item.get("language"), item.get("value"))
        for item in items(write.merged, write.kind.descriptions)
        if item.get("type") == "Summary"
    }
    for item in items(write.merged, write.kind.names):
        named = item.get("type") in ("Name", None)
        if named and (item.get("language"), item.get("value")) in summaries:
            told = "Name and summary are not allowed to be the same."
            write.errors.add(pascal(write.kind.names), told)


def check_code_languages(write: Write) -> None:
    """Languages of service exist."""
    for at, code in enumerate(texts(write.body, "languages")):
        if code not in write.book.codes.languages:
            write.errors.add(f"Languages[{at}]", f"The code '{code}' was not found!")


def check_source_id(write: Write) -> None:
    """A POST may not repeat a key of the same API user and entity type (ptv-api 7.3)."""
    source_id = text(write.body, "sourceId")
    known = (write.caller.username, write.kind.group, source_id or "")
    if write.is_post and source_id and known in write.state.source_ids:
        told = (
            "Cannot create new content with sourceId that already exists: "
            f"external source '{source_id}' already exists."
        )
        write.errors.add("SourceId", told)


def check_connected_at_once(write: Write) -> None:
    """`services` of a channel POST and `serviceChannels` of a service POST."""
    if not write.is_post:
        return
    if write.kind.name == "Service":
        for channel_id in texts(write.body, "serviceChannels"):
            channel = write.published("ServiceChannel", channel_id)
            if channel is None:
                told = f"Some of the service channels were not found: '{channel_id}'"
                write.errors.add("ServiceChannels", told)
            elif not may_connect(channel, write.caller):
                write.errors.add("ServiceChannels", restricted(channel))
        return
    for service_id in texts(write.body, "services"):
        service = write.published("Service", service_id)
        if service is None or not is_own(service, write.caller):
            told = f"Some of the services were not found: '{service_id}'"
            write.errors.add("Services", told)


def is_own(entity: Entity, caller: Caller) -> bool:
    """Whether the caller may write *entity*."""
    if caller.role == "Eeva":
        return True
    owner = entity.id if entity.kind.name == "Organization" else entity.organisation()
    return (owner or "") in caller.organisations


def may_connect(channel: Entity, caller: Caller) -> bool:
    """Whether the caller may attach *channel* to a service: its own, or open to all."""
    return channel.visible_for_all or is_own(channel, caller)


def restricted(channel: Entity) -> str:
    """The message for a channel of others that is not open to all."""
    return f"The channel '{channel.id}' is restricted only for defined organization."
