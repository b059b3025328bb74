"""Measures how well typed sentences find their door: ``knoop route --evaluate FILE``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dialogs.coach import Coach
from dialogs.route import NOWHERE

DANGER: Final = "danger"
"""The topic of a text that needs care before coaching."""

AT_ONCE: Final = "at once"
AMONG_TWO: Final = "among two"
WRONG: Final = "wrong"

FIRST: Final[Mapping[str, str]] = {"forget": "forget", "quiet": "remind"}
"""The door of each request that comes before everything."""

ALSO: Final[Mapping[str, str]] = {"delete": "forget", "stop": "remind"}
"""Names that a file may give to a topic: only the door that comes first is right for them."""


class SentencesError(ValueError):
    """A file of sentences that cannot be read; says which line, and what is needed."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One line of the file: language, topic, text."""

    language: str
    topic: str
    text: str


@dataclass(frozen=True, slots=True)
class Routed:
    """Where a sentence led: its topics, likeliest first, and the doors that were offered.

    ``first`` is the request that came before everything, if it was one.
    """

    topics: tuple[str, ...]
    doors: tuple[str, ...]
    first: str | None = None

    def __str__(self) -> str:
        return f"{' or '.join(self.topics)}: {' or '.join(self.doors) or 'the menu'}"


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence, where it led, and whether that was right."""

    sentence: Sentence
    routed: Routed
    verdict: str


def read_sentences(path: Path) -> list[Sentence]:
    """Read a file of sentences: language, topic and text on a line, with tabs between them.

    Raises:
        SentencesError: it cannot be read, or a line has another form.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SentencesError(f"cannot read {str(path)!r}: {error}") from error
    sentences: list[Sentence] = []
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        parts = line.split("\t")
        if len(parts) != 3:
            raise SentencesError(
                f"{path}:{number}: language, topic and text are needed, with a tab between them"
            )
        sentences.append(Sentence(*(part.strip() for part in parts)))
    return sentences


def route(coach: Coach, text: str, language: str) -> Routed:
    """Return where *text* leads, in the order of a turn: care, requests, doors."""
    if coach.care(text) is not None:
        return Routed((DANGER,), ("care",))
    asked = coach.asks(text)
    if asked is not None:
        door = FIRST[asked]
        return Routed((coach.doors.topic(door),), (door,), asked)
    first = coach.first(text, language)
    if first is not None and first in FIRST:
        door = FIRST[first]
        return Routed((coach.doors.topic(door),), (door,), first)
    if first is not None:
        return Routed((DANGER,), ("care",))
    found = coach.doors(text, language)
    return Routed(found.topics, found.doors)


def judge(coach: Coach, sentence: Sentence) -> Judged:
    """Return whether *sentence* finds its topic at once, among the two offered, or not."""
    routed = route(coach, sentence.text, sentence.language)
    if sentence.topic in ALSO:
        right = routed.first is not None and routed.doors == (ALSO[sentence.topic],)
        return Judged(sentence, routed, AT_ONCE if right else WRONG)
    if sentence.topic == NOWHERE:
        return Judged(sentence, routed, WRONG if routed.doors else AT_ONCE)
    if sentence.topic not in routed.topics:
        return Judged(sentence, routed, WRONG)
    return Judged(sentence, routed, AMONG_TWO if len(routed.doors) > 1 else AT_ONCE)


def evaluate(coach: Coach, sentences: Iterable[Sentence]) -> list[Judged]:
    """Judge all *sentences*."""
    return [judge(coach, sentence) for sentence in sentences]


def share(judged: Iterable[Judged], *verdicts: str) -> float:
    """Return which part of *judged* has one of *verdicts*, 0 to 1; 1 where there is nothing."""
    told = [one.verdict in verdicts for one in judged]
    return sum(told) / len(told) if told else 1.0


def opened(judged: Iterable[Judged]) -> float:
    """Return for which part of the sentences about nothing a door was opened all the same."""
    told = [len(one.routed.doors) == 1 for one in judged if one.sentence.topic == NOWHERE]
    return sum(told) / len(told) if told else 0.0


def report(judged: list[Judged]) -> Iterator[str]:
    """Yield the lines to print: per topic and language, in all, and every miss."""
    yield f"{'topic':<12}{'lang':<6}{'lines':>6}{AT_ONCE:>11}{AMONG_TWO:>12}{WRONG:>8}"
    groups = sorted({(one.sentence.topic, one.sentence.language) for one in judged})
    for topic, language in groups:
        own = [
            one
            for one in judged
            if (one.sentence.topic, one.sentence.language) == (topic, language)
        ]
        yield _line(topic, language, own)
    yield _line("all", "", judged)
    yield ""
    yield f"right at once: {share(judged, AT_ONCE):.1%}"
    yield f"right at once or among the two: {share(judged, AT_ONCE, AMONG_TWO):.1%}"
    yield f"a door opened for {NOWHERE}: {opened(judged):.1%}"
    misses = [one for one in judged if one.verdict == WRONG]
    if misses:
        yield ""
    for one in misses:
        led = " or ".join(one.routed.doors) or NOWHERE
        yield f"{one.sentence.language} {one.sentence.topic} -> {led}: {one.sentence.text}"


def _line(topic: str, language: str, judged: list[Judged]) -> str:
    counted = Counter(one.verdict for one in judged)
    return (
        f"{topic:<12}{language:<6}{len(judged):>6}"
        f"{counted[AT_ONCE]:>11}{counted[AMONG_TWO]:>12}{counted[WRONG]:>8}"
    )
