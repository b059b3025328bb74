"""Looking back: what was kept stands on one screen, and every line of it can go."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from dialogs.coach import Coach
from dialogs.memory import KEEP_NOTES, Network, Note, Plan, Reminder
from tests.dialogs.sample import live
from tests.phone import Phone
from tests.rhythm.people import at, planner

LONG = "Daarna bleef het lang stil, tot de schepen zelf vroeg wie er nu eigenlijk " * 3
BANDS = {"P1": {"bands": ["strong"]}, "P3": {"bands": ["concern"]}, "P6": {"bands": []}}


def note(number: int, dialogue: str, day: str, network: int | None = 1, **kept: Any) -> Note:
    """Something kept of one talk; what is not in ``values`` is an outcome."""
    made = date.fromisoformat(day)
    values = kept.pop("values", {})
    return Note(number, network, dialogue, made, made + KEEP_NOTES, values, kept)


NOTES = (
    note(10, "debrief", "2026-02-10", success="half", values={"moment": "De schepen zweeg."}),
    note(
        11,
        "debrief",
        "2026-02-24",
        success="no",
        values={"moment": "Niemand koos <iets>.", "take": "minder praten", "step": "ik bel Jan"},
    ),
    note(12, "debrief", "2026-02-25", 9, success="full", values={"moment": "Elders."}),
    note(13, "plan", "2026-02-26", plan=21, values={"saw": "Drie mensen zeiden iets."}),
    note(23, "plan", "2026-02-26", plan=20),
    note(14, "stuck", "2026-01-05", symptom="S01"),
    note(15, "stuck", "2026-02-05", symptom="S01"),
    note(16, "stuck", "2026-02-06", symptom="S17"),
    note(17, "stuck", "2026-02-07", symptom="S99"),
    note(18, "stuck", "2026-02-08", symptom="S99"),
    note(19, "pulse", "2025-12-01", shown={"n": 7, "statements": BANDS}),
)
PLANS = (
    Plan(20, 1, "debrief", "Als X, dan Y.", date(2026, 2, 24), "done"),
    Plan(21, 1, "stuck", "Als het stil valt, dan tel ik.", date(2026, 2, 20), "not_done"),
    Plan(22, 1, "stuck", "", date(2025, 11, 20), "dropped"),
)


@pytest.fixture
def phone(coach: Coach) -> Phone:
    looking = planner(coach)
    memory = looking.memory
    looking.memory = replace(memory, plans=PLANS, notes=NOTES)
    return looking


def pages(phone: Phone, command: str = "/terugblik") -> str:
    phone.types(command)
    read = [live(phone)]
    while further := [label for label in phone.labels if label.startswith(("Meer", "More"))]:
        phone.presses(further[0])
        read.append(live(phone))
    assert all(len(page) < 1000 for page in read)
    return "\n".join(read)


def test_somebody_new_hears_what_would_come_here(coach: Coach) -> None:
    phone = Phone(coach)
    phone.types("/start")
    phone.types("/terugblik")
    assert "Er is nog niets om op terug te kijken" in live(phone)
    assert phone.labels == ["Verder"]


def test_everything_of_this_network_and_nothing_of_another(phone: Phone) -> None:
    read = pages(phone)
    assert "<b>Terugblik: Kinderarmoede</b>" in read
    assert "di 24 feb</b>: <i>Niemand koos &lt;iets&gt;</i>; niet gelukt" in read
    assert "meegenomen: minder praten; stap: ik bel Jan; plan gedaan" in read
    assert read.index("24 feb") < read.index("10 feb")
    assert "Elders" not in read
    assert "plan niet gedaan; <i>Als het stil valt, dan tel ik</i>; je zag: Drie mensen" in read
    assert "do 20 nov 2025</b>: plan losgelaten\n" in read
    assert "Leden komen niet opdagen (2 keer)" in read
    assert "S17" not in read
    assert "S99" not in read
    assert "ma 1 dec 2025</b>: 7 antwoorden; sterk: Doel; werkpunt: Vertrouwen" in read
    phone.presses("Verder")
    assert "Waar zit je mee" in live(phone)


def test_in_english_too(phone: Phone) -> None:
    phone.types("/language")
    phone.presses("English")
    read = pages(phone, "/lookback")
    assert "Looking back: Kinderarmoede" in read
    assert "it did not work" in read
    assert "Members do not show up (2 times)" in read


@pytest.mark.parametrize(
    ("line", "gone", "stays"),
    [
        ("di 24 feb: Niemand koos", "Niemand koos", "De schepen zweeg"),
        ("vr 20 feb: Als het stil valt", "Drie mensen", "plan gedaan"),
        ("do 5 feb: Leden komen", "Leden komen niet opdagen", "werkpunt"),
        ("ma 1 dec 2025: peiling", "werkpunt", "Leden komen niet opdagen"),
    ],
)
def test_every_line_can_go(phone: Phone, line: str, gone: str, stays: str) -> None:
    phone.types("/terugblik")
    phone.presses("Schrap een regel")
    while not any(label.startswith(line[:20]) for label in phone.labels):
        phone.presses("Meer")
    phone.presses(line[:20])
    assert "Geschrapt." in live(phone)
    phone.presses("Terug")
    read = pages(phone)
    assert gone not in read
    assert stays in read


def test_a_plan_that_goes_takes_its_reminder_along(phone: Phone) -> None:
    due = at("2026-03-09T16:00")
    coming = tuple(Reminder(30 + n, "plan", due, "k", {"plan": n}) for n in (20, 21))
    phone.memory = replace(phone.memory, reminders=coming)
    phone.types("/terugblik")
    phone.presses("Schrap een regel")
    phone.presses("di 24 feb: Als X")
    assert [one.id for one in phone.memory.reminders] == [51]


def test_when_the_last_line_has_gone_nothing_is_left(phone: Phone) -> None:
    phone.memory = replace(phone.memory, plans=(), notes=NOTES[:1])
    phone.types("/terugblik")
    phone.presses("Schrap een regel")
    phone.presses("di 10 feb")
    assert "Geschrapt" in live(phone)
    assert "Er is nog niets" in live(phone)
    assert phone.memory.notes == ()


def test_long_words_are_cut_and_pages_hold(phone: Phone) -> None:
    many = tuple(
        note(40 + n, "debrief", "2026-02-1" + str(n), success="full", values={"moment": LONG})
        for n in range(9)
    )
    phone.memory = replace(phone.memory, notes=many)
    read = pages(phone)
    assert read.count("helemaal gelukt") == 5
    assert "…" in read
    phone.presses("Vorige")
    assert "Terugblik: Kinderarmoede" in live(phone)


def test_what_has_lapsed_leaves_its_day_and_its_outcome(phone: Phone) -> None:
    empty = tuple(replace(one, values={}) for one in NOTES[:2])
    phone.memory = replace(phone.memory, notes=empty, plans=())
    read = pages(phone)
    assert "di 24 feb</b>: niet gelukt" in read
    phone.memory = replace(phone.memory, notes=(note(9, "debrief", "2026-02-24", success=None),))
    phone.types("/terugblik")
    phone.presses("Schrap een regel")
    assert "di 24 feb: na de vergadering" in phone.labels
    phone.memory = replace(phone.memory, notes=(note(9, "pulse", "2026-02-24"),))
    assert "di 24 feb" in pages(phone)


def test_with_two_networks_the_other_is_one_tap_away(phone: Phone) -> None:
    other = Network(2, "Wonen", date(2026, 2, 1))
    phone.memory = replace(phone.memory, networks=(*phone.memory.networks, other))
    phone.types("/terugblik")
    phone.presses("Ander netwerk")
    assert any("Wonen" in label for label in phone.labels)


def test_in_a_group_it_leads_to_the_private_chat(coach: Coach) -> None:
    phone = Phone(coach, key=replace(Phone(coach).key, chat=-5, person=None))
    phone.types("/terugblik")
    assert "onder vier ogen" in phone.last.text


# -- what is kept of a reflection -----------------------------------------------------------------


def test_a_reflection_can_be_read_again_for_ninety_days(coach: Coach) -> None:
    phone = planner(coach)
    phone.types("/nabespreking")
    for said in ("De voorzitter las de afspraken voor.", "Ik vroeg wie dat doet.", "Half"):
        phone.types(said)
    phone.types("Ja, en ik deed het")
    phone.types("Stilte")
    phone.types("Vroeger ingrijpen")
    phone.types("Ik mail vrijdag rond")
    phone.presses("Overslaan")
    (kept,) = [one for one in phone.memory.notes if one.dialogue == "debrief"]
    assert kept.values == {
        "moment": "De voorzitter las de afspraken voor.",
        "take": "Vroeger ingrijpen",
        "step": "Ik mail vrijdag rond",
    }
    assert kept.outcome == {"success": "half", "worry": "silence"}
    assert kept.lapses == kept.made + timedelta(days=90)
    assert "De voorzitter las" in pages(phone)
