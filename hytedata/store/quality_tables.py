"""The tables of quality: what was checked by which rules, findings, waivers, counts per run.

All but waivers and the history of findings are derived from records and rebuilt from them.
"""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Float,
    Index,
    Integer,
    String,
    Table,
)

from hytedata.store.columns import DOCUMENT, NUMBER, RECORD_ID, Utc, metadata, record_key

# What the rules of single records judged, and what rules over all records need to know of it.
checked = Table(
    "checked",
    metadata,
    *record_key(),
    # Of the record and of its place: they tell whether it has to be judged anew.
    Column("digest", String, nullable=False),
    Column("placed", String, nullable=False),
    Column("made_by", String, nullable=False),
    Column("until", Date, index=True),
    Column("owner", String),
    Column("municipality", String),
    Column("county", String),
    Column("facts", String),
)

# Records that a register has, and that the latest read of them could not use.
rejection = Table(
    "rejection",
    metadata,
    *record_key(),
    Column("scope", String, nullable=False),
    Column("name", String, nullable=False),
    Column("field", String, nullable=False),
    Column("reason", String, nullable=False),
    Column("seen_at", Utc, nullable=False),
)

finding = Table(
    "finding",
    metadata,
    Column("id", String, primary_key=True),
    Column("rule", String, nullable=False),
    # 0 error, 1 warning, 2 info: the gravest first.
    Column("severity", Integer, nullable=False),
    Column("source", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("item", RECORD_ID, nullable=False),
    Column("field", String, nullable=False),
    Column("value", String, nullable=False),
    Column("params", DOCUMENT, nullable=False),
    Column("about", DOCUMENT, nullable=False),
    Column("names", DOCUMENT, nullable=False),
    Column("municipality", String),
    Column("county", String),
    Column("owner", String),
    Column("east", Float),
    Column("north", Float),
    Column("link", String, nullable=False),
    # Of all the above: what is found again unchanged is not written again.
    Column("digest", String, nullable=False),
    # Whether a rule of single records found it.
    Column("by_record", Boolean, nullable=False),
    Column("state", String, nullable=False),
    Column("first_seen", Utc, nullable=False),
    # None while the latest run that looked saw it.
    Column("last_seen", Utc),
    # The run in which its state last changed.
    Column("run", NUMBER, nullable=False),
    Index(None, "source", "kind", "item"),
    Index(None, "severity", "rule", "id"),
    Index(None, "rule", "state"),
    Index(None, "owner", "severity"),
)

# Only added to: who waived what, why and until when stays to be read.
waiver = Table(
    "waiver",
    metadata,
    Column("id", NUMBER, primary_key=True),
    Column("finding", String, nullable=False),
    Column("rule", String, nullable=False),
    Column("owner", String, nullable=False),
    Column("who", String, nullable=False),
    Column("reason", String, nullable=False),
    Column("until", Utc),
    Column("made_at", Utc, nullable=False),
    sqlite_autoincrement=True,
)

check_run = Table(
    "check_run",
    metadata,
    Column("id", NUMBER, primary_key=True),
    Column("day", Date, nullable=False),
    Column("started_at", Utc, nullable=False),
    Column("ended_at", Utc),
    # Codes of the rules that were asked for; None: all.
    Column("only", DOCUMENT),
    Column("looked_at", Integer),
    Column("unchecked", DOCUMENT),
    sqlite_autoincrement=True,
)

# One row per rule: when it was last looked at, and the count that is not in doubt.
rule_check = Table(
    "rule_check",
    metadata,
    Column("rule", String, primary_key=True),
    Column("run", NUMBER, nullable=False),
    Column("checked_at", Utc, nullable=False),
    Column("found", Integer, nullable=False),
    Column("doubtful", Boolean, nullable=False),
    Column("base_found", Integer, nullable=False),
    Column("base_records", Integer, nullable=False),
)

# What was there and not waived at the end of a run; owner and municipality "": unknown.
finding_count = Table(
    "finding_count",
    metadata,
    Column("run", NUMBER, primary_key=True, autoincrement=False),
    Column("rule", String, primary_key=True),
    Column("owner", String, primary_key=True),
    Column("municipality", String, primary_key=True),
    Column("found", Integer, nullable=False),
)
