"""Where every benefit stands, as rows; each begins stale and is computed before it is first shown."""

from datetime import date

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0005"
down_revision = "0004"

TEXT = sqlmodel.sql.sqltypes.AutoString


def upgrade() -> None:
    op.create_table(
        "standing",
        sa.Column("person_id", TEXT(), nullable=False),
        sa.Column("benefit_id", TEXT(), nullable=False),
        sa.Column("benefit", TEXT(), nullable=False),
        sa.Column("area", TEXT(), nullable=False),
        sa.Column("site", TEXT(), nullable=False),
        sa.Column("village", TEXT(), nullable=False),
        sa.Column("status", TEXT(), nullable=False),
        sa.Column("deadline", sa.Date(), nullable=True),
        sa.Column("suspend_from", TEXT(), nullable=False),
        sa.Column("last", sa.Date(), nullable=True),
        sa.Column("uncertified_since", sa.Date(), nullable=False),
        sa.Column("bucket", sa.Integer(), nullable=False),
        sa.Column("list", TEXT(), nullable=False),
        sa.Column("urgency", sa.Integer(), nullable=False),
        sa.Column("proposed", TEXT(), nullable=False),
        sa.Column("rules", TEXT(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("at", TEXT(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", "benefit_id"),
    )
    for name, columns, rows in (
        ("due", ["area", "status", "deadline", "person_id"], None),
        ("site", ["site", "status"], None),
        ("village", ["village"], None),
        ("since", ["since"], None),
        ("until", ["until"], None),
        ("rules", ["rules"], None),
        ("bucket", ["area", "bucket", "uncertified_since", "person_id"], "bucket > 0"),
        ("list", ["list", "area", "urgency", "deadline"], "list IN ('verify', 'lost')"),
        ("proposed", ["area", "person_id"], "proposed != ''"),
    ):
        only = {} if rows is None else {"sqlite_where": sa.text(rows), "postgresql_where": sa.text(rows)}
        op.create_index(f"ix_standing_{name}", "standing", columns, unique=False, **only)
    never = sa.bindparam("never", date.min, sa.Date())
    op.get_bind().execute(
        sa.text(
            "INSERT INTO standing (person_id, benefit_id, benefit, area, site, village, status, suspend_from,"
            " uncertified_since, bucket, list, urgency, proposed, rules, since, until, at)"
            " SELECT benefit.person_id, benefit.id, benefit.benefit, person.insured_area, person.site,"
            " person.village, '', '', benefit.start_on, 0, '', 2, '', '', :never, :never, ''"
            " FROM benefit JOIN person ON person.id = benefit.person_id WHERE benefit.ended_on IS NULL"
        ).bindparams(never)
    )
