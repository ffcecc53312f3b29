"""Quality: what was checked, findings with their states, waivers, counts per run."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision: str | None = "0011"

_ID = sa.String().with_variant(sa.String(collation="C"), "postgresql")
_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_JSON = sa.JSON(none_as_null=True)
_TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables; reads fill the rejections, runs of the rules and people the rest."""
    _records()
    _findings()
    _waivers()
    _runs()


def _records() -> None:
    op.create_table(
        "checked",
        sa.Column("source", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("id", _ID, nullable=False),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("placed", sa.String, nullable=False),
        sa.Column("made_by", sa.String, nullable=False),
        sa.Column("until", sa.Date),
        sa.Column("owner", sa.String),
        sa.Column("municipality", sa.String),
        sa.Column("county", sa.String),
        sa.Column("facts", sa.String),
        sa.PrimaryKeyConstraint("source", "kind", "id", name="pk_checked"),
    )
    op.create_index("ix_checked_until", "checked", ["until"])
    op.create_table(
        "rejection",
        sa.Column("source", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("id", _ID, nullable=False),
        sa.Column("scope", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("field", sa.String, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("seen_at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("source", "kind", "id", name="pk_rejection"),
    )


def _findings() -> None:
    words = ("rule", "source", "kind", "field", "value", "link", "digest", "state")
    op.create_table(
        "finding",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("item", _ID, nullable=False),
        *(sa.Column(name, sa.String, nullable=False) for name in words),
        sa.Column("severity", sa.Integer, nullable=False),
        *(sa.Column(name, _JSON, nullable=False) for name in ("params", "about", "names")),
        *(sa.Column(name, sa.String) for name in ("municipality", "county", "owner")),
        sa.Column("east", sa.Float),
        sa.Column("north", sa.Float),
        sa.Column("by_record", sa.Boolean, nullable=False),
        sa.Column("first_seen", _TIME, nullable=False),
        sa.Column("last_seen", _TIME),
        sa.Column("run", _NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_finding"),
    )
    for columns in (
        ["source", "kind", "item"],
        ["severity", "rule", "id"],
        ["rule", "state"],
        ["owner", "severity"],
    ):
        op.create_index(f"ix_finding_{'_'.join(columns)}", "finding", columns)


def _waivers() -> None:
    words = ("finding", "rule", "owner", "who", "reason")
    op.create_table(
        "waiver",
        sa.Column("id", _NUMBER, nullable=False),
        *(sa.Column(name, sa.String, nullable=False) for name in words),
        sa.Column("until", _TIME),
        sa.Column("made_at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_waiver"),
        sqlite_autoincrement=True,
    )
    for event in ("UPDATE", "DELETE"):
        _refuse("waiver", event)


def _runs() -> None:
    op.create_table(
        "check_run",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("started_at", _TIME, nullable=False),
        sa.Column("ended_at", _TIME),
        sa.Column("only", _JSON),
        sa.Column("looked_at", sa.Integer),
        sa.Column("unchecked", _JSON),
        sa.PrimaryKeyConstraint("id", name="pk_check_run"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "rule_check",
        sa.Column("rule", sa.String, nullable=False),
        sa.Column("run", _NUMBER, nullable=False),
        sa.Column("checked_at", _TIME, nullable=False),
        sa.Column("found", sa.Integer, nullable=False),
        sa.Column("doubtful", sa.Boolean, nullable=False),
        sa.Column("base_found", sa.Integer, nullable=False),
        sa.Column("base_records", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("rule", name="pk_rule_check"),
    )
    op.create_table(
        "finding_count",
        sa.Column("run", _NUMBER, nullable=False),
        sa.Column("rule", sa.String, nullable=False),
        sa.Column("owner", sa.String, nullable=False),
        sa.Column("municipality", sa.String, nullable=False),
        sa.Column("found", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("run", "rule", "owner", "municipality", name="pk_finding_count"),
    )


def _refuse(table: str, event: str) -> None:
    head = f"CREATE TRIGGER {table}_keeps_{event.lower()} BEFORE {event} ON {table} "
    if op.get_context().dialect.name == "postgresql":
        op.execute(f"{head}FOR EACH ROW EXECUTE FUNCTION hytedata_refuse()")
    else:
        op.execute(f"{head}BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END")
