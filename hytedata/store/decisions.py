"""What people decided about pairs that may be one thing: a journal that is only added to."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from sqlalchemy import RowMapping, insert, select

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
        found = self.all_decisions(organisation, login)
        return tuple(one for some in found.values() for one in some)

    def all_decisions(
        self, organisation: str | None = None, login: str | None = None
    ) -> Mapping[tuple[str, str], tuple[LinkDecision, ...]]:
        """Return organisation and login → all decisions ever taken, the oldest first."""
        table = schema.link_decision.c
        query = select(schema.link_decision).order_by(table.id)
        for column, wanted in ((table.organisation, organisation), (table.login, login)):
            query = query.where(column == wanted) if wanted is not None else query
        found: defaultdict[tuple[str, str], list[LinkDecision]] = defaultdict(list)
        with self._database.reading() as connection:
            for row in connection.execute(query).mappings():
                found[row["organisation"], row["login"]].append(_decision(row))
        return {by: tuple(some) for by, some in found.items()}


def _decision(row: RowMapping) -> LinkDecision:
    return LinkDecision(
        source=SourceItem(row["source"], row["item"]),
        kind=row["kind"],
        ptv_id=row["ptv_id"],
        decision=row["decision"],
        who=row["who"],
        at=row["decided_at"],
        evidence=row["evidence"],
    )
