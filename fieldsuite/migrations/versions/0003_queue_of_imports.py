"""The queue of bundles to take in; deferred records are found by what they wait for."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0003"
down_revision = "0002"

TEXT = sqlmodel.sql.sqltypes.AutoString


def upgrade() -> None:
    op.create_table(
        "importjob",
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("file", TEXT(), nullable=False),
        sa.Column("came_at", TEXT(), nullable=False),
        sa.Column("state", TEXT(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("worker", TEXT(), nullable=False),
        sa.Column("lease_until", TEXT(), nullable=False),
        sa.Column("not_before", TEXT(), nullable=False),
        sa.Column("waits_for", sa.Integer(), nullable=False),
        sa.Column("device", TEXT(), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("result", TEXT(), nullable=False),
        sa.Column("code", TEXT(), nullable=False),
        sa.Column("message", TEXT(), nullable=False),
        sa.Column("bundle", TEXT(), nullable=False),
        sa.Column("receipt", TEXT(), nullable=False),
        sa.Column("done_at", TEXT(), nullable=False),
        sa.PrimaryKeyConstraint("position"),
        sa.UniqueConstraint("file"),
    )
    op.create_index("ix_importjob_state", "importjob", ["state"], unique=False)
    deferred = sa.text("status = 'deferred'")
    op.create_index(
        "ix_journal_deferred",
        "journal",
        ["about"],
        unique=False,
        sqlite_where=deferred,
        postgresql_where=deferred,
    )
