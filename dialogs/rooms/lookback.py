"""Looking back: what was kept of a network, kind by kind; every line can be taken away."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from dialogs.lookback import Line, lines, without
from dialogs.rooms.room import Deaf
from dialogs.screen import Choice, Row, Screen, in_pages
from dialogs.session import Action
from dialogs.text import paged

if TYPE_CHECKING:
    from dialogs.talk import Talk
    from dialogs.view import View

PAGE: Final = 850
"""Characters on a page (UX.md: an explanation)."""

PER_PAGE: Final = 5


class Lookback(Deaf):
    """The lines on pages; ``drops``: which line may go is asked."""

    def screen(self, talk: View) -> Screen:
        """Return the page that is open, or the lines on buttons."""
        scratch, kept = talk.session.scratch, lines(talk)
        if scratch.get("drops") and kept:
            rows: list[Row] = [[Choice(line.name, ["drop", line.kind, *line.ids])] for line in kept]
            rows = in_pages(rows, scratch.get("page", 0), PER_PAGE, talk.word)
            return Screen(talk.word("drop_which_line"), [*rows, [_back(talk)]])
        network = talk.memory.current
        head = talk.word("lookback", name=network.name if network else "")
        pages = paged([head, *_blocks(kept, talk)], PAGE, PAGE)
        if not kept:
            pages = [Markup("{}\n{}").format(head, talk.word("nothing_to_look_back_on"))]
        page = min(scratch.get("page", 0), len(pages) - 1)
        text = pages[page].replace("\n\n• ", "\n• ")
        return Screen(text, _rows(talk, page, len(pages), any_=bool(kept)))

    def press(self, talk: Talk, action: Action) -> None:
        """Turn a page, ask which line may go, or let one go."""
        scratch = talk.session.scratch
        match action:
            case ["page", page]:
                scratch["page"] = page
            case ["which"]:
                scratch["drops"], scratch["page"] = True, 0
            case ["drop", _, *ids]:
                talk.memory = without(talk.memory, tuple(ids))
                talk.note = talk.word("line_dropped")
            case _:
                scratch["drops"], scratch["page"] = False, 0


def _blocks(kept: list[Line], talk: View) -> list[Markup]:
    """Return the lines, each kind under its heading; a heading never stands alone."""
    blocks: list[Markup] = []
    for kind, some in groupby(kept, key=lambda line: line.kind):
        first, *rest = some
        blocks.append(Markup("{}\n{}").format(talk.word(f"lookback_{kind}"), first.text))
        blocks += [line.text for line in rest]
    return blocks


def _rows(talk: View, page: int, pages: int, *, any_: bool) -> list[Row]:
    rows: list[Row] = []
    turning = [Choice(talk.word("less"), ["page", page - 1])] if page else []
    if page + 1 < pages:
        turning.append(Choice(talk.word("more", page=page + 2, pages=pages), ["page", page + 1]))
    if turning:
        rows.append(turning)
    if any_:
        rows.append([Choice(talk.word("drop_a_line"), ["which"])])
    if len([one for one in talk.memory.networks if not one.archived]) > 1:
        rows.append([Choice(talk.word("other_network"), ["room", "networks"])])
    rows.append([Choice(talk.word("go_on"), ["leave"])])
    return rows


def _back(talk: View) -> Choice:
    return Choice(talk.word("back"), ["list"])
