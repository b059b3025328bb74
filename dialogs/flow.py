"""A dialogue: steps from the content, compiled once into one state machine for all sessions."""

from __future__ import annotations

import logging
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup
from transitions import EventData, Machine

from dialogs.condition import NOT_ANSWERED, Condition, Expression
from dialogs.outcome import Instrument
from dialogs.review import Review
from dialogs.screen import Answered, BadAnswerError, Reply, Screen
from dialogs.session import Action, Frame
from dialogs.text import Text

if TYPE_CHECKING:
    from dialogs.talk import Talk
    from dialogs.view import View

logging.getLogger("transitions").setLevel(logging.WARNING)

END: Final = "end"
"""The state in which a dialogue is over."""


@dataclass(frozen=True, slots=True)
class Branch:
    """Where a step may lead: to step ``to``, when the condition holds (or there is none)."""

    to: str
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """An extra button under a step: to a step, a dialogue, a file, or to note an answer.

    ``visits`` is a room of the house that opens over the dialogue and leads back to it.
    ``proposes`` gives ids of options that the dialogue it opens then proposes first.
    """

    label: Text
    when: Condition | None = None
    to: str | None = None
    open: str | None = None
    proposes: Expression | None = None
    visits: str | None = None
    sends: str | None = None
    sets: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step(ABC):
    """What every step of a dialogue has; each kind of step is a module in ``dialogs/steps``.

    ``questions`` are the ids it answers, ``keep`` says which of them become a fact of the
    network, ``only`` when it is asked at all, ``optional`` that no result hangs on it.
    ``counts`` is whether it is a question for the person (and so part of "2/5").
    """

    id: str
    ask: Text
    questions: tuple[str, ...] = ()
    short: Text | None = None
    keep: Mapping[str, str] = field(default_factory=dict)
    only: Condition | None = None
    skip: bool = True
    optional: bool = False
    then: tuple[Branch, ...] = ()
    links: tuple[Link, ...] = ()
    was: tuple[str, ...] = ()
    counts: bool = True

    def idle(self, talk: View) -> bool:
        """Return whether it has nothing to ask now, and is passed."""
        return False

    def shut(self, talk: View) -> None:
        """Go back to its first page: it is come to anew."""
        talk.frame.scratch.pop(f"page:{self.id}", None)

    def passed(self, talk: Talk) -> Reply:
        """Return what skipping it comes to: no answer to any of its questions."""
        return Answered(dict.fromkeys(self.questions))

    @abstractmethod
    def screen(self, talk: View) -> Screen:
        """Return what is shown; must not change anything."""

    def offers(self, talk: View, action: Action) -> bool:
        """Return whether one of its own buttons does *action* now."""
        return any(choice.action == action for row in self.screen(talk).rows for choice in row)

    @abstractmethod
    def press(self, talk: Talk, action: Action) -> Reply:
        """Return what pressing one of its own buttons comes to."""

    @abstractmethod
    def hear(self, talk: Talk, text: str) -> Reply:
        """Return what typing *text* here comes to."""

    def hint(self, talk: Talk, text: str) -> None:  # noqa: B027 - most steps need no hint
        """Take the words that led here for the beginning of an answer, where that makes sense."""

    def offer(self, talk: Talk, options: list[str]) -> None:  # noqa: B027 - few steps propose
        """Propose *options*, as what led here suggests, where this question does so."""

    def withdraw(self, talk: Talk) -> bool:
        """Take back what was answered last within this step; False when there is nothing."""
        return False

    def accept(self, question: str, value: Any, talk: View) -> Any:
        """Return *value* as an answer in its canonical form.

        Raises:
            BadAnswerError: it is no answer to *question*; the message says what is allowed.
        """
        raise BadAnswerError(f"{question!r} is not asked by {self.id}")

    def label(self, question: str, value: Any, talk: View) -> Markup:
        """Return an answer in words, as the person saw it on its button."""
        return Markup.escape(value)


