"""Which network manager am I? Scoring of roles.md §4, and every check of §7."""

from typing import Any

import pytest
from hypothesis import assume, settings
from hypothesis import given as examples
from hypothesis import strategies as st

from dialogs.facts import Given
from dialogs.instruments.roles import Roles
from tests.instruments.role_answers import LETTER, LONG, ROLES, SHORT, Q, headline, short, sums
from tests.instruments.saying import ids
from tests.instruments.spoken import Speaker

DIALOGUE = "role"


# Checks of section 7.


@pytest.mark.parametrize("items", [LONG, SHORT], ids=["check-1-long", "check-1-short"])
@pytest.mark.parametrize("answer", [1, 5])
def test_the_same_answer_everywhere_is_flat_with_a_caution(
    role: Roles, items: tuple[str, ...], answer: int
) -> None:
    outcome = role(Given(dict.fromkeys(items, answer)))
    assert headline(outcome) == ("flat", [])
    assert outcome.results["caution"] == "yes"
    assert set(outcome.results["profile"].values()) == {"can"}
    assert ids(outcome) == ["flat", "caution"]
    assert outcome.advice[1].values["agreed"] is (answer == 5)


def test_one_high_role_among_equals_is_the_only_one_named(role: Roles) -> None:
    """Checks 2 and 6: the others are all as low, but not below 3."""
    answers = {**sums(), **{f"O{n}": 5 for n in range(1, 5)}, "O5R": 1}
    outcome = role(Given(answers))
    assert headline(outcome) == ("role", ["operator"])
    assert outcome.results["profile"] == {**dict.fromkeys(ROLES, "can"), "operator": "strong"}
    assert "low" not in ids(outcome)
    assert outcome.results["caution"] == "no"


def test_two_equal_high_roles_are_a_duo(role: Roles) -> None:
    """Check 3."""
    answers = sums()
    for letter in "VC":
        answers |= {**{f"{letter}{n}": 4 for n in range(1, 5)}, f"{letter}5R": 2}
    outcome = role(Given(answers))
    assert headline(outcome) == ("duo", ["vision", "creative"])
    assert outcome.advice[0].id == "duo"


@settings(deadline=None)
@examples(
    answers=st.fixed_dictionaries(dict.fromkeys(LONG, st.integers(1, 4))),
    form=st.sampled_from(["short", "long"]),
    more=st.integers(1, 3),
)
def test_the_same_amount_on_every_answer_never_changes_the_order(
    role: Roles, answers: dict[str, int], form: str, more: int
) -> None:
    """Check 4, as long as no answer runs into the end of the scale."""
    assume(max(answers.values()) + more <= 5)
    assume(len(set(answers.values())) > 1)
    before = role(Given({"length": form, **answers}))
    raised = {item: answer + more for item, answer in answers.items()}
    after = role(Given({"length": form, **raised}))
    assert headline(after) == headline(before)
    if form == "short":
        assert after.results["profile"] == before.results["profile"]


def test_knowing_little_of_the_theme_is_not_the_point_of_growth(role: Roles) -> None:
    """Check 5: personal first, though the gap on technical knowledge is larger."""
    outcome = role(Given({**dict.fromkeys(Q, 4), "Q10": 1}))
    assert outcome.results["growth"] == "Q2"


# Scoring.


@pytest.mark.parametrize("name", ROLES)
def test_each_role_can_be_the_one(role: Roles, speaker: Speaker, name: str) -> None:
    outcome = role(Given(sums(**{name: 20})))
    assert headline(outcome) == ("role", [name])
    assert ids(outcome)[0] == name
    assert len(outcome.advice[0].because) == 2
    assert {item[0] for item in outcome.advice[0].because} == {LETTER[name]}
    speaker.check(outcome)


