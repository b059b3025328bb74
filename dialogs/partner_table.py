"""The list of partners as a file for a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from io import StringIO
from typing import Any, Final

from dialogs.partner import Partner

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_WORDS: Final[Mapping[str, str]] = {
    "status": "statuses",
    "contribution": "contributions",
    "voice": "voices",
    "attitude": "attitudes",
    "mandate": "mandates",
    "family": "families",
    "umbrella": "answers",
    "phases": "phases",
}
"""The fields whose values are ids, and the table of ``knowledge/partners`` with their words."""


def table(partners: Iterable[Partner], rings: Mapping[str, str], know: Mapping[str, Any]) -> str:
    """Return *partners* as CSV with semicolons, as spreadsheets here read it.

    ``rings`` names the ring of each partner, ``know`` is the table ``partners`` in one language.
    A cell that a spreadsheet would run as a formula gets an apostrophe before it.
    """
    columns = know["columns"]
    out = StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(columns.values())
    for partner in partners:
        writer.writerow(_safe(_cell(partner, rings, field, know)) for field in columns)
    return out.getvalue()


def _cell(partner: Partner, rings: Mapping[str, str], field: str, know: Mapping[str, Any]) -> str:
    if field == "ring":
        return str(know["rings"][rings.get(partner.name, "unknown")]["label"])
    told = getattr(partner, field)
    if told is None:
        return ""
    if field not in _WORDS:
        return str(told)
    words = know[_WORDS[field]]
    chosen = [one for one in words if partner.has(field, one)]
    return ", ".join(str(_label(words[one])) for one in chosen)


def _label(word: Any) -> Any:
    return word["label"] if isinstance(word, Mapping) else word


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) else cell
