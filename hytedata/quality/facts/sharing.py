"""Equal values of many facts held once: ids that name each other, codes, names of what recurs."""

from collections.abc import Mapping
from typing import Any, Final, TypeVar, cast

import msgspec

from hytedata.quality.facts.values import (
    ChannelFacts,
    ConnectionFacts,
    EventFacts,
    Facts,
    GeneralFacts,
    OrganisationFacts,
    ServiceFacts,
    SiteFacts,
)

T = TypeVar("T")
M = TypeVar("M", bound=Mapping[str, Any])

_SHARED: Final[Mapping[type[Facts], tuple[str, ...]]] = {
    ServiceFacts: ("id", "organisation", "area", "general"),
    ChannelFacts: ("id", "type", "organisation", "municipality"),
    OrganisationFacts: ("id", "type", "parent", "municipality", "area"),
    GeneralFacts: ("id",),
    SiteFacts: ("status", "owner", "municipality"),
    EventFacts: ("source", "role", "series", "where", "place", "place_names", "municipality"),
    ConnectionFacts: ("service", "channel"),
}
"""Fields whose values many records have; most names and addresses are in one only."""


class Shared:
    """What is known of values; it is dropped when all facts are there."""

    def __init__(self) -> None:
        self._known: dict[object, Any] = {}

    def facts(self, facts: Facts, municipality: str | None) -> Facts:
        """Return equal facts, with values that earlier ones have.

        Args:
            facts: As they were kept.
            municipality: Put into facts of places and events; None: theirs holds.
        """
        changed = {name: self._one(getattr(facts, name)) for name in _SHARED[type(facts)]}
        if municipality is not None and isinstance(facts, ChannelFacts | SiteFacts | EventFacts):
            changed["municipality"] = self._one(municipality)
        if isinstance(facts, ServiceFacts) and facts.channels:
            changed["channels"] = tuple(map(self._one, facts.channels))
        elif isinstance(facts, EventFacts):
            # A course of thirty evenings is thirty events of one name.
            changed["names"] = self._mapping(facts.names)
        elif isinstance(facts, ConnectionFacts):
            changed["details"] = self._mapping(facts.details)
        return msgspec.structs.replace(facts, **changed)

    def _one(self, value: T) -> T:
        return cast("T", self._known.setdefault(value, value))

    def _mapping(self, value: M) -> M:
        return cast("M", self._known.setdefault((dict, *value.items()), value))
