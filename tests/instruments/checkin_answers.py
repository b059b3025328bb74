"""Answers before a meeting, and how the check-in is asked."""

from typing import Any

from dialogs.facts import Dossier, Given
from dialogs.instruments.checkin import Checkin
from dialogs.outcome import Outcome

WORRIES = ("attendance", "dominance", "conflict", "no_decision", "silence", "new_face", "none")
OPTIONS: dict[str, tuple[str, ...]] = {
    "when": ("now", "15min", "today", "later"),
    "purpose": ("decision", "tasks", "shared_view", "ideas", "trust"),
    "worry": WORRIES,
    "commit": ("nothing", "bounded", "clear"),
    "role": ("operator", "promotor", "vision", "creative", "champion", "participant"),
    "leader_is_loud": ("yes", "no"),
}
COMPLETE = {
    "when": "today",
    "purpose": "tasks",
    "worry": "silence",
    "commit": "clear",
    "role": "vision",
}


def play(
    checkin: Checkin,
    answers: dict[str, Any],
    network: dict[str, Any] | None = None,
    past: dict[str, Any] | None = None,
) -> Outcome:
    return checkin(Given(answers, Dossier(network), past or {}))
