"""Which events of several calendars are one, which may be, and what people decided of that."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlalchemy import Row as FoundRow
from sqlalchemy import delete, insert, select

from hytedata.links.events import PossiblePair
from hytedata.models.common import SourceRef
from hytedata.models.event_decision import EventDecision
from hytedata.store import event_tables as tables
from hytedata.store.catalogue_models import EVENT
from hytedata.store.part import Part, put, rows

_NAME = "event_group"
_AT_ONCE = 2_000  # rows per statement


@dataclass(frozen=True, slots=True)
class GroupMember:
    """One record of a group.

    Attributes:
        tier: How surely it belongs to the group: 0 a person's word, 1 the same record, 2 an id
            in common, 3 name, time and place.
        evidence: What says so, a sentence each.
    """

    ref: SourceRef
    tier: int
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Grouping:
    """By which rules the groups were made, and when (UTC)."""

    by: str
    at: datetime


class EventLinks(Part):
    """Groups, possible pairs and decisions; `Catalogue.event_links`."""

    def put(
        self, by: str, groups: Iterable[Sequence[GroupMember]], pairs: Iterable[PossiblePair]
    ) -> None:
        """Replace all groups and possible pairs, in one transaction.

        Args:
            by: Names the rules, and whatever else they were made of; `latest` tells it.
            groups: The members of each, the one that goes before the others first: its time and
                its key are those of the merged event. A record is in one group at most.
            pairs: What is left to a person.

        Raises:
            ValueError: A record is in two groups.
        """
        members = [row for group in groups for row in _members(group)]
        if len({(row["source"], row["id"]) for row in members}) < len(members):
            raise ValueError("an event is in two groups")
        latest = {"name": _NAME, "made_by": by, "made_at": self._database.now()}
        with self._database.writing() as connection:
            for table, noted in (
                (tables.event_group, members),
                (tables.event_pair, [_pair_row(one) for one in pairs]),
            ):
                connection.execute(delete(table))
                for start in range(0, len(noted), _AT_ONCE):
                    put(connection, table, noted[start : start + _AT_ONCE])
            put(connection, tables.derivation, [latest])

    def latest(self) -> Grouping | None:
        """Return by what the groups of now were made; None where none ever were."""
        table = tables.derivation
        query = select(table.c.made_by, table.c.made_at).where(table.c.name == _NAME)
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else Grouping(row.made_by, row.made_at)

    def group_of(self, ref: SourceRef) -> tuple[GroupMember, ...]:
        """Return the group that an event is in, the first member first; empty where in none."""
        table = tables.event_group
        own = select(table.c.group_key).where(table.c.source == ref.source, table.c.id == ref.id)
        query = (
            select(table).where(table.c.group_key == own.scalar_subquery()).order_by(table.c.rank)
        )
        with self._database.reading() as connection:
            return tuple(
                GroupMember(_ref(row.source, row.id), row.tier, tuple(row.evidence))
                for row in connection.execute(query)
            )

    def groups(self) -> tuple[tuple[GroupMember, ...], ...]:
        """Return all groups by their keys, of each the first member first."""
        table = tables.event_group
        query = select(table).order_by(table.c.group_key, table.c.rank)
        with self._database.reading() as connection:
            return tuple(
                tuple(
                    GroupMember(_ref(row.source, row.id), row.tier, tuple(row.evidence))
                    for row in some
                )
                for _, some in groupby(rows(connection, query), key=lambda row: str(row.group_key))
            )

    def possible(self) -> tuple[PossiblePair, ...]:
        """Return the pairs that wait for a person, the likeliest first.

        What was decided since the groups were made waits no more.
        """
        table = tables.event_pair.c
        query = select(tables.event_pair).order_by(
            table.score.desc(), table.left_source, table.left_id, table.right_source, table.right_id
        )
        with self._database.reading() as connection:
            found = [_pair(row) for row in connection.execute(query)]
        decided = {_both(one.left, one.right) for one in self.decisions()}
        return tuple(
            one for one in found if _both(one.left_decided_by, one.right_decided_by) not in decided
        )

    def decide(self, decisions: Iterable[EventDecision]) -> int:
        """Keep *decisions* in their order, all or none, with the time; returns how many.

        They hold from the next grouping on.
        """
        now = self._database.now()
        noted = [
            {
                "left_source": one.left.source,
                "left_id": one.left.id,
                "right_source": one.right.source,
                "right_id": one.right.id,
                "decision": one.decision,
                "who": one.who,
                "decided_at": now,
                "note": one.note,
            }
            for one in decisions
        ]
        if noted:
            with self._database.writing() as connection:
                connection.execute(insert(tables.event_decision), noted)
        return len(noted)

    def decisions(self) -> tuple[EventDecision, ...]:
        """All decisions ever taken, the oldest first."""
        table = tables.event_decision
        with self._database.reading() as connection:
            return tuple(
                EventDecision(
                    left=_ref(row.left_source, row.left_id),
                    right=_ref(row.right_source, row.right_id),
                    decision=row.decision,
                    who=row.who,
                    decided_at=row.decided_at,
                    note=row.note,
                )
                for row in connection.execute(select(table).order_by(table.c.id))
            )


def _members(group: Sequence[GroupMember]) -> list[dict[str, object]]:
    return [
        {
            "source": one.ref.source,
            "id": one.ref.id,
            "group_key": f"{group[0].ref.source}|{group[0].ref.id}",
            "tier": one.tier,
            "rank": rank,
            "evidence": list(one.evidence),
        }
        for rank, one in enumerate(group)
    ]


def _pair_row(one: PossiblePair) -> dict[str, object]:
    return {
        "left_source": one.left.source,
        "left_id": one.left.id,
        "right_source": one.right.source,
        "right_id": one.right.id,
        "left_series": one.left_decided_by.id,
        "right_series": one.right_decided_by.id,
        "score": one.score,
        "times": one.times,
        "evidence": list(one.evidence),
    }


def _pair(row: FoundRow[tuple[object, ...]]) -> PossiblePair:
    return PossiblePair(
        left=_ref(row.left_source, row.left_id),
        right=_ref(row.right_source, row.right_id),
        left_decided_by=_ref(row.left_source, row.left_series),
        right_decided_by=_ref(row.right_source, row.right_series),
        score=row.score,
        evidence=tuple(row.evidence),
        times=row.times,
    )


def _both(one: SourceRef, other: SourceRef) -> frozenset[tuple[str, str]]:
    return frozenset({(one.source, one.id), (other.source, other.id)})


def _ref(source: str, record_id: str) -> SourceRef:
    return SourceRef(source=source, kind=EVENT, id=record_id)
