"""What people are to be told, and what of it was sent: the outbox that all daemons share."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    and_,
    delete,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from hytedata.store.daemon_tables import notice
from hytedata.store.notice_values import Change, ChannelState, Decide, New, Notice, Subject
from hytedata.store.part import Part

__all__ = ["Change", "ChannelState", "Decide", "New", "Notice", "Notices", "Subject"]

_AT_ONCE: Final = 500  # ids per statement; databases bound the number of parameters
_CHANNEL: Final = ""  # in place of a rule: the row that says how sending by a channel goes
_LONGEST: Final = timedelta(days=1)


class Notices(Part):
    """The outbox; `Store.notices`. Times are given, and aware."""

    def about(self, organisations: Collection[str], rules: Collection[str]) -> tuple[Notice, ...]:
        """Return what is noted about organisations by these rules, told or not."""
        table = notice.c
        query = select(notice).where(
            table.organisation.in_(sorted(organisations)), table.rule.in_(sorted(rules))
        )
        with self._database.reading() as connection:
            return tuple(map(_notice, connection.execute(query.order_by(table.id)).mappings()))

    def note(self, new: New, now: datetime, amend: Decide) -> None:
        """Note a thing for each channel; what a channel has of it already is given to *amend*.

        Args:
            new: What is noted where there is nothing yet.
            now: The time.
            amend: Says what becomes of a notice that is there; None leaves it as it is.
        """
        with self._database.writing() as connection:
            found = _locked(connection, _is(new.subject))
            for one in found:
                if one.channel in new.channels:
                    _apply(connection, one, amend(one))
            known = {one.channel for one in found}
            rows = [_row(new, channel, now) for channel in sorted(set(new.channels) - known)]
            _insert_missing(connection, rows)

    def amend(self, subject: Subject, decide: Decide) -> None:
        """Change or forget what is noted of a subject, for all channels."""
        with self._database.writing() as connection:
            for one in _locked(connection, _is(subject)):
                _apply(connection, one, decide(one))

    def waiting(self, channel: str, now: datetime, *, limit: int) -> tuple[Notice, ...]:
        """Return what a channel is to tell now, the oldest first, at most *limit*."""
        table = notice.c
        query = (
            select(notice)
            .where(table.channel == channel, table.rule != _CHANNEL, table.sent_at.is_(None))
            .where(or_(table.not_before.is_(None), table.not_before <= now))
            .order_by(table.made_at, table.id)
            .limit(limit)
        )
        with self._database.reading() as connection:
            return tuple(map(_notice, connection.execute(query).mappings()))

    def claim(self, channel: str, now: datetime, until: datetime) -> bool:
        """Take the right to send by a channel until *until*; False where it rests or another has.

        A rest that ends later than any can was noted before a clock was set back, and is over.
        """
        table = notice.c
        free = or_(
            table.not_before.is_(None),
            table.not_before <= now,
            table.not_before > now + _LONGEST,
        )
        with self._database.writing() as connection:
            _insert_missing(connection, [_channel_row(channel, now)])
            taken = connection.execute(
                update(notice).where(_of_channel(channel), free).values(not_before=until)
            )
            return taken.rowcount == 1

    def told(
        self, channel: str, sent: Sequence[Notice], now: datetime, *, forget: Collection[int] = ()
    ) -> None:
        """Note that a message went out, and that the channel may be used again.

        Args:
            channel: Which.
            sent: What the message told, as `waiting` gave it. What has changed meanwhile stays to
                be told.
            now: When.
            forget: Ids of notices that are of no more use once they were told.
        """
        with self._database.writing() as connection:
            current = {
                one.id: one for part in _parts(sent) for one in _locked(connection, _among(part))
            }
            unchanged = [one.id for one in sent if current.get(one.id) == one]
            gone = [number for number in unchanged if number in set(forget)]
            kept = [number for number in unchanged if number not in set(forget)]
            for ids in _id_parts(gone):
                connection.execute(delete(notice).where(notice.c.id.in_(ids)))
            for ids in _id_parts(kept):
                done = update(notice).where(notice.c.id.in_(ids))
                connection.execute(done.values(sent_at=now, not_before=None))
            done = update(notice).where(_of_channel(channel))
            connection.execute(done.values(sent_at=now, not_before=None, attempts=0))

    def failed(self, channel: str, not_before: datetime) -> None:
        """Note that a message could not be sent, and when it is tried again."""
        mine = update(notice).where(_of_channel(channel))
        with self._database.writing() as connection:
            connection.execute(mine.values(attempts=notice.c.attempts + 1, not_before=not_before))

    def release(self, channel: str) -> None:
        """Give up the right to send: there was nothing to tell."""
        with self._database.writing() as connection:
            connection.execute(update(notice).where(_of_channel(channel)).values(not_before=None))

    def channels(self) -> Mapping[str, ChannelState]:
        """Return how each channel stands that has or had anything to tell."""
        table = notice.c
        query = (
            select(table.channel, func.count().label("unsent"), func.min(table.made_at).label("at"))
            .where(table.sent_at.is_(None), table.rule != _CHANNEL)
            .group_by(table.channel)
        )
        found: dict[str, ChannelState] = {}
        with self._database.reading() as connection:
            for row in connection.execute(query):
                found[row.channel] = ChannelState(row.unsent, row.at)
            for row in connection.execute(select(notice).where(table.rule == _CHANNEL)):
                found[row.channel] = replace(
                    found.get(row.channel, ChannelState()),
                    failures=row.attempts,
                    last_sent=row.sent_at,
                    rests_until=row.not_before,
                )
        return found

    def forget_before(self, moment: datetime, channels: Collection[str]) -> int:
        """Forget what was told before *moment*; returns how many went.

        What is still to be told stays, unless its channel is none of *channels* any more.
        """
        table = notice.c
        told = and_(table.sent_at < moment, table.rule != _CHANNEL)
        lost = and_(table.made_at < moment, table.channel.not_in(sorted(channels)))
        with self._database.writing() as connection:
            return connection.execute(delete(notice).where(or_(told, lost))).rowcount


def _is(subject: Subject) -> ColumnElement[bool]:
    table = notice.c
    return and_(
        table.rule == subject.rule,
        table.organisation == subject.organisation,
        table.subject == subject.subject,
    )


def _of_channel(channel: str) -> ColumnElement[bool]:
    return and_(_is(Subject(_CHANNEL)), notice.c.channel == channel)


def _among(notices: Sequence[Notice]) -> ColumnElement[bool]:
    return notice.c.id.in_([one.id for one in notices])


def _locked(connection: Connection, which: ColumnElement[bool]) -> list[Notice]:
    # SQLite's writer is alone anyhow, and ignores the lock.
    query = select(notice).where(which).order_by(notice.c.id).with_for_update()
    return [_notice(row) for row in connection.execute(query).mappings()]


def _insert_missing(connection: Connection, rows: Sequence[Mapping[str, object]]) -> None:
    """Insert what is not there; another daemon may do so in the same moment."""
    if not rows:
        return
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    connection.execute(insert(notice).on_conflict_do_nothing(), rows)


def _apply(connection: Connection, one: Notice, change: Change | None) -> None:
    mine = notice.c.id == one.id
    if change is None or change.kept == one:
        return
    if change.kept is None:
        connection.execute(delete(notice).where(mine))
        return
    kept = change.kept
    connection.execute(
        update(notice)
        .where(mine)
        .values(params=dict(kept.params), sent_at=kept.sent_at, not_before=kept.not_before)
    )


def _row(new: New, channel: str, now: datetime) -> Mapping[str, object]:
    return {
        "rule": new.subject.rule,
        "organisation": new.subject.organisation,
        "subject": new.subject.subject,
        "channel": channel,
        "params": dict(new.params),
        "made_at": now,
        "not_before": new.not_before,
    }


def _channel_row(channel: str, now: datetime) -> Mapping[str, object]:
    return {
        "rule": _CHANNEL,
        "organisation": "",
        "subject": "",
        "channel": channel,
        "params": {},
        "made_at": now,
    }


def _notice(row: RowMapping) -> Notice:
    fields = ("rule", "organisation", "subject", "channel", "made_at", "sent_at", "not_before")
    return Notice(params=row["params"], id=row["id"], **{name: row[name] for name in fields})


def _parts(notices: Sequence[Notice]) -> Sequence[Sequence[Notice]]:
    return [notices[start : start + _AT_ONCE] for start in range(0, len(notices), _AT_ONCE)]


def _id_parts(ids: Sequence[int]) -> Sequence[Sequence[int]]:
    return [ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE)]
