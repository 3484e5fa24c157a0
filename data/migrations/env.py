"""Runs the migrations on the connection that data.schema hands over; there is no alembic.ini."""

from __future__ import annotations

from alembic import context

from data.models import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    compare_type=True,
    # SQLite can roll back DDL; our connection has begun its transaction itself.
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
