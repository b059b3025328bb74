"""All that a button can hand over, by the name under which the content asks for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from dialogs.documents import DOCUMENTS
from dialogs.effect import Document, Made
from dialogs.pictures import PICTURES
from dialogs.report import REPORTS

if TYPE_CHECKING:
    from dialogs.view import View

SENT: Final[Mapping[str, Callable[[View], Document | Made]]] = {
    **DOCUMENTS,
    **PICTURES,
    **REPORTS,
}
