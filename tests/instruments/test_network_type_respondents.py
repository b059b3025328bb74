"""Does our network form fit, asked of several people: means, organisations, splits, any order."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from dialogs.facts import Given
from dialogs.instruments.forms import FACTORS, FORMS
from dialogs.outcome import Instrument
from tests.instruments.network_forms import MIDDLE, case
from tests.instruments.saying import ids
from tests.instruments.spoken import Speaker

DIALOGUE = "type"


def test_the_mean_counts_and_of_the_size_the_median(weigh: Instrument) -> None:
    many = case([2, 3, 4], [5, 6, 40], [3], 3, ["self", "self", "self"], leader=[4, 4, "unknown"])
    one = case(3, 6, 3, 3, "self", leader=4)
    expected = {**weigh(Given(one)).results, "form_split": {"self": 3}}
    assert weigh(Given(many)).results == expected
    even = weigh(Given(case(3, [8, 9], 3, 3, "self"))).results
    assert even["points"] == weigh(Given(case(3, 8, 3, 3, "self"))).results["points"]


def test_people_of_one_organisation_are_averaged_first(weigh: Instrument) -> None:
    together = case(
        [1, 1, 1, 5], 10, 3, 3, "lead", leader=4, organisation=["ocmw", "ocmw", "ocmw", "school"]
    )
    outcome = weigh(Given(together))
    assert outcome.results["points"] == weigh(Given(MIDDLE)).results["points"]
    assert outcome.results["flag"] is None
    apart = {**together, "organisation": ["ocmw", "huis", None, "school"]}
    assert weigh(Given(apart)).results["flag"] == "spread"


def test_one_name_for_everyone_is_no_list_of_organisations(weigh: Instrument) -> None:
    answers = case([1, 1, 1, 5], 10, 3, 3, "lead", organisation="ocmw")
    assert weigh(Given(answers)).results["flag"] == "spread"


@pytest.mark.parametrize(
    ("answers", "gate"),
    [
        (["no", "no", "yes"], "light_nao"),
        (["no", "yes"], "light_nao"),
        (["no", "hours", "yes"], None),
        (["unknown", "yes"], None),
    ],
)
def test_of_several_answers_on_hours_the_middle_one_counts(
    answers: list[str], gate: str | None, weigh: Instrument
) -> None:
    outcome = weigh(Given(case(3, 30, 4, 5, "lead", coordinator=answers)))
    assert outcome.results["gate"] == gate
    assert not outcome.provisional


def test_when_the_answers_on_who_leads_differ_the_split_is_shown_first(
    weigh: Instrument, speaker: Speaker
) -> None:
    answers = ["nao", "lead", "unknown", "lead", None]
    outcome = weigh(Given(case(3, 10, 3, 3, answers, leader=4)))
    assert outcome.results["form_split"] == {"lead": 2, "nao": 1, "unknown": 1}
    assert list(outcome.results["form_split"]) == ["lead", "nao", "unknown"]
    assert ids(outcome)[:2] == ["who_leads_differs", "unknown_lead"]
    assert not outcome.provisional
    said = [
        words
        for name, _, lang, words in speaker.said(outcome)
        if (name, lang) == (ids(outcome)[0], "nl")
    ]
    assert "'één partner' (2)" in said[0]


SCALE = st.one_of(st.none(), st.just("unknown"), st.sampled_from([1, 1.4, 2, 2.5, 3, 3.5, 3.6, 5]))
SIZE = st.one_of(st.none(), st.just("unknown"), st.integers(1, 40))
FORM = st.sampled_from([None, "unknown", "none", *FORMS])
HOURS = st.sampled_from([None, "unknown", "no", "hours", "yes"])
RESPONDENT = st.fixed_dictionaries(
    {
        **dict.fromkeys(("trust", "consensus", "competence", "leader"), SCALE),
        "size": SIZE,
        "form": FORM,
        "coordinator": HOURS,
        "organisation": st.sampled_from([None, "ocmw", "school", "huis"]),
    }
)


def listed(respondents: list[dict[str, Any]]) -> dict[str, Any]:
    return {name: [one[name] for one in respondents] for name in respondents[0]}


@settings(max_examples=150, deadline=None)
@drawn(respondents=st.lists(RESPONDENT, min_size=2, max_size=6), chance=st.randoms())
def test_exchanging_two_respondents_never_changes_a_result(
    respondents: list[dict[str, Any]], chance: Any, weigh: Instrument, speaker: Speaker
) -> None:
    one, other = chance.sample(range(len(respondents)), 2)
    exchanged = list(respondents)
    exchanged[one], exchanged[other] = respondents[other], respondents[one]
    outcome = weigh(Given(listed(respondents)))
    assert outcome == weigh(Given(listed(exchanged)))
    speaker.check(outcome)


@settings(max_examples=150, deadline=None)
@drawn(respondent=RESPONDENT)
def test_unknown_counts_as_missing_and_never_as_three(
    respondent: dict[str, Any], weigh: Instrument
) -> None:
    known = {name: said for name, said in respondent.items() if said not in (None, "unknown")}
    known["form"] = respondent["form"]
    assert weigh(Given(respondent)) == weigh(Given(known))
    missing = [name for name in FACTORS if name not in known]
    outcome = weigh(Given(known))
    if outcome.results["flag"] != "not_a_network":
        assert set(missing) <= set(outcome.results["certainty"]["depends_on"])
        assert outcome.provisional or not missing
