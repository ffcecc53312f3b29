"""Run by Alembic: the migrations go through the connection and transaction of the caller."""

from alembic import context

from hytedata.store.schema import VERSION_TABLE, metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
)
with context.begin_transaction():
    context.run_migrations()
