"""A team: people in a group who look at something together, each answering in private."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, Final

from tests.botapi import Group
from tests.botapi.user import Seat
from tests.simulation.people import PATIENCE, Person, presses

if TYPE_CHECKING:
    from tests.simulation.world import World

KINDS: Final = {
    "peiling": ("Kort", "Nee", "3 dagen"),
    "teamrollen": ("3 dagen",),
    "vorm": ("Nee", "3 dagen"),
    "vast": ("Nee", "3 dagen"),
}
"""The command of each kind of poll, and what is pressed until it stands in the group."""

MOST: Final = 30
"""Answers after which somebody gives up."""

ONWARDS: Final = ("Dien in", "Hand it in", "Verder", "Continue", "Kort", "Short")
NOT_TO_PRESS: Final = ("Terug", "Back", "Stop", "Menu", "Meer", "More")
NO_ANSWER: Final = ("Weet ik niet", "I don", "Overslaan", "Skip")
DONE: Final = ("Dank je, ik heb het", "Thank you, I have it")


class Team:
    """People at a table, who start a poll and fill it in together."""

    def __init__(self, world: World, people: list[Person], group: Group) -> None:
        self.world, self.people, self.group = world, people, group
        self._private = True

    async def looks_together(self) -> None:
        """One starts a poll, most answer, one closes it; the group may move meanwhile."""
        chance = self.world.fate.people
        command = chance.choice(tuple(KINDS))
        # Of the others a name or a sentence may stand in the group: it is asked for that.
        self._private = command in ("vorm", "vast")
        self.world.note(f"a poll is started with /{command}")
        starter = self.people[0].user.at(self.group)
        await starter.types(f"/{command}@KnoopBot")
        await presses(starter, *KINDS[command])
        voters = [self._fills_in(person) for person in self.people]
        chance.shuffle(voters)
        filling = [asyncio.create_task(voter) for voter in voters]
        if chance.random() < 0.15:
            await asyncio.sleep(chance.uniform(0, 20))
            self.world.note("the group becomes a supergroup")
            self.group = await self.group.upgrades()
        await asyncio.wait(filling)
        for one in filling:
            one.result()
        await self._closes("Sluit", "Ja, sluit", "Stop zonder")
        for _ in range(2):
            if not await self._chooses():
                break

    async def _closes(self, *labels: str) -> None:
        for label in labels:
            self.world.note(f"presses {label!r} in the group")
            await presses(self.people[0].user.at(self.group), label)

    async def _chooses(self) -> bool:
        """Choose together with buttons, when the group was asked to; return whether it was."""
        board = self.group.chat.from_bot[-1:]
        if not board or "Kies" not in board[0].text:
            return False
        labels = [label for label in board[0].labels if "stemming" not in label]
        for person in self.people:
            if labels:
                await presses(person.user.at(self.group), self.world.fate.people.choice(labels))
        await self._closes("Sluit de stemming")
        return True

    async def _fills_in(self, person: Person) -> None:
        """Follow the button and answer whatever is asked, until it is handed in."""
        chance = self.world.fate.people
        await asyncio.sleep(chance.uniform(0, 10))
        user = person.user
        press = await presses(user.at(self.group), "Vul in")
        if press is None:
            return
        try:
            await press.is_answered(PATIENCE)
            if press.url:
                self.world.note(f"{user.account.id} goes to fill in")
                await user.starts(press.url.rpartition("=")[2])
        except AssertionError:
            return
        if await presses(user, "Begin") is None:
            return
        for _ in range(MOST):
            if not await self._answers(person):
                return

    async def _answers(self, person: Person) -> bool:
        """Answer what is asked now; return whether there may be more to answer."""
        user, chance = person.user, self.world.fate.people
        before = _stands(user)
        said = user.chat.from_bot[-1]
        if any(done in said.text for done in DONE):
            return False
        onwards = next((label for label in said.labels if label.startswith(ONWARDS)), None)
        shunned = NOT_TO_PRESS if chance.random() < 0.1 else (*NOT_TO_PRESS, *NO_ANSWER)
        labels = [one for one in said.labels if not one.startswith(shunned)]
        data = [button for row in said.rows for button in row if button.data]
        if not said.rows:
            pass  # it was answered; what follows is on its way
        elif onwards:
            await presses(user, onwards)
        elif chance.random() < 0.01:
            await person.acts()
        elif data and labels and chance.random() < 0.9:
            await presses(user, chance.choice(labels))
        else:
            word = person.canary if self._private else "een zin"
            await user.types(chance.choice(("3", "12", f"{word} en co", "overslaan")))
        changed = partial(_changed, user, before)
        return bool(await user.state.world.wait_for(changed, PATIENCE))


def _stands(seat: Seat) -> list[tuple[str, list[str]]]:
    """Return what Knoop said there, as it stands there now."""
    return [(message.text, message.labels) for message in seat.chat.from_bot]


def _changed(seat: Seat, before: list[tuple[str, list[str]]]) -> bool | None:
    return _stands(seat) != before or None


def group_of(world: World, people: list[Person]) -> Group:
    """Return a group of *people* with Knoop in it."""
    chats = world.telegram.world
    kind = world.fate.people.choice(("group", "supergroup"))
    chat = chats.group("Team", kind)
    chat.members = {person.user.account.id: "member" for person in people}
    chat.members[people[0].user.account.id] = "creator"
    chat.members[chats.bot.id] = "member"
    return Group(world.telegram, chat)
