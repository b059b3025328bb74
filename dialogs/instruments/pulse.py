"""Pulse: what a team's answers say, and how much of that the team may see.

Mean and spread are read together (agreement up to a sixth of the scale: Burke and Dunlap, 2002).
What is shown never hangs on one person; those rules, the bands and the pairs are our judgement.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from dialogs.facts import UNKNOWN, Given
from dialogs.outcome import Advised, Knowledge, Outcome
from dialogs.rule import Rule, first

DERIVED: Final = frozenset({"asked", "high", "low", "split"})
"""What the rules of ``content/advice/pulse.yaml`` may name: lists of statements.

``asked``: those in the poll; ``high`` and ``low``: those whose one shown band is strong or a
concern; ``split``: those that are shown to be divided. Never what the group may not see.
"""

TRUST: Final = "P3"
MEAN_BANDS: Final = ("strong", "attention", "concern")


@dataclass(frozen=True, slots=True)
class Limits:
    """The borders of the bands, and the numbers of answers below which nothing is said."""

    strong: Fraction
    attention: Fraction
    agreed: Fraction
    some: Fraction
    publish: int
    histogram: int
    voice: int
    camps: int
    camp_share: Fraction
    apart: int
    apart_least: int


@dataclass(frozen=True, slots=True)
class Reading:
    """One statement read: bands in full, and what of it the group may see.

    ``show`` is ``nothing``, ``band``, ``spread`` (band and spread) or ``histogram``;
    ``mean_shown`` holds one band, or the two bands that the mean lies between. A histogram may
    stand without a spread band: ``spread_shown`` tells whether the words for it may be used.
    """

    n: int
    mean_band: str | None
    spread_band: str | None
    pattern: str | None
    show: str
    mean_shown: tuple[str, ...]
    spread_shown: bool

    @property
    def agreement(self) -> str | None:
        """``agreed`` or ``divided`` where the group may see it, else None."""
        if not self.spread_shown:
            return None
        return "divided" if self.spread_band == "divided" else "agreed"

    def results(self) -> dict[str, Any]:
        """Return the results as VOCABULARY names them."""
        return {
            "n": self.n,
            "mean_band": self.mean_band,
            "spread_band": self.spread_band,
            "pattern": self.pattern,
            "show": self.show,
            "mean_shown": list(self.mean_shown),
        }


@dataclass(frozen=True, slots=True)
class Pulse:
    """Reads all statements of one poll."""

    statements: tuple[str, ...]
    limits: Limits
    pairs: tuple[Rule, ...]

    def __call__(self, given: Given) -> Outcome:
        """Return the reading per statement, and the advice, from what is shown only."""
        readings = {
            statement: self.read(answers(given[statement]))
            for statement in self.statements
            if statement in given
        }
        return Outcome(
            results={statement: reading.results() for statement, reading in readings.items()},
            advice=tuple(self.advise(readings)),
            provisional=not readings or any(reading.n == 0 for reading in readings.values()),
        )

    def read(self, given: Sequence[int]) -> Reading:
        """Return the reading of the answers to one statement, each 1 to 5."""
        n = len(given)
        if n == 0:
            return Reading(0, None, None, None, "nothing", (), spread_shown=False)
        pattern = self.pattern(given)
        without_one = [[*given[:at], *given[at + 1 :]] for at in range(n)]
        if n < self.limits.publish:
            show, shown, steady = "nothing", set[str](), False
        else:
            shown = {self.mean_band(answers) for answers in without_one}
            spreads = {self.spread_band(answers) for answers in [given, *without_one]}
            steady = len(spreads) == 1 and pattern != "one_apart"
            bars = [given.count(answer) for answer in set(given)]
            whole = n >= self.limits.histogram and min(bars) > 1 and pattern != "one_apart"
            show = "histogram" if whole else "spread" if steady else "band"
        return Reading(
            n=n,
            mean_band=self.mean_band(given),
            spread_band=self.spread_band(given),
            pattern=pattern,
            show=show,
            mean_shown=tuple(band for band in MEAN_BANDS if band in shown),
            spread_shown=steady,
        )

    def mean_band(self, given: Sequence[int]) -> str:
        """Return the band of the mean, which is not rounded."""
        mean = Fraction(sum(given), len(given))
        if mean >= self.limits.strong:
            return "strong"
        return "attention" if mean >= self.limits.attention else "concern"

    def spread_band(self, given: Sequence[int]) -> str:
        """Return the band of the mean absolute deviation from the mean."""
        mean = Fraction(sum(given), len(given))
        deviation = sum(abs(answer - mean) for answer in given) / len(given)
        if deviation <= self.limits.agreed:
            return "agreed"
        return "some" if deviation <= self.limits.some else "divided"

    def pattern(self, given: Sequence[int]) -> str | None:
        """Return ``two_camps``, else ``one_apart``, else None."""
        n, limits = len(given), self.limits
        least = limits.camp_share * n
        camps = sum(answer <= 2 for answer in given), sum(answer >= 4 for answer in given)
        if n >= limits.camps and min(camps) >= least:
            return "two_camps"
        apart = any(
            sum(abs(answer - other) >= limits.apart for other in given) == n - 1 for answer in given
        )
        return "one_apart" if apart and n >= limits.apart_least else None

    def advise(self, readings: Mapping[str, Reading]) -> list[Advised]:
        """Return one strength, one worry, one divided statement, a pair and a question.

        Trust is never discussed in the group: when it is low or divided, the advice is to talk
        one to one. Among statements that are shown alike the first of the list is taken, so
        that the choice does not hang on a single answer either.
        """
        shown = {name: one for name, one in readings.items() if one.show != "nothing"}
        if not shown:
            return [Advised("too_few", tuple(readings))]
        split = [name for name, one in shown.items() if one.agreement == "divided"]
        names = {
            "asked": list(readings),
            "high": [name for name, one in shown.items() if one.mean_shown == ("strong",)],
            "low": [name for name, one in shown.items() if one.mean_shown == ("concern",)],
            "split": split,
        }
        advice, unsafe = [], unsafe_statements(shown)
        if unsafe:
            advice.append(Advised("unsafe", tuple(unsafe)))
        safe = {name: one for name, one in shown.items() if name not in unsafe}
        strength = lying(shown, ("strong",), ("strong", "attention"))
        worry = lying(safe, ("concern",), ("attention", "concern"), ("attention",))
        divided = next((name for name in split if name != TRUST), None)
        for advised, statement in (("strength", strength), ("worry", worry), ("divided", divided)):
            if statement is not None:
                advice.append(self.about(advised, statement, shown[statement]))
        pair = first(self.pairs, names)
        if pair is not None:
            advice.append(Advised(pair.id, pair.because))
        subject = divided or worry
        if subject is not None and subject != TRUST:
            advice.append(self.about("discuss", subject, shown[subject]))
        return advice

    def about(self, advised: str, statement: str, reading: Reading) -> Advised:
        """Return the advice *advised* on *statement*, with what its text may mention."""
        return Advised(
            advised,
            (statement,),
            {
                "statement": statement,
                "bands": reading.mean_shown,
                "spread": reading.agreement,
                "camps": reading.show == "histogram" and reading.pattern == "two_camps",
                "not_everyone": reading.pattern == "one_apart" and reading.n >= self.limits.voice,
            },
        )


def unsafe_statements(shown: Mapping[str, Reading]) -> list[str]:
    """Return the statement on trust when it is shown to be low, or divided."""
    reading = shown.get(TRUST)
    if reading is None:
        return []
    low = "concern" in reading.mean_shown
    return [TRUST] if low or reading.agreement == "divided" else []


def lying(readings: Mapping[str, Reading], *wanted: tuple[str, ...]) -> str | None:
    """Return the first statement that shows the first of the *wanted* bands that occurs."""
    return next(
        (name for bands in wanted for name, one in readings.items() if one.mean_shown == bands),
        None,
    )


def answers(given: Any) -> list[int]:
    """Return the answers of the members, without those who skipped or did not know."""
    listed = given if isinstance(given, list | tuple) else [given]
    return sorted(int(one) for one in listed if one is not None and one != UNKNOWN)


def build(knowledge: Knowledge) -> Pulse:
    """Return the instrument that reads ``content/knowledge/pulse.yaml``."""
    table = knowledge.tables["pulse"]
    borders = table["borders"]
    return Pulse(
        statements=tuple(table["statements"]),
        limits=Limits(
            strong=Fraction(str(borders["strong"])),
            attention=Fraction(str(borders["attention"])),
            agreed=Fraction(str(borders["agreed"])),
            some=Fraction(str(borders["some"])),
            publish=borders["publish"],
            histogram=borders["histogram"],
            voice=borders["voice"],
            camps=borders["camps"],
            camp_share=Fraction(str(borders["camp_share"])),
            apart=borders["apart"],
            apart_least=borders["apart_least"],
        ),
        pairs=knowledge.rules["pulse"],
    )
