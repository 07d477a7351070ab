"""Run by alembic: the connection comes from the store, because only the store has the key."""

from alembic import context
from sqlmodel import SQLModel

from fieldsuite import tables  # noqa: F401  # alembic compares with the tables that were imported

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
