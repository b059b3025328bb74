"""Mandate: every rule, the kind that is left, the card, and silence about what is unknown."""

from itertools import product
from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from dialogs.facts import Given
from dialogs.instruments.mandate import MOST_URGENT, build
from dialogs.outcome import Instrument, Knowledge, Outcome
from tests.instruments.mandate_answers import CALM, FLAGS, Answers

ASKS = ["info", "hours", "budgeted_money", "new_money", "signature", "position", "rule", "data"]
MAY = ["listen", "advise", "reserve", "decide"]

yes_no = st.sampled_from(["yes", "no", "unknown", None])
answer_sets = st.fixed_dictionaries(
    {},
    optional={
        "item": st.sampled_from(["none", "unknown", "het charter", "a {b} <c>", None]),
        "ask": st.one_of(
            st.none(), st.just("unknown"), st.lists(st.sampled_from(ASKS), unique=True)
        ),
        "may": st.sampled_from([*MAY, "unknown", None]),
        "source": st.sampled_from(["alderman", "director", "head", "nobody", "unknown", None]),
        "written": yes_no,
        "sensitive": st.sampled_from(["no", "some", "very", "unknown", None]),
        **dict.fromkeys(FLAGS, yes_no),
        "reachable": yes_no,
        "decided_on": st.sampled_from(["2026-03-01", "unknown", None]),
    },
)


def judged(mandate: Instrument, answers: Answers) -> Any:
    return mandate(Given(answers)).results


HOLDS: dict[str, list[Answers]] = {
    "K1": [
        {"may": "listen", "ask": ["hours"]},
        {"may": "advise", "ask": ["info", "position"]},
        {"may": "decide", "ask": ["new_money"]},
    ],
    "K2": [
        {"may": "unknown", "reachable": "yes"},
        {"may": None, "reachable": "yes"},
        {"may": "listen", "ask": ["rule"], "reachable": "yes"},
    ],
    "K3": [{"may": "unknown", "reachable": "no"}, {"may": None, "reachable": "no"}],
    "K4": [{"sensitive": "very"}],
    "K5": [{"overruled": "yes"}],
    "K6": [{"source": "nobody", "may": "decide"}],
    "K7": [{"may": "listen", "listened_twice": "yes"}],
    "K8": [{"ask": ["signature"]}, {"ask": ["data", "info"]}],
    "K9": [{"alderman_present": "yes"}],
    "K10": [{"item": "none", "ask": None}],
    "K11": [
        {"ask": ["new_money"], "source": "alderman", "written": "no"},
        {"ask": ["signature"], "source": "alderman", "written": "no"},
    ],
    "K12": [{"two_hats": "yes"}],
}
SILENT: dict[str, list[Answers]] = {
    "K1": [
        *({"may": "reserve", "ask": [one]} for one in ASKS),
        *({"may": may, "ask": ["info"]} for may in MAY),
        {"may": "decide", "ask": ["info", "hours", "budgeted_money"]},
        {"may": "unknown", "ask": ["new_money"]},
        {"may": "listen", "ask": "unknown"},
        {"may": "listen", "ask": None},
    ],
    "K2": [
        {"may": "unknown", "reachable": "no"},
        {"may": "unknown", "reachable": "unknown"},
        {"may": "listen", "ask": ["rule"], "reachable": None},
        {"may": "reserve", "ask": ["rule"], "reachable": "yes"},
        {"may": "listen", "ask": "unknown", "reachable": "yes"},
    ],
    "K3": [
        {"may": "unknown", "reachable": "yes"},
        {"may": "unknown", "reachable": None},
        {"may": "listen", "ask": ["rule"], "reachable": "no"},
    ],
    "K4": [{"sensitive": "some"}, {"sensitive": "unknown"}, {"sensitive": None}],
    "K5": [{"overruled": "no"}, {"overruled": "unknown"}, {"overruled": None}],
    "K6": [
        {"source": "nobody", "may": "advise"},
        {"source": "nobody", "may": "unknown"},
        {"source": "unknown", "may": "decide"},
        {"source": "head", "may": "decide"},
    ],
    "K7": [
        {"may": "listen", "listened_twice": "unknown"},
        {"may": "unknown", "listened_twice": "yes"},
        {"may": "advise", "listened_twice": "yes"},
    ],
    "K8": [{"ask": "unknown"}, {"ask": []}, {"ask": ["position", "new_money"]}],
    "K9": [{"alderman_present": "unknown"}, {"alderman_present": "no"}],
    "K10": [{"item": "unknown"}, {"item": None}, {"item": "het charter"}],
    "K11": [
        {"ask": ["new_money"], "source": "alderman", "written": "yes"},
        {"ask": ["new_money"], "source": "alderman", "written": "unknown"},
        {"ask": ["new_money"], "source": "director", "written": "no"},
        {"ask": ["budgeted_money"], "source": "alderman", "written": "no"},
        {"ask": "unknown", "source": "alderman", "written": "no"},
    ],
    "K12": [{"two_hats": "no"}, {"two_hats": "unknown"}],
}


