"""What the catalogue takes and gives: records with their heads, verdicts of reads, counts."""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, NamedTuple, TypeAlias

import msgspec

from hytedata.errors import RecordError
from hytedata.models.base import Model
from hytedata.models.common import Json, LocalizedText, Position, SourceRef, first_text
from hytedata.models.occurrence import OccurrenceSpan
from hytedata.places.shapes import Bounds, shape_of
from hytedata.places.surroundings import Surroundings
from hytedata.store.catalogue_models import EVENT, CataloguedModel, decode_model

ReadMode: TypeAlias = Literal["full", "changes"]
"""`full`: all of a scope was asked for. `changes`: only what changed since an earlier read."""

AreaKind: TypeAlias = Literal["municipality", "region", "county", "except-region"]


class AreaCode(NamedTuple):
    """One code of the area that something is meant for; it says nothing of where it is.

    Attributes:
        kind: What the code is of. `except-region` takes a region out of the whole country.
    """

    kind: AreaKind
    code: str


@dataclass(frozen=True)
class Entry:
    """A record as it is put into the catalogue.

    Attributes:
        ref: Its source, kind and id.
        hash: Content hash; tells whether the register changed it. Times are best left out of it.
        model: The model's JSON document, in a stable order of keys.
        raw: The register's own document, or None where it is not kept.
        names: Its name in each language.
        owner: Who answers for it: an organisation's id, or the register's code.
        status: The register's own word.
        municipalities: Three-digit codes that it states as its place.
        area: What it is meant for, which is not where it is.
        is_nationwide: Whether it is meant for the whole country.
        position: EPSG:3067 metres.
        modified_at: When the register says that it was changed.
        bounds: The box around all of it; None where it is no place.
        when: Of an event, when it takes place; None where it does not, or has no time.
    """

    ref: SourceRef
    hash: str
    model: bytes
    raw: bytes | None = None
    names: LocalizedText = field(default_factory=dict)
    owner: str | None = None
    status: str | None = None
    municipalities: tuple[str, ...] = ()
    area: tuple[AreaCode, ...] = ()
    is_nationwide: bool = False
    position: Position | None = None
    modified_at: datetime | None = None
    bounds: Bounds | None = None
    when: OccurrenceSpan | None = None


class Missing(NamedTuple):
    """What a read would lose, were it believed.

    Attributes:
        gone: Events that it did not give, though they were there before.
        known: All that were there before, or are now.
    """

    gone: int
    known: int


@dataclass(frozen=True, slots=True)
class CatalogueRecord:
    """The newest state of one record; times are aware, UTC.

    Attributes:
        names: Its name in each language that has one.
        municipalities: Three-digit codes that the record states as its place, sorted.
        area: Codes of the area that it is meant for, sorted; empty with `is_nationwide`, but for
            what is taken out of it.
        position: EPSG:3067 metres.
        modified_at: When the register says that it was changed; None where it does not.
        first_seen, last_seen: The first and the latest read that gave it, by their beginnings.
        changed_at: When its content hash last moved, or it came back.
        absent_since: Since when the register no longer gives it; None: it does.
        bounds: The box around all of it; None where it is no place, or an older version noted it.
        digest: Of all that is kept of it; tells whether what was derived of it still holds.
    """

    source: str
    kind: str
    id: str
    hash: str
    names: LocalizedText
    owner: str | None
    status: str | None
    municipalities: tuple[str, ...]
    area: tuple[AreaCode, ...]
    is_nationwide: bool
    position: Position | None
    modified_at: datetime | None
    first_seen: datetime
    last_seen: datetime
    changed_at: datetime
    absent_since: datetime | None
    packed_model: bytes | None
    packed_raw: bytes | None
    bounds: Bounds | None = None
    digest: str = ""

    @property
    def ref(self) -> SourceRef:
        """Its source, kind and id."""
        return SourceRef(source=self.source, kind=self.kind, id=self.id)

    @property
    def name(self) -> str:
        """A name for people: the Finnish one, or the first that there is."""
        return first_text(self.names)

    @property
    def document(self) -> bytes:
        """The model's JSON document.

        Raises:
            RecordError: An older version noted the record without it.
        """
        if self.packed_model is None:
            raise self._unreadable("it was noted by an older version, without its content")
        return zlib.decompress(self.packed_model)

    @property
    def raw(self) -> Mapping[str, Json] | None:
        """The register's own document as it came; None where it was not kept."""
        if self.packed_raw is None:
            return None
        found: dict[str, Json] = msgspec.json.decode(zlib.decompress(self.packed_raw))
        return found

    def model(self) -> CataloguedModel:
        """Return the record as our own model; `raw` of PTV's records is left empty.

        Raises:
            RecordError: It was stored by a version whose models were others, or its kind is
                unknown to this one.
        """
        try:
            return decode_model(self.source, self.kind, self.document)
        except ValueError as error:
            raise self._unreadable(
                f"it does not fit the models of this version ({error})"
            ) from error

    def lies_in(self, around: Surroundings) -> bool:
        """Whether it is wanted of a part of the map; its model is read where its box is not enough.

        What an older version noted, without its content, is where its position is.
        """
        if self.bounds is not None and self.bounds.is_point:
            return around.holds_point(self.bounds.min_east, self.bounds.min_north)
        if self.position is None:
            return False
        try:
            return around.hold(shape_of(self.model()))
        except RecordError:
            return around.holds_point(self.position.east, self.position.north)

    def _unreadable(self, why: str) -> RecordError:
        of = f"events --calendar {self.source}" if self.kind == EVENT else self.source
        detail = f"{why}; read it again: hytedata read {of} --full"
        return RecordError(self.source, f"{self.kind} {self.id}", field="model", detail=detail)


class ReadCounts(Model):
    """What one read did to the catalogue; each record counts once.

    Attributes:
        new: Seen for the first time.
        changed: Their content is another.
        returned: They were absent and are there again.
        unchanged: As they were.
        absent: The register no longer gives them.
        rejected: They are there, but could not be used; what was known of them stays.
    """

    new: int = 0
    changed: int = 0
    returned: int = 0
    unchanged: int = 0
    absent: int = 0
    rejected: int = 0


class ReadVerdict(Model):
    """How one read of one scope went.

    Attributes:
        scope: What was asked for: `all`, `municipality:889`, `nationwide`.
        items: How many records it gave.
        reasons: Why it is incomplete; empty when complete.
        started_at, ended_at: UTC; the first is None where an older version noted the read.
    """

    id: int
    source: str
    kind: str
    scope: str
    mode: ReadMode
    complete: bool
    items: int
    reasons: tuple[str, ...]
    started_at: datetime | None
    ended_at: datetime
    counts: ReadCounts
