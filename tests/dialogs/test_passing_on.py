"""An advice to pass on: tidy, ready to forward, and without anything of the person in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dialogs.coach import Coach
from dialogs.effect import Button, Effect, Say
from dialogs.event import Key
from dialogs.memory import Fact, Network
from dialogs.outcome import Advised, Outcome
from dialogs.text import plain
from tests.dialogs.sample import live, with_dialogue
from tests.phone import Phone

TRIAL = """
title: {nl: "Proef", en: "Trial"}
steps:
  item:
    ask: {nl: "Welk punt?", en: "Which item?"}
    short: {nl: "punt", en: "item"}
    write: {max: 200}
  list:
    ask: {nl: "Wie?", en: "Who?"}
    optional: true
    write: {max: 200}
  advice:
    ask: {nl: "<b>Kaart van {{ item }}</b>", en: "<b>Card of {{ item }}</b>"}
    advise: {}
  plan:
    ask: {nl: "Plan?", en: "Plan?"}
    plan: {}
"""
WORDS = """
A:
  text:
    nl: |-
      <b>Doe dit.</b> Vraag het aan {{ item }}. Zeg: “Dit neem ik mee &amp; kom erop terug.”
      <i>Omdat je {{ item }} zei.</i>
    en: "<b>Do this.</b> Ask {{ item }}."
  more: {nl: "Wie durft, zegt: “Wat wil jij?” Of “onder voorbehoud”.", en: "More."}
  because: [item]
  source: [vvsg-regie, ours]
B: {text: {nl: "{{ item }}", en: "{{ item }}"}}
"""
LONG = "Z" + "o gaat het altijd weer, en dan nog eens, " * 8 + "tot het klaar is."


def instrument(*ids: str) -> object:
    return lambda _: Outcome({}, tuple(Advised(name, ("item",)) for name in ids))


def advised(coach: Coach, typed: str, *ids: str, words: str = WORDS) -> Phone:
    """Somebody who typed *typed* and stands at the advice."""
    made = with_dialogue(coach, "trial", TRIAL, instrument(*ids), words)  # type: ignore[arg-type]
    phone = Phone(made)
    phone.types("/start trial")
    phone.types(typed)
    phone.presses("Overslaan")
    return phone


def passed_on(effects: list[Effect]) -> tuple[str, list[Button]]:
    """The message that was made to forward, and its buttons."""
    (first, *_) = [one for one in effects if isinstance(one, Say)]
    return plain(first.text), [button for row in first.rows for button in row]


def test_what_was_typed_and_why_it_was_said_stay_out(coach: Coach) -> None:
    said, buttons = passed_on(advised(coach, "de brug", "A").presses("Deel"))
    assert said == (
        "Proef\n\nDoe dit. Zeg: “Dit neem ik mee & kom erop terug.”\n\n"
        "Bron: VVSG (z.d.); ons eigen oordeel. Van Knoop: een gespreksstarter, geen oordeel."
    )
    assert [(one.label, one.copy) for one in buttons] == [
        ("Kopieer: Dit neem ik mee & kom erop t…", "Dit neem ik mee & kom erop terug."),
        ("Kopieer: Wat wil jij?", "Wat wil jij?"),
    ]


def test_the_talk_goes_on_below_it_with_the_same_advice(coach: Coach) -> None:
    phone = advised(coach, "de brug", "A")
    phone.presses("Deel")
    assert "Kaart van de brug" in live(phone)
    assert "Deel" in phone.labels


def test_where_nothing_is_left_that_is_said(coach: Coach) -> None:
    phone = advised(coach, "de brug", "B")
    phone.presses("Deel")
    assert "niets dat zonder jouw gegevens" in live(phone)


@pytest.mark.parametrize(
    ("words", "stays"),
    [
        ("Bel het OCMW.", False),
        ("Bel de ocmw's.", False),
        ("Spreek over Kinderarmoed…", False),
        ("Hoe krijgen we ouders mee? Vraag dat.", False),
        ("Bel het OCMWX.", True),
    ],
)
def test_names_of_networks_and_partners_stay_out_even_when_they_were_cut(
    coach: Coach, words: str, stays: bool
) -> None:
    content = f'A: {{text: {{nl: "Blijf. {words}", en: "x"}}}}'
    phone = advised(coach, "x", "A", words=content)
    day = date(2026, 3, 1)
    question = {"question": Fact("hoe krijgen we ouders mee", day, "stuck")}
    known = Network(1, "Kinderarmoede in Zuid", day, question, ({"name": "OCMW"}, {"name": ""}))
    phone.memory = replace(phone.memory, networks=(Network(2, "Wonen", day), known))
    said, _ = passed_on(phone.presses("Deel"))
    assert said.startswith("Proef\n\nBlijf.")
    assert (words in said) is stays


def test_names_in_a_list_that_was_given_stay_out(coach: Coach) -> None:
    phone = advised(coach, "x", "A", words='A: {text: {nl: "Blijf. Bel Welzijn.", en: "x"}}')
    assert phone.session is not None
    phone.session.frames[-1].answers["list"] = [{"name": "Welzijn"}, "los"]
    phone.session.frames[-1].answers["item"] = 5
    said, _ = passed_on(phone.presses("Deel"))
    assert "Welzijn" not in said


def test_a_sentence_too_long_for_a_button_is_a_block(coach: Coach) -> None:
    phone = advised(coach, "x", "A", words=f'A: {{text: {{nl: "Zeg: “{LONG}”", en: "x"}}}}')
    effects = phone.presses("Deel")
    _, buttons = passed_on(effects)
    assert buttons == []
    assert any(isinstance(one, Say) and f"<pre>{LONG}</pre>" in one.text for one in effects)


def test_in_a_group_there_is_no_such_button(coach: Coach) -> None:
    phone = advised(coach, "de brug", "A")
    phone.key = Key(1, -5)
    phone.types("/help")
    assert "Deel" not in phone.labels


def test_a_plan_to_share_can_be_copied(coach: Coach) -> None:
    phone = advised(coach, "de brug", "A")
    assert phone.session is not None
    phone.session.frames[-1].state = "plan"
    for plan, copied in (("Als het stil valt, dan tel ik.", True), ("x" * 280, False)):
        phone.types(plan)
        said, buttons = passed_on(phone.presses("Deel"))
        assert plan in said
        assert [one.copy for one in buttons] == ([plan] if copied else [])
        phone.presses("Ander plan")
