"""Texts that a person approved for publication; only added to."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision: str | None = "0007"

_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "text_approval",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("organisation", sa.String, nullable=False),
        sa.Column("item", sa.String, nullable=False),
        sa.Column("path", sa.String, nullable=False),
        sa.Column("text", sa.String, nullable=False),
        sa.Column("who", sa.String, nullable=False),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_text_approval"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_text_approval_organisation", "text_approval", ["organisation"])
    for event in ("UPDATE", "DELETE"):
        _refuse("text_approval", event)


def _refuse(table: str, event: str) -> None:
    head = f"CREATE TRIGGER {table}_keeps_{event.lower()} BEFORE {event} ON {table} "
    if op.get_context().dialect.name == "postgresql":
        op.execute(f"{head}FOR EACH ROW EXECUTE FUNCTION hytedata_refuse()")
    else:
        op.execute(f"{head}BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END")
