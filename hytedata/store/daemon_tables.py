"""Tables of the daemon: who runs, what is due, who signs in, whom to tell.

They hold what several daemons of one store share. Nothing here is of the sync itself.
"""

from typing import Final

from sqlalchemy import Boolean, Column, Index, Integer, LargeBinary, String, Table, false

from hytedata.store.columns import DOCUMENT, NUMBER, Utc, metadata

ALL: Final = ""
"""In place of an organisation: work that is done once for all of them."""

# A process is dead once it was not seen for a lease; who takes over its work claims it here.
daemon = Table(
    "daemon",
    metadata,
    Column("id", String, primary_key=True),
    Column("machine", String, nullable=False),
    Column("version", String, nullable=False),
    Column("started_at", Utc, nullable=False),
    Column("seen_at", Utc, nullable=False),
    Column("stopped_at", Utc),
    Column("claimed_by", String),
    Column("claimed_at", Utc),
    Index(None, "stopped_at"),
)

due = Table(
    "due",
    metadata,
    Column("organisation", String, primary_key=True),
    Column("job", String, primary_key=True),
    Column("full", Boolean, primary_key=True),
    Column("known_at", Utc, nullable=False),
    # A person asked for it to run now.
    Column("asked_at", Utc),
    Column("asked_by", String),
    Column("began_at", Utc),
    Column("ended_at", Utc),
    Column("outcome", DOCUMENT),
    # Of how many failures in a row; it rests until `not_before`.
    Column("failures", Integer, nullable=False, server_default="0"),
    Column("not_before", Utc),
)

# The circuit breaker of one upstream, for all daemons.
upstream = Table(
    "upstream",
    metadata,
    Column("name", String, primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("rests_until", Utc),
    Column("reason", String, nullable=False),
    Column("changed_at", Utc, nullable=False),
)

# One row is the right to one request at once; it runs out like a lease.
upstream_slot = Table(
    "upstream_slot",
    metadata,
    Column("upstream", String, primary_key=True),
    Column("slot", Integer, primary_key=True),
    Column("holder", String, nullable=False),
    Column("token", String(32), nullable=False),
    Column("until", Utc, nullable=False),
)

account = Table(
    "account",
    metadata,
    Column("name", String, primary_key=True),
    # A hash by argon2; NULL where a proxy signs this person in.
    Column("password", String),
    Column("role", String, nullable=False),
    # Ids of the organisations that the role holds for; an empty list is all of them.
    Column("organisations", DOCUMENT, nullable=False),
    Column("made_at", Utc, nullable=False),
    Column("disabled", Boolean, nullable=False, server_default=false()),
)

# Named by a hash: whoever reads the store cannot take a session over.
session = Table(
    "session",
    metadata,
    Column("key", String, primary_key=True),
    Column("account", String, nullable=False, index=True),
    Column("content", DOCUMENT, nullable=False),
    Column("made_at", Utc, nullable=False),
    Column("seen_at", Utc, nullable=False),
    Column("until", Utc, nullable=False, index=True),
)

sign_in_attempt = Table(
    "sign_in_attempt",
    metadata,
    Column("subject", String, primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("last_at", Utc, nullable=False, index=True),
    Column("rests_until", Utc),
)

# What people are to be told. The same thing about the same organisation is one row.
notice = Table(
    "notice",
    metadata,
    Column("id", NUMBER, primary_key=True),
    Column("rule", String, nullable=False),
    Column("organisation", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("params", DOCUMENT, nullable=False),
    Column("made_at", Utc, nullable=False),
    Column("channel", String, nullable=False),
    Column("sent_at", Utc),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("not_before", Utc),
    Index(None, "rule", "organisation", "subject", "channel", unique=True),
    Index(None, "sent_at"),
    sqlite_autoincrement=True,
)

# The texts that a plan would publish, as they were composed for it, to be read and approved.
text_review = Table(
    "text_review",
    metadata,
    Column("organisation", String, primary_key=True),
    Column("document", LargeBinary, nullable=False),
    Column("made_at", Utc, nullable=False),
)