def cases(of: dict[str, list[Answers]]) -> list[Any]:
    return [
        pytest.param(rule, CALM | change, id=f"{rule}-{number}")
        for rule, changes in of.items()
        for number, change in enumerate(changes, start=1)
    ]


@pytest.mark.parametrize(("rule", "answers"), cases(HOLDS))
def test_a_rule_holds_in_its_circumstances(
    mandate: Instrument, rule: str, answers: Answers
) -> None:
    assert rule in judged(mandate, answers)["rules"]


@pytest.mark.parametrize(("rule", "answers"), cases(SILENT))
def test_a_rule_is_silent_elsewhere_and_when_its_facts_are_unknown(
    mandate: Instrument, rule: str, answers: Answers
) -> None:
    assert rule not in judged(mandate, answers)["rules"]


def test_nothing_is_wrong_with_a_calm_item(mandate: Instrument) -> None:
    outcome = mandate(Given(CALM))
    assert outcome.results["rules"] == outcome.results["shown"] == []
    assert [advised.id for advised in outcome.advice] == ["clear"]
    assert not outcome.provisional


def test_who_does_not_know_the_mandate_is_not_told_that_it_will_do(mandate: Instrument) -> None:
    outcome = mandate(Given(CALM | {"may": None, "reachable": None}))
    assert outcome.results["rules"] == []
    assert outcome.advice == ()
    assert outcome.provisional


def test_what_exceeds_each_mandate(mandate: Instrument) -> None:
    free = {"listen": {"info"}, "advise": {"info"}, "decide": {"info", "hours", "budgeted_money"}}
    free["reserve"] = set(ASKS)
    for may, asked in product(MAY, ASKS):
        rules = judged(mandate, CALM | {"may": may, "ask": [asked]})["rules"]
        assert ("K1" in rules) == (asked not in free[may]), (may, asked)


def test_at_most_three_are_shown_in_order_of_urgency(mandate: Instrument) -> None:
    everything = CALM | {
        "ask": ["signature"],
        "may": "listen",
        "source": "alderman",
        "written": "no",
        "sensitive": "very",
        "reachable": "yes",
        **dict.fromkeys(FLAGS, "yes"),
    }
    outcome = mandate(Given(everything))
    assert outcome.results["rules"] == ["K1", "K2", "K4", "K5", "K7", "K8", "K9", "K11", "K12"]
    assert outcome.results["shown"] == ["K1", "K8", "K11"]
    assert [advised.id for advised in outcome.advice] == [
        *("K1", "K8", "K11", "K4", "K2", "K5", "K7", "K9", "K12"),
    ]
    unknown = judged(mandate, everything | {"may": "unknown", "reachable": "no"})
    assert unknown["shown"] == ["K8", "K11", "K4"]
    small = CALM | {"may": "unknown", "overruled": "yes", "two_hats": "yes", "item": "none"}
    assert judged(mandate, small)["shown"] == ["K3", "K5", "K10"]


