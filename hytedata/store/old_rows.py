"""What checks and works left behind and nobody needs any more, table by table."""

from datetime import datetime

from sqlalchemy import ColumnElement, Table, and_, delete

from hytedata.store.daemon_tables import upstream_slot
from hytedata.store.part import Part
from hytedata.store.quality_tables import finding


class OldRows(Part):
    """Forgets rows that have had their time; each method is one transaction; `Store.old_rows`.

    All return how many rows went. Nothing here is a journal: those are forgotten by
    `Store.forget`, which notes that it was done. What else daemons leave behind is forgotten by
    the part that knows it: sessions, attempts, notices, daemons.
    """

    def forget_findings(self, before: datetime) -> int:
        """Forget findings that were fixed, or whose record was gone, before a time.

        What is waived or was not looked at stays, and so do the counts of each run.
        """
        over = finding.c.state.in_(("fixed", "gone"))
        return self._forget(finding, and_(over, finding.c.last_seen < before))

    def forget_slots(self, now: datetime) -> int:
        """Forget slots of upstreams that ran out."""
        return self._forget(upstream_slot, upstream_slot.c.until < now)

    def _forget(self, table: Table, condition: ColumnElement[bool]) -> int:
        with self._database.writing() as connection:
            return connection.execute(delete(table).where(condition)).rowcount
