"""Which instrument to choose: N1 to N8 of regie.md §5, over every combination of answers."""

from itertools import product
from typing import Any

import pytest
from hypothesis import given as examples
from hypothesis import settings
from hypothesis import strategies as st

from dialogs.facts import Given
from dialogs.instruments.instrument import Choosing, build
from dialogs.outcome import Knowledge, Outcome
from tests.instruments.spoken import Speaker

DIALOGUE = "instrument"

YES_NO = ("yes", "no", "unknown")
CHOICES = {
    "result": ("minder leegstand", "unknown"),
    "do_self": YES_NO,
    "willing": YES_NO,
    "depends_on_money": YES_NO,
    "legal_ground": YES_NO,
    "harm_soon": YES_NO,
    "would_use_stick": YES_NO,
    "providers": ("none", "one", "several", "unknown"),
    "tried": ([], ["economic"], ["legal"], "unknown"),
}
LIGHTER = {"communicative", "economic", "budgetary"}
KINDS = {"communicative", "economic", "budgetary", "legal"}
START = {"result": "minder leegstand tegen 2027", "do_self": "no"}
AGAINST = {
    **START,
    "willing": "no",
    "providers": "one",
    "depends_on_money": "no",
    "legal_ground": "no",
    "harm_soon": "no",
    "would_use_stick": "no",
    "tried": [],
}


@pytest.fixture(scope="module")
def choose(knowledge: Knowledge) -> Choosing:
    return build(knowledge)


def mix(outcome: Outcome) -> tuple[Any, ...]:
    return tuple(outcome.results[name] for name in ("rule", "main", "support", "fallback"))


def ids(outcome: Outcome) -> list[str]:
    return [advised.id for advised in outcome.advice]


STICK = {"legal_ground": "yes", "would_use_stick": "yes"}
CASES = [
    pytest.param({"result": "unknown"}, ("N1", None, None, None), id="N1"),
    pytest.param(
        {**START, "do_self": "yes"}, ("N2", "do_self", "communicative", "economic"), id="N2"
    ),
    pytest.param(
        {**START, "willing": "yes", "depends_on_money": "yes"},
        ("N3", "communicative", "economic", "budgetary"),
        id="N3-on-your-money",
    ),
    pytest.param(
        {**START, "willing": "yes", "depends_on_money": "no"},
        ("N3", "communicative", "economic", "economic"),
        id="N3-not-on-your-money",
    ),
    pytest.param(
        {**AGAINST, "providers": "several"},
        ("N4", "economic", "communicative", "budgetary"),
        id="N4",
    ),
    pytest.param(
        {**AGAINST, "providers": "several", **STICK},
        ("N4", "economic", "communicative", "legal"),
        id="N4-with-a-stick",
    ),
    pytest.param(
        {**AGAINST, "providers": "several", "legal_ground": "yes"},
        ("N4", "economic", "communicative", "budgetary"),
        id="N4-stick-stays-put",
    ),
    pytest.param(
        {**AGAINST, "depends_on_money": "yes", "legal_ground": "yes"},
        ("N5", "budgetary", "communicative", "legal"),
        id="N5-with-a-ground",
    ),
    pytest.param(
        {**AGAINST, "depends_on_money": "yes"},
        ("N5", "budgetary", "communicative", None),
        id="N5-without-a-ground",
    ),
    pytest.param(
        {**AGAINST, **STICK, "harm_soon": "yes"},
        ("N6", "legal", "communicative", None),
        id="N6-harm-soon",
    ),
    pytest.param(
        {**AGAINST, **STICK, "tried": ["budgetary"]},
        ("N6", "legal", "communicative", None),
        id="N6-lighter-tried",
    ),
    pytest.param(
        {**AGAINST, "legal_ground": "yes", "harm_soon": "yes"},
        ("N7", "communicative", "economic", None),
        id="N7-harm-soon",
    ),
    pytest.param(
        {**AGAINST, "legal_ground": "yes", "tried": ["communicative"]},
        ("N7", "communicative", "economic", None),
        id="N7-lighter-tried",
    ),
    pytest.param(AGAINST, ("N8", None, "communicative", "do_self"), id="N8"),
    pytest.param(
        {**AGAINST, **STICK, "tried": ["legal"]},
        ("N8", None, "communicative", "do_self"),
        id="N8-nothing-lighter-tried",
    ),
]


