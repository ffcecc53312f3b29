"""What all works of a store share of an upstream: whether it rests, and who may ask it now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, Executable, delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from hytedata.store.daemon_tables import upstream, upstream_slot
from hytedata.store.part import Part, put
from hytedata.store.processes import is_alive, is_orphan

TRIES: Final = 3
"""So many works in a row without a usable answer, and the upstream is left in peace."""

FIRST_REST: Final = timedelta(minutes=5)
LONGEST_REST: Final = timedelta(hours=1)
"""A rest doubles with each further work in vain, up to this. One that seems longer was begun
before a clock was set back, and is over."""

LONGEST_SLOT: Final = timedelta(hours=1)
"""No slot lasts longer without a renewal; as leases."""


@dataclass(frozen=True, slots=True)
class Admission:
    """Whether an upstream may be asked.

    Attributes:
        rests_until: Not before then; None where it may be asked now.
        is_trial: It may, and what comes of it decides for everybody.
    """

    rests_until: datetime | None = None
    is_trial: bool = False


@dataclass(frozen=True, slots=True)
class UpstreamState:
    """How an upstream stands.

    Attributes:
        failures: Works in a row that got no usable answer.
        rests_until: Nobody asks it before then; None where it may be asked.
        reason: What the last of them met; "" where it answers.
    """

    name: str
    failures: int
    rests_until: datetime | None
    reason: str
    changed_at: datetime


class Upstreams(Part):
    """Breakers and slots of upstreams; `Store.upstreams`."""

    def all(self) -> tuple[UpstreamState, ...]:
        """Return every upstream that anything is known of, by name."""
        query = select(upstream).order_by(upstream.c.name)
        with self._database.reading() as connection:
            return tuple(UpstreamState(**row) for row in connection.execute(query).mappings())

    # --- the breaker -----------------------------------------------------------------------

    def admit(self, name: str) -> Admission:
        """Say whether an upstream may be asked.

        The first who comes after a rest is let in as a trial. The others go on waiting for its
        outcome, `FIRST_REST` at the most.
        """
        now, table = self._database.now(), upstream.c
        trial = (
            update(upstream)
            .where(
                table.name == name,
                table.rests_until.is_not(None),
                (table.rests_until <= now) | (table.rests_until > now + LONGEST_REST),
            )
            .values(rests_until=now + FIRST_REST)
        )
        with self._database.writing() as connection:
            if connection.execute(trial).rowcount:
                return Admission(is_trial=True)
            query = select(table.rests_until).where(table.name == name)
            until: datetime | None = connection.execute(query).scalar_one_or_none()
        return Admission(until)

    def answered(self, name: str) -> None:
        """Note that a work got usable answers: the upstream is as good as new."""
        known = upstream.c.name == name
        mended = (
            update(upstream)
            .where(known, (upstream.c.failures > 0) | upstream.c.rests_until.is_not(None))
            .values(failures=0, rests_until=None, reason="", changed_at=self._database.now())
        )
        with self._database.writing() as connection:
            connection.execute(mended)

    def unanswered(self, name: str, reason: str) -> UpstreamState:
        """Note that a work got no usable answer; the upstream rests after `TRIES` in a row."""
        now = self._database.now()
        with self._database.writing() as connection:
            # First of all a row, whose lock then orders those who write at once.
            row = {"name": name, "failures": 0, "reason": "", "changed_at": now}
            put(connection, upstream, [row], update=False)
            counted = (
                update(upstream)
                .where(upstream.c.name == name)
                .values(failures=upstream.c.failures + 1, reason=reason, changed_at=now)
                .returning(upstream.c.failures)
            )
            failures: int = connection.execute(counted).scalar_one()
            until = _rest_until(now, failures)
            connection.execute(
                update(upstream).where(upstream.c.name == name).values(rests_until=until)
            )
        return UpstreamState(name, failures, until, reason, now)

    def undecided(self, name: str) -> None:
        """Note that a trial came to no verdict: the next who comes may be the trial."""
        now = self._database.now()
        again = (
            update(upstream)
            .where(upstream.c.name == name, upstream.c.rests_until > now)
            .values(rests_until=now)
        )
        with self._database.writing() as connection:
            connection.execute(again)

    # --- slots -----------------------------------------------------------------------------

    def take(
        self, name: str, *, wanted: int, of: int, holder: str, token: str, seconds: float
    ) -> int:
        """Take the right to some requests at once, for *seconds*; returns how many were free.

        Slots that ran out, whose process on this machine died, or that end later than any can are
        free. All who share them should state the same *of*: more than that are never out.

        Args:
            name: The upstream.
            wanted: So many are enough.
            of: So many there are.
            holder: Who asks, for people.
            token: From `processes.new_token`: whose they are.
            seconds: How long they last, unless renewed; an hour at most.
        """
        now, table = self._database.now(), upstream_slot.c
        lasts = _lasting(seconds)
        self._free(name, now)
        with self._database.writing() as connection:
            live = table.upstream == name, table.until > now
            # Where there were more of them before, those above count among those that are out.
            beyond = connection.execute(
                select(func.count()).select_from(upstream_slot).where(*live, table.slot >= of)
            ).scalar_one()
            held = set(connection.scalars(select(table.slot).where(*live)))
            taken = 0
            for slot in (one for one in range(of - beyond) if one not in held):
                if taken == wanted:
                    break
                row = {
                    "upstream": name,
                    "slot": slot,
                    "holder": holder,
                    "token": token,
                    "until": now + lasts,
                }
                taken += _is_taken(connection, row, now)
        return taken

    def renew(self, token: str, *, seconds: float) -> int:
        """Let slots last *seconds* again from now on; returns how many are still held."""
        until = self._database.now() + _lasting(seconds)
        mine = update(upstream_slot).where(upstream_slot.c.token == token).values(until=until)
        with self._database.writing() as connection:
            return connection.execute(mine).rowcount

    def release(self, token: str, name: str | None = None) -> None:
        """Give slots back; those that another has taken over are left to it."""
        mine = delete(upstream_slot).where(upstream_slot.c.token == token)
        if name is not None:
            mine = mine.where(upstream_slot.c.upstream == name)
        with self._database.writing() as connection:
            connection.execute(mine)

    def held(self, name: str) -> Sequence[str]:
        """Return who holds slots of an upstream now, one name for each slot."""
        table = upstream_slot.c
        query = select(table.holder).where(
            table.upstream == name, table.until > self._database.now()
        )
        with self._database.reading() as connection:
            return tuple(connection.scalars(query.order_by(table.slot)))

    def _free(self, name: str, now: datetime) -> None:
        """Let go what the dead and clocks of another time hold; a transaction of its own."""
        table = upstream_slot.c
        query = select(table.token, func.max(table.until)).where(table.upstream == name)
        with self._database.reading() as connection:
            held = connection.execute(query.group_by(table.token)).all()
        dead = [
            token
            for token, until in held
            if is_orphan(token) or (until > now + LONGEST_SLOT and not is_alive(token))
        ]
        if dead:
            with self._database.writing() as connection:
                connection.execute(
                    delete(upstream_slot).where(table.upstream == name, table.token.in_(dead))
                )


def _rest_until(now: datetime, failures: int) -> datetime | None:
    if failures < TRIES:
        return None
    # Bounded before it is raised: a long outage must not make a number beyond all dates.
    doublings = min(failures - TRIES, 10)
    return now + min(FIRST_REST * (1 << doublings), LONGEST_REST)


def _lasting(seconds: float) -> timedelta:
    lasts = timedelta(seconds=seconds)
    if lasts > LONGEST_SLOT:
        raise ValueError(f"a slot lasts {LONGEST_SLOT} at most, not {seconds} s")
    return lasts


def _is_taken(connection: Connection, row: dict[str, object], now: datetime) -> bool:
    # One statement decides, so that two who ask at once cannot both be told yes.
    ran_out = upstream_slot.c.until <= now
    keys = ["upstream", "slot"]
    statement: Executable
    if connection.dialect.name == "postgresql":
        theirs = postgresql.insert(upstream_slot).values(row)
        statement = theirs.on_conflict_do_update(
            index_elements=keys, set_=row, where=ran_out
        ).returning(upstream_slot.c.slot)
    else:
        ours = sqlite.insert(upstream_slot).values(row)
        statement = ours.on_conflict_do_update(
            index_elements=keys, set_=row, where=ran_out
        ).returning(upstream_slot.c.slot)
    return connection.execute(statement).one_or_none() is not None
