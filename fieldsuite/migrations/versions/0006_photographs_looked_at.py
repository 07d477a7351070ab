"""What was read off photographs when they arrived; records that share evidence are found without reading the others."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "looked",
        sa.Column("sha256", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("taken_on", sa.Date(), nullable=True),
        sa.Column("whole", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256"),
    )
    shared = sa.text("code = 'E_DUPLICATE_EVIDENCE'")
    op.create_index(
        "ix_journal_shared",
        "journal",
        ["position"],
        unique=False,
        sqlite_where=shared,
        postgresql_where=shared,
    )
