"""Who should join: rings, every finding C1 to C18, their silence and their order."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from bot.reader.coach import CONTENT
from bot.reader.strict import read_file
from dialogs.facts import Dossier, Given
from dialogs.instruments.arena import build
from dialogs.instruments.arena_facts import DERIVED, months_before
from dialogs.outcome import Instrument, Knowledge, Outcome
from dialogs.text import Text, length, localise

Answers = dict[str, Any]
Change = Callable[[Answers], Answers]

TODAY = date(2026, 3, 15)
ALL = [f"C{number}" for number in range(1, 19)]


def calm() -> Answers:
    """A list of five, completely filled in, in which nothing stands out."""
    shared = {
        "status": "aboard",
        "attitude": "pulls",
        "mandate": "decides",
        "umbrella": "no",
        "phases": ["act"],
        "last_contact": "2026-03-01",
    }
    rows: list[tuple[str, int, int, list[str], list[str], str]] = [
        ("OCMW", 4, 2, ["people", "authority_formal"], ["decider", "doer"], "own_council"),
        ("Bewonersgroep", 4, 1, ["reach"], ["user"], "residents"),
        ("CAW", 3, 3, ["people", "knowledge"], ["doer", "critic"], "social_profit"),
        ("School", 2, 3, ["space_data", "reach"], [], "education"),
        ("Gezinsbond", 2, 2, ["knowledge"], ["expert"], "association"),
    ]
    return {
        "phase": "act",
        "form": "self",
        "deliberately_small": "no",
        "needs": ["people", "reach"],
        "previous_phase": "act",
        "updated": "2026-02-01",
        "partners": [
            {
                "name": name,
                "importance": importance,
                "replaceability": replaceability,
                "contribution": contribution,
                "voice": voice,
                "family": family,
                **shared,
            }
            for name, importance, replaceability, contribution, voice, family in rows
        ],
    }


def told(**answers: Any) -> Change:
    return lambda before: {**before, **answers}


def one(name: str, /, **fields: Any) -> Change:
    return lambda before: {
        **before,
        "partners": [{**p, **fields} if p["name"] == name else p for p in before["partners"]],
    }


def everyone(**fields: Any) -> Change:
    return lambda before: {**before, "partners": [{**p, **fields} for p in before["partners"]]}


def joined(count: int, **fields: Any) -> Change:
    return lambda before: {
        **before,
        "partners": [
            *before["partners"],
            *({**before["partners"][3], "name": f"Vzw {n}", **fields} for n in range(count)),
        ],
    }


def only(*names: str) -> Change:
    return lambda before: {
        **before,
        "partners": [p for p in before["partners"] if p["name"] in names],
    }


def without(*fields: str) -> Change:
    """Nobody on the list carries the field."""
    return everyone(**dict.fromkeys(fields))


def played(*changes: Change) -> Answers:
    answers = calm()
    for change in changes:
        answers = change(answers)
    return answers


UMBRELLA = (
    one("School", umbrella="yes"),
    one("Bewonersgroep", voice=[], family="care"),
    one("Gezinsbond", family="care"),
)
IDLE = {"importance": 1, "replaceability": 4, "contribution": []}

HOLDS: list[tuple[str, str, tuple[Change, ...]]] = [
    ("C1", "core refuses", (one("OCMW", status="refuses"),)),
    ("C1", "core left", (one("Bewonersgroep", status="left"),)),
    ("C1", "ring chosen by the person", (one("School", status="left", ring="core"),)),
    ("C1", "small on purpose", (one("OCMW", status="left"), told(deliberately_small="yes"))),
    ("C2", "core not asked", (one("OCMW", status="not_asked"),)),
    ("C2", "core in talks", (one("OCMW", status="talking"),)),
    ("C2", "small unknown", (one("OCMW", status="talking"), told(deliberately_small="unknown"))),
    ("C3", "no user voice", (one("Bewonersgroep", voice=["expert"]),)),
    ("C3", "user not on board", (one("Bewonersgroep", status="talking"),)),
    ("C3", "nobody on board", (everyone(status="not_asked"),)),
    ("C4", "no decider", (told(phase="goals"), one("OCMW", voice=["doer"]))),
    ("C4", "decider not aboard", (told(phase="goals"), one("OCMW", status="talking"))),
    ("C4", "all must ask", (told(phase="goals"), everyone(mandate="must_ask"))),
    ("C4", "mandates unknown", (told(phase="goals"), without("mandate"), everyone(voice=[]))),
    (
        "C4",
        "voices unknown",
        (told(phase="goals"), without("voice"), everyone(mandate="must_ask")),
    ),
    ("C5", "no doer", (one("OCMW", voice=["decider"]), one("CAW", voice=["critic"]))),
    ("C5", "doers not aboard", (one("OCMW", status="left"), one("CAW", status="left"))),
    ("C6", "no critic, no doubt", (one("CAW", voice=["doer"]),)),
    ("C6", "somebody is against", (one("CAW", voice=["doer"], attitude="against"),)),
    (
        "C6",
        "doubter not aboard",
        (one("CAW", voice=[]), one("School", attitude="doubts", status="talking")),
    ),
    ("C7", "7 of 10", (joined(5), one("CAW", family="education"))),
    ("C7", "4 of 5", (everyone(family="care"), one("OCMW", family="own_council"))),
    ("C8", "9 in self-governance", (joined(4),)),
    ("C9", "three idle", (joined(3, **IDLE),)),
    ("C9", "idle by choice", (joined(3, ring="none"),)),
    ("C9", "contribution unknown", (joined(3, **IDLE), without("contribution"))),
    ("C10", "money lacks", (told(needs=["people", "money"]),)),
    ("C10", "not on board", (told(needs=["space_data"]), one("School", status="talking"))),
    (
        "C11",
        "alone with three",
        (
            one("School", contribution=["space_data", "money", "reach"]),
            one("Bewonersgroep", contribution=[]),
        ),
    ),
    (
        "C11",
        "others not aboard",
        (
            one("OCMW", contribution=["people", "knowledge", "reach"]),
            *(one(name, status="talking") for name in ("Bewonersgroep", "CAW", "School")),
            one("Gezinsbond", contribution=[]),
        ),
    ),
    ("C12", "a day over three months", (one("OCMW", last_contact="2025-12-14"),)),
    ("C13", "2 of 5", (one("CAW", family="own_council"),)),
    (
        "C13",
        "no family counts in the total",
        (one("CAW", family="own_council"), one("School", family=None)),
    ),
    ("C14", "power doubts", (one("OCMW", attitude="doubts"),)),
    ("C14", "money is against", (one("School", contribution=["money"], attitude="against"),)),
    ("C14", "whatever the status", (one("OCMW", attitude="against", status="not_asked"),)),
    ("C15", "umbrella alone", UMBRELLA),
    ("C16", "one other", (only("OCMW", "CAW"),)),
    (
        "C16",
        "own services count once",
        (only("OCMW", "CAW", "School"), one("CAW", family="own_council")),
    ),
    ("C16", "own not listed", (only("CAW"),)),
    ("C16", "nobody listed", (only(),)),
    ("C16", "twice the same", (only("CAW", "School"), one("School", name="caw"))),
    ("C17", "new phase", (told(previous_phase="goals"),)),
    ("C17", "a day over six months", (told(updated="2025-09-14"),)),
    ("C17", "phase unknown, old list", (told(phase=None, updated="2025-01-01"),)),
    ("C18", "nothing", ()),
    (
        "C18",
        "only names",
        (
            without(
                "importance",
                "replaceability",
                "status",
                "contribution",
                "voice",
                "attitude",
                "mandate",
                "family",
                "umbrella",
                "last_contact",
            ),
        ),
    ),
]

SILENT: list[tuple[str, str, tuple[Change, ...]]] = [
    ("C1", "complementary refuses", (one("CAW", status="refuses"),)),
    ("C1", "core by numbers, not by choice", (one("OCMW", status="left", ring="context"),)),
    ("C1", "importance unknown", (one("OCMW", status="left", importance="unknown"),)),
    ("C1", "replaceability unknown", (one("OCMW", status="left", replaceability=None),)),
    ("C1", "status unknown", (without("status"),)),
    ("C2", "all aboard", ()),
    ("C2", "small on purpose", (one("OCMW", status="talking"), told(deliberately_small="yes"))),
    ("C2", "status unknown", (without("status"),)),
    ("C3", "a user", ()),
    ("C3", "voices unknown", (without("voice"),)),
    ("C3", "status unknown", (without("status"), everyone(voice=[]))),
    ("C4", "decider aboard", (told(phase="goals"),)),
    ("C4", "another phase", (everyone(voice=["user", "doer"], mandate="must_ask"),)),
    ("C4", "phase unknown", (told(phase="unknown"), everyone(voice=[], mandate="must_ask"))),
    (
        "C4",
        "one may decide",
        (
            told(phase="goals"),
            without("voice"),
            everyone(mandate="must_ask"),
            one("CAW", mandate="decides"),
        ),
    ),
    (
        "C4",
        "one does not know",
        (told(phase="goals"), everyone(mandate="must_ask"), one("CAW", mandate="unknown")),
    ),
    ("C4", "both unknown", (told(phase="goals"), without("voice", "mandate"))),
    (
        "C4",
        "nobody aboard to ask",
        (told(phase="goals"), without("voice"), everyone(mandate="must_ask", status="talking")),
    ),
    (
        "C4",
        "status unknown",
        (told(phase="goals"), everyone(voice=[], mandate="must_ask"), without("status")),
    ),
    ("C5", "a doer", ()),
    ("C5", "another phase", (told(phase="define"), everyone(voice=["user"]))),
    ("C5", "voices unknown", (without("voice"),)),
    ("C6", "a critic", ()),
    ("C6", "a doubter", (one("CAW", voice=[]), one("School", attitude="doubts"))),
    ("C6", "voices unknown", (without("voice"),)),
    ("C6", "attitudes unknown", (one("CAW", voice=["doer"]), without("attitude"))),
    (
        "C7",
        "3 of 5",
        (one("CAW", family="care"), one("School", family="care"), one("Gezinsbond", family="care")),
    ),
    ("C7", "four aboard", (everyone(family="care"), one("CAW", status="talking"))),
    (
        "C7",
        "no family counts in the total",
        (everyone(family="care"), one("CAW", family=None), one("School", family=None)),
    ),
    ("C7", "small on purpose", (everyone(family="care"), told(deliberately_small="yes"))),
    ("C7", "families unknown", (without("family"),)),
    ("C8", "8 aboard", (joined(3),)),
    ("C8", "lead organisation", (joined(9), told(form="lead"))),
    ("C8", "form unknown", (joined(9), told(form="unknown"))),
    ("C8", "status unknown", (joined(9), without("status"))),
    ("C9", "two idle", (joined(2, **IDLE),)),
    ("C9", "not aboard", (joined(3, **IDLE, status="talking"),)),
    (
        "C9",
        "formal authority is context",
        (joined(3, **IDLE | {"contribution": ["authority_formal"]}),),
    ),
    ("C9", "standing is context", (joined(3, **IDLE | {"contribution": ["authority_moral"]}),)),
    ("C9", "importance unknown", (joined(3, **IDLE | {"importance": "unknown"}),)),
    ("C10", "all brought", ()),
    ("C10", "nothing needed", (told(needs=[]),)),
    ("C10", "needs unknown", (told(needs="unknown"),)),
    ("C10", "contributions unknown", (without("contribution"),)),
    ("C10", "small on purpose", (told(needs=["money"], deliberately_small="yes"),)),
    ("C11", "shared", (one("School", contribution=["people", "reach", "knowledge"]),)),
    ("C11", "contributions unknown", (without("contribution"),)),
    ("C12", "three months to the day", (one("OCMW", last_contact="2025-12-15"),)),
    ("C12", "not core", (one("CAW", last_contact="2025-01-01"),)),
    ("C12", "not aboard", (one("OCMW", last_contact="2025-01-01", status="talking"),)),
    ("C12", "contacts unknown", (without("last_contact"),)),
    ("C12", "no such day", (one("OCMW", last_contact="vorige week"),)),
    ("C13", "exactly a third", (one("CAW", family="own_council"), joined(1, family="care"))),
    ("C13", "not aboard", (one("CAW", family="own_council", status="talking"),)),
    ("C13", "families unknown", (without("family"),)),
    ("C14", "no power", (one("School", attitude="against"),)),
    (
        "C14",
        "standing is no power",
        (one("School", attitude="against", contribution=["authority_moral"]),),
    ),
    ("C14", "attitudes unknown", (without("attitude"),)),
    ("C14", "contributions unknown", (everyone(attitude="against"), without("contribution"))),
    ("C15", "a user", (*UMBRELLA, one("CAW", voice=["user"]))),
    ("C15", "residents", (*UMBRELLA, one("CAW", family="residents"))),
    ("C15", "an association", (*UMBRELLA, one("CAW", family="association"))),
    ("C15", "umbrella not aboard", (*UMBRELLA, one("School", status="talking"))),
    ("C15", "umbrellas unknown", (*UMBRELLA, without("umbrella"))),
    ("C15", "voices unknown", (*UMBRELLA, without("voice"))),
    ("C15", "families unknown", (*UMBRELLA, without("family"))),
    ("C16", "two others", (only("CAW", "School"),)),
    ("C16", "list unknown", (told(partners=None),)),
    ("C17", "same phase", ()),
    ("C17", "first time", (told(previous_phase=None, updated=None),)),
    ("C17", "phase unknown", (told(phase="unknown", previous_phase="goals"),)),
    ("C17", "six months to the day", (told(updated="2025-09-15"),)),
    ("C18", "something else", (one("OCMW", status="left"),)),
    ("C18", "list unknown", (told(partners=None),)),
]


class Speaker:
    """Says every finding in both languages."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.written = read_file(CONTENT / "advice" / "partners.yaml", CONTENT).value
        self.know = {
            language: localise(knowledge.tables, language, frozenset({"nl", "en"}))
            for language in ("nl", "en")
        }
        self.texts = {
            (name, part): Text(entry[part])
            for name, entry in self.written.items()
            for part in ("text", "more")
            if part in entry
        }

    def say(self, outcome: Outcome, finding: str, language: str, part: str = "text") -> str:
        advised = next(one for one in outcome.advice if one.id == finding)
        facts = {"know": self.know[language], **advised.values}
        return str(self.texts[finding, part].render(language, facts))

    def check(self, outcome: Outcome) -> None:
        """Everything can be said, and three pieces of advice fit on a screen."""
        for advised in outcome.advice:
            for language in ("nl", "en"):
                assert 100 < length(self.say(outcome, advised.id, language)) <= 330
                if (advised.id, "more") in self.texts:
                    assert length(self.say(outcome, advised.id, language, "more")) <= 600


