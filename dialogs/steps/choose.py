"""Choose one: buttons in a column or two, in groups or on pages where there are many."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

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
    chosen,
    in_columns,
)
from dialogs.session import Action
from dialogs.text import joined

if TYPE_CHECKING:
    from dialogs.talk import Talk
    from dialogs.view import View

ONE_COLUMN = 6
TWO_COLUMNS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Choose(Step):
    """Choose one of the options.

    With ``propose``, typed words may propose up to three of them, and a button invites to type.
    """

    options: Options
    unknown: bool = True
    columns: int = 1
    propose: bool = False

    def screen(self, talk: View) -> Screen:
        """Return the question with its options, its groups, or what was proposed."""
        options = self.options.of(talk)
        scratch = talk.frame.scratch
        groups = self.options.grouped(talk)
        kept = scratch.get(f"proposed:{self.id}", ())
        proposed = [options[name] for name in kept if name in options]
        group = groups.get(scratch.get(f"group:{self.id}", ""))
        if proposed:
            text, rows = talk.word("proposed"), self._buttons(proposed, talk)
            return Screen(text, [*rows, [Choice(talk.word("none_of_these"), ["group", ""])]])
        if scratch.get(f"describe:{self.id}"):
            back = Choice(talk.word("show_the_list"), ["group", ""])
            return Screen(talk.word("describe_how"), [[back]])
        if groups and group is None:
            rows = [[Choice(label, ["group", name])] for name, (label, _) in groups.items()]
            rows += [[Choice(talk.word("describe_it"), ["describe", True])]] * self.propose
            return Screen(talk.render(self.ask), [*rows, *self._unknown(talk)])
        if group is not None:
            label, members = group
            rows = self._buttons([options[name] for name in members], talk)
            text = talk.render(self.ask) + Markup("\n\n<b>{}</b>").format(label)
            return Screen(text, [*rows, [Choice(talk.word("other_group"), ["group", ""])]])
        return self._paged(list(options.values()), talk)

    def _paged(self, options: list[Option], talk: View) -> Screen:
        size = ONE_COLUMN if self.columns == 1 else TWO_COLUMNS
        pages = max(1, -(-len(options) // size))
        page = min(talk.frame.scratch.get(f"page:{self.id}", 0), pages - 1)
        shown = options[page * size : (page + 1) * size]
        text = talk.render(self.ask)
        full = [option for option in shown if option.full is not None]
        if full:
            lines = [Markup("<b>{}</b>: {}").format(option.label, option.full) for option in full]
            text += Markup("\n\n") + joined("\n", lines)
        rows = self._buttons(shown, talk)
        if pages > 1:
            further = talk.word("page", page=page + 1, pages=pages)
            rows.append([Choice(further, ["page", (page + 1) % pages])])
        return Screen(text, [*rows, *self._unknown(talk)])

    def _buttons(self, options: list[Option], talk: View) -> list[Row]:
        answers = talk.frame.answers
        return in_columns(
            [
                Choice(chosen(option.label, self._agrees(option, answers)), ["pick", option.id])
                for option in options
            ],
            self.columns,
        )

    def _agrees(self, option: Option, answers: Mapping[str, Any]) -> bool:
        """Return whether *option* is what *answers* say, on every question that it answers."""
        told = option.sets or ({self.questions[0]: option.id} if self.questions else {})
        return bool(told) and all(answers.get(name) == value for name, value in told.items())

    def _unknown(self, talk: View) -> list[Row]:
        return [[Choice(talk.word("unknown"), ["pick", UNKNOWN])]] if self.unknown else []

    def offers(self, talk: View, action: Action) -> bool:
        """Return whether it can be done here; every option can be picked, on whichever page."""
        if action[0] != "pick":
            return Step.offers(self, talk, action)
        return action[1] in self.options.of(talk) or (self.unknown and action[1] == UNKNOWN)

    def press(self, talk: Talk, action: Action) -> Reply:
        """Pick an option, open a group, or turn the page."""
        verb, argument = action
        scratch = talk.frame.scratch
        if verb == "pick":
            for kept in ("proposed", "describe", "group", "page"):
                scratch.pop(f"{kept}:{self.id}", None)
            return Answered(self._answers(argument, talk))
        for kept in ("proposed", "describe"):
            scratch.pop(f"{kept}:{self.id}", None)
        scratch[f"{verb}:{self.id}"] = argument
        return Shown()

    def _answers(self, picked: str, talk: Talk) -> dict[str, Any]:
        if picked == UNKNOWN:
            return dict.fromkeys(self.questions, UNKNOWN)
        option = self.options.of(talk).get(picked)
        if option is not None and option.sets:
            return {**dict.fromkeys(self.questions), **option.sets}
        return {self.questions[0]: picked} if self.questions else {}

    def hear(self, talk: Talk, text: str) -> Reply:
        """Understand typed words as one of the options; else propose some, or say what would do."""
        options = self.options.of(talk)
        labels = {name: str(option.label) for name, option in options.items()}
        if self.unknown:
            labels[UNKNOWN] = str(talk.word("unknown"))
        found = closest(text, labels)
        if found is not None:
            return self.press(talk, ["pick", found])
        if self.propose:
            self.hint(talk, text)
            proposed = talk.frame.scratch.get(f"proposed:{self.id}")
            return Shown() if proposed else Refused(talk.word("say_it_otherwise"))
        return Refused(talk.word("choose_one"))

    def hint(self, talk: Talk, text: str) -> None:
        """Propose the options that *text* may mean, where this question does so."""
        if self.propose and text:
            likely = talk.coach.propose(talk.dialogue.id, text, talk.language)
            there_are = self.options.of(talk)
            self.offer(talk, [name for name in likely if name in there_are][:3])

    def offer(self, talk: Talk, options: list[str]) -> None:
        """Propose *options* before the list, where this question does so."""
        if self.propose:
            there_are = self.options.of(talk)
            talk.frame.scratch[f"proposed:{self.id}"] = [one for one in options if one in there_are]

    def accept(self, question: str, value: Any, talk: View) -> Any:
        """Accept the id of an option, or ``unknown`` (true and false count as yes and no)."""
        if self.options.source is None and any(w.sets for w in self.options.written):
            allowed = [str(w.sets[question]) for w in self.options.written if w.sets.get(question)]
        else:
            allowed = list(self.options.of(talk))
        allowed = list(dict.fromkeys([*allowed, UNKNOWN]))
        said = ("yes" if value else "no") if isinstance(value, bool) else str(value)
        if said not in allowed:
            raise BadAnswerError(f"{value!r} is not one of {', '.join(allowed)}")
        return said

    def label(self, question: str, value: Any, talk: View) -> Markup:
        """Return the words of the option that was chosen."""
        options = self.options.of(talk).values()
        fitting = [o for o in options if (o.sets or {question: o.id}).get(question) == value]
        answers = talk.frame.answers
        exact = [option for option in fitting if self._agrees(option, answers)]
        return next((o.label for o in (*exact, *fitting)), Markup.escape(value))
