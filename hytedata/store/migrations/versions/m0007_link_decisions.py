"""What people decided about pairs of things that may be one; only added to."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision: str | None = "0006"

_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "link_decision",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("organisation", sa.String, nullable=False),
        sa.Column("login", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("source", sa.String, nullable=False),
        sa.Column("item", sa.String, nullable=False),
        sa.Column("ptv_id", sa.String, nullable=False),
        sa.Column("decision", sa.String, nullable=False),
        sa.Column("who", sa.String, nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("evidence", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_link_decision"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_link_decision_organisation_login", "link_decision", ["organisation", "login"]
    )
    for event in ("UPDATE", "DELETE"):
        _refuse("link_decision", event)


def _refuse(table: str, event: str) -> None:
    head = f"CREATE TRIGGER {table}_keeps_{event.lower()} BEFORE {event} ON {table} "
    if op.get_context().dialect.name == "postgresql":
        op.execute(f"{head}FOR EACH ROW EXECUTE FUNCTION hytedata_refuse()")
    else:
        op.execute(f"{head}BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END")