@pytest.fixture(scope="module")
def speaker(knowledge: Knowledge) -> Speaker:
    return Speaker(knowledge)


@pytest.fixture(scope="module")
def arena(knowledge: Knowledge) -> Instrument:
    return build(knowledge)


def play(arena: Instrument, answers: Answers, **network: Any) -> Outcome:
    return arena(Given(answers, network=Dossier(network), today=TODAY))


def findings(arena: Instrument, *changes: Change) -> list[str]:
    found: list[str] = play(arena, played(*changes)).results["findings"]
    return found


def named(cases: list[tuple[str, str, tuple[Change, ...]]]) -> list[Any]:
    return [pytest.param(c, changes, id=f"{c}: {what}") for c, what, changes in cases]


@pytest.mark.parametrize(("finding", "changes"), named(HOLDS))
def test_a_finding_holds(arena: Instrument, finding: str, changes: tuple[Change, ...]) -> None:
    assert finding in findings(arena, *changes)


@pytest.mark.parametrize(("finding", "changes"), named(SILENT))
def test_a_finding_is_silent(arena: Instrument, finding: str, changes: tuple[Change, ...]) -> None:
    assert finding not in findings(arena, *changes)


def test_every_finding_is_tried_both_ways() -> None:
    assert {c for c, *_ in HOLDS} == {c for c, *_ in SILENT} == set(ALL)


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


