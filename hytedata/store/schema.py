"""The store's tables. They are private: `Store` is the face that others see.

A change here needs a new file in `migrations/versions/` and its number in `REVISIONS`; a test
compares the tables that the migrations make with these.
"""

from typing import Final

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    false,
    text,
)

# Loaded, so that `metadata` knows its tables too.
from hytedata.store import coverage_table as coverage_table
from hytedata.store import daemon_tables as daemon_tables
from hytedata.store import event_tables as event_tables
from hytedata.store import quality_tables as quality_tables
from hytedata.store.columns import DOCUMENT, NUMBER, Utc, record_key
from hytedata.store.columns import metadata as metadata

REVISIONS: Final = (
    *("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "0010"),
    "0011",
    "0012",
    "0013",
    "0014",
)
"""Schema versions of this package, oldest first."""

NEWEST: Final = REVISIONS[-1]
VERSION_TABLE: Final = "hytedata_version"


version = Table(VERSION_TABLE, MetaData(), Column("version_num", String(32), nullable=False))
"""Alembic's own table, named so that a database shared with others cannot confuse the two."""

meta = Table(
    "meta",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("made_at", Utc, nullable=False),
)

run = Table(
    "run",
    metadata,
    Column("id", NUMBER, primary_key=True),
    Column("kind", String, nullable=False),
    Column("organisation", String, nullable=False),
    Column("started_at", Utc, nullable=False),
    Column("ended_at", Utc),
    Column("verdict", String),
    Column("counts", DOCUMENT),
    Index(None, "organisation", "id"),
    # The latest of a kind is found at once, however many there are of others.
    Index(None, "organisation", "kind", "id"),
    sqlite_autoincrement=True,
)

plan = Table(
    "plan",
    metadata,
    Column("id", String, primary_key=True),
    Column("organisation", String, nullable=False),
    Column("saved_at", Utc, nullable=False),
    # What a list of plans shows, so that the long documents stay on disk.
    Column("summary", DOCUMENT),
    # The same plan made again is one row: what counts as the latest is when it was made last.
    Column("last_made_at", Utc),
    # The last in a row, since SQLite reads rows from their beginning.
    Column("document", LargeBinary, nullable=False),
    Index(None, "organisation", "last_made_at"),
)

approval = Table(
    "approval",
    metadata,
    Column("id", NUMBER, primary_key=True),
    Column("plan_id", String, nullable=False, index=True),
    Column("who", String, nullable=False),
    Column("approved_at", Utc, nullable=False),
    Column("decision", String, nullable=False, server_default="approve"),
    Column("reason", String, nullable=False, server_default=""),
    sqlite_autoincrement=True,
)

intent = Table(
    "intent",
    metadata,
    Column("id", NUMBER, primary_key=True),
    Column("plan_id", String, nullable=False, index=True),
    Column("change_id", String, nullable=False),
    Column("organisation", String, nullable=False),
    Column("login", String, nullable=False),
    Column("change", DOCUMENT, nullable=False),
    Column("before", DOCUMENT),
    Column("state", String, nullable=False),
    Column("opened_at", Utc, nullable=False),
    Column("closed_at", Utc),
    Column("ptv_id", String),
    Column("detail", String, nullable=False),
    Column("run_id", NUMBER, index=True),
    Column("looked_up", Boolean, nullable=False, server_default=false()),
    Column("echo", DOCUMENT),
    Index(None, "organisation", "login", "state"),
    Index(None, "organisation", "id"),
    sqlite_autoincrement=True,
)

# Journals are only added to; a row of theirs may go once it ended before the latest `until`.
forgotten = Table(
    "forgotten",
    metadata,
    Column("id", NUMBER, primary_key=True),
    Column("at", Utc, nullable=False),
    Column("until", Utc, nullable=False),
    sqlite_autoincrement=True,
)

link = Table(
    "link",
    metadata,
    Column("organisation", String, primary_key=True),
    Column("login", String, primary_key=True),
    Column("kind", String, primary_key=True),
    Column("source", String, primary_key=True),
    Column("item", String, primary_key=True),
    Column("ptv_id", String, nullable=False),
    Column("source_id", String, nullable=False),
    Column("archived", Boolean, nullable=False),
)

applied = Table(
    "applied",
    metadata,
    Column("organisation", String, primary_key=True),
    Column("login", String, primary_key=True),
    Column("kind", String, primary_key=True),
    Column("source", String, primary_key=True),
    Column("item", String, primary_key=True),
    Column("source_hash", String, nullable=False),
    Column("target_version", String, nullable=False),
    Column("sent", DOCUMENT, nullable=False),
    Column("echo", DOCUMENT, nullable=False),
    # Holds all that `in_step` asks for, so that the long documents need not be read.
    Index(
        "ix_applied_in_step",
        "organisation",
        "login",
        "source",
        "item",
        "source_hash",
        "target_version",
    ),
)

step_remark = Table(
    "step_remark",
    metadata,
    Column("organisation", String, primary_key=True),
    Column("login", String, primary_key=True),
    Column("source", String, primary_key=True),
    Column("item", String, primary_key=True),
    Column("remarks", DOCUMENT, nullable=False),
)

# A list of the head's fields as JSON: rebuilt by whoever reads the sites whole.
site_head = Table(
    "site_head",
    metadata,
    Column("organisation", String, primary_key=True),
    Column("login", String, primary_key=True),
    Column("lipas_id", NUMBER, primary_key=True, autoincrement=False),
    Column("head", String, nullable=False),
)

# Only added to: who decided what stays to be read.
link_decision = Table(
    "link_decision",
    metadata,
    Column("id", NUMBER, primary_key=True),
    Column("organisation", String, nullable=False),
    Column("login", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("source", String, nullable=False),
    Column("item", String, nullable=False),
    Column("ptv_id", String, nullable=False),
    Column("decision", String, nullable=False),
    Column("who", String, nullable=False),
    Column("decided_at", Utc, nullable=False),
    Column("evidence", DOCUMENT, nullable=False),
    Index(None, "organisation", "login"),
    sqlite_autoincrement=True,
)

# Only added to: who approved which words stays to be read.
text_approval = Table(
    "text_approval",
    metadata,
    Column("id", NUMBER, primary_key=True),
    Column("organisation", String, nullable=False, index=True),
    Column("item", String, nullable=False),
    Column("path", String, nullable=False),
    Column("text", String, nullable=False),
    Column("who", String, nullable=False),
    Column("approved_at", Utc, nullable=False),
    sqlite_autoincrement=True,
)

# Published sites that complete reads of the source named no more, or not as ones to publish.
departure = Table(
    "departure",
    metadata,
    Column("organisation", String, primary_key=True),
    Column("login", String, primary_key=True),
    Column("source", String, primary_key=True),
    Column("item", String, primary_key=True),
    Column("why", String, nullable=False),
    Column("since", Utc, nullable=False),
    Column("last", Utc, nullable=False),
    Column("reads", Integer, nullable=False),
)

connection = Table(
    "connection",
    metadata,
    Column("organisation", String, primary_key=True),
    Column("login", String, primary_key=True),
    Column("service_id", String, primary_key=True),
    Column("channel_id", String, primary_key=True),
    Column("made_at", Utc, nullable=False),
)

lease = Table(
    "lease",
    metadata,
    Column("organisation", String, primary_key=True),
    Column("holder", String, nullable=False),
    Column("token", String(32), nullable=False),
    Column("until", Utc, nullable=False),
)

audit = Table(
    "audit",
    metadata,
    Column("id", NUMBER, primary_key=True),
    Column("at", Utc, nullable=False),
    Column("who", String, nullable=False),
    Column("what", String, nullable=False),
    Column("organisation", String, nullable=False),
    Column("detail", DOCUMENT, nullable=False),
    Index(None, "organisation", "id"),
    sqlite_autoincrement=True,
)

snapshot = Table(
    "snapshot",
    metadata,
    Column("id", NUMBER, primary_key=True),
    Column("run_id", NUMBER, ForeignKey("run.id"), nullable=False, index=True),
    Column("source", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("scope", String, nullable=False),
    Column("complete", Boolean, nullable=False),
    Column("items", Integer, nullable=False),
    Column("reasons", DOCUMENT, nullable=False),
    Column("taken_at", Utc, nullable=False),
    Column("mode", String, nullable=False, server_default="full"),
    Column("started_at", Utc),
    Column("counts", DOCUMENT),
    Index(None, "source", "kind", "scope", "id"),
    sqlite_autoincrement=True,
)

record = Table(
    "record",
    metadata,
    *record_key(),
    Column("owner", String),
    Column("hash", String, nullable=False),
    Column("first_seen", Utc, nullable=False),
    Column("last_seen", Utc, nullable=False),
    Column("absent_since", Utc),
    Column("names", DOCUMENT, nullable=False, server_default=text("'{}'")),
    Column("status", String),
    Column("east", Float),
    Column("north", Float),
    Column("nationwide", Boolean, nullable=False, server_default=false()),
    Column("modified_at", Utc),
    Column("changed_at", Utc, nullable=False, server_default=text("'1970-01-01 00:00:00.000000'")),
    # Of the model's document: tells a record that has to be written from one that has not.
    Column("digest", String, nullable=False, server_default=""),
    # A box around all of it: what is searched for on the map is found by that first.
    Column("min_east", Float),
    Column("min_north", Float),
    Column("max_east", Float),
    Column("max_north", Float),
    # The digest of which, and the borders by which, its rows in `place` were derived.
    Column("placed", String),
    Column("placed_by", String),
    # Likewise its rows in `theme` and `provider`, and the rules.
    Column("classed", String),
    Column("classed_by", String),
)

# Beside the records: to note that one was seen again, its long documents are not rewritten.
record_document = Table(
    "record_document",
    metadata,
    *record_key(),
    Column("model", LargeBinary),
    Column("raw", LargeBinary),
)

record_scope = Table(
    "record_scope",
    metadata,
    *record_key(),
    Column("scope", String, primary_key=True),
    Column("seen_at", Utc, nullable=False),
    Index(None, "source", "kind", "scope"),
)

record_area = Table(
    "record_area",
    metadata,
    *record_key(),
    Column("role", String, primary_key=True),
    Column("code", String, primary_key=True),
    Index(None, "role", "code"),
)

# Derived from records and borders, and rebuilt from them.
place = Table(
    "place",
    metadata,
    *record_key(),
    Column("municipality", String, primary_key=True),
    Column("county", String),
    Column("share", Float, nullable=False),
    Column("method", String, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("contested", Boolean, nullable=False),
    Column("conflicts", DOCUMENT, nullable=False),
    Column("notes", DOCUMENT, nullable=False),
    Index(None, "municipality"),
)

code = Table(
    "code",
    metadata,
    Column("name", String, primary_key=True),
    Column("read_on", Date, nullable=False),
    Column("content", DOCUMENT, nullable=False),
)

lipas_view = Table(
    "lipas_view",
    metadata,
    Column("lipas_id", NUMBER, primary_key=True, autoincrement=False),
    Column("publishes", Boolean, nullable=False),
    Column("looked_at", Utc, nullable=False),
)
