"""What daemons and checks left behind and nobody needs any more, table by table."""

from datetime import datetime

from sqlalchemy import ColumnElement, Table, and_, delete, or_

from hytedata.store.daemon_tables import daemon, notice, session, sign_in_attempt, upstream_slot
from hytedata.store.part import Part
from hytedata.store.quality_tables import finding


class OldRows(Part):
    """Forgets rows that have had their time; each method is one transaction; `Store.old_rows`.

    All return how many rows went. Nothing here is a journal: those are forgotten by
    `Store.forget`, which notes that it was done.
    """

    def forget_findings(self, before: datetime) -> int:
        """Forget findings that were fixed, or whose record was gone, before a time.

        What is waived or was not looked at stays, and so do the counts of each run.
        """
        over = finding.c.state.in_(("fixed", "gone"))
        return self._forget(finding, and_(over, finding.c.last_seen < before))

    def forget_sessions(self, now: datetime) -> int:
        """Forget sessions of people that have ended."""
        return self._forget(session, session.c.until < now)

    def forget_sign_ins(self, before: datetime) -> int:
        """Forget failed sign-ins that nothing follows from any more."""
        table = sign_in_attempt.c
        rests = or_(table.rests_until.is_(None), table.rests_until < before)
        return self._forget(sign_in_attempt, and_(table.last_at < before, rests))

    def forget_notices(self, before: datetime) -> int:
        """Forget notices that were sent before a time; those that wait stay."""
        return self._forget(notice, notice.c.sent_at < before)

    def forget_daemons(self, before: datetime) -> int:
        """Forget daemons that stopped, or were taken over, before a time."""
        table = daemon.c
        return self._forget(daemon, or_(table.stopped_at < before, table.claimed_at < before))

    def forget_slots(self, now: datetime) -> int:
        """Forget slots of upstreams that ran out."""
        return self._forget(upstream_slot, upstream_slot.c.until < now)

    def _forget(self, table: Table, condition: ColumnElement[bool]) -> int:
        with self._database.writing() as connection:
            return connection.execute(delete(table).where(condition)).rowcount
