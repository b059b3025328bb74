"""The first screen: what are you dealing with? And what was open when somebody comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from dialogs.memory import Plan
from dialogs.rooms.room import Deaf
from dialogs.screen import Choice, Row, Screen
from dialogs.session import Action
from dialogs.text import joined

if TYPE_CHECKING:
    from dialogs.talk import Talk
    from dialogs.view import View

PER_PAGE = 6


class Menu(Deaf):
    """Four doors and *Meer*; above them what can be taken up again."""

    def screen(self, talk: View) -> Screen:
        """Return the doors, what was open, and the network that is meant."""
        scratch = talk.session.scratch
        lines: list[Markup] = []
        rows: list[Row] = []
        if scratch.get("welcome"):
            lines.append(talk.word("welcome", **_house(talk)))
        network = talk.memory.current
        if network is not None:
            lines.append(talk.word("your_network", name=network.name))
        plan = open_plan(talk)
        if plan is not None and not scratch.get("page"):
            lines.append(talk.word("last_plan", plan=plan.text))
            verdicts = ("done", "not_done", "dropped")
            rows.append(
                [Choice(talk.word(f"plan_{said}"), ["plan", plan.id, said]) for said in verdicts]
            )
        lines.append(talk.word("what_is_it"))
        rows += self._doors(talk, scratch.get("page", 0))
        return Screen(joined("\n\n", lines), rows)

    def _doors(self, talk: View, page: int) -> list[Row]:
        offered = [name for name in talk.coach.menu["more"] if name in talk.coach.dialogues]
        if page:
            start = (page - 1) * PER_PAGE
            shown = offered[start : start + PER_PAGE]
            rows = [[_door(name, talk)] for name in shown]
            more = start + PER_PAGE < len(offered)
            turn = [Choice(talk.word("back"), ["page", page - 1])]
            return [*rows, [*turn, *([Choice(talk.word("further"), ["page", page + 1])] * more)]]
        rows = [
            [Choice(_resume(kept.dialogue, talk), ["resume", number])]
            for number, kept in enumerate(talk.left()[:2])
        ]
        rows += [
            [_door(name, talk)] for name in talk.coach.menu["first"] if name in talk.coach.dialogues
        ]
        other = next(code for code in sorted(talk.coach.languages) if code != talk.language)
        last = [Choice(talk.coach.words["language_name"].render(other, {}), ["speak", other])]
        if len(talk.memory.networks) > 1:
            last.insert(0, Choice(talk.word("other_network"), ["room", "networks"]))
        if talk.session.example:
            rows.append([Choice(talk.word("end_example"), ["example", False])])
        elif scratch_welcome(talk):
            rows.append([Choice(talk.word("try_example"), ["example", True])])
        if offered:
            last.insert(0, Choice(talk.word("more_doors"), ["page", 1]))
        return [*rows, last]

    def press(self, talk: Talk, action: Action) -> None:
        """Turn the page, take up what was left, or say how a plan went."""
        match action:
            case ["page", page]:
                talk.session.scratch["page"] = page
            case ["resume", number]:
                talk.resume(number)
            case _:
                _, number, said = action
                talk.settle_plan(number, said)
                talk.note = talk.word(f"plan_was_{said}")


def _house(talk: View) -> dict[str, str]:
    house = talk.coach.house
    return {"controller": house.controller, "contact": house.contact}


def _resume(dialogue: str, talk: View) -> Markup:
    title = talk.coach.dialogues[dialogue].button.render(talk.language, {})
    return talk.word("resume", title=title)


def _door(name: str, talk: View) -> Choice:
    label = talk.coach.dialogues[name].button.render(talk.language, {})
    return Choice(label, ["open", name])


def scratch_welcome(talk: View) -> bool:
    """Return whether the first screen stands here, where the example is offered."""
    return bool(talk.session.scratch.get("welcome")) and not talk.memory.networks


def open_plan(talk: View) -> Plan | None:
    """Return the latest plan of an earlier day that is still open."""
    plans = [p for p in talk.memory.plans if p.status == "open" and p.made < talk.today]
    return max(plans, key=lambda plan: plan.id, default=None)
