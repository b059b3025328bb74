"""Watches a coach at work, and notes which pieces of the content it comes to.

Nothing in the coach knows of it: its dialogues get a machine that tells which way is taken, and
what is left of a turn (session, effects) is looked at afterwards.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, cast

from transitions import Machine

from bot.reached.piece import Piece, actions, branch, chosen, linked
from bot.reached.results import values
from dialogs.coach import Coach
from dialogs.effect import Edit, Say
from dialogs.event import Event, FellDue, Pressed
from dialogs.flow import Dialogue
from dialogs.instruments.library import Librarian
from dialogs.session import Frame, Session
from dialogs.steps.advise import Advise, behind, worded
from dialogs.text import plain
from dialogs.turn import Turn
from dialogs.view import View


@dataclass(slots=True)
class Recorder:
    """Notes what is reached: per language and piece, the names of the talks and cases."""

    reached: dict[str, dict[Piece, list[str]]] = field(default_factory=dict)
    playing: str = ""
    language: str = ""

    def begins(self, name: str, language: str) -> None:
        """What is reached from now on counts for the talk or case *name*, in *language*."""
        self.playing, self.language = name, language

    def note(self, dialogue: str, kind: str, name: str) -> None:
        """Note that a piece was reached by what is being played."""
        reached = self.reached.setdefault(self.language, {})
        by = reached.setdefault(Piece(dialogue, kind, name), [])
        if self.playing not in by:
            by.append(self.playing)

    def watching(self, coach: Coach) -> Coach:
        """Return *coach* with dialogues that tell this recorder which way they take."""
        watched = {
            name: replace(dialogue, machine=cast(Machine, _Watched(dialogue, self)))
            for name, dialogue in coach.dialogues.items()
        }
        return replace(coach, dialogues=watched)

    def answered(self, dialogue: Dialogue, frame: Frame) -> None:
        """Note the steps that *frame* came to, and the options that were chosen there."""
        told = {q: value for q, value in frame.answers.items() if q not in frame.reused}
        for name in dict.fromkeys(frame.path):
            step = dialogue.steps.get(name)
            if step is None:
                continue
            self.note(dialogue.id, "step", name)
            for option in chosen(step, told):
                self.note(dialogue.id, "option", option)

    def took(self, coach: Coach, before: Session | None, event: Event, turn: Turn) -> None:
        """Look at a turn of a talk: what was pressed, what is answered, what is shown."""
        self.language = turn.session.language
        if before is not None and before.frames and isinstance(event.what, Pressed):
            self._pressed(coach, before, event.what)
        if isinstance(event.what, FellDue):
            # What is told to somebody by itself goes by the name of its advice.
            kind = event.what.kind
            for dialogue in (name for name, advice in coach.advice.items() if kind in advice):
                self.note(dialogue, "advice", kind)
        for frame in (*turn.session.frames, *turn.session.paused):
            self.answered(coach.dialogues[frame.dialogue], frame)
        if turn.session.room is None and turn.session.frames:
            shown = [e.text for e in turn.effects if isinstance(e, Say | Edit) and e.rows]
            view = View(coach, turn.session, turn.memory, event)
            self._shown(view, plain("\n".join(shown)))

    def _pressed(self, coach: Coach, before: Session, what: Pressed) -> None:
        live, frame = before.live, before.frames[-1]
        step = coach.dialogues[frame.dialogue].steps.get(frame.state)
        if step is None or what.screen != live.number:
            return
        for number, does in actions(step).items():
            if live.actions[what.choice][: len(does[0])] in does:
                self.note(frame.dialogue, "link", linked(step, step.links[number], coach))

    def _shown(self, view: View, text: str) -> None:
        dialogue = view.dialogue
        if isinstance(dialogue.instrument, Librarian):
            entry = view.frame.scratch.get("entry", "")
            self.note(dialogue.id, "shelf", entry.partition(".")[0])
            return
        if not isinstance(view.step, Advise):
            return
        outcome = view.outcome()
        for result, value in values(dialogue.id, outcome.results):
            self.note(dialogue.id, "result", f"{result} {value}")
        for advised in outcome.advice:
            for kind, words in (
                ("advice", worded(advised, view, reasons=False)),
                ("more", behind(advised, view, sources=False)),
            ):
                if words and plain(words) in text:
                    self.note(dialogue.id, kind, advised.id)

    def played(self, coach: Coach, report: Mapping[str, Any]) -> None:
        """Look at the report of a case: the advice, with what stands behind it, and the results."""
        dialogue = coach.dialogues[report["dialogue"]]
        for result, value in values(dialogue.id, report["results"]):
            self.note(dialogue.id, "result", f"{result} {value}")
        for entry in report["advice"]:
            self.note(dialogue.id, "advice", entry["id"])
            if coach.advice[dialogue.id][entry["id"]].more is not None:
                self.note(dialogue.id, "more", entry["id"])
        for entry in report["results"].get("entries", ()):
            self.note(dialogue.id, "shelf", entry.partition(".")[0])


class _Watched:
    """The machine of a dialogue, which tells a recorder which way is taken from every step."""

    def __init__(self, dialogue: Dialogue, recorder: Recorder) -> None:
        self._dialogue = dialogue
        self._recorder = recorder
        self._machine: Machine = dialogue.machine
        self.events = {"next": self}

    def trigger(self, frame: Frame, facts: Mapping[str, object]) -> bool:
        """Move *frame* on, as the machine does."""
        dialogue, step = self._dialogue, self._dialogue.steps[frame.state]
        self._recorder.answered(dialogue, frame)
        taken = (n for n, way in enumerate(step.then) if way.when is None or way.when(facts))
        if len(step.then) > 1:
            self._recorder.note(dialogue.id, "branch", branch(step, next(taken)))
        moved: bool = self._machine.events["next"].trigger(frame, facts=facts)
        return moved
