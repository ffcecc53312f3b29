"""Attempts to sign in that failed, and how long the next one has to wait."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, delete, select

from hytedata.store.daemon_tables import sign_in_attempt
from hytedata.store.part import Part, put

FREE: Final = 5
"""So many failures cost no wait."""

FIRST_WAIT: Final = timedelta(seconds=30)
LONGEST_WAIT: Final = timedelta(minutes=15)
"""Waits double from the first to the longest and no further: nobody is locked out for good."""

FORGOTTEN_AFTER: Final = timedelta(hours=1)
"""Failures before so long a pause count no more."""

KNOWN_FOR: Final = timedelta(days=90)
"""So long a browser's address is known for a name after it signed in with it."""

KNOWN: Final = "known:"
"""What the subject of a name with its address begins with."""


class Attempts(Part):
    """Failures by subject: a hash of a name, of an address, or of both together."""

    def begin(self, subjects: Sequence[str], *, known: str) -> timedelta:
        """Count an attempt as failed before it is made, so that many at once are counted too.

        While one has to wait, attempts are neither let through nor counted: whoever goes on trying
        does not make the wait longer.

        Args:
            subjects: What the attempt is counted for, usually name and address.
            known: Name and address together. Where they have signed in before, the attempt is
                counted for them alone: a stranger who tries the name elsewhere holds nobody up.

        Returns:
            How long to wait; nothing where the attempt may be made.
        """
        now = self._database.now()
        with self._database.writing() as connection:
            if _known(connection, known, now):
                subjects = [known]
            counts = {subject: _failures(connection, subject, now) for subject in subjects}
            waits = max((rests - now for _, rests in counts.values()), default=timedelta())
            if waits > timedelta():
                return waits
            rows = [_row(subject, failures + 1, now) for subject, (failures, _) in counts.items()]
            put(connection, sign_in_attempt, rows)
        return timedelta()

    def take_back(self, subjects: Sequence[str], *, known: str) -> None:
        """Take back what `begin` counted, since the attempt was not made after all."""
        with self._database.writing() as connection:
            self._take_back(connection, subjects, known)

    def succeeded(self, subjects: Sequence[str], *, known: str, clears: Sequence[str]) -> None:
        """Take back what `begin` counted, and know name and address from now on.

        Args:
            subjects: As they were given to `begin`.
            known: As it was given to `begin`.
            clears: Those of the subjects that begin anew. Of the others only this attempt is taken
                back: with an account of one's own one could else go on guessing others for ever.
        """
        now, table = self._database.now(), sign_in_attempt.c
        with self._database.writing() as connection:
            # Who is known here was not counted elsewhere, and takes nothing back there.
            if not _known(connection, known, now):
                self._take_back(connection, subjects, known)
                connection.execute(delete(sign_in_attempt).where(table.subject.in_(clears)))
            put(connection, sign_in_attempt, [_row(known, 0, now)])

    def _take_back(self, connection: Connection, subjects: Sequence[str], known: str) -> None:
        now = self._database.now()
        if _known(connection, known, now):
            subjects = [known]
        counts = {subject: _failures(connection, subject, now)[0] for subject in subjects}
        rows = [_row(subject, max(0, failures - 1), now) for subject, failures in counts.items()]
        put(connection, sign_in_attempt, rows)

    def forget(self) -> int:
        """Delete what counts no more; returns how many rows."""
        now, table = self._database.now(), sign_in_attempt.c
        old = (table.last_at < now - KNOWN_FOR) | (
            table.subject.not_like(f"{KNOWN}%") & (table.last_at < now - FORGOTTEN_AFTER)
        )
        with self._database.writing() as connection:
            return connection.execute(delete(sign_in_attempt).where(old)).rowcount


def _known(connection: Connection, subject: str, now: datetime) -> bool:
    table = sign_in_attempt.c
    query = select(table.last_at).where(table.subject == subject)
    last_at = connection.execute(query).scalar_one_or_none()
    return last_at is not None and last_at > now - KNOWN_FOR


def _failures(connection: Connection, subject: str, now: datetime) -> tuple[int, datetime]:
    """Return how many failures count, and until when the subject waits."""
    table = sign_in_attempt.c
    query = select(table.failures, table.last_at, table.rests_until).where(table.subject == subject)
    row = connection.execute(query).one_or_none()
    if row is None or now - row.last_at > FORGOTTEN_AFTER or row.last_at > now:
        # Also what a clock that was set back has put into the future.
        return 0, now
    return row.failures, row.rests_until or now


def _row(subject: str, failures: int, now: datetime) -> dict[str, object]:
    over = failures - FREE
    wait = min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(over, 10)) if over >= 0 else None
    return {
        "subject": subject,
        "failures": failures,
        "last_at": now,
        "rests_until": None if wait is None else now + wait,
    }
