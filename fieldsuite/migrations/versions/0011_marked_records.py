"""Records that carry a code or do not stand are found without reading the others."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    marked = sa.text("code <> '' OR status IN ('conflict', 'rejected', 'undone')")
    op.create_index(
        "ix_journal_marked",
        "journal",
        ["person_id"],
        unique=False,
        sqlite_where=marked,
        postgresql_where=marked,
    )
