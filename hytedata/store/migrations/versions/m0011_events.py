"""Events: when they take place, themes and providers, which are one, what people decided."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision: str | None = "0010"

_ID = sa.String().with_variant(sa.String(collation="C"), "postgresql")
_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_JSON = sa.JSON(none_as_null=True)
_TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables; reads fill the first, the others are derived or decided."""
    _occurrence()
    _classes()
    _groups()
    _decisions()


def _occurrence() -> None:
    op.create_table(
        "occurrence",
        sa.Column("source", sa.String, nullable=False),
        sa.Column("id", _ID, nullable=False),
        sa.Column("key", _ID, nullable=False),
        sa.Column("series", _ID, nullable=False),
        sa.Column("starts_at", _TIME, nullable=False),
        sa.Column("ends_at", _TIME),
        sa.Column("all_day", sa.Boolean, nullable=False),
        sa.Column("long_running", sa.Boolean, nullable=False),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("online", sa.Boolean, nullable=False),
        sa.Column("whole_town", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("source", "id", name="pk_occurrence"),
    )
    for column in ("key", "starts_at", "ends_at"):
        op.create_index(f"ix_occurrence_{column}", "occurrence", [column])
    op.create_index("ix_occurrence_source_series", "occurrence", ["source", "series"])


def _classes() -> None:
    for name in ("classed", "classed_by"):
        op.add_column("record", sa.Column(name, sa.String))
    op.create_table(
        "theme",
        sa.Column("source", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("id", _ID, nullable=False),
        sa.Column("theme", sa.String, nullable=False),
        sa.Column("strength", sa.String, nullable=False),
        sa.Column("evidence", _JSON, nullable=False),
        sa.PrimaryKeyConstraint("source", "kind", "id", "theme", name="pk_theme"),
    )
    op.create_index("ix_theme_theme", "theme", ["theme"])
    op.create_table(
        "provider",
        sa.Column("source", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("id", _ID, nullable=False),
        sa.Column("provider", sa.String, nullable=False),
        sa.Column("evidence", _JSON, nullable=False),
        sa.PrimaryKeyConstraint("source", "kind", "id", name="pk_provider"),
    )
    op.create_index("ix_provider_provider", "provider", ["provider"])


def _groups() -> None:
    op.create_table(
        "event_group",
        sa.Column("source", sa.String, nullable=False),
        sa.Column("id", _ID, nullable=False),
        sa.Column("group_key", _ID, nullable=False),
        sa.Column("tier", sa.Integer, nullable=False),
        sa.Column("rank", sa.Integer, nullable=False),
        sa.Column("evidence", _JSON, nullable=False),
        sa.PrimaryKeyConstraint("source", "id", name="pk_event_group"),
    )
    op.create_index("ix_event_group_group_key_rank", "event_group", ["group_key", "rank"])
    op.create_table(
        "event_pair",
        sa.Column("left_source", sa.String, nullable=False),
        sa.Column("left_id", _ID, nullable=False),
        sa.Column("right_source", sa.String, nullable=False),
        sa.Column("right_id", _ID, nullable=False),
        sa.Column("left_series", sa.String, nullable=False),
        sa.Column("right_series", sa.String, nullable=False),
        sa.Column("score", sa.Float, nullable=False),
        sa.Column("times", sa.Integer, nullable=False),
        sa.Column("evidence", _JSON, nullable=False),
        sa.PrimaryKeyConstraint(
            "left_source", "left_id", "right_source", "right_id", name="pk_event_pair"
        ),
    )
    op.create_table(
        "derivation",
        sa.Column("name", sa.String, nullable=False),
        sa.Column("made_by", sa.String, nullable=False),
        sa.Column("made_at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_derivation"),
    )


def _decisions() -> None:
    op.create_table(
        "event_decision",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("left_source", sa.String, nullable=False),
        sa.Column("left_id", sa.String, nullable=False),
        sa.Column("right_source", sa.String, nullable=False),
        sa.Column("right_id", sa.String, nullable=False),
        sa.Column("decision", sa.String, nullable=False),
        sa.Column("who", sa.String, nullable=False),
        sa.Column("decided_at", _TIME, nullable=False),
        sa.Column("note", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_event_decision"),
        sqlite_autoincrement=True,
    )
    for event in ("UPDATE", "DELETE"):
        _refuse("event_decision", event)


def _refuse(table: str, event: str) -> None:
    head = f"CREATE TRIGGER {table}_keeps_{event.lower()} BEFORE {event} ON {table} "
    if op.get_context().dialect.name == "postgresql":
        op.execute(f"{head}FOR EACH ROW EXECUTE FUNCTION hytedata_refuse()")
    else:
        op.execute(f"{head}BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END")
