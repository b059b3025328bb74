"""A dialogue that ends in advice, to try its pages and plans on."""

from __future__ import annotations

from typing import Any

from dialogs.coach import Coach
from dialogs.facts import Given
from dialogs.outcome import Advised, Outcome
from tests.dialogs.sample import started, with_dialogue
from tests.phone import Phone

ASKED = """
title: {nl: "Proef", en: "Trial"}
steps:
  heavy:
    ask: {nl: "Zwaar?", en: "Heavy?"}
    short: {nl: "zwaar", en: "heavy"}
    yesno: {}
"""
WORDS = """
one:
  label: {nl: "Lens één", en: "Lens one"}
  brief: {nl: "Kort één.", en: "Brief one."}
  text: {nl: "Eerste raad.", en: "First advice."}
  more: {nl: "LANG", en: "LONG"}
  source: [ours, vvsg-regie]
two:
  text: {nl: "Tweede raad.", en: "Second advice."}
  source: [ours]
three:
  text: {nl: "Derde raad.", en: "Third advice."}
four:
  text: {nl: "Vierde raad.", en: "Fourth advice."}
  more: {nl: "Meer over vier.", en: "More of four."}
  source: [ours]
""".replace("LANG", "Lange uitleg. " * 52).replace("LONG", "Long explanation. " * 45)


def instrument(given: Given) -> Outcome:
    because = ("heavy",) if given.get("heavy") == "yes" else ()
    names = ("one", "two", "three", "four")
    return Outcome({}, tuple(Advised(name, because) for name in names))


def trial(coach: Coach, steps: str, **more: Any) -> Phone:
    phone = started(with_dialogue(coach, "trial", ASKED + steps, instrument, WORDS), **more)
    phone.presses("Yes" if phone.language == "en" else "Ja")
    return phone
