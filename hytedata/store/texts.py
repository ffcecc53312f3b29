"""Texts that a person approved: a journal that is only added to."""

from collections.abc import Iterable

from sqlalchemy import insert, select

from hytedata.models.text_approval import TextApproval
from hytedata.store import schema
from hytedata.store.part import Part


class Texts(Part):
    """Approved texts per organisation."""

    def approve_texts(self, organisation: str, approvals: Iterable[TextApproval]) -> int:
        """Keep *approvals* with the time, all or none; returns how many."""
        now = self._database.now()
        rows = [
            {
                "organisation": organisation,
                "item": one.item,
                "path": one.path,
                "text": one.text,
                "who": one.who,
                "approved_at": now,
            }
            for one in approvals
        ]
        if rows:
            with self._database.writing() as connection:
                connection.execute(insert(schema.text_approval), rows)
        return len(rows)

    def approved_texts(self, organisation: str) -> tuple[TextApproval, ...]:
        """All approvals ever given, the oldest first."""
        table = schema.text_approval.c
        query = (
            select(table.item, table.path, table.text, table.who, table.approved_at)
            .where(table.organisation == organisation)
            .order_by(table.id)
        )
        with self._database.reading() as connection:
            return tuple(TextApproval(*row) for row in connection.execute(query))