@pytest.mark.parametrize(("answers", "proposal"), CASES)
def test_the_first_rule_that_holds_proposes(
    choose: Choosing, answers: dict[str, Any], proposal: tuple[Any, ...]
) -> None:
    outcome = choose(Given(answers))
    assert mix(outcome) == proposal
    assert outcome.advice[0].id == proposal[0]
    assert outcome.provisional is (proposal[0] == "N1")


@pytest.mark.parametrize("missing", ["unknown", None])
@pytest.mark.parametrize(
    ("question", "answers"),
    [
        pytest.param("do_self", {**AGAINST, "willing": "yes"}, id="do_self"),
        pytest.param("willing", AGAINST, id="willing"),
    ],
)
def test_some_questions_come_before_any_proposal(
    choose: Choosing, question: str, answers: dict[str, Any], missing: str | None
) -> None:
    outcome = choose(Given({**answers, question: missing}))
    assert mix(outcome) == (None, None, None, None)
    assert ids(outcome) == [f"ask_{question}"]
    assert outcome.advice[0].because == (question,)
    assert outcome.provisional


def test_who_does_it_alone_needs_nobody_to_be_willing(choose: Choosing) -> None:
    outcome = choose(Given({**START, "do_self": "yes"}))
    assert outcome.results["rule"] == "N2"
    assert not outcome.provisional


@pytest.mark.parametrize("missing", ["unknown", None])
def test_an_unknown_ground_asks_the_lawyer_first_and_keeps_to_the_lighter_rule(
    choose: Choosing, missing: str | None
) -> None:
    answers = {**AGAINST, "harm_soon": "yes", "would_use_stick": "yes", "legal_ground": missing}
    outcome = choose(Given(answers))
    assert mix(outcome) == ("N8", None, "communicative", "do_self")
    assert ids(outcome) == ["ask_lawyer", "N8"]
    assert outcome.provisional


@pytest.mark.parametrize(
    ("change", "fallback"),
    [
        pytest.param({"providers": "several", "would_use_stick": "yes"}, "budgetary", id="N4"),
        pytest.param({"depends_on_money": "yes"}, None, id="N5"),
    ],
)
def test_an_unknown_ground_for_the_fallback_names_the_lawyer_second(
    choose: Choosing, change: dict[str, Any], fallback: str | None
) -> None:
    outcome = choose(Given({**AGAINST, "legal_ground": "unknown", **change}))
    assert outcome.results["fallback"] == fallback
    assert ids(outcome)[1] == "ask_lawyer"
    assert outcome.provisional


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"would_use_stick": "no", "providers": "several"}, id="N4-no-stick"),
        pytest.param({"harm_soon": "no", "tried": []}, id="N8-no-reason-for-a-rule"),
    ],
)
def test_the_lawyer_is_left_alone_when_nothing_hangs_on_the_ground(
    choose: Choosing, change: dict[str, Any]
) -> None:
    outcome = choose(Given({**AGAINST, "legal_ground": "unknown", **change}))
    assert "ask_lawyer" not in ids(outcome)
    assert not outcome.provisional


@pytest.mark.parametrize(
    ("answers", "main"),
    [
        pytest.param({**START, "willing": "yes"}, "communicative", id="N3"),
        pytest.param({**AGAINST, "providers": "several"}, "economic", id="N4"),
        pytest.param({**AGAINST, "depends_on_money": "yes"}, "budgetary", id="N5"),
        pytest.param({**AGAINST, **STICK, "harm_soon": "yes"}, "legal", id="N6"),
        pytest.param({**AGAINST, "legal_ground": "yes"}, "communicative", id="N7"),
    ],
)
def test_a_kind_that_failed_is_proposed_again_only_with_what_must_be_different(
    choose: Choosing, speaker: Speaker, answers: dict[str, Any], main: str
) -> None:
    outcome = choose(Given({**answers, "tried": [main]}))
    assert outcome.results["main"] == main
    assert outcome.advice[-1].id == "again"
    assert outcome.advice[-1].values == {"main": main}
    other = next(kind for kind in sorted(KINDS) if kind != main)
    assert "again" not in ids(choose(Given({**answers, "tried": [other]})))
    speaker.check(outcome)


