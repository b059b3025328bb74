"""Polls of groups, who took part as hashes, and the secret behind these."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the tables of polls and votes, and one for what this database keeps to itself."""
    op.create_table(
        "secrets",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
    op.create_table(
        "polls",
        sa.Column("id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("conversation", sa.Text, nullable=False),
        sa.Column("chats", sa.Text, nullable=False),
        sa.Column("series", sa.BigInteger, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("begun", sa.BigInteger, nullable=False),
        sa.Column("due", sa.BigInteger),
        sa.Column("fell", sa.BigInteger),
        sa.Column("poll", sa.Text, nullable=False),
    )
    op.create_index("ix_polls_owner", "polls", ["owner"])
    op.create_table(
        "votes",
        sa.Column(
            "poll", sa.BigInteger, sa.ForeignKey("polls.id", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("voter", sa.Text, primary_key=True),
        sa.Column("answers", sa.Text, nullable=False),
    )
    op.create_index("ix_votes_voter", "votes", ["voter"])
