"""What somebody asked to be reminded of, and when it falls due."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_WAITING = sa.text("state = 'waiting'")


def upgrade() -> None:
    """Add the table of reminders."""
    followed = sa.ForeignKey("people.owner", onupdate="CASCADE", ondelete="CASCADE")
    op.create_table(
        "reminders",
        sa.Column("owner", sa.Text, followed, primary_key=True),
        sa.Column("id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("conversation", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("due", sa.BigInteger, nullable=False),
        sa.Column("about", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("nudges", sa.Integer, nullable=False),
        sa.Column("fell", sa.BigInteger),
    )
    op.create_index(
        "reminders_due", "reminders", ["due"], sqlite_where=_WAITING, postgresql_where=_WAITING
    )
