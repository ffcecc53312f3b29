"""Intents: each write is noted before it is sent and closed once its outcome is known."""

from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, Connection, func, insert, select, update

from hytedata.errors import StoreError
from hytedata.models.sync_state import Applied, Intent, IntentState, Link
from hytedata.store import schema
from hytedata.store.part import Part
from hytedata.store.state import write_applied, write_connections, write_links


class Intents(Part):
    """The journal of writes. An intent is closed once and never deleted."""

    def open_intent(
        self,
        *,
        plan_id: str,
        change_id: str,
        organisation: str,
        login: str,
        change: Mapping[str, object],
        before: Mapping[str, object] | None,
        run: int | None = None,
    ) -> int:
        """Record a write that is about to be sent; returns its id.

        When this returns, the record is on disk.
        """
        row = {
            "plan_id": plan_id,
            "change_id": change_id,
            "organisation": organisation,
            "login": login,
            "change": dict(change),
            "before": None if before is None else dict(before),
            "state": "open",
            "opened_at": self._database.now(),
            "detail": "",
            "run_id": run,
        }
        with self._database.writing() as connection:
            made = connection.execute(insert(schema.intent).returning(schema.intent.c.id), row)
            intent_id: int = made.scalar_one()
        return intent_id

    def close_intent(
        self,
        intent_id: int,
        state: IntentState,
        *,
        ptv_id: str | None = None,
        detail: str = "",
        link: Link | None = None,
        applied: Applied | None = None,
        connected: Sequence[tuple[str, str]] = (),
        disconnected: Sequence[tuple[str, str]] = (),
        looked_up: bool = False,
    ) -> None:
        """Close an intent and record what follows from it, in one transaction.

        Args:
            intent_id: From `open_intent`.
            state: How it ended; not `open`.
            ptv_id: Id of the item in the target, where one is known.
            detail: What was told, for people.
            link: Link to add or replace.
            applied: What was sent and echoed: replaces what is stored for the item.
            connected: Connections made: (service PTV id, channel PTV id).
            disconnected: Connections that are gone.
            looked_up: Its answer was lost, and the target was read instead.

        Raises:
            StoreError: There is no such intent, or it was closed before.
        """
        if state == "open":
            raise ValueError("an intent cannot be closed as open")
        now = self._database.now()
        with self._database.writing() as connection:
            organisation, login = self._close(
                connection,
                intent_id,
                {
                    "state": state,
                    "closed_at": now,
                    "ptv_id": ptv_id,
                    # PostgreSQL cannot hold the character 0, and what others tell may contain it.
                    "detail": detail.replace("\0", "�"),
                    "looked_up": looked_up,
                    "echo": None if applied is None else dict(applied.echo),
                },
            )
            if link is not None:
                write_links(connection, organisation, login, [link])
            if applied is not None:
                write_applied(connection, organisation, login, applied)
            made = [
                {
                    "organisation": organisation,
                    "login": login,
                    "service_id": service_id,
                    "channel_id": channel_id,
                    "made_at": now,
                }
                for service_id, channel_id in connected
            ]
            write_connections(connection, organisation, login, made=made, cut=disconnected)

    def _close(
        self, connection: Connection, intent_id: int, outcome: Mapping[str, object]
    ) -> tuple[str, str]:
        """Close one intent; returns its organisation and login."""
        table = schema.intent.c
        closed = connection.execute(
            update(schema.intent)
            .where(table.id == intent_id, table.state == "open")
            .values(**outcome)
            .returning(table.organisation, table.login)
        ).one_or_none()
        if closed is None:
            was = connection.execute(
                select(table.state).where(table.id == intent_id)
            ).scalar_one_or_none()
            known = "does not exist" if was is None else f"was closed as {was} before"
            raise StoreError(f"intent {intent_id} of the store {self._database.where} {known}")
        return closed.organisation, closed.login

    def open_intents(self, organisation: str, login: str) -> tuple[Intent, ...]:
        """Writes whose outcome is unknown, oldest first."""
        table = schema.intent.c
        return self._intents(
            table.organisation == organisation, table.login == login, table.state == "open"
        )

    def last_intent(self, organisation: str, login: str) -> int:
        """Id of the latest write of an organisation and login, 0 where there was none."""
        table = schema.intent.c
        query = select(func.coalesce(func.max(table.id), 0)).where(
            table.organisation == organisation, table.login == login
        )
        with self._database.reading() as connection:
            last: int = connection.execute(query).scalar_one()
        return last

    def intents_of_plan(self, plan_id: str) -> tuple[Intent, ...]:
        """All intents of one plan, oldest first."""
        return self._intents(schema.intent.c.plan_id == plan_id)

    def _intents(self, *conditions: ColumnElement[bool]) -> tuple[Intent, ...]:
        query = select(schema.intent).where(*conditions).order_by(schema.intent.c.id)
        with self._database.reading() as connection:
            return tuple(Intent(**row) for row in connection.execute(query).mappings())
