"""Does our network form fit: the worked cases, the rules, and what always holds."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from dialogs.facts import Dossier, Given
from dialogs.instruments.forms import FACTORS, FORMS
from dialogs.outcome import Instrument
from tests.instruments.network_forms import CASES, VOLUNTEERS, case, out_because
from tests.instruments.saying import ids
from tests.instruments.spoken import Speaker

DIALOGUE = "type"


@pytest.mark.parametrize("name", CASES)
def test_a_worked_case_gets_its_form_and_its_advice(
    name: str, weigh: Instrument, speaker: Speaker
) -> None:
    answers, expected = CASES[name]
    outcome = weigh(Given(answers))
    results = outcome.results
    assert tuple(results["points"][form] for form in FORMS) == expected["points"]
    because = expected.get("excluded")
    assert out_because(outcome) == ({"self": because} if because else {})
    assert results["best"] == expected["best"]
    assert results["tie"] == expected.get("tie", "no")
    assert results["fit"] == expected["fit"]
    assert results["flag"] == expected.get("flag")
    assert results["gate"] == expected.get("gate")
    hinges = expected.get("depends_on", [])
    assert results["certainty"] == {
        "level": "uncertain" if hinges else "certain",
        "depends_on": hinges,
    }
    assert len(results["reasons"]) == len(expected.get("reasons", ["two", "factors"]))
    assert results["reasons"] == expected.get("reasons", results["reasons"])
    assert results["form_split"] == {answers["form"]: 1}
    assert ids(outcome) == expected["advice"]
    assert outcome.provisional == expected.get("provisional", False)
    speaker.check(outcome)


def test_the_reasons_separate_the_winner_from_the_form_of_today(weigh: Instrument) -> None:
    outcome = weigh(Given(case(3, 12, 3.8, 4.5, "self")))
    assert outcome.results["reasons"] == ["competence", "trust"]
    assert outcome.advice[0].because == ("competence", "trust", "form")


def test_without_a_form_the_reasons_separate_the_winner_from_the_next_best(
    weigh: Instrument,
) -> None:
    results = weigh(Given(CASES["3"][0])).results
    assert results["reasons"] == ["trust", "consensus"]


@pytest.mark.parametrize(
    ("answers", "fit"),
    [
        pytest.param(case(3, 10, 3, 3, "nao"), "fits", id="gap 0"),
        pytest.param(case(3, 7, 3, 3, "nao"), "fits", id="gap 1"),
        pytest.param(case(4.2, 9, 4, 2, "nao"), "rubs", id="gap 2"),
        pytest.param(case(4.2, 9, 4, 2, "lead"), "rubs", id="gap 3"),
        pytest.param(case(3, 30, 4, 3, "lead"), "misfit", id="gap 5"),
        pytest.param(case(4, 25, 4.5, 2, "self"), "misfit", id="excluded, whatever the gap"),
        pytest.param(case(3, 7, 3, 3, "none"), None, id="no form yet"),
        pytest.param(case(3, 7, 3, 3, "unknown"), "unclear", id="nobody can say"),
        pytest.param(case(3, 7, 3, 3, None), "unclear", id="not answered"),
        pytest.param(case(3, 7, 3, 3, ["lead", "self", "lead"]), "unclear", id="answers differ"),
        pytest.param(case(3, 7, 3, 3, ["lead", "unknown"]), "unclear", id="one cannot say"),
        pytest.param({"form": "lead"}, "unclear", id="nothing else known"),
    ],
)
def test_the_gap_in_points_tells_how_the_current_form_fits(
    answers: dict[str, Any], fit: str | None, weigh: Instrument
) -> None:
    assert weigh(Given(answers)).results["fit"] == fit


@pytest.mark.parametrize(
    ("answers", "best"),
    [
        pytest.param(
            case(3, 10, 3, 3, "nao", leader=5, coordinator="yes"), "nao", id="current form first"
        ),
        pytest.param(
            case(3, 7, 3, 3, "nao", leader=5, coordinator="yes"),
            "nao",
            id="current form a point behind",
        ),
        pytest.param(
            case(3, 10, 3, 3, "none", leader=3.5, coordinator="yes"), "lead", id="then the leader"
        ),
        pytest.param(
            case(3, 10, 3, 3, "none", leader=3.4, coordinator="hours"), "nao", id="then hours"
        ),
        pytest.param(case(3, 10, 3, 3, "none", leader=3, coordinator="no"), None, id="else open"),
        pytest.param(
            case(4, 5, 4, 4.5, "lead", leader=5, coordinator="no"), None, id="no lead among them"
        ),
        pytest.param(
            case(3, 3, 3, 2, "nao", leader=3, coordinator="yes"), None, id="no nao among them"
        ),
    ],
)
def test_a_tie_is_said_and_broken_in_order(
    answers: dict[str, Any], best: str | None, weigh: Instrument, speaker: Speaker
) -> None:
    outcome = weigh(Given(answers))
    assert outcome.results["tie"] == "yes"
    assert outcome.results["best"] == best
    assert ("tie" if best else "open") in ids(outcome)
    assert not outcome.provisional
    speaker.check(outcome)


@pytest.mark.parametrize(
    ("answers", "best"),
    [
        pytest.param(case(3, 10, 3, 3, "none", coordinator="yes"), "nao", id="leader missing"),
        pytest.param(case(3, 10, 3, 3, "none", coordinator="no"), None, id="leader missing, open"),
        pytest.param(case(3, 10, 3, 3, "none", leader=3), None, id="hours missing, open"),
        pytest.param(case(3, 10, 3, 3, None, leader=4), "lead", id="form missing"),
        pytest.param(case(2, 11, 2, 3, "none"), "lead", id="gate hangs on the leader"),
        pytest.param(case(3, 30, 4, 5, "lead"), "nao", id="gate hangs on the hours"),
        pytest.param(case(1.5, 11, 1.8, 3, "lead"), "lead", id="flag hangs on the leader"),
    ],
)
def test_what_hangs_on_a_missing_answer_is_provisional(
    answers: dict[str, Any], best: str | None, weigh: Instrument
) -> None:
    outcome = weigh(Given(answers))
    assert outcome.results["best"] == best
    assert outcome.provisional


@pytest.mark.parametrize(
    ("answers", "flag"),
    [
        pytest.param(
            case(1.5, 2, 1, 3, "lead", leader=1), "not_a_network", id="not a network first"
        ),
        pytest.param(case([1, 1, 5], 9, 1.4, 3, "lead"), "no_form_helps", id="then no form helps"),
        pytest.param(case(3, 9, [1, 3, 5], 3, "lead"), "spread", id="then spread"),
        pytest.param(case(1.9, 9, 1.9, 3, "lead", leader=2.4), "no_form_helps", id="three low"),
        pytest.param(case(1.9, 9, 1.9, 3, "lead", leader=2.5), None, id="a leader will do"),
        pytest.param(case(1, 9, 1.5, 3, "lead", leader=3), None, id="consensus on the border"),
        pytest.param(case([1, 5], 9, 3, 3, "lead"), None, id="two show no spread"),
        pytest.param(case([3, 3, 3, 3, 5], 9, 3, 3, "lead"), None, id="0.64 is no spread"),
        pytest.param(case([3, 3, 3, 5, 5], 9, 3, 3, "lead"), "spread", id="0.96 is spread"),
        pytest.param(case([2, 2, 2, 2, 4, 3], 9, 3, 3, "lead"), None, id="0.67 is no spread"),
        pytest.param(case([2.2, 2.2, 3.8, 3.8], 9, 3, 3, "lead"), None, id="0.8 is no spread"),
    ],
)
def test_the_first_flag_is_raised(
    answers: dict[str, Any], flag: str | None, weigh: Instrument, speaker: Speaker
) -> None:
    outcome = weigh(Given(answers))
    assert outcome.results["flag"] == flag
    assert ids(outcome)[0] == (flag or ids(outcome)[0])
    speaker.check(outcome)


@pytest.mark.parametrize("missing", FACTORS)
def test_a_missing_factor_adds_nothing_excludes_nothing_and_is_asked(
    missing: str, weigh: Instrument, speaker: Speaker
) -> None:
    whole = case(2, 18, 2, 2.5, "lead", leader=4)
    outcome = weigh(Given({**whole, missing: "unknown"}))
    without = weigh(Given({name: value for name, value in whole.items() if name != missing}))
    assert outcome.results == without.results
    assert outcome.provisional
    certainty = outcome.results["certainty"]
    assert certainty["level"] == "uncertain"
    assert missing in certainty["depends_on"]
    assert missing not in out_because(outcome).get("self", [])
    assert outcome.results["points"] != weigh(Given(whole)).results["points"]
    assert outcome.advice[-1].values["input"] == missing
    speaker.check(outcome)


def test_without_any_factor_there_is_only_the_question_to_ask_first(
    weigh: Instrument, speaker: Speaker
) -> None:
    outcome = weigh(Given({"form": "lead"}))
    assert outcome.results["best"] is None
    assert outcome.results["tie"] == "no"
    assert outcome.results["points"] == {"self": 0, "lead": 0, "nao": 0}
    assert outcome.results["reasons"] == []
    assert ids(outcome) == ["ask"]
    speaker.check(outcome)


def test_an_answer_that_was_not_asked_comes_from_the_dossier(weigh: Instrument) -> None:
    dossier = Dossier({**VOLUNTEERS, "size": 30})
    assert weigh(Given({}, dossier)).results["best"] == "nao"
    assert weigh(Given({"size": 5}, dossier)).results["best"] == "self"
    said_unknown = weigh(Given({"size": "unknown"}, dossier))
    assert "size" in said_unknown.results["certainty"]["depends_on"]


def test_an_exact_tie_of_three_is_handled(weigh: Instrument) -> None:
    outcome = weigh(Given({"competence": 3, "trust": 4, "form": "none"}))
    assert outcome.results["points"] == {"self": 4, "lead": 4, "nao": 4}
    assert outcome.results["tie"] == "yes"
    assert outcome.results["best"] is None


def test_every_combination_ends_in_an_advice_or_in_the_question_to_ask_first(
    weigh: Instrument, speaker: Speaker
) -> None:
    seen = set()
    for trust, consensus, competence, size, leader, hours, form in product(
        (None, 1, 3, 4),
        (None, 1, 2, 3, 4),
        (None, 2, 3, 4),
        (None, 2, 5, 12, 20),
        (None, 2, 4),
        (None, "no", "hours"),
        ("unknown", "none", *FORMS),
    ):
        outcome = weigh(
            Given(case(trust, size, consensus, competence, form, leader=leader, coordinator=hours))
        )
        said = ids(outcome)
        assert said
        missing = None in (trust, consensus, competence, size)
        assert (said[-1] == "ask") == (missing and outcome.results["flag"] is None) or said[0] in (
            "not_a_network",
            "no_form_helps",
        )
        for at, name in enumerate(said):
            if (name, form, outcome.advice[at].values.get("input")) not in seen:
                speaker.check(outcome)
                seen.add((name, form, outcome.advice[at].values.get("input")))
    assert {name for name, _, _ in seen} >= set(speaker.sources) - {"spread", "who_leads_differs"}


def test_an_uncertain_form_says_what_would_change_it(weigh: Instrument, speaker: Speaker) -> None:
    said = {
        (name, lang): words
        for name, part, lang, words in speaker.said(weigh(Given(CASES["7"][0])))
        if part == "text"
    }
    assert (
        "Is het doel wat minder gedeeld, dan past één trekker even goed." in said["uncertain", "nl"]
    )
    assert (
        "If the task asks a little more, a separate coordinator fits better."
        in said["uncertain", "en"]
    )


@pytest.mark.parametrize(
    ("answers", "because"),
    [
        (case(4, 9, 1.4, 3, "lead", leader=4), ("consensus",)),
        (case(1.9, 9, 1.9, 3, "lead", leader=2), ("trust", "consensus", "leader")),
        (case([1, 3, 5], 9, 3, 3, "lead"), ("trust",)),
        (case(3, 9, [1, 3, 5], 3, "lead"), ("consensus",)),
    ],
)
def test_a_flag_names_only_the_answers_that_raised_it(
    answers: dict[str, Any], because: tuple[str, ...], weigh: Instrument
) -> None:
    assert weigh(Given(answers)).advice[0].because == because
