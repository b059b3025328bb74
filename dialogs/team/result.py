"""Results: what of the answers a group may see, per kind of poll."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, Protocol

from dialogs.poll import Poll
from dialogs.team import choosing, network_form, pulse, symptoms, team_roles

if TYPE_CHECKING:
    from dialogs.talk import Talk


class Result(Protocol):
    """A module for one kind of poll."""

    def shown(self, talk: Talk, poll: Poll, few: bool) -> dict[str, Any]:
        """Return, as JSON values, all that the group may see of the answers, and nothing else.

        ``few``: fewer than half of the group took part.
        """
        ...

    def tell(self, talk: Talk, poll: Poll) -> None:
        """Say in the group what ``poll.shown`` holds."""
        ...

    def tap(self, talk: Talk, poll: Poll, verb: str) -> None:
        """Do what a button under the result says."""
        ...


RESULTS: Final[Mapping[str, Result]] = {
    "pulse": pulse,
    "team_roles": team_roles,
    "type": network_form,
    "stuck": symptoms,
    "lens": choosing,
    "step": choosing,
}
"""A new kind of poll is a module and an entry here."""
