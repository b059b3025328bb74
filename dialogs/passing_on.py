"""An advice to pass on: a tidy message of its own, without anything of the person in it.

Left out are the reasons ("because you said", and lines in italics), the card above the advice, and
every sentence that holds something that was typed: a name of a network or a partner, an item, a
plan. What is to be said aloud (in quotes) can be copied: up to 256 characters with a button, longer
as a block.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

from dialogs.copying import copy_rows, fits_a_button
from dialogs.steps.advise import behind, cited, shown_and_hidden, worded
from dialogs.steps.plan import MakePlan
from dialogs.steps.write import Write
from dialogs.text import joined, plain
from dialogs.verdict import judged

if TYPE_CHECKING:
    from dialogs.talk import Talk
    from dialogs.view import View

TELLING: Final = 3
"""What was typed and is shorter (letters) tells nothing of anybody."""

CUT: Final = 12
"""A name is never cut to fewer letters than these."""

_SENTENCE: Final = re.compile(r"(?<=[.!?…”])\s+")
_ASIDE: Final = re.compile(r"^<i>.*?</i>$", re.M | re.S)
"""A line in italics is a remark to the person: why they get this advice."""

_ALOUD: Final = re.compile(r"“([A-Z][^”]{10,}[.?!…])”")
_WORDS: Final = ("name", "who", "called")


def pass_on(talk: Talk) -> None:
    """Say the advice that is shown once more, ready to forward, in a message of its own."""
    typed = [word for word in _typed(talk) if len(word) >= TELLING]
    shown, _ = shown_and_hidden(talk, getattr(talk.step, "of", ()))
    meant = [advised for advised in shown if advised.id in judged(talk)]
    texts = [str(worded(one, talk, reasons=False)) for one in meant]
    kept = [said for text in texts if (said := _kept(text, typed))]
    if not kept:
        talk.note = talk.word("nothing_to_pass_on")
        return
    further = [str(behind(one, talk, sources=False)) for one in meant]
    aloud = [said for text in (*texts, *further) for said in _ALOUD.findall(_kept(text, typed))]
    message = talk.word(
        "to_pass_on",
        title=talk.title(talk.frame.dialogue),
        text=joined("\n\n", kept),
        sources=cited(meant, talk),
        bot=talk.coach.house.username,
    )
    blocks = [Markup("<pre>{}</pre>").format(said) for said in aloud if not fits_a_button(said)]
    rows = copy_rows("copy_it", aloud, talk)
    talk.aside(joined("\n\n", [message, *dict.fromkeys(blocks)]), rows)


def _kept(text: str, typed: list[str]) -> str:
    """Return the sentences of *text* (HTML) that hold nothing of what was *typed*; plain text."""
    lines: list[str] = []
    for line in plain(_ASIDE.sub("", text)).splitlines():
        sentences = [one for one in _SENTENCE.split(line) if not _tells(one, typed)]
        lines.append(" ".join(sentences))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _tells(sentence: str, typed: list[str]) -> bool:
    said = sentence.casefold()
    return any(re.search(_pattern(word), said) for word in typed)


def _pattern(word: str) -> str:
    """Return how *word* is found; a long one may have been cut."""
    end = r"(?!\w)" if len(word) <= CUT else ""
    return rf"(?<!\w){re.escape(word[:CUT])}{end}"


def _typed(talk: View) -> Iterator[str]:
    """Yield all that somebody typed and that may stand in an advice, without capitals."""
    for network in talk.memory.networks:
        yield network.name.casefold()
        yield from _named(network.partners)
        if "question" in network.facts:
            yield str(network.facts["question"].value).casefold()
    for question, value in talk.answers().items():
        if isinstance(value, str) and isinstance(talk.dialogue.asks(question), Write | MakePlan):
            yield value.casefold()
        elif isinstance(value, list):
            yield from _named(value)


def _named(entries: Iterable[Any]) -> Iterator[str]:
    for entry in entries:
        if isinstance(entry, Mapping):
            yield from (str(entry[key]).casefold() for key in _WORDS if entry.get(key))
