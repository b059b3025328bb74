"""New content, old sessions: what is gone or has another name."""

from __future__ import annotations

from dataclasses import replace

from dialogs.coach import Coach
from dialogs.session import Frame
from tests.dialogs.sample import said
from tests.phone import Phone


def test_a_step_that_is_gone_begins_the_dialogue_again_with_the_answers_kept(phone: Phone) -> None:
    phone.types("/checkin")
    phone.presses("Vandaag")
    assert phone.session is not None
    phone.session.frames[0].state = "gone"
    phone.session.frames[0].path = ["when", "gone"]
    phone.types("/help")
    assert "vernieuwd" in said(phone)
    phone.presses("Verder")
    assert "1/" in phone.messages[phone.session.live.ref].text
    assert "✓ Vandaag" in phone.labels


def test_a_dialogue_that_is_gone_leads_to_the_menu(phone: Phone) -> None:
    phone.types("/checkin")
    assert phone.session is not None
    phone.session.frames = [Frame("no_such_dialogue", "x")]
    phone.session.paused = [Frame("nor_this", "x")]
    phone.types("hallo")
    assert "Waar zit je mee?" in said(phone)
    assert phone.session.frames == []


def test_a_renamed_step_is_found_again(coach: Coach) -> None:
    checkin = coach.dialogues["checkin"]
    steps = dict(checkin.steps)
    steps["purpose"] = replace(steps["purpose"], was=("aim",))
    phone = Phone(
        replace(coach, dialogues={**coach.dialogues, "checkin": replace(checkin, steps=steps)})
    )
    phone.types("/checkin")
    phone.presses("Vandaag")
    assert phone.session is not None
    phone.session.frames[0].state = "aim"
    phone.session.frames[0].path = ["when", "aim"]
    phone.types("/help")
    phone.presses("Verder")
    assert "2/" in phone.messages[phone.session.live.ref].text
