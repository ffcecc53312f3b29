"""Heads of sites that were found in step, so that a later plan need not read them."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision: str | None = "0004"

_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "site_head",
        sa.Column("organisation", sa.String, nullable=False),
        sa.Column("login", sa.String, nullable=False),
        sa.Column("lipas_id", _NUMBER, nullable=False, autoincrement=False),
        sa.Column("head", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("organisation", "login", "lipas_id", name="pk_site_head"),
    )
