"""Short words for what is on the buttons: *neen*, *geen idee*, *dat was het*, *volgende*."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from dialogs.route import bare
from dialogs.screen import Choice

if TYPE_CHECKING:
    from dialogs.view import View


class Shorthand:
    """Knows which words of the house are meant when somebody types instead of pressing.

    Built from ``content/phrases/shorthand.yaml``: word of the house -> language -> how it is said.
    A text is understood as a whole or not at all.
    """

    __slots__ = ("_meant",)

    def __init__(self, table: Mapping[str, Mapping[str, Sequence[str]]]) -> None:
        self._meant: dict[str, tuple[str, ...]] = {}
        for word, spoken in table.items():
            for said in {_bare(phrase) for phrases in spoken.values() for phrase in phrases}:
                self._meant[said] = (*self._meant.get(said, ()), word)

    def __call__(self, text: str) -> tuple[str, ...]:
        """Return the words of the house that *text* may stand for, likeliest first."""
        return self._meant.get(_bare(text), ())


def _bare(text: str) -> str:
    """Return *text* without what does not matter; a lone question mark is a word too."""
    return bare(text) or text.strip()[:1]


def pressed(text: str, buttons: Sequence[Choice], talk: View) -> Choice | None:
    """Return the button that typed words mean: what stands on it, or shorthand for that.

    Of *Nee, bewaren* the first word is enough, when no other button begins so.
    """
    buttons = [button for button in buttons if button.action]
    labels = [bare(str(button.label)) for button in buttons]
    heads = [bare(str(button.label).split(",")[0]) for button in buttons]
    words = [bare(str(talk.word(word))) for word in talk.coach.shorthand(text)]
    for said in (bare(text), *words):
        if said in labels:
            return buttons[labels.index(said)]
    for word in words:
        if heads.count(word) == 1:
            return buttons[heads.index(word)]
    return None
