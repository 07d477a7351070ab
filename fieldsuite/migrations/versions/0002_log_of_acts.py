"""The log of acts; in which epoch a device sends."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0002"
down_revision = "0001"

TEXT = sqlmodel.sql.sqltypes.AutoString
OUT = ("bundle", "digest", "manifest_digest", "epoch", "seq", "path", "records", "blobs", "size", "chain",
       "sealed_at", "exported_at", "exported_to")  # fmt: skip


def upgrade() -> None:
    op.create_table(
        "auditentry",
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("at", TEXT(), nullable=False),
        sa.Column("officer", TEXT(), nullable=False),
        sa.Column("act", TEXT(), nullable=False),
        sa.Column("subject", TEXT(), nullable=False),
        sa.Column("why", TEXT(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("salt", TEXT(), nullable=False),
        sa.Column("closed", TEXT(), nullable=False),
        sa.Column("chain", TEXT(), nullable=False),
        sa.PrimaryKeyConstraint("position"),
    )
    op.create_index("ix_auditentry_act", "auditentry", ["act"], unique=False)
    op.create_index("ix_auditentry_subject", "auditentry", ["subject"], unique=False)
    op.create_table(
        "provisioning",
        sa.Column("device", TEXT(), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("state", TEXT(), nullable=False),
        sa.Column("at", TEXT(), nullable=False),
        sa.PrimaryKeyConstraint("device"),
    )
    op.add_column(
        "receivedbundle", sa.Column("audit_entries", sa.Integer(), nullable=False, server_default="0")
    )
    op.add_column("receivedbundle", sa.Column("audit_head", TEXT(), nullable=False, server_default=""))
    # The constraint on the number alone has no name to drop it by.
    op.rename_table("outbundle", "outbundle_before")
    op.create_table(
        "outbundle",
        sa.Column("bundle", TEXT(), nullable=False),
        sa.Column("digest", TEXT(), nullable=False),
        sa.Column("manifest_digest", TEXT(), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("path", TEXT(), nullable=False),
        sa.Column("records", sa.Integer(), nullable=False),
        sa.Column("blobs", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("chain", TEXT(), nullable=False),
        sa.Column("sealed_at", TEXT(), nullable=False),
        sa.Column("exported_at", TEXT(), nullable=False),
        sa.Column("exported_to", TEXT(), nullable=False),
        sa.Column("audit_entries", sa.Integer(), nullable=False),
        sa.Column("audit_head", TEXT(), nullable=False),
        sa.PrimaryKeyConstraint("bundle"),
        sa.UniqueConstraint("epoch", "seq"),
    )
    columns = ", ".join(OUT)
    op.execute(
        f"INSERT INTO outbundle ({columns}, audit_entries, audit_head) SELECT {columns}, 0, '' FROM outbundle_before"
    )
    op.drop_table("outbundle_before")
