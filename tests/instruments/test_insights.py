"""What the user wants: user-insights.md section 2 and the checks of its section 6."""

from itertools import product
from typing import Any

import pytest
from hypothesis import given as let
from hypothesis import strategies as st

from dialogs.facts import Dossier, Given
from dialogs.instruments.insights import OPTIONS, Insights, build
from dialogs.outcome import Knowledge, Outcome
from tests.instruments.saying import everything, say
from tests.instruments.spoken import Speaker

DIALOGUE = "insights"

answers = st.fixed_dictionaries(
    {},
    optional={name: st.sampled_from([*ids, "unknown", None]) for name, ids in OPTIONS.items()},
)
phases = st.sampled_from([None, "explore", "define", "goals", "act"])
EASY = {"access": "yes", "sensitive": "low", "stage": "define"}
COMPLETE = [
    dict(zip(OPTIONS, values, strict=True)) for values in product(*(OPTIONS[n] for n in OPTIONS))
]


@pytest.fixture(scope="module")
def insights(knowledge: Knowledge) -> Insights:
    return build(knowledge)


def play(insights: Insights, answers: dict[str, Any], phase: str | None = None) -> Outcome:
    return insights(Given(answers, Dossier({"phase": phase})))


def result(technique: str | None, assumption: str, overrides: str, ethics: str) -> dict[str, Any]:
    return {
        "technique": technique,
        "assumption": assumption,
        "overrides": list(overrides),
        "ethics": ethics,
    }


@pytest.mark.parametrize(
    ("answers", "results"),
    [
        pytest.param(
            {"know": "life", "time": "weeks", "access": "yes", "sensitive": "low"},
            result("diary", "no", "", "no"),
            id="check-1-low",
        ),
        pytest.param(
            {"know": "life", "time": "weeks", "access": "yes", "sensitive": "high"},
            result("yesterday_interview", "no", "23", "yes"),
            id="check-1-high",
        ),
        pytest.param(
            {"know": "who", "time": "months", "access": "no"},
            result("persona", "yes", "1", "no"),
            id="check-2",
        ),
        pytest.param(
            {"know": "where", "time": "hour", "access": "yes", "sensitive": "low"},
            result("journey", "yes", "", "no"),
            id="check-3",
        ),
        pytest.param(
            {"know": "why", "time": "weeks", "access": "via", "sensitive": "high"},
            result("interview", "no", "4", "yes"),
            id="check-4",
        ),
    ],
)
def test_the_checks_of_the_knowledge_hold(
    insights: Insights, answers: dict[str, Any], results: dict[str, Any]
) -> None:
    assert play(insights, answers).results == results


@pytest.mark.parametrize(
    ("know", "time", "technique", "assumption"),
    [
        pytest.param("who", "hour", "persona", "yes", id="who-hour"),
        pytest.param("who", "weeks", "persona", "no", id="who-weeks"),
        pytest.param("who", "months", "persona", "no", id="who-months"),
        pytest.param("why", "hour", "interview", "no", id="why-hour"),
        pytest.param("why", "weeks", "interview", "no", id="why-weeks"),
        pytest.param("why", "months", "interview", "no", id="why-months"),
        pytest.param("where", "hour", "journey", "yes", id="where-hour"),
        pytest.param("where", "weeks", "journey", "no", id="where-weeks"),
        pytest.param("where", "months", "journey", "no", id="where-months"),
        pytest.param("life", "hour", "yesterday_interview", "no", id="life-hour"),
        pytest.param("life", "weeks", "diary", "no", id="life-weeks"),
        pytest.param("life", "months", "diary", "no", id="life-months"),
    ],
)
def test_the_choice_table_holds(
    insights: Insights, know: str, time: str, technique: str, assumption: str
) -> None:
    outcome = play(insights, {**EASY, "know": know, "time": time})
    assert outcome.results == result(technique, assumption, "", "no")
    assert outcome.provisional is False


@pytest.mark.parametrize(
    ("answers", "results"),
    [
        pytest.param({"access": "no"}, result("persona", "yes", "1", "no"), id="override-1-who"),
        pytest.param(
            {"access": "no", "know": "why"},
            result("persona", "yes", "1", "no"),
            id="override-1-why",
        ),
        pytest.param(
            {"access": "no", "know": "life", "sensitive": "high", "stage": "deliver"},
            result("persona", "yes", "1", "yes"),
            id="override-1-stands-alone",
        ),
        pytest.param(
            {"access": "no", "know": "where"},
            result("journey", "yes", "1", "no"),
            id="override-1-where",
        ),
        pytest.param({"sensitive": "high"}, result("persona", "no", "2", "yes"), id="override-2"),
        pytest.param(
            {"sensitive": "high", "access": "via", "know": "life"},
            result("yesterday_interview", "no", "34", "yes"),
            id="override-3",
        ),
        pytest.param({"access": "via"}, result("persona", "no", "4", "no"), id="override-4"),
        pytest.param({"stage": "deliver"}, result("tryout", "no", "5", "no"), id="override-5"),
        pytest.param(
            {"stage": "deliver", "time": "hour"},
            result("tryout", "yes", "5", "no"),
            id="override-5-changes-only-the-technique",
        ),
        pytest.param(
            {"stage": "deliver", "know": "where"},
            result("journey", "no", "", "no"),
            id="override-5-only-turns-a-persona",
        ),
        pytest.param(
            {"stage": "deliver", "sensitive": "high"},
            result("tryout", "no", "25", "yes"),
            id="overrides-2-and-5",
        ),
        pytest.param({"stage": "develop"}, result("persona", "no", "", "no"), id="develop"),
    ],
)
def test_the_overrides_hold(
    insights: Insights, answers: dict[str, Any], results: dict[str, Any]
) -> None:
    assert play(insights, {**EASY, "know": "who", "time": "weeks", **answers}).results == results


