"""Who does what the group chose: a name that somebody types in reply, or all together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialogs.route import bare
from dialogs.screen import Choice, Screen
from dialogs.session import Action
from dialogs.team.choosing import keep_plan
from dialogs.team.manners import way_apart
from dialogs.team.names import names

if TYPE_CHECKING:
    from dialogs.talk import Talk
    from dialogs.view import View

LONGEST = 60


class Agreeing:
    """The last question before a plan of the group; a reply to it is the answer."""

    def screen(self, talk: View) -> Screen:
        """Return the question."""
        rows = [
            [Choice(talk.word("all_together"), ["together"])],
            [Choice(talk.word("no_plan"), ["room", "menu"])],
        ]
        if talk.session.scratch.get("apart"):
            rows += way_apart(talk)
        return Screen(talk.word("who_does_it"), rows)

    def press(self, talk: Talk, action: Action) -> None:
        """Keep the plan for all together."""
        self._keep(talk, str(talk.word("all_together")))

    def hear(self, talk: Talk, text: str) -> bool:
        """Keep the plan for whoever was named; what is no name has no place here."""
        who = " ".join(text.split())
        if len(who) > LONGEST:
            talk.note = talk.word("too_long", most=LONGEST, length=len(who))
        elif bare(who) in talk.know["polls"]["myself"]:
            talk.note = talk.word("who_is_that", who=who)
        elif names(who, talk.know["polls"]["functions"]):
            self._keep(talk, who)
        else:
            talk.session.scratch["apart"] = True
            talk.note = talk.word("who_again")
        return True

    def _keep(self, talk: Talk, who: str) -> None:
        scratch = talk.session.scratch
        keep_plan(talk, scratch["poll"], scratch["days"], who)
