"""Sessions of people who are signed in to the daemon's pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, insert, or_, select, update

from hytedata.models.account import Account
from hytedata.models.common import Json
from hytedata.store.accounts import account_of
from hytedata.store.daemon_tables import account, session
from hytedata.store.part import Part

IDLE: Final = timedelta(minutes=30)
"""A session that was not used for so long has ended."""

LASTS: Final = timedelta(hours=10)
"""A session ends so long after it began, used or not: a day's work."""

_AT_MOST: Final = 20  # sessions of one account; beyond, its oldest ones end


@dataclass(frozen=True, slots=True)
class Session:
    """A session that has not ended.

    Attributes:
        key: The hash that it is kept by.
        account: Whose it is, as the account is now.
        content: What was noted at its beginning.
        seen_at: When it was last used, to some minutes; UTC.
    """

    key: str
    account: Account
    content: Mapping[str, Json]
    seen_at: datetime


class Sessions(Part):
    """Who is signed in. A session is kept by a hash of what the browser holds, never by itself."""

    def begin(self, key: str, name: str, content: Mapping[str, Json], *, ends: str = "") -> None:
        """Begin a session of the account *name*.

        Args:
            key: The hash that it is kept by.
            name: Whose it is.
            content: What is noted with it; no secret.
            ends: Key of the session that it takes the place of; "" where there is none.
        """
        now = self._database.now()
        row = {
            "key": key,
            "account": name,
            "content": dict(content),
            "made_at": now,
            "seen_at": now,
            "until": now + LASTS,
        }
        table = session.c
        others = select(table.key).where(table.account == name).order_by(table.made_at.desc())
        with self._database.writing() as connection:
            connection.execute(delete(session).where(table.key == ends))
            oldest = connection.execute(others.offset(_AT_MOST - 1)).scalars().all()
            connection.execute(delete(session).where(table.key.in_(oldest)))
            connection.execute(insert(session), row)

    def get(self, key: str, *, seen_at: datetime | None = None) -> Session | None:
        """Return a session that goes on, with its account; nothing is written.

        Args:
            key: The hash that it is kept by.
            seen_at: When it was last used, where that is known better than the store knows it.

        Returns:
            None where there is none, it has ended, or its account is disabled or gone.
        """
        now = self._database.now()
        query = (
            select(account, session.c.content, session.c.seen_at)
            .join(session, session.c.account == account.c.name)
            .where(session.c.key == key, session.c.until > now, account.c.disabled.is_(False))
        )
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            return None
        seen = max(row.seen_at, seen_at) if seen_at else row.seen_at
        if now - seen >= IDLE:
            return None
        return Session(key, account_of(row), row.content, seen)

    def seen(self, times: Mapping[str, datetime]) -> None:
        """Note when sessions were last used, by key; one that has ended stays ended."""
        table = session.c
        with self._database.writing() as connection:
            for key, at in times.items():
                later = update(session).where(table.key == key, table.seen_at < at)
                connection.execute(later.values(seen_at=at))

    def end(self, key: str) -> None:
        """End a session; one that is not there has ended already."""
        with self._database.writing() as connection:
            connection.execute(delete(session).where(session.c.key == key))

    def forget_ended(self) -> int:
        """Delete the sessions that have ended; returns how many."""
        now, table = self._database.now(), session.c
        with self._database.writing() as connection:
            gone = connection.execute(
                delete(session).where(or_(table.until <= now, table.seen_at <= now - IDLE))
            )
        return gone.rowcount
