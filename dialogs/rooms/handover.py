"""Handing over and taking over: both sides say yes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialogs.effect import Offer, Tell
from dialogs.handover import PREFIX, archived, packed, taken_over
from dialogs.rooms.room import Deaf
from dialogs.screen import Choice, Screen
from dialogs.session import Action

if TYPE_CHECKING:
    from dialogs.talk import Talk
    from dialogs.view import View


class Giving(Deaf):
    """Says what goes along with the network, and makes the link after a yes."""

    def screen(self, talk: View) -> Screen:
        """Return what would be handed over."""
        network = talk.memory.current
        name = network.name if network else ""
        count = len(network.partners) if network else 0
        yes = Choice(talk.word("make_link"), ["give"])
        no = Choice(talk.word("back"), ["room", "networks"])
        return Screen(talk.word("give_sure", name=name, count=count), [[yes], [no]])

    def press(self, talk: Talk, action: Action) -> None:
        """Make the link, in a message of its own that can be passed on."""
        network = talk.memory.current
        if network is not None and talk.event.token:
            talk.effects.append(Offer(talk.event.token, packed(network)))
            word = f"{PREFIX}{talk.event.token}"
            username = talk.coach.house.username
            link = f"https://t.me/{username}?start={word}" if username else f"/start {word}"
            talk.aside(talk.word("the_link", name=network.name, link=link))
        talk.enter("networks")


class Taking(Deaf):
    """Asks whoever came with a link whether they take the network over."""

    def screen(self, talk: View) -> Screen:
        """Return what is offered."""
        offered = talk.session.scratch["offered"]["network"]
        words = talk.word(
            "take_sure",
            name=offered["name"],
            facts=len(offered["facts"]),
            partners=len(offered["partners"]),
        )
        yes = Choice(talk.word("take_it"), ["take", True])
        no = Choice(talk.word("leave_it"), ["take", False])
        return Screen(words, [[yes], [no]])

    def press(self, talk: Talk, action: Action) -> None:
        """Take it or leave it; the giver hears which."""
        offered = talk.session.scratch["offered"]
        network, takes = offered["network"], action[1]
        about = f"{network['id']}"
        kind = "network_taken" if takes else "network_left"
        talk.effects.append(Tell(offered["giver"], kind, about))
        if takes:
            talk.memory = taken_over(talk.memory, network, talk.today)
            talk.note = talk.word("network_kept", name=network["name"])
        talk.enter("menu")


class Given(Deaf):
    """Tells the giver that it was taken, and asks whether to archive it here."""

    def screen(self, talk: View) -> Screen:
        """Return the question."""
        number = talk.session.scratch["given"]
        name = next((one.name for one in talk.memory.networks if one.id == number), "")
        yes = Choice(talk.word("archive"), ["archive", number])
        no = Choice(talk.word("no_keep"), ["leave"])
        return Screen(talk.word("it_was_taken", name=name), [[yes], [no]])

    def press(self, talk: Talk, action: Action) -> None:
        """Archive it; *leave* is known everywhere."""
        talk.memory = archived(talk.memory, action[1])
        talk.note = talk.word("archived")
        talk.leave()
