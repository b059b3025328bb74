"""My networks: choose, add, rename, archive; and the name of a first one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dialogs.memory import Fact, Network
from dialogs.rooms.room import Deaf
from dialogs.screen import Choice, Screen, chosen, in_columns
from dialogs.session import Action

if TYPE_CHECKING:
    from dialogs.talk import Talk
    from dialogs.view import View

LONGEST_NAME = 60


class Networks(Deaf):
    """The networks of one person. What is typed here is the name of a new one, or a new name."""

    def screen(self, talk: View) -> Screen:
        """Return the networks, the one that is meant first."""
        doing = talk.session.scratch.get("doing")
        if doing is not None:
            return Screen(talk.word(f"type_name_{doing}"), [[Choice(talk.word("back"), ["list"])]])
        current = talk.memory.current
        known = [network for network in talk.memory.networks if not network.archived]
        rows = in_columns(
            [
                Choice(
                    chosen(network.name, network == current),
                    ["use", network.id],
                )
                for network in sorted(known, key=lambda kept: kept.used, reverse=True)
            ],
            1,
        )
        rows.append([Choice(talk.word("new_network"), ["do", "new"])])
        if current is not None:
            rows.append([Choice(talk.word("at_a_glance"), ["room", "dossier"])])
            rows.append(
                [
                    Choice(talk.word("rename"), ["do", "rename"]),
                    Choice(talk.word("archive"), ["archive", current.id]),
                ]
            )
            rows.append([Choice(talk.word("hand_over"), ["room", "giving"])])
        archived = len(talk.memory.networks) - len(known)
        if archived:
            rows.append([Choice(talk.word("unarchive", count=archived), ["unarchive"])])
        rows.append([Choice(talk.word("go_on"), ["leave"])])
        return Screen(talk.word("networks" if known else "no_networks"), rows)

    def press(self, talk: Talk, action: Action) -> None:
        """Choose a network, or begin to add, rename or archive one."""
        memory = talk.memory
        match action:
            case ["use", number]:
                talk.use_network(number)
                talk.leave()
            case ["do", doing]:
                talk.session.scratch["doing"] = doing
            case ["list"]:
                talk.session.scratch.pop("doing", None)
            case ["archive", number]:
                kept = tuple(
                    replace(n, archived=n.archived or n.id == number) for n in memory.networks
                )
                profile = replace(memory.profile, network=None)
                talk.memory = replace(memory, networks=kept, profile=profile)
                talk.note = talk.word("archived")
            case _:
                kept = tuple(replace(network, archived=False) for network in memory.networks)
                talk.memory = replace(memory, networks=kept)

    def hear(self, talk: Talk, text: str) -> bool:
        """Take the name of a new network, or the new name of the one that is meant."""
        name = read_name(talk, text)
        current = talk.memory.current
        if name is None:
            return True
        if talk.session.scratch.pop("doing", "new") == "rename" and current is not None:
            talk.memory = talk.memory.with_network(replace(current, name=name))
        else:
            make_network(talk, name)
        talk.leave()
        return True


class Naming(Deaf):
    """Asks the name of a network when something is first worth remembering."""

    def screen(self, talk: View) -> Screen:
        """Return the question, and the way without remembering."""
        return Screen(talk.word("name_it"), [[Choice(talk.word("do_not_keep"), ["no"])]])

    def press(self, talk: Talk, action: Action) -> None:
        """Forget what waited for a name."""
        talk.session.scratch.pop("pending", None)
        talk.note = talk.word("not_kept")
        talk.enter("menu")

    def hear(self, talk: Talk, text: str) -> bool:
        """Make the network, with the facts that waited for it."""
        name = read_name(talk, text)
        if name is None:
            return True
        make_network(talk, name)
        talk.note = talk.word("network_kept", name=name)
        talk.enter("menu")
        return True


def read_name(talk: Talk, text: str) -> str | None:
    """Return *text* as the name of a network, or None after saying what is wrong with it."""
    name = " ".join(text.split())
    if not name or len(name) > LONGEST_NAME:
        talk.note = talk.word("too_long", most=LONGEST_NAME, length=len(name))
        return None
    return name


def make_network(talk: Talk, name: str) -> int:
    """Add a network called *name*, with all that waited for one, and mean it from now on.

    Returns its number.
    """
    pending = talk.session.scratch.pop("pending", {})
    facts = {
        fact: Fact(value, talk.today, source)
        for fact, (value, source) in pending.items()
        if fact not in ("partners", "plan")
    }
    partners = tuple(pending.get("partners", ((), ""))[0])
    number = talk.memory.profile.last_id + 1
    network = Network(number, name, talk.today, facts, partners)
    plans = tuple(
        replace(plan, network=number) if plan.network is None else plan
        for plan in talk.memory.plans
    )
    notes = tuple(
        replace(note, network=number) if note.network is None else note
        for note in talk.memory.notes
    )
    reminders = tuple(
        replace(one, about={**one.about, "network": number})
        if "review" in one.about and one.about["network"] is None
        else one
        for one in talk.memory.reminders
    )
    talk.memory = replace(
        talk.memory.with_network(network), plans=plans, notes=notes, reminders=reminders
    )
    return number
