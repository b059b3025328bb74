"""A calendar file is fetched at the door; only its meetings go to the inbox."""

from __future__ import annotations

from pathlib import Path

from bot.telegram.inbound import LARGEST_CALENDAR
from bot.telegram.line import Line
from dialogs.event import Happening, Invited, Unreadable
from tests.botapi import BotApi, User
from tests.telegram.conftest import Inbox, polling

MEETING = (
    Path(__file__).parent.parent / "rhythm" / "ics" / "outlook_windows_zone.ics"
).read_bytes()


def kept(inbox: Inbox) -> list[Happening]:
    return [event.what for event in inbox.kept.values()]


async def test_a_calendar_file_becomes_its_meetings(line: Line, inbox: Inbox, ann: User) -> None:
    async with polling(line, inbox):
        await ann.sends_document("uitnodiging.ics", MEETING)
        await ann.chat.settled()
    (what,) = kept(inbox)
    assert isinstance(what, Invited)
    assert [meeting["name"] for meeting in what.meetings] == ["Stuurgroep kinderarmoede"]
    assert "Peeters" not in str(what)


async def test_any_other_document_stays_unread(
    botapi: BotApi, line: Line, inbox: Inbox, ann: User
) -> None:
    async with polling(line, inbox):
        await ann.sends_document("verslag.docx", b"x")
        await ann.chat.settled()
    assert kept(inbox) == [Unreadable("document")]
    assert not botapi.called("getFile")


async def test_what_is_too_large_is_said_and_not_fetched(
    botapi: BotApi, line: Line, inbox: Inbox, ann: User
) -> None:
    async with polling(line, inbox):
        await ann.sends_document("alles.ics", b"x" * (LARGEST_CALENDAR + 1))
        await ann.chat.settled()
    assert kept(inbox) == [Unreadable("calendar")]
    assert not botapi.called("getFile")


async def test_what_is_no_calendar_is_said_to_be_none(line: Line, inbox: Inbox, ann: User) -> None:
    async with polling(line, inbox):
        await ann.sends_document("kapot.ics", b"hallo")
        await ann.chat.settled()
    assert kept(inbox) == [Unreadable("calendar")]


async def test_a_file_that_does_not_come_holds_nobody_up(
    botapi: BotApi, line: Line, inbox: Inbox, ann: User
) -> None:
    botapi.fault("getFile", status=502)
    async with polling(line, inbox):
        await ann.sends_document("uitnodiging.ics", MEETING)
        await ann.types("en nog iets")
        await ann.chat.settled()
    assert len(inbox.kept) == 2
    assert Unreadable("calendar") in kept(inbox)
