"""Where records are: boxes around them for the search, and municipalities that were found."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision: str | None = "0009"

_ID = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    """Add the columns and make the table; reads fill the boxes, and places are derived."""
    for name in ("min_east", "min_north", "max_east", "max_north"):
        op.add_column("record", sa.Column(name, sa.Float))
    for name in ("placed", "placed_by"):
        op.add_column("record", sa.Column(name, sa.String))
    op.create_table(
        "place",
        sa.Column("source", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("id", _ID, nullable=False),
        sa.Column("municipality", sa.String, nullable=False),
        sa.Column("county", sa.String),
        sa.Column("share", sa.Float, nullable=False),
        sa.Column("method", sa.String, nullable=False),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.Column("contested", sa.Boolean, nullable=False),
        sa.Column("conflicts", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("notes", sa.JSON(none_as_null=True), nullable=False),
        sa.PrimaryKeyConstraint("source", "kind", "id", "municipality", name="pk_place"),
    )
    op.create_index("ix_place_municipality", "place", ["municipality"])