@pytest.mark.parametrize(
    ("totals", "expected"),
    [
        pytest.param(
            {"operator": 18, "vision": 17}, ("duo", ["operator", "vision"]), id="duo-one-step"
        ),
        pytest.param(
            {"vision": 18, "operator": 17}, ("duo", ["vision", "operator"]), id="duo-highest-first"
        ),
        pytest.param({"operator": 18, "vision": 16}, ("role", ["operator"]), id="two-steps-apart"),
        pytest.param(
            {"champion": 18, "vision": 17, "promotor": 17},
            ("allrounder", ["promotor", "vision", "champion"]),
            id="allrounder-one-step",
        ),
        pytest.param(
            {"champion": 18, "vision": 17, "promotor": 16},
            ("duo", ["champion", "vision"]),
            id="steps-count-from-the-highest",
        ),
        pytest.param({"operator": 16}, ("flat", []), id="flat-one-step"),
        pytest.param({"operator": 17}, ("role", ["operator"]), id="not-flat-at-two-steps"),
        pytest.param(
            {"operator": 13},
            ("allrounder", ["promotor", "vision", "creative", "champion"]),
            id="allrounder-four",
        ),
        pytest.param(
            {"operator": 23, "promotor": 22},
            ("duo", ["operator", "promotor"]),
            id="no-floating-point",
        ),
    ],
)
def test_ties_are_counted_in_whole_answer_steps(
    role: Roles, totals: dict[str, int], expected: tuple[str, list[str]]
) -> None:
    assert headline(role(Given(sums(**totals)))) == expected


@pytest.mark.parametrize(
    ("totals", "profile"),
    [
        pytest.param({"operator": 18}, {"operator": "strong"}, id="strong"),
        pytest.param({"operator": 17}, {}, id="just-not-strong"),
        pytest.param({"operator": 12}, {"operator": "low"}, id="low"),
        pytest.param({"operator": 13}, {}, id="just-not-low"),
        pytest.param({"operator": 12, "vision": 12}, {}, id="a-shared-last-place-names-nobody"),
        pytest.param(
            {"operator": 15, **dict.fromkeys(ROLES[1:], 20)},
            {},
            id="low-but-three-is-not-below-three",
        ),
        pytest.param({"operator": 14, "vision": 16}, {}, id="not-low-enough"),
    ],
)
def test_a_profile_says_strong_can_or_low(
    role: Roles, totals: dict[str, int], profile: dict[str, str]
) -> None:
    outcome = role(Given(sums(**totals)))
    assert outcome.results["profile"] == {**dict.fromkeys(ROLES, "can"), **profile}
    low = [name for name, level in profile.items() if level == "low"]
    assert [a.values["role"] for a in outcome.advice if a.id == "low"] == low


@pytest.mark.parametrize("chosen", ["promotor", "vision", "champion"])
def test_a_tie_of_three_is_broken_by_the_person(role: Roles, chosen: str) -> None:
    answers = {**sums(champion=18, vision=17, promotor=17), "tiebreak": chosen}
    assert headline(role(Given(answers))) == ("role", [chosen])


@pytest.mark.parametrize("chosen", ["operator", "unknown", None])
def test_a_tie_stays_when_nothing_or_another_role_is_chosen(
    role: Roles, chosen: str | None
) -> None:
    answers = {**sums(champion=18, vision=17, promotor=17), "tiebreak": chosen}
    assert headline(role(Given(answers)))[0] == "allrounder"


def test_a_choice_breaks_no_tie_that_is_not_there(role: Roles) -> None:
    answers = {**sums(operator=20), "tiebreak": "vision"}
    assert headline(role(Given(answers))) == ("role", ["operator"])


@pytest.mark.parametrize(
    ("missing", "profile_of_operator"),
    [
        pytest.param(["O1"], "strong", id="four-of-five-is-enough"),
        pytest.param(["O1", "O5R"], None, id="three-of-five-is-not"),
    ],
)
def test_a_role_needs_four_answers_in_the_long_form(
    role: Roles, missing: list[str], profile_of_operator: str | None
) -> None:
    answers = {**sums(operator=23, vision=20), **dict.fromkeys(missing, "unknown")}
    outcome = role(Given(answers))
    assert outcome.results["profile"]["operator"] == profile_of_operator
    assert headline(outcome)[1] == (["operator"] if profile_of_operator else ["vision"])
    assert outcome.provisional


