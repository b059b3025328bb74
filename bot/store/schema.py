"""The tables, described once for SQLite and PostgreSQL.

Moments are whole milliseconds since 1970 in UTC, days are ISO text, JSON is text (PostgreSQL's own
JSON refuses characters that a person can type). ``conversation`` is ``str(Key)``, ``owner`` is
``Key.owner``, ``chat`` its first two parts. A change here needs a step in ``migrations/versions``.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Identity,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

metadata: Final = MetaData()

_Number: Final = BigInteger().with_variant(Integer, "sqlite")
_OPEN: Final = text("state = 'open'")
_WAITING: Final = text("state = 'waiting'")


def _owner() -> Column[str]:
    followed = ForeignKey("people.owner", onupdate="CASCADE", ondelete="CASCADE")
    return Column("owner", Text, followed, primary_key=True)


inbox: Final = Table(
    "inbox",
    metadata,
    Column("id", _Number, Identity(), primary_key=True),
    Column("source", Text, nullable=False),
    Column("source_id", Text, nullable=False),
    Column("conversation", Text),
    Column("owner", Text),
    Column("event", Text, nullable=False),
    Column("arrived", BigInteger, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("not_before", BigInteger, nullable=False),
    Column("state", Text, nullable=False),
    Column("error", Text),
    UniqueConstraint("source", "source_id", name="inbox_once"),
    Index("inbox_open", "id", sqlite_where=_OPEN, postgresql_where=_OPEN),
    Index("inbox_queue", "conversation", "id", sqlite_where=_OPEN, postgresql_where=_OPEN),
    # A number that was used once never comes back, also when its row is gone.
    sqlite_autoincrement=True,
)

sessions: Final = Table(
    "sessions",
    metadata,
    Column("conversation", Text, primary_key=True),
    Column("owner", Text, nullable=False, index=True),
    Column("session", Text, nullable=False),
    Column("updated", BigInteger, nullable=False),
)

screens: Final = Table(
    "screens",
    metadata,
    Column("conversation", Text, primary_key=True),
    Column("ref", BigInteger, primary_key=True, autoincrement=False),
    Column("owner", Text, nullable=False, index=True),
    Column("message", BigInteger, nullable=False),
)

outbox: Final = Table(
    "outbox",
    metadata,
    Column("id", _Number, Identity(), primary_key=True),
    Column("conversation", Text, nullable=False),
    Column("owner", Text, nullable=False),
    Column("chat", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("ref", BigInteger),
    Column("effect", Text, nullable=False),
    Column("not_before", BigInteger, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("leased_until", BigInteger),
    Column("cause", Text),
    Index("outbox_queue", "chat", "id"),
    Index("outbox_conversation", "conversation"),
    sqlite_autoincrement=True,
)

people: Final = Table(
    "people",
    metadata,
    Column("owner", Text, primary_key=True),
    Column("profile", Text, nullable=False),
    Column("seen", Text, nullable=False),
    Column("gone", Boolean, nullable=False),
)

networks: Final = Table(
    "networks",
    metadata,
    _owner(),
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("used", Text, nullable=False),
    Column("archived", Boolean, nullable=False),
    Column("facts", Text, nullable=False),
)

partners: Final = Table(
    "partners",
    metadata,
    Column("owner", Text, primary_key=True),
    Column("network", BigInteger, primary_key=True, autoincrement=False),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("partner", Text, nullable=False),
    ForeignKeyConstraint(
        ["owner", "network"],
        ["networks.owner", "networks.id"],
        onupdate="CASCADE",
        ondelete="CASCADE",
    ),
)

plans: Final = Table(
    "plans",
    metadata,
    _owner(),
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("network", BigInteger),
    Column("dialogue", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("made", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("due", Text),
    Column("lapses", Text),
)

notes: Final = Table(
    "notes",
    metadata,
    _owner(),
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("network", BigInteger),
    Column("dialogue", Text, nullable=False),
    Column("made", Text, nullable=False),
    Column("lapses", Text, nullable=False),
    Column("values", Text, nullable=False),
    Column("outcome", Text, nullable=False),
)

offers: Final = Table(
    "offers",
    metadata,
    Column("token", Text, primary_key=True),
    Column("conversation", Text, nullable=False),
    Column("owner", Text, nullable=False, index=True),
    Column("network", Text, nullable=False),
    Column("made", Text, nullable=False),
)

# ``fell`` is the moment for which the event is in the inbox: a reminder that is moved falls again.
reminders: Final = Table(
    "reminders",
    metadata,
    _owner(),
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("conversation", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("due", BigInteger, nullable=False),
    Column("about", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("nudges", Integer, nullable=False),
    Column("fell", BigInteger),
    Index("reminders_due", "due", sqlite_where=_WAITING, postgresql_where=_WAITING),
)

secrets: Final = Table(
    "secrets",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

# ``chats`` are the numbers that the group has had, ``fell`` the moment for which the event is in
# the inbox. Of a vote only the hash stays when the poll is over: ``answers`` is empty then.
polls: Final = Table(
    "polls",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("owner", Text, nullable=False, index=True),
    Column("conversation", Text, nullable=False),
    Column("chats", Text, nullable=False),
    Column("series", BigInteger, nullable=False),
    Column("state", Text, nullable=False),
    Column("begun", BigInteger, nullable=False),
    Column("due", BigInteger),
    Column("fell", BigInteger),
    Column("poll", Text, nullable=False),
)

votes: Final = Table(
    "votes",
    metadata,
    Column("poll", BigInteger, ForeignKey("polls.id", ondelete="CASCADE"), primary_key=True),
    Column("voter", Text, primary_key=True, index=True),
    Column("answers", Text, nullable=False),
)

counts: Final = Table(
    "counts",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("what", Text, primary_key=True),
    Column("n", BigInteger, nullable=False),
)

moves: Final = Table(
    "moves",
    metadata,
    Column("old", Text, primary_key=True),
    Column("new", Text, nullable=False, index=True),
)
