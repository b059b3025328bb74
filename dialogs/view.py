"""What can be read during a turn: answers, the dossier, and what follows from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from marshal import dumps
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from dialogs.condition import NOT_ANSWERED, Unknown, UnknownFact
from dialogs.event import Event
from dialogs.facts import DOSSIER_FIELDS, UNKNOWN, Dossier, Given
from dialogs.figures import FIGURES
from dialogs.memory import KEEP_MANDATE, Memory
from dialogs.outcome import Outcome
from dialogs.session import Frame, Session
from dialogs.standing import Standing
from dialogs.text import Text, localise

if TYPE_CHECKING:
    from dialogs.coach import Coach


class Past(dict[str, list[Any]]):
    """What earlier sessions left, by name, oldest first; a name that nobody left is unknown."""

    def __missing__(self, name: str) -> Any:
        return NOT_ANSWERED


class _Lazy:
    """Names that are worked out when a condition or a text asks for them."""

    __slots__ = ("_find",)

    def __init__(self, find: Any) -> None:
        self._find = find

    def __getattr__(self, name: str) -> Any:
        return self._find(name)

    def __getitem__(self, name: str) -> Any:
        return self._find(name)


@dataclass(slots=True)
class _Known:
    """What follows from the state of one frame; kept until the frame or the memory changes."""

    state: tuple[str, bytes]
    memory: Memory
    given: Given
    outcome: Outcome | None = None
    results: Mapping[str, Any] | None = None
    facts: dict[str, Any] | None = None


class View(Standing):
    """What is known in one conversation, in its language. Reading changes nothing."""

    def __init__(self, coach: Coach, session: Session, memory: Memory, event: Event) -> None:
        super().__init__(coach, session, memory, event)
        self._worked: dict[str, _Known] = {}
        self._left: tuple[tuple[Any, ...], Past] | None = None

    def render(self, text: Text, **values: Any) -> Markup:
        """Return *text* with the facts of the dialogue that has the floor."""
        written = text.template(self.language)
        if isinstance(written, Markup):
            return written
        return text.render(self.language, {**self.facts(), **values})

    def answers(self, frame: Frame | None = None) -> dict[str, Any]:
        """Return the answers on the path that was taken, and the silent ones."""
        frame = frame or self.frame
        dialogue = self.coach.dialogues[frame.dialogue]
        standing: dict[str, Any] = {}
        for name in frame.path:
            step = dialogue.steps.get(name)
            for question in step.questions if step else ():
                if question in frame.answers:
                    standing[question] = frame.answers[question]
        for question in dialogue.later:
            if question in frame.answers:
                standing[question] = frame.answers[question]
        for question in dialogue.silent:
            if question in frame.answers:
                standing[question] = frame.answers[question]
            elif (value := self.silent_answer(question, frame)) is not None:
                standing[question] = value
        return standing

    def silent_answer(self, question: str, frame: Frame | None = None) -> Any:
        """Return the answer to *question* that follows from what is remembered, or None."""
        frame = frame or self.frame
        silent = self.coach.dialogues[frame.dialogue].silent.get(question)
        if silent is None or silent.source is None or self.coach.headless:
            return None
        try:
            value = silent.source.value({"network": self.dossier(), "past": self.past(frame)})
        except UnknownFact:
            return None
        return None if isinstance(value, Unknown) else value

    def dossier(self, frame: Frame | None = None) -> Dossier:
        """Return the facts of the network that is meant, with what was just answered on top."""
        known = {} if self.apart else self._remembered()
        if frame is not None:
            known.update(frame.scratch.get("given", {}))
            dialogue = self.coach.dialogues[frame.dialogue]
            for name in frame.path:
                step = dialogue.steps.get(name)
                for question, fact in step.keep.items() if step else ():
                    if frame.answers.get(question) is not None:
                        known[fact] = frame.answers[question]
        return Dossier(known)

    def _remembered(self) -> dict[str, Any]:
        """Return what is kept of the network that is meant, or waits for its name.

        A mandate holds for a meeting, not for good: what is older counts as unknown.
        """
        network = self.memory.current
        if network is None:
            waiting = self.session.scratch.get("pending", {})
            return {fact: told[0] for fact, told in waiting.items() if fact in DOSSIER_FIELDS}
        known = {
            name: fact.value
            for name, fact in network.facts.items()
            if name != "mandate" or self.today - fact.on <= KEEP_MANDATE
        }
        return {**known, "name": network.name, "partners": list(network.partners) or None}

    def past(self, frame: Frame) -> Past:
        """Return what earlier sessions of this dialogue and network left, oldest first.

        What *frame* itself noted already is not past.
        """
        network, own_note = self.memory.profile.network, frame.scratch.get("note")
        of = (self.memory.notes, network, frame.dialogue, own_note)
        if self._left is not None and self._left[0] == of:
            return self._left[1]
        told = Past()
        for note in sorted(self.memory.notes, key=lambda kept: kept.id):
            if note.id != own_note and note.network in (None, network):
                for name, value in note.outcome.items():
                    own = name if note.dialogue == frame.dialogue else f"{note.dialogue}_{name}"
                    told.setdefault(own, []).append(value)
        self._left = (of, told)
        return told

    def given(self, frame: Frame | None = None) -> Given:
        """Return what an instrument may read."""
        return self._of(frame or self.frame).given

    def _of(self, frame: Frame) -> _Known:
        """Return what follows from *frame*, worked out anew only when something has changed."""
        scratch = frame.scratch
        waiting = self.session.scratch.get("pending")
        changing = (frame.path, frame.answers, scratch.get("given"), scratch.get("note"), waiting)
        state = (self.language, dumps(changing))
        kept = self._worked.get(frame.dialogue)
        if kept is None or kept.state != state or kept.memory is not self.memory:
            given = Given(
                answers=self.answers(frame),
                network=self.dossier(frame),
                past=self.past(frame),
                today=self.today,
            )
            self._worked[frame.dialogue] = kept = _Known(state, self.memory, given)
        return kept

    def outcome(self, frame: Frame | None = None) -> Outcome:
        """Return what the instrument of the dialogue makes of the answers so far."""
        frame = frame or self.frame
        kept = self._of(frame)
        if kept.outcome is None:
            instrument = self.coach.dialogues[frame.dialogue].instrument
            kept.outcome = Outcome() if instrument is None else instrument(kept.given)
        return kept.outcome

    def results(self) -> Mapping[str, Any]:
        """Return the results of the dialogue that has the floor, in the person's language."""
        outcome = self.outcome()
        kept = self._of(self.frame)
        if kept.results is None:
            kept.results = localise(outcome.results, self.language, self.coach.languages)
        return kept.results

    def facts(self) -> dict[str, Any]:
        """Return all names that conditions and texts may use, unknown ones included.

        The names of the house win: a question that is called ``know`` is read as ``said.know``.
        """
        kept = self._of(self.frame)
        if kept.facts is None:
            kept.facts = {
                **dict.fromkeys(self.dialogue.questions, NOT_ANSWERED),
                **kept.given.names(),
                "know": self.know,
                "today": self.today.isoformat(),
                **self._offered(kept.given),
            }
        return kept.facts

    def _offered(self, given: Given) -> dict[str, Any]:
        """Return the names of the house that depend on the talk."""
        return {
            "past": given.past,
            "scratch": self.frame.scratch,
            "result": _Lazy(lambda name: self.results()[name]),
            "said": _Lazy(self.said),
            "advised": _Lazy(self._advised),
            "figure": _Lazy(lambda name: FIGURES[name](self)),
            "advice": _Lazy(self._advice),
            "private": self.event.key.private,
            "my_networks": [one.name for one in self.memory.networks if not one.archived],
        }

    def _advised(self, name: str) -> bool:
        return any(advised.id == name for advised in self.outcome().advice)

    def _advice(self, name: str) -> Markup:
        """Return the words that name a piece of advice of this dialogue."""
        label = self.coach.advice[self.dialogue.id][name].label
        return Markup() if label is None else self.render(label)

    def said(self, question: str) -> Any:
        """Return the answer to *question* in words, as it stood on its button."""
        value = self.answers().get(question)
        if value is None:
            return NOT_ANSWERED
        if value == UNKNOWN:
            return self.word("unknown")
        if self.dialogue.respondents and isinstance(value, list):
            return self.word("answers", count=sum(one not in (None, UNKNOWN) for one in value))
        return self.dialogue.asks(question).label(question, value, self)

    def reused(self) -> list[tuple[str, Markup, Markup]]:
        """Return what this dialogue took from the dossier: question, its name, its answer."""
        told: list[tuple[str, Markup, Markup]] = []
        for question in self.frame.reused:
            step = self.dialogue.step_of(question)
            if step is not None and step.id in self.frame.path:
                name = self.render(step.short) if step.short else Markup.escape(question)
                told.append((question, name, self.said(question)))
        return told
