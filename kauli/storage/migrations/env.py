"""Run by Alembic with the connection that ``kauli.storage.migrate`` opened and locked."""

from alembic import context

from kauli.storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