def test_every_finding_has_words_and_a_source(speaker: Speaker) -> None:
    assert list(speaker.written) == [*ALL, "ask"]
    for entry in speaker.written.values():
        assert set(entry["text"]) == {"nl", "en"}
        assert entry["source"]


@pytest.mark.parametrize(("finding", "changes"), named(HOLDS))
def test_a_finding_is_said_within_the_screen(
    arena: Instrument, speaker: Speaker, finding: str, changes: tuple[Change, ...]
) -> None:
    speaker.check(play(arena, played(*changes)))


def test_long_and_odd_names_stay_within_the_screen(arena: Instrument, speaker: Speaker) -> None:
    rows = [
        {**row, "name": f"<b>{n}&amp; {'Vereniging van de vrienden van ' * 3}"}
        for n, row in enumerate(played(joined(12), *UMBRELLA)["partners"])
    ]
    for fields in (
        {"status": "refuses", "ring": "core"},
        {"status": "talking", "ring": "core"},
        {"ring": "none", "umbrella": "yes"},
        {"ring": "core", "last_contact": "2025-01-01", "voice": []},
        {"contribution": ["money"], "attitude": "doubts"},
    ):
        answers = {**calm(), "partners": [{**row, **fields} for row in rows]}
        outcome = play(arena, answers)
        speaker.check(outcome)
        assert all("<b>0" not in speaker.say(outcome, a.id, "nl") for a in outcome.advice)


