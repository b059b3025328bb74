"""The parameters of a request, from any of the forms that Telegram takes, typed and checked."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from aiohttp import web

from tests.botapi.refusal import bad_request, migrated, mistake
from tests.botapi.world import Chat, World


@dataclass(frozen=True, slots=True)
class Upload:
    """A file in a multipart request."""

    name: str
    content: bytes
    kind: str


Raw = Mapping[str, Any]


async def read(request: web.Request) -> dict[str, Any]:
    """Return the parameters as they were sent: strings, uploads, or JSON values."""
    sent: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        sent.update(await request.json())
        return sent
    for name, value in (await request.post()).items():
        if name in sent:
            raise mistake(f"parameter {name} is given twice")
        if isinstance(value, web.FileField):
            content = value.file.read()
            value.file.close()
            sent[name] = Upload(value.filename, content, value.content_type)
        else:
            sent[name] = value
    return sent


@cache
def signature(method: Callable[..., Any]) -> dict[str, tuple[type, bool]]:
    """Return type and obligation of each parameter that *method* takes."""
    hints = get_type_hints(method)
    return {
        name: (_plain(hints[name]), parameter.default is inspect.Parameter.empty)
        for name, parameter in inspect.signature(method).parameters.items()
        if parameter.kind is inspect.Parameter.KEYWORD_ONLY
    }


def _plain(hint: Any) -> type:
    """``dict[str, Any] | None`` is a dict here."""
    if isinstance(hint, UnionType):
        (hint,) = (one for one in get_args(hint) if one is not NoneType)
    kind: type = get_origin(hint) or hint
    return kind


def typed(method: Callable[..., Any], sent: Raw, world: World) -> dict[str, Any]:
    """Return the arguments for *method*.

    Raises:
        Refusal: For names that it does not have, values of another type, missing ones, and for
            chats that are not there or became a supergroup.
    """
    known = signature(method)
    attached = {
        name
        for name, value in sent.items()
        if isinstance(value, Upload) and f"attach://{name}" in sent.values()
    }
    if unknown := sent.keys() - known.keys() - attached:
        raise mistake(f"unexpected parameters {sorted(unknown)}")
    arguments: dict[str, Any] = {}
    for name, (kind, required) in known.items():
        if name in sent:
            value = sent[name]
            if isinstance(value, str) and value.startswith("attach://"):
                value = sent.get(value.removeprefix("attach://"))
            arguments[name] = _value(name, kind, value, world)
        elif required:
            raise mistake("message text is empty" if name == "text" else f"{name} is empty")
    return arguments


def _value(name: str, kind: type, value: Any, world: World) -> Any:
    try:
        if kind is Chat:
            return _chat(int(value), world)
        if kind is int:
            return int(value)
        if kind is bool:
            return {"true": True, "false": False}[str(value).lower()]
        if kind in (dict, list):
            parsed = json.loads(value) if isinstance(value, str) else value
            if not isinstance(parsed, kind):
                raise TypeError
            return parsed
    except (ValueError, TypeError, KeyError) as error:
        raise mistake(f"can't parse {name}: {value!r} is no {kind.__name__}") from error
    if kind is str and not isinstance(value, str):
        raise mistake(f"can't parse {name}: expected text")
    return value


def _chat(number: int, world: World) -> Chat:
    chat = world.chats.get(number)
    if chat is None:
        raise bad_request("chat not found")
    if chat.moved_to is not None:
        raise migrated(chat.moved_to)
    return chat
