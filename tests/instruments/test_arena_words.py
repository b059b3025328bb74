"""Who should join, in words: every finding said within a screen, in both languages."""

from datetime import date

import pytest

from dialogs.instruments.arena_facts import DERIVED, months_before
from dialogs.outcome import Instrument, Knowledge, Outcome
from dialogs.text import length
from tests.instruments.partner_lists import (
    ALL,
    HOLDS,
    UMBRELLA,
    Change,
    calm,
    everyone,
    joined,
    named,
    one,
    play,
    played,
    told,
    without,
)
from tests.instruments.spoken import Speaker

DIALOGUE = "partners"


def say(speaker: Speaker, outcome: Outcome, finding: str, language: str) -> str:
    said = speaker.said(outcome)
    return next(words for name, _, code, words in said if (name, code) == (finding, language))


def test_every_finding_has_words_and_a_source(speaker: Speaker) -> None:
    assert list(speaker.sources) == [*ALL, "ask"]
    assert all(speaker.sources.values())
    assert all(set(text.words) == {"nl", "en"} for text in speaker.texts.values())


@pytest.mark.parametrize(("finding", "changes"), named(HOLDS))
def test_a_finding_is_said_within_the_screen(
    arena: Instrument, speaker: Speaker, finding: str, changes: tuple[Change, ...]
) -> None:
    outcome = play(arena, played(*changes))
    speaker.check(outcome)
    least = 100
    said = {name: words for name, _, _, words in speaker.said(outcome)}
    assert finding in said
    assert all(length(words) > least for words in said.values())


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
        assert outcome.advice
        assert all("<b>0" not in say(speaker, outcome, a.id, "nl") for a in outcome.advice)


def test_the_advice_names_partners_contributions_and_families(
    arena: Instrument, speaker: Speaker
) -> None:
    def said(finding: str, language: str, *changes: Change) -> str:
        return say(speaker, play(arena, played(*changes)), finding, language)

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
    assert "Iedereen is het eens" not in say(speaker, outcome, "C6", "nl")


def test_nothing_found_says_how_much_was_known(arena: Instrument, speaker: Speaker) -> None:
    complete, partial = play(arena, calm()), play(arena, played(without("voice")))
    assert "openliet" not in say(speaker, complete, "C18", "nl")
    assert "openliet" in say(speaker, partial, "C18", "nl")


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
