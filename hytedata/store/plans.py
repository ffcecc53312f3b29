"""Plans, and what people decided on them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from sqlalchemy import insert, select, update

from hytedata.errors import NotFound
from hytedata.models.common import Json
from hytedata.models.sync_state import Approval, PlanDecision, PlanHead
from hytedata.store import schema
from hytedata.store.part import Part, put, rows

_SOURCE: Final = "store"


class Plans(Part):
    """Every plan that was saved, as it stood."""

    def save_plan(
        self,
        plan_id: str,
        organisation: str,
        document: bytes,
        summary: Mapping[str, Json] | None = None,
    ) -> None:
        """Keep a plan; the same plan twice is one: the first document stays, as made again now."""
        now = self._database.now()
        row = {
            "id": plan_id,
            "organisation": organisation,
            "document": document,
            "saved_at": now,
            "last_made_at": now,
            "summary": None if summary is None else dict(summary),
        }
        again = (
            update(schema.plan)
            .where(schema.plan.c.id == plan_id, schema.plan.c.organisation == organisation)
            .values(last_made_at=now)
        )
        with self._database.writing() as connection:
            if connection.execute(again).rowcount == 0:
                put(connection, schema.plan, [row], update=False)

    def plan(self, plan_id: str) -> bytes:
        """Return the document of a plan as it was saved.

        Raises:
            NotFound: No such plan was saved here.
        """
        query = select(schema.plan.c.document).where(schema.plan.c.id == plan_id)
        with self._database.reading() as connection:
            document = connection.execute(query).scalar_one_or_none()
        if document is None:
            raise NotFound(_SOURCE, f"plan {plan_id}", detail=f"looked in {self._database.where}")
        return bytes(document)

    def plan_heads(self, organisation: str, *, limit: int | None = None) -> tuple[PlanHead, ...]:
        """Return the plans of one organisation without their documents, the latest made first."""
        table = schema.plan.c
        query = (
            select(table.id, table.organisation, table.saved_at, table.last_made_at, table.summary)
            .where(table.organisation == organisation)
            .order_by(table.last_made_at.desc(), table.saved_at.desc(), table.id)
            .limit(limit)
        )
        with self._database.reading() as connection:
            return tuple(_head(*row) for row in rows(connection, query))

    def record_approval(
        self, plan_id: str, who: str, *, decision: PlanDecision = "approve", reason: str = ""
    ) -> None:
        """Note what a person decided on a plan: by default that it may be applied."""
        row = {
            "plan_id": plan_id,
            "who": who,
            "approved_at": self._database.now(),
            "decision": decision,
            "reason": reason,
        }
        with self._database.writing() as connection:
            connection.execute(insert(schema.approval), row)

    def approvers(self, plan_id: str) -> tuple[str, ...]:
        """Who approved a plan, oldest first."""
        return tuple(one.who for one in self.decisions_on(plan_id) if one.decision == "approve")

    def decisions_on(self, plan_id: str) -> tuple[Approval, ...]:
        """Return what people decided on a plan, the oldest first; the last one counts."""
        table = schema.approval.c
        query = (
            select(table.plan_id, table.who, table.approved_at, table.decision, table.reason)
            .where(table.plan_id == plan_id)
            .order_by(table.id)
        )
        with self._database.reading() as connection:
            return tuple(Approval(*row) for row in connection.execute(query))


def _head(
    plan_id: str,
    organisation: str,
    saved_at: datetime,
    last_made_at: datetime | None,
    summary: Mapping[str, Json] | None,
) -> PlanHead:
    return PlanHead(plan_id, organisation, saved_at, last_made_at or saved_at, summary or {})
