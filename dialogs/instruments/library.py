"""The instrument of the library: from a query to the entries that answer it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from dialogs.facts import Given
from dialogs.library import Catalogue, Library
from dialogs.outcome import Instrument, Knowledge, Outcome
from dialogs.text import localise

DERIVED: Final[frozenset[str]] = frozenset()
"""Names that conditions of its advice may use beside the questions; it has none."""


@dataclass(frozen=True)
class Librarian:
    """Knows the library in every language, and finds entries in all of them at once."""

    libraries: Mapping[str, Library]
    find: Catalogue

    def __call__(self, given: Given) -> Outcome:
        """Return ``entries``: the ids that answer the query, the best first."""
        query = given.get("query")
        if query is None:
            return Outcome({"entries": []}, provisional=True)
        return Outcome({"entries": self.find(str(query))})

    def terms(self) -> Iterator[tuple[str, str]]:
        """Yield the entries that a group may look up, with their names in every language."""
        for library in self.libraries.values():
            yield from library.terms()


def build(knowledge: Knowledge) -> Instrument:
    """Return the librarian of *knowledge*; the languages are those of its shelves."""
    tables = knowledge.tables
    first = next(iter(tables["library"]["shelves"].values()))
    codes = frozenset(first["label"])
    libraries = {code: Library(localise(tables, code, codes), code) for code in sorted(codes)}
    return Librarian(libraries, Catalogue(libraries))
