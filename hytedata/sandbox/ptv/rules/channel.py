"""Rules of the five kinds of channels (ptv-api 6.6)."""

from hytedata.sandbox.ptv.attributes import pascal
from hytedata.sandbox.ptv.rules.common import check_unique_name
from hytedata.sandbox.ptv.rules.context import Write
from hytedata.sandbox.ptv.rules.hours import check_hours
from hytedata.sandbox.ptv.rules.places import (
    check_addresses,
    check_areas,
    check_phones,
    unknown,
)
from hytedata.sandbox.ptv.rules.service import check_owner
from hytedata.sandbox.ptv.values import Body, flag, items, part, text

_STATEMENT = ("accessibilityStatementWebPage", "accessibilityStatementWebPageName")
_LEVELS = {
    "FullyCompliant": ("LevelAA", "LevelAAA"),
    "PartiallyCompliant": ("LevelA",),
    "NonCompliant": (None,),
    "Unknown": (None,),
}


def check_channel(write: Write) -> None:
    """Run every rule of a channel."""
    owner = text(write.body, "organizationId")
    if owner is not None:
        check_owner(write, owner, "OrganizationId")
    check_unique_name(write)
    check_areas(write)
    check_hours(items(write.body, "serviceHours"), "ServiceHours", write.errors)
    for field in ("phoneNumbers", "faxNumbers", "supportPhones"):
        check_phones(write, items(write.body, field), pascal(field))
    _check_visibility(write)
    if write.kind.name == "ServiceLocation":
        _check_display_names(write)
        check_addresses(write, items(write.body, "addresses"), "Addresses")
    if write.kind.name == "PrintableForm":
        _check_form(write)
    _check_accessibility(write)


def _check_display_names(write: Write) -> None:
    if not items(write.body, "serviceChannelNames") and not items(write.body, "displayNameType"):
        return
    names = items(write.merged, "serviceChannelNames")
    shown = items(write.merged, "displayNameType")
    languages = {item.get("language") for item in names}
    if not languages <= {item.get("language") for item in shown}:
        told = "DisplayNameType is required for each language of the names."
        write.errors.add("ServiceChannelNames", told)
    pairs = {(item.get("language"), item.get("type")) for item in names}
    asked = items(write.body, "displayNameType") or [
        item for item in shown if item.get("language") in languages
    ]
    if any((item.get("language"), item.get("type")) not in pairs for item in asked):
        told = "All language/type pairs defined in DisplayNameType must be among the names."
        write.errors.add("ServiceChannelNames", told)


def _check_visibility(write: Write) -> None:
    entity = write.entity
    if entity is None or flag(write.body, "isVisibleForAll") or write.status == "Deleted":
        return
    if any(connection.asti for connection in write.state.connections_of(entity)):
        told = "The shared use of the service channel cannot be changed: it has ASTI connections."
        write.errors.add("isVisibleForAll", told)


def _check_form(write: Write) -> None:
    for at, address in enumerate(items(write.body, "deliveryAddresses")):
        for name in ("streetAddress", "postOfficeBoxAddress"):
            code = text(part(address, name) or {}, "postalCode")
            if code is not None and write.book.postal(code) is None:
                where = f"DeliveryAddresses[{at}].{pascal(name)}.PostalCode"
                write.errors.add(where, unknown(code))
    if write.publishes and not items(write.merged, "channelUrls"):
        told = "DeleteAllChannelUrls is refused: a published form needs ChannelUrls."
        write.errors.add("DeleteAllChannelUrls", told)


def _check_accessibility(write: Write) -> None:
    for at, item in enumerate(items(write.body, "accessibilityClassification")):
        key = f"AccessibilityClassification[{at}]"
        level = text(item, "accessibilityClassificationLevel") or ""
        if text(item, "wcagLevel") not in _LEVELS.get(level, (None,)):
            write.errors.add(f"{key}.WcagLevel", f"The WCAG level does not suit '{level}'.")
        _check_statement(write, item, level, key)


def _check_statement(write: Write, item: Body, level: str, key: str) -> None:
    for name in _STATEMENT:
        given = text(item, name) is not None
        if given == (level == "Unknown"):
            told = "must be empty" if given else "is needed"
            write.errors.add(f"{key}.{pascal(name)}", f"{pascal(name)} {told} with '{level}'.")
