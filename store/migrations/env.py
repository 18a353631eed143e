"""Alembic's entry: runs the migrations on the connection that `run.upgrade` was given."""

from __future__ import annotations

from alembic import context

from store.schema import METADATA

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=METADATA,
    render_as_batch=True,
    transactional_ddl=False,  # the caller's transaction holds all of it
)
context.run_migrations()
