"""PTV's records that matter for a county, with what connects them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import cast

from hytedata.codes.folding import fold
from hytedata.errors import NotFound, RecordError
from hytedata.models.classification import ProviderKind, ThemeSlug, ThemeStrength
from hytedata.models.common import Language, LocalizedText, SourceRef, first_text
from hytedata.models.ptv import GeneralDescription, Organisation, Service, ServiceChannel
from hytedata.store import Catalogue
from hytedata.store.catalogue import CatalogueRecord

PTV = "ptv"


@dataclass(frozen=True)
class Owner:
    """An organisation that answers for something.

    Attributes:
        key: Business id, else folded name: what organisations that stand twice share.
        municipality: Of a municipality, its own code.
    """

    key: str = ""
    names: LocalizedText = field(default_factory=dict[Language, str])
    provider: ProviderKind = "unknown"
    municipality: str | None = None
    model: Organisation | None = None


class PtvWorld:
    """Services with a theme, all channels, and who answers, of one county and the whole country.

    Services without a theme are never decoded: they are most of them.
    """

    def __init__(self, catalogue: Catalogue, county: str) -> None:
        self._catalogue = catalogue
        self.county = county
        self.themes: Mapping[str, Mapping[ThemeSlug, ThemeStrength]] = catalogue.classes.themes(
            PTV, "service"
        )
        self._providers = catalogue.classes.providers(PTV, "organisation")
        self._owners: dict[str, Owner] = {}
        self._general: dict[str, GeneralDescription | None] = {}
        self.unreadable: list[SourceRef] = []
        # Of most channels only their services and kind are looked at, yet all are decoded once.
        self.channels: Mapping[str, ServiceChannel] = {
            record.id: cast("ServiceChannel", model)
            for record, model in self._records("service-channel")
        }
        self._connected, self._services_of = self._connections()

    def services(self) -> Iterator[tuple[CatalogueRecord, Service]]:
        """Yield the services that have a theme, certain or possible."""
        for record, model in self._records("service", self.themes):
            yield record, cast("Service", model)

    def channels_of(self, service: Service) -> tuple[str, ...] | None:
        """Return the ids of a service's channels; None where nothing tells them."""
        found = {*(service.channel_ids or ()), *self._connected.get(service.id, ())}
        known = service.channel_ids is not None or bool(self._connected)
        return tuple(sorted(found)) if known else None

    def services_of(self, channel_id: str) -> frozenset[str]:
        """Return the ids of the services that are got through a channel."""
        return frozenset(self._services_of.get(channel_id, ()))

    def owner(self, organisation_id: str | None) -> Owner:
        """Return who an organisation is; nothing is known of one that was not read."""
        if organisation_id is None:
            return Owner()
        if organisation_id not in self._owners:
            self._owners[organisation_id] = self._owner(organisation_id)
        return self._owners[organisation_id]

    def general(self, service: Service) -> GeneralDescription | None:
        """Return the general description that a service builds on, where it was read."""
        key = service.general_description_id
        if key is None:
            return None
        if key not in self._general:
            found = self._get("general-description", key)
            self._general[key] = cast("GeneralDescription | None", found)
        return self._general[key]

    def _owner(self, key: str) -> Owner:
        model = cast("Organisation | None", self._get("organisation", key))
        provider = self._providers.get(key, "unknown")
        if model is None:
            return Owner(key=key, provider=provider)
        name = first_text(model.name)
        return Owner(
            model.business_id or fold(name) or key, model.name, provider, model.municipality, model
        )

    def _get(self, kind: str, key: str) -> object | None:
        try:
            return self._catalogue.get(SourceRef(source=PTV, kind=kind, id=key)).model()
        except (NotFound, RecordError):
            return None

    def _records(
        self, kind: str, among: Mapping[str, object] | None = None
    ) -> Iterator[tuple[CatalogueRecord, object]]:
        found = self._catalogue.records(
            source=PTV,
            kind=kind,
            county=self.county,
            include_nationwide=True,
            include_county_wide=True,
            include_resolved=True,
        )
        for record in found:
            if among is not None and record.id not in among:
                continue
            try:
                yield record, record.model()
            except RecordError:
                self.unreadable.append(record.ref)

    def _connections(self) -> tuple[Mapping[str, set[str]], Mapping[str, set[str]]]:
        """Return service → channels and channel → services, as either end or v12's list tells."""
        channels: defaultdict[str, set[str]] = defaultdict(set)
        services: defaultdict[str, set[str]] = defaultdict(set)
        pairs = [
            (service, channel.id)
            for channel in self.channels.values()
            for service in channel.service_ids or ()
        ]
        listed = self._catalogue.records(source=PTV, kind="connection")
        pairs += [(one, other) for one, _, other in (it.id.partition("/") for it in listed)]
        for service, channel in pairs:
            channels[service].add(channel)
            services[channel].add(service)
        return channels, services