def test_the_advice_names_partners_contributions_and_families(
    arena: Instrument, speaker: Speaker
) -> None:
    def said(finding: str, language: str, *changes: Change) -> str:
        return speaker.say(play(arena, played(*changes)), finding, language)

    refusing = (one("OCMW", status="refuses"), one("Bewonersgroep", status="left"))
    assert "OCMW en Bewonersgroep zijn onmisbaar" in said("C1", "nl", *refusing)
    assert "OCMW is indispensable" in said("C1", "en", *refusing[:1])
    needs = told(needs=["money", "authority_moral"])
    assert "Niemand brengt geld of gezag in." in said("C10", "nl", needs)
    assert "brings in money or standing." in said("C10", "en", needs)
    assert "zorg: 5 van de 5" in said("C7", "nl", everyone(family="care"))
    carried = one("Bewonersgroep", contribution=["reach", "money", "authority_moral"])
    assert "reach" not in said("C11", "nl", carried, one("School", contribution=[]))


def test_against_is_not_called_agreement(arena: Instrument, speaker: Speaker) -> None:
    outcome = play(arena, played(one("CAW", voice=[], attitude="against")))
    assert "Iedereen is het eens" not in speaker.say(outcome, "C6", "nl")


def test_nothing_found_says_how_much_was_known(arena: Instrument, speaker: Speaker) -> None:
    complete, partial = play(arena, calm()), play(arena, played(without("voice")))
    assert "openliet" not in speaker.say(complete, "C18", "nl")
    assert "openliet" in speaker.say(partial, "C18", "nl")


