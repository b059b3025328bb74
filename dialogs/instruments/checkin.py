"""Check-in: from four answers to the lines that help in the meeting that is about to start.

Priorities and the conflict rule are our judgement, after the if-then plans of Gollwitzer and
Sheeran (2006).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from dialogs.facts import Given
from dialogs.outcome import Advised, Knowledge, Outcome

DERIVED: Final[frozenset[str]] = frozenset()
"""No rule of ``content/advice/checkin.yaml`` has a condition: the card is always given."""

AT_MOST: Final = 3
PRIORITY: Final = ("mandate", "worry", "type", "phase", "role")


@dataclass(frozen=True, slots=True)
class Checkin:
    """Makes the card for one meeting.

    ``lines`` holds per dimension the values that have a line, ``plans`` the worries and purposes
    with if-then plans at hand; ``kinds`` tells what the kind of an earlier mandate card (``M0``
    to ``M3``) allows somebody to commit to.
    """

    lines: Mapping[str, frozenset[str]]
    plans: frozenset[str]
    kinds: Mapping[str, str]

    def __call__(self, given: Given) -> Outcome:
        """Return the lines, the purpose after the conflict rule, and the card.

        Somebody who may commit to nothing cannot take a decision: the purpose then becomes a
        proposal. On the route for *now* the role is never asked, and a known one is left out.
        """
        commit = self.commit(given)
        wanted = given.get("purpose")
        purpose = "proposal" if wanted == "decision" and commit == "nothing" else wanted
        values = {
            "mandate": commit,
            "worry": given.get("worry"),
            "type": reused(given, "form"),
            "phase": reused(given, "phase"),
            "role": None if given.get("when") == "now" else reused(given, "role"),
        }
        holding = [name for name in PRIORITY if values[name] in self.lines[name]]
        lines = holding[:AT_MOST]
        goal, worry = purpose or "unknown", values["worry"]
        card = {
            "goal": goal,
            "lines": [(name, self.line(name, values, given)) for name in lines],
            "hear": given.get("people"),
            "own_plan": given.get("plan"),
            "group": worry if worry in self.plans else goal,
        }
        used = ("purpose", "worry", "commit", *(line for line in lines if line == "role"))
        because = tuple(q for q in used if q in given or (q == "commit" and commit == "unknown"))
        return Outcome(
            results={"lines": lines, "purpose": purpose},
            advice=(Advised("card", because, card),),
            provisional=hangs(given, commit, values, lines),
        )

    def commit(self, given: Given) -> str | None:
        """Return what may be committed to; ``unknown`` when the person does not know.

        Not answered, an earlier mandate card of the network counts.
        """
        said: str | None = given.answers.get("commit")
        if said is not None:
            return said
        card = given.network.get("mandate")
        return self.kinds.get(card.get("kind", "")) if isinstance(card, Mapping) else None

    def line(self, name: str, values: Mapping[str, str | None], given: Given) -> str:
        """Return which line of dimension *name* is meant.

        When somebody dominates in a lead organisation it matters whether that is the leader.
        """
        if name == "worry" and loud_in_lead(values):
            return {"yes": "dominance_leader", "no": "dominance"}.get(
                given.get("leader_is_loud", ""), "dominance_lead"
            )
        return str(values[name])


def reused(given: Given, name: str) -> Any:
    """Return *name* as answered now, else from the dossier, else the last of earlier talks."""
    earlier = [one for one in given.past.get(name, ()) if one is not None]
    return given.get(name) or given.network.get(name) or (earlier[-1] if earlier else None)


def loud_in_lead(values: Mapping[str, str | None]) -> bool:
    """Return whether it must be asked if the loud partner is the leader."""
    return values["worry"] == "dominance" and values["type"] == "lead"


def hangs(
    given: Given, commit: str | None, values: Mapping[str, str | None], lines: list[str]
) -> bool:
    """Return whether lines, purpose or card could differ if a missing answer were given."""
    now = given.get("when") == "now"
    deciding = given.get("purpose") == "decision"
    asked_commit = not now or deciding or values["worry"] == "no_decision"
    return (
        "purpose" not in given
        or values["worry"] is None
        or (commit is None and asked_commit)
        or (commit == "unknown" and deciding)
        or (loud_in_lead(values) and "leader_is_loud" not in given)
        or (values["role"] is None and not now and len(lines) < AT_MOST)
        or ("role" in lines and "when" not in given)
    )


def build(knowledge: Knowledge) -> Checkin:
    """Return the instrument that reads ``content/knowledge/meetings.yaml``."""
    table = knowledge.tables["meetings"]
    return Checkin(
        lines={name: frozenset(table["lines"][name]) for name in PRIORITY},
        plans=frozenset(table["plans"]),
        kinds=table["mandate_kinds"],
    )
