"""Names that something else in the target has, and names that would be free.

PTV wants names unique within an organisation and kind of item, in any language (ptv-api 6.5 rule
8, 6.6 rule 3); what is no candidate for adoption may still stand in the way by its name.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import get_args

from hytedata.content.names import fold_name
from hytedata.models.common import Language
from hytedata.models.publication import DesiredItem, Fields, SourceItem, TargetItem
from hytedata.sync.names import NamedSite, Names, distinct_names


@dataclass(frozen=True)
class NameClash:
    """A site whose name an item of the target has that is not the same place.

    Attributes:
        holder: The item that has the name.
        proposal: A name of its own per language, marked by street, number or Lipas id.
    """

    source: SourceItem
    title: str
    holder: TargetItem
    proposal: Names


def name_clashes(
    items: Iterable[DesiredItem], there: Iterable[TargetItem]
) -> tuple[NameClash, ...]:
    """Find the channels among *items* whose names *there* has, and propose names that are free."""
    channels = [item for item in items if item.kind == "channel"]
    held = {
        fold_name(name): one
        for one in sorted(there, key=lambda one: one.id)
        if one.kind == "channel"
        for name in _names(one.fields).values()
    }
    found = [(item, holder) for item in channels if (holder := _holder(item, held))]
    if not found:
        return ()
    proposals = _proposals(channels, held)
    return tuple(
        NameClash(item.source, item.title, holder, proposals[_number(item)])
        for item, holder in sorted(found, key=lambda pair: pair[0].source)
    )


def _holder(item: DesiredItem, held: Mapping[str, TargetItem]) -> TargetItem | None:
    names = (held.get(fold_name(name)) for name in _names(item.fields).values())
    return next(filter(None, names), None)


def _proposals(
    channels: Iterable[DesiredItem], held: Mapping[str, TargetItem]
) -> Mapping[int, Names]:
    """Name the channels as if the target's items were sites beside them, which keep theirs."""
    sites = [
        NamedSite(_number(item), _names(item.fields), partial(_marks, item.fields))
        for item in channels
    ]
    # Lipas ids are positive: those below zero are nobody's.
    others = {one.id: one for one in held.values()}
    theirs = [
        NamedSite(-number, _names(others[ptv_id].fields))
        for number, ptv_id in enumerate(sorted(others), start=1)
    ]
    return distinct_names([*sites, *theirs])


def _number(item: DesiredItem) -> int:
    return int(item.source.id.rpartition(":")[2])


def _names(fields: Fields) -> dict[Language, str]:
    return {
        language: name
        for language in get_args(Language)
        if isinstance(name := fields.get(f"name.{language}"), str)
    }


def _marks(fields: Fields) -> tuple[Names, ...]:
    """Street, then street with number: what a reader can find the place by."""
    languages = _names(fields)
    number = fields.get("address.number")
    street: dict[Language, str] = {}
    for language in languages:
        told = fields.get(f"address.street.{language}") or fields.get("address.street.fi")
        if isinstance(told, str):
            street[language] = told
    if not street:
        return ()
    if not isinstance(number, str):
        return (street,)
    return street, {language: f"{name} {number}" for language, name in street.items()}
