"""The arena analysis from a file of answers: what is asked, what comes of it, what is refused."""

from typing import Any

import pytest

from bot.play import PlayError, play
from dialogs.coach import Coach
from tests.play.asking import DAY, report

ASKED = ["phase", "form", "deliberately_small", "partners", "needs"]


def partner(name: str, *fast: Any, **fields: Any) -> dict[str, Any]:
    importance, replaceability, status = fast
    return {
        "name": name,
        "importance": importance,
        "replaceability": replaceability,
        "status": status,
        **fields,
    }


OCMW = partner("OCMW", 4, 2, "aboard", voice=["decider", "doer"], family="own_council")
BUURT = partner("Bewonersgroep", 3, 1, "aboard", voice=["user"], family="residents")
CAW = partner("CAW", 3, 3, "aboard", voice=["critic"], family="social_profit")
ZONE = partner("Politiezone", 4, 1, "not_asked")


@pytest.mark.parametrize(
    ("answers", "missing"),
    [
        pytest.param({}, ASKED, id="nothing"),
        pytest.param(
            {"partners": [OCMW]}, ["phase", "form", "deliberately_small", "needs"], id="1"
        ),
        pytest.param(
            {"phase": "unknown", "partners": [OCMW], "needs": []},
            ["phase", "form", "deliberately_small"],
            id="phase-unknown",
        ),
        pytest.param(
            {
                "phase": "act",
                "form": "self",
                "deliberately_small": False,
                "partners": [OCMW, BUURT],
                "needs": ["money"],
            },
            [],
            id="all",
        ),
    ],
)
def test_everything_is_asked_that_results_hang_on(
    headless: Coach, answers: dict[str, Any], missing: list[str]
) -> None:
    played = report(headless, "partners", answers)
    assert (played["asked"], played["missing"]) == (ASKED, missing)


def test_what_is_remembered_may_come_from_the_file(headless: Coach) -> None:
    answers = {
        "phase": "act",
        "previous_phase": "goals",
        "updated": "2025-12-01",
        "partners": [OCMW, BUURT, CAW],
    }
    played = report(headless, "partners", answers)
    assert played["asked"] == [*ASKED, "previous_phase", "updated"]
    assert played["results"]["findings"] == ["C17"]


@pytest.mark.parametrize(
    ("answers", "results"),
    [
        pytest.param({}, {"rings": {}, "findings": [], "shown": []}, id="nothing"),
        pytest.param(
            {"partners": ["OCMW", "CAW", "Kerk"]},
            {
                "rings": {"OCMW": "unknown", "CAW": "unknown", "Kerk": "unknown"},
                "findings": ["C18"],
                "shown": ["C18"],
            },
            id="names-only",
        ),
        pytest.param(
            {"phase": "goals", "partners": [{**OCMW, "voice": ["doer"]}, BUURT, CAW, ZONE]},
            {
                "rings": {
                    "OCMW": "core",
                    "Bewonersgroep": "core",
                    "CAW": "complementary",
                    "Politiezone": "core",
                },
                "findings": ["C2", "C4"],
                "shown": ["C2", "C4"],
            },
            id="a-gap-and-nobody-who-decides",
        ),
        pytest.param(
            {
                "phase": "act",
                "deliberately_small": True,
                "needs": ["money"],
                "partners": [OCMW, {**BUURT, "voice": [], "contribution": []}, CAW, ZONE],
            },
            {
                "rings": {
                    "OCMW": "core",
                    "Bewonersgroep": "core",
                    "CAW": "complementary",
                    "Politiezone": "core",
                },
                "findings": ["C3"],
                "shown": ["C3"],
            },
            id="small-on-purpose",
        ),
        pytest.param(
            {
                "partners": [
                    partner("OCMW", 4, 1, "left", voice=[], ring="context"),
                    partner("CAW", 1, 4, "refuses", ring="core"),
                ]
            },
            {
                "rings": {"OCMW": "context", "CAW": "core"},
                "findings": ["C1", "C3"],
                "shown": ["C1", "C3"],
            },
            id="own-choice-of-rings",
        ),
    ],
)
def test_the_results(headless: Coach, answers: dict[str, Any], results: dict[str, Any]) -> None:
    assert report(headless, "partners", answers)["results"] == results


