"""What an instrument makes of the answers: results, and the advice that follows from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from dialogs.facts import Given
from dialogs.rule import Rule

Tables = Mapping[str, Any]
"""The files of ``content/knowledge``, by name without ending; texts are still per language."""


@dataclass(frozen=True, slots=True)
class Advised:
    """One piece of advice that holds; its words stand under its id in ``content/advice``.

    ``because`` names the questions it rests on, ``values`` what its text may mention.
    """

    id: str
    because: tuple[str, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The results of VOCABULARY.md and the advice, most important first.

    ``provisional`` is True when a result hangs on something that was not answered.
    """

    results: Mapping[str, Any] = field(default_factory=dict)
    advice: tuple[Advised, ...] = ()
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the instruments read: tables by file, and the rules of each dialogue in file order."""

    tables: Tables
    rules: Mapping[str, tuple[Rule, ...]]


class Instrument(Protocol):
    """A pure function from the answers of one dialogue to its outcome."""

    def __call__(self, given: Given) -> Outcome:
        """Return the outcome; must accept any set of missing answers."""
        ...
