"""Work lists that hold only what has changed since the one before."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    text = sqlmodel.sql.sqltypes.AutoString()
    op.create_table(
        "listedbefore",
        sa.Column("site", text, nullable=False),
        sa.Column("person_id", text, nullable=False),
        sa.Column("digest", text, nullable=False),
        sa.PrimaryKeyConstraint("site", "person_id"),
    )
    with op.batch_alter_table("tasklist") as table:
        table.add_column(sa.Column("since", sa.Integer(), nullable=False, server_default="0"))
        table.add_column(sa.Column("sealed_to", text, nullable=False, server_default=""))
