"""The records of PTV that an export joins, held compressed as the catalogue has them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, TypeVar

from hytedata.classify import themes_of_service
from hytedata.models.common import Language
from hytedata.models.ptv import Connection, GeneralDescription, Organisation, Service
from hytedata.models.ptv.channel import Channel
from hytedata.models.ptv.record import Texts
from hytedata.store.catalogue import CatalogueRecord

LANGUAGES: Final[tuple[Language, ...]] = ("fi", "sv", "en", "se", "smn", "sms")

NEEDS: Final[Mapping[str, str]] = {"pyproj": "geo"}
"""The extra that brings what positions in degrees need."""

_SHOWN_AS_IN_USE: Final = frozenset({"service-channel", "connection"})
"""Kinds whose objects of HSDS have no status: what is gone would be shown as if it were not."""

AnyChannel = Channel[Texts]

M = TypeVar("M")


@dataclass
class Gathered:
    """Records by id; a service comes before the places that it names, so all are kept at hand.

    Attributes:
        connections: Service id → channel id → record.
    """

    organisations: dict[str, CatalogueRecord] = field(default_factory=dict)
    services: dict[str, CatalogueRecord] = field(default_factory=dict)
    channels: dict[str, CatalogueRecord] = field(default_factory=dict)
    generals: dict[str, CatalogueRecord] = field(default_factory=dict)
    connections: dict[str, dict[str, CatalogueRecord]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    _themes: dict[str, Mapping[str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, records: Iterable[CatalogueRecord]) -> "Gathered":
        """Keep of *records* what HSDS has a place for, in their order.

        What an older version noted without its content is left out, and so are channels and
        connections that PTV no longer gives.
        """
        kept = cls()
        homes: Mapping[str, dict[str, CatalogueRecord]] = {
            "organisation": kept.organisations,
            "service": kept.services,
            "service-channel": kept.channels,
            "general-description": kept.generals,
        }
        for one in records:
            if one.source != "ptv" or one.packed_model is None:
                continue
            if one.absent_since is not None and one.kind in _SHOWN_AS_IN_USE:
                continue
            # The register's own document is the larger half of a record, and nobody asks for it.
            slim = replace(one, packed_raw=None)
            if one.kind in homes:
                homes[one.kind][one.id] = slim
            elif one.kind == "connection":
                service, _, channel = one.id.partition("/")
                kept.connections[service][channel] = slim
        return kept

    def languages(self) -> tuple[Language, ...]:
        """Return the languages that any service is told in."""
        known = {language for one in self.services.values() for language in one.names}
        return tuple(one for one in LANGUAGES if one in known)

    def services_in(self, language: Language) -> Iterator[tuple[CatalogueRecord, Service]]:
        """Yield the services that are told in *language*."""
        for one in self.services.values():
            if language in one.names and (service := _model(one, Service)):
                yield one, service

    def organisation(self, record_id: str | None) -> Organisation | None:
        """Return an organisation; None where it was not handed over."""
        found = self.organisations.get(record_id or "")
        return _model(found, Organisation) if found else None

    def channel(self, record_id: str) -> AnyChannel | None:
        """Return a channel; None where it was not handed over."""
        found = self.channels.get(record_id)
        return _model(found, Channel) if found else None

    def general_of(self, service: Service) -> GeneralDescription | None:
        """Return the general description that *service* builds on, where it was handed over."""
        found = self.generals.get(service.general_description_id or "")
        return _model(found, GeneralDescription) if found else None

    def themes_of(self, service: Service) -> Mapping[str, str]:
        """Return the hyte themes of *service* with their strengths, found once for all languages.

        What is said only of the general description counts, too, where that was handed over.
        """
        if service.id not in self._themes:
            found = themes_of_service(service, self.general_of(service))
            self._themes[service.id] = {one.theme: one.strength for one in found}
        return self._themes[service.id]

    def connection(self, service: str, channel: str) -> Connection | None:
        """Return what holds for a service at a channel only; None where nothing is known of it."""
        found = self.connections.get(service, {}).get(channel)
        return _model(found, Connection) if found else None

    def channels_of(self, service: Service) -> tuple[str, ...]:
        """Return the ids of its channels that were handed over, sorted.

        v11 tells them with the service, v12 by connections.
        """
        stated = {*(service.channel_ids or ()), *self.connections.get(service.id, ())}
        return tuple(sorted(stated & self.channels.keys()))


def _model(record: CatalogueRecord, wanted: type[M]) -> M | None:
    found = record.model()
    return found if isinstance(found, wanted) else None
