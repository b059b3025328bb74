"""What the rules C1 to C17 may name: numbers of partners, shares, yes and no.

Where a finding does not say otherwise it looks at those on board. A fact is None as long as a
field that it rests on is unknown for the whole list; then the finding is silent.
"""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from dialogs.facts import Given
from dialogs.instruments.arena_list import Listed
from dialogs.partner import Partner, day_of

Cuts = Mapping[str, int]
Concerned = Mapping[str, list[Partner]]
"""The partners that a fact counts, by the name of the fact, in the order of the list."""

RESTS_ON: Final[Mapping[str, tuple[str, ...]]] = {
    "on_board": ("status",),
    "core_out": ("status",),
    "core_waiting": ("status",),
    "without_task": ("status",),
    "users": ("status", "voice.user"),
    "deciders": ("status", "voice.decider"),
    "doers": ("status", "voice.doer"),
    "critics": ("status", "voice.critic"),
    "doubters": ("status", "attitude"),
    "residents": ("status", "family"),
    "umbrellas": ("status", "umbrella"),
}
"""The facts that count partners, and the fields that must be known for the list."""

POWER: Final = ("authority_formal", "money")
"""The contributions by which somebody can block."""

DERIVED: Final = frozenset(RESTS_ON) | {
    *("core_silent", "all_must_ask", "same_corner", "own_share", "carriers", "blockers"),
    *("lacking", "organisations", "phase", "form", "small", "new_phase", "old_list"),
}


def concerned(partners: Listed, today: date, cuts: Cuts) -> Concerned:
    """Return the partners that each fact is about; C14 (``blockers``) whatever their status."""
    aboard, core = partners.aboard, partners.ring("core")
    long_ago = months_before(today, cuts["contact_months"])
    return {
        "on_board": aboard,
        "core_out": [p for p in core if p.has("status", "left", "refuses")],
        "core_waiting": [p for p in core if p.has("status", "talking", "not_asked")],
        "core_aboard": [p for p in core if p.has("status", "aboard")],
        "core_silent": [p for p in core if p in aboard and _before(p.last_contact, long_ago)],
        "without_task": [p for p in partners.ring("none") if p.has("status", "aboard")],
        "users": [p for p in aboard if p.has("voice", "user")],
        "deciders": [p for p in aboard if p.has("voice", "decider")],
        "doers": [p for p in aboard if p.has("voice", "doer")],
        "critics": [p for p in aboard if p.has("voice", "critic")],
        "doubters": [p for p in aboard if p.has("attitude", "doubts")],
        "residents": [p for p in aboard if p.has("family", "residents", "association")],
        "umbrellas": [p for p in aboard if p.has("umbrella", "yes")],
        "carriers": [p for p in aboard if len(alone(p, aboard)) >= cuts["carried_alone"]],
        "blockers": [
            p
            for p in partners.partners
            if p.has("contribution", *POWER) and p.has("attitude", "doubts", "against")
        ],
    }


def facts_of(
    partners: Listed, who: Concerned, given: Given, kinds: Sequence[str], cuts: Cuts
) -> dict[str, Any]:
    """Return every fact of :data:`DERIVED`; *who* comes from :func:`concerned`.

    Shares are in percent of all on board: partners without a family count in the total. This
    dialogue's own answers on phase and form go before those of the dossier.
    """
    aboard, phase = who["on_board"], _stated(given, "phase")
    long_ago = months_before(given.today, cuts["list_months"])
    counted = {name: partners.number(who[name], *fields) for name, fields in RESTS_ON.items()}
    return counted | {
        "core_silent": _silent(partners, who),
        "all_must_ask": _all_must_ask(partners, aboard),
        "same_corner": _share(partners, corner(aboard)[1]),
        "own_share": _share(partners, sum(p.has("family", "own_council") for p in aboard)),
        "carriers": _found(partners, who["carriers"], ("status",), kinds),
        "blockers": _found(partners, who["blockers"], ("attitude",), POWER),
        "lacking": _lacking(partners, given, kinds),
        "organisations": organisations(partners) if "partners" in given else None,
        "phase": phase,
        "form": _stated(given, "form"),
        "small": given.get("deliberately_small", "no"),
        "new_phase": _new_phase(phase, given.get("previous_phase")),
        "old_list": _yes(_before(day_of(given.get("updated")), long_ago)),
    }


def alone(partner: Partner, aboard: list[Partner]) -> frozenset[str]:
    """Return the contributions that of those *aboard* only *partner* brings."""
    brought = Counter(kind for one in aboard for kind in one.contribution or ())
    return frozenset(kind for kind in partner.contribution or () if brought[kind] == 1)


def corner(aboard: list[Partner]) -> tuple[str | None, int]:
    """Return the family that most of those *aboard* come from, and how many they are."""
    families = Counter(sorted(partner.family for partner in aboard if partner.family))
    return families.most_common(1)[0] if families else (None, 0)


def lacking(given: Given, partners: Listed, kinds: Sequence[str]) -> list[str]:
    """Return the contributions that the goal needs and nobody on board brings, as far as asked.

    As long as nobody said what the goal needs: all that nobody brings.
    """
    brought = {kind for partner in partners.aboard for kind in partner.contribution or ()}
    return [
        kind
        for kind in kinds
        if kind in given.get("needs", kinds)
        and kind not in brought
        and partners.told(f"contribution.{kind}")
    ]


def organisations(partners: Listed) -> int:
    """Return how many organisations there are: those listed, and the own one, listed or not."""
    others = [p.name.casefold() for p in partners.partners if not p.has("family", "own_council")]
    return len(set(others)) + 1


def months_before(day: date, months: int) -> date:
    """Return the same day *months* earlier, or the last day of that month when it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _before(day: date | None, limit: date) -> bool:
    return day is not None and day < limit


def _yes(holds: bool) -> str:
    return "yes" if holds else "no"


def _stated(given: Given, question: str) -> str | None:
    """Return the answer of this dialogue, else the dossier's; "weet ik niet" leaves it unknown."""
    if given.said_unknown(question):
        return None
    answer: str | None = given.get(question, given.network.get(question))
    return answer


def _new_phase(phase: str | None, previous: str | None) -> str | None:
    if previous is None:
        return "no"
    return None if phase is None else _yes(phase != previous)


def _share(partners: Listed, part: int) -> float | None:
    if not partners.told("status", "family"):
        return None
    return 100 * part / max(1, len(partners.aboard))


def _all_must_ask(partners: Listed, aboard: list[Partner]) -> str | None:
    if not partners.told("status", "mandate"):
        return None
    return _yes(bool(aboard) and all(p.has("mandate", "must_ask") for p in aboard))


def _silent(partners: Listed, who: Concerned) -> int | None:
    if not who["core_aboard"]:
        return partners.number((), "status")
    return partners.number(who["core_silent"], "last_contact")


def _lacking(partners: Listed, given: Given, kinds: Sequence[str]) -> int | None:
    needed = [kind for kind in kinds if kind in given.get("needs", kinds)]
    missing = lacking(given, partners, kinds)
    if missing and "needs" not in given:
        return None
    return _found(partners, missing, ("status",), needed)


def _found(
    partners: Listed, found: Sequence[object], fields: Sequence[str], kinds: Sequence[str]
) -> int | None:
    """Return how many are *found*; none only counts when all *kinds* of contribution were asked."""
    asked = ("contribution",) if found else [f"contribution.{kind}" for kind in kinds]
    return partners.number(found, *fields, *asked)
