"""One turn under way: what may be done with the session, the memory and the screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

from dialogs.effect import Button, Commands, Edit, Effect, Rows, Say, Tell
from dialogs.event import Event
from dialogs.facts import UNKNOWN
from dialogs.flow import END, Step
from dialogs.keeping import Keeping
from dialogs.memory import Memory
from dialogs.rooms import ROOMS
from dialogs.session import Frame, Live, Session
from dialogs.team.voting import POLL, handed_in

if TYPE_CHECKING:
    from dialogs.coach import Coach

CAP: Final = 100
"""So many steps without an answer may follow each other; more is a mistake in the content."""


class EndlessDialogueError(RuntimeError):
    """A dialogue goes round in circles without asking anything."""


class Talk(Keeping):
    """What steps and rooms work with during one turn. It is thrown away when the turn fails.

    ``note`` is a sentence above the next screen, ``echo`` the answer that closes the last one,
    ``fresh`` asks for a new message, ``still`` for none at all, ``blank`` marks a text that must
    not be kept. ``allowed``: whoever acts in this group was found to be one of its admins.
    """

    def __init__(self, coach: Coach, session: Session, memory: Memory, event: Event) -> None:
        super().__init__(coach, session, memory, event)
        self.effects: list[Effect] = []
        self.note: Markup | None = None
        self.echo: Markup | None = None
        self.fresh = False
        self.still = False
        self.blank = False
        self.allowed = False
        self.pressed_message: int | None = None
        self.offered: Mapping[str, Any] | None = None

    # -- moving through a dialogue ----------------------------------------------------------

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

    def to_private(self, word: str) -> None:
        """Say kindly that this is better discussed in private, and lead there: ``?start=word``.

        Nothing of what somebody typed is repeated.
        """
        self.say(self.word("only_private"), self.way_to_private(word))

    def way_to_private(self, word: str) -> Rows:
        """Return the button that leads to the private chat and opens *word* there."""
        username = self.coach.house.username
        if not username:
            return ()
        link = f"https://t.me/{username}?start={word}"
        return ((Button(str(self.word("open_private")), link=link),),)

    def begin(self, dialogue: str) -> None:
        """Put *dialogue* on top of the stack, at its first step."""
        first = self.coach.dialogues[dialogue].first
        self.session.frames.append(Frame(dialogue, first, began=self.today.isoformat()))
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

    def come_back(self) -> None:
        """See to it that the dialogue on top stands at a step that exists today.

        A renamed step is found by its ``was``; otherwise the dialogue begins again with the
        answers kept, and says so.
        """
        frame = self.frame
        home = self.dialogue.home(frame.state)
        frame.path = [
            found for name in frame.path if (found := self.dialogue.home(name)) not in (None, END)
        ]
        if home is not None and home != END:
            frame.state = home
            return
        frame.path, frame.scratch = [], {}
        frame.state = self.dialogue.first
        self.note = self.word("began_again")
        self.settle()

    def visit(self) -> None:
        """Note that the step that has the floor is on the path now, and open its first page."""
        path = self.frame.path
        if path[-1:] != [self.frame.state]:
            path.append(self.frame.state)
            self.step.shut(self)

    def onward(self) -> None:
        """Go to the next step that has something to ask, or to the end of the dialogue."""
        self.dialogue.advance(self.frame, self.facts())
        self.settle()

    def go_to(self, step: str) -> None:
        """Go to *step* of the same dialogue, as a button of the content says.

        It is shown even when the dossier knows its answer.
        """
        if step == END:
            self.frame.state = END
            return
        self.frame.scratch.setdefault("again", []).append(step)
        self.frame.state = step
        self.settle()

    def settle(self) -> None:
        """Pass the steps that need no answer: those that do not apply, and what is known."""
        for _ in range(CAP):
            if self.frame.state == END:
                return
            step = self.step
            left_out = step.only is not None and not step.only(self.facts())
            if left_out or step.idle(self):
                self.dialogue.advance(self.frame, self.facts())
                continue
            if not self._reuse(step):
                self.visit()
                return
            self.dialogue.advance(self.frame, self.facts())
        raise EndlessDialogueError(f"{self.frame.dialogue} asks nothing after {CAP} steps")

    def _reuse(self, step: Step) -> bool:
        """Answer *step* from the dossier when all it asks is known there."""
        frame = self.frame
        if not step.keep or set(step.keep) != set(step.questions):
            return False
        if any(q in frame.answers and q not in frame.reused for q in step.questions):
            return False
        if step.id in frame.scratch.get("again", ()):
            return False
        dossier = self.dossier()
        if not all(fact in dossier for fact in step.keep.values()):
            return False
        self.visit()
        for question, fact in step.keep.items():
            frame.answers[question] = dossier[fact]
            if question not in frame.reused:
                frame.reused.append(question)
        return True

    def back(self) -> bool:
        """Go to the screen before this one; False when there is none."""
        frame = self.frame
        for place in range(len(frame.path) - 2, -1, -1):
            step = self.dialogue.steps[frame.path[place]]
            if not set(step.questions) & set(frame.reused):
                frame.state = step.id
                del frame.path[place + 1 :]
                return True
        return False

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

    def ask_again(self, question: str) -> None:
        """Ask *question* itself, though the dossier knows it."""
        self.go_to(self.dialogue.asks(question).id)

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

    def aside(self, text: Markup) -> None:
        """Say something in a message of its own, that no later screen replaces."""
        self.session.screens += 1
        self.effects.append(Say(self.session.screens, str(text)))
        self.fresh = True

    def say(self, text: Markup, rows: Rows = ()) -> int:
        """Say something beside the screen, which stays as it is; return the number it has."""
        self.session.screens += 1
        self.effects.append(Say(self.session.screens, str(text), rows))
        self.still = True
        return self.session.screens

    def tell(self, conversation: str, kind: str, about: str) -> None:
        """Let another conversation know something; here nothing is shown."""
        self.effects.append(Tell(conversation, kind, about))
        self.still = True

    def close_screen(self) -> None:
        """Take the buttons off the screen: what it asked is done."""
        live = self.session.live
        if live.ref:
            self.effects.append(Edit(live.ref, live.number, live.text))
        self.session.live = Live(pressed=live.pressed)

    def end_example(self) -> None:
        """Leave the example, if that is where they are: now it is about their own work."""
        if self.session.example:
            self.begin_anew()

    def farewell(self, text: Markup, rows: Rows = ()) -> None:
        """Say something last: no screen follows, and no button that this session knows."""
        self.session.live = Live()
        self.session.screens += 1
        self.effects.append(Say(self.session.screens, str(text), rows))
        self.still = True
