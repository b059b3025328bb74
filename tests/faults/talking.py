"""People who say the same five things each, and what must stand in each of their chats then."""

from __future__ import annotations

import asyncio

from tests.botapi import BotApi, User

SAID = ("/checkin", "nu", "ideeën", "stilte", "Als het stil valt, dan laat ik eerst schrijven.")
HEARD = ("1/7", "2/4", "3/4", "4/4", "Bewaard.")


async def say(users: list[User], number: int) -> None:
    """Let everybody say their *number*-th sentence."""
    for user in users:
        await user.types(SAID[number])


def heard_by(user: User) -> list[str]:
    """Return the first word of each answer, in the order in which they stand in the chat."""
    return [message.text.split()[0] for message in user.chat.from_bot]


async def have_heard(botapi: BotApi, users: list[User], count: int, seconds: float) -> None:
    """Wait until everybody heard the first *count* answers; each once, in order."""

    def all_of_them() -> bool | None:
        return all(len(heard_by(user)) >= count for user in users) or None

    await botapi.world.wait_for(all_of_them, seconds)
    await asyncio.sleep(1.0)  # what comes twice comes now
    for user in users:
        assert heard_by(user) == list(HEARD[:count]), user.chat.transcript
