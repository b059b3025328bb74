"""Tying a group to a network of somebody in it, and telling that network what the team saw.

Only whoever added Knoop may do it, or an admin. The network hears no more than the group was shown:
bands, as a round number, with the date and how many answered (pulse.md, Feeds).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

from dialogs.effect import LookUp
from dialogs.event import Found, Key
from dialogs.poll import Poll, Ticket
from dialogs.team.joining import ADDER, OUT, set_settings
from dialogs.text import plain

if TYPE_CHECKING:
    from dialogs.memory import Plan
    from dialogs.talk import Talk
    from dialogs.view import View

LINK: Final = "link"

MOST_NAMES: Final = 8
"""So many organisations stand on buttons, for who says where they sit at the table for."""

TIED: Final = "tied"
LOOSE: Final = "loose"
ANSWERED: Final = "tie_answered"
TOLD: Final = "from_team"
"""What a group and the private chat behind its network tell each other."""


# -- in the private chat of whoever ties it -----------------------------------------------------


def come_to_tie(talk: Talk, ticket: Ticket) -> None:
    """Let somebody who came from a group choose the network, or say why not."""
    talk.end_example()
    if not ticket.valid:
        talk.note = talk.word("ticket_of_another")
        talk.enter("menu")
        return
    talk.enter("tying", chat=ticket.about)


def tie(talk: Talk, chat: int, number: int) -> None:
    """Propose network *number* to the group; there it is checked who may.

    Only who is at the table already goes along by name: whom somebody still wants to ask, or who
    refused, is nobody else's business.
    """
    network = next(one for one in talk.memory.networks if one.id == number)
    aboard = [one for one in network.partners if one.get("status") == "aboard"]
    told = {
        "person": talk.event.person,
        "owner": str(talk.event.key),
        "network": network.id,
        "organisations": [str(one["name"]) for one in aboard][:MOST_NAMES],
    }
    talk.tell(str(Key(talk.event.key.bot, chat)), TIED, json.dumps(told))
    talk.still = False
    talk.note = talk.word("tie_proposed", name=network.name)
    talk.enter("menu")


def tie_answered(talk: Talk, answer: str) -> None:
    """Say whether the group is tied now, or to somebody else's network, or not at all."""
    talk.say(talk.word(f"tie_{answer}"))


# -- in the group -------------------------------------------------------------------------------


def tied(talk: Talk, about: str) -> None:
    """Tie the group for whoever added Knoop; for anybody else ask whether they are an admin."""
    told, settings = json.loads(about), talk.memory.profile.settings
    talk.still = True
    if OUT in settings:
        talk.tell(told["owner"], ANSWERED, "refused")
    elif told["person"] == settings.get(ADDER):
        _keep(talk, told)
    else:
        talk.effects.append(LookUp(told["person"], ("tie", told)))


def found(talk: Talk, what: Found) -> None:
    """Tie the group for an admin; to others it is said in private that they may not."""
    told = what.then[1]
    if what.admin:
        _keep(talk, told)
    else:
        talk.tell(told["owner"], ANSWERED, "refused")


def _keep(talk: Talk, told: Mapping[str, Any]) -> None:
    """Note the network that this group belongs to; who had tied it before hears that it is over."""
    before = link_of(talk)
    if before and before["owner"] != told["owner"]:
        talk.tell(before["owner"], ANSWERED, "over")
    kept = {name: told[name] for name in ("owner", "network", "organisations")}
    set_settings(talk, **{LINK: kept})
    talk.tell(told["owner"], ANSWERED, "done")
    talk.say(talk.word("tied_here"))


def loose(talk: Talk, _: str = "") -> None:
    """Let go of a network that is not there any more."""
    set_settings(talk, **{LINK: None})
    talk.still = True


