"""`stuck`: from what is wrong in a network to two or three principles to look through.

The principles are those of Verdonschot (2009). The weights, and the way they are added up, are our
judgement: an aid to talk, no outcome of research (Verdonschot & Kessels 2008 found that the
principles do not work as prescriptions).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from dialogs.facts import Given
from dialogs.outcome import Advised, Knowledge, Outcome
from dialogs.rule import Rule, first

DERIVED: Final = frozenset({"check_first"})
"""``check_first``: the dialogue that must be offered before the principles of this symptom."""

UNCLEAR: Final = "unclear"
"""The advice for who cannot name a symptom: ask those who see it."""

SMALLEST: Final = "minutes"
"""The step that is shown when the time at hand is not known: five minutes always fit."""

TIMES: Final = 2
"""So many earlier times count when one of two equal principles was proposed before."""

Weights = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Symptom:
    """A symptom: its weights, the shifts of its signs, and the dialogue to check first."""

    weights: Weights
    shifts: Mapping[str, Weights]
    check_first: str | None


@dataclass(frozen=True, slots=True)
class Complaint:
    """What somebody says is wrong: the main symptom, what else plays a part, the signs."""

    main: Symptom
    also: Mapping[str, Symptom]
    signs: tuple[str, ...]

    def scores(self) -> dict[str, int]:
        """Return the score per principle: the main symptom counts double, signs once."""
        total: Counter[str] = Counter()
        for principle, weight in self.main.weights.items():
            total[principle] += 2 * weight
        for symptom in self.also.values():
            total.update(symptom.weights)
        for sign in self.signs:
            total.update(self.main.shifts[sign])
        return dict(total)


@dataclass(frozen=True, slots=True)
class Stuck:
    """Weighs the symptoms; a gate says that something else comes before the principles."""

    symptoms: Mapping[str, Symptom]
    gates: tuple[Rule, ...]

    def __call__(self, given: Given) -> Outcome:
        """Return principles, those shown, the gate and the step (VOCABULARY.md)."""
        main = self.symptoms.get(given.get("symptom", ""))
        gate = self._gate(given, main)
        if gate is not None and gate.id == "safety":
            return self._outcome(gate, main, [], [])
        if main is None:
            return self._outcome(gate, main, [], [], provisional=True)
        also = [s for s in given.get("also", ()) if s != given["symptom"]]
        complaint = Complaint(
            main,
            {symptom: self.symptoms[symptom] for symptom in sorted(set(also))},
            tuple(sorted(given.get("signs", ()))),
        )
        scores = complaint.scores()
        ranked = _ranked(scores, main.weights, _lately(given.past.get("proposed", ())))
        shown = [p for n, p in enumerate(ranked[:3]) if n < 2 or 2 * scores[p] >= scores[ranked[0]]]
        time = given.get("time")
        return self._outcome(
            gate,
            main,
            [{"id": principle, "score": scores[principle]} for principle in ranked],
            [_lens(principle, complaint, given) for principle in shown],
            step={"principle": shown[0], "time": time},
            provisional=time is None
            or given.get("signs") is None
            or self._gate_hangs(given, main, gate),
        )

    def _gate(self, given: Given, main: Symptom | None, **supposed: str) -> Rule | None:
        """Return the first gate that holds, with *supposed* answers beside those given."""
        told = given.names(check_first=main.check_first if main else None)
        return first(self.gates, {**told, **supposed})

    def _gate_hangs(self, given: Given, main: Symptom, gate: Rule | None) -> bool:
        """Return whether the gate could still change with an answer to `would_be_missed`."""
        if given.get("would_be_missed") is not None:
            return False
        return self._gate(given, main, would_be_missed="no") is not gate

    def _outcome(
        self,
        gate: Rule | None,
        main: Symptom | None,
        principles: list[dict[str, Any]],
        lenses: list[Advised],
        *,
        step: Mapping[str, str | None] | None = None,
        provisional: bool = False,
    ) -> Outcome:
        name = gate and gate.id
        if name == "first" and main:
            name = f"first:{main.check_first}"
        results = {
            "principles": principles,
            "shown": [lens.id for lens in lenses],
            "gate": name,
            "step": step,
        }
        before = (Advised(gate.id, gate.because),) if gate else ()
        if main is None and not gate:
            before = (Advised(UNCLEAR, ("symptom",)),)
        return Outcome(results, (*before, *lenses), provisional)


def _lately(proposed: Sequence[Iterable[str]]) -> frozenset[str]:
    """Return the principles that were shown the last two times, of all times, oldest first."""
    return frozenset(principle for shown in proposed[-TIMES:] for principle in shown)


def _ranked(scores: Weights, main: Weights, lately: frozenset[str]) -> list[str]:
    """Return the principles by score; ties: weight in the main symptom, not lately, number."""
    return sorted(
        scores, key=lambda p: (-scores[p], -main.get(p, 0), p in lately, int(p.removeprefix("D")))
    )


def _lens(principle: str, complaint: Complaint, given: Given) -> Advised:
    """Return the advice to look through *principle*, with only the answers that led to it."""
    ticked = [sign for sign in complaint.signs if principle in complaint.main.shifts[sign]]
    also = [name for name, symptom in complaint.also.items() if principle in symptom.weights]
    main = [given["symptom"]] if principle in complaint.main.weights else []
    because = {
        "symptom": main or ticked,
        "also": also,
        "signs": ticked,
        "time": given.get("time"),
    }
    return Advised(
        principle,
        tuple(question for question, led in because.items() if led),
        {
            "lens": principle,
            "pace": given.get("time", SMALLEST),
            "symptoms": [*main, *also],
            "ticked": ticked,
        },
    )


def build(knowledge: Knowledge) -> Stuck:
    """Return the instrument for the tables `symptoms` and the gates of the advice of `stuck`."""
    symptoms = {
        name: Symptom(
            entry["weights"],
            {sign: said["shifts"] for sign, said in entry["signs"].items()},
            next((check["dialogue"] for check in entry["first"] if check.get("gate")), None),
        )
        for name, entry in knowledge.tables["symptoms"]["list"].items()
    }
    return Stuck(symptoms, tuple(rule for rule in knowledge.rules["stuck"] if rule.when))
