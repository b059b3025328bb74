"""Somebody with a phone and a plan, for the tests of the rhythm."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from bot.almanac import almanac
from dialogs.coach import Coach
from dialogs.effect import Say
from dialogs.memory import Network, Plan, Profile, Reminder
from dialogs.rhythm import Hours
from tests.dialogs.sample import session_of
from tests.phone import Phone

WORDS = "Als er weer gezwegen wordt, dan vraag ik een rondje."


def at(written: str, zone: str = "Europe/Brussels") -> datetime:
    """A moment by the clock on the wall in Belgium, in UTC."""
    hours = Hours.of({"zone": zone}, almanac())
    wall = datetime.fromisoformat(written)
    return hours.at(wall.date(), wall.time()).astimezone(UTC)


def planner(coach: Coach, now: str = "2026-03-02T13:00", **settings: Any) -> Phone:
    """Somebody with a network and an open plan (number 2), in the menu; settings are theirs."""
    phone = Phone(coach, now=at(now))
    phone.types("/menu")
    today = phone.now.date()
    phone.memory = type(phone.memory)(
        Profile("nl", 1, 2, settings),
        (Network(1, "Kinderarmoede", today),),
        (Plan(2, 1, "stuck", WORDS, today),),
    )
    return phone


def reminded_of(phone: Phone, due: str, kind: str = "plan", **about: Any) -> Reminder:
    """Give somebody a reminder; without a wish it is at just that moment, but not picked."""
    number = phone.memory.profile.last_id + 1
    about = {"plan": 2, "how": "on", "day": due[:10], **about}
    reminder = Reminder(number, kind, at(due), str(phone.key), about)
    memory = phone.memory
    profile = Profile(
        memory.profile.language, memory.profile.network, number, memory.profile.settings
    )
    phone.memory = type(memory)(
        profile, memory.networks, memory.plans, memory.notes, (*memory.reminders, reminder)
    )
    return reminder


def later_than(phone: Phone, until: str) -> list[str]:
    """Wait until then; return what was said meanwhile."""
    return [effect.text for effect in phone.waits(at(until)) if isinstance(effect, Say)]


def room_of(phone: Phone) -> str | None:
    return session_of(phone).room


def asking(phone: Phone) -> Phone:
    """Somebody who wants to be reminded of a meeting."""
    phone.types("/herinner")
    phone.presses("Nieuwe herinnering")
    phone.presses("Een overleg")
    return phone


def dues(phone: Phone) -> list[datetime]:
    return [one.due for one in phone.memory.reminders]


def every_first_tuesday(phone: Phone) -> Phone:
    asking(phone).types("elke eerste dinsdag om 14u")
    phone.presses("Voorbereiden: 30")
    phone.presses("Terugkijken")
    phone.presses("Klaar")
    return phone
