"""Plans and the approvals that people gave them."""

from typing import Final

from sqlalchemy import insert, select

from hytedata.errors import NotFound
from hytedata.store import schema
from hytedata.store.part import Part, put

_SOURCE: Final = "store"


class Plans(Part):
    """Every plan that was saved, as it stood."""

    def save_plan(self, plan_id: str, organisation: str, document: bytes) -> None:
        """Keep a plan; the same plan twice is one, and the first document stays."""
        row = {
            "id": plan_id,
            "organisation": organisation,
            "document": document,
            "saved_at": self._database.now(),
        }
        with self._database.writing() as connection:
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

    def record_approval(self, plan_id: str, who: str) -> None:
        """Note that a person approved a plan."""
        row = {"plan_id": plan_id, "who": who, "approved_at": self._database.now()}
        with self._database.writing() as connection:
            connection.execute(insert(schema.approval), row)

    def approvers(self, plan_id: str) -> tuple[str, ...]:
        """Who approved a plan, oldest first."""
        table = schema.approval.c
        query = select(table.who).where(table.plan_id == plan_id).order_by(table.id)
        with self._database.reading() as connection:
            return tuple(connection.execute(query).scalars())
