"""The menu of a group, and the first words in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialogs.rooms.room import Deaf
from dialogs.screen import Choice, Row, Screen, in_columns
from dialogs.team.joining import sees_all
from dialogs.team.linking import link_of
from dialogs.team.manners import way_apart
from dialogs.text import joined

if TYPE_CHECKING:
    from dialogs.view import View


class Team(Deaf):
    """What a group can do together; above it, at first, who Knoop is and what it sees."""

    def screen(self, talk: View) -> Screen:
        """Return the doors of a group; for whoever said too much here, first the private chat."""
        if talk.session.scratch.get("apart"):
            rows = [*way_apart(talk), *in_columns(self._short(talk), 2)]
            return Screen(talk.word("apart"), rows)
        new = talk.session.scratch.get("joined")
        lines = [talk.word("joined", at=talk.at)] if new else []
        if new and sees_all(talk):
            lines.append(talk.word("sees_all"))
        lines.append(talk.word("team_menu"))
        return Screen(joined("\n\n", lines), [*self._doors(talk), self._last(talk)])

    def _doors(self, talk: View) -> list[Row]:
        dialogues = talk.coach.dialogues
        return [
            *(
                [Choice(dialogues[name].button.render(talk.language, {}), ["open", name])]
                for name in self._offered(talk)
            ),
            [Choice(talk.word("talkcard_name"), ["room", "talkcard"])],
            [
                Choice(talk.word("untie"), ["untie"])
                if link_of(talk)
                else Choice(talk.word("link_network"), verb="link")
            ],
        ]

    def _offered(self, talk: View) -> list[str]:
        kinds = talk.know["polls"]["kinds"]
        return [
            name
            for name in talk.coach.menu["team"]
            if name in talk.coach.dialogues and name in kinds
        ]

    def _short(self, talk: View) -> list[Choice]:
        """Return the same doors with short words."""
        kinds = talk.know["polls"]["kinds"]
        return [
            *(Choice(kinds[name]["short"], ["open", name]) for name in self._offered(talk)),
            Choice(talk.word("talkcard_name"), ["room", "talkcard"]),
        ]

    def _last(self, talk: View) -> Row:
        other = next(code for code in sorted(talk.coach.languages) if code != talk.language)
        row = [Choice(talk.coach.words["language_name"].render(other, {}), ["speak", other])]
        username = talk.coach.house.username
        if username:
            label = talk.word("more_in_private")
            row.insert(0, Choice(label, link=f"https://t.me/{username}?start=menu"))
        return row
