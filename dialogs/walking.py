"""The way through one dialogue: step by step, back, and past what is known already."""

from __future__ import annotations

from typing import Final

from dialogs.flow import END, Step
from dialogs.speaking import Speaking

CAP: Final = 100
"""So many steps without an answer may follow each other; more is a mistake in the content."""


class EndlessDialogueError(RuntimeError):
    """A dialogue goes round in circles without asking anything."""


class Walking(Speaking):
    """Moves the dialogue that has the floor."""

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

    def ask_again(self, question: str) -> None:
        """Ask *question* itself, though the dossier knows it."""
        self.go_to(self.dialogue.asks(question).id)
