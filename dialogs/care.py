"""Recognises in free text that a person needs care before coaching: danger, violence, despair ...

The signs are phrases of ``content/knowledge/care.yaml``. A phrase is words in a row; in it

* ``woord*`` is a word with any ending, ``a/b`` one of both, ``{group}`` a word of that group;
* ``..`` leaves room for two words and ``...`` for six, within the same sentence;
* ``<end>`` is the end of a sentence or a comma, ``<name>`` a word with a capital letter;
* ``!a/b``, at the end only, says that neither may come next;
* ``#####`` is a number of so many digits (five at least).

A sign counts unless the whole of it lies within a phrase that is ``harmless`` for its kind ("het
project is in gevaar"). Denial does not silence a sign: offering help once too often is better than
once too little (our judgement).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

_TOKEN: Final = re.compile(r"[^\W_]+|[.!?;\n]|[,:()\u2013\u2014]")
_BETWEEN_DIGITS: Final = re.compile(r"(?<=\d)[./ -]+(?=\d)")
_DRAWN_OUT: Final = re.compile(r"([^\W\d_])\1{2,}")
_SPELLED: Final = str.maketrans({"'": "", "\u2019": "", "\u2018": "", "`": "", "+": "00"})
_STOP: Final = "."
_STOPS: Final = ".!?;\n"
_PAUSE: Final = ","
_GAPS: Final = {"..": 2, "...": 6}
_STEM: Final = 3
_SHORTEST_SLIP: Final = 7
_LONG_NUMBER: Final = 5


@dataclass(frozen=True, slots=True)
class _Heard:
    """A text as plain words in a row, between two stops; ``named`` tells which had a capital."""

    words: Sequence[str]
    named: Sequence[bool]


@dataclass(frozen=True, slots=True)
class _Piece:
    """One piece of a phrase: a word, a gap of up to ``gap`` words, or a word that is refused."""

    words: frozenset[str] = frozenset()
    stems: tuple[str, ...] = ()
    gap: int = 0
    named: bool = False
    refused: bool = False
    common: bool = False

    def fits(self, heard: _Heard, at: int) -> bool:
        if self.named:
            return heard.named[at]
        word = heard.words[at]
        return word in self.words or word.startswith(self.stems)

    @property
    def weight(self) -> int:
        """How rare the piece is likely to be: the length of its shortest word."""
        if self.common or self.refused or not (self.words or self.stems):
            return 0
        return min(len(word) for word in (*self.words, *self.stems))


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A phrase of one kind, found by its rarest word and read from there in both directions."""

    kind: str
    harmless: bool
    before: tuple[_Piece, ...]
    anchor: _Piece
    after: tuple[_Piece, ...]

    def found(self, heard: _Heard, at: int) -> tuple[int, int] | None:
        """Return from where to where the phrase reaches around *at*, or None."""
        if not self.anchor.fits(heard, at):
            return None
        start = _reach(self.before, heard, at, -1)
        end = _reach(self.after, heard, at, 1)
        return None if start is None or end is None else (start, end)


def _reach(pieces: Sequence[_Piece], heard: _Heard, at: int, step: int) -> int | None:
    """Return how far *pieces* reach from *at* in the direction of *step*, or None."""
    for n, piece in enumerate(pieces):
        if piece.gap:
            for _ in range(piece.gap + 1):
                reached = _reach(pieces[n + 1 :], heard, at, step)
                if reached is not None:
                    return reached
                at += step
                if heard.words[at] == _STOP:
                    return None
            return None
        following = at + step
        if not 0 <= following < len(heard.words) or piece.fits(heard, following) is piece.refused:
            return None
        at = at if piece.refused else following
    return at


def _piece(written: str, groups: Mapping[str, Iterable[str]]) -> _Piece:
    if written in _GAPS:
        return _Piece(gap=_GAPS[written])
    if written == "<name>":
        return _Piece(named=True)
    if written == "<end>":
        return _Piece(words=frozenset({_STOP, _PAUSE}), common=True)
    refused = written.startswith("!")
    choices: list[str] = []
    for choice in written.lstrip("!").split("/"):
        choices.extend(groups[choice.strip("{}")] if choice.startswith("{") else [choice])
    return _Piece(
        words=frozenset(choice for choice in choices if not choice.endswith("*")),
        stems=tuple(choice[:-1] for choice in choices if choice.endswith("*")),
        refused=refused,
        common="{" in written,
    )


