"""Decisions are signed and made in batches; what was taken back; work that was given to a clerk."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0004"
down_revision = "0003"

TEXT = sqlmodel.sql.sqltypes.AutoString


def upgrade() -> None:
    op.add_column("decision", sa.Column("signed", TEXT(), nullable=False, server_default=""))
    op.add_column("decision", sa.Column("batch", TEXT(), nullable=False, server_default=""))
    op.add_column("decision", sa.Column("took", sa.JSON(), nullable=False, server_default="{}"))
    op.create_index("ix_decision_batch", "decision", ["batch"], unique=False)
    op.create_table(
        "undone",
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("record_id", TEXT(), nullable=False),
        sa.Column("undo", TEXT(), nullable=False),
        sa.Column("status", TEXT(), nullable=False),
        sa.Column("code", TEXT(), nullable=False),
        sa.PrimaryKeyConstraint("position"),
    )
    op.create_index("ix_undone_record_id", "undone", ["record_id"], unique=False)
    op.create_index("ix_undone_undo", "undone", ["undo"], unique=False)
    op.create_table(
        "allotment",
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("subject", TEXT(), nullable=False),
        sa.Column("clerk", TEXT(), nullable=False),
        sa.Column("by", TEXT(), nullable=False),
        sa.Column("at", TEXT(), nullable=False),
        sa.PrimaryKeyConstraint("position"),
    )
    op.create_index("ix_allotment_subject", "allotment", ["subject"], unique=False)
