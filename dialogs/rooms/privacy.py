"""What is kept, everything as a file, and everything gone."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from dialogs.effect import Document, Forget
from dialogs.memory import Memory
from dialogs.rooms.room import Deaf
from dialogs.screen import Choice, Screen
from dialogs.session import Action
from dialogs.text import listed

if TYPE_CHECKING:
    from dialogs.talk import Talk
    from dialogs.view import View


class Privacy(Deaf):
    """Eight lines: who runs this, what is kept, how long and where; and the two buttons."""

    def screen(self, talk: View) -> Screen:
        """Return the eight lines."""
        house = {"controller": talk.coach.house.controller, "contact": talk.coach.house.contact}
        wipe = Choice(talk.word("forget_all"), ["room", "forget"])
        ways = [[wipe], [Choice(talk.word("go_on"), ["leave"])]]
        if not talk.event.key.private:
            return Screen(talk.word("privacy_here", at=talk.at, **house), ways)
        export = Choice(talk.word("export"), ["export"])
        return Screen(talk.word("privacy", **house), [[export], *ways])


class Forgetting(Deaf):
    """Asks once; then everything goes, at once and for good."""

    def screen(self, talk: View) -> Screen:
        """Return the question, with what would be deleted."""
        yes = Choice(talk.word("yes_forget"), ["forget"])
        no = Choice(talk.word("no_keep"), ["leave"])
        if not talk.event.key.private:
            return Screen(talk.word("forget_here_sure"), [[yes], [no]])
        return Screen(talk.word("forget_sure", everything=_everything(talk)), [[yes], [no]])

    def press(self, talk: Talk, action: Action) -> None:
        """Delete everything."""
        everything = _everything(talk)
        talk.effects.append(Forget())
        talk.begin_anew()
        talk.memory = Memory()
        if talk.event.key.private:
            talk.farewell(talk.word("forgotten", everything=everything))
        else:
            talk.farewell(talk.word("forgotten_here", at=talk.at))


def _everything(talk: View) -> Markup:
    """Return what is kept of this person, counted, in words."""
    memory = talk.memory
    counted = [
        talk.word(f"{what}_counted", count=count)
        for what, count in (
            ("networks", len(memory.networks)),
            ("partners", sum(len(network.partners) for network in memory.networks)),
            ("plans", len(memory.plans)),
            ("notes", len(memory.notes)),
        )
        if count
    ]
    return listed([*counted, talk.word("your_answers")], talk.language)


def export(talk: Talk) -> None:
    """Hand over everything that is remembered: as JSON, and as text that reads easily."""
    everything = _values(asdict(talk.memory))
    everything["session"] = {
        "language": talk.language,
        "answers": {
            frame.dialogue: frame.answers for frame in (*talk.session.frames, *talk.session.paused)
        },
    }
    written = json.dumps(everything, ensure_ascii=False, indent=2, sort_keys=True)
    day = talk.today.isoformat()
    talk.effects.append(Document(f"knoop-{day}.json", written, str(talk.word("export_json"))))
    readable = "\n".join(_lines(everything, 0)) + "\n"
    talk.effects.append(Document(f"knoop-{day}.txt", readable, str(talk.word("export_text"))))


def _values(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _values(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [_values(entry) for entry in value]
    return value.isoformat() if isinstance(value, date) else value


def _lines(values: dict[str, Any] | list[Any], depth: int) -> list[str]:
    indent = "  " * depth
    listed = enumerate(values, 1) if isinstance(values, list) else values.items()
    lines: list[str] = []
    for key, entry in listed:
        if isinstance(entry, dict | list) and entry:
            lines += [f"{indent}{key}:", *_lines(entry, depth + 1)]
        else:
            lines.append(f"{indent}{key}: {'-' if entry in (None, {}, []) else entry}")
    return lines