@pytest.mark.parametrize("item", SHORT)
def test_a_role_needs_both_answers_in_the_short_form(role: Roles, item: str) -> None:
    outcome = role(Given({**short(operator=(5, 1), vision=(5, 1)), item: None}))
    without = next(name for name, letter in LETTER.items() if letter == item[0])
    assert outcome.results["profile"][without] is None
    assert [n for n, level in outcome.results["profile"].items() if level is None] == [without]


@pytest.mark.parametrize(
    "answers",
    [
        pytest.param({}, id="nothing"),
        pytest.param({**short(), "O2": "unknown", "V1": "unknown"}, id="short"),
        pytest.param({**sums(), **dict.fromkeys(("O1", "O2", "K1", "K2"), "unknown")}, id="long"),
    ],
)
def test_two_roles_without_enough_answers_leave_no_profile(
    role: Roles, answers: dict[str, Any]
) -> None:
    outcome = role(Given(answers))
    assert headline(outcome) == ("too_few", [])
    assert set(outcome.results["profile"].values()) == {None}
    assert ids(outcome) == ["too_few"]
    assert outcome.advice[0].because
    assert outcome.provisional


@pytest.mark.parametrize(
    ("pairs", "caution"),
    [
        pytest.param({}, "no", id="balanced"),
        pytest.param(dict.fromkeys(ROLES, (4, 4)), "yes", id="agrees"),
        pytest.param({**dict.fromkeys(ROLES, (2, 2)), "operator": (5, 1)}, "yes", id="disagrees"),
        pytest.param(
            {**dict.fromkeys(ROLES[:4], (4, 4)), "champion": (3, 2)}, "no", id="seven-tenths"
        ),
        pytest.param(
            {**dict.fromkeys(ROLES[:4], (4, 4)), "champion": (3, 3)}, "yes", id="eight-tenths"
        ),
    ],
)
def test_agreeing_with_opposites_asks_for_caution(
    role: Roles, pairs: dict[str, tuple[int, int]], caution: str
) -> None:
    outcome = role(Given(short(**pairs)))
    assert outcome.results["caution"] == caution
    assert ("caution" in ids(outcome)) is (caution == "yes")


@pytest.mark.parametrize(("pair", "shown"), [((5, 5), "yes"), ((1, 1), "no")])
def test_a_caution_shows_the_pair_that_tells_most(
    role: Roles, pair: tuple[int, int], shown: str
) -> None:
    others = (4, 4) if shown == "yes" else (2, 2)
    outcome = role(Given(short(**{**dict.fromkeys(ROLES, others), "vision": pair})))
    caution = next(advised for advised in outcome.advice if advised.id == "caution")
    assert caution.because == ("V1", "V5R")
    assert caution.values["agreed"] is (shown == "yes")


def test_only_whole_pairs_tell_who_agrees_with_everything(role: Roles) -> None:
    answers = {**short(), "O2": 5, "O5R": None, "V1": 5, "V5R": None}
    assert role(Given(answers)).results["caution"] == "no"


def test_the_same_answer_everywhere_is_flat_though_a_few_are_missing(role: Roles) -> None:
    answers = {**dict.fromkeys(LONG, 5), "O5R": None}
    outcome = role(Given(answers))
    assert headline(outcome) == ("flat", [])
    assert outcome.results["profile"]["operator"] == "can"


@pytest.mark.parametrize(
    ("answers", "needed"),
    [
        pytest.param({"O2": 4}, 2, id="short-by-its-items"),
        pytest.param({"O1": 4}, 4, id="long-by-its-items"),
        pytest.param({"O1": 4, "length": "short"}, 2, id="chosen"),
    ],
)
def test_the_length_follows_from_the_answers_when_nobody_chose(
    role: Roles, answers: dict[str, Any], needed: int
) -> None:
    assert role(Given(answers)).advice[0].values == {"needed": needed}


def test_the_short_form_reads_its_ten_items_only(role: Roles) -> None:
    answers = {**sums(operator=20), **short(vision=(5, 1))}
    assert headline(role(Given(answers))) == ("role", ["vision"])
    assert not role(Given(short(vision=(5, 1)))).provisional