def test_every_finding_has_a_line_for_the_map(knowledge: Knowledge) -> None:
    assert list(knowledge.tables["partners"]["findings"]) == ALL


def test_every_theme_offers_eight_partners_that_fit_their_buttons(knowledge: Knowledge) -> None:
    know = knowledge.tables["partners"]
    assert len(know["themes"]) >= 6
    for theme in know["themes"].values():
        assert len(set(theme["of"])) == 8
        for name in theme["of"]:
            partner = know["organisations"][name]
            assert all(len(partner["name"][code]) <= 18 for code in ("nl", "en"))
            assert partner.get("family", "care") in know["families"]
    used = {name for theme in know["themes"].values() for name in theme["of"]}
    assert used == set(know["organisations"])


def test_the_rules_name_only_what_the_instrument_tells(knowledge: Knowledge) -> None:
    used = {n for rule in knowledge.rules["partners"] for when in rule.when for n in when.names}
    assert used == set(DERIVED)


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2026, 3, 15), 3, date(2025, 12, 15)),
        (date(2026, 5, 31), 3, date(2026, 2, 28)),
        (date(2024, 8, 31), 6, date(2024, 2, 29)),
        (date(2026, 1, 1), 1, date(2025, 12, 1)),
    ],
)
def test_months_before(day: date, months: int, before: date) -> None:
    assert months_before(day, months) == before