@pytest.mark.parametrize(
    ("may", "sensitive", "kind"),
    [
        ("listen", "no", "M0"),
        ("advise", "some", "M1"),
        ("reserve", "no", "M2"),
        ("decide", "unknown", "M3"),
        ("unknown", "no", "M1"),
        (None, None, "M1"),
        ("listen", "very", "M0"),
        ("advise", "very", "M0"),
        ("reserve", "very", "M1"),
        ("decide", "very", "M2"),
        ("unknown", "very", "M0"),
    ],
)
def test_the_kind_is_lowered_by_one_when_it_is_very_sensitive(
    mandate: Instrument, may: str | None, sensitive: str | None, kind: str
) -> None:
    assert judged(mandate, CALM | {"may": may, "sensitive": sensitive})["kind"] == kind


def test_exceeding_is_judged_on_the_mandate_as_stated(mandate: Instrument) -> None:
    lowered = judged(mandate, CALM | {"may": "reserve", "ask": ["hours"], "sensitive": "very"})
    assert lowered["kind"] == "M1"
    assert "K1" not in lowered["rules"]


@pytest.mark.parametrize(
    "change",
    [
        {"may": "unknown"},
        {"ask": None},
        {"sensitive": "unknown"},
        {"overruled": None},
        {"item": None, "ask": None},
        {"ask": ["signature"], "source": "alderman", "written": None},
        {"may": "listen", "ask": ["hours"], "reachable": None},
    ],
)
def test_a_result_that_hangs_on_a_missing_answer_is_provisional(
    mandate: Instrument, change: Answers
) -> None:
    assert mandate(Given(CALM | change)).provisional


@pytest.mark.parametrize(
    "change",
    [
        {"written": None},
        {"source": "unknown", "written": None},
        {"reachable": None},
        {"listened_twice": None},
        {"item": "none", "ask": None},
        {"item": "unknown"},
    ],
)
def test_a_missing_answer_that_changes_nothing_leaves_the_result_firm(
    mandate: Instrument, change: Answers
) -> None:
    assert not mandate(Given(CALM | change)).provisional


@for_all(answers=answer_sets)
def test_any_set_of_answers_gives_a_full_card(knowledge: Knowledge, answers: Answers) -> None:
    outcome: Outcome = build(knowledge)(Given(answers))
    results = outcome.results
    assert set(results) == {"rules", "shown", "kind", "card"}
    assert list(results["card"]) == ["may", "may_not", "sentence", "decided_by", "can_give"]
    for words in results["card"].values():
        assert set(words) == {"nl", "en"}
        assert all(text and "{}" not in text for text in words.values())
    assert results["rules"] == sorted(results["rules"], key=lambda rule: int(rule[1:]))
    assert set(results["shown"]) <= set(results["rules"])
    assert len(results["shown"]) == min(3, len(results["rules"]))
    urgent = [rule for rule in MOST_URGENT if rule in results["rules"]]
    assert results["shown"][: len(urgent)] == urgent[:3]
    clear = {"clear"} if answers.get("may") in MAY else set()
    assert {advised.id for advised in outcome.advice} == (set(results["rules"]) or clear)


@for_all(answers=answer_sets, missing=st.sampled_from(sorted(CALM)))
def test_saying_unknown_and_skipping_come_to_the_same(
    knowledge: Knowledge, answers: Answers, missing: str
) -> None:
    mandate = build(knowledge)
    skipped = {question: value for question, value in answers.items() if question != missing}
    assert mandate(Given(skipped)) == mandate(Given(answers | {missing: "unknown"}))


@for_all(answers=answer_sets, order=st.randoms())
def test_the_order_of_ticking_does_not_matter(
    knowledge: Knowledge, answers: Answers, order: Any
) -> None:
    ticked = answers.get("ask")
    if isinstance(ticked, list):
        shuffled = order.sample(ticked, len(ticked))
        mandate = build(knowledge)
        assert mandate(Given(answers)) == mandate(Given(answers | {"ask": shuffled}))
