"""Links, intents, plans and snapshots in SQLite or PostgreSQL."""
