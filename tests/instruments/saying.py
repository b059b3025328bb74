"""What an instrument advises: the ids, and a piece of it in plain words as on the phone."""

from dialogs.outcome import Outcome
from dialogs.text import plain
from tests.instruments.spoken import Speaker


def ids(outcome: Outcome) -> list[str]:
    return [advised.id for advised in outcome.advice]


def say(
    speaker: Speaker, outcome: Outcome, advised: str, language: str = "nl", part: str = "text"
) -> str:
    """Return the words of the advice with the id *advised*; it must be part of *outcome*."""
    return next(
        plain(words)
        for name, which, spoken, words in speaker.said(outcome)
        if (name, which, spoken) == (advised, part, language)
    )


def everything(speaker: Speaker, outcome: Outcome) -> list[str]:
    """Return all that is said of *outcome*, in every language, *meer* included."""
    return [plain(words) for *_, words in speaker.said(outcome)]
