"""Conversations by the hour of their last activity."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_HOUR = 3_600_000_000


def upgrade() -> None:
    op.add_column(
        "conversations",
        sa.Column("active_hour", sa.Integer(), server_default="0", nullable=False),
    )
    conversations = sa.table(
        "conversations",
        sa.column("updated_at", sa.BigInteger()),
        sa.column("active_hour", sa.Integer()),
    )
    op.execute(sa.update(conversations).values(active_hour=conversations.c.updated_at // _HOUR))
    op.create_index(
        op.f("ix_conversations_by_activity"), "conversations", ["bot_id", "active_hour", "id"]
    )
