"""One if-then plan: three suggestions or words of one's own; kept, shared or dropped."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

from dialogs.condition import Condition, Expression, UnknownFact
from dialogs.copying import copy_rows
from dialogs.flow import Step
from dialogs.memory import Plan
from dialogs.route import bare, closest
from dialogs.screen import Answered, BadAnswerError, Choice, Refused, Reply, Screen, Shown
from dialogs.session import Action
from dialogs.text import Text, html, joined, plain

if TYPE_CHECKING:
    from dialogs.talk import Talk
    from dialogs.view import View

MOST = 300

_DEEDS: Final = {
    "keep": "keep_plan",
    "share": "share_plan",
    "drop": "drop_plan",
    "again": "other_plan",
}
"""What can be done with a plan that was made, and the word of each."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A ready plan, when its condition holds."""

    text: Text
    when: Condition | None = None

    @classmethod
    def read(cls, written: Mapping[str, Any]) -> Suggestion:
        """Build it from one entry of ``suggestions``: a text, or ``text`` with ``when``."""
        if "text" not in written:
            return cls(Text(written))
        when = Condition(written["when"]) if "when" in written else None
        return cls(Text(written["text"]), when)


@dataclass(frozen=True, slots=True, kw_only=True)
class MakePlan(Step):
    """Ends a dialogue in one plan. With a question of its own the plan is its answer.

    ``source`` is an expression that gives a list of ready plans; they come after ``suggestions``.
    Three at most are shown.
    """

    suggestions: tuple[Suggestion, ...] = ()
    source: Expression | None = None
    counts: bool = False

    def _ready(self, talk: View) -> list[Text | Markup]:
        facts = talk.facts()
        ready: list[Text | Markup] = [
            suggestion.text
            for suggestion in self.suggestions
            if suggestion.when is None or suggestion.when(facts)
        ]
        if self.source is not None:
            with suppress(UnknownFact):
                ready += [Markup.escape(text) for text in self.source.value(facts)]
        return ready[:3]

    def screen(self, talk: View) -> Screen:
        """Return the suggestions, or the plan that was made with what to do with it."""
        chosen = talk.frame.scratch.get("plan")
        if chosen is not None:
            keep, share, drop, again = (
                Choice(talk.word(name), [verb]) for verb, name in _DEEDS.items()
            )
            return Screen(talk.word("your_plan", plan=chosen), [[keep], [share, drop], [again]])
        suggested = [_worded(ready, talk) for ready in self._ready(talk)]
        lines = [html(f"<b>{n}.</b> ") + text for n, text in enumerate(suggested, 1)]
        text = joined("\n\n", [talk.render(self.ask), *lines, talk.word("or_type_a_plan")])
        numbers = [
            Choice(talk.word("plan_number", number=n), ["choose", n - 1])
            for n in range(1, len(suggested) + 1)
        ]
        return Screen(text, [numbers] if numbers else [])

    def offers(self, talk: View, action: Action) -> bool:
        """Return whether that suggestion is made, or there is a plan to do it with."""
        planned = talk.frame.scratch.get("plan") is not None
        match action:
            case ["choose", number]:
                return not planned and 0 <= number < len(self._ready(talk))
            case _:
                return planned and action[0] in _DEEDS

    def press(self, talk: Talk, action: Action) -> Reply:
        """Choose a suggestion, then keep, share or drop the plan."""
        scratch = talk.frame.scratch
        match action:
            case ["choose", number]:
                return self._made(plain(_worded(self._ready(talk)[number], talk)), talk)
            case ["again"]:
                scratch.pop("plan", None)
                return Shown()
            case ["share"]:
                plan = scratch["plan"]
                talk.aside(
                    talk.word("shared_plan", plan=plan), copy_rows("copy_plan", [plan], talk)
                )
                return Shown()
            case ["keep"]:
                keep_plan(talk, scratch.pop("plan"))
                return Answered()
            case _:
                scratch.pop("plan", None)
                talk.note = talk.word("plan_dropped_note")
                return Answered()

    def _made(self, plan: str, talk: Talk) -> Reply:
        if self.questions:
            keep_plan(talk, plan)
            return Answered({self.questions[0]: plan})
        talk.frame.scratch["plan"] = plan
        return Shown()

    def hear(self, talk: Talk, text: str) -> Reply:
        """Take typed words as the plan, or as the number of a suggestion."""
        words = " ".join(text.split())
        if talk.frame.scratch.get("plan") is not None:
            found = closest(text, {verb: str(talk.word(name)) for verb, name in _DEEDS.items()})
            if found is not None:
                return self.press(talk, [found])
        for place in range(len(self._ready(talk))):
            number = str(place + 1)
            if bare(words) in (number, bare(str(talk.word("plan_number", number=number)))):
                return self.press(talk, ["choose", place])
        if len(words) < 8:
            return Refused(talk.word("plan_too_short"))
        if len(words) > MOST:
            return Refused(talk.word("too_long", most=MOST, length=len(words)))
        return self._made(words, talk)

    def accept(self, question: str, value: Any, talk: View) -> Any:
        """Accept a text of at most 300 characters."""
        if not isinstance(value, str) or not 0 < len(value.strip()) <= MOST:
            raise BadAnswerError(f"the plan must be a text of 1 to {MOST} characters")
        return value.strip()


def _worded(ready: Text | Markup, talk: View) -> Markup:
    return talk.render(ready) if isinstance(ready, Text) else ready


def keep_plan(talk: Talk, text: str) -> None:
    """Remember *text* as an open plan for the network that is meant.

    Somebody who goes back and plans again has one plan, the last.
    """
    memory, scratch = talk.memory, talk.frame.scratch
    number = scratch.setdefault("kept_plan", memory.profile.last_id + 1)
    plan = Plan(number, memory.profile.network, talk.frame.dialogue, text, talk.today)
    talk.memory = replace(
        memory,
        plans=(*(kept for kept in memory.plans if kept.id != number), plan),
        profile=replace(memory.profile, last_id=max(memory.profile.last_id, number)),
    )
    talk.note = talk.word("plan_kept")
    talk.counted.append(("planned", talk.frame.dialogue))
