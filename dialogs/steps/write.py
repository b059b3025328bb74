"""Free text: a short sentence, or one of a few answers at hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

from dialogs.facts import UNKNOWN
from dialogs.flow import Step
from dialogs.options import Options
from dialogs.route import begun
from dialogs.screen import Answered, BadAnswerError, Choice, Refused, Reply, Screen
from dialogs.session import Action
from dialogs.text import plain

if TYPE_CHECKING:
    from dialogs.talk import Talk
    from dialogs.view import View


LONGEST: Final = 1000
"""Characters of a text in a file of answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Write(Step):
    """A text of at most ``most`` characters; ``options`` are answers that a button gives.

    The id of an option (``none``) is the answer; it is a text of its own, not the words on it.
    """

    most: int = 300
    options: Options = field(default_factory=Options)
    unknown: bool = False

    def screen(self, talk: View) -> Screen:
        """Return the question; the person types, or presses what is at hand."""
        rows = [
            [Choice(option.label, ["pick", option.id])] for option in self.options.of(talk).values()
        ]
        if self.unknown:
            rows.append([Choice(talk.word("unknown"), ["pick", UNKNOWN])])
        text = talk.render(self.ask)
        earlier = talk.frame.answers.get(self.questions[0])
        if earlier is not None:
            label = self.label(self.questions[0], earlier, talk)
            text += Markup("\n\n") + talk.word("earlier", answer=label)
            rows.append([Choice(talk.word("keep_it"), ["pick", earlier])])
        return Screen(text, rows)

    def offer(self, talk: Talk, options: list[str]) -> None:
        """Show what was said elsewhere as an answer that may be left so."""
        for words in options[:1]:
            talk.frame.answers.setdefault(self.questions[0], plain(words))

    def press(self, talk: Talk, action: Action) -> Reply:
        """Take the answer on the button."""
        return Answered({self.questions[0]: action[1]})

    def hear(self, talk: Talk, text: str) -> Reply:
        """Take what was typed; too long is said, with how long it may be.

        Words that stand on a button, or are the beginning of them, mean that button.
        """
        labels = {name: str(option.label) for name, option in self.options.of(talk).items()}
        if self.unknown:
            labels[UNKNOWN] = str(talk.word("unknown"))
        at_hand = begun(text, labels)
        if at_hand is not None:
            return Answered({self.questions[0]: at_hand})
        words = " ".join(text.split())
        if not words:
            return Refused(talk.word("type_something"))
        if len(words) > self.most:
            return Refused(talk.word("too_long", most=self.most, length=len(words)))
        return Answered({self.questions[0]: words})

    def accept(self, question: str, value: Any, talk: View) -> Any:
        """Accept a text; one in a file may be longer than what is typed on a phone."""
        if not isinstance(value, str | int | float) or isinstance(value, bool):
            raise BadAnswerError(f"{value!r} is not a text")
        words = " ".join(str(value).split())
        if not words or len(words) > LONGEST:
            raise BadAnswerError(f"the text must have 1 to {LONGEST} characters")
        return words

    def label(self, question: str, value: Any, talk: View) -> Markup:
        """Return the text itself, or the words of the option that gave it."""
        if value == UNKNOWN:
            return talk.word("unknown")
        option = self.options.of(talk).get(str(value))
        return Markup.escape(value) if option is None else option.label
