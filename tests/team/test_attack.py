"""Nobody in a group can work out what another answered: all answers of up to eight people.

Whoever attacks knows what was shown, their own answer, and (more than anybody would) all that was
answered to other questions. They know too much when all answers that fit give some other member
one and the same answer. Members are alike, so what counts is how often an answer was given: it is
enough to go through those, and to leave the attacker's own answer out.

What is shown of a pulse is shown of each statement apart (the second test), so that one statement
is all that has to be gone through. With a mean, two members who put their answers together learn
nothing either.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import combinations, combinations_with_replacement, product
from typing import Any

import pytest

from dialogs.coach import Coach
from dialogs.event import Event, Key, Said
from dialogs.facts import Given
from dialogs.instruments.network_type import NetworkType
from dialogs.instruments.pulse import Pulse
from dialogs.instruments.team_roles import TeamRoles
from dialogs.memory import Memory
from dialogs.outcome import Outcome
from dialogs.poll import Poll, Polls, Vote, too_alike
from dialogs.session import Session
from dialogs.talk import Talk
from dialogs.team import choosing, network_form, pulse, symptoms, team_roles
from dialogs.team.discretion import discreet
from tests.phone import BEGIN
from tests.table import BOT, CHAT

SIZES = (5, 6, 7, 8)
VALUES = range(1, 6)

Answers = tuple[Any, ...]


def all_answers(values: Iterable[Any], size: int) -> Iterator[Answers]:
    return combinations_with_replacement(values, size)


def others(answers: Answers, own: Answers) -> list[Any]:
    rest = Counter(answers)
    rest.subtract(own)
    return list(rest.elements())


def found_out(
    worlds: Iterable[tuple[Answers, Hashable]], together: int = 1
) -> list[tuple[Answers, Hashable]]:
    """Return what members (*together*, with their own answers) see when they then know others'."""
    possible: defaultdict[tuple[Answers, Hashable], set[Any]] = defaultdict(set)
    for answers, shown in worlds:
        for own in set(combinations(answers, together)):
            possible[own, shown] |= set(others(answers, own))
    return [known for known, those in possible.items() if len(those) == 1]


def talking(coach: Coach) -> Talk:
    event = Event(Key(BOT, CHAT), BEGIN, Said(""), 1, "nl")
    talk = Talk(coach, Session("nl"), Memory(), event)
    talk.polls = Polls(1, 1)
    return talk


def polled(kind: str, votes: Sequence[Mapping[str, Any]], **more: Any) -> Poll:
    cast = tuple(Vote(f"voter {number}", one) for number, one in enumerate(votes))
    names = frozenset(one.voter for one in cast)
    about = {"begun": BEGIN, "votes": cast, "voters": names, "count": len(cast), **more}
    return Poll(id=1, kind=kind, conversation="", starter="", series=1, **about)


# -- a pulse ------------------------------------------------------------------------------------


@pytest.fixture
def seen(coach: Coach) -> Callable[[Answers], Hashable]:
    """What is seen of one statement: bands, spread, bars, and whether not everybody agrees."""
    instrument = coach.dialogues["pulse"].instrument
    assert isinstance(instrument, Pulse)

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
    worlds = ((answers, seen(answers)) for answers in all_answers(VALUES, size))
    assert found_out(worlds, together) == []


@pytest.mark.parametrize("size", range(5))
def test_below_five_answers_a_statement_shows_nothing(
    seen: Callable[[Answers], Hashable], size: int
) -> None:
    assert {seen(answers) for answers in all_answers(VALUES, size)} == {((), None, None, False)}


@pytest.mark.parametrize(("size", "form"), [(5, "short"), (5, "long"), (8, "short")])
def test_of_answers_that_are_seen_alike_everything_that_is_kept_is_alike(
    coach: Coach, seen: Callable[[Answers], Hashable], size: int, form: str
) -> None:
    """Text, buttons, picture, file and dossier are made of what is kept, and of nothing else."""
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


@pytest.mark.parametrize("differ", [1, 2])
def test_where_one_or_two_differ_there_is_no_second_result(differ: int) -> None:
    votes: list[Mapping[str, Any]] = [{}] * 6
    one = replace(polled("pulse", votes), shown={"n": 6})
    assert too_alike(polled("pulse", votes[differ:]), [one])


# -- who covers which role ----------------------------------------------------------------------

STATES = ("carries", "can", "")


def of_role(state: str, share: str, name: str = "") -> dict[str, Any]:
    does = {one: ["operator"] if one == state else [] for one in ("carries", "can")}
    return {**does, "share": share, **({"called": name} if name else {})}


@pytest.mark.parametrize("size", range(2, 9))
def test_who_gives_no_name_is_not_found_out_by_the_roles_that_are_covered(
    coach: Coach, size: int
) -> None:
    talk = talking(coach)
    assert isinstance(coach.dialogues["team_roles"].instrument, TeamRoles)
    for unnamed, named in product(range(1, size + 1), range(size)):
        if unnamed + named > size:
            continue
        silent = [of_role("", "no")] * (size - unnamed - named)
        for known in all_answers(STATES, named):
            open_ones = [of_role(one, "named", f"Lid {n}") for n, one in enumerate(known)]
            possible: defaultdict[Hashable, set[str]] = defaultdict(set)
            for hidden in all_answers(STATES, unnamed):
                votes = [*open_ones, *silent, *(of_role(one, "unnamed") for one in hidden)]
                talk.effects.clear()
                kept = json.dumps(team_roles.shown(talk, polled("team_roles", votes), False))
                if open_ones or silent:
                    possible["outside", kept] |= set(hidden)
                for own in set(hidden):
                    possible[own, kept] |= set(others(hidden, (own,)))
            assert [one for one, those in possible.items() if len(those) == 1] == []


