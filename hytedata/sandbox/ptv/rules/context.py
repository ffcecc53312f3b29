"""What a rule may look at: the write, what it is written on, and the catalogue around it."""

from collections.abc import Callable
from dataclasses import dataclass

from hytedata.sandbox.ptv.codebook import CodeBook
from hytedata.sandbox.ptv.faults import Errors
from hytedata.sandbox.ptv.kinds import Kind
from hytedata.sandbox.ptv.state import Entity, State
from hytedata.sandbox.ptv.values import Body, text


@dataclass(frozen=True)
class Caller:
    """Who writes, and for which organisations the token speaks."""

    username: str
    role: str
    organisations: frozenset[str]


@dataclass(frozen=True)
class Write:
    """One POST or PUT under check.

    Attributes:
        body: As sent, in the model's spelling.
        stored: Body of the newest version; empty for a POST.
        merged: What would be stored.
        entity: None for a POST.
    """

    kind: Kind
    body: Body
    stored: Body
    merged: Body
    entity: Entity | None
    caller: Caller
    state: State
    book: CodeBook
    errors: Errors

    @property
    def status(self) -> str:
        """The status asked for."""
        return text(self.body, "publishingStatus") or ""

    @property
    def publishes(self) -> bool:
        """Whether the write leads to a published version at once."""
        return self.status == "Published"

    @property
    def is_post(self) -> bool:
        """Whether the write creates the entity."""
        return self.entity is None

    def general_description(self) -> Body | None:
        """Body of the published general description that will be attached."""
        return published_description(self.state, text(self.merged, "generalDescriptionId"))

    def published(self, group: str, entity_id: str) -> Entity | None:
        """The entity of *group* where it has a published version."""
        entity = self.state.entities.get(entity_id.lower())
        if entity is None or entity.kind.group != group or entity.published is None:
            return None
        return entity


Rule = Callable[[Write], None]


def published_description(state: State, entity_id: str | None) -> Body | None:
    """Body of a published general description; None where there is none."""
    entity = state.entities.get((entity_id or "").lower())
    if entity is None or entity.kind.name != "GeneralDescription" or entity.published is None:
        return None
    return entity.published.body
