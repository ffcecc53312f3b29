"""Code lists of PTV: enumerations, service classes, target groups and life events.

Source: PTV's API version 11, lists of 2026; see `data/`. Treat every enumeration as open when
reading (ptv-api 9.1).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

import msgspec

from hytedata.codes.reading import NameRow, ValueRow, labelled, read
from hytedata.codes.values import CodeList, Labels, UnknownCode

_OLDER_CLASSES = "http://uri.suomi.fi/codelist/ptv/ptvserclass/code/"
_CLASSES = "http://uri.suomi.fi/codelist/ptv/ptvserclass2/code/"


@dataclass(frozen=True, slots=True)
class PtvClass:
    """A service class, target group or life event.

    Attributes:
        uri: What is written; None only for a retired one that never had it.
        old_uri: The `urn.fi` identifier that older records carry.
        parent: Code of the class above; None at the top.
        retired: Found in old records only; never write it.
    """

    code: str
    name: Labels
    uri: str | None
    old_uri: str | None
    parent: str | None
    retired: bool = False

    @property
    def is_top(self) -> bool:
        """Whether it is a main class: a service may not have main classes only."""
        return self.parent is None


_Row: TypeAlias = tuple[str, NameRow, str | None, str | None, str | None]


class _File(msgspec.Struct):
    enumerations: dict[str, list[ValueRow]]
    service_classes: list[_Row]
    retired_service_classes: list[_Row]
    target_groups: list[_Row]
    life_events: list[_Row]


class _ClassList:
    """One list with its look-ups by code, URI and old URI."""

    def __init__(self, title: str, entries: Iterable[PtvClass], retired: Iterable[PtvClass]):
        self.title = title
        self.entries = tuple(entries)
        self.by_code = {entry.code: entry for entry in self.entries}
        self.by_uri = {
            uri: entry
            for entry in (*self.entries, *retired)
            for uri in (entry.uri, entry.old_uri)
            if uri
        }

    def find(self, key: str) -> PtvClass | None:
        """Return the entry with this code, URI or old URI."""
        found = self.by_code.get(key) or self.by_uri.get(key)
        if found is None and key.startswith(_OLDER_CLASSES):
            found = self.by_uri.get(_CLASSES + key.removeprefix(_OLDER_CLASSES))
        return found

    def require(self, key: str) -> PtvClass:
        """Return the entry, or raise `UnknownCode`."""
        found = self.find(key)
        if found is None:
            raise UnknownCode(self.title, key)
        return found


@dataclass(frozen=True)
class _Tables:
    enumerations: dict[str, CodeList]
    service_classes: _ClassList
    target_groups: _ClassList
    life_events: _ClassList


@cache
def _tables() -> _Tables:
    file = read("ptv", _File)
    retired = [_entry(row, retired=True) for row in file.retired_service_classes]
    return _Tables(
        enumerations={
            name: CodeList(f"PTV's {name}", labelled(rows))
            for name, rows in file.enumerations.items()
        },
        service_classes=_ClassList(
            "PTV's service classes", map(_entry, file.service_classes), retired
        ),
        target_groups=_ClassList("PTV's target groups", map(_entry, file.target_groups), ()),
        life_events=_ClassList("PTV's life events", map(_entry, file.life_events), ()),
    )


def _entry(row: _Row, *, retired: bool = False) -> PtvClass:
    code, names, uri, old_uri, parent = row
    return PtvClass(code, Labels(*names), uri, old_uri, parent, retired)


def ptv_enumeration(name: str) -> CodeList:
    """Return an enumeration by PTV's own name for it (`publishingStatus`, `areaType` …).

    Raises:
        UnknownCode: There is no such enumeration.
    """
    found = _tables().enumerations.get(name)
    if found is None:
        raise UnknownCode("PTV's enumerations", name)
    return found


def ptv_enumerations() -> tuple[str, ...]:
    """Return the names of PTV's enumerations."""
    return tuple(_tables().enumerations)


def service_class(key: str) -> PtvClass:
    """Return the service class with this code (`P27.1`), URI or old URI.

    URIs of retired classes and of the older `ptvserclass` list are known too.

    Raises:
        UnknownCode: There is none.
    """
    return _tables().service_classes.require(key)


def find_service_class(key: str) -> PtvClass | None:
    """Return the service class as `service_class` does, or None."""
    return _tables().service_classes.find(key)


def service_classes() -> tuple[PtvClass, ...]:
    """Return all 228 service classes in PTV's order, without the retired ones."""
    return _tables().service_classes.entries


def target_group(key: str) -> PtvClass:
    """Return the target group with this code (`KR1.1`), URI or old URI.

    Raises:
        UnknownCode: There is none.
    """
    return _tables().target_groups.require(key)


def find_target_group(key: str) -> PtvClass | None:
    """Return the target group as `target_group` does, or None."""
    return _tables().target_groups.find(key)


def target_groups() -> tuple[PtvClass, ...]:
    """Return all target groups in PTV's order."""
    return _tables().target_groups.entries


def life_event(key: str) -> PtvClass:
    """Return the life event with this code (`KE4.1`), URI or old URI.

    Raises:
        UnknownCode: There is none.
    """
    return _tables().life_events.require(key)


def find_life_event(key: str) -> PtvClass | None:
    """Return the life event as `life_event` does, or None."""
    return _tables().life_events.find(key)


def life_events() -> tuple[PtvClass, ...]:
    """Return all life events in PTV's order."""
    return _tables().life_events.entries