# -- does our form fit --------------------------------------------------------------------------

LOW = {"trust": 1, "size": 14, "consensus": 1, "competence": 3, "leader": 1}
ALIKE = [{**LOW, "coordinator": "hours", "form": "unknown"}] * 8
MIXED = [
    {"trust": t, "size": 8, "consensus": c, "competence": 3, "leader": e} | {"form": f}
    for t, c, e, f in zip(
        (1, 2, 1, 2, 2, 1, 2, 1),
        (1, 2, 1, 2, 2, 2, 1, 2),
        (1, 3, 2, 1, 3, 2, 2, 2),
        ("lead", "lead", "self", "self", "lead", "self", "nao", "lead"),
        strict=True,
    )
]
ASKED: dict[str, Sequence[Any]] = {
    "trust": VALUES,
    "size": (1, 2, 8, 20, 40),
    "consensus": VALUES,
    "competence": VALUES,
    "leader": VALUES,
    "coordinator": ("no", "hours", "yes"),
    "form": ("self", "lead", "nao", "none", "unknown"),
}


class Remembering(NetworkType):
    """The instrument, which does not weigh the same answers twice."""

    def __call__(self, given: Given) -> Outcome:
        outcome: Outcome = self._once("weighed", given, super().__call__)
        return outcome

    def situation(self, given: Given) -> Any:
        return self._once("situation", given, super().situation)

    def _once(self, what: str, given: Given, work: Callable[[Given], Any]) -> Any:
        told = {
            n: sorted(map(str, v)) if isinstance(v, list) else v for n, v in given.answers.items()
        }
        name = f"{what} {json.dumps(told)}"
        if name not in KNOWN:
            KNOWN[name] = work(given)
        return KNOWN[name]


KNOWN: dict[str, Any] = {}


@pytest.mark.parametrize("question", ASKED)
@pytest.mark.parametrize(
    ("rest", "size"),
    [(ALIKE, 5), (ALIKE, 8), (MIXED, 5), (MIXED, 6)],
    ids=["alike 5", "alike 8", "mixed 5", "mixed 6"],
)
def test_the_form_tells_nobody_what_another_answered(
    coach: Coach, rest: Sequence[Mapping[str, Any]], size: int, question: str
) -> None:
    """Also not whoever knows all answers of all members to the other questions."""
    made = coach.dialogues["type"].instrument
    assert isinstance(made, NetworkType)
    instrument = Remembering(made.table, made.limits, made.flags, made.gates)

    def see(answers: Answers) -> str:
        members = ({**one, question: own} for one, own in zip(rest, answers, strict=False))
        return json.dumps(network_form.seen(instrument, network_form.Answers(tuple(members))))

    worlds = ((answers, see(answers)) for answers in all_answers(ASKED[question], size))
    assert found_out(worlds) == []


# -- stuck, as a team ---------------------------------------------------------------------------


@pytest.mark.parametrize("names", [("S01", "S02", "S07", "S08"), ("S03", "S05", "S20", "S21")])
@pytest.mark.parametrize("size", SIZES)
def test_what_several_notice_tells_nobody_who_does(
    coach: Coach, size: int, names: tuple[str, ...]
) -> None:
    """That nobody else ticked a symptom may be known; that somebody did, never of whom.

    Everybody ticks what they like, so each symptom may have been ticked by any number of the
    others, whatever one of them ticked.
    """
    talk = talking(coach)

    @cache
    def see(counts: tuple[int, ...]) -> str:
        ticked = [
            {symptoms.TICKED: [n for n, count in zip(names, counts, strict=True) if person < count]}
            for person in range(size)
        ]
        return json.dumps(symptoms.shown(talk, polled("stuck", ticked), False))

    possible: defaultdict[Hashable, set[int]] = defaultdict(set)
    for own in product((0, 1), repeat=len(names)):
        for rest in product(range(size - 1), repeat=len(names)):
            for place, count in enumerate(rest):
                for ticks in (0, 1):
                    counts = [o + r for o, r in zip(own, rest, strict=True)]
                    counts[place] = own[place] + count + ticks
                    possible[own, place, see(tuple(counts))].add(ticks)
    assert [known for known, those in possible.items() if those == {1}] == []


@pytest.mark.parametrize("options", [["D1", "D2"], ["D1", "D2", "D3"]], ids=len)
@pytest.mark.parametrize("size", range(1, 9))
def test_a_vote_tells_nobody_what_another_chose(
    coach: Coach, size: int, options: list[str]
) -> None:
    talk = talking(coach)

    def see(answers: Answers) -> str:
        votes = [{choosing.CHOICE: one} for one in answers]
        poll = polled("lens", votes, about={"options": options})
        return json.dumps(choosing.shown(talk, poll, False))

    assert found_out((one, see(one)) for one in all_answers(options, size) if size > 1) == []
