"""Names of partners, typed or pasted: a list from a mail, a minute or a spreadsheet."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from dialogs.partner import cut

AT_MOST: Final = 40
WIDTH: Final = 60

_SIGNS: Final = "•‣◦▪▫■□●○◆◇▶►➤➢✓✔☐☑☒✗✘·∙⁃"
"""Marks that stand before an entry of a list, and never within a name."""

_APART: Final = re.compile(rf'(?:"[^"]*"|“[^”]*”|«[^»]*»|\([^()]*\)|[^;,\t{_SIGNS}])+')
"""Entries of one line; a comma within quotes or brackets belongs to the name."""

_LEAD: Final = re.compile(
    r"""\A(?:
        [-*+>–—−]+(?=\s)            # a dash or star, then a space
      | \[[ xX]?\]                  # a box to tick
      | \(?\d{1,3}[.)](?=\s|[^\W\d])  # 1. or 1) or (1), not 11.11.11
      | \(?[a-zA-Z]\)(?=\s)         # a)
      | \d\ufe0f?\u20e3                 # a keycap: 1 in a box
    )\s*""",
    re.VERBOSE,
)
_HIDDEN: Final = re.compile(r"[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\u00ad]")
_QUOTES: Final = {'"': '"', "“": "”", "„": "”", "«": "»", "‘": "’", "'": "'", "”": "”"}


@dataclass(frozen=True, slots=True)
class Pasted:
    """The names found, in their order, and how many were left out because the list was full."""

    names: tuple[str, ...]
    left_out: int = 0


def pasted(text: str, already: Iterable[str] = ()) -> Pasted:
    """Return the new names in *text*, at most 60 characters each.

    Entries stand on lines of their own, or between semicolons, commas, tabs or bullets; numbers,
    boxes and quotes around them are dropped, and so is a line that ends in a colon: a heading. A
    name that is on the list *already* (in capitals or not) is passed over; together they are at
    most 40.
    """
    seen = {name.casefold() for name in already}
    room = AT_MOST - len(seen)
    names: list[str] = []
    for line in _HIDDEN.sub("", unicodedata.normalize("NFC", text)).splitlines():
        entries = () if line.rstrip().endswith(":") else _APART.findall(line)
        for entry in entries:
            name = cut(_bare(entry), WIDTH)
            if name and name.casefold() not in seen:
                seen.add(name.casefold())
                names.append(name)
    return Pasted(tuple(names[: max(0, room)]), max(0, len(names) - room))


def _bare(entry: str) -> str:
    """Return *entry* without what stands around a name: bullets, numbers, quotes, spaces."""
    name, longer = " ".join(entry.split()), ""
    while name != longer:
        longer, name = name, _unquoted(_LEAD.sub("", name, count=1).strip(" :|*_"))
    if name.count(".") == 1:
        name = name.rstrip(".")
    return name if any(unicodedata.category(sign)[0] in "LNS" for sign in name) else ""


def _unquoted(name: str) -> str:
    closing = _QUOTES.get(name[:1])
    if closing and len(name) > 1 and name.endswith(closing):
        return name[1:-1].strip()
    return name
