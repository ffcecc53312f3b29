"""The table of coverage: what each run counted, so that later ones can say what changed."""

from sqlalchemy import Column, Date, Index, LargeBinary, String, Table

from hytedata.store.columns import NUMBER, Utc, metadata

# Only added to. The document is JSON, compressed.
coverage_run = Table(
    "coverage_run",
    metadata,
    Column("id", NUMBER, primary_key=True),
    Column("county", String, nullable=False),
    Column("day", Date, nullable=False),
    Column("made_at", Utc, nullable=False),
    Column("document", LargeBinary, nullable=False),
    Index(None, "county", "day"),
    sqlite_autoincrement=True,
)
