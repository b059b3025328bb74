"""Every type of message and of update that the Bot API has is read, or passed over, in silence."""

from __future__ import annotations

import pytest
from structlog.testing import capture_logs
from telegram.constants import MessageType, UpdateType

from bot.telegram.inbound import ALLOWED
from bot.telegram.intake import Received
from bot.telegram.line import Line
from dialogs.event import Event, Said, Unreadable
from tests.fuzz.kinds import EVERY, UPGRADES
from tests.telegram.conftest import Inbox

WHO = {"id": 7000, "is_bot": False, "first_name": "Ann"}
PRIVATE = {"id": 7000, "type": "private"}
GROUP = {"id": -1000000000001, "type": "supergroup", "title": "Team"}
TOLD = frozenset({"effect_id", "reply_to_story", "sender_boost_count", "sender_business_bot"})
"""What is told about a message that says something itself."""


def read(line: Line, inbox: Inbox, **update: object) -> Event | None:
    received = inbox.of(line).receive(line.parsed({"update_id": 1, **update}))
    assert received is None or isinstance(received, Received)
    return None if received is None else received.event


def test_no_type_is_forgotten() -> None:
    """A new PTB knows more types: each must be among those that are tried."""
    assert {"text", *UPGRADES, *EVERY} >= {kind.value for kind in MessageType}


@pytest.mark.parametrize("kind", sorted(EVERY))
@pytest.mark.parametrize("chat", [PRIVATE, GROUP], ids=["private", "group"])
async def test_a_message_of_every_type(
    line: Line, inbox: Inbox, kind: str, chat: dict[str, object]
) -> None:
    message = {"message_id": 1, "date": 1772443800, "chat": chat, "from": WHO, kind: EVERY[kind]}
    with capture_logs() as logs:
        event = read(line, inbox, message=message)
        said = read(line, inbox, message={**message, "text": "hallo @KnoopBot"})
        edited = read(line, inbox, edited_message={**message, "edit_date": 1772443801})
    assert logs == []
    assert edited is None
    if chat is GROUP:
        assert event is None
    else:
        assert event is None or isinstance(event.what, Unreadable)
    if kind in TOLD:
        assert said is not None
        assert said.what == Said("hallo")


@pytest.mark.parametrize("kind", sorted({kind.value for kind in UpdateType} - set(ALLOWED)))
async def test_an_update_that_was_not_asked_for_says_nothing(
    line: Line, inbox: Inbox, kind: str
) -> None:
    """Telegram may bring what was asked for before; of somebody else's messages nothing is read."""
    message = {"message_id": 1, "date": 1772443800, "chat": PRIVATE, "from": WHO, "text": "geheim"}
    with capture_logs() as logs:
        assert read(line, inbox, **{kind: message}) is None
    assert "geheim" not in str(logs)
