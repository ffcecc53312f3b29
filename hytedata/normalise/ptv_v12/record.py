"""What is alike for records of every kind: times, ids, lists of ids and words, rejections."""

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

from hytedata.connectors.ptv.v11.documents import Document
from hytedata.models.common import Rejection
from hytedata.models.ptv import Record
from hytedata.normalise.ptv import record as shared
from hytedata.normalise.ptv.notes import Notes
from hytedata.normalise.ptv.record import NO_ID, moment, plain_id, rejection
from hytedata.normalise.ptv.texts import Fields

R = TypeVar("R", bound=Record)

STATUS = "Published"
"""Of everything that v12 shows: what is found is published (ptv-v12 6.1)."""


class WireTimes(Protocol):
    """What the wire models of nearly all records have; collections lack the first."""

    @property
    def published_at(self) -> str | None:
        """When the present version was published."""

    @property
    def migrated_at(self) -> str | None:
        """When v12 took it over from v11."""


def head(told: WireTimes, notes: Notes) -> Fields:
    """Return the fields that records begin with; v12 tells no time of change (ptv-v12 4)."""
    return {
        "status": STATUS,
        "published_at": moment(told.published_at, notes, "publishedAt"),
        "migrated_at": moment(told.migrated_at, notes, "migratedAt"),
    }


def build(
    model: type[R],
    kind: str,
    content_id: str | None,
    document: Document,
    fill: Callable[[Notes], Fields],
) -> R | Rejection:
    """Build a record as v11's are built; what is missing is named in v12's spelling."""
    if plain_id(content_id) is None:
        return rejection(kind, NO_ID, "contentId", "it is missing")
    return shared.build(model, kind, content_id, document, fill)


def ids(stated: Iterable[str] | None, notes: Notes, path: str) -> tuple[str, ...]:
    """Return ids of a list, each once, sorted."""
    return tuple(sorted(set(listed_ids(stated, notes, path))))


def listed_ids(stated: Iterable[str] | None, notes: Notes, path: str) -> list[str]:
    """Return ids of a list in its order."""
    found = []
    for number, one in enumerate(stated or ()):
        known = plain_id(one)
        if known is None:
            notes.add(f"{path}[{number}]", "no-id", one)
        else:
            found.append(known)
    return found


def words(stated: Iterable[str] | None) -> tuple[str, ...]:
    """Return codes, URIs or other words of a list, each once, sorted; blank ones say nothing."""
    return tuple(sorted({one for one in stated or () if one and not one.isspace()}))
