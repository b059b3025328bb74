"""Teams that take a pulse on Telegram, one tap at a time."""

from __future__ import annotations

from tests.botapi import BotApi, Group, User

TEN = 10.0


async def opens(group: Group, user: User, topic: int | None = None) -> None:
    """Start a short pulse in *group*: the longest way, with a funder in it."""
    here = user.at(group, topic)
    await here.types("/peiling@KnoopBot")
    for label in ("Kort", "Ja", "Toch starten", "3 dagen"):
        await (await here.presses(label)).is_answered()
    await group.chat.until("0 ingevuld", TEN)


async def fills(user: User, values: str) -> None:
    """Answer in the private chat, one digit per statement, and hand it in."""
    await user.presses("Begin", seconds=TEN)
    for number, value in enumerate(values, 1):
        await user.chat.until(f"{number}/5", TEN)
        await user.presses(value)
    await user.chat.until("5/5", TEN)
    await user.presses("Overslaan")
    await user.presses("Dien in")
    await user.chat.until("Dank je, ik heb het", TEN)


async def answers(user: User, group: Group, values: str, topic: int | None = None) -> None:
    """Follow the button to the private chat and answer there."""
    await user.follows(await user.at(group, topic).presses("Vul in"))
    await fills(user, values)


def team(botapi: BotApi, size: int) -> tuple[Group, list[User]]:
    users = [botapi.user(f"Lid {number}") for number in range(size)]
    return botapi.group("Team", *users), users


async def answers_alone(user: User, url: str) -> None:
    """Answer a short pulse by the link of a ticket."""
    await user.starts(url.rpartition("=")[2])
    await fills(user, "4411")
