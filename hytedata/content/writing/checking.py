"""Check a write: all faults at once, before anything is sent."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final, TypeAlias

from hytedata.content.writing import locations, services
from hytedata.content.writing.connections import check_connection
from hytedata.content.writing.faults import Fault
from hytedata.content.writing.texts import check_versions
from hytedata.content.writing.view import View
from hytedata.models.common import Language
from hytedata.models.ptv.channel import ServiceLocation
from hytedata.models.ptv.connection import Connection
from hytedata.models.ptv.service import Service, Voucher
from hytedata.models.ptv_write import ConnectionWrite, ServiceLocationWrite, ServiceWrite

Writable: TypeAlias = ServiceWrite | ServiceLocationWrite | ConnectionWrite
Current: TypeAlias = Service | ServiceLocation | Connection

_SOURCE_ID: Final = re.compile(r"[A-Za-z0-9.-]+", re.ASCII)
_LANGUAGE_CODE: Final = re.compile(r"[a-z]{2,}(?:-[a-z]+)*")
_KEPT_TEXTS: Final = ("conditions",)
"""Texts of language versions that PTV can replace and not empty (ptv-api 7.1)."""


def check(
    write: Writable,
    *,
    creating: bool,
    current: Current | None = None,
    today: date | None = None,
) -> tuple[Fault, ...]:
    """Return all faults of *write*; those that `blocks` keep it from being sent.

    What depends on PTV's own state is left to PTV: whether names are taken, organisations, codes
    and general descriptions exist, an area is too wide, somebody edits the item.

    Args:
        write: What is to be stored.
        creating: Whether the item is new; what is missing is a fault then.
        current: The item that is changed, as read. Without it only what the write itself says can
            be judged: not, say, that a new language lacks texts in what stands in PTV.
        today: Needed for judging days; without it they are taken as they are.
    """
    view = View(write, creating, current)
    found = [*check_versions(view), *_not_emptied(view)]
    if isinstance(write, ServiceWrite):
        found += services.check_service(view)
    elif isinstance(write, ServiceLocationWrite):
        found += locations.check_service_location(view)
    else:
        found += check_connection(view)
    if not isinstance(write, ConnectionWrite):
        found += _shared(view, today)
    unique = dict.fromkeys(found)
    return tuple(sorted(unique, key=lambda one: (one.field, one.rule, one.detail)))


def _shared(view: View, today: date | None) -> Iterator[Fault]:
    source_id = view.word("source_id")
    if view.sets("source_id") and source_id is not None and not _SOURCE_ID.fullmatch(source_id):
        yield Fault("source_id", "source-id", f"{source_id!r}")
    if view.sets("service_languages"):
        spoken = view.words("service_languages") or ()
        for code in spoken:
            if not _LANGUAGE_CODE.fullmatch(code):
                yield Fault("service_languages", "F15", f"{code!r} is no language code")
        if len(set(spoken)) < len(spoken):
            yield Fault("service_languages", "duplicate", "a language is given twice")
    if not view.creating:
        for field in ("channel_ids", "service_ids"):
            if view.sets(field):
                detail = "connections of what exists are made with `connect`"
                yield Fault(field, "creating-only", detail)
    yield from _status(view, today)


def _status(view: View, today: date | None) -> Iterator[Fault]:
    draft = view.value("status") == "Draft"
    was = getattr(view.current, "status", None)
    if not view.creating and view.sets("status") and draft and was not in {None, "Draft"}:
        yield Fault("status", "status", f"what is {was} cannot be a draft again")
    starts, ends = view.value("publish_on"), view.value("archive_on")
    if isinstance(starts, date) and not (view.creating and draft):
        # On what exists it would leave a working copy, which locks the item for every API.
        yield Fault("publish_on", "timing", "only a new draft is published on a day to come")
    if isinstance(ends, date) and draft and not isinstance(starts, date):
        yield Fault("archive_on", "timing", "a draft is not archived on a day to come")
    for field, day in (("publish_on", starts), ("archive_on", ends)):
        if isinstance(day, date) and today is not None and day <= today:
            yield Fault(field, "timing", f"{day} is not after {today}")
    if isinstance(starts, date) and isinstance(ends, date) and ends <= starts:
        yield Fault("archive_on", "timing", f"{ends} is not after {starts}")


def _not_emptied(view: View) -> Iterator[Fault]:
    fields: tuple[str, ...] = ()
    if isinstance(view.write, ServiceWrite):
        fields = (*services.NOT_EMPTIED, "source_id", "status", "publish_on", "archive_on")
    elif isinstance(view.write, ServiceLocationWrite):
        fields = (*locations.NOT_EMPTIED, "source_id", "status", "publish_on", "archive_on")
    for field in fields:
        if view.clears(field):
            yield Fault(field, "not-emptied", "cannot be emptied, only replaced")
    if isinstance(view.write, ServiceWrite):
        for field in _KEPT_TEXTS:
            if view.empties_everywhere(field):
                detail = "cannot be emptied in every language, only replaced"
                for path in _emptied(view, field):
                    yield Fault(path, "not-emptied", detail)
        yield from _vouchers(view)


def _emptied(view: View, field: str) -> Iterator[str]:
    for language, texts in view.written.items():
        if texts.clears(field):
            yield f"language_versions.{language}.{field}"


def _vouchers(view: View) -> Iterator[Fault]:
    """PTV's word on the use of vouchers only switches on, for all languages at once.

    Nor is there a flag that empties their list (ptv-api 5.7, 7.1).
    """
    now = _vouchers_of(getattr(view.current, "language_versions", {}))
    said = {
        language: getattr(texts, "voucher", None) or Voucher()
        for language, texts in view.written.items()
        if texts.sets("voucher")
    }
    if view.creating or not said:
        return
    used = any(voucher.in_use for voucher in [*now.values(), *said.values()])
    after = now | said
    lost = any(voucher.links for voucher in now.values()) and not any(
        voucher.links for language, voucher in after.items() if language in (view.languages or ())
    )
    for language, voucher in said.items():
        path = f"language_versions.{language}.voucher"
        if used and not voucher.in_use:
            yield Fault(path, "not-emptied", "vouchers in use cannot be switched off")
        if lost and not voucher.links:
            yield Fault(path, "not-emptied", "the last link cannot be removed, only replaced")


def _vouchers_of(versions: Mapping[Language, object]) -> dict[Language, Voucher]:
    found = {language: getattr(texts, "voucher", None) for language, texts in versions.items()}
    return {one: voucher for one, voucher in found.items() if isinstance(voucher, Voucher)}
