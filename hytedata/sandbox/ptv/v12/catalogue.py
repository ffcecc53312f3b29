"""Renders what v12 shows, and keeps it until it changes."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import NamedTuple, TypeAlias

from hytedata.sandbox.ptv.codebook import CodeBook
from hytedata.sandbox.ptv.state import Version
from hytedata.sandbox.ptv.v12.mirror import Mirror, Record
from hytedata.sandbox.ptv.v12.pages import encoded
from hytedata.sandbox.ptv.v12.render import others
from hytedata.sandbox.ptv.v12.render.channels import channel_facets, render_channel
from hytedata.sandbox.ptv.v12.render.services import render_service, service_facets
from hytedata.sandbox.ptv.v12.render.show import Show
from hytedata.sandbox.ptv.v12.render.texts import moment
from hytedata.sandbox.ptv.values import Body, text

Render: TypeAlias = Callable[[Show, Record, Version], Body]


class Renderers(NamedTuple):
    """How a group of entities is shown: the part that filters look at, and all of it."""

    facets: Render
    whole: Render


_RENDERERS: Mapping[str, Renderers] = {
    "Service": Renderers(service_facets, render_service),
    "ServiceChannel": Renderers(channel_facets, render_channel),
    "Organization": Renderers(others.organisation_facets, others.render_organisation),
    "GeneralDescription": Renderers(others.description_facets, others.render_description),
    "ServiceCollection": Renderers(others.no_facets, others.render_collection),
}


class Catalogue:
    """Public entities as v12's documents."""

    def __init__(self, mirror: Mirror, book: CodeBook, today: Callable[[], datetime]) -> None:
        self.mirror, self._book, self._today = mirror, book, today
        self._facets: dict[str, tuple[object, Body]] = {}
        self._shown: dict[str, tuple[object, bytes]] = {}

    def show(self) -> Show:
        """What renderers look at now."""
        return Show(self.mirror, self._book, self._today())

    def facets(self, record: Record) -> Body:
        """The part of a public document that filters look at; of language versions the keys."""
        version = _public(record)
        key = (version.modified, self._description_of(version))
        known = self._facets.get(record.id)
        if known is None or known[0] != key:
            found = _RENDERERS[record.entity.kind.group].facets(self.show(), record, version)
            known = (key, {**found, "languageVersions": list(version.languages)})
            self._facets[record.id] = known
        return known[1]

    def shown(self, record: Record) -> bytes:
        """A public entity's document as searches show it."""
        version = _public(record)
        # Expired hours leave on their own, the rest changes with a version.
        today, opened = self._today().date(), record.entity.visible_for_all
        key = (version.modified, self._description_of(version), opened, today)
        known = self._shown.get(record.id)
        if known is None or known[0] != key:
            known = (key, encoded(self._document(record, version)))
            self._shown[record.id] = known
        return known[1]

    def whole(self, record: Record) -> bytes:
        """A public entity's document by id: a collection has its members only here."""
        if record.entity.kind.name != "ServiceCollection":
            return self.shown(record)
        version = _public(record)
        listed = others.members(self.show(), version)
        return encoded({**self._document(record, version), "items": listed})

    def _description_of(self, version: Version) -> datetime | None:
        """When the general description that shows through was published."""
        entity_id = (text(version.body, "generalDescriptionId") or "").lower()
        description = self.mirror.version(entity_id) if entity_id else None
        return description.modified if description is not None else None

    def _document(self, record: Record, version: Version) -> Body:
        group = record.entity.kind.group
        document: Body = {
            "contentId": record.id,
            **_RENDERERS[group].whole(self.show(), record, version),
            "migratedAt": moment(record.migrated_at),
        }
        if group != "ServiceCollection":
            document["publishedAt"] = moment(record.published_at)
        return document


def _public(record: Record) -> Version:
    if record.version is None:
        message = f"{record.id} is not public"
        raise ValueError(message)
    return record.version
