"""How people at a table start a poll and fill it in."""

from __future__ import annotations

from collections.abc import Iterable

from dialogs.effect import Edit, Say
from dialogs.text import plain
from tests.table import Table

STRONG = "4454"

FIVE = ["4231", "4232", "5134", "4245", "4345"]
"""P1 strong, P2 a concern, P3 a point of attention, P7 divided."""


def starts(table: Table, person: int = 2, form: str = "Kort", topic: int = 0) -> None:
    """Let *person* start a pulse in the group."""
    here = table.group(person, topic)
    here.types("/peiling")
    for label in (form, "Nee", "3 dagen"):
        here.presses(label)


def fills(table: Table, person: int, values: Iterable[str], line: str = "", topic: int = 0) -> None:
    """Let *person* answer the pulse: a digit per statement, "-" to skip, "?" for unknown."""
    table.group(person, topic).presses("Vul in")
    there = table.private(person)
    there.presses("Begin")
    for value in values:
        there.presses({"-": "Overslaan", "?": "Weet ik niet"}.get(value, value))
    if line:
        there.types(line)
    else:
        there.presses("Overslaan")
    there.presses("Dien in")


def closes(table: Table, person: int = 2, topic: int = 0) -> str:
    """Let *person* close the poll, and return what the group sees then."""
    here = table.group(person, topic)
    here.presses("Sluit en toon")
    if "Nu sluiten?" in here.text:
        here.presses("Ja, sluit en toon")
    return plain(here.text)


def pulse(table: Table, answers: Iterable[str], first: int = 2) -> str:
    """Play a whole pulse and return its result; *answers* are those of persons 2, 3 ..."""
    starts(table)
    for number, values in enumerate(answers):
        fills(table, first + number, values)
    return closes(table)


def texts(table: Table) -> list[str]:
    """Return all words that the group was ever shown."""
    return [plain(effect.text) for _, effect in table.said if isinstance(effect, Say | Edit)]


SHORT = ("V1", "K2", "C5R", "P1", "O5R", "V5R", "K5R", "C4", "P5R", "O2")
ROLES = {"O": "operator", "P": "promotor", "V": "vision", "C": "creative", "K": "champion"}


def starts_other(table: Table, command: str, person: int = 2, power: bool = True) -> None:
    """Let *person* start another poll than a pulse."""
    here = table.group(person)
    here.types(f"/{command}")
    if power:
        here.presses("Nee")
    here.presses("3 dagen")


def takes_the_test(table: Table, person: int, strong: str, share: str, name: str = "") -> None:
    """Let *person* take the self-test; *strong* are the letters of the roles that suit them."""
    table.group(person).presses("Vul in")
    there = table.private(person)
    there.presses("Begin")
    there.presses("Kort")
    for item in SHORT:
        suits = item[0] in strong
        reverse = item.endswith("R")
        there.presses("5" if suits is not reverse else "1")
    if "één ding doen" in there.text:
        there.presses(there.phone.labels[0])
    there.presses("Verder")
    there.presses(share)
    if name:
        there.types(name)
    there.presses("Dien in")


def says_the_form(table: Table, person: int, answers: str, organisation: str = "") -> None:
    """Let *person* answer the eight questions: trust, size, same goal, two on the task, lead,
    coordinator, who leads today; the last two by the first letters of their words."""
    table.group(person).presses("Vul in")
    there = table.private(person)
    there.presses("Begin")
    trust, size, goal, task, leader, coordinator, form = answers.split()
    there.presses(trust)
    there.types(size)
    there.presses(goal)
    there.presses(task)
    if "2/" in there.text or "buitenwereld" in there.text:
        there.presses(task)
    there.presses(leader)
    there.presses(coordinator)
    there.presses(form)
    if organisation:
        there.types(organisation)
    else:
        there.presses("Overslaan")
    there.presses("Dien in")


def ticks(table: Table, person: int, *names: str) -> None:
    """Let *person* tick these symptoms (S01 ...) and hand them in."""
    know = table.coach.know["nl"]["symptoms"]
    table.group(person).presses("Vul in")
    there = table.private(person)
    there.presses("Begin")
    for name in names:
        group = next(one["label"] for one in know["groups"].values() if name in one["of"])
        there.presses(group)
        there.presses(know["list"][name]["short"])
        there.presses("Iets anders")
    there.presses("Klaar")
    there.presses("Dien in")


def skips(table: Table, person: int) -> None:
    """Let *person* skip every question and hand that in."""
    table.group(person).presses("Vul in")
    there = table.private(person)
    there.presses("Begin")
    while "Klaar om in te dienen" not in there.text:
        there.presses("Overslaan")
    there.presses("Dien in")
