"""Which of the five roles of network management somebody plays (Voets 2008; VVSG).

A conversation starter about who covers what, never a grade. The items are ours and not validated;
only roles leave this module, never item answers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from dialogs.facts import Given
from dialogs.instruments.competences import Growth
from dialogs.instruments.role_scores import Cutoffs, Item, Scores, leaning_of, means_of
from dialogs.outcome import Advised, Knowledge, Outcome

DERIVED: Final[frozenset[str]] = frozenset()

SITUATED_BY: Final = ("phase", "form")
HALF: Final = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Roles:
    """The instrument ``role``: the item bank in both lengths, and what follows from the means."""

    roles: tuple[str, ...]
    forms: Mapping[str, tuple[Item, ...]]
    cutoffs: Cutoffs
    growth: Growth
    situations: Mapping[str, Mapping[str, Any]]
    carrying: Mapping[str, Any]

    def __call__(self, given: Given) -> Outcome:
        """Return profile, headline, caution and growth; unknown answers are left out."""
        form = self._form(given)
        scores = self._scores(given, form)
        headline = self._headline(scores, given)
        growth = self.growth.point(given)
        return Outcome(
            results={
                "profile": scores.profile,
                "headline": {"kind": headline[0], "roles": headline[1]},
                "caution": "yes" if scores.cautious else "no",
                "growth": growth,
            },
            advice=tuple(self._advice(given, form, scores, headline, growth)),
            provisional=self._open(given, form),
        )

    def shares(self, given: Given) -> dict[str, list[str]]:
        """Return what a team may get to see: the roles somebody ``carries``, and ``can``.

        Both need a mean that is high enough; carried are the top two, ties included.
        """
        known = self._scores(given, self._form(given)).known
        able = [r for r in known if known[r] >= Fraction(str(self.carrying["mean"]))]
        ranked = sorted(known.values(), reverse=True)
        last = ranked[self.carrying["top"] - 1] if ranked else None
        carries = [role for role in able if last is not None and known[role] >= last]
        return {"carries": carries, "can": [role for role in able if role not in carries]}

    def _form(self, given: Given) -> str:
        """Return ``short`` or ``long``; where nobody chose, what the answers tell."""
        chosen = given.get("length")
        if chosen in self.forms:
            return str(chosen)
        short = {item.id for item in self.forms["short"]}
        long = any(i.id in given for i in self.forms["long"] if i.id not in short)
        return "long" if long else "short"

    def _scores(self, given: Given, form: str) -> Scores:
        items = self.forms[form]
        return Scores(
            means=means_of(items, self.roles, self.cutoffs.answered[form], given),
            answers=[given[item.id] for item in items if item.id in given],
            leaning=leaning_of(items, given),
            cutoffs=self.cutoffs,
        )

    def _open(self, given: Given, form: str) -> bool:
        """Return whether a missing answer may still change a result.

        The competences are optional: they count once one of them is answered, and *not
        applicable* is an answer there.
        """
        if any(item.id not in given for item in self.forms[form]):
            return True
        started = bool(self.growth.answered(given))
        return started and any(
            c.id not in given and not given.said_unknown(c.id) for c in self.growth.items
        )

    def _headline(self, scores: Scores, given: Given) -> tuple[str, list[str]]:
        """Return the kind of headline and the roles it names; a tie is broken by the person."""
        if not scores.known:
            return "too_few", []
        if scores.flat:
            return "flat", []
        near = scores.highest
        if len(near) <= 2:
            return ("role" if len(near) == 1 else "duo"), near
        if given.get("tiebreak") in near:
            return "role", [given["tiebreak"]]
        return "allrounder", [role for role in self.roles if role in near]

    def _advice(
        self,
        given: Given,
        form: str,
        scores: Scores,
        headline: tuple[str, list[str]],
        growth: str | None,
    ) -> Iterator[Advised]:
        kind, named = headline
        items = self.forms[form]
        telling = self._telling(items, given)
        if kind == "too_few":
            lacking = [i.id for i in items if i.id not in given and scores.means[i.role] is None]
            needed = {"needed": self.cutoffs.answered[form]}
            yield Advised("too_few", tuple(lacking), needed)
        elif kind == "flat":
            yield Advised("flat", tuple(telling[role][0] for role in scores.known))
        else:
            each = 2 if kind == "role" else 1
            because = tuple(item for role in named for item in telling[role][:each])
            told = {"roles": named, "bars": self._bars(scores)}
            yield Advised(named[0] if kind == "role" else kind, because, told)
        if scores.leaning is not None and scores.cautious:
            yield self._caution(scores.leaning, items, given)
        if kind not in {"too_few", "flat"}:
            yield from self._low(scores, telling)
            yield from self._situated(given, named)
        if self.growth.answered(given):
            yield self._grown(given, growth)

    def _caution(self, leaning: Fraction, items: Sequence[Item], given: Given) -> Advised:
        """Return the caution, with the pair of opposites that shows it best."""
        pairs = [
            (given[item.id] + given[item.pair], item.id, item.pair)
            for item in items
            if not item.reverse and item.pair and item.id in given and item.pair in given
        ]
        agreed = leaning > 0
        _, plain, opposite = sorted(pairs, key=lambda pair: pair[0], reverse=agreed)[0]
        return Advised("caution", (plain, opposite), {"agreed": agreed})

    def _telling(self, items: Sequence[Item], given: Given) -> dict[str, list[str]]:
        """Return the answered items of every role, those that speak most for it first."""
        told: dict[str, list[str]] = {role: [] for role in self.roles}
        answered = [item for item in items if item.id in given]
        for item in sorted(answered, key=lambda item: (-item.score(given), item.reverse)):
            told[item.role].append(item.id)
        return told

    def _bars(self, scores: Scores) -> list[dict[str, Any]]:
        """Return a bar of 0 to 5 blocks and a level in words per role, highest first."""
        told = scores.profile
        means = {role: scores.means[role] or Fraction() for role in self.roles}
        return [
            {"role": role, "blocks": int(means[role] + HALF), "level": told[role] or "none"}
            for role in sorted(self.roles, key=lambda role: -means[role])
        ]

    def _low(self, scores: Scores, telling: Mapping[str, list[str]]) -> Iterator[Advised]:
        if scores.lowest is not None:
            yield Advised("low", (telling[scores.lowest][-1],), {"role": scores.lowest})

    def _situated(self, given: Given, named: list[str]) -> Iterator[Advised]:
        """Yield which roles weigh more now: by the phase of the network, else by its form."""
        for fact in SITUATED_BY:
            situation = given.network.get(fact)
            if situation is not None and situation in self.situations:
                entry = self.situations[situation]
                told = {
                    "situation": situation,
                    "most": entry["most"],
                    "yours": any(role in named for role in entry["most"]),
                    "note": "note" in entry,
                }
                yield Advised("situation", (f"network.{fact}",), told)
                return

    def _grown(self, given: Given, growth: str | None) -> Advised:
        strengths = self.growth.strengths(given, growth)
        if growth is None:
            return Advised("growth_free", tuple(strengths))
        return Advised(
            "growth", (growth, *strengths), {"competence": growth, "strengths": strengths}
        )


def build(knowledge: Knowledge) -> Roles:
    """Read the item bank, the cut-offs and the competences from ``knowledge/roles``."""
    table = knowledge.tables["roles"]
    items = {
        name: Item(name, one["role"], one["reverse"] == "yes", one.get("pair"))
        for name, one in sorted(table["statements"].items(), key=lambda entry: entry[1]["order"])
    }
    return Roles(
        roles=tuple(table["roles"]),
        forms={
            "long": tuple(items.values()),
            "short": tuple(items[name] for name in table["short_form"]),
        },
        cutoffs=Cutoffs.read(table["cutoffs"]),
        growth=Growth.read(table),
        situations=table["situations"],
        carrying=table["team"]["carry"],
    )