def test_a_reason_names_only_what_made_the_rule_hold(choose: Choosing) -> None:
    soon = choose(Given({**AGAINST, **STICK, "harm_soon": "yes"})).advice[0]
    assert soon.because == ("willing", "legal_ground", "would_use_stick", "harm_soon")
    tried = choose(Given({**AGAINST, **STICK, "tried": ["economic"]})).advice[0]
    assert tried.because == ("willing", "legal_ground", "would_use_stick", "tried")


def expected(told: dict[str, Any]) -> str | None:
    """Return the rule by the table of regie.md §5, read aloud; None: a question comes first."""
    if "result" not in told:
        return "N1"
    if "do_self" not in told:
        return None
    if told["do_self"] == "yes":
        return "N2"
    if "willing" not in told:
        return None
    if told["willing"] == "yes":
        return "N3"
    if told.get("providers") == "several":
        return "N4"
    if told.get("depends_on_money") == "yes":
        return "N5"
    urgent = told.get("harm_soon") == "yes" or LIGHTER & set(told.get("tried", ()))
    if told.get("legal_ground") == "yes" and urgent and "would_use_stick" in told:
        return "N6" if told["would_use_stick"] == "yes" else "N7"
    return "N8"


def test_every_combination_ends_in_an_advice_or_in_the_question_to_ask_first(
    choose: Choosing,
) -> None:
    reached: set[str] = set()
    for values in product(*CHOICES.values()):
        answers = dict(zip(CHOICES, values, strict=True))
        told = {question: value for question, value in answers.items() if value != "unknown"}
        outcome = choose(Given(answers))
        rule, main, support, fallback = mix(outcome)
        assert rule == expected(told), answers
        assert outcome.advice
        assert main in KINDS | {"do_self", None}
        assert support in KINDS | {None}
        assert fallback in KINDS | {"do_self", None}
        assert (main == "legal") <= (told.get("would_use_stick") == "yes")
        assert (fallback == "legal") <= (told.get("legal_ground") == "yes")
        reached.update(ids(outcome))
    assert reached == {
        *(f"N{n}" for n in range(1, 9)),
        *("ask_do_self", "ask_willing", "ask_lawyer", "again"),
    }


@settings(deadline=None)
@examples(
    answers=st.fixed_dictionaries(
        {},
        optional={
            question: st.sampled_from([*options, None])
            if question != "tried"
            else st.none()
            | st.just("unknown")
            | st.lists(st.sampled_from(sorted(KINDS)), unique=True)
            for question, options in CHOICES.items()
        },
    )
)
def test_any_answers_can_be_said_and_a_provisional_result_can_still_change(
    choose: Choosing, speaker: Speaker, answers: dict[str, Any]
) -> None:
    outcome = choose(Given(answers))
    speaker.check(outcome)
    told = {q: value for q, value in answers.items() if value not in (None, "unknown")}
    assert mix(choose(Given(told))) == mix(outcome)
    still_open = [question for question in CHOICES if question not in told]
    if "tried" in told:
        assert mix(choose(Given({**told, "tried": told["tried"][::-1]}))) == mix(outcome)
    options = [[v for v in CHOICES[question] if v != "unknown"] for question in still_open]
    endings = {
        mix(choose(Given({**told, **dict(zip(still_open, values, strict=True))})))
        for values in product(*options)
    }
    assert outcome.provisional is (endings != {mix(outcome)})


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_advice_has_its_words_and_its_source(speaker: Speaker, language: str) -> None:
    for (name, _), text in speaker.texts.items():
        assert text.words[language]
        assert speaker.sources[name]
