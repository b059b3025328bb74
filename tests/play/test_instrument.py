"""Choosing an instrument from a file of answers: the contract of ``knoop play``."""

from itertools import product
from typing import Any

import pytest

from bot.play import PlayError
from dialogs.coach import Coach
from dialogs.facts import Given
from tests.play.asking import report

START = {"result": "minder leegstand tegen 2028", "do_self": False}
AGAINST: dict[str, Any] = {
    **START,
    "willing": False,
    "providers": "one",
    "depends_on_money": False,
    "legal_ground": True,
    "harm_soon": True,
    "would_use_stick": True,
    "tried": [],
}


def mix(played: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(played["results"][name] for name in ("rule", "main", "support", "fallback"))


CASES = [
    pytest.param({**AGAINST, "result": "unknown"}, ("N1", None, None, None), ["result"], id="N1"),
    pytest.param(
        {**AGAINST, "do_self": True},
        ("N2", "do_self", "communicative", "economic"),
        ["result", "do_self"],
        id="N2",
    ),
    pytest.param(
        {**AGAINST, "willing": True, "depends_on_money": True},
        ("N3", "communicative", "economic", "budgetary"),
        ["result", "do_self", "willing", "depends_on_money", "tried"],
        id="N3",
    ),
    pytest.param(
        {**AGAINST, "providers": "several"},
        ("N4", "economic", "communicative", "legal"),
        ["result", "do_self", "willing", "providers", "legal_ground", "would_use_stick", "tried"],
        id="N4",
    ),
    pytest.param(
        {**AGAINST, "depends_on_money": True},
        ("N5", "budgetary", "communicative", "legal"),
        ["result", "do_self", "willing", "providers", "depends_on_money", "legal_ground", "tried"],
        id="N5",
    ),
    pytest.param(AGAINST, ("N6", "legal", "communicative", None), list(AGAINST), id="N6"),
    pytest.param(
        {**AGAINST, "would_use_stick": False},
        ("N7", "communicative", "economic", None),
        list(AGAINST),
        id="N7",
    ),
    pytest.param(
        {**AGAINST, "legal_ground": False},
        ("N8", None, "communicative", "do_self"),
        ["result", "do_self", "willing", "providers", "depends_on_money", "legal_ground", "tried"],
        id="N8",
    ),
    pytest.param(
        {**AGAINST, "do_self": "unknown"},
        (None, None, None, None),
        ["result", "do_self"],
        id="ask-do_self",
    ),
    pytest.param(
        {**AGAINST, "willing": "unknown"},
        (None, None, None, None),
        ["result", "do_self", "willing"],
        id="ask-willing",
    ),
]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(("answers", "proposal", "asked"), CASES)
def test_only_what_still_decides_is_asked(
    headless: Coach,
    answers: dict[str, Any],
    proposal: tuple[Any, ...],
    asked: list[str],
    language: str,
) -> None:
    played = report(headless, "instrument", answers, language)
    assert mix(played) == proposal
    assert played["asked"] == asked
    assert played["missing"] == [q for q in asked if answers[q] == "unknown"]
    assert played["provisional"] is (proposal[0] in {"N1", None})
    first = played["advice"][0]
    assert first["id"] == proposal[0] or (proposal[0] is None and first["id"].startswith("ask_"))
    assert first["text"]
    assert set(first["because"]) <= set(asked)


def test_an_unknown_ground_names_the_lawyer_first(headless: Coach) -> None:
    played = report(headless, "instrument", {**AGAINST, "legal_ground": "unknown"})
    assert mix(played) == ("N8", None, "communicative", "do_self")
    assert [advice["id"] for advice in played["advice"]] == ["ask_lawyer", "N8"]
    assert played["provisional"] is True


def test_a_kind_that_failed_comes_with_what_must_be_different(headless: Coach) -> None:
    played = report(
        headless, "instrument", {**AGAINST, "providers": "several", "tried": ["economic"]}
    )
    assert [advice["id"] for advice in played["advice"]] == ["N4", "again"]
    assert "vijf gesprekken" in played["advice"][1]["text"]


def test_skipping_questions_that_decide_nothing_changes_no_proposal(headless: Coach) -> None:
    """Whatever the file answers, a question that was not asked would have changed nothing."""
    instrument = headless.dialogues["instrument"].instrument
    assert instrument is not None
    options = {
        "willing": ("yes", "no"),
        "providers": ("none", "several", "unknown"),
        **dict.fromkeys(
            ("depends_on_money", "legal_ground", "harm_soon", "would_use_stick"),
            ("yes", "no", "unknown"),
        ),
        "tried": ([], ["economic"]),
    }
    for values in product(*options.values()):
        answers = {**START, "do_self": "no", **dict(zip(options, values, strict=True))}
        outcome = instrument(Given(answers))
        played = report(headless, "instrument", answers)
        assert played["results"] == outcome.results, answers
        assert played["provisional"] is outcome.provisional, answers


@pytest.mark.parametrize(
    "answers",
    [
        pytest.param({"providers": "many"}, id="no-such-number"),
        pytest.param({"tried": ["do_self"]}, id="no-such-kind"),
        pytest.param({"willing": "perhaps"}, id="no-yes-or-no"),
        pytest.param({"money": True}, id="no-such-question"),
    ],
)
def test_an_impossible_answer_is_refused_with_what_is_allowed(
    headless: Coach, answers: dict[str, Any]
) -> None:
    with pytest.raises(PlayError, match=next(iter(answers))):
        report(headless, "instrument", answers)
