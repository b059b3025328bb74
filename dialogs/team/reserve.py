"""What typed words lead to in a group: to what a team does, or to the private chat.

Nothing of what was typed is repeated or kept there. What names an official, the attitude of a
partner, a client or somebody's answers is never taken for something to do with the whole group.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dialogs.route import bare
from dialogs.team.manners import ROOMS_HERE

if TYPE_CHECKING:
    from dialogs.talk import Talk


def led_apart(talk: Talk, text: str, doors: Sequence[str]) -> bool:
    """Lead to the private chat when that is where *text* belongs; return whether it did.

    Where several doors may be meant, one that is private is enough.
    """
    if talk.event.key.private:
        return False
    apart = len(doors) > 1 and not all(_here(talk, door) for door in doors)
    if not apart and not _about_somebody(talk, text):
        return False
    talk.blank = True
    talk.to_private("menu")
    return True


def _about_somebody(talk: Talk, text: str) -> bool:
    """Return whether *text* has words that are about people (``content/knowledge/polls.yaml``)."""
    said = f" {bare(text)}"
    return any(f" {begin}" in said for begin in talk.know["polls"]["private_words"])


def _here(talk: Talk, door: str) -> bool:
    """Return whether *door* leads to something that a group does itself."""
    if door in talk.coach.dialogues:
        dialogue = talk.coach.dialogues[door]
        return dialogue.team or dialogue.scope in ("group", "everywhere")
    command = talk.coach.called(door)
    return command is not None and command.does[-1] in ROOMS_HERE
