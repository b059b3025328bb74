"""Nobody can work out what another answered on the form of the network.

What is shown follows from the words about each of the seven questions and from nothing else (the
last test), so all answers to one question are all that has to be gone through: for 5 to 8 members,
and again for everybody who knows who sits there for which organisation, however the members are
spread over organisations.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from functools import cache
from typing import Any

import pytest

from dialogs.coach import Coach
from dialogs.facts import Given
from dialogs.instruments.network_type import COORDINATOR, TODAY, NetworkType
from dialogs.team import network_form
from dialogs.team.network_form import Form
from dialogs.team.voices import Voices, of_organisation
from tests.team.attack import (
    SIZES,
    VALUES,
    Answers,
    all_answers,
    found_out,
    found_out_at_a_table,
    organisations,
    tables,
)
from tests.team.casting import polled, talking

SCALES = ("trust", "consensus", "competence", "leader")
ASKED: dict[str, Sequence[int]] = {
    **dict.fromkeys(SCALES, VALUES),
    "size": (1, 2, 5, 8, 12, 15, 20, 30),
    "coordinator": range(len(COORDINATOR)),
}
SKIPPED = -1


@pytest.fixture(scope="module")
def form(coach: Coach) -> Form:
    rules = coach.know["nl"]["polls"]["kinds"]["type"]
    return Form.read(coach.instrument("type", NetworkType), rules)


def without_skipped(voices: Voices) -> Voices:
    return tuple(one for one in voices if one not in (SKIPPED, ""))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("question", ASKED)
def test_no_question_tells_what_another_answered(form: Form, question: str, size: int) -> None:
    """To one member and to two together, who know or do not know that everybody answered it."""
    said = cache(form.questions[question].said)
    everybody = [(one, said(one)) for one in all_answers(ASKED[question], size)]
    assert found_out(everybody) == found_out(everybody, 2) == []
    if question != "size":
        some = all_answers((SKIPPED, *ASKED[question]), size)
        worlds = [(one, said(without_skipped(one))) for one in some]
        assert found_out(worlds) == found_out(worlds, 2) == []


@pytest.mark.parametrize("size", SIZES)
def test_who_leads_today_tells_nobody_what_another_sees(form: Form, size: int) -> None:
    said = cache(form.views.said)
    for values in (TODAY, ("", *TODAY)):
        worlds = [(one, said(without_skipped(one))) for one in all_answers(values, size)]
        assert found_out(worlds) == found_out(worlds, 2) == []


OF_FIVE_VOICES = [
    sizes for people in (6, 7, 8) for sizes in organisations(people) if len(sizes) >= 5
]


@pytest.mark.parametrize("question", ["consensus", "leader"])
@pytest.mark.parametrize("sizes", [one for one in OF_FIVE_VOICES if one[0] > 1], ids=str)
def test_the_mean_of_an_organisation_tells_nothing_of_its_people(
    form: Form, sizes: tuple[int, ...], question: str
) -> None:
    """Of all questions with a mean, consensus has the finest words, and leader other borders.

    Of eight people one attacks; of fewer also two together.
    """
    said, mean = cache(form.questions[question].said), cache(of_organisation)

    def see(table: Sequence[tuple[int, ...]]) -> Hashable:
        return said(tuple(sorted(mean(one) for one in table)))

    worlds = [(table, see(table)) for table in tables(sizes, VALUES)]
    for together in (1, 2) if sum(sizes) < 8 else (1,):
        assert found_out_at_a_table(worlds, together) == []


@pytest.mark.parametrize("sizes", [(2, 2, 1, 1), (5,), (4, 1), (3, 3, 2)], ids=str)
def test_with_fewer_than_five_organisations_there_are_no_words(
    form: Form, sizes: tuple[int, ...]
) -> None:
    names = [f"org {place}" for place, size in enumerate(sizes) for _ in range(size)]
    said = {"trust": 1, "size": 2, "consensus": 1, "leader": 1, "coordinator": "no"}
    seen = form.seen([{**said, "competence": 5, "organisation": one} for one in names])
    assert {seen[name] for name in ("flag", "gate", "best")} == {None}
    assert (seen["bands"], seen["divided"], seen["voices"]) == ({}, [], False)


def test_all_that_is_kept_follows_from_what_is_said_of_each_question(
    coach: Coach, form: Form
) -> None:
    """So one question tells nothing of another, and neither do the best form, a flag or a gate."""
    talk = talking(coach)
    alike: list[list[list[Answers]]] = []
    for question, values in ASKED.items():
        by_words: dict[Hashable, list[Answers]] = {}
        for answers in all_answers(values, 6):
            by_words.setdefault(form.questions[question].said(answers), []).append(answers)
        alike.append([those for those in by_words.values() if len(those) > 1])
    for turn in range(150):
        chosen = [those[(turn + 3 * at) % len(those)] for at, those in enumerate(alike)]
        leads = [TODAY[(turn // 3 + one // 2) % len(TODAY)] for one in range(6)]
        kept = []
        for at in (0, -1):
            columns = {name: those[at] for name, those in zip(ASKED, chosen, strict=True)}
            votes = members(columns, leads[:: at or 1])
            kept.append(network_form.shown(talk, polled("type", votes), False))
        assert kept[0] == kept[1]


def members(columns: Mapping[str, Answers], leads: Sequence[str]) -> list[dict[str, Any]]:
    rows = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    return [
        {**row, "coordinator": COORDINATOR[row["coordinator"]], "form": view}
        for row, view in zip(rows, leads, strict=True)
    ]


OTHERWISE: list[dict[str, Any]] = [
    {},
    {"consensus": 1.75, "trust": 1.75, "leader": 2.25, "competence": 3},
    {"consensus": 4.5, "trust": 4.5, "competence": 1.5, "leader": 4},
    {"consensus": 3, "trust": 3, "competence": 3, "size": 12, "coordinator": "no"},
]


@pytest.mark.parametrize("question", [*SCALES, "size"])
def test_what_stands_for_a_level_leads_where_all_of_the_level_leads(
    form: Form, question: str
) -> None:
    """The borders in ``content/knowledge/polls.yaml`` are those of the instrument."""
    levels = form.levels[question]
    for value in (one / 4 for one in range(4, 120 if question == "size" else 21)):
        here = next(
            one for one in levels if value < one.get("under", 999) and value <= one.get("upto", 999)
        )
        for others in OTHERWISE:
            exact, instead = (
                form.instrument(Given({"size": 6, **others, question: one})).results
                for one in (value, here["stands"])
            )
            assert [exact[name] for name in ("flag", "gate", "best")] == [
                instead[name] for name in ("flag", "gate", "best")
            ]
