"""A tiny coach: it says back what it hears, with a number, and remembers how often."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from bot.gateway import Delivered, Delivery
from bot.store import Arrival, Store, Work
from dialogs.effect import Edit, Effect, Forget, Say
from dialogs.event import Event, Happening, Key, Said, Unreadable
from dialogs.memory import Memory
from dialogs.session import Session, from_json
from dialogs.turn import Turn

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def key(chat: int) -> Key:
    return Key(bot=1, chat=chat, person=chat)


def said(chat: int, text: str, number: int | str | None = None, at: datetime = NOW) -> Arrival:
    """Somebody says *text* in their private chat; the update's number is the text's by default."""
    return happened(key(chat), Said(text), f"{chat}/{text}" if number is None else number, at)


def happened(where: Key, what: Happening, number: int | str, at: datetime = NOW) -> Arrival:
    return Arrival("test", str(number), Event(where, at, what, where.person, "nl"))


def session_of(work: Work) -> Session:
    return Session("nl") if work.session is None else from_json(work.session)


def echo(work: Work) -> Turn:
    """Say what was said and count; ``fail``, ``forget``, ``secret`` do what they say."""
    session = session_of(work)
    what = work.event.what
    text = what.text if isinstance(what, Said) else type(what).__name__
    if isinstance(what, Unreadable):
        text = what.kind
    if text.startswith("fail"):
        raise ValueError(f"cannot handle {text}")
    session.screens += 1
    session.scratch = {"heard": [*session.scratch.get("heard", []), text]}
    effects: tuple[Effect, ...] = (Say(session.screens, f"{session.screens} {text}"),)
    if text == "forget":
        effects = (Forget(), *effects)
    if text.startswith("edit"):
        effects = (Edit(session.screens - 1, session.screens, text),)
    return Turn(session, remembered(work.memory, text), effects, blank=text.startswith("secret"))


def remembered(memory: Memory, text: str) -> Memory:
    settings: Mapping[str, object] = {**memory.profile.settings, "last": text}
    return replace(memory, profile=replace(memory.profile, settings=settings))


def last_said(memory: Memory) -> object:
    return memory.profile.settings.get("last")


async def take_all(store: Store, at: datetime = NOW, limit: int = 64) -> int:
    """Take turns until nothing is left that may be taken at *at*; return how many those were."""
    taken = 0
    while worked := (await store.turns(echo, at, limit)).taken:
        taken += worked
    return taken


async def deliver_all(store: Store, at: datetime = NOW) -> list[tuple[Key, Effect, int | None]]:
    """Deliver all that waits at *at*; message numbers count on from 1,000. Return it in order."""
    delivered: list[tuple[Key, Effect, int | None]] = []
    while waiting := await store.posts(at, 64):
        results = []
        for one in waiting:
            delivered.append((one.post.key, one.post.effect, one.message))
            new = isinstance(one.post.effect, Say)
            result: Delivery = Delivered(1000 + len(delivered) if new else None)
            results.append((one.post, result))
        await store.settle(results, at)
    return delivered


async def texts_sent(store: Store, at: datetime = NOW) -> list[str]:
    return [
        effect.text
        for _, effect, _ in await deliver_all(store, at)
        if isinstance(effect, Say | Edit)
    ]
