"""What reads leave behind, all of it rebuildable: snapshots, records, cached lists and looks."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision: str | None = "0001"

_TIME = sa.DateTime(timezone=True)
_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "snapshot",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("run_id", _NUMBER, nullable=False),
        sa.Column("source", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("scope", sa.String, nullable=False),
        sa.Column("complete", sa.Boolean, nullable=False),
        sa.Column("items", sa.Integer, nullable=False),
        sa.Column("reasons", sa.JSON, nullable=False),
        sa.Column("taken_at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_snapshot"),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name="fk_snapshot_run_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_snapshot_run_id", "snapshot", ["run_id"])
    op.create_table(
        "record",
        sa.Column("source", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("id", sa.String, nullable=False),
        sa.Column("scope", sa.String, nullable=False),
        sa.Column("owner", sa.String),
        sa.Column("hash", sa.String, nullable=False),
        sa.Column("first_seen", _TIME, nullable=False),
        sa.Column("last_seen", _TIME, nullable=False),
        sa.Column("absent_since", _TIME),
        sa.Column("raw", sa.LargeBinary),
        sa.PrimaryKeyConstraint("source", "kind", "id", name="pk_record"),
    )
    op.create_index("ix_record_source_kind_scope", "record", ["source", "kind", "scope"])
    op.create_table(
        "code",
        sa.Column("name", sa.String, nullable=False),
        sa.Column("read_on", sa.Date, nullable=False),
        sa.Column("content", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_code"),
    )
    op.create_table(
        "lipas_view",
        sa.Column("lipas_id", _NUMBER, nullable=False, autoincrement=False),
        sa.Column("publishes", sa.Boolean, nullable=False),
        sa.Column("looked_at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("lipas_id", name="pk_lipas_view"),
    )
    # The function of version 0001 stands behind these triggers on PostgreSQL.
    for event in ("UPDATE", "DELETE"):
        head = f"CREATE TRIGGER snapshot_keeps_{event.lower()} BEFORE {event} ON snapshot "
        if op.get_context().dialect.name == "postgresql":
            op.execute(f"{head}FOR EACH ROW EXECUTE FUNCTION hytedata_refuse()")
        else:
            op.execute(f"{head}BEGIN SELECT RAISE(ABORT, 'snapshot is append-only'); END")
