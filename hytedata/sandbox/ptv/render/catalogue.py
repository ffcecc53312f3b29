"""Renders entities, and keeps what it rendered until it changes."""

import json
from collections.abc import Callable, Mapping

from hytedata.sandbox.ptv.codebook import CodeBook
from hytedata.sandbox.ptv.render import parts
from hytedata.sandbox.ptv.render.channels import render_channel
from hytedata.sandbox.ptv.render.others import (
    render_collection,
    render_description,
    render_organisation,
)
from hytedata.sandbox.ptv.render.services import render_service
from hytedata.sandbox.ptv.render.view import View
from hytedata.sandbox.ptv.state import Entity, State, Version
from hytedata.sandbox.ptv.values import Body, items

_RENDERERS: Mapping[str, Callable[[View, Entity, Version], Body]] = {
    "Service": render_service,
    "ServiceChannel": render_channel,
    "Organization": render_organisation,
    "GeneralDescription": render_description,
    "ServiceCollection": render_collection,
}
_KEYED = frozenset(("Service", "ServiceChannel", "Organization", "ServiceCollection"))


class Catalogue:
    """Renders versions of entities as JSON bytes."""

    def __init__(self, state: State, book: CodeBook) -> None:
        self._state, self._book = state, book

    def show(
        self,
        entity: Entity,
        version: Version,
        *,
        user: str | None = None,
        headings: bool = False,
        with_description: bool = False,
    ) -> bytes:
        """Render *version* of *entity* as *user* sees it.

        *user* is the API user whose source id is shown; None shows nobody's. *headings* keeps
        headings in rich texts (showHeader), *with_description* merges the general
        description's texts in (serviceWithGD).
        """
        today = self._state.today()
        key = (version.modified, version.status, headings, with_description, today.date())
        known = entity.rendered.get(key)
        if known is None:
            view = View(self._state, self._book, today, headings, with_description)
            body = _RENDERERS[entity.kind.group](view, entity, version)
            known = _encoded(body)[1:]
            entity.rendered[key] = known
        # Identity leads every answer, outside what is kept: the source id is each user's own.
        head = f'{{"id":"{entity.id}",'
        if entity.kind.group in _KEYED:
            head += f'"sourceId":{json.dumps(entity.source_ids.get(user or ""))},'
        return head.encode() + known

    def name(self, entity: Entity) -> str | None:
        """The name that references to *entity* show."""
        version = entity.published or entity.newest
        return parts.display_name(items(version.body, entity.kind.names))


def _encoded(body: Body) -> bytes:
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
