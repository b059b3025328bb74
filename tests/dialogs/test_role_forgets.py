"""What was answered per statement of the self-test is gone when the talk is over."""

import json

from dialogs.coach import Coach
from dialogs.session import to_json
from tests.phone import Phone


def test_only_roles_are_remembered_and_no_answer_to_a_statement(coach: Coach) -> None:
    phone = Phone(coach)
    phone.types("/rol")
    phone.presses("Kort")
    for answer in "5135143135":
        phone.presses(answer)
    phone.presses("Verder")
    phone.presses("Ja, 12 competenties")
    for _ in range(12):
        phone.presses("4")
    phone.presses("Maak een plan")
    phone.presses("Overslaan")
    assert phone.session is not None
    assert phone.session.frames == []
    kept = json.dumps(to_json(phone.session))
    assert "V5R" not in kept
    assert "Q1" not in kept
    outcome = phone.memory.notes[-1].outcome
    assert set(outcome) == {"kind", "roles", "profile"}
    assert set(outcome["profile"].values()) <= {"strong", "can", "low", None}
    assert phone.memory.notes[-1].values == {}
