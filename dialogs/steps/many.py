"""Choose many: ticks and one *Klaar*; as a list of options, or as yes and no to each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

from dialogs.facts import UNKNOWN
from dialogs.flow import Step
from dialogs.options import Option, Options
from dialogs.route import closest
from dialogs.screen import (
    Answered,
    BadAnswerError,
    Choice,
    Refused,
    Reply,
    Row,
    Screen,
    Shown,
    in_columns,
    ticked,
)
from dialogs.session import Action
from dialogs.text import joined

if TYPE_CHECKING:
    from dialogs.talk import Talk
    from dialogs.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Many(Step):
    """Tick any of the options, at most ``most`` of them. One question; the answer is a list.

    Options in groups open a group at a time. ``without`` names a question whose own answer is not
    offered again here.
    """

    options: Options
    most: int = 99
    columns: int = 1
    unknown: bool = False
    without: str | None = None

    def _ticked(self, talk: View) -> list[str]:
        """Return what is ticked of all that is offered now, in its order."""
        kept = talk.frame.scratch.get(f"ticks:{self.id}")
        on = self._earlier(talk) if kept is None else kept
        return [option.id for option in self._offered(talk) if option.id in on]

    def _earlier(self, talk: View) -> list[str]:
        earlier = talk.frame.answers.get(self.questions[0])
        return earlier if isinstance(earlier, list) else []

    def screen(self, talk: View) -> Screen:
        """Return the options with their ticks, and *Klaar*."""
        on = self._ticked(talk)
        groups = self.options.grouped(talk)
        if groups:
            return self._in_groups(groups, on, talk)
        options = self._offered(talk)
        text = talk.render(self.ask)
        full = [option for option in options if option.full is not None]
        if full:
            lines = [Markup("<b>{}</b>: {}").format(o.label, o.full) for o in full]
            text += Markup("\n\n") + joined("\n", lines)
        rows = self._boxes(options, on)
        if self.unknown:
            rows.append([Choice(talk.word("unknown"), ["unknown"])])
        return Screen(text, [*rows, [Choice(talk.word("done"), ["done"])]])

    def _offered(self, talk: View) -> list[Option]:
        taken = talk.answers().get(self.without) if self.without else None
        return [option for name, option in self.options.of(talk).items() if name != taken]

    def _boxes(self, options: list[Option], on: list[str]) -> list[Row]:
        return in_columns(
            [Choice(ticked(o.label, o.id in on), ["tick", o.id]) for o in options], self.columns
        )

    def _in_groups(
        self, groups: Mapping[str, tuple[Markup, list[str]]], on: list[str], talk: View
    ) -> Screen:
        """Return the groups, or the options of the one that is open; above them what is ticked."""
        offered = {option.id: option for option in self._offered(talk)}
        done = [Choice(talk.word("done"), ["done"])]
        lines = [ticked(offered[name].label, True) for name in on]
        text = joined("\n", [talk.render(self.ask), *lines])
        opened = talk.frame.scratch.get(f"group:{self.id}", "")
        if opened not in groups:
            rows = [[Choice(label, ["group", name])] for name, (label, _) in groups.items()]
            return Screen(text, [*rows, done])
        members = [offered[name] for name in groups[opened][1] if name in offered]
        back = [Choice(talk.word("other_group"), ["group", ""])]
        return Screen(text, [*self._boxes(members, on), back, done])

    def press(self, talk: Talk, action: Action) -> Reply:
        """Tick or untick an option, open a group, or finish."""
        scratch = talk.frame.scratch
        on = self._ticked(talk)
        match action:
            case ["group", name]:
                scratch[f"group:{self.id}"] = name
                return Shown()
            case ["tick", name]:
                return self._tick(name, on, talk)
        for kept in ("ticks", "group"):
            scratch.pop(f"{kept}:{self.id}", None)
        if action[0] == "unknown":
            return Answered(dict.fromkeys(self.questions, UNKNOWN))
        return Answered(self._answers(on, talk))

    def _tick(self, name: str, on: list[str], talk: Talk) -> Reply:
        if name not in on and len(on) >= self.most:
            return Shown(talk.word("at_most", most=self.most))
        kept = [one for one in on if one != name] if name in on else [*on, name]
        talk.frame.scratch[f"ticks:{self.id}"] = kept
        return Shown()

    def _answers(self, ticked: list[str], talk: Talk) -> dict[str, Any]:
        return {self.questions[0]: ticked}

    def hear(self, talk: Talk, text: str) -> Reply:
        """Tick the option that was typed, or finish on the word of the button."""
        labels = {option.id: str(option.label) for option in self._offered(talk)}
        verbs = ("done", "unknown") if self.unknown else ("done",)
        found = closest(text, {**labels, **{verb: str(talk.word(verb)) for verb in verbs}})
        if found is None:
            return Refused(talk.word("tick_some"))
        return self.press(talk, [found] if found in verbs else ["tick", found])

    def accept(self, question: str, value: Any, talk: View) -> Any:
        """Accept a list of option ids, without doubles and at most ``most`` of them."""
        if value == UNKNOWN:
            return UNKNOWN
        allowed = list(self.options.of(talk))
        given = [str(one) for one in value] if isinstance(value, list) else [str(value)]
        for one in given:
            if one not in allowed:
                raise BadAnswerError(f"{one!r} is not one of {', '.join(allowed)}")
        chosen = [name for name in allowed if name in given]
        if len(chosen) > self.most:
            raise BadAnswerError(f"at most {self.most} may be chosen, not {len(chosen)}")
        return chosen

    def label(self, question: str, value: Any, talk: View) -> Markup:
        """Return the words of all that was ticked."""
        options = self.options.of(talk)
        if not value:
            return talk.word("nothing")
        return Markup(", ").join(options[one].label if one in options else one for one in value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticks(Many):
    """Several yes/no questions on one screen: what is ticked is yes, the rest no once answered."""

    def _earlier(self, talk: View) -> list[str]:
        standing = {**talk.frame.answers}
        for question in self.questions:
            if question not in standing:
                standing[question] = talk.silent_answer(question)
        return [question for question in self.questions if standing.get(question) == "yes"]

    def _answers(self, ticked: list[str], talk: Talk) -> dict[str, Any]:
        return {question: "yes" if question in ticked else "no" for question in self.questions}

    def accept(self, question: str, value: Any, talk: View) -> Any:
        """Accept ``yes``, ``no`` or ``unknown`` (true and false count as yes and no)."""
        return accept_yes_no(value)

    def label(self, question: str, value: Any, talk: View) -> Markup:
        """Return the words that were ticked; with "no" behind them when they were not."""
        words = self.options.of(talk)[question].label
        return words if value == "yes" else Markup("{}: {}").format(words, talk.word(str(value)))


_YES_NO: Final = {"true": "yes", "yes": "yes", "false": "no", "no": "no"}


def accept_yes_no(value: Any) -> str:
    """Return *value* as ``yes``, ``no`` or ``unknown``.

    Raises:
        BadAnswerError: it is none of these.
    """
    said = _YES_NO.get(str(value).casefold(), value)
    if said not in ("yes", "no", UNKNOWN):
        raise BadAnswerError(f"{value!r} is not one of yes, no, {UNKNOWN}")
    return str(said)
