"""The tables of events: when they take place, what they are about, which are the same one.

All but decisions are derived from records and rebuilt from them.
"""

from sqlalchemy import Boolean, Column, Float, Index, Integer, String, Table

from hytedata.store.columns import DOCUMENT, NUMBER, RECORD_ID, Utc, metadata, record_key

# One row per record that takes place; what stands for others, or has no time, has none.
occurrence = Table(
    "occurrence",
    metadata,
    Column("source", String, primary_key=True),
    Column("id", RECORD_ID, primary_key=True),
    # Given when it is first seen, and kept: a moved occurrence is the same one.
    Column("key", RECORD_ID, nullable=False, index=True),
    Column("series", RECORD_ID, nullable=False),
    Column("starts_at", Utc, nullable=False, index=True),
    Column("ends_at", Utc, index=True),
    Column("all_day", Boolean, nullable=False),
    Column("long_running", Boolean, nullable=False),
    Column("status", String, nullable=False),
    Column("online", Boolean, nullable=False),
    Column("whole_town", Boolean, nullable=False),
    Index(None, "source", "series"),
)

theme = Table(
    "theme",
    metadata,
    *record_key(),
    Column("theme", String, primary_key=True),
    Column("strength", String, nullable=False),
    Column("evidence", DOCUMENT, nullable=False),
    Index(None, "theme"),
)

provider = Table(
    "provider",
    metadata,
    *record_key(),
    Column("provider", String, nullable=False, index=True),
    Column("evidence", DOCUMENT, nullable=False),
)

# Members of a group are one event. Rank 0 goes before the others.
event_group = Table(
    "event_group",
    metadata,
    Column("source", String, primary_key=True),
    Column("id", RECORD_ID, primary_key=True),
    Column("group_key", RECORD_ID, nullable=False),
    Column("tier", Integer, nullable=False),
    Column("rank", Integer, nullable=False),
    Column("evidence", DOCUMENT, nullable=False),
    Index(None, "group_key", "rank"),
)

# What may be one event, for a person to decide.
event_pair = Table(
    "event_pair",
    metadata,
    Column("left_source", String, primary_key=True),
    Column("left_id", RECORD_ID, primary_key=True),
    Column("right_source", String, primary_key=True),
    Column("right_id", RECORD_ID, primary_key=True),
    Column("left_series", String, nullable=False),
    Column("right_series", String, nullable=False),
    Column("score", Float, nullable=False),
    Column("times", Integer, nullable=False),
    Column("evidence", DOCUMENT, nullable=False),
)

# One row per thing that is derived of all records at once: by which rules, and when.
derivation = Table(
    "derivation",
    metadata,
    Column("name", String, primary_key=True),
    Column("made_by", String, nullable=False),
    Column("made_at", Utc, nullable=False),
)

# Only added to: who decided what stays to be read. Ids are those of series, or of single events.
event_decision = Table(
    "event_decision",
    metadata,
    Column("id", NUMBER, primary_key=True),
    Column("left_source", String, nullable=False),
    Column("left_id", String, nullable=False),
    Column("right_source", String, nullable=False),
    Column("right_id", String, nullable=False),
    Column("decision", String, nullable=False),
    Column("who", String, nullable=False),
    Column("decided_at", Utc, nullable=False),
    Column("note", String, nullable=False),
    sqlite_autoincrement=True,
)