def _phrase(
    written: str, kind: str, harmless: bool, groups: Mapping[str, Iterable[str]]
) -> _Phrase:
    pieces = [_piece(word, groups) for word in written.split()]
    rarest = max(range(len(pieces)), key=lambda n: pieces[n].weight)
    return _Phrase(
        kind,
        harmless,
        tuple(reversed(pieces[:rarest])),
        pieces[rarest],
        tuple(pieces[rarest + 1 :]),
    )


def _one_less(word: str) -> Iterator[str]:
    """Return *word*, and *word* without each of its letters."""
    yield word
    for n in range(len(word)):
        yield word[:n] + word[n + 1 :]


class Care:
    """What to listen for, by kind; the most pressing kind comes first in the table.

    The phrases are prepared when a text is first heard: reading a dialogue needs none of them.
    """

    __slots__ = ("_kinds", "_known", "_phrases", "_same", "_slips", "_table")

    def __init__(self, table: Mapping[str, Any]) -> None:
        """Listen for what *table* says, the content of ``content/knowledge/care.yaml``."""
        self._table = table
        self._kinds: tuple[str, ...] = ()
        self._known: set[str] = set()
        self._phrases: dict[str, list[_Phrase]] = {}
        self._same: dict[str, list[str]] = {}
        self._slips: dict[str, str] = {}

    def _prepare(self) -> None:
        table = self._table
        groups = {name: words.split() for name, words in table["groups"].items()}
        for kind, entry in table["kinds"].items():
            for list_name in ("signs", "harmless"):
                for lines in entry[list_name].values():
                    for line in lines.splitlines():
                        self._learn(_phrase(line, kind, list_name == "harmless", groups))
        self._same = {
            variant: word.split()
            for word, variants in table["same"].items()
            for variant in variants.split()
        }
        self._slips = {less: word for word in table["slips"].split() for less in _one_less(word)}
        self._kinds = tuple(table["kinds"])

    def _learn(self, phrase: _Phrase) -> None:
        """File *phrase* under its anchor, and its words as words that are no slips."""
        for word in phrase.anchor.words:
            self._phrases.setdefault(word, []).append(phrase)
        for stem in {stem[:_STEM] for stem in phrase.anchor.stems}:
            self._phrases.setdefault(stem + "*", []).append(phrase)
        for piece in (*phrase.before, phrase.anchor, *phrase.after):
            self._known |= piece.words

    def __call__(self, text: str) -> str | None:
        """Return the most pressing kind of care that *text* asks for, or None."""
        if not self._kinds:
            self._prepare()
        heard = self._heard(text)
        found: dict[tuple[str, bool], list[tuple[int, int]]] = {}
        for at, word in enumerate(heard.words):
            for phrase in (
                *self._phrases.get(word, ()),
                *self._phrases.get(word[:_STEM] + "*", ()),
            ):
                reach = phrase.found(heard, at)
                if reach is not None:
                    found.setdefault((phrase.kind, phrase.harmless), []).append(reach)
        for kind in self._kinds:
            harmless = found.get((kind, True), ())
            for start, end in found.get((kind, False), ()):
                if not any(a <= start and end <= b for a, b in harmless):
                    return kind
        return None

    def _heard(self, text: str) -> _Heard:
        """Return *text* without accents and slips, with one spelling for each word."""
        plain = unicodedata.normalize("NFKD", text.translate(_SPELLED))
        plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
        words, named = [_STOP], [False]
        plain = _DRAWN_OUT.sub(r"\1\1", _BETWEEN_DIGITS.sub("", plain))
        for sign in _TOKEN.findall(plain):
            if not sign.isalnum():
                words.append(_STOP if sign in _STOPS else _PAUSE)
                named.append(False)
                continue
            for word in self._spelled(sign.lower()):
                words.append(word)
                named.append(sign.istitle())
        return _Heard((*words, _STOP), (*named, False))

    def _spelled(self, word: str) -> Sequence[str]:
        """Return the usual spelling of *word*; one slip in a word that matters is forgiven."""
        same = self._same.get(word)
        if same is not None:
            return same
        if word.isdigit() and len(word) >= _LONG_NUMBER:
            return ("#" * len(word),)
        if len(word) < _SHORTEST_SLIP - 1 or word in self._known:
            return (word,)
        return (next((self._slips[w] for w in _one_less(word) if w in self._slips), word),)
