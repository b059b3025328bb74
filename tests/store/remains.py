"""What somebody leaves behind in the database, in rows and on the disk."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from bot.gateway import Delivered
from bot.store import Store, Work
from bot.store.schema import metadata
from dialogs.effect import Offer
from dialogs.memory import Fact, Memory, Network, Note, Plan, Profile, Reminder
from dialogs.turn import Turn
from tests.store.echo import NOW, echo, said

TODAY = NOW.date()
SECRET = "Zwartepiet-Vandenbroucke"
OF_GROUPS = {"polls", "votes", "secrets", "moves"}
FULL = Memory(
    Profile("nl", 1, 3, {"secret": SECRET}),
    (Network(1, SECRET, TODAY, {"size": Fact(3, TODAY, "type")}, ({"name": SECRET},)),),
    (Plan(2, 1, "stuck", SECRET, TODAY),),
    (Note(3, 1, "debrief", TODAY, TODAY + timedelta(days=90), {"did": SECRET}, {"a": "b"}),),
)


async def everything(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables."""

    def read(unit: object) -> dict[str, list[tuple[object, ...]]]:
        cursor = unit._cursor  # type: ignore[attr-defined]
        found = {}
        for table in metadata.tables:
            cursor.execute(f"SELECT * FROM {table}")  # noqa: S608
            found[table] = cursor.fetchall()
        return found

    return await store._thread.unit(read)


def of_people(tables: dict[str, list[tuple[object, ...]]]) -> dict[str, list[tuple[object, ...]]]:
    """Leave out what belongs to groups: see ``test_polls``."""
    return {name: rows for name, rows in tables.items() if name not in OF_GROUPS}


def fully(work: Work) -> Turn:
    turn = echo(work)
    offer = Offer(f"token of {work.event.key.chat}", {"name": SECRET})
    reminder = Reminder(3, "plan", NOW, str(work.event.key), {"name": SECRET})
    memory = replace(FULL, reminders=(reminder,))
    counted = (("plan", "done"),)
    return replace(turn, memory=memory, counted=counted, effects=(*turn.effects, offer))


async def fill(store: Store, chat: int) -> None:
    """Leave something of *chat* in every table: handled, parked, waiting, sent and unsent."""
    await store.put([said(chat, f"fail {SECRET}", f"{chat}-1")])
    for seconds in (0, 1, 6):
        await store.turns(echo, NOW + timedelta(seconds=seconds))
    await store.put([said(chat, f"{SECRET}", f"{chat}-2")])
    while (await store.turns(fully, NOW + timedelta(seconds=6))).taken:
        pass
    waiting = await store.posts(NOW, 64)
    await store.settle([(one.post, Delivered(9)) for one in waiting], NOW)
    await store.put([said(chat, f"{SECRET}", f"{chat}-3")])


def on_disk(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()))
