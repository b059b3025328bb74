"""One turn under way: what may be done with the session, the memory and the screen."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dialogs.effect import Commands
from dialogs.facts import UNKNOWN
from dialogs.rooms import ROOMS
from dialogs.session import Frame, Session
from dialogs.team.voting import POLL, handed_in
from dialogs.walking import Walking


class Talk(Walking):
    """What steps and rooms work with during one turn. It is thrown away when the turn fails."""

    def open(self, dialogue: str) -> None:
        """Begin *dialogue*, or go on with it where it was left; another one waits meanwhile.

        What is private is not begun in a group: a button leads to where it is. What a team does
        is begun there with its poll.
        """
        session = self.session
        if self._elsewhere(dialogue):
            return
        session.room = None
        if session.frames and session.frames[-1].dialogue == dialogue:
            return
        self.pause()
        self._go_on_or_begin(dialogue)

    def _go_on_or_begin(self, dialogue: str) -> None:
        """Put *dialogue* on top of the stack: where it was left, or at its first step."""
        if self._take_up(dialogue):
            self.come_back()
        else:
            self.begin(dialogue)

    def _take_up(self, dialogue: str) -> bool:
        """Put *dialogue*, when it waits, on top of the stack; return whether it did."""
        session = self.session
        waiting = [kept for kept in session.paused if kept.dialogue == dialogue]
        session.paused = [kept for kept in session.paused if kept.dialogue != dialogue]
        session.frames += waiting[:1]
        return bool(waiting)

    def _elsewhere(self, dialogue: str) -> bool:
        """Lead to where *dialogue* is talked about, when that is not here."""
        definition = self.coach.dialogues[dialogue]
        if self.event.key.private:
            if definition.scope != "group":
                return False
            self.enter("together", kind=dialogue)
        elif definition.team:
            self.enter("opening", kind=dialogue)
        elif definition.scope == "everywhere":
            return False
        else:
            self.to_private(dialogue)
        return True

    def begin(self, dialogue: str) -> None:
        """Put *dialogue* on top of the stack, at its first step."""
        first = self.coach.dialogues[dialogue].first
        began, lapses = self.today.isoformat(), self.lapsing(dialogue)
        self.session.frames.append(Frame(dialogue, first, began=began, lapses=lapses))
        self.counted.append(("started", dialogue))
        self.settle()

    def call(self, dialogue: str) -> None:
        """Begin *dialogue*, or go on with it, and come back here when it is over.

        One that waits for this one to end is gone back to instead.
        """
        session = self.session
        session.room = None
        if any(frame.dialogue == dialogue for frame in session.frames):
            self.open(dialogue)
        elif not self._elsewhere(dialogue):
            caller = self.frame.dialogue
            self._go_on_or_begin(dialogue)
            self.frame.caller = caller

    def pause(self) -> None:
        """Let the dialogues under way wait, the last one first."""
        self.session.paused = [*reversed(self.session.frames), *self.session.paused]
        self.session.frames = []

    def resume(self, number: int) -> None:
        """Take up again what :meth:`left` lists at *number*."""
        kept = self.left()
        if number >= len(kept):
            self.enter("menu")
        else:
            self.open(kept[number].dialogue)

    def mend(self) -> None:
        """Drop dialogues that new content no longer has, and stand at a step that exists."""
        session, known = self.session, self.coach.dialogues
        if session.room not in ROOMS:
            session.room = None
        session.paused = [frame for frame in session.paused if frame.dialogue in known]
        if any(frame.dialogue not in known for frame in session.frames):
            session.frames = [frame for frame in session.frames if frame.dialogue in known]
            self.enter("menu")
        if session.room is None and not session.frames:
            self.enter("menu")
        if session.frames and not set(self.frame.path) | {self.frame.state} <= {
            *self.dialogue.steps
        }:
            self.come_back()

    def finish(self) -> None:
        """End the dialogue on top: back to the one that called it, or to what comes next."""
        session = self.session
        frame = session.frames.pop()
        self.counted.append(("finished", frame.dialogue))
        if POLL in frame.scratch:
            handed_in(self, frame)
            return
        pending = {**session.scratch.get("pending", {}), **self._pending(frame)}
        pending = pending if self.memory.current is None else {}
        session.scratch["pending"] = pending
        if session.frames or self._take_up(frame.caller):
            self.note = self.word("back_in", title=self.title(self.frame.dialogue))
            self.come_back()
        else:
            self.enter("naming" if pending else "menu")

    def _pending(self, frame: Frame) -> dict[str, list[Any]]:
        """Return the facts of *frame* that have no network yet: fact -> [value, dialogue]."""
        dialogue = self.coach.dialogues[frame.dialogue]
        steps = [dialogue.steps[name] for name in frame.path]
        told: dict[str, list[Any]] = {}
        for step in steps:
            for question, fact in step.keep.items():
                value = frame.answers.get(question)
                if value is not None and value != UNKNOWN:
                    told[fact] = [value, frame.dialogue]
        told.update({f: [v, frame.dialogue] for f, v in frame.scratch.get("found", {}).items()})
        if not told and any(plan.network is None for plan in self.memory.plans):
            told["plan"] = [True, frame.dialogue]
        return told

    def use_network(self, number: int) -> None:
        """Mean another network; a dialogue under way takes that one's facts."""
        meant = next(network for network in self.memory.networks if network.id == number)
        self.memory = self.memory.with_network(replace(meant, used=self.today))
        if self.session.frames:
            for question in self.frame.reused:
                self.frame.answers.pop(question, None)
            self.frame.reused = []
            self.frame.path = []
            self.frame.state = self.dialogue.first
            self.settle()

    # -- places of the house ----------------------------------------------------------------

    def enter(self, room: str, **scratch: Any) -> None:
        """Go to a room; the dialogue under way waits below it. A group has a menu of its own."""
        if room == "menu" and not self.event.key.private:
            room = "team"
        pending = self.session.scratch.get("pending")
        self.session.room = room
        self.session.scratch = {**({"pending": pending} if pending else {}), **scratch}

    def leave(self) -> None:
        """Go back to the dialogue that waits, or to the menu."""
        if self.session.frames:
            self.session.room = None
        else:
            self.enter("menu")

    def stop(self) -> None:
        """Leave the dialogue; it can be taken up again."""
        self.pause()
        self.enter("stopped")

    def speak(self, language: str) -> None:
        """Go on in *language*, here and in every later conversation of this person."""
        self.session.language = language
        profile = replace(self.memory.profile, language=language)
        self.memory = replace(self.memory, profile=profile)
        self.effects.append(Commands(language))

    def begin_anew(self) -> None:
        """Forget the whole session."""
        old = self.session
        self.session = Session(
            old.language, room="menu", screens=old.screens, seen=old.seen, live=old.live
        )

    def end_example(self) -> None:
        """Leave the example, if that is where they are: now it is about their own work."""
        if self.session.example:
            self.begin_anew()
