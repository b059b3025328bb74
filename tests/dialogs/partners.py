"""Somebody who has a list of partners in the chat."""

from typing import Any

from dialogs.coach import Coach
from tests.phone import Phone


def at_the_list(coach: Coach) -> Phone:
    """Return a phone that stands at the list of partners."""
    made = Phone(coach)
    made.types("/partners")
    for label in ("Begin", "Doelen", "Overslaan", "Nee"):
        made.presses(label)
    return made


def partners(phone: Phone) -> list[dict[str, Any]]:
    assert phone.session is not None
    assert phone.session.frame is not None
    answer: list[dict[str, Any]] = phone.session.frame.answers["partners"]
    return answer


def on_the_list(phone: Phone) -> list[str]:
    assert phone.session is not None
    assert phone.session.frame is not None
    return [entry["name"] for entry in phone.session.frame.scratch["list:partners"]["entries"]]


def listed(phone: Phone, names: str, *taps: str) -> None:
    """Put *names* on the list, tap the same for each, and go on to the voices."""
    phone.types(names)
    phone.presses("Verder met")
    while "Vorige tik" in phone.labels:
        for tap in taps or ("4 Heel", "1 Niemand", "Aan boord"):
            phone.presses(tap)
