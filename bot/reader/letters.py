"""The file of what was learnt about how topics are written: ``content/phrases/letters.txt``.

Its first line says what it is, the second what it was learnt from (JSON), the others hold the
table: compressed, in letters and digits. It is written by ``knoop route --train`` and read at
every start. A content folder without it works too, with the witnesses that count.
"""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from pathlib import Path
from textwrap import wrap
from typing import Final

from bot.reader.strict import ContentError, Mistake
from bot.training import Learnt
from dialogs.route import Letters

FILE: Final = "phrases/letters.txt"
"""Where it stands in the content folder."""

AGAIN: Final = "learn it anew with: knoop route --train"

_TITLE: Final = "# How topics are written, learnt from the phrases with: knoop route --train"
_WIDTH: Final = 110


def read_learnt(root: Path) -> Learnt | None:
    """Return what was learnt for the content below *root*; None when there is no such file.

    Raises:
        ContentError: the file cannot be used.
    """
    path = root / FILE
    if not path.exists():
        return None
    try:
        _, about, *lines = path.read_text(encoding="ascii").splitlines()
        told = json.loads(about)
        table = zlib.decompress(base64.b64decode("".join(lines), validate=True))
        learnt = Learnt(str(told["of"]), tuple(told["topics"]), float(told["unit"]), table)
        Letters(learnt.topics, learnt.unit, learnt.table)
    except (OSError, ValueError, KeyError, TypeError, binascii.Error, zlib.error) as error:
        raise ContentError([Mistake(FILE, 1, f"it cannot be used; {AGAIN}")]) from error
    return learnt


def write_learnt(root: Path, learnt: Learnt) -> Path:
    """Write what was *learnt* into the content folder *root*; return the file."""
    about = {"of": learnt.of, "topics": learnt.topics, "unit": round(learnt.unit, 9)}
    packed = base64.b64encode(zlib.compress(learnt.table, 9)).decode("ascii")
    path = root / FILE
    lines = (_TITLE, json.dumps(about), *wrap(packed, _WIDTH), "")
    path.write_text("\n".join(lines), encoding="ascii")
    return path
