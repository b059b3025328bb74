"""What is kept: answers, facts of the network, plans, and what a dialogue came to."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from dialogs.condition import Expression, Unknown, UnknownFact
from dialogs.event import Event
from dialogs.facts import UNKNOWN
from dialogs.memory import Fact, Memory, Network, Note
from dialogs.session import Session
from dialogs.view import View

if TYPE_CHECKING:
    from dialogs.coach import Coach


class Keeping(View):
    """Writes what was said into the session and into what is remembered.

    ``counted`` is what the statistics count: no text, no person.
    """

    def __init__(self, coach: Coach, session: Session, memory: Memory, event: Event) -> None:
        super().__init__(coach, session, memory, event)
        self.counted: list[tuple[str, str]] = []

    def note_answers(self, answers: Mapping[str, Any]) -> None:
        """Keep *answers* of the dialogue on top; those that are facts, in the dossier too."""
        frame = self.frame
        for question, value in answers.items():
            frame.answers[question] = value
            frame.lapses = self.lapsing(frame.dialogue)
            if question in frame.reused:
                frame.reused.remove(question)
            step = self.dialogue.step_of(question)
            fact = step.keep.get(question) if step else None
            if fact is not None and self.memory.current is not None and not self.apart:
                self.keep(self.memory.current, fact, value)

    def lapsing(self, dialogue: str) -> str:
        """Return the day (ISO) on which what is said of *dialogue* today lapses."""
        return (self.today + timedelta(days=self.coach.dialogues[dialogue].lapses)).isoformat()

    def keep(self, network: Network, fact: str, value: Any) -> None:
        """Write one fact of *network*, dated today."""
        if value is None or value == UNKNOWN:
            return
        if fact == "partners":
            network = replace(network, partners=tuple(value))
        else:
            kept = Fact(value, self.today, self.frame.dialogue)
            network = replace(network, facts={**network.facts, fact: kept})
        self.memory = self.memory.with_network(replace(network, used=self.today))

    def record(self) -> None:
        """Remember what this dialogue came to, once its advice is shown; again if it changes."""
        frame, dialogue = self.frame, self.dialogue
        known = self._known(dialogue.facts)
        found = {fact: value for fact, value in known.items() if value is not None}
        frame.scratch["found"] = found
        for fact, value in found.items():
            if self.memory.current is not None:
                self.keep(self.memory.current, fact, value)
        outcome, words = self._known(dialogue.remember), self._words()
        if not outcome and not words:
            return
        memory = self.memory
        number = frame.scratch.get("note") or memory.profile.last_id + 1
        frame.scratch["note"] = number
        note = Note(
            id=number,
            network=memory.profile.network,
            dialogue=frame.dialogue,
            made=self.today,
            lapses=self.today + timedelta(days=dialogue.lapses),
            values=words,
            outcome=outcome,
        )
        others = tuple(kept for kept in memory.notes if kept.id != number)
        profile = replace(memory.profile, last_id=max(memory.profile.last_id, number))
        self.memory = replace(memory, notes=(*others, note), profile=profile)

    def _words(self) -> dict[str, str]:
        """Return what was typed that is kept to look back on."""
        answers = self.answers()
        told = {name: answers.get(name) for name in self.dialogue.words}
        return {name: said for name, said in told.items() if isinstance(said, str)}

    def _known(self, expressions: Mapping[str, Expression]) -> dict[str, Any]:
        """Return the values of *expressions*, without those that hang on a missing answer."""
        facts = self.facts()
        known: dict[str, Any] = {}
        for name, expression in expressions.items():
            with suppress(UnknownFact):
                known[name] = expression.value(facts)
        return {name: value for name, value in known.items() if not isinstance(value, Unknown)}

    def settle_plan(self, number: int, status: str) -> None:
        """Note how the plan *number* went: ``done``, ``not_done`` or ``dropped``."""
        plans = tuple(
            replace(plan, status=status) if plan.id == number else plan
            for plan in self.memory.plans
        )
        self.memory = replace(self.memory, plans=plans)
        self.counted.append(("plan", status))
