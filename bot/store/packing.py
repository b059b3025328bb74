"""How an effect is written down in the outbox, and read back."""

from __future__ import annotations

from base64 import b64decode, b64encode
from dataclasses import fields
from typing import Any, Final, get_args

from bot.compact import read, write
from dialogs.effect import Button, Effect, Rows

_KINDS: Final[dict[str, type[Any]]] = {kind.__name__.lower(): kind for kind in get_args(Effect)}
_FIELDS: Final = {kind: tuple(field.name for field in fields(kind)) for kind in _KINDS.values()}


def kind_of(effect: Effect) -> str:
    """Return the name under which this kind of effect is stored (``say``, ``edit`` ...)."""
    return type(effect).__name__.lower()


def pack(effect: Effect) -> str:
    """Return *effect* as JSON."""
    values = {name: getattr(effect, name) for name in _FIELDS[type(effect)]}
    rows: Rows = values.get("rows", ())
    if rows:
        values["rows"] = [
            [
                (one.label, one.choice, one.link, one.copy, one.poll, one.verb)
                if one.verb
                else (one.label, one.choice, one.link, one.copy)
                for one in row
            ]
            for row in rows
        ]
    return write(values, _bytes)


def unpack(kind: str, packed: str) -> Effect:
    """Return the effect that :func:`pack` wrote."""
    values = read(packed)
    if "rows" in values:
        values["rows"] = tuple(tuple(Button(*button) for button in row) for row in values["rows"])
    if isinstance(content := values.get("content"), dict):
        values["content"] = b64decode(content["base64"])
    if "then" in values:
        values["then"] = tuple(values["then"])
    effect: Effect = _KINDS[kind](**values)
    return effect


def _bytes(value: Any) -> dict[str, str]:
    if not isinstance(value, bytes):
        raise TypeError(f"an effect cannot hold a {type(value).__name__}")
    return {"base64": b64encode(value).decode()}
