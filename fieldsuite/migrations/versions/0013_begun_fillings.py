"""What fills a table of many rows says how far it is: a step of minutes is taken in parts, after the tables changed.

An office that comes from before 0009 has people and no spelling of any name.
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0013"
down_revision = "0012"

TEXT = sqlmodel.sql.sqltypes.AutoString


def upgrade() -> None:
    op.create_table(
        "filling",
        sa.Column("table", TEXT(), nullable=False),
        sa.Column("last", TEXT(), nullable=False),
        sa.PrimaryKeyConstraint("table"),
    )
    op.execute(
        "INSERT INTO filling SELECT 'namekey', ''"
        " WHERE EXISTS (SELECT 1 FROM person) AND NOT EXISTS (SELECT 1 FROM namekey)"
    )
