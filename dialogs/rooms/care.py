"""Care before coaching: danger, violence, fraud, a client's file, a person at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from dialogs.rooms.room import Deaf
from dialogs.screen import Choice, Screen
from dialogs.text import joined

if TYPE_CHECKING:
    from dialogs.view import View


class Care(Deaf):
    """A kind sentence and who to turn to. No principle, no plan, and nothing is repeated."""

    def screen(self, talk: View) -> Screen:
        """Return what is said for this kind of worry."""
        table = talk.know["care"]
        kind = table["kinds"][talk.session.scratch["care"]]
        contacts = [table["contacts"][name] for name in kind["turn_to"]]
        lines = [Markup("<b>{}</b>: {}").format(one["name"], one["for"]) for one in contacts]
        told = [Markup.escape(kind["says"]), joined("\n", lines), talk.word("not_kept_here")]
        rows = [[Choice(talk.word("to_menu"), ["room", "menu"])]]
        if talk.session.frames:
            rows.insert(0, [Choice(talk.word("go_on"), ["leave"])])
        return Screen(joined("\n\n", told), rows)
