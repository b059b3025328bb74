"""Who should join: rings, what was not asked, the order of findings, and what always holds."""

from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from dialogs.outcome import Instrument
from tests.instruments.partner_lists import (
    ALL,
    IDLE,
    UMBRELLA,
    Answers,
    Change,
    calm,
    everyone,
    findings,
    joined,
    one,
    play,
    played,
    told,
    without,
)
from tests.instruments.spoken import Speaker

DIALOGUE = "partners"


def test_an_empty_list_of_voices_is_an_answer(arena: Instrument) -> None:
    assert "C3" in findings(arena, without("voice"), one("CAW", voice=[]))


UNASKED = [
    ("C3", "voice.user", (one("Bewonersgroep", voice=[]),)),
    ("C4", "voice.decider", (told(phase="goals"), one("OCMW", voice=[]))),
    ("C5", "voice.doer", (one("OCMW", voice=[]), one("CAW", voice=[]))),
    ("C6", "voice.critic", (one("CAW", voice=["doer"]),)),
    ("C10", "contribution.money", (told(needs=["money"]),)),
    ("C15", "voice.user", UMBRELLA),
]


@pytest.mark.parametrize(("finding", "value", "changes"), UNASKED)
def test_a_value_that_was_not_asked_is_no_absence(
    arena: Instrument, finding: str, value: str, changes: tuple[Change, ...]
) -> None:
    assert finding in findings(arena, *changes)
    outcome = play(arena, played(*changes, everyone(unasked=[value])))
    assert finding not in outcome.results["findings"]
    assert outcome.provisional


def test_what_was_asked_counts_though_the_rest_was_not(arena: Instrument) -> None:
    changes = (told(needs=["money", "reach"]), everyone(unasked=["contribution.reach"]))
    outcome = play(arena, played(*changes))
    assert "C10" in outcome.results["findings"]
    assert outcome.advice[0].values["lacks"] == ["money"]


def test_a_ring_that_hangs_on_an_unasked_contribution_is_provisional(arena: Instrument) -> None:
    changes = (joined(1, **IDLE), everyone(unasked=["contribution.authority_moral"]))
    assert play(arena, played(*changes)).provisional


@pytest.mark.parametrize(
    ("importance", "replaceability", "contribution", "ring"),
    [
        (4, 1, [], "core"),
        (3, 2, [], "core"),
        (4, 3, [], "complementary"),
        (3, 4, [], "complementary"),
        (2, 1, [], "complementary"),
        (2, 2, [], "complementary"),
        (2, 3, [], "context"),
        (2, 4, [], "context"),
        (1, 1, ["authority_formal"], "context"),
        (1, 4, ["money", "authority_moral"], "context"),
        (1, 1, ["money"], "none"),
        (1, 4, None, "none"),
        (None, 1, [], "unknown"),
        (4, None, [], "unknown"),
        ("unknown", 1, ["authority_formal"], "unknown"),
        (1, "unknown", ["authority_formal"], "unknown"),
    ],
)
def test_the_ring(
    arena: Instrument, importance: Any, replaceability: Any, contribution: Any, ring: str
) -> None:
    partner = {
        "name": "CAW",
        "importance": importance,
        "replaceability": replaceability,
        "contribution": contribution,
    }
    assert play(arena, {"partners": [partner]}).results["rings"] == {"CAW": ring}


@pytest.mark.parametrize("ring", ["core", "complementary", "context", "none"])
def test_the_ring_that_the_person_chose_overrules(arena: Instrument, ring: str) -> None:
    partners = [{"name": "CAW", "ring": ring}, {"name": "OCMW", "ring": ring, "importance": 2}]
    assert set(play(arena, {"partners": partners}).results["rings"].values()) == {ring}


def test_a_partner_without_a_name_is_called_after_its_place(arena: Instrument) -> None:
    partners = [{"name": "CAW"}, {"importance": 4, "replaceability": 1}]
    assert play(arena, {"partners": partners}).results["rings"] == {"CAW": "unknown", "#2": "core"}


def test_at_most_three_are_shown_in_number_order(arena: Instrument) -> None:
    results = play(
        arena,
        played(
            one("OCMW", status="refuses"),
            one("Bewonersgroep", status="talking"),
            one("CAW", voice=[]),
            told(needs=["money"], previous_phase="goals"),
        ),
    ).results
    assert results["findings"] == ["C1", "C2", "C3", "C5", "C6", "C10", "C17"]
    assert results["shown"] == ["C1", "C2", "C3"]


def test_phase_and_form_may_come_from_the_dossier(arena: Instrument) -> None:
    answers = {**played(joined(4), everyone(mandate="must_ask")), "phase": None, "form": None}
    found = play(arena, answers, phase="goals", form="self").results["findings"]
    assert {"C4", "C8"} <= set(found)


def test_an_own_answer_goes_before_the_dossier(arena: Instrument) -> None:
    answers = played(joined(4), everyone(mandate="must_ask"), told(phase="unknown", form="lead"))
    found = play(arena, answers, phase="goals", form="self").results["findings"]
    assert not {"C4", "C8"} & set(found)


