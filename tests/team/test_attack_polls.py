"""Nobody can work out what another ticked, which roles they shared, or what they chose."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Hashable
from functools import cache
from itertools import product
from typing import Any

import pytest

from dialogs.coach import Coach
from dialogs.team import choosing, symptoms, team_roles
from tests.team.attack import SIZES, all_answers, found_out, others
from tests.team.casting import polled, talking

# -- stuck --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("size", "together"), [(5, 1), (6, 1), (7, 1), (7, 2), (8, 1), (8, 2)], ids=str
)
@pytest.mark.parametrize("names", [("S01", "S02", "S07", "S08"), ("S03", "S05", "S20", "S21")])
def test_of_no_symptom_it_is_known_whether_another_ticked_it(
    coach: Coach, names: tuple[str, ...], size: int, together: int
) -> None:
    """Neither that somebody did nor that nobody else did: shown or not shown, alone or by rank.

    All numbers of ticks of four symptoms, of which three are shown at most; of five and six people
    two together may learn it (the limits in ``docs/privacy.md``).
    """
    talk = talking(coach)

    @cache
    def see(counts: tuple[int, ...]) -> tuple[str, ...]:
        ticked = [
            {symptoms.TICKED: [n for n, count in zip(names, counts, strict=True) if person < count]}
            for person in range(size)
        ]
        return tuple(symptoms.shared(talk, polled("stuck", ticked)))

    rest = size - together
    possible: defaultdict[Hashable, set[int]] = defaultdict(set)
    for own in product(range(together + 1), repeat=len(names)):
        for them in product(range(rest + 1), repeat=len(names)):
            seen = see(tuple(o + t for o, t in zip(own, them, strict=True)))
            for place, count in enumerate(them):
                possible[own, place, seen].add(count)
    assert [known for known, those in possible.items() if those in ({0}, {rest})] == []


def test_the_lenses_follow_from_the_symptoms_that_are_shown(coach: Coach) -> None:
    talk = talking(coach)
    shared = ["S02", "S20"]
    kept = [
        symptoms.shown(talk, polled("stuck", [{symptoms.TICKED: one} for one in votes]), False)
        for votes in ([shared] * 5, [[*shared, "S09"]] * 2 + [["S13", *shared]] * 2 + [["S20"]])
    ]
    assert kept[0] == kept[1]
    assert kept[0]["lenses"]


# -- a vote with buttons ------------------------------------------------------------------------


@pytest.mark.parametrize("options", [["D1", "D2"], ["D1", "D2", "D3"]], ids=len)
@pytest.mark.parametrize(
    ("size", "together"), [*((size, 1) for size in range(2, 9)), (7, 2), (8, 2)], ids=str
)
def test_a_vote_tells_nobody_what_another_chose(
    coach: Coach, size: int, together: int, options: list[str]
) -> None:
    """Of five or six, two who chose otherwise may know what all others did (the limits)."""
    talk = talking(coach)

    def see(answers: tuple[str, ...]) -> str:
        votes = [{choosing.CHOICE: one} for one in answers]
        poll = polled("lens", votes, about={"options": options})
        return json.dumps(choosing.shown(talk, poll, False))

    assert found_out(((one, see(one)) for one in all_answers(options, size)), together) == []


# -- who covers which role ----------------------------------------------------------------------

STATES = ("carries", "can", "")
REFUSED = "no"


def of_role(state: str, share: str, name: str = "") -> dict[str, Any]:
    does = {one: ["operator"] if one == state else [] for one in ("carries", "can")}
    return {**does, "share": share, **({"called": name} if name else {})}


@pytest.mark.parametrize("size", range(2, 9))
def test_who_gives_no_name_is_not_found_out_by_the_roles_that_are_covered(
    coach: Coach, size: int
) -> None:
    """By others, by one of them, and by two of them, who all know how many shared without a name.

    That none of them takes a role up may be known (it is what the group asked); never that one
    does, and never whether somebody would step in.
    """
    talk = talking(coach)
    for unnamed, named in product(range(1, size + 1), range(size)):
        if unnamed + named > size:
            continue
        silent = [of_role("", REFUSED)] * (size - unnamed - named)
        for known in all_answers(STATES, named):
            open_ones = [of_role(one, "named", f"Lid {n}") for n, one in enumerate(known)]
            possible: defaultdict[Hashable, set[str]] = defaultdict(set)
            for hidden in all_answers(STATES, unnamed):
                votes = [*open_ones, *silent, *(of_role(one, "unnamed") for one in hidden)]
                talk.effects.clear()
                kept = json.dumps(team_roles.shown(talk, polled("team_roles", votes), False))
                possible[(), kept] |= set(hidden)
                for own in [*((one,) for one in set(hidden)), *pairs(hidden)]:
                    possible[own, kept] |= set(others(hidden, own))
            assert [one for one, those in possible.items() if len(those) == 1] == []


def pairs(hidden: tuple[str, ...]) -> set[tuple[str, ...]]:
    return {(one, other) for at, one in enumerate(hidden) for other in hidden[at + 1 :]}


@pytest.mark.parametrize("size", SIZES)
def test_that_somebody_refused_to_share_is_not_known(coach: Coach, size: int) -> None:
    """Who shares a name is seen; all others may have shared without one, or not at all."""
    talk = talking(coach)
    states = (*STATES[::2], REFUSED)
    for named in range(size - 1):
        open_ones = [of_role("", "named", f"Lid {n}") for n in range(named)]
        possible: defaultdict[Hashable, set[bool]] = defaultdict(set)
        for hidden in all_answers(states, size - named):
            votes = [
                of_role("", REFUSED) if one == REFUSED else of_role(one, "unnamed")
                for one in hidden
            ]
            kept = json.dumps(
                team_roles.shown(talk, polled("team_roles", [*open_ones, *votes]), False)
            )
            for own in [(), *((one,) for one in set(hidden))]:
                possible[own, kept] |= {one == REFUSED for one in others(hidden, own)}
        assert [one for one, those in possible.items() if those == {True}] == []
