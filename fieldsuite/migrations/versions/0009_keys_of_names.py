"""Names are found through an index of their spellings; 0013 has it filled."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    text = sqlmodel.sql.sqltypes.AutoString()
    op.create_table(
        "namekey",
        sa.Column("key", text, nullable=False),
        sa.Column("person_id", text, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("key", "person_id"),
    )
    op.create_index("ix_namekey_person_id", "namekey", ["person_id"])
    op.create_index("ix_person_village_name", "person", ["village", "name"])
    op.drop_index("ix_person_village", "person")
    op.execute("ALTER TABLE person DROP COLUMN search")