def test_a_complete_list_is_not_provisional(arena: Instrument) -> None:
    assert not play(arena, calm()).provisional


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param((told(partners=None),), id="no list"),
        pytest.param((one("CAW", importance="unknown"),), id="a ring"),
        pytest.param((one("CAW", status=None),), id="a status"),
        pytest.param((without("voice"),), id="voices"),
        pytest.param((without("attitude"), one("CAW", voice=[])), id="attitudes"),
        pytest.param((without("family"),), id="families"),
        pytest.param((without("last_contact"),), id="contacts of the core"),
        pytest.param((told(phase="goals"), without("mandate")), id="mandates"),
        pytest.param((told(needs=None),), id="needs"),
        pytest.param((joined(4), told(form="unknown")), id="form of a big table"),
        pytest.param((told(phase=None),), id="phase"),
        pytest.param((joined(1, **IDLE), without("contribution")), id="ring of an unimportant one"),
    ],
)
def test_a_result_that_hangs_on_something_is_provisional(
    arena: Instrument, changes: tuple[Change, ...]
) -> None:
    assert play(arena, played(*changes)).provisional


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param((without("mandate"),), id="mandates in another phase"),
        pytest.param((told(form="unknown"),), id="form of a small table"),
        pytest.param((told(previous_phase=None, updated=None),), id="no earlier list"),
        pytest.param((without("umbrella"),), id="umbrellas beside a user"),
        pytest.param((without("phases"),), id="phases of partners"),
        pytest.param(
            (joined(3, ring="context"), everyone(ring="context"), without("last_contact")),
            id="contacts without a core",
        ),
    ],
)
def test_what_changes_nothing_is_not_waited_for(
    arena: Instrument, changes: tuple[Change, ...]
) -> None:
    assert not play(arena, played(*changes)).provisional


PARTNER = {
    "importance": st.sampled_from([1, 2, 3, 4, "unknown", None]),
    "replaceability": st.sampled_from([1, 2, 3, 4, "unknown", None]),
    "status": st.sampled_from(["aboard", "aboard", "talking", "not_asked", "left", "refuses"]),
    "contribution": st.lists(
        st.sampled_from(
            ["money", "people", "knowledge", "reach", "authority_formal", "authority_moral"]
        ),
        unique=True,
    ),
    "voice": st.lists(st.sampled_from(["user", "doer", "decider", "expert", "critic"])),
    "attitude": st.sampled_from(["pulls", "follows", "doubts", "against", "unknown"]),
    "mandate": st.sampled_from(["decides", "must_ask", "unknown"]),
    "family": st.sampled_from(["own_council", "care", "residents", "association", None]),
    "umbrella": st.sampled_from(["yes", "no"]),
    "phases": st.lists(st.sampled_from(["explore", "define", "goals", "act"]), unique=True),
    "last_contact": st.sampled_from(["2025-01-01", "2026-03-01", "2026-02", "ooit", None]),
    "ring": st.sampled_from(["core", "complementary", "context", "none", "unknown", None]),
}
lists = st.lists(st.fixed_dictionaries({}, optional=PARTNER), max_size=40).map(
    lambda rows: [{"name": f"Partner {n}", **row} for n, row in enumerate(rows)]
)
answer_sets = st.fixed_dictionaries(
    {"partners": st.one_of(lists, lists, lists, st.none(), st.just("unknown"))},
    optional={
        "phase": st.sampled_from(["explore", "define", "goals", "act", "unknown", None]),
        "form": st.sampled_from(["self", "lead", "nao", "none", "unknown", None]),
        "deliberately_small": st.sampled_from(["yes", "no", "unknown", None]),
        "needs": st.one_of(
            st.lists(st.sampled_from(["money", "reach", "space_data"]), unique=True),
            st.sampled_from(["unknown", None]),
        ),
        "previous_phase": st.sampled_from(["explore", "act", None]),
        "updated": st.sampled_from(["2025-01-01", "2026-03-01", "gisteren", None]),
    },
)


@for_all(answers=answer_sets)
def test_any_answers_give_findings_in_order_once_and_three_shown(
    arena: Instrument, speaker: Speaker, answers: Answers
) -> None:
    outcome = play(arena, answers)
    found = outcome.results["findings"]
    assert found == [name for name in ALL if name in found]
    assert outcome.results["shown"] == found[:3]
    assert [advised.id for advised in outcome.advice] == (found or ["ask"])
    assert ("C18" in found) <= (found == ["C18"])
    assert bool(found) or not isinstance(answers["partners"], list)
    assert all(set(advised.because) <= answers.keys() for advised in outcome.advice)
    speaker.check(outcome)


@for_all(answers=answer_sets)
def test_the_user_voice_stays_in_sight(arena: Instrument, answers: Answers) -> None:
    results = play(arena, answers).results
    assert ("C3" in results["findings"]) <= ("C3" in results["shown"])


@for_all(answers=answer_sets, data=st.data())
def test_the_order_of_the_partners_is_no_matter(
    arena: Instrument, answers: Answers, data: st.DataObject
) -> None:
    rows = answers["partners"] if isinstance(answers["partners"], list) else []
    turned = data.draw(st.permutations(rows))
    first, second = (play(arena, {**answers, "partners": partners}) for partners in (rows, turned))
    assert first.results == second.results
    assert first.provisional == second.provisional


@for_all(answers=answer_sets)
def test_starting_small_on_purpose_keeps_three_findings_silent(
    arena: Instrument, answers: Answers
) -> None:
    small = play(arena, {**answers, "deliberately_small": "yes"}).results["findings"]
    plain = play(arena, {**answers, "deliberately_small": "no"}).results["findings"]
    assert set(plain) - set(small) - {"C18"} <= {"C2", "C7", "C10"}
    assert not {"C2", "C7", "C10"} & set(small)


@for_all(answers=answer_sets, field=st.sampled_from([*PARTNER, "needs", "phase", "form"]))
def test_what_is_not_known_is_not_read_as_anything(
    arena: Instrument, answers: Answers, field: str
) -> None:
    """Saying "weet ik niet" and saying nothing come to the same."""
    rows = answers["partners"] if isinstance(answers["partners"], list) else []
    unknown = {**answers, field: "unknown", "partners": [{**p, field: "unknown"} for p in rows]}
    nothing = {**answers, field: None, "partners": [{**p, field: None} for p in rows]}
    assert play(arena, unknown).results == play(arena, nothing).results