@dataclass(frozen=True, slots=True)
class Silent:
    """A question without a screen: how its answers look, and where one comes from by itself."""

    step: Step
    source: Expression | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialogue:
    """One dialogue of the content, ready to be played.

    ``silent`` are questions without a screen of their own: their answer comes from what is
    remembered (an expression) or from a button. ``later`` are questions that are asked on demand,
    after a first advice. ``respondents``: an answer from a file may be a list, one per person.
    ``remember`` names what later sessions may know, ``facts`` what the advice tells of the network;
    ``words`` are the questions whose typed answers are kept to look back on, until they lapse;
    ``reviews`` the days to look again that its advice promises.
    ``team``: a group may run it, with everybody answering privately.
    """

    id: str
    title: Text
    button: Text
    about: Text | None
    scope: str
    team: bool
    commands: Mapping[str, tuple[str, ...]]
    steps: Mapping[str, Step]
    silent: Mapping[str, Silent]
    later: tuple[str, ...]
    respondents: bool
    remember: Mapping[str, Expression]
    words: tuple[str, ...]
    reviews: Mapping[str, Review]
    facts: Mapping[str, Expression]
    lapses: int
    offers: str
    """The reminder that is offered in the end: of the ``plan``, the ``meeting``, or ``nothing``."""
    instrument: Instrument | None
    machine: Machine
    questions: tuple[str, ...] = field(init=False)
    _steps_of: Mapping[str, Step] = field(init=False)

    def __post_init__(self) -> None:
        # ``questions`` are all question ids: those with a screen in the order of the steps, then
        # the silent ones. Where two steps ask the same question, the first counts.
        steps_of: dict[str, Step] = {}
        for step in self.steps.values():
            for question in step.questions:
                steps_of.setdefault(question, step)
        object.__setattr__(self, "_steps_of", steps_of)
        object.__setattr__(self, "questions", tuple(dict.fromkeys((*steps_of, *self.silent))))

    @property
    def first(self) -> str:
        """The step it begins with."""
        return next(iter(self.steps))

    def step_of(self, question: str) -> Step | None:
        """Return the step that asks *question*, or None for a silent one."""
        return self._steps_of.get(question)

    def asks(self, question: str) -> Step:
        """Return the step that knows the answers to *question*, with a screen or silent.

        Raises:
            KeyError: it is no question of this dialogue.
        """
        return self.step_of(question) or self.silent[question].step

    def advance(self, frame: Frame, facts: Mapping[str, object]) -> None:
        """Move *frame* to the next step, as its answers and *facts* decide."""
        self.machine.events["next"].trigger(frame, facts=facts)

    def ahead(self, state: str, facts: Mapping[str, object]) -> list[Step]:
        """Return the steps that would follow *state* if nothing new became known.

        Where a step asks something and has no answer yet, its usual way counts: the last branch.
        """
        coming: list[Step] = []
        seen = {state}
        while True:
            step = self.steps[state]
            usual = step.questions and all(facts.get(q) is NOT_ANSWERED for q in step.questions)
            branches = step.then[-1:] if usual else step.then
            state = next(b.to for b in branches if b.when is None or b.when(facts))
            if state == END or state in seen:
                return coming
            seen.add(state)
            step = self.steps[state]
            if step.only is None or step.only(facts):
                coming.append(step)

    def home(self, state: str) -> str | None:
        """Return the step that *state* names today (it may have been renamed), or None."""
        if state in self.steps or state == END:
            return state
        return next((step.id for step in self.steps.values() if state in step.was), None)


def _guard(condition: Condition) -> Callable[[EventData], bool]:
    def holds(event: EventData) -> bool:
        return condition(event.kwargs["facts"])

    return holds


def machine(steps: Mapping[str, Step]) -> Machine:
    """Compile *steps* to the one machine that all sessions of a dialogue share.

    A session is never a model of the machine: the frame is passed along with each trigger. The
    names of steps and the conditions are our own objects, never words of the content that the
    library could take for something to import.
    """
    made = Machine(
        model=None,
        states=[*list(steps), END],
        initial=next(iter(steps)),
        auto_transitions=False,
        send_event=True,
    )
    for step in steps.values():
        for branch in step.then:
            guard = _guard(branch.when) if branch.when else None
            made.add_transition("next", step.id, branch.to, conditions=guard)
    return made
