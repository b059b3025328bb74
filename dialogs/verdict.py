"""Was it right? One tap under an advice, counted per advice and language: no text, no person."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from dialogs.screen import Choice, Row
from dialogs.steps.advise import Advise, shown_and_hidden

if TYPE_CHECKING:
    from dialogs.talk import Talk
    from dialogs.view import View

VERDICTS: Final = ("right", "partly", "wrong")


def judged(talk: View) -> list[str]:
    """Return the ids of the advice on the screen: the lens that is open, or all that is shown."""
    step = talk.step
    if not isinstance(step, Advise):
        return []
    shown, _ = shown_and_hidden(talk, step.of)
    opened = talk.frame.scratch.get("lens_open")
    if step.lenses:
        return [advised.id for advised in shown if advised.id == opened]
    return [advised.id for advised in shown]


def verdict_row(talk: View) -> list[Row]:
    """Return the row that asks it; nothing where it was answered, or where no advice stands."""
    open_ = set(judged(talk)) - set(talk.frame.scratch.get("judged", ()))
    if not open_:
        return []
    return [[Choice(talk.word(f"advice_{said}"), ["judge", said]) for said in VERDICTS]]


def judge(talk: Talk, said: str) -> None:
    """Count the verdict for every advice on the screen."""
    ids = judged(talk)
    talk.frame.scratch["judged"] = sorted({*talk.frame.scratch.get("judged", ()), *ids})
    count(talk, f"advice_{said}", ids)
    talk.note = talk.word("thanks_for_verdict")


def count(talk: Talk, kind: str, ids: Iterable[str]) -> None:
    """Count *kind* for each of the advice *ids* of the dialogue on top, per language."""
    for name in ids:
        talk.counted.append((kind, f"{talk.frame.dialogue}.{name} {talk.language}"))
