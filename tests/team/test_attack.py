"""Nobody in a group can work out what another answered to a pulse: all answers of up to eight.

**The claim**, for this module and the three beside it (``test_attack_form``, ``_polls`` and
``_shown``). After everything that is shown to the group, and to whoever attacks (how many answered
and when that changed, the closing screen and every page behind its buttons, the file, the picture,
the trend, the next poll, what a network's dossier hears, the vote and the plan, the report, the
log at all its levels and the metrics), there are for every other member at least two answers left
to every question. That holds for each of 5 to 8 members and for all their answers, for one member
who attacks and for two who put their answers together, but where a test says otherwise; what
remains stands in ``docs/privacy.md``.

**How it is proven.** All that is shown after closing is made of ``poll.shown``, and before it of
the number of answers (``test_attack_shown``). ``shown`` of a pulse is made of each statement apart
(the third test here), so all answers to one statement are all that has to be gone through, skipped
ones and "weet ik niet" too. Of the other kinds the same is shown where they are attacked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import replace
from functools import cache
from itertools import product
from typing import Any

import pytest

from dialogs.coach import Coach
from dialogs.instruments.pulse import Pulse
from dialogs.poll import too_alike
from dialogs.team import pulse
from dialogs.team.discretion import discreet
from tests.team.attack import SIZES, VALUES, Answers, all_answers, found_out, others
from tests.team.casting import polled, talking

SKIPPED = 0


@pytest.fixture(scope="module")
def seen(coach: Coach) -> Callable[[Answers], Hashable]:
    """What is seen of one statement: bands, spread, bars, and whether not everybody agrees."""
    instrument = coach.instrument("pulse", Pulse)

    @cache
    def see(answers: Answers) -> Hashable:
        reading = discreet(instrument, answers)
        bars = reading.show == "histogram"
        apart = reading.pattern == "one_apart" and reading.n >= instrument.limits.voice
        counts = tuple(answers.count(value) for value in VALUES) if bars else None
        return reading.mean_shown, reading.agreement, counts, apart

    return see


@pytest.mark.parametrize("together", [1, 2])
@pytest.mark.parametrize("size", SIZES)
def test_a_pulse_tells_nobody_what_another_answered(
    seen: Callable[[Answers], Hashable], size: int, together: int
) -> None:
    """Also not to whoever knows that everybody answered this statement."""
    worlds = ((answers, seen(answers)) for answers in all_answers(VALUES, size))
    assert found_out(worlds, together) == []


@pytest.mark.parametrize("together", [1, 2])
@pytest.mark.parametrize("size", SIZES)
def test_who_skipped_or_does_not_know_is_not_found_out_either(
    seen: Callable[[Answers], Hashable], size: int, together: int
) -> None:
    def see(answers: Answers) -> Hashable:
        return seen(tuple(one for one in answers if one != SKIPPED))

    worlds = ((one, see(one)) for one in all_answers((SKIPPED, *VALUES), size))
    assert found_out(worlds, together) == []


@pytest.mark.parametrize("size", range(5))
def test_below_five_answers_a_statement_shows_nothing(
    seen: Callable[[Answers], Hashable], size: int
) -> None:
    assert {seen(answers) for answers in all_answers(VALUES, size)} == {((), None, None, False)}


@pytest.mark.parametrize(("size", "form"), [(5, "short"), (5, "long"), (6, "short")])
def test_of_answers_that_are_seen_alike_everything_that_is_kept_is_alike(
    coach: Coach, seen: Callable[[Answers], Hashable], size: int, form: str
) -> None:
    talk = talking(coach)
    alike: defaultdict[Hashable, list[Answers]] = defaultdict(list)
    for answers in all_answers(VALUES, size):
        alike[seen(answers)].append(answers)
    several = [those for those in alike.values() if len(those) > 1]
    names = [f"P{number}" for number in range(1, 11)]
    for turn in range(len(several)):
        chosen = [several[(turn + 3 * place) % len(several)] for place in range(len(names))]
        kept = []
        for at in (0, -1):
            columns = dict(zip(names, [those[at] for those in chosen], strict=True))
            votes = [{name: columns[name][row] for name in names} for row in range(size)]
            kept.append(pulse.shown(talk, polled("pulse", votes, form=form), False))
        assert kept[0] == kept[1]


# -- two pulses side by side --------------------------------------------------------------------
#
# A month later anybody may answer otherwise, so two results tell no more than each alone; but who
# believes that nobody changed their mind would learn what one or two others said: then the second
# is held back. Among exactly the same people it is only known that somebody changed.


@pytest.mark.parametrize("size", SIZES)
def test_among_the_same_people_it_stays_unknown_what_somebody_else_changed(
    seen: Callable[[Answers], Hashable], size: int
) -> None:
    """One of them answers otherwise the second time; even that is known to the attacker."""
    possible: defaultdict[Hashable, set[tuple[int, int]]] = defaultdict(set)
    for answers in all_answers(VALUES, size):
        for old, new in product(set(answers), VALUES):
            rest = others(answers, (old,))
            both = seen(answers), seen(tuple(sorted((*rest, new))))
            for own in set(rest):
                kept = others(tuple(rest), (own,))
                possible[own, both] |= {(old, new), *((one, one) for one in kept)}
    assert [known for known, those in possible.items() if len(those) == 1] == []


@pytest.mark.parametrize("form", ["short", "long"])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param((0, 6), (1, 6), id="one left"),
        pytest.param((0, 6), (0, 7), id="one came"),
        pytest.param((0, 6), (1, 7), id="one in the place of another"),
        pytest.param((0, 5), (0, 7), id="two came"),
    ],
)
def test_where_one_or_two_differ_the_second_pulse_shows_nothing(
    coach: Coach, before: tuple[int, int], after: tuple[int, int], form: str
) -> None:
    """Also no sentence that was written freely, and no trend."""
    talk = talking(coach)
    said = {f"P{number}": number % 5 + 1 for number in range(1, 11)} | {"open_line": "Een zin."}
    polls = [
        polled("pulse", [said] * (last - first), first, form=form)
        for first, last in (before, after)
    ]
    told = replace(polls[0], state="closed", shown=pulse.shown(talk, polls[0], False))
    assert told.shown["statements"]
    talk.polls = replace(talk.polls, known=(told,))
    nothing: dict[str, Any] = {"statements": {}, "advice": [], "lines": []}
    of_all = {"n": polls[1].count, "on": "2026-03-02", "few": False, "alike": True}
    assert pulse.shown(talk, polls[1], False) == of_all | nothing


@pytest.mark.parametrize(
    ("wiped", "came", "held_back"),
    [(0, 0, False), (1, 0, True), (2, 0, True), (1, 1, True), (3, 0, True), (0, 3, False)],
)
def test_somebody_who_wiped_that_they_took_part_still_counts_as_another(
    wiped: int, came: int, held_back: bool
) -> None:
    """Their code is gone from the first poll; then who took part only seems to be the same."""
    votes: list[Mapping[str, Any]] = [{}] * 6
    first = polled("pulse", votes)
    known = frozenset(sorted(first.voters)[wiped:])
    first = replace(first, voters=known, shown={"n": 6})
    second = replace(polled("pulse", votes), voters=known | {f"new {n}" for n in range(came)})
    assert too_alike(second, [first]) is held_back


def test_after_a_year_it_is_not_known_any_more_who_took_part() -> None:
    votes: list[Mapping[str, Any]] = [{}] * 6
    first = replace(polled("pulse", votes), voters=frozenset(), shown={"n": 6})
    assert not too_alike(polled("pulse", votes), [first])
