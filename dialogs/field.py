"""What a list holds of each of its entries: one field, its question and its values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from dialogs.dates import as_day
from dialogs.facts import UNKNOWN
from dialogs.options import Options
from dialogs.screen import BadAnswerError
from dialogs.steps.many import accept_yes_no
from dialogs.steps.scale import accept_number
from dialogs.text import Text

if TYPE_CHECKING:
    from dialogs.view import View


_DIGITS: Final = re.compile(r"(?<!\d)\d{1,9}(?!\d)")

MOST: Final = 9999
"""The highest amount."""


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to know of every entry: its question (with ``entry``) and its options.

    ``kind`` is ``choice``, ``number`` (the ids of the options are whole numbers), ``amount`` (any
    number from 0 on; the options are the usual ones), ``many``, ``yesno``, ``date`` or ``text``.
    """

    name: str
    kind: str = "choice"
    ask: Text | None = None
    options: Options = field(default_factory=Options)
    columns: int = 1
    unknown: bool = True


def accept_entry(
    fields: Mapping[str, Field], number: int, entry: Any, talk: View, named: bool
) -> dict[str, Any]:
    """Return *entry*, the one at *number* (from 1), with every field in its canonical form.

    In a list of *named* things every entry has a name; a text alone is the name.

    Raises:
        BadAnswerError: it is no mapping, has a field that does not exist, or a value that is none.
    """
    if named and isinstance(entry, str):
        entry = {"name": entry}
    if not isinstance(entry, Mapping):
        raise BadAnswerError(f"entry {number} is not a mapping of fields")
    allowed = ["name", *fields]
    told: dict[str, Any] = {}
    for name, value in entry.items():
        if name not in allowed:
            raise BadAnswerError(f"entry {number}: {name!r} is not one of {', '.join(allowed)}")
        if value is None:
            continue
        field = fields.get(name, Field(name, "text"))
        try:
            unknown = value == UNKNOWN and field.kind != "text"
            told[str(name)] = UNKNOWN if unknown else accept_field(field, value, talk)
        except BadAnswerError as error:
            raise BadAnswerError(f"entry {number}, {name}: {error}") from error
    if named and "name" not in told:
        raise BadAnswerError(f"entry {number} has no name; give it one")
    return told


def accept_field(field: Field, value: Any, talk: View) -> Any:
    """Return *value* as a field of an entry.

    Raises:
        BadAnswerError: it is not allowed there.
    """
    if field.kind == "text":
        words = " ".join(str(value).split())
        if isinstance(value, bool | list | Mapping) or not words or len(words) > 120:
            raise BadAnswerError("the text must have 1 to 120 characters")
        return words
    if field.kind == "amount":
        return accept_number(value, 0, MOST)
    if field.kind == "yesno":
        return accept_yes_no(value)
    if field.kind == "date":
        return as_day(value)
    allowed = list(field.options.of(talk))
    given = value if field.kind == "many" and isinstance(value, list) else [value]
    for one in given:
        if str(one) not in allowed or isinstance(one, bool):
            raise BadAnswerError(f"{one!r} is not one of {', '.join(allowed)}")
    if field.kind == "many":
        return list(dict.fromkeys(str(one) for one in given))
    return int(value) if field.kind == "number" else str(value)


def typed_amount(text: str) -> int | None:
    """Return the one whole number in *text*, or None."""
    found = [int(digits) for digits in _DIGITS.findall(text)]
    return found[0] if len(found) == 1 and found[0] <= MOST else None
