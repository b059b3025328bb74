"""What the Dockerfile does, as far as it can be tried without making the image."""

from __future__ import annotations

import asyncio
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from aiohttp import web

from bot.web import listening

ROOT = Path(__file__).parent.parent
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")


def test_somebody_else_can_read_the_cache_that_root_made(tmp_path: Path) -> None:
    """And finds it good: the files are as they were, to the second, when they come in a layer."""
    library, cache = tmp_path / "lib", tmp_path / "cache"
    for folder in ("bot", "dialogs", "content"):
        shutil.copytree(ROOT / folder, library / folder)
    (step,) = re.findall(r"^RUN (find /knoop/lib.*?[^\\])\n", DOCKERFILE, re.DOTALL | re.MULTILINE)
    for there, here in (
        ("/knoop/bin/knoop", f"{sys.executable} -m bot"),
        ("/knoop/lib", str(library)),
        ("/knoop/cache", str(cache)),
    ):
        step = step.replace(there, here)
    around = {**os.environ, "PYTHONPATH": str(library)}
    subprocess.run(["/bin/sh", "-c", step], env=around, check=True, capture_output=True)  # noqa: S603 - ours
    made = [cache, *cache.rglob("*")]
    assert any(one.is_file() for one in made)
    for one in made:
        wanted = 0o005 if one.is_dir() else 0o004
        assert one.stat().st_mode & wanted == wanted, one
    (before,) = cache.rglob("content-*")
    shown = subprocess.run(
        [sys.executable, "-m", "bot", "draw", "checkin"],
        env={**around, "KNOOP_CACHE": str(cache)},
        check=True,
        capture_output=True,
    )
    assert shown.stdout
    assert list(cache.rglob("content-*")) == [before]


async def test_the_container_is_healthy_as_long_as_knoop_says_so() -> None:
    said = iter((200, 503))

    async def healthz(_: web.Request) -> web.Response:
        return web.Response(status=next(said))

    application = web.Application()
    application.router.add_get("/healthz", healthz)
    (written,) = re.findall(r"CMD (\[\"python\".*\])\n", DOCKERFILE)
    _, dash, script = json.loads(written)
    # A proxy that is set for Telegram is not asked about this machine.
    around = {**os.environ, "HTTP_PROXY": "http://127.0.0.1:1", "http_proxy": "http://127.0.0.1:1"}
    around.pop("NO_PROXY", None)
    async with listening(application, "127.0.0.1:0", "X") as where:
        script = script.replace("9090", where.rpartition(":")[2])
        for status in (0, 1):
            asked = await asyncio.create_subprocess_exec(
                sys.executable, dash, script, env=around, stderr=asyncio.subprocess.DEVNULL
            )
            assert await asyncio.wait_for(asked.wait(), 20) == status
    gone = await asyncio.create_subprocess_exec(
        sys.executable, dash, script, env=around, stderr=asyncio.subprocess.DEVNULL
    )
    assert await asyncio.wait_for(gone.wait(), 20) != 0
