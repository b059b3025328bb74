"""Small dialogues to try the engine on, written as the content is: in YAML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.reader.dialogue import dialogue
from bot.reader.schema import shape_mistakes
from bot.reader.strict import read
from dialogs.advice import Advice
from dialogs.coach import Coach
from dialogs.memory import Fact
from dialogs.outcome import Instrument
from dialogs.session import Frame, Session
from tests.phone import Phone


def with_dialogue(
    coach: Coach,
    name: str,
    written: str,
    instrument: Instrument | None = None,
    advice: str = "",
) -> Coach:
    """Return *coach* with one dialogue more (or another one), in YAML; *advice* are its words."""
    document = read(written, f"{name}.yaml")
    assert shape_mistakes(document, "dialogs") == []
    words: Mapping[str, Any] = read(advice, f"{name}.yaml").value if advice else {}
    return replace(
        coach,
        dialogues={**coach.dialogues, name: dialogue(name, document.value, instrument)},
        advice={**coach.advice, name: {key: Advice.read(key, one) for key, one in words.items()}},
    )


def with_steps(coach: Coach, steps: str, instrument: Instrument | None = None) -> Coach:
    """Return *coach* with a dialogue ``trial`` that has these *steps*."""
    indented = "\n".join(f"  {line}" for line in steps.strip("\n").splitlines())
    title = 'title: {nl: "Proef", en: "Trial"}'
    return with_dialogue(coach, "trial", f"{title}\nsteps:\n{indented}\n", instrument)


def started(coach: Coach, dialogue: str = "trial", **phone: Any) -> Phone:
    """Return a phone on which *dialogue* was just opened."""
    made = Phone(coach, **phone)
    made.types(f"/start {dialogue}")
    return made


def session_of(phone: Phone) -> Session:
    """Return the session of a phone that was used."""
    assert phone.session is not None
    return phone.session


def frame_of(phone: Phone) -> Frame:
    """Return the dialogue that has the floor."""
    frame = session_of(phone).frame
    assert frame is not None
    return frame


def live(phone: Phone) -> str:
    """Return the text of the message that carries the buttons."""
    return phone.messages[session_of(phone).live.ref].text


def said(phone: Phone) -> str:
    """Return the text of the newest message."""
    return phone.last.text


def with_network(phone: Phone, *names: str) -> None:
    """Let somebody make networks; the last one is meant from then on."""
    for name in names:
        phone.types("/netwerken")
        phone.presses("Nieuw netwerk")
        phone.types(name)


def checked_in(phone: Phone) -> None:
    """Play a short check-in to its end; nothing is to come back."""
    phone.types("/checkin")
    for label in ("Nu", "Ideeën", "Stilte", "Plan 1", "Klaar"):
        phone.presses(label)
    if "Nee, niet nodig" in phone.labels:
        phone.presses("Nee, niet nodig")


def with_facts(coach: Coach, **facts: str) -> Phone:
    """Return a phone whose network has these facts."""
    phone = Phone(coach)
    with_network(phone, "Kinderarmoede")
    assert phone.memory.current is not None
    known = {name: Fact(value, phone.now.date(), "dossier") for name, value in facts.items()}
    phone.memory = phone.memory.with_network(replace(phone.memory.current, facts=known))
    return phone
