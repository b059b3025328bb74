"""Who in a team covers which role: statuses per role, and who carries too much alone.

A team result is truer to the research than one person's type (Voets & De Rynck); the statuses and
thresholds are our judgement. Only role keys are shared, never scores.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from dialogs.facts import Given
from dialogs.outcome import Advised, Knowledge, Outcome

DERIVED: Final[frozenset[str]] = frozenset()

Member = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class TeamRoles:
    """The instrument ``team_roles``: the roles, and the numbers at which something shows."""

    roles: tuple[str, ...]
    table: Mapping[str, Any]

    def __call__(self, given: Given) -> Outcome:
        """Return a status per role (None while nobody filled it in) and who is overloaded.

        The results count everybody who shares; the advice is for the group and rests on those
        members only whom the group may see. Who is overloaded is told privately: it is in the
        results and never in the advice (see :meth:`told_privately`).
        """
        members = [m for m in given.get("members", ()) if m.get("share") != "no"]
        results: dict[str, Any] = {
            role: self._status(role, members) if members else None for role in self.roles
        }
        results["overloaded"] = [str(m["name"]) for m in members if self._overloaded(m, members)]
        return Outcome(
            results=results,
            advice=self._advice(members),
            provisional=len(members) < self.table["visible"]["wait"],
        )

    def told_privately(self, given: Given) -> dict[str, Advised]:
        """Return, by name, the advice for who is the only carrier of too many roles."""
        members = [m for m in given.get("members", ()) if m.get("share") != "no"]
        return {
            str(m["name"]): Advised(
                "overloaded", ("members",), {"name": m["name"], "roles": self._alone(m, members)}
            )
            for m in members
            if self._overloaded(m, members)
        }

    def _status(self, role: str, members: Sequence[Member]) -> str:
        carriers = sum(role in m.get("carries", ()) for m in members)
        able = sum(role in m.get("can", ()) and role not in m.get("carries", ()) for m in members)
        crowded = self.table["crowded"]
        share = Fraction(carriers, len(members))
        if carriers >= crowded["from"] and share > Fraction(str(crowded["above"])):
            return "crowded"
        if carriers >= self.table["covered_from"] or (carriers and able):
            return "covered"
        if carriers:
            return "fragile"
        return "fillable" if able else "empty"

    def _alone(self, member: Member, members: Sequence[Member]) -> list[str]:
        """Return the roles that *member* carries and nobody else does."""
        others = [other for other in members if other is not member]
        return [
            role
            for role in self.roles
            if role in member.get("carries", ())
            and not any(role in other.get("carries", ()) for other in others)
        ]

    def _overloaded(self, member: Member, members: Sequence[Member]) -> bool:
        return len(self._alone(member, members)) >= int(self.table["overloaded_from"])

    def _visible(self, members: Sequence[Member]) -> list[Member]:
        """Return the members whose roles the group may see.

        Who shares without a name counts only among enough answers and beside another such
        member; otherwise one can guess who it is.
        """
        named = [m for m in members if m.get("share") == "named"]
        numbers = self.table["visible"]
        unnamed = len(members) - len(named)
        enough = len(members) >= numbers["completed"] and unnamed >= numbers["unnamed"]
        return list(members) if enough else named

    def _advice(self, members: Sequence[Member]) -> tuple[Advised, ...]:
        visible = self._visible(members)
        numbers = self.table["visible"]
        if len(visible) < numbers["wait"]:
            return (Advised("wait", ("members",)),)
        by_status: dict[str, list[dict[str, Any]]] = {s: [] for s in self.table["order"]}
        for role in self.roles:
            by_status[self._status(role, visible)].append(_entry(role, visible))
        made = [
            Advised(status, ("members",), {"roles": entries})
            for status, entries in by_status.items()
            if entries
        ]
        if len(visible) <= numbers["note"]:
            made.append(Advised("note", ("members",), {"answers": len(visible)}))
        return tuple(made)


def _entry(role: str, members: Sequence[Member]) -> dict[str, Any]:
    """Return *role* with the names of who carries it, and how many more without a name."""
    carriers = [m for m in members if role in m.get("carries", ())]
    names = [str(m["name"]) for m in carriers if m.get("share") == "named"]
    return {"role": role, "names": names, "unnamed": len(carriers) - len(names)}


def build(knowledge: Knowledge) -> TeamRoles:
    """Read the roles and the numbers from ``knowledge/roles``."""
    table = knowledge.tables["roles"]
    return TeamRoles(roles=tuple(table["roles"]), table=table["team"])