@pytest.mark.parametrize("phase", ["explore", "define", "goals"])
def test_the_stage_comes_from_the_phase_of_the_network(insights: Insights, phase: str) -> None:
    answers = {"know": "who", "time": "weeks", "access": "yes", "sensitive": "low"}
    outcome = play(insights, answers, phase)
    assert outcome.provisional is False
    assert outcome.advice[-1].values["phase"] == phase


def test_acting_does_not_say_whether_it_is_developed_or_delivered(insights: Insights) -> None:
    answers = {"know": "who", "time": "weeks", "access": "yes", "sensitive": "low"}
    assert play(insights, answers, "act").provisional is True
    assert play(insights, {**answers, "stage": "unknown"}, "define").provisional is True
    assert play(insights, {**answers, "stage": "deliver"}, "act").results["overrides"] == ["5"]


@pytest.mark.parametrize(
    ("answers", "technique", "provisional"),
    [
        pytest.param({}, None, True, id="nothing"),
        pytest.param({"access": "no"}, None, True, id="know-missing"),
        pytest.param({**EASY, "know": "why"}, "interview", False, id="time-makes-no-difference"),
        pytest.param({**EASY, "know": "who"}, "persona", True, id="time-decides-on-assumption"),
        pytest.param({**EASY, "know": "life"}, None, True, id="time-decides-on-technique"),
        pytest.param(
            {**EASY, "know": "life", "sensitive": "high"},
            "yesterday_interview",
            False,
            id="sensitive-decides",
        ),
        pytest.param(
            {"know": "where", "access": "no", "sensitive": "low"}, "journey", False, id="no-access"
        ),
        pytest.param(
            {"know": "why", "access": "yes", "sensitive": "low"},
            "interview",
            False,
            id="stage-makes-no-difference",
        ),
    ],
)
def test_missing_answers_are_never_invented(
    insights: Insights, answers: dict[str, Any], technique: str | None, provisional: bool
) -> None:
    outcome = play(insights, answers)
    assert outcome.results["technique"] == technique
    assert outcome.provisional is provisional


def test_no_diary_where_it_is_sensitive(insights: Insights, speaker: Speaker) -> None:
    for known in COMPLETE:
        if known["sensitive"] == "high":
            outcome = play(insights, known)
            assert outcome.results["technique"] != "diary"
            said = say(speaker, outcome, "technique").lower()
            assert "dagboek" not in said.replace("geen dagboek", "")


def test_nobody_reached_is_never_called_an_insight(insights: Insights, speaker: Speaker) -> None:
    for known in COMPLETE:
        outcome = play(insights, known)
        if known["access"] == "no":
            assert outcome.results["overrides"] == ["1"]
            assert outcome.results["assumption"] == "yes"
            assert "AANNAME" in say(speaker, outcome, "technique")


def test_what_is_sensitive_shows_the_checklist_right_after_the_technique(
    insights: Insights, speaker: Speaker
) -> None:
    for known in COMPLETE:
        outcome = play(insights, known)
        ids = [advised.id for advised in outcome.advice]
        high = known["sensitive"] == "high"
        assert outcome.results["ethics"] == ("yes" if high else "no")
        assert (ids[1] == "ethics") is high
        if high:
            assert "8. " in say(speaker, outcome, "ethics", "en", "more")


def test_every_piece_of_advice_fits_its_screen_in_both_languages(
    insights: Insights, speaker: Speaker
) -> None:
    seen: set[str] = set()
    for known in [*COMPLETE, {}, {"know": "who"}]:
        outcome = play(insights, known)
        speaker.check(outcome)
        seen.update(advised.id for advised in outcome.advice)
    assert seen == set(speaker.sources)


def test_every_technique_has_a_template(knowledge: Knowledge) -> None:
    table = knowledge.tables["insights"]
    assert {entry["template"] for entry in table["techniques"].values()} < set(table["templates"])
    assert len(table["ethics"]) == 8


@let(answers=answers, phase=phases)
def test_any_part_of_the_answers_is_accepted(
    insights: Insights, speaker: Speaker, answers: dict[str, Any], phase: str | None
) -> None:
    outcome = play(insights, answers, phase)
    assert set(outcome.results) == {"technique", "assumption", "overrides", "ethics"}
    assert outcome.results["overrides"] == sorted(outcome.results["overrides"])
    assert outcome.advice
    assert all(everything(speaker, outcome))


@let(answers=answers)
def test_unknown_counts_as_skipped(insights: Insights, answers: dict[str, Any]) -> None:
    skipped = {name: None if value == "unknown" else value for name, value in answers.items()}
    assert play(insights, answers) == play(insights, skipped)


@let(known=st.sampled_from(COMPLETE), kept=st.sets(st.sampled_from(list(OPTIONS))))
def test_what_is_not_provisional_stays_when_the_rest_is_answered(
    insights: Insights, known: dict[str, str], kept: set[str]
) -> None:
    part = play(insights, {name: value for name, value in known.items() if name in kept})
    if not part.provisional:
        assert part.results == play(insights, known).results
