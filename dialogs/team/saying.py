"""Words in a group: pieces of advice, and texts that are longer than one message."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

from dialogs.effect import Button, Rows
from dialogs.poll import Poll
from dialogs.steps.advise import FIRST_PAGE, FURTHER_PAGES
from dialogs.text import Text, paged

if TYPE_CHECKING:
    from dialogs.talk import Talk
    from dialogs.view import View

ON: Final = "d"
"""The verb of the button that leads on from a result."""

_TURN: Final = "m"
"""How the verb of a button begins that turns the page; its number follows."""


def advised(talk: View, dialogue: str, name: str, values: Mapping[str, Any]) -> Markup:
    """Return the words of the advice *name*, with *values* in it."""
    return _rendered(talk, talk.coach.advice[dialogue][name].text, values)


def more(talk: View, dialogue: str, name: str, values: Mapping[str, Any]) -> Markup:
    """Return what stands behind the advice *name*; nothing where there is no more to say."""
    text = talk.coach.advice[dialogue][name].more
    return Markup() if text is None else _rendered(talk, text, values)


def _rendered(talk: View, text: Text, values: Mapping[str, Any]) -> Markup:
    facts = {"know": talk.know, "today": talk.today.isoformat(), **values}
    return text.render(talk.language, facts)


def button(talk: View, word: str, poll: Poll, verb: str, **values: Any) -> Button:
    """Return a button of *poll*."""
    return Button(str(talk.word(word, **values)), poll=poll.id, verb=verb)


def way_on(talk: View, poll: Poll, dialogue: str) -> Button:
    """Return the button under a result that leads on to *dialogue*."""
    title = talk.coach.dialogues[dialogue].button.render(talk.language, {})
    return button(talk, "show_door", poll, ON, title=title)


def lead_on(talk: Talk, dialogue: str) -> None:
    """Begin *dialogue* with the group, or lead whoever wants it to their private chat."""
    talk.open(dialogue)
    talk.fresh = talk.session.room == "opening"
    talk.still = not talk.fresh


def pages(blocks: Iterable[Markup]) -> list[Markup]:
    """Lay *blocks* out as messages on a phone."""
    return paged(blocks, FIRST_PAGE, FURTHER_PAGES)


def say_page(talk: Talk, poll: Poll, laid: list[Markup], page: int = 0, rows: Rows = ()) -> None:
    """Say one of the *laid* pages; a button leads to the next, *rows* stand under each."""
    if not 0 <= page < len(laid):
        talk.still = True
        return
    more: Rows = ()
    if page + 1 < len(laid):
        told = {"page": page + 2, "pages": len(laid)}
        more = ((button(talk, "show_more", poll, f"{_TURN}{page + 1}", **told),),)
    talk.say(laid[page], (*more, *rows))


def turn_to(talk: Talk, poll: Poll, verb: str, laid: list[Markup], rows: Rows = ()) -> None:
    """Say the page of the *laid* ones that the *verb* of a button asks for; nothing for another."""
    number = verb.removeprefix(_TURN)
    if number != verb and number.isdecimal():
        say_page(talk, poll, laid, int(number), rows)
    else:
        talk.still = True
