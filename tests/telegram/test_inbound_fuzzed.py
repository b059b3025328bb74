"""Whatever Telegram sends, reading it never fails and keeps nothing that Knoop does not read."""

from __future__ import annotations

import json
from typing import Any, Final

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dialogs.event import Called, Pressed, Said, Started, from_json, to_json
from tests.botapi.user import KINDS
from tests.telegram.reading import ME, read_raw

SECRET: Final = "GEHEIM"

identifiers = st.integers(-(2**52), 2**52)
texts = (
    st.text(max_size=40)
    | st.just("\ud800")
    | st.sampled_from(
        [
            "/vast",
            "/vast@KnoopBot x",
            "/vast@Ander",
            "/start abc",
            "@KnoopBot hoi",
            "x" * 9000,
            "\ud800",
        ]
    )
)
entities = st.lists(
    st.fixed_dictionaries(
        {
            "type": st.sampled_from(["bot_command", "mention", "bold", "nieuw"]),
            "offset": st.integers(-5, 10_000),
            "length": st.integers(-5, 10_000),
        }
    ),
    max_size=2,
)
users = st.fixed_dictionaries(
    {
        "id": st.sampled_from([4242, 7, 136817688, 1087968824]) | identifiers,
        "is_bot": st.booleans(),
        "first_name": st.just(SECRET),
    },
    optional={
        "last_name": st.just(SECRET),
        "username": st.just(SECRET),
        "language_code": st.text(max_size=8) | st.sampled_from(["nl", "en-GB", "pt-br"]),
        "toekomst": st.just(SECRET),
    },
)
chats = st.fixed_dictionaries(
    {
        "id": identifiers,
        "type": st.sampled_from(["private", "group", "supergroup", "channel", "nieuw"]),
    },
    optional={"title": st.just(SECRET), "username": st.just(SECRET), "is_forum": st.booleans()},
)
origins = st.just({"type": "hidden_user", "sender_user_name": SECRET, "date": 1_800_000_000})


def _messages(answered: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    attached: dict[str, st.SearchStrategy[Any]] = {
        kind: st.just(content) for kind, content in KINDS.items()
    }
    return st.fixed_dictionaries(
        {
            "message_id": st.integers(0, 2**31),
            "date": st.integers(0, 4_000_000_000),
            "chat": chats,
        },
        optional={
            "from": users,
            "sender_chat": chats,
            "text": texts,
            "entities": entities,
            "caption": st.just(SECRET),
            "reply_to_message": answered,
            "forward_origin": origins,
            "via_bot": users,
            "edit_date": st.integers(1, 4_000_000_000),
            "message_thread_id": st.integers(0, 2**31),
            "is_topic_message": st.booleans(),
            "media_group_id": st.just(SECRET),
            "author_signature": st.just(SECRET),
            "new_chat_title": st.just(SECRET),
            "migrate_to_chat_id": identifiers,
            "toekomst": st.just({"tekst": SECRET}),
            **attached,
        },
    )


old_messages = st.fixed_dictionaries(
    {"message_id": st.integers(0, 2**31), "date": st.just(0), "chat": chats}
)
messages = _messages(_messages(st.nothing()))
queries = st.fixed_dictionaries(
    {"id": st.text(max_size=5), "from": users, "chat_instance": st.text(max_size=5)},
    optional={
        "message": messages | old_messages,
        "inline_message_id": st.just(SECRET),
        "data": st.text(max_size=64) | st.from_regex(r"[0-9a-z]{1,20}\.[0-9a-z]{1,20}"),
        "game_short_name": st.just(SECRET),
    },
)
members = st.fixed_dictionaries(
    {"user": users, "status": st.sampled_from(["member", "left"])}
) | st.fixed_dictionaries({"user": users, "status": st.just("kicked"), "until_date": st.just(0)})
changes = st.fixed_dictionaries(
    {
        "chat": chats,
        "from": users,
        "date": st.integers(0, 4_000_000_000),
        "old_chat_member": members,
        "new_chat_member": members,
    }
)
updates = st.fixed_dictionaries(
    {"update_id": st.integers(0, 2**31)},
    optional={
        "message": messages,
        "edited_message": messages,
        "channel_post": messages,
        "callback_query": queries,
        "my_chat_member": changes,
    },
)


@settings(max_examples=600, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(updates)
def test_reading_never_fails_and_keeps_nothing_else(raw: dict[str, Any]) -> None:
    event = read_raw({kind: told for kind, told in raw.items() if kind != "update_id"})
    if event is None:
        return
    stored = json.dumps(to_json(event), ensure_ascii=False)
    stored.encode()
    assert SECRET not in stored
    assert from_json(json.loads(stored)) == event
    assert event.key.bot == ME.id
    assert event.key.person in (None, event.person)
    assert event.at.tzinfo is not None
    match event.what:
        case Said(text):
            assert 1 <= len(text) <= 4096
        case Called(name, argument):
            assert 1 <= len(name) <= 64
            assert len(argument) <= 4096
        case Started(payload):
            assert len(payload) <= 64
        case Pressed(screen, choice):
            assert -1 <= screen < 2**63
            assert -1 <= choice < 2**63


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(messages)
def test_talk_in_a_group_is_not_read(raw: dict[str, Any]) -> None:
    kept = {key: value for key, value in raw.items() if key != "reply_to_message"}
    kept["chat"] = {"id": -7, "type": "supergroup"}
    kept["text"] = "gewoon gepraat onder collega's"
    assert read_raw({"message": kept}) is None
