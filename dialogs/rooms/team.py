"""The menu of a group, and the first words in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from dialogs.rooms.room import Deaf
from dialogs.screen import Choice, Row, Screen
from dialogs.team.joining import sees_all
from dialogs.team.linking import link_of

if TYPE_CHECKING:
    from dialogs.view import View


class Team(Deaf):
    """What a group can do together; above it, at first, who Knoop is and what it sees."""

    def screen(self, talk: View) -> Screen:
        """Return the doors of a group."""
        joined = talk.session.scratch.get("joined")
        lines = [talk.word("joined", at=talk.at)] if joined else []
        if joined and sees_all(talk):
            lines.append(talk.word("sees_all"))
        lines.append(talk.word("team_menu"))
        return Screen(Markup("\n\n").join(lines), [*self._doors(talk), self._last(talk)])

    def _doors(self, talk: View) -> list[Row]:
        dialogues = talk.coach.dialogues
        offered = [
            name
            for name in talk.coach.menu["team"]
            if name in dialogues and name in talk.know["polls"]["kinds"]
        ]
        return [
            *(
                [Choice(dialogues[name].button.render(talk.language, {}), ["open", name])]
                for name in offered
            ),
            [Choice(talk.word("talkcard_name"), ["room", "talkcard"])],
            [
                Choice(talk.word("untie"), ["untie"])
                if link_of(talk)
                else Choice(talk.word("link_network"), verb="link")
            ],
        ]

    def _last(self, talk: View) -> Row:
        other = next(code for code in sorted(talk.coach.languages) if code != talk.language)
        row = [Choice(talk.coach.words["language_name"].render(other, {}), ["speak", other])]
        username = talk.coach.house.username
        if username:
            label = talk.word("more_in_private")
            row.insert(0, Choice(label, link=f"https://t.me/{username}?start=menu"))
        return row
