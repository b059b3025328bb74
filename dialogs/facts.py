"""What is known when a question is asked or an instrument is played: read-only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from dialogs.condition import NOT_ANSWERED, SAID_UNKNOWN
from dialogs.dates import as_day
from dialogs.screen import BadAnswerError

UNKNOWN: Final = "unknown"
"""How "weet ik niet" is written in answers: in files, in the database and in code."""

DOSSIER_FIELDS: Final = frozenset(
    {
        *("name", "question", "phase", "form", "trust", "consensus", "competence", "leader"),
        *("size", "coordinator", "started", "partners", "mandate"),
    }
)
"""The facts of a network that every dialogue shares (VOCABULARY.md)."""


_SCALES: Final = ("trust", "consensus", "competence", "leader")
_CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "phase": ("explore", "define", "goals", "act"),
    "form": ("self", "lead", "nao", "none"),
    "coordinator": ("no", "hours", "yes"),
}


_CARDS: Final = ("M0", "M1", "M2", "M3")


class BadFactError(ValueError):
    """A value that is no such fact of a network; says what is allowed."""


def accept_fact(name: str, value: Any) -> Any:
    """Return *value* as the fact *name* of a network (VOCABULARY.md).

    Raises:
        BadFactError: it is not allowed there.
    """
    if value is None or value == UNKNOWN:
        return value
    if name in _CHOICES:
        if isinstance(value, bool):
            value = "yes" if value else "no"
        if str(value) not in _CHOICES[name]:
            allowed = ", ".join((*_CHOICES[name], UNKNOWN))
            raise BadFactError(f"{value!r} is not one of {allowed}")
        return str(value)
    if name == "started":
        return _month(value)
    if name == "mandate":
        return _card(value)
    numeric = isinstance(value, int | float) and not isinstance(value, bool)
    if name in _SCALES and not (numeric and 1 <= value <= 5):
        raise BadFactError(f"{value!r} is not a number of 1 to 5, nor {UNKNOWN}")
    if name == "size" and not (numeric and 1 <= value <= 9999 and value == int(value)):
        raise BadFactError(f"{value!r} is not a whole number of 1 to 9999, nor {UNKNOWN}")
    if name in ("name", "question") and not (isinstance(value, str) and 1 <= len(value) <= 300):
        raise BadFactError("the text must have 1 to 300 characters")
    return value


def _month(value: Any) -> str:
    try:
        return as_day(value)
    except BadAnswerError as error:
        raise BadFactError(f"{value!r} is not a month written as 2026-03") from error


def _card(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, Mapping) or value.get("kind") not in _CARDS:
        raise BadFactError(f"{value!r} is not a mandate card: a kind, one of {', '.join(_CARDS)}")
    return value


class Dossier(Mapping[str, Any]):
    """The facts of one network; conditions read them as ``network.size``."""

    __slots__ = ("_known",)

    def __init__(self, known: Mapping[str, Any] | None = None) -> None:
        self._known = {k: v for k, v in (known or {}).items() if v is not None and v != UNKNOWN}

    def __getitem__(self, name: str) -> Any:
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)

    def __getattr__(self, name: str) -> Any:
        if name not in DOSSIER_FIELDS:
            raise AttributeError(name)
        return self._known.get(name, NOT_ANSWERED)


@dataclass(frozen=True, slots=True)
class Given(Mapping[str, Any]):
    """The answers of one dialogue as an instrument reads them: only what is known.

    A skipped question and "weet ik niet" are both absent from the mapping; ``said_unknown``
    tells them apart. ``network`` holds the dossier, ``past`` what earlier sessions left behind
    (for instance ``proposed``: the principles shown the last two times), ``today`` the day on
    which the dialogue is played.
    """

    answers: Mapping[str, Any]
    network: Dossier = field(default_factory=Dossier)
    past: Mapping[str, Any] = field(default_factory=dict)
    today: date = date(2000, 1, 1)

    def __getitem__(self, question: str) -> Any:
        value = self.answers[question]
        if value is None or value == UNKNOWN:
            raise KeyError(question)
        return value

    def __iter__(self) -> Iterator[str]:
        return (q for q, value in self.answers.items() if value is not None and value != UNKNOWN)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def said_unknown(self, question: str) -> bool:
        """Return whether the person answered *question* with "weet ik niet"."""
        return self.answers.get(question) == UNKNOWN

    def names(self, **derived: object) -> dict[str, object]:
        """Return what the conditions of rules may name: answers, ``network`` and *derived*.

        A *derived* value of None means: cannot be told from what is known.
        """
        told: dict[str, object] = {
            question: SAID_UNKNOWN if value == UNKNOWN else value
            for question, value in self.answers.items()
            if value is not None
        }
        told["network"] = self.network
        for name, value in derived.items():
            told[name] = NOT_ANSWERED if value is None else value
        return told
