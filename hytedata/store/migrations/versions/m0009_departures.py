"""Published sites that the source lists no more, or not as ones to publish, and since when."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision: str | None = "0008"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "departure",
        sa.Column("organisation", sa.String, nullable=False),
        sa.Column("login", sa.String, nullable=False),
        sa.Column("source", sa.String, nullable=False),
        sa.Column("item", sa.String, nullable=False),
        sa.Column("why", sa.String, nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reads", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("organisation", "login", "source", "item", name="pk_departure"),
    )
