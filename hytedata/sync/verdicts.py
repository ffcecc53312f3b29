"""Objections to an item's fields, turned into a reason to skip it or remarks on it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from hytedata.content.contacts.shape import shape
from hytedata.content.objections import Objection
from hytedata.sync.mapping import Note

_TEXTS = ("summary", "description", "user_instruction")
_EXTRAS = ("phones.", "emails.", "web_pages.", "alternative_name.")
_ABOUT_CONTACTS = frozenset({"S1", "S3", "C1", "C5", "C8"})
_TOLD_ELSEWHERE = frozenset({"C10"})  # `addressing` says it with the address and the way on


@dataclass(frozen=True)
class Told:
    """What objections come to: `stop` where one of them blocks, else remarks."""

    stop: Note | None = None
    notes: tuple[Note, ...] = ()


def unusable_extras(objections: Iterable[Objection]) -> dict[str, Note]:
    """Return the fields that an item can do without and that may not be published, with notes.

    A faulty telephone number is left out; it does not keep a whole place from being published.
    """
    found: dict[str, list[Objection]] = {}
    for one in objections:
        if one.severity == "block" and one.field.startswith(_EXTRAS):
            found.setdefault(one.field, []).append(one)
    return {
        path: Note("field-invalid", f"left out: {_listed(faults)}", "mend the field in Lipas")
        for path, faults in found.items()
    }


def told_of(*objections: Iterable[Objection]) -> Told:
    """Sum objections up: one reason with all faults, or one remark with all warnings."""
    distinct = dict.fromkeys(one for listed in objections for one in listed)
    blocking = [one for one in distinct if one.severity == "block"]
    if blocking:
        in_text = any(one.field.startswith(_TEXTS) for one in blocking)
        return Told(
            Note(
                "text-blocked" if in_text else "field-invalid",
                _listed(blocking),
                "mend the facts in Lipas, or the text of your own in the configuration"
                if in_text
                else "mend the named fields in Lipas",
            )
        )
    warned = [one for one in distinct if one.severity == "warn" and one.rule not in _TOLD_ELSEWHERE]
    if not warned:
        return Told()
    remedy = "read the item as planned; mend the facts in Lipas, or give it a text of your own"
    return Told(notes=(Note("field-invalid", _listed(warned), remedy),))


def _listed(objections: Iterable[Objection]) -> str:
    return "; ".join(map(_worded, objections))


def _worded(one: Objection) -> str:
    detail = one.detail
    if one.rule in _ABOUT_CONTACTS:
        # These quote a number or an address, which may be a person's.
        detail = re.sub(r"'[^']*'", lambda quoted: shape(quoted.group()), detail)
    return f"{one.field}: {detail} ({one.rule})" if one.field else f"{detail} ({one.rule})"
