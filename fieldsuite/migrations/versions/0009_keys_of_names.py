"""Names are found through an index of their spellings."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

from fieldsuite.name_keys import fill

revision = "0009"
down_revision = "0008"
TOGETHER = 5000


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
    run, last = op.get_bind().execute, ""
    people = sa.text("SELECT id, name FROM person WHERE id > :last ORDER BY id LIMIT :most")
    while some := run(people, {"last": last, "most": TOGETHER}).tuples().all():
        fill(op.get_bind(), iter(some))
        last = some[-1][0]
    op.execute("ALTER TABLE person DROP COLUMN search")
