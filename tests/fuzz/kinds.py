"""A message of every type that the Bot API has, beyond what people in the tests send by themselves.

What is a message of its own and what is told about one stand together here, as in Telegram.
"""

from __future__ import annotations

from typing import Any, Final

from tests.botapi.user import KINDS

_WHO: Final = {"id": 99, "is_bot": False, "first_name": "<i>"}
_BOT: Final = {"id": 98, "is_bot": True, "first_name": "x"}
_CHANNEL: Final = {"id": -1000000000077, "type": "channel", "title": "{{ 7 * 7 }}"}
_FILE: Final = {"file_id": "a", "file_unique_id": "b"}
_PHOTO: Final = [{**_FILE, "width": 9, "height": 9}]
_GIFT: Final = {"id": "1", "star_count": 5, "sticker": KINDS["sticker"]}
_PART: Final = {"name": "x", "sticker": KINDS["sticker"], "rarity_per_mille": 1}
_COLOURS: Final = dict.fromkeys(("center_color", "edge_color", "symbol_color", "text_color"), 1)
_PAID: Final = {"currency": "XTR", "total_amount": 5, "invoice_payload": "{{ x }}"}

EVERY: Final[dict[str, Any]] = {
    **KINDS,
    "boost_added": {"boost_count": 2},
    "business_connection_id": "x",
    "channel_chat_created": True,
    "chat_background_set": {"type": {"type": "chat_theme", "theme_name": "x"}},
    "chat_owner_changed": {"new_owner": _WHO},
    "chat_owner_left": {"new_owner": _WHO},
    "chat_shared": {"request_id": 1, "chat_id": 5},
    "checklist": {"title": "<b>", "tasks": [{"id": 1, "text": "{{ x }}"}]},
    "checklist_tasks_added": {"tasks": [{"id": 1, "text": "<b>"}]},
    "checklist_tasks_done": {"marked_as_done_task_ids": [1]},
    "connected_website": "<b>",
    "delete_chat_photo": True,
    "direct_message_price_changed": {"are_direct_messages_enabled": True},
    "document": {**_FILE, "file_name": "<b>.pdf"},
    "effect_id": "1",
    "forum_topic_closed": {},
    "forum_topic_created": {"name": "<b>", "icon_color": 1},
    "forum_topic_edited": {"name": "<b>"},
    "forum_topic_reopened": {},
    "game": {"title": "<b>", "description": "{{ x }}", "photo": _PHOTO},
    "general_forum_topic_hidden": {},
    "general_forum_topic_unhidden": {},
    "gift": {"gift": _GIFT},
    "gift_upgrade_sent": {"gift": _GIFT},
    "giveaway": {"chats": [_CHANNEL], "winners_selection_date": 5, "winner_count": 1},
    "giveaway_completed": {"winner_count": 1},
    "giveaway_created": {},
    "giveaway_winners": {
        "chat": _CHANNEL,
        "giveaway_message_id": 1,
        "winners_selection_date": 5,
        "winner_count": 1,
        "winners": [_WHO],
    },
    "group_chat_created": True,
    "invoice": {
        "title": "<b>",
        "description": "{{ x }}",
        "start_parameter": "x",
        "currency": "EUR",
        "total_amount": 5,
    },
    "left_chat_member": _WHO,
    "live_photo": {**_FILE, "width": 9, "height": 9, "duration": 1},
    "managed_bot_created": {"bot": _BOT},
    "message_auto_delete_timer_changed": {"message_auto_delete_time": 60},
    "new_chat_members": [_WHO],
    "new_chat_photo": _PHOTO,
    "new_chat_title": "{{ 7 * 7 }}",
    "paid_media": {"star_count": 5, "paid_media": [{"type": "preview"}]},
    "paid_message_price_changed": {"paid_message_star_count": 5},
    "passport_data": {"data": [], "credentials": {"data": "x", "hash": "y", "secret": "z"}},
    "pinned_message": {"message_id": 3, "date": 0, "chat": {"id": 1, "type": "private"}},
    "poll_option_added": {"option_persistent_id": "1", "option_text": "<b>"},
    "poll_option_deleted": {"option_persistent_id": "1", "option_text": "<b>"},
    "proximity_alert_triggered": {"traveler": _WHO, "watcher": _WHO, "distance": 5},
    "refunded_payment": {**_PAID, "telegram_payment_charge_id": "x"},
    "reply_to_story": {"id": 1, "chat": _CHANNEL},
    "sender_boost_count": 5,
    "sender_business_bot": _BOT,
    "story": {"id": 1, "chat": _CHANNEL},
    "successful_payment": {
        **_PAID,
        "telegram_payment_charge_id": "x",
        "provider_payment_charge_id": "y",
    },
    "suggested_post_approval_failed": {"price": {"currency": "XTR", "amount": 5}},
    "suggested_post_approved": {"send_date": 5},
    "suggested_post_declined": {"comment": "<b>"},
    "suggested_post_info": {"state": "pending"},
    "suggested_post_paid": {"currency": "XTR", "amount": 5},
    "suggested_post_refunded": {"reason": "post_deleted"},
    "supergroup_chat_created": True,
    "unique_gift": {
        "gift": {
            "gift_id": "1",
            "base_name": "<b>",
            "name": "x-1",
            "number": 1,
            "model": _PART,
            "symbol": _PART,
            "backdrop": {"name": "x", "colors": _COLOURS, "rarity_per_mille": 1},
        },
        "origin": "upgrade",
    },
    "users_shared": {"request_id": 1, "users": [{"user_id": 5}]},
    "venue": {"location": KINDS["location"], "title": "<", "address": "&"},
    "video_chat_ended": {"duration": 5},
    "video_chat_participants_invited": {"users": [_WHO]},
    "video_chat_scheduled": {"start_date": 5},
    "video_chat_started": {},
    "web_app_data": {"data": "{{ x }}", "button_text": "<"},
    "write_access_allowed": {},
}

UPGRADES: Final = ("migrate_to_chat_id", "migrate_from_chat_id")
"""The types that move all of a group to another number; they have tests of their own."""
