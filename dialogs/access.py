"""Who may talk with this Knoop: everybody, or those on a list, or who knows the invitation code."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from dialogs.event import Event, Said, Started

CODE: Final = "code:"
SHORTEST_CODE: Final = 6


@dataclass(frozen=True, slots=True)
class Access:
    """The rule. Without people and codes it lets everybody in."""

    people: frozenset[int] = frozenset()
    codes: frozenset[str] = frozenset()

    @property
    def open(self) -> bool:
        """Whether everybody is let in."""
        return not self.people and not self.codes

    def admits(self, event: Event, known: bool) -> bool:
        """Return whether what happened in *event* is let in.

        With a code, who is *known* has come in before and stays; a list alone is the whole list.
        """
        if self.open or event.person in self.people:
            return True
        return bool(self.codes) and (known or self.invited(event))

    def invited(self, event: Event) -> bool:
        """Return whether somebody shows a code, in private: typed, or behind ``/start``."""
        match event.what:
            case Said(text=word) | Started(payload=word) if event.key.private:
                return word.strip().casefold() in self.codes
        return False


def read_access(text: str) -> Access:
    """Return the rule that *text* writes: numbers of people and ``code:WORD``, with commas.

    Raises:
        ValueError: a part of it is neither, a code is so short that it can be guessed, or nobody
            is named: that would let everybody in.
    """
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if text.strip() and not parts:
        raise ValueError("it names nobody")
    people, codes = [], []
    for part in parts:
        if part.startswith(CODE):
            codes.append(_code(part.removeprefix(CODE)))
        elif part.isascii() and part.isdigit():
            people.append(int(part))
        else:
            raise ValueError(f"{part!r} is neither the number of a person nor {CODE}WORD")
    return Access(frozenset(people), _lowered(codes))


def _code(word: str) -> str:
    plain = word.isascii() and word.replace("-", "").replace("_", "").isalnum()
    if len(word) < SHORTEST_CODE or not plain:
        raise ValueError(f"a code has {SHORTEST_CODE} or more of A-Z a-z 0-9 _ -")
    return word


def _lowered(codes: Iterable[str]) -> frozenset[str]:
    return frozenset(code.casefold() for code in codes)
