"""Which instrument to choose: N1 to N8 of regie.md §5, case by case."""

from typing import Any

import pytest

from dialogs.facts import Given
from dialogs.instruments.instrument import Choosing
from tests.instruments.instrument_answers import KINDS, mix
from tests.instruments.saying import ids
from tests.instruments.spoken import Speaker

DIALOGUE = "instrument"


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
    choosing: Choosing, answers: dict[str, Any], proposal: tuple[Any, ...]
) -> None:
    outcome = choosing(Given(answers))
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
    choosing: Choosing, question: str, answers: dict[str, Any], missing: str | None
) -> None:
    outcome = choosing(Given({**answers, question: missing}))
    assert mix(outcome) == (None, None, None, None)
    assert ids(outcome) == [f"ask_{question}"]
    assert outcome.advice[0].because == (question,)
    assert outcome.provisional


def test_who_does_it_alone_needs_nobody_to_be_willing(choosing: Choosing) -> None:
    outcome = choosing(Given({**START, "do_self": "yes"}))
    assert outcome.results["rule"] == "N2"
    assert not outcome.provisional


@pytest.mark.parametrize("missing", ["unknown", None])
def test_an_unknown_ground_asks_the_lawyer_first_and_keeps_to_the_lighter_rule(
    choosing: Choosing, missing: str | None
) -> None:
    answers = {**AGAINST, "harm_soon": "yes", "would_use_stick": "yes", "legal_ground": missing}
    outcome = choosing(Given(answers))
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
    choosing: Choosing, change: dict[str, Any], fallback: str | None
) -> None:
    outcome = choosing(Given({**AGAINST, "legal_ground": "unknown", **change}))
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
    choosing: Choosing, change: dict[str, Any]
) -> None:
    outcome = choosing(Given({**AGAINST, "legal_ground": "unknown", **change}))
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
    choosing: Choosing, speaker: Speaker, answers: dict[str, Any], main: str
) -> None:
    outcome = choosing(Given({**answers, "tried": [main]}))
    assert outcome.results["main"] == main
    assert outcome.advice[-1].id == "again"
    assert outcome.advice[-1].values == {"main": main}
    other = next(kind for kind in sorted(KINDS) if kind != main)
    assert "again" not in ids(choosing(Given({**answers, "tried": [other]})))
    speaker.check(outcome)


def test_a_reason_names_only_what_made_the_rule_hold(choosing: Choosing) -> None:
    soon = choosing(Given({**AGAINST, **STICK, "harm_soon": "yes"})).advice[0]
    assert soon.because == ("willing", "legal_ground", "would_use_stick", "harm_soon")
    tried = choosing(Given({**AGAINST, **STICK, "tried": ["economic"]})).advice[0]
    assert tried.because == ("willing", "legal_ground", "would_use_stick", "tried")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_advice_has_its_words_and_its_source(speaker: Speaker, language: str) -> None:
    for (name, _), text in speaker.texts.items():
        assert text.words[language]
        assert speaker.sources[name]
