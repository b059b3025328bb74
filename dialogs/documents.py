"""Files that a button hands over, by the name under which the content asks for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from dialogs.effect import Document
from dialogs.partner import partners_in
from dialogs.partner_table import table

if TYPE_CHECKING:
    from dialogs.view import View


def _partners(talk: View) -> Document:
    partners = partners_in(talk.answers().get("partners"))
    written = table(partners, talk.outcome().results.get("rings", {}), talk.know["partners"])
    name = f"partners-{talk.today.isoformat()}.csv"
    return Document(name, "\ufeff" + written, str(talk.word("partners_file")))


DOCUMENTS: Final[Mapping[str, Callable[[View], Document]]] = {"partners": _partners}
"""A new file is a new entry here; a link of the content says ``sends: partners``."""
