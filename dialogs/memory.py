"""What Knoop remembers of one person (or of one group), as values.

Text that somebody typed freely lives in :class:`Note` and :class:`Plan`, apart from the facts, so
that it can lapse sooner: a mandate card 14 days after its meeting, everything else after 90 days.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any, Final

KEEP_NOTES: Final = timedelta(days=90)
KEEP_MANDATE: Final = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Profile:
    """A person: language (None until chosen), network last used, and their own settings.

    ``last_id`` is the highest number ever given to a network, plan or note of this person.
    """

    language: str | None = None
    network: int | None = None
    last_id: int = 0
    settings: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of a network: its value, the day it was given, and the dialogue that asked."""

    value: Any
    on: date
    source: str


@dataclass(frozen=True, slots=True)
class Network:
    """The dossier of one network; ``id`` counts per owner from 1."""

    id: int
    name: str
    used: date
    facts: Mapping[str, Fact] = field(default_factory=dict)
    partners: tuple[Mapping[str, Any], ...] = ()
    archived: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """An if-then plan; ``status`` is ``open``, ``done``, ``not_done`` or ``dropped``."""

    id: int
    network: int | None
    dialogue: str
    text: str
    made: date
    status: str = "open"
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """Words and results of one dialogue, kept until ``lapses``; then only the numbers stay.

    ``values`` may hold free text and goes when the note lapses; ``outcome`` holds ids only (a
    success, a worry, the principles that were shown) and stays.
    """

    id: int
    network: int | None
    dialogue: str
    made: date
    lapses: date
    values: Mapping[str, Any] = field(default_factory=dict)
    outcome: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reminder:
    """Something that comes back, because the person wanted it to.

    ``kind`` is ``plan``, ``checkin``, ``debrief`` or ``review``; ``due`` the moment (UTC) at which
    it falls due, or fell; ``conversation`` where it was asked for. ``about`` holds the wish (see
    ``dialogs/rhythm.py``) and what it is about: ids and moments, and the name of a meeting.
    ``state``: ``waiting``; ``asked`` (it was shown, and nobody reacted yet); ``missed`` (it came
    too late to be of use, and that is still to be told); ``stopped``. ``nudges`` counts the
    messages it led to.
    """

    id: int
    kind: str
    due: datetime
    conversation: str
    about: Mapping[str, Any] = field(default_factory=dict)
    state: str = "waiting"
    nudges: int = 0


@dataclass(frozen=True, slots=True)
class Memory:
    """Everything that is remembered of one owner."""

    profile: Profile = field(default_factory=Profile)
    networks: tuple[Network, ...] = ()
    plans: tuple[Plan, ...] = ()
    notes: tuple[Note, ...] = ()
    reminders: tuple[Reminder, ...] = ()

    @property
    def current(self) -> Network | None:
        """The network last used, or None."""
        return next((n for n in self.networks if n.id == self.profile.network), None)

    def with_network(self, network: Network) -> Memory:
        """Return the memory with *network* added or replaced, and made the current one."""
        others = tuple(kept for kept in self.networks if kept.id != network.id)
        return replace(
            self,
            networks=(*others, network),
            profile=replace(
                self.profile,
                network=network.id,
                last_id=max(self.profile.last_id, network.id),
            ),
        )
