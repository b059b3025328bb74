"""Which language?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialogs.rooms.room import Deaf
from dialogs.route import closest
from dialogs.screen import Choice, Screen

if TYPE_CHECKING:
    from dialogs.talk import Talk
    from dialogs.view import View


class Language(Deaf):
    """One button per language; a dialogue under way goes on in the new one."""

    def screen(self, talk: View) -> Screen:
        """Return the languages, each in its own words."""
        rows = [[Choice(name, ["speak", code])] for code, name in self._names(talk).items()]
        return Screen(talk.word("which_language"), rows)

    def _names(self, talk: View) -> dict[str, str]:
        name = talk.coach.words["language_name"]
        return {code: str(name.render(code, {})) for code in sorted(talk.coach.languages)}

    def hear(self, talk: Talk, text: str) -> bool:
        """Understand the name or the code of a language."""
        found = closest(text, self._names(talk)) or closest(
            text, {code: code for code in talk.coach.languages}
        )
        if found is None:
            return False
        talk.speak(found)
        talk.leave()
        return True
