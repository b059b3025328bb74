"""What a list holds of each of its entries: one field, its question and its values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from dialogs.dates import as_day
from dialogs.options import Options
from dialogs.screen import BadAnswerError
from dialogs.steps.many import accept_yes_no
from dialogs.text import Text

if TYPE_CHECKING:
    from dialogs.view import View


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to know of every entry: its question (with ``entry``) and its options.

    ``kind`` is ``choice``, ``number`` (the ids of the options are whole numbers), ``many``,
    ``yesno``, ``date`` or ``text``.
    """

    name: str
    kind: str = "choice"
    ask: Text | None = None
    options: Options = field(default_factory=Options)
    columns: int = 1
    unknown: bool = True


def accept_field(field: Field, value: Any, talk: View) -> Any:
    """Return *value* as a field of an entry.

    Raises:
        BadAnswerError: it is not allowed there.
    """
    if field.kind == "text":
        words = " ".join(str(value).split())
        if not words or len(words) > 120:
            raise BadAnswerError("the text must have 1 to 120 characters")
        return words
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
