"""Does our network form fit: which of the three forms suits, and how sure that is.

The factors come from Provan and Kenis (2008); that members often do not know who leads from
Blanken et al. (2023); the limit of 0.8 on spread from Burke and Dunlap (2002). Points, gates,
tie-breaks and the order of the flags are our judgement.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Final

from dialogs.facts import UNKNOWN, Given
from dialogs.instruments.forms import FACTORS, FORMS, SIZE, Scores, ScoreTable, Shift
from dialogs.instruments.respondents import (
    Respondents,
    counted,
    deviation,
    exact,
    mean,
    median,
)
from dialogs.outcome import Advised, Instrument, Knowledge, Outcome
from dialogs.perhaps import undecided
from dialogs.rule import Rule, first

DERIVED: Final = frozenset({"best", "trust_deviation", "consensus_deviation"})
"""What the rules may name beside the inputs (of which they read the mean, or the median of the
size): the best form, and the mean absolute deviation of three or more respondents."""

FLAGS: Final = ("not_a_network", "no_form_helps", "spread")
GATES: Final = ("accepted_leader_first", "light_nao")
COORDINATOR: Final = ("no", "hours", "yes")
NO_FORM: Final = "none"
TODAY: Final = (*FORMS, NO_FORM, UNKNOWN)


@dataclass(frozen=True, slots=True)
class Situation:
    """What the respondents said, put together: one value per input, None where it is missing.

    ``form`` is None too when the answers on it differ; ``split`` counts all of them.
    """

    levels: Mapping[str, Fraction]
    leader: Fraction | None
    coordinator: str | None
    form: str | None
    split: Mapping[str, int]
    deviations: Mapping[str, Fraction]

    @property
    def nobody_told_form(self) -> bool:
        """Whether no respondent could say who leads, or none was asked."""
        return not set(self.split) - {UNKNOWN}


@dataclass(frozen=True, slots=True)
class Judgement:
    """What it comes to: the results, and the small moves that would change them."""

    points: Mapping[str, int]
    flag: str | None = None
    gate: str | None = None
    best: str | None = None
    tied: tuple[str, ...] = ()
    fit: str | None = None
    excluded: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    hinges: tuple[str, ...] = ()
    shifts: tuple[Shift, ...] = ()
    reasons: Mapping[str, int] = field(default_factory=dict)
    split: Mapping[str, int] = field(default_factory=dict)
    provisional: bool = False

    def results(self) -> dict[str, Any]:
        """Return the results as VOCABULARY names them."""
        return {
            "points": dict(self.points),
            "excluded": [{"form": f, "because": list(why)} for f, why in self.excluded.items()],
            "best": self.best,
            "tie": "yes" if self.tied else "no",
            "fit": self.fit,
            "certainty": {
                "level": "uncertain" if self.hinges else "certain",
                "depends_on": list(self.hinges),
            },
            "flag": self.flag,
            "gate": self.gate,
            "reasons": list(self.reasons),
            "form_split": dict(self.split),
        }


@dataclass(frozen=True, slots=True)
class NetworkType:
    """Weighs the forms for one network; ``limits`` are those of ``knowledge/types``."""

    table: ScoreTable
    limits: Mapping[str, Fraction]
    flags: tuple[Rule, ...]
    gates: tuple[Rule, ...]

    def __call__(self, given: Given) -> Outcome:
        """Return the form that fits; every input may be missing, one value, or a list."""
        now = self.situation(given)
        judged = self.judge(now)
        return Outcome(
            results=judged.results(),
            advice=tuple(self._advise(now, judged)),
            provisional=judged.provisional,
        )

    def situation(self, given: Given) -> Situation:
        """Put the answers together; one that was not asked here may stand in the dossier."""
        listed = given.get("organisation", ())
        people = Respondents(listed if isinstance(listed, list | tuple) else ())
        said = {name: _answer(given, name) for name in (*FACTORS, "leader", "coordinator", "form")}
        voices = {name: people.voices(said[name]) for name in (*FACTORS, "leader")}
        levels = {name: mean(voices[name]) for name in FACTORS} | {SIZE: median(voices[SIZE])}
        forms = said["form"] if isinstance(said["form"], list | tuple) else [said["form"]]
        split = counted(forms, TODAY)
        least = int(self.limits["respondents"])
        return Situation(
            levels={name: level for name, level in levels.items() if level is not None},
            leader=mean(voices["leader"]),
            coordinator=people.middle(said["coordinator"], COORDINATOR),
            form=next(iter(split)) if len(split) == 1 and UNKNOWN not in split else None,
            split=split,
            deviations={
                f"{name}_deviation": deviation(voices[name], least)
                for name in ("trust", "consensus")
            },
        )

    def judge(self, now: Situation) -> Judgement:
        """Return the judgement: flag, points, best form, fit, gate, certainty and reasons."""
        facts = _facts(now)
        flag = first(self.flags, facts)
        scores = self.table.score(now.levels)
        if flag is not None and flag.id == "not_a_network":
            return Judgement(scores.points, flag=flag.id, split=now.split)
        near = scores.within(int(self.limits["near"])) if now.levels else ()
        best, breaks_on = self._best(near, now)
        facts = _facts(now, best)
        gate = first(self.gates, facts)
        shifts = self.table.shifts(now.levels)
        moving = {shift.input for shift in shifts}
        open_rules = undecided(self.flags[: _at(self.flags, flag)], facts)
        open_rules += undecided(self.gates, facts)
        return Judgement(
            points=scores.points,
            flag=flag.id if flag else None,
            gate=gate.id if gate else None,
            best=best,
            tied=near if len(near) > 1 else (),
            fit=self._fit(scores, now),
            excluded=scores.excluded,
            hinges=tuple(f for f in FACTORS if f not in now.levels or f in moving),
            shifts=shifts,
            reasons=_reasons(scores, best or (near[0] if near else None), now.form),
            split=now.split,
            provisional=(
                bool(set(FACTORS) - set(now.levels))
                or now.nobody_told_form
                or breaks_on
                or bool(open_rules)
                or (flag is not None and flag.id == "spread")
            ),
        )

    def _best(self, near: tuple[str, ...], now: Situation) -> tuple[str | None, bool]:
        """Return the best of the *near* forms, and whether that hangs on a missing answer."""
        if len(near) < 2:
            return next(iter(near), None), False
        if now.form in near:
            return now.form, False
        no_leader = "lead" in near and now.leader is None
        if "lead" in near and now.leader is not None and now.leader >= self.limits["leader"]:
            return "lead", False
        if "nao" in near and now.coordinator in ("hours", "yes"):
            return "nao", no_leader
        return None, no_leader or ("nao" in near and now.coordinator is None)

    def _fit(self, scores: Scores, now: Situation) -> str | None:
        if now.form == NO_FORM:
            return None
        if now.form is None or not now.levels:
            return "unclear"
        if now.form in scores.excluded:
            return "misfit"
        gap = scores.highest - scores.points[now.form]
        if gap <= self.limits["fits"]:
            return "fits"
        return "rubs" if gap <= self.limits["rubs"] else "misfit"

    def _advise(self, now: Situation, judged: Judgement) -> Iterable[Advised]:
        """What to say, most important first: flag, who leads, gate, the form, how sure."""
        bands = {
            name: self.table.band(name, now.levels[name]) if name in now.levels else None
            for name in FACTORS
        }
        told = {
            "best": judged.best,
            "bands": bands,
            "tied": judged.tied,
            "also": [form for form in judged.tied if form != judged.best],
            "shifts": judged.shifts,
            "weighs": [factor for factor, gap in judged.reasons.items() if gap > 0],
            "split": judged.split,
        }
        facts = _facts(now, judged.best)
        grounds = {rule.id: _grounds(rule, facts) for rule in (*self.flags, *self.gates)}
        missing = next((name for name in FACTORS if name not in now.levels), None)
        if judged.flag is not None:
            yield Advised(judged.flag, grounds[judged.flag], told)
        if judged.flag == "not_a_network":
            return
        if len(judged.split) > 1:
            yield Advised("who_leads_differs", ("form",), told)
        elif UNKNOWN in judged.split:
            yield Advised("who_leads_unknown", ("form",), told)
        if judged.gate is not None:
            yield Advised(judged.gate, grounds[judged.gate], told)
        if judged.flag == "no_form_helps":
            return
        if now.levels:
            cell = f"{now.form or UNKNOWN}_{judged.best}" if judged.best else "open"
            yield Advised(cell, (*judged.reasons, "form"), told)
        if judged.tied and judged.best:
            yield Advised("tie", tuple(judged.reasons), told)
        if missing is not None:
            yield Advised("ask", (missing,), told | {"input": missing})
        else:
            yield Advised("uncertain" if judged.hinges else "certain", judged.hinges, told)


def _answer(given: Given, name: str) -> Any:
    """The answer as it was given here, even "weet ik niet"; else what the dossier knows."""
    return given.answers[name] if name in given.answers else given.network.get(name)


def _facts(now: Situation, best: str | None = None) -> Mapping[str, object]:
    told = {name: now.levels.get(name) for name in FACTORS}
    derived = {"leader": now.leader, "coordinator": now.coordinator, "best": best or NO_FORM}
    return Given({}).names(**told, **derived, **now.deviations)


def _grounds(rule: Rule, facts: Mapping[str, object]) -> tuple[str, ...]:
    """The inputs that made *rule* hold: those its holding conditions are about."""
    made_it = {name.removesuffix("_deviation") for c in rule.when if c(facts) for name in c.names}
    return tuple(name for name in rule.because if name in made_it)


def _at(rules: tuple[Rule, ...], found: Rule | None) -> int:
    return rules.index(found) if found else len(rules)


def _reasons(scores: Scores, winner: str | None, form: str | None) -> dict[str, int]:
    """The two factors that separate the winner from the current form, else from its rival."""
    if winner is None:
        return {}
    other = form if form in FORMS and form != winner else scores.rival(winner)
    return scores.apart(winner, other)


def build(knowledge: Knowledge) -> Instrument:
    """Return the instrument, reading ``knowledge/types`` and the rules of ``advice/type``."""
    types = knowledge.tables["types"]
    rules = {rule.id: rule for rule in knowledge.rules["type"]}
    return NetworkType(
        table=ScoreTable.read(types),
        limits={name: exact(limit) for name, limit in types["limits"].items()},
        flags=tuple(rules[name] for name in FLAGS),
        gates=tuple(rules[name] for name in GATES),
    )
