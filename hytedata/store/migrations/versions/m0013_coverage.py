"""Coverage: what each run counted, as a document."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision: str | None = "0012"

_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the table; runs of coverage fill it."""
    op.create_table(
        "coverage_run",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("county", sa.String, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("document", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_coverage_run"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_coverage_run_county_day", "coverage_run", ["county", "day"])
