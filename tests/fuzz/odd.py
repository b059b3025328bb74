"""Odd updates: every kind of message, from everybody, with the worst that people can type."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Any, Final

from tests.botapi.user import ANONYMOUS
from tests.fuzz.kinds import EVERY
from tests.simulation.people import COMMANDS, Person
from tests.simulation.world import World

TOPIC: Final = 77

TEXTS: Final = (
    "<b>vet</b> & <script>alert(1)</script> <a href='x'>",
    "</b></i>&amp;&lt;&#0;&#xD800; <tg-spoiler>",
    "{{ 7 * 7 }} {% for x in y %} {{ config.__class__.__mro__ }} {# #} ${7*7} #{7*7}",
    "{{ network.name }}{{ said }}{{ memory }}",
    "'; DROP TABLE inbox; -- \" \\ %s %(x)s {0} {x}",
    "\u202eschtsrofhcadnu\u202c \u200b\u200d\u2060\ufeff \u0000\u0007",
    "مرحبا بالعالم שלום עולם",
    "👩‍👩‍👧‍👦" * 500,
    "🙂" * 10_000,
    "x" * 4096,
    "a\n" * 2000,
    "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘",
    "OCMW\tja\tnee\nCAW;misschien;;;\n\n,,,",
    " ",
    "\ud83d",
    "/",
    "/@",
    "/checkin@AndereBot",
    "/checkin@KnoopBot " + "y" * 3000,
    "/start " + "A" * 64,
    "/start n_" + "z" * 40,
    "/taal xx",
    "/netwerken <i>",
    "1e999",
    "-0",
    "٣",
    "31/02/2027 25:99",
    "morgen om 10u met <b>",
)
DATA: Final = (
    *("", "0.0", "1.", ".1", "zzzzzzzzzzzz.zzzz", "1.0.0", "p.", "p.0.fill", "p.zzz.close"),
    *("p.1.link", "p.1.x; DROP", "é.1", "-1.-1", "9999999999.9", "p.0.see", "<b>.1", "{{x}}"),
)
EXTRAS: Final[tuple[dict[str, Any], ...]] = (
    {"forward_origin": {"type": "hidden_user", "sender_user_name": "<b>Bo", "date": 1}},
    {"via_bot": {"id": 5, "is_bot": True, "first_name": "gif"}},
    {"sender_chat": {"id": -1000000000077, "type": "channel", "title": "Nieuws"}},
    {"edit_date": 1_803_900_000},
    {"media_group_id": "77"},
    {"has_protected_content": True, "author_signature": "{{ 1 }}"},
    {"entities": [{"type": "bold", "offset": -3, "length": 9000}]},
    {"quote": {"text": "<b>", "position": 0}},
    {"toekomst": {"onbekend": ["{{ x }}"]}},
    *({kind: content} for kind, content in EVERY.items()),
)


@dataclass(slots=True)
class Odd:
    """Makes odd updates of the people in a world."""

    world: World
    chance: Random
    group: int
    number: int = 5000

    def update(self) -> None:
        """Let somebody do something odd."""
        who = self.chance.choice(self.world.cast)
        kind = self.chance.choices(
            ("message", "edited_message", "callback_query", "my_chat_member", "channel_post"),
            (50, 8, 34, 4, 4),
        )[0]
        content = {
            "callback_query": self._press,
            "my_chat_member": self._change,
        }.get(kind, self._message)(who)
        if content is not None:
            self.world.note(f"{who.user.account.id}: {kind} {str(content)[:160]!r}")
            self.world.telegram.updates.put({kind: content}, None)

    def _message(self, who: Person) -> dict[str, Any]:
        self.number += 1
        chance = self.chance
        text = chance.choice((*TEXTS, *COMMANDS, who.canary, f"<b>{who.canary}</b> {{{{ x }}}}"))
        made: dict[str, Any] = {
            "message_id": self.number,
            "date": int(self.world.time()),
            "chat": self._chat(who),
            "from": who.user.account.json(),
        }
        if chance.random() < 0.75:
            made["text"] = text
        else:
            kind = chance.choice(sorted(EVERY))
            made |= {kind: EVERY[kind], "caption": text[:1024]}
        if chance.random() < 0.4:
            made |= chance.choice(EXTRAS)
        if chance.random() < 0.05:
            made["from"] = ANONYMOUS.json()
        if chance.random() < 0.05:
            del made["from"]
        if made["chat"]["id"] < 0 and chance.random() < 0.2:
            made |= {"message_thread_id": TOPIC, "is_topic_message": chance.random() < 0.5}
        if made["chat"]["id"] < 0 and chance.random() < 0.5:
            bot = self.world.telegram.world.bot.json()
            chat = made["chat"]
            made["reply_to_message"] = {"message_id": 2, "date": 0, "chat": chat, "from": bot}
        return made

    def _press(self, who: Person) -> dict[str, Any] | None:
        """Press a forged button, a button cut short, or one that hangs under somebody else's."""
        self.number += 1
        other = self.chance.choice(self.world.cast)
        said = other.user.chat.from_bot
        found = [b.data for m in said[-6:] for row in m.rows for b in row if b.data]
        data = self.chance.choice((*DATA, *found, *(one[:-1] for one in found)))
        query: dict[str, Any] = {
            "id": f"{self.number}",
            "from": who.user.account.json(),
            "chat_instance": "1",
            "data": data,
        }
        if self.chance.random() < 0.05:
            return query | {"inline_message_id": "x"}
        if self.chance.random() < 0.05:
            del query["data"]
            query["game_short_name"] = "{{ x }}"
        number = self.chance.choice([message.id for message in said[-6:]] or [1])
        date = self.chance.choice((0, int(self.world.time())))
        return query | {"message": {"message_id": number, "date": date, "chat": self._chat(who)}}

    def _change(self, who: Person) -> dict[str, Any]:
        bot = self.world.telegram.world.bot.json()
        before, after = (
            {"user": bot, "status": self.chance.choice(("member", "left", "new"))} for _ in range(2)
        )
        return {
            "chat": self._chat(who),
            "from": who.user.account.json(),
            "date": int(self.world.time()),
            "old_chat_member": before,
            "new_chat_member": after,
        }

    def _chat(self, who: Person) -> dict[str, Any]:
        if self.chance.random() < 0.75:
            return who.user.chat.json()
        kind = self.chance.choice(("supergroup", "supergroup", "channel", "nieuw"))
        return {"id": self.group, "type": kind, "title": "<b>{{ 7 * 7 }}</b>", "is_forum": True}