def test_every_field_of_the_vocabulary_is_taken(headless: Coach) -> None:
    everything = {
        **OCMW,
        "contribution": ["money", "people", "knowledge", "reach"],
        "voice": ["user", "doer", "decider", "funder", "expert", "critic"],
        "attitude": "follows",
        "mandate": "must_ask",
        "umbrella": True,
        "phases": ["explore", "act"],
        "last_contact": "2026-02-01",
        "ring": "complementary",
    }
    played = report(headless, "partners", {"partners": [everything]})
    assert played["results"]["rings"] == {"OCMW": "complementary"}
    unknown = {**dict.fromkeys(everything, "unknown"), "name": "OCMW"}
    assert report(headless, "partners", {"partners": [unknown]})["results"]["rings"] == {
        "OCMW": "unknown"
    }
    assert report(headless, "partners", {"partners": [{"name": "OCMW", "voice": None}]})[
        "provisional"
    ]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_all_that_holds_is_advised_with_more_behind_it(headless: Coach, language: str) -> None:
    answers = {
        "phase": "act",
        "previous_phase": "goals",
        "partners": [
            {**OCMW, "voice": [], "attitude": "doubts", "contribution": ["money"]},
            {**CAW, "voice": [], "status": "left", "ring": "core"},
            {**BUURT, "voice": [], "status": "talking"},
        ],
        "needs": ["reach"],
    }
    played = report(headless, "partners", answers, language)
    assert played["results"]["findings"] == [
        *("C1", "C2", "C3", "C5", "C10", "C13", "C14", "C17"),
    ]
    assert played["results"]["shown"] == ["C1", "C2", "C3"]
    assert [advice["id"] for advice in played["advice"]] == (
        played["results"]["findings"] or ["ask"]
    )
    first = played["advice"][0]
    assert first["because"] == ["partners"]
    assert "CAW" in first["text"]
    assert "/regie" in first["text"]
    assert "VVSG" in first["source"]


NOBODY = {**CAW, "voice": [], "attitude": "follows"}
CROWD = [{**NOBODY, "name": f"Vzw {n}"} for n in range(9)]
REACHED: dict[str, dict[str, Any]] = {
    "C1": {"partners": [{**OCMW, "status": "refuses"}]},
    "C2": {"partners": [ZONE]},
    "C3": {"partners": [NOBODY]},
    "C4": {"phase": "goals", "partners": [{**OCMW, "mandate": "must_ask"}]},
    "C5": {"phase": "act", "partners": [NOBODY]},
    "C6": {"partners": [NOBODY]},
    "C7": {"partners": CROWD},
    "C8": {"form": "self", "partners": CROWD},
    "C9": {"partners": [{**one, "importance": 1} for one in CROWD]},
    "C10": {"needs": ["money", "reach"], "partners": [{**CAW, "contribution": []}]},
    "C11": {"partners": [{**CAW, "contribution": ["money", "reach", "people"]}]},
    "C12": {"partners": [{**OCMW, "last_contact": "2025-11-01"}]},
    "C13": {"partners": [OCMW, {**OCMW, "name": "Bibliotheek"}]},
    "C14": {"partners": [{**CAW, "contribution": ["money"], "attitude": "doubts"}]},
    "C15": {"partners": [{**NOBODY, "umbrella": "yes"}]},
    "C16": {"partners": [CAW]},
    "C17": {"updated": "2025-01-01", "partners": [OCMW]},
    "C18": {"partners": ["OCMW", "CAW", "Kerk"]},
}


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("finding", REACHED)
def test_every_finding_is_reached_and_said(headless: Coach, finding: str, language: str) -> None:
    advice = {
        one["id"]: one for one in report(headless, "partners", REACHED[finding], language)["advice"]
    }
    assert len(advice[finding]["text"]) > 100
    assert advice[finding]["source"]
    assert "{" not in advice[finding]["text"]


def test_the_text_is_what_the_chat_shows(headless: Coach) -> None:
    shown = play(headless, "partners", {"partners": [OCMW, BUURT, CAW, ZONE]}, "nl", DAY).shown
    assert "Politiezone is onmisbaar en nog niet aan boord." in shown


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        pytest.param({"partners": "OCMW"}, "is not a list", id="no-list"),
        pytest.param({"partners": [7]}, "entry 1 is not a mapping", id="no-mapping"),
        pytest.param({"partners": [{"naam": "OCMW"}]}, "'naam' is not one of name", id="no-field"),
        pytest.param({"partners": [partner("A", 5, 1, "left")]}, "1, 2, 3, 4", id="out-of-range"),
        pytest.param({"partners": [partner("A", 1, 1, "weg")]}, "aboard, talking", id="no-option"),
        pytest.param({"partners": [{"voice": ["baas"]}]}, "user, doer", id="no-voice"),
        pytest.param({"partners": [{"umbrella": "soms"}]}, "yes, no", id="no-yes-or-no"),
        pytest.param(
            {"partners": [{"last_contact": "ooit"}]}, "entry 1, last_contact", id="no-day"
        ),
        pytest.param({"partners": [{"name": " "}]}, "1 to 120", id="no-name"),
        pytest.param({"partners": ["A"] * 41}, "at most 40", id="too-many"),
        pytest.param({"phase": "later"}, "explore, define, goals, act", id="no-phase"),
        pytest.param({"needs": ["geluk"]}, "money, people", id="no-contribution"),
        pytest.param({"voice": ["user"]}, "unknown question", id="no-question"),
    ],
)
def test_what_is_wrong_is_named_with_what_is_allowed(
    headless: Coach, answers: dict[str, Any], told: str
) -> None:
    with pytest.raises(PlayError, match=told):
        report(headless, "partners", answers)
