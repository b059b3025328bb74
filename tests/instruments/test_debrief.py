"""The reflection after a meeting: meetings.md section 3 and check 3 of section 6."""

from typing import Any

import pytest
from hypothesis import given as let
from hypothesis import strategies as st

from dialogs.facts import Given
from dialogs.instruments.debrief import FOLLOW_UPS, NOTED, Debrief, build
from dialogs.outcome import Knowledge, Outcome
from tests.instruments.saying import everything, say
from tests.instruments.spoken import LANGUAGES, Speaker

DIALOGUE = "debrief"

SUCCESS = ("full", "half", "no", "other")
PLAN_CAME = ("done", "not_done", "no")
SYMPTOMS = {
    "attendance": "S01",
    "dominance": "S03",
    "conflict": "S04",
    "silence": "S17",
    "new_face": "S18",
}
WORRIES = (*SYMPTOMS, "no_decision", "none")

earlier = st.lists(
    st.fixed_dictionaries(
        {},
        optional={"success": st.sampled_from(SUCCESS), "worry": st.sampled_from(WORRIES)},
    ),
    max_size=6,
)
answers = st.fixed_dictionaries(
    {},
    optional={
        "success": st.sampled_from([*SUCCESS, "unknown", None]),
        "plan_came": st.sampled_from([*PLAN_CAME, "unknown", None]),
        "worry": st.sampled_from([*WORRIES, "unknown", None]),
        "previous": st.one_of(st.none(), earlier),
        **{name: st.one_of(st.none(), st.text(min_size=1, max_size=300)) for name in NOTED},
    },
)


@pytest.fixture(scope="module")
def debrief(knowledge: Knowledge) -> Debrief:
    return build(knowledge)


def play(debrief: Debrief, past: dict[str, Any] | None = None, **answers: Any) -> Outcome:
    return debrief(Given(answers, past=past or {}))


def worried(*worries: str) -> list[dict[str, str]]:
    return [{"worry": worry} for worry in worries]


@pytest.mark.parametrize(
    ("answers", "follow_up"),
    [
        pytest.param(
            {"success": "no", "previous": [{"success": "no"}]}, ["offer_stuck"], id="check-3"
        ),
        pytest.param({"plan_came": "not_done"}, ["smaller"], id="smaller"),
        pytest.param({"success": "half"}, ["half"], id="half"),
        pytest.param({"success": "other"}, ["surprise"], id="surprise"),
        pytest.param(
            {"worry": "silence", "previous": worried("silence", "silence")},
            ["offer_symptom"],
            id="offer_symptom",
        ),
        pytest.param(
            {"worry": "silence", "previous": worried("silence", "conflict", "silence")},
            ["offer_symptom"],
            id="third-time-not-in-a-row",
        ),
        pytest.param(
            {"worry": "silence", "previous": worried("silence", "conflict")}, [], id="second-time"
        ),
        pytest.param(
            {"worry": "no_decision", "previous": worried("no_decision", "no_decision")},
            [],
            id="a-worry-without-a-symptom",
        ),
        pytest.param(
            {"worry": "none", "previous": worried("none", "none")}, [], id="no-worry-three-times"
        ),
        pytest.param({"success": "no"}, [], id="no-once"),
        pytest.param(
            {"success": "no", "previous": [{"success": "no"}, {"success": "full"}]},
            [],
            id="no-but-not-in-a-row",
        ),
        pytest.param(
            {"success": "half", "previous": [{"success": "no"}]}, ["half"], id="half-after-no"
        ),
        pytest.param({"success": "full", "plan_came": "done"}, [], id="all-went-well"),
        pytest.param({"plan_came": "no"}, [], id="the-moment-did-not-come"),
        pytest.param(
            {
                "success": "no",
                "plan_came": "not_done",
                "worry": "conflict",
                "previous": [
                    {"worry": "conflict"},
                    {"worry": "conflict", "success": "no"},
                ],
            },
            ["smaller", "offer_stuck", "offer_symptom"],
            id="several-in-order",
        ),
        pytest.param({"success": "unknown", "plan_came": "unknown"}, [], id="unknown"),
        pytest.param({}, [], id="nothing"),
    ],
)
def test_what_follows_from_how_it_went(
    debrief: Debrief, answers: dict[str, Any], follow_up: list[str]
) -> None:
    assert play(debrief, **answers).results == {"follow_up": follow_up}


@pytest.mark.parametrize(("worry", "symptom"), SYMPTOMS.items())
def test_the_third_time_the_same_worry_offers_its_symptom(
    debrief: Debrief, speaker: Speaker, worry: str, symptom: str
) -> None:
    outcome = play(debrief, worry=worry, previous=worried(worry, worry, worry))
    (advised,) = outcome.advice
    assert advised.id == "offer_symptom"
    assert advised.values["symptom"] == symptom
    assert "4 keer" in say(speaker, outcome, advised.id, "nl")


