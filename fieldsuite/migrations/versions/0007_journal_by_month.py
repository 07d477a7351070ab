"""On a server the journal lies in parts, one a month of occurrence; in a file nothing changes."""

from alembic import op

from fieldsuite.databases.partitions import lay_out

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    lay_out(op.get_bind(), "journal", "position", "occurred_on")
