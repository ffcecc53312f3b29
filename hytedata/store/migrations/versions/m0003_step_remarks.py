"""Remarks on items that were found in step, so that a later plan can repeat them."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision: str | None = "0002"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "step_remark",
        sa.Column("organisation", sa.String, nullable=False),
        sa.Column("login", sa.String, nullable=False),
        sa.Column("source", sa.String, nullable=False),
        sa.Column("item", sa.String, nullable=False),
        sa.Column("remarks", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("organisation", "login", "source", "item", name="pk_step_remark"),
    )