def untie(talk: Talk) -> None:
    """Let go of the network because somebody here wants it; the group and the other side hear."""
    link = link_of(talk)
    if link:
        talk.tell(link["owner"], ANSWERED, "over")
        loose(talk)
        talk.note = talk.word("untied_here")
    talk.still = False
    talk.enter("menu")


def may_untie(talk: Talk) -> bool:
    """Return whether whoever acts added Knoop here, or tied the group, so need be no admin."""
    person, link = talk.event.person, link_of(talk)
    adder = talk.memory.profile.settings.get(ADDER)
    return person is not None and person in (adder, Key.parse(link["owner"]).person if link else 0)


def link_of(talk: View) -> Mapping[str, Any]:
    """Return the network that this group is tied to: empty when there is none."""
    link: Mapping[str, Any] = talk.memory.profile.settings.get(LINK, {})
    return link


def feed(talk: Talk, poll: Poll) -> None:
    """Tell the network what the group was shown of *poll*, where that says something of it."""
    facts, kept = _FED.get(poll.kind, _nothing)(talk, poll.shown)
    if not poll.shown.get("alike") and kept:
        # With less than half of the group it says nothing of the whole network (pulse.md, 4).
        _tell(talk, poll, facts={} if poll.shown["few"] else facts, shown=kept)


def feed_plan(talk: Talk, poll: Poll, plan: Plan) -> None:
    """Tell the network what the group agreed to do, and later how it went."""
    count, day = poll.about.get("n", poll.shown["n"]), Markup("{:%d/%m/%y}").format(plan.made)
    told = talk.word("told_by_team", day=day, count=count)
    _tell(talk, poll, plan=plain(f"{told}: {plan.text}"), status=plan.status)


def _tell(talk: Talk, poll: Poll, **told: Any) -> None:
    link, still = link_of(talk), talk.still
    if link:
        about = {
            "group": str(replace(talk.event.key, topic=0)),
            "network": link["network"],
            "kind": poll.kind,
            "n": poll.shown["n"],
            **told,
        }
        talk.tell(link["owner"], TOLD, json.dumps(about))
        talk.still = still


Fed = tuple[dict[str, Any], dict[str, Any]]
"""Facts of a network, and what else was shown, as ids."""


def _nothing(_: View, __: Mapping[str, Any]) -> Fed:
    return {}, {}


def _of_pulse(talk: View, shown: Mapping[str, Any]) -> Fed:
    """Return facts of the statements that say something of them; spread on the goal is low.

    What was written freely stays in the group.
    """
    rules = talk.know["polls"]["kinds"]["pulse"]["feeds"]
    facts: dict[str, Any] = {}
    for statement, fact in rules["facts"].items():
        one = shown["statements"].get(statement, {"bands": []})
        values = [rules["bands"][band] for band in one["bands"]]
        if not values:
            continue
        divided = statement in rules["low_when_divided"] and one["spread"] == "divided"
        facts[fact] = rules["bands"]["concern"] if divided else sum(values) / len(values)
    seen = any(one["bands"] for one in shown["statements"].values())
    kept = {name: shown[name] for name in ("n", "on", "few", "statements")}
    return facts, kept if seen else {}


def _of_type(talk: View, shown: Mapping[str, Any]) -> Fed:
    values = talk.know["polls"]["kinds"]["type"]["feeds"]
    facts: dict[str, Any] = {
        name: values[band] for name, band in shown.get("bands", {}).items() if name != "size"
    }
    if shown.get("today") is not None:
        facts["form"] = shown["today"]
    return facts, {name: shown.get(name) for name in ("n", "best", "flag", "split")}


def _of_stuck(_: View, shown: Mapping[str, Any]) -> Fed:
    return {}, {name: shown[name] for name in ("n", "symptoms")} if shown["symptoms"] else {}


_FED: Final[Mapping[str, Callable[[View, Mapping[str, Any]], Fed]]] = {
    "pulse": _of_pulse,
    "type": _of_type,
    "stuck": _of_stuck,
}
