"""Records grow into a catalogue: names, place and state of each, its documents beside it."""

import zlib

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision: str | None = "0003"

_TIME = sa.DateTime(timezone=True)
_KEY = ("source", "kind", "id")
_SCOPE = ["source", "kind", "scope"]
_ID = sa.String().with_variant(sa.String(collation="C"), "postgresql")
_AT_ONCE = 500


def upgrade() -> None:
    """Make the side tables, move scopes and documents there, and widen records and snapshots."""
    _side_tables()
    _widen()
    op.execute(
        "INSERT INTO record_scope (source, kind, id, scope, seen_at) "
        "SELECT source, kind, id, scope, last_seen FROM record"
    )
    _move_documents()
    op.execute("UPDATE record SET changed_at = first_seen")
    op.drop_index("ix_record_source_kind_scope", "record")
    op.drop_column("record", "scope")
    op.drop_column("record", "raw")
    if op.get_context().dialect.name == "postgresql":
        # The same order as in SQLite, whatever the database's language.
        op.execute('ALTER TABLE record ALTER COLUMN id TYPE VARCHAR COLLATE "C"')


def _side_tables() -> None:
    op.create_table(
        "record_document",
        *_key(),
        sa.Column("model", sa.LargeBinary),
        sa.Column("raw", sa.LargeBinary),
        sa.PrimaryKeyConstraint(*_KEY, name="pk_record_document"),
    )
    op.create_table(
        "record_scope",
        *_key(),
        sa.Column("scope", sa.String, nullable=False),
        sa.Column("seen_at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint(*_KEY, "scope", name="pk_record_scope"),
    )
    op.create_index("ix_record_scope_source_kind_scope", "record_scope", _SCOPE)
    op.create_table(
        "record_area",
        *_key(),
        sa.Column("role", sa.String, nullable=False),
        sa.Column("code", sa.String, nullable=False),
        sa.PrimaryKeyConstraint(*_KEY, "role", "code", name="pk_record_area"),
    )
    op.create_index("ix_record_area_role_code", "record_area", ["role", "code"])


def _widen() -> None:
    epoch = sa.text("'1970-01-01 00:00:00.000000'")
    for column in (
        sa.Column("names", sa.JSON, nullable=False, server_default=sa.text("'{}'")),
        sa.Column("status", sa.String),
        sa.Column("east", sa.Float),
        sa.Column("north", sa.Float),
        sa.Column("nationwide", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("modified_at", _TIME),
        sa.Column("changed_at", _TIME, nullable=False, server_default=epoch),
        sa.Column("digest", sa.String, nullable=False, server_default=""),
    ):
        op.add_column("record", column)
    for column in (
        sa.Column("mode", sa.String, nullable=False, server_default="full"),
        sa.Column("started_at", _TIME),
        sa.Column("counts", sa.JSON),
    ):
        op.add_column("snapshot", column)
    op.create_index("ix_snapshot_source_kind_scope", "snapshot", _SCOPE)


def _move_documents() -> None:
    held = _table("record", "raw")
    documents = _table("record_document", "model", "raw")
    connection = op.get_bind()
    found = connection.execute(sa.select(held).where(held.c.raw.is_not(None)))
    for rows in found.partitions(_AT_ONCE):
        packed = [{**row._mapping, "raw": zlib.compress(bytes(row.raw), 1)} for row in rows]
        connection.execute(sa.insert(documents), packed)


def _table(name: str, *documents: str) -> sa.TableClause:
    key = (sa.column(one, sa.String) for one in _KEY)
    return sa.table(name, *key, *(sa.column(one, sa.LargeBinary) for one in documents))


def _key() -> tuple[sa.Column[str], ...]:
    return (
        sa.Column("source", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("id", _ID, nullable=False),
    )
