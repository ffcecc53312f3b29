"""The plan file: what one run would write, readable, hashed, and applied exactly as it stands."""

import hashlib
from collections.abc import Mapping
from typing import Literal, TypeAlias

import msgspec
from pydantic import AwareDatetime, Field

from hytedata.models.base import Model
from hytedata.models.common import Completeness, Json

PLAN_SCHEMA = 1

Op: TypeAlias = Literal["create", "update", "archive", "restore", "adopt", "connect", "disconnect"]
Kind: TypeAlias = Literal["service", "channel", "connection"]

SKIP_REASONS = frozenset(
    {
        "not-eligible",
        "policy",
        "published-by-lipas",
        "lipas-unknown",
        "no-coordinates",
        "no-street",
        "unknown-postal-code",
        "name-taken",
        "adoption-candidate",
        "modified-in-ptv",
        "archived-in-ptv",
        "not-in-ptv",
        "text-not-approved",
        "text-blocked",
        "language-missing",
        "field-invalid",
    }
)


class PlanSource(Model):
    """The source item of a change."""

    name: str
    id: str


class FieldChange(Model):
    """One field's value before and after; None where there is none."""

    before: Json = None
    after: Json = None


class Change(Model):
    """One write.

    Attributes:
        id: Stable within the plan: operation and what it touches.
        source_id: Key in the target that the item has or gets.
        ptv_id: Id in the target; None before creation.
        reason: Why, in English, for people.
        after: Ids of changes that must be done before this one.
        base: Version of the target item that the change was made from; None for creations.
        connected: Ids of what an archiving was planned to be cut from; None for other changes. The
            version does not tell: a connection moves no `modified`.
        fields: Path → before and after. For a connection: `service` and `channel`, each the
            PTV id, or `source:` and the source id of an item that the plan creates.
        wanted: Path → what the source says of a field of an adopted item that stays as it stands,
            or keeps more than that (a second telephone number): remembered as if it had been sent,
            so that later plans leave it until the source says otherwise.
        irreversible: It loses something that another write cannot bring back.
        connections_lost: How many connections go with an archived item, others' too.
    """

    id: str
    op: Op
    kind: Kind
    source: PlanSource
    ptv_id: str | None = None
    source_id: str | None = None
    name: str
    reason: str
    after: tuple[str, ...] = ()
    base: str | None = None
    connected: tuple[str, ...] | None = None
    fields: Mapping[str, FieldChange] = {}
    wanted: Mapping[str, Json] = {}
    irreversible: bool = False
    connections_lost: int = 0


class SkippedItem(Model):
    """A source item that the plan leaves alone, with reason and way on."""

    source: PlanSource
    name: str = ""
    reason: str
    detail: str
    remedy: str


class Drift(Model):
    """A field that somebody edited in the target; `overwritten`: the plan undoes the edit."""

    source: PlanSource
    ptv_id: str
    name: str
    field: str
    ours: Json
    theirs: Json
    overwritten: bool


class Candidate(Model):
    """An existing item of the target that may be the same thing as a source item."""

    source: PlanSource
    ptv_id: str
    name: str
    score: float
    evidence: tuple[str, ...] = ()


class BlockedLimit(Model):
    """A safety limit that the plan exceeds."""

    limit: str
    value: float
    allowed: float


class Fingerprint(Model):
    """Hashes of all that the plan was made from."""

    config: str
    mapping: str
    source: str
    target: str


class Verdict(Model):
    """Completeness of one side, as the plan file states it."""

    complete: bool
    items: int
    reasons: tuple[str, ...] = ()

    @classmethod
    def of(cls, completeness: Completeness) -> "Verdict":
        """Copy a read's verdict."""
        return cls(**completeness.model_dump())


class Plan(Model):
    """What one organisation's run would write.

    Attributes:
        id: Hash of the content, without `made_at`.
        counts: Changes per operation and kind, and `unchanged`.
        edits: How many edits of people in the target were seen, and how many are overwritten.
        blocked: Limits that it exceeds; empty means that it may be applied as policy says.
        changes: In an order that can be applied; each names what must come before it.
    """

    schema_: int = Field(default=PLAN_SCHEMA, alias="schema")
    id: str
    made_at: AwareDatetime
    store_id: str
    organisation: str
    organisation_name: str = ""
    fingerprint: Fingerprint
    source: Verdict
    target: Verdict
    counts: Mapping[str, int]
    edits: Mapping[str, int] = {}
    blocked: tuple[BlockedLimit, ...] = ()
    changes: tuple[Change, ...] = ()
    skipped: tuple[SkippedItem, ...] = ()
    warnings: tuple[SkippedItem, ...] = ()
    drift: tuple[Drift, ...] = ()
    candidates: tuple[Candidate, ...] = ()


def content_hash(value: object) -> str:
    """Hash a JSON-like value, independent of the order of keys (BLAKE2b, 16 bytes, hex)."""
    canonical = msgspec.json.encode(value, order="deterministic")
    return hashlib.blake2b(canonical, digest_size=16).hexdigest()
