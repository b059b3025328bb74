"""The check-in before a meeting: meetings.md section 2 and checks 1 and 2 of section 6."""

from typing import Any

import pytest
from hypothesis import given as let
from hypothesis import strategies as st

from dialogs.instruments.checkin import PRIORITY, Checkin
from tests.instruments.checkin_answers import COMPLETE, OPTIONS, play
from tests.instruments.saying import everything
from tests.instruments.spoken import Speaker

DIALOGUE = "checkin"
PHASES = ("explore", "define", "goals", "act")
FORMS = ("self", "lead", "nao", "none")

answers = st.fixed_dictionaries(
    {},
    optional={
        **{name: st.sampled_from([*ids, "unknown", None]) for name, ids in OPTIONS.items()},
        "people": st.text(min_size=1, max_size=300),
        "plan": st.text(min_size=1, max_size=300),
    },
)
dossiers = st.fixed_dictionaries(
    {},
    optional={
        "phase": st.sampled_from(PHASES),
        "form": st.sampled_from([*FORMS, "unknown"]),
        "mandate": st.sampled_from([{"kind": "M2"}, {"kind": "?"}, {}, "text"]),
    },
)
pasts = st.fixed_dictionaries(
    {}, optional={"role": st.lists(st.sampled_from([*OPTIONS["role"], None]), max_size=3)}
)


CHECKS = [
    pytest.param(
        {"when": "now", "purpose": "decision", "worry": "no_decision", "commit": "nothing"},
        {},
        {"lines": ["mandate", "worry"], "purpose": "proposal"},
        id="check-1",
    ),
    pytest.param(
        {"when": "today", "purpose": "ideas", "worry": "silence", "role": "creative"},
        {"phase": "act", "form": "self"},
        {"lines": ["worry", "type", "phase"], "purpose": "ideas"},
        id="check-2",
    ),
]


@pytest.mark.parametrize(("answers", "network", "results"), CHECKS)
def test_the_checks_of_the_knowledge_hold(
    checkin: Checkin, answers: dict[str, Any], network: dict[str, Any], results: dict[str, Any]
) -> None:
    assert play(checkin, answers, network).results == results


@pytest.mark.parametrize(
    ("answers", "network", "lines"),
    [
        pytest.param({}, {}, [], id="nothing-known"),
        pytest.param({"role": "participant"}, {}, [], id="just-a-participant"),
        pytest.param({}, {"form": "none"}, [], id="no-form-yet"),
        pytest.param({"commit": "unknown"}, {}, ["mandate"], id="mandate-unknown"),
        pytest.param({"worry": "unknown"}, {}, [], id="worry-unknown"),
        pytest.param(COMPLETE, {}, ["mandate", "worry", "role"], id="role-when-there-is-room"),
        pytest.param(
            COMPLETE, {"phase": "goals"}, ["mandate", "worry", "phase"], id="phase-before-role"
        ),
        pytest.param(
            COMPLETE,
            {"phase": "goals", "form": "nao"},
            ["mandate", "worry", "type"],
            id="type-before-phase",
        ),
        pytest.param(
            {**COMPLETE, "when": "now"}, {}, ["mandate", "worry"], id="no-role-line-for-now"
        ),
        pytest.param(
            {"when": "now", "worry": "silence"},
            {"phase": "explore", "form": "lead"},
            ["worry", "type", "phase"],
            id="now-reuses-the-dossier",
        ),
    ],
)
def test_at_most_three_lines_in_order_of_priority(
    checkin: Checkin, answers: dict[str, Any], network: dict[str, Any], lines: list[str]
) -> None:
    assert play(checkin, answers, network).results["lines"] == lines


def test_a_known_role_is_reused_from_earlier_talks(checkin: Checkin) -> None:
    past = {"role": ["operator", "creative", None]}
    outcome = play(checkin, {"worry": "silence"}, past=past)
    assert outcome.results["lines"] == ["worry", "role"]
    assert outcome.advice[0].values["lines"][1] == ("role", "creative")


