"""Insights: which technique lets the network hear the people it works for, and with what care.

The choice table and the numbers are our judgement, on common practice with small samples; the
four techniques come from VVSG's page on regie and organisation networks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any, Final

from dialogs.facts import Given
from dialogs.outcome import Advised, Knowledge, Outcome
from dialogs.rule import Rule, holding

DERIVED: Final = frozenset({"technique", "assumption", "overrides", "stage_known"})
"""What the rules of ``content/advice/insights.yaml`` may name beside the answers.

``stage_known`` is the stage, also when it comes from the phase in the dossier.
"""

OPTIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "know": ("who", "why", "where", "life"),
    "time": ("hour", "weeks", "months"),
    "access": ("yes", "via", "no"),
    "sensitive": ("low", "high"),
    "stage": ("explore", "define", "goals", "develop", "deliver"),
}

CHANGING: Final = frozenset({"1", "3", "5"})
"""The overrides that put another technique in the place of the table's."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One cell of the choice table: a technique, and whether its outcome is an assumption."""

    technique: str
    assumption: bool


@dataclass(frozen=True, slots=True)
class Insights:
    """Chooses a technique from what one wants to know, time, access, sensitivity and stage."""

    table: Mapping[str, Mapping[str, Choice]]
    unreachable: Mapping[str, str]
    rules: tuple[Rule, ...]

    def __call__(self, given: Given) -> Outcome:
        """Return technique, assumption, overrides and ethics, and the advice that goes with them.

        Without what one wants to know there is no technique (None); without the time there is
        one only where all times agree. An override never holds on a missing answer.
        """
        known = answered(given)
        results = self.choose(known)
        names = given.names(
            technique=results["technique"],
            assumption=results["assumption"],
            overrides=results["overrides"],
            stage_known=known.get("stage"),
        )
        values = {
            "technique": results["technique"],
            "instead": bool(CHANGING & set(results["overrides"])),
            "wanted": known.get("know"),
            "time": known.get("time"),
            "phase": known.get("stage"),
            "gently": known.get("sensitive") == "high",
        }
        return Outcome(
            results=results,
            advice=tuple(
                Advised(rule.id, tuple(q for q in rule.because if q in given), values)
                for rule in holding(self.rules, names)
            ),
            provisional=any(
                self.choose({**known, **rest}) != results for rest in completions(known)
            ),
        )

    def choose(self, known: Mapping[str, str]) -> dict[str, Any]:
        """Return the four results for *known*, a part of the five answers."""
        know, sensitive = known.get("know"), known.get("sensitive")
        high = sensitive == "high"
        if known.get("access") == "no":
            technique = self.unreachable.get(know, self.unreachable["else"]) if know else None
            return named(technique, assumption=True, overrides=["1"], ethics=high)
        technique, assumption = self.cell(know, known.get("time"))
        overrides = []
        if high and known.get("access") == "yes":
            overrides.append("2")
        if high and know == "life":
            overrides.append("3")
            technique = "yesterday_interview"
        if known.get("access") == "via":
            overrides.append("4")
        if known.get("stage") == "deliver" and technique == "persona":
            overrides.append("5")
            technique = "tryout"
        return named(technique, assumption, overrides, ethics=high)

    def cell(self, know: str | None, time: str | None) -> tuple[str | None, bool]:
        """Return technique and assumption of the table, as far as the known ones fix them."""
        row = self.table.get(know or "", {})
        cells = [cell for name, cell in row.items() if time in (None, name)]
        techniques = {cell.technique for cell in cells}
        technique = techniques.pop() if len(techniques) == 1 else None
        return technique, bool(cells) and all(cell.assumption for cell in cells)


def named(
    technique: str | None, assumption: bool, overrides: list[str], ethics: bool
) -> dict[str, Any]:
    """Return the results as VOCABULARY names them."""
    return {
        "technique": technique,
        "assumption": "yes" if assumption else "no",
        "overrides": overrides,
        "ethics": "yes" if ethics else "no",
    }


def answered(given: Given) -> dict[str, str]:
    """Return the known answers; the stage may come from the phase of the network.

    The phase ``act`` does not say whether something is being developed or delivered.
    """
    known = {name: str(given[name]) for name in OPTIONS if name in given}
    phase = given.network.get("phase")
    if "stage" not in known and not given.said_unknown("stage") and phase in OPTIONS["stage"]:
        known["stage"] = phase
    return known


def completions(known: Mapping[str, str]) -> list[dict[str, str]]:
    """Return every way in which the missing answers could still be given."""
    missing = [name for name in OPTIONS if name not in known]
    return [
        dict(zip(missing, values, strict=True))
        for values in product(*(OPTIONS[name] for name in missing))
    ]


def build(knowledge: Knowledge) -> Insights:
    """Return the instrument that reads ``content/knowledge/insights.yaml``."""
    table = knowledge.tables["insights"]
    return Insights(
        table={
            know: {
                time: Choice(cell["technique"], cell["assumption"] == "yes")
                for time, cell in row.items()
            }
            for know, row in table["choice"].items()
        },
        unreachable=table["unreachable"],
        rules=knowledge.rules["insights"],
    )