def test_what_is_remembered_counts_when_it_is_not_in_the_answers(debrief: Debrief) -> None:
    past = {"success": ["full", "no"], "worry": ["silence", "silence"]}
    outcome = play(debrief, past, success="no", worry="silence")
    assert outcome.results["follow_up"] == ["offer_stuck", "offer_symptom"]
    assert play(debrief, past, success="no", previous=[]).results["follow_up"] == []


@pytest.mark.parametrize(
    ("moment", "judged"),
    [
        pytest.param("Het was slecht.", True, id="het-was-slecht"),
        pytest.param("weer een saaie vergadering", False, id="inflected-is-let-through"),
        pytest.param("It was really boring!", True, id="it-was-boring"),
        pytest.param("slecht", True, id="one-word"),
        pytest.param("Het was stil toen de schepen binnenkwam", False, id="a-moment"),
        pytest.param("Het ging goed toen An sprak", False, id="a-moment-with-a-verdict"),
        pytest.param("het was", False, id="no-verdict"),
        pytest.param("…", False, id="no-words"),
    ],
)
def test_a_verdict_is_asked_for_its_moment(debrief: Debrief, moment: str, judged: bool) -> None:
    ids = [advised.id for advised in play(debrief, moment=moment).advice]
    assert ids == (["moment", "card"] if judged else ["one_sentence", "card"])


def test_the_card_holds_what_was_noted_and_nothing_else(debrief: Debrief, speaker: Speaker) -> None:
    outcome = play(debrief, did="ik <b>zweeg</b>", step="bellen & mailen", take=None)
    card = outcome.advice[-1]
    assert card.because == ()
    assert say(speaker, outcome, "card", "nl") == "Jij: ik <b>zweeg</b>\nStap: bellen & mailen"
    assert say(speaker, outcome, "card", "en") == "You: ik <b>zweeg</b>\nStep: bellen & mailen"


@pytest.mark.parametrize(
    ("answers", "ids"),
    [
        pytest.param({"success": "full"}, ["one_sentence"], id="nothing-noted"),
        pytest.param({"did": "x"}, ["one_sentence", "card"], id="nothing-taken-along"),
        pytest.param({"did": "x", "take": "y"}, ["card"], id="something-taken-along"),
        pytest.param({"success": "half"}, ["half"], id="a-follow-up-is-enough"),
        pytest.param({"success": "half", "take": "x"}, ["half", "card"], id="both"),
    ],
)
def test_there_is_always_something_to_do(
    debrief: Debrief, answers: dict[str, Any], ids: list[str]
) -> None:
    assert [advised.id for advised in play(debrief, **answers).advice] == ids


@pytest.mark.parametrize(
    ("answers", "provisional"),
    [
        pytest.param({"success": "full", "plan_came": "done"}, False, id="worry-never-came-up"),
        pytest.param({"success": "full"}, True, id="plan-skipped"),
        pytest.param({"plan_came": "done"}, True, id="success-skipped"),
        pytest.param({"success": "unknown", "plan_came": "done"}, True, id="success-unknown"),
        pytest.param(
            {"success": "full", "plan_came": "no", "previous": worried("silence", "silence")},
            True,
            id="a-worry-nearly-came-three-times",
        ),
        pytest.param(
            {"success": "full", "plan_came": "no", "previous": worried("none", "none")},
            False,
            id="a-worry-without-a-symptom-nearly-came",
        ),
        pytest.param(
            {
                "success": "full",
                "plan_came": "no",
                "worry": "conflict",
                "previous": worried("silence", "silence"),
            },
            False,
            id="another-worry",
        ),
    ],
)
def test_it_is_provisional_exactly_when_a_missing_answer_could_add_something(
    debrief: Debrief, answers: dict[str, Any], provisional: bool
) -> None:
    assert play(debrief, **answers).provisional is provisional


@let(answers=answers)
def test_any_part_of_the_answers_gives_follow_ups_in_order(
    debrief: Debrief, speaker: Speaker, answers: dict[str, Any]
) -> None:
    outcome = play(debrief, **answers)
    follow_up = outcome.results["follow_up"]
    assert follow_up == [name for name in FOLLOW_UPS if name in follow_up]
    assert all(words for words in everything(speaker, outcome))
    assert all(len(words) <= 700 for words in everything(speaker, outcome))
    assert outcome.advice


@let(answers=answers)
def test_unknown_counts_as_skipped(debrief: Debrief, answers: dict[str, Any]) -> None:
    skipped = {name: None if value == "unknown" else value for name, value in answers.items()}
    assert play(debrief, **answers) == play(debrief, **skipped)


def test_nothing_in_the_words_blames_the_person(speaker: Speaker) -> None:
    for text in speaker.texts.values():
        for language in LANGUAGES:
            assert "fout" not in text.words[language].lower()
            assert "fail" not in text.words[language].lower()