@pytest.mark.parametrize(
    ("answers", "network", "purpose"),
    [
        pytest.param({"commit": "nothing"}, {}, "proposal", id="nothing"),
        pytest.param({"commit": "bounded"}, {}, "decision", id="bounded"),
        pytest.param({"commit": "unknown"}, {}, "decision", id="unknown"),
        pytest.param({}, {"mandate": {"kind": "M0"}}, "proposal", id="card-M0"),
        pytest.param({}, {"mandate": {"kind": "M1"}}, "proposal", id="card-M1"),
        pytest.param({}, {"mandate": {"kind": "M2"}}, "proposal", id="card-M2"),
        pytest.param({}, {"mandate": {"kind": "M3"}}, "decision", id="card-M3"),
        pytest.param(
            {"commit": "clear"}, {"mandate": {"kind": "M0"}}, "decision", id="today-goes-first"
        ),
        pytest.param(
            {"commit": "unknown"}, {"mandate": {"kind": "M0"}}, "decision", id="unknown-today"
        ),
    ],
)
def test_who_may_commit_to_nothing_prepares_a_proposal(
    checkin: Checkin, answers: dict[str, Any], network: dict[str, Any], purpose: str
) -> None:
    outcome = play(checkin, {"purpose": "decision", **answers}, network)
    assert outcome.results["purpose"] == purpose


@pytest.mark.parametrize(
    ("answers", "network", "provisional"),
    [
        pytest.param(COMPLETE, {}, False, id="complete"),
        pytest.param({}, {}, True, id="nothing"),
        pytest.param({**COMPLETE, "purpose": "unknown"}, {}, True, id="purpose"),
        pytest.param({**COMPLETE, "worry": None}, {}, True, id="worry"),
        pytest.param({**COMPLETE, "commit": None}, {}, True, id="commit-skipped"),
        pytest.param({**COMPLETE, "commit": "unknown"}, {}, False, id="commit-unknown"),
        pytest.param(
            {**COMPLETE, "commit": "unknown", "purpose": "decision"},
            {},
            True,
            id="commit-unknown-before-a-decision",
        ),
        pytest.param(
            {"when": "now", "purpose": "tasks", "worry": "silence"}, {}, False, id="now-short"
        ),
        pytest.param(
            {"when": "now", "purpose": "decision", "worry": "silence"}, {}, True, id="now-decision"
        ),
        pytest.param(
            {"when": "now", "purpose": "tasks", "worry": "no_decision"},
            {},
            True,
            id="now-no-decision",
        ),
        pytest.param(
            {**COMPLETE, "commit": None}, {"mandate": {"kind": "M3"}}, False, id="mandate-reused"
        ),
        pytest.param({**COMPLETE, "role": None}, {}, True, id="role-with-room"),
        pytest.param({**COMPLETE, "role": None}, {"form": "self"}, False, id="role-without-room"),
        pytest.param({**COMPLETE, "when": None}, {}, True, id="when-decides-on-the-role-line"),
        pytest.param(
            {**COMPLETE, "worry": "dominance"}, {"form": "lead"}, True, id="leader-not-asked"
        ),
        pytest.param(
            {**COMPLETE, "worry": "dominance", "leader_is_loud": "no"},
            {"form": "lead"},
            False,
            id="leader-asked",
        ),
    ],
)
def test_it_is_provisional_exactly_when_something_hangs_on_a_missing_answer(
    checkin: Checkin, answers: dict[str, Any], network: dict[str, Any], provisional: bool
) -> None:
    assert play(checkin, answers, network).provisional is provisional


@let(answers=answers, network=dossiers, past=pasts)
def test_any_part_of_the_answers_gives_one_card(
    checkin: Checkin,
    speaker: Speaker,
    answers: dict[str, Any],
    network: dict[str, Any],
    past: dict[str, Any],
) -> None:
    outcome = play(checkin, answers, network, past)
    lines = outcome.results["lines"]
    assert len(lines) <= 3
    assert lines == [name for name in PRIORITY if name in lines]
    assert [advised.id for advised in outcome.advice] == ["card"]
    assert all(len(words) <= 700 for words in everything(speaker, outcome))


@let(answers=answers, network=dossiers)
def test_unknown_counts_as_skipped_except_for_the_mandate(
    checkin: Checkin, answers: dict[str, Any], network: dict[str, Any]
) -> None:
    skipped = {
        name: None if value == "unknown" and name != "commit" else value
        for name, value in answers.items()
    }
    assert play(checkin, answers, network).results == play(checkin, skipped, network).results
