"""Questions with options, to try what may be pressed and typed."""

from __future__ import annotations

from typing import Any

from dialogs.coach import Coach
from tests.dialogs.sample import started, with_steps
from tests.phone import Phone

AFTER = """
after:
  ask: {nl: "{{ said.one }}?", en: "{{ said.one }}?"}
  yesno: {}
"""


MANY = """
  ask: {nl: "Welke?", en: "Which?"}
  many:
    most: 2
    unknown: true
    options:
      c: {nl: "Cent", en: "Cent"}
      a: {label: {nl: "Aap", en: "Ape"}, full: {nl: "Een aap", en: "An ape"}}
      b: {nl: "Bank", en: "Bank"}
"""


def trial(coach: Coach, step: str, **more: Any) -> Phone:
    return started(with_steps(coach, f"one:\n{step}\n{AFTER}"), **more)
