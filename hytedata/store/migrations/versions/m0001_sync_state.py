"""State that cannot be rebuilt: plans, intents, approvals, links, sent and echo, leases, audit."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision: str | None = None

_TIME = sa.DateTime(timezone=True)
_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_ITEM = ("organisation", "login", "kind", "source", "item")


def upgrade() -> None:
    """Make the tables and the triggers that keep journals whole."""
    _journals()
    _sync_state()
    _append_only()


def _journals() -> None:
    op.create_table(
        "meta",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("made_at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_meta"),
    )
    op.create_table(
        "run",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("organisation", sa.String, nullable=False),
        sa.Column("started_at", _TIME, nullable=False),
        sa.Column("ended_at", _TIME),
        sa.Column("verdict", sa.String),
        sa.Column("counts", sa.JSON),
        sa.PrimaryKeyConstraint("id", name="pk_run"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_run_organisation_id", "run", ["organisation", "id"])
    op.create_table(
        "plan",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("organisation", sa.String, nullable=False),
        sa.Column("document", sa.LargeBinary, nullable=False),
        sa.Column("saved_at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_plan"),
    )
    op.create_table(
        "approval",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("plan_id", sa.String, nullable=False),
        sa.Column("who", sa.String, nullable=False),
        sa.Column("approved_at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_approval"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_approval_plan_id", "approval", ["plan_id"])
    op.create_table(
        "audit",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.Column("who", sa.String, nullable=False),
        sa.Column("what", sa.String, nullable=False),
        sa.Column("organisation", sa.String, nullable=False),
        sa.Column("detail", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_audit_organisation_id", "audit", ["organisation", "id"])
    op.create_table(
        "intent",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("plan_id", sa.String, nullable=False),
        sa.Column("change_id", sa.String, nullable=False),
        sa.Column("organisation", sa.String, nullable=False),
        sa.Column("login", sa.String, nullable=False),
        sa.Column("change", sa.JSON, nullable=False),
        sa.Column("before", sa.JSON),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("opened_at", _TIME, nullable=False),
        sa.Column("closed_at", _TIME),
        sa.Column("ptv_id", sa.String),
        sa.Column("detail", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_intent"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_intent_plan_id", "intent", ["plan_id"])
    op.create_index(
        "ix_intent_organisation_login_state", "intent", ["organisation", "login", "state"]
    )


def _sync_state() -> None:
    op.create_table(
        "link",
        *(sa.Column(name, sa.String, nullable=False) for name in _ITEM),
        sa.Column("ptv_id", sa.String, nullable=False),
        sa.Column("source_id", sa.String, nullable=False),
        sa.Column("archived", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint(*_ITEM, name="pk_link"),
    )
    op.create_table(
        "applied",
        *(sa.Column(name, sa.String, nullable=False) for name in _ITEM),
        sa.Column("source_hash", sa.String, nullable=False),
        sa.Column("target_version", sa.String, nullable=False),
        sa.Column("sent", sa.JSON, nullable=False),
        sa.Column("echo", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint(*_ITEM, name="pk_applied"),
    )
    op.create_index(
        "ix_applied_in_step",
        "applied",
        ["organisation", "login", "source", "item", "source_hash", "target_version"],
    )
    ends = ("organisation", "login", "service_id", "channel_id")
    op.create_table(
        "connection",
        *(sa.Column(name, sa.String, nullable=False) for name in ends),
        sa.Column("made_at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint(*ends, name="pk_connection"),
    )
    op.create_table(
        "lease",
        sa.Column("organisation", sa.String, nullable=False),
        sa.Column("holder", sa.String, nullable=False),
        sa.Column("token", sa.String(32), nullable=False),
        sa.Column("until", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("organisation", name="pk_lease"),
    )


def _append_only() -> None:
    if op.get_context().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION hytedata_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ "
            "BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
        )
    for table in ("approval", "audit"):
        _refuse(table, "UPDATE")
        _refuse(table, "DELETE")
    # A journal entry may be closed once; then it stands.
    _refuse("intent", "UPDATE", when="OLD.state <> 'open'")
    _refuse("intent", "DELETE")
    _refuse("run", "UPDATE", when="OLD.ended_at IS NOT NULL")
    _refuse("run", "DELETE")


def _refuse(table: str, event: str, *, when: str = "") -> None:
    guard = f"WHEN ({when}) " if when else ""
    head = f"CREATE TRIGGER {table}_keeps_{event.lower()} BEFORE {event} ON {table} "
    if op.get_context().dialect.name == "postgresql":
        op.execute(f"{head}FOR EACH ROW {guard}EXECUTE FUNCTION hytedata_refuse()")
    else:
        op.execute(f"{head}{guard}BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END")
