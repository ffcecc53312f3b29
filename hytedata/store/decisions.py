"""What people decided about pairs that may be one thing: a journal that is only added to."""

from collections.abc import Iterable

from sqlalchemy import insert, select

from hytedata.models.link_decision import LinkDecision
from hytedata.models.publication import SourceItem
from hytedata.store import schema
from hytedata.store.part import Part


class Decisions(Part):
    """Decisions per organisation and login. Later ones take the place of earlier ones."""

    def decide(self, organisation: str, login: str, decisions: Iterable[LinkDecision]) -> int:
        """Keep *decisions* in their order, all or none, with the time; returns how many."""
        now = self._database.now()
        rows = [
            {
                "organisation": organisation,
                "login": login,
                "kind": one.kind,
                "source": one.source.name,
                "item": one.source.id,
                "ptv_id": one.ptv_id,
                "decision": one.decision,
                "who": one.who,
                "decided_at": now,
                "evidence": dict(one.evidence),
            }
            for one in decisions
        ]
        if rows:
            with self._database.writing() as connection:
                connection.execute(insert(schema.link_decision), rows)
        return len(rows)

    def decisions(self, organisation: str, login: str) -> tuple[LinkDecision, ...]:
        """All decisions ever taken, the oldest first."""
        table = schema.link_decision.c
        query = (
            select(schema.link_decision)
            .where(table.organisation == organisation, table.login == login)
            .order_by(table.id)
        )
        with self._database.reading() as connection:
            return tuple(
                LinkDecision(
                    source=SourceItem(row["source"], row["item"]),
                    kind=row["kind"],
                    ptv_id=row["ptv_id"],
                    decision=row["decision"],
                    who=row["who"],
                    at=row["decided_at"],
                    evidence=row["evidence"],
                )
                for row in connection.execute(query).mappings()
            )
