"""History: which run sent a write, what it left behind; and journals that forget after years."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision: str | None = "0005"

_TIME = sa.DateTime(timezone=True)
_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_ENDS = {"intent": "closed_at", "run": "ended_at", "approval": "approved_at", "audit": "at"}
"""Journals that may forget, and the column that says since when a row stands unchanged."""


def upgrade() -> None:
    """Add the columns, tell which run sent the writes that are there, and change the triggers."""
    op.add_column("intent", sa.Column("run_id", _NUMBER))
    op.add_column(
        "intent", sa.Column("looked_up", sa.Boolean, nullable=False, server_default=sa.false())
    )
    op.add_column("intent", sa.Column("echo", sa.JSON))
    op.create_index("ix_intent_run_id", "intent", ["run_id"])
    op.create_index("ix_intent_organisation_id", "intent", ["organisation", "id"])
    op.create_table(
        "forgotten",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.Column("until", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_forgotten"),
        sqlite_autoincrement=True,
    )
    _name_the_runs()
    _let_journals_forget()
    for event in ("UPDATE", "DELETE"):
        _refuse("forgotten", event)


def _name_the_runs() -> None:
    """One run at a time writes for an organisation: the time of a write tells which."""
    _drop("intent_keeps_update", "intent")
    op.execute(
        "UPDATE intent SET run_id = (SELECT max(run.id) FROM run WHERE run.kind = 'apply' "
        "AND run.organisation = intent.organisation AND run.started_at <= intent.opened_at "
        "AND (run.ended_at IS NULL OR run.ended_at >= intent.opened_at))"
    )
    _refuse("intent", "UPDATE", when="OLD.state <> 'open'")


def _let_journals_forget() -> None:
    if _on_postgresql():
        op.execute(
            "CREATE FUNCTION hytedata_keep_young() RETURNS trigger LANGUAGE plpgsql AS $$ "
            "DECLARE ended timestamptz; BEGIN "
            "ended = CAST(to_jsonb(OLD) ->> TG_ARGV[0] AS timestamptz); "
            "IF ended IS NULL OR ended >= coalesce("
            "(SELECT max(until) FROM forgotten), CAST('-infinity' AS timestamptz)) "
            "THEN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END IF; "
            "RETURN OLD; END $$"
        )
    for table, ended in _ENDS.items():
        name = f"{table}_keeps_delete"
        _drop(name, table)
        head = f"CREATE TRIGGER {name} BEFORE DELETE ON {table} "
        if _on_postgresql():
            op.execute(f"{head}FOR EACH ROW EXECUTE FUNCTION hytedata_keep_young('{ended}')")
        else:
            young = f"coalesce(OLD.{ended} >= (SELECT max(until) FROM forgotten), 1)"
            op.execute(f"{head}WHEN {young} {_abort(table)}")


def _on_postgresql() -> bool:
    return op.get_context().dialect.name == "postgresql"


def _drop(trigger: str, table: str) -> None:
    op.execute(f"DROP TRIGGER {trigger}" + (f" ON {table}" if _on_postgresql() else ""))


def _refuse(table: str, event: str, *, when: str = "") -> None:
    guard = f"WHEN ({when}) " if when else ""
    head = f"CREATE TRIGGER {table}_keeps_{event.lower()} BEFORE {event} ON {table} "
    if _on_postgresql():
        op.execute(f"{head}FOR EACH ROW {guard}EXECUTE FUNCTION hytedata_refuse()")
    else:
        op.execute(f"{head}{guard}{_abort(table)}")


def _abort(table: str) -> str:
    return f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
