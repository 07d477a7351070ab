"""Where everybody of a field office stands, as rows, which an office makes when it first looks at them; and what was
made here is counted without reading it."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0012"
down_revision = "0011"

TEXT = sqlmodel.sql.sqltypes.AutoString


def upgrade() -> None:
    op.create_table(
        "outlook",
        sa.Column("person_id", TEXT(), nullable=False),
        sa.Column("urgency", sa.Integer(), nullable=False),
        sa.Column("deadline", sa.Date(), nullable=False),
        sa.Column("verify_on", sa.Date(), nullable=True),
        sa.Column("verify_reason", TEXT(), nullable=False),
        sa.Column("village", TEXT(), nullable=False),
        sa.Column("name", TEXT(), nullable=False),
        sa.Column("rules", TEXT(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("person_id"),
    )
    op.create_index("ix_outlook_order", "outlook", ["urgency", "deadline", "village", "name"])
    some = sa.text("verify_on IS NOT NULL")
    op.create_index("ix_outlook_verify", "outlook", ["verify_on"], sqlite_where=some, postgresql_where=some)
    for name in ("since", "until", "rules"):
        op.create_index(f"ix_outlook_{name}", "outlook", [name])
    here = sa.text("status IN ('own', 'relayed')")
    columns = ["status", "recorded_at", "bundle", "kind", "id"]
    op.create_index("ix_journal_here", "journal", columns, sqlite_where=here, postgresql_where=here)
