"""Networks laid ready for a colleague: under the hash of a token, taken once, for a week."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import blake2b
from typing import Any, Final

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.postgresql import insert

from bot.compact import read, write
from bot.store.schema import offers
from bot.store.unit import Unit
from dialogs.event import Event, Key, Started
from dialogs.handover import PREFIX

KEPT: Final = timedelta(days=7)

_FIELDS: Final = ("token", "conversation", "owner", "network", "made")
_MAKE: Final = (
    insert(offers)
    .values({name: bindparam(name) for name in _FIELDS})
    .on_conflict_do_nothing()
    .inline()
)
_FIND: Final = select(offers.c.conversation, offers.c.network).where(
    offers.c.token == bindparam("token"), offers.c.made >= bindparam("since")
)
_TAKE: Final = delete(offers).where(offers.c.token == bindparam("token"))
_LAPSE: Final = delete(offers).where(offers.c.made < bindparam("since"))
_FORGET: Final = delete(offers).where(offers.c.owner == bindparam("of_owner"))


@dataclass(frozen=True, slots=True)
class Offered:
    """What somebody who came with a token may take: the network, and who gives it."""

    giver: str
    network: Mapping[str, Any]


def _hashed(token: str) -> str:
    return blake2b(token.encode(), digest_size=24).hexdigest()


def make(unit: Unit, key: Key, token: str, network: Mapping[str, Any], today: date) -> None:
    """Lay *network* ready for whoever comes with *token*."""
    row = {
        "token": _hashed(token),
        "conversation": str(key),
        "owner": key.owner,
        "network": write(network),
        "made": today.isoformat(),
    }
    unit.run(_MAKE, **row)


def find(unit: Unit, event: Event, today: date) -> Offered | None:
    """Return what waits for the token that *event* brings, if it brings one."""
    what = event.what
    if not isinstance(what, Started) or not what.payload.startswith(PREFIX):
        return None
    since = (today - KEPT).isoformat()
    rows = unit.rows(_FIND, token=_hashed(what.payload.removeprefix(PREFIX)), since=since)
    for giver, network in rows:
        return Offered(giver, read(network))
    return None


def take(unit: Unit, token: str) -> None:
    """Let nobody take it again."""
    unit.run(_TAKE, token=_hashed(token))


def lapse(unit: Unit, today: date) -> None:
    """Drop what nobody came for in a week."""
    unit.run(_LAPSE, since=(today - KEPT).isoformat())


def forget(unit: Unit, owner: str) -> None:
    """Drop all that *owner* laid ready."""
    unit.run(_FORGET, of_owner=owner)
