"""Does a regie instrument work? Patterns first, then a verdict from four clusters.

Twelve statements of 1 to 5. The statements, patterns and cut-offs are our judgement, after the
criteria that VVSG and the literature on policy instruments name (content/sources/regie.yaml); the
type of regie is that of Pröpper, Litjens & Weststeijn (2004).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from dialogs.facts import Given
from dialogs.outcome import Advised, Knowledge, Outcome
from dialogs.perhaps import undecided
from dialogs.reason import reasons
from dialogs.rule import Rule, first

CLUSTERS: Final = ("works", "carried", "sustained", "fits_here")

DERIVED: Final = frozenset({*CLUSTERS, "third_lowest"})
"""The mean of every cluster, and the third lowest of the four."""

NO_VERDICT: Final = "none"
SHOWN: Final = 3

Means = Mapping[str, Fraction | None]


@dataclass(frozen=True, slots=True)
class Regie:
    """The instrument ``regie``: statements by cluster, types, patterns and verdicts.

    ``tells`` names the clusters that a verdict rests on (none: the lowest), ``silencing`` the
    patterns that leave no verdict.
    """

    statements: Mapping[str, str]
    types: Mapping[tuple[str, str], str]
    patterns: tuple[Rule, ...]
    verdicts: tuple[Rule, ...]
    tells: Mapping[str, tuple[str, ...]]
    silencing: frozenset[str]
    cutoffs: Mapping[str, Any]

    def __call__(self, given: Given) -> Outcome:
        """Return type, pattern, clusters, verdict and low statements; unknown is left out."""
        means = {name: self._mean(name, given) for name in CLUSTERS}
        facts = given.names(**means, third_lowest=_third_lowest(means))
        pattern = first(self.patterns, facts)
        verdict = self._verdict(given, means, pattern, facts)
        kind = self.types.get((str(given.get("enforce")), str(given.get("own_script"))))
        low = [s for s in self.statements if s in given and given[s] <= self.cutoffs["low"]]
        if given.said_unknown("result"):
            advice = [Advised("name_result", ("result",))]
        else:
            leading = [Advised(pattern.id, reasons(pattern, facts))] if pattern else []
            advice = self._led_by(leading, verdict, means, given)
            told = {question for lead in leading for question in lead.because}
            rest = [statement for statement in low if statement not in told]
            advice += self._statements(rest, means, given)[: SHOWN - len(advice)]
            advice += [Advised(kind, ("enforce", "own_script"))] if kind else []
        return Outcome(
            results={
                "regie_type": kind,
                "pattern": pattern.id if pattern else None,
                "clusters": {n: None if m is None else float(m) for n, m in means.items()},
                "verdict": verdict,
                "advice_items": low,
            },
            advice=tuple(advice),
            provisional=self._hangs(given, facts, pattern, kind),
        )

    def _of(self, cluster: str, given: Given) -> list[str]:
        """Return the answered statements of *cluster*."""
        return [s for s, its in self.statements.items() if its == cluster and s in given]

    def _mean(self, cluster: str, given: Given) -> Fraction | None:
        """Return the mean of the answered statements of *cluster*, 1 to 5, or None."""
        answers = [Fraction(given[s]) for s in self._of(cluster, given)]
        return sum(answers, Fraction()) / len(answers) if answers else None

    def _open(self, given: Given) -> list[str]:
        return [s for s in self.statements if s not in given]

    def _verdict(
        self, given: Given, means: Means, pattern: Rule | None, facts: Mapping[str, object]
    ) -> str:
        """Return the first verdict that holds, the last of the list where no other does."""
        too_few = len(self._open(given)) > self.cutoffs["unanswered"] or None in means.values()
        if too_few or self._silences(pattern):
            return NO_VERDICT
        return (first(self.verdicts, facts) or self.verdicts[-1]).id

    def _silences(self, pattern: Rule | None) -> bool:
        return pattern is not None and pattern.id in self.silencing

    def _hangs(
        self, given: Given, facts: Mapping[str, object], pattern: Rule | None, kind: str | None
    ) -> bool:
        """Return whether a missing answer may still change a result.

        Every statement counts in a cluster, so one that is open is enough.
        """
        if self._open(given) or kind is None:
            return True
        earlier = self.patterns[: self.patterns.index(pattern)] if pattern else self.patterns
        return bool(undecided(earlier, facts) or undecided(self.verdicts, facts))

    def _led_by(
        self, leading: list[Advised], verdict: str, means: Means, given: Given
    ) -> list[Advised]:
        """Return the pattern and the verdict; without one, first whom to ask."""
        if verdict != NO_VERDICT:
            lowest = _lowest(means)
            because = self._telling(verdict, means, given)
            return [*leading, Advised(verdict, because, {"lowest": lowest})]
        if any(lead.id in self.silencing for lead in leading):
            return leading
        still_open = self._open(given)
        most = Counter(self.statements[s] for s in still_open).most_common(1)[0][0]
        because = tuple(s for s in still_open if self.statements[s] == most)
        return [Advised("ask", because, {"open": still_open, "cluster": most}), *leading]

    def _telling(self, verdict: str, means: Means, given: Given) -> tuple[str, ...]:
        """Return one statement of every cluster that *verdict* rests on.

        A weak cluster is told by its lowest answer, any other by its highest. For ``stop`` only
        the clusters that are very weak count, and how long it has run.
        """
        told: list[str] = ["age"] if verdict == "stop" else []
        for cluster in self.tells[verdict] or _lowest(means):
            mean = means[cluster]
            if mean is None or (verdict == "stop" and mean >= self.cutoffs["very_weak"]):
                continue
            weak = mean < self.cutoffs["weak"] or not self.tells[verdict]
            choose = min if weak else max
            told.append(choose(self._of(cluster, given), key=lambda s: given[s]))
        return tuple(told)

    def _statements(self, low: list[str], means: Means, given: Given) -> list[Advised]:
        """Return the low statements: those of the lowest cluster first, then by answer."""
        lowest = _lowest(means)
        fallback = given.get("fallback")
        told = {
            "early": given.get("age") == "under1",
            "fallback": None if fallback == "none" else fallback,
        }
        urgent = sorted(low, key=lambda s: (self.statements[s] not in lowest, given[s]))
        return [Advised(s, (s,), told) for s in urgent]


def _lowest(means: Means) -> list[str]:
    """Return the cluster with the lowest mean, or those that share it."""
    least = min((mean for mean in means.values() if mean is not None), default=None)
    return [name for name, mean in means.items() if mean is not None and mean == least]


def _third_lowest(means: Means) -> Fraction | None:
    """Return the third lowest mean: below a cut-off when at least three clusters are."""
    known = sorted(mean for mean in means.values() if mean is not None)
    return known[2] if len(known) == len(means) else None


def build(knowledge: Knowledge) -> Regie:
    """Read statements, types and cut-offs from the tables and the rules from the advice."""
    table = knowledge.tables["regie"]
    rules = {rule.id: rule for rule in knowledge.rules["regie"]}
    return Regie(
        statements={name: entry["cluster"] for name, entry in table["statements"].items()},
        types={(t["enforce"], t["own_script"]): name for name, t in table["types"].items()},
        patterns=tuple(rules[name] for name in table["patterns"]),
        verdicts=tuple(rules[name] for name in table["verdicts"]),
        tells={name: tuple(entry["tells"]) for name, entry in table["verdicts"].items()},
        silencing=frozenset(table["no_verdict_with"]),
        cutoffs=table["cutoffs"],
    )
