"""The first tables.

They stand here as they were made; ``bot/store/schema.py`` shows them as they are now.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_OPEN = sa.text("state = 'open'")


def _owner() -> sa.Column[str]:
    followed = sa.ForeignKey("people.owner", onupdate="CASCADE", ondelete="CASCADE")
    return sa.Column("owner", sa.Text, followed, primary_key=True)


def upgrade() -> None:
    """Make the queue (inbox, sessions, screens, outbox) and the memory (people and theirs)."""
    _queue()
    _memory()


def _queue() -> None:
    op.create_table(
        "inbox",
        sa.Column("id", _NUMBER, sa.Identity(), primary_key=True),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("source_id", sa.Text, nullable=False),
        sa.Column("conversation", sa.Text),
        sa.Column("owner", sa.Text),
        sa.Column("event", sa.Text, nullable=False),
        sa.Column("arrived", sa.BigInteger, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("not_before", sa.BigInteger, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("error", sa.Text),
        sa.UniqueConstraint("source", "source_id", name="inbox_once"),
        sqlite_autoincrement=True,
    )
    op.create_index("inbox_open", "inbox", ["id"], sqlite_where=_OPEN, postgresql_where=_OPEN)
    op.create_index(
        "inbox_queue", "inbox", ["conversation", "id"], sqlite_where=_OPEN, postgresql_where=_OPEN
    )
    op.create_table(
        "sessions",
        sa.Column("conversation", sa.Text, primary_key=True),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("session", sa.Text, nullable=False),
        sa.Column("updated", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_sessions_owner", "sessions", ["owner"])
    op.create_table(
        "screens",
        sa.Column("conversation", sa.Text, primary_key=True),
        sa.Column("ref", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("message", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_screens_owner", "screens", ["owner"])
    op.create_table(
        "outbox",
        sa.Column("id", _NUMBER, sa.Identity(), primary_key=True),
        sa.Column("conversation", sa.Text, nullable=False),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("chat", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("ref", sa.BigInteger),
        sa.Column("effect", sa.Text, nullable=False),
        sa.Column("not_before", sa.BigInteger, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("leased_until", sa.BigInteger),
        sqlite_autoincrement=True,
    )
    op.create_index("outbox_queue", "outbox", ["chat", "id"])
    op.create_index("outbox_conversation", "outbox", ["conversation"])


def _memory() -> None:
    op.create_table(
        "people",
        sa.Column("owner", sa.Text, primary_key=True),
        sa.Column("profile", sa.Text, nullable=False),
        sa.Column("seen", sa.Text, nullable=False),
        sa.Column("gone", sa.Boolean, nullable=False),
    )
    op.create_table(
        "networks",
        _owner(),
        sa.Column("id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("used", sa.Text, nullable=False),
        sa.Column("archived", sa.Boolean, nullable=False),
        sa.Column("facts", sa.Text, nullable=False),
    )
    op.create_table(
        "partners",
        sa.Column("owner", sa.Text, primary_key=True),
        sa.Column("network", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("place", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("partner", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(
            ["owner", "network"],
            ["networks.owner", "networks.id"],
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
    )
    op.create_table(
        "plans",
        _owner(),
        sa.Column("id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("network", sa.BigInteger),
        sa.Column("dialogue", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("made", sa.Text, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("due", sa.Text),
        sa.Column("lapses", sa.Text),
    )
    op.create_table(
        "notes",
        _owner(),
        sa.Column("id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("network", sa.BigInteger),
        sa.Column("dialogue", sa.Text, nullable=False),
        sa.Column("made", sa.Text, nullable=False),
        sa.Column("lapses", sa.Text, nullable=False),
        sa.Column("values", sa.Text, nullable=False),
        sa.Column("outcome", sa.Text, nullable=False),
    )
