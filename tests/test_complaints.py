"""What libraries say stands in the log like the rest: a line, without anybody's words."""

from __future__ import annotations

import json
import logging
import subprocess
import sys

from structlog.testing import capture_logs

from bot.complaints import Overheard


def test_a_library_is_heard_without_what_it_was_handling() -> None:
    other = logging.Logger("a.library")
    other.addHandler(Overheard())
    with capture_logs() as logs:
        try:
            raise ValueError("geheim")
        except ValueError:
            other.exception("Cannot handle %s of %s\nfuture: geheim", "geheim", 7000)
        other.warning({"odd": "x" * 1000})
        other.error("")
    assert [entry["event"] for entry in logs][::2] == ["Cannot handle %s of %s", ""]
    assert logs[0]["library"] == "a.library"
    assert logs[0]["error"] == "ValueError"
    assert logs[0]["where"].startswith("test_complaints.py:")
    assert [entry["log_level"] for entry in logs] == ["error", "warning", "error"]
    assert len(logs[1]["event"]) == 200
    assert "geheim" not in str(logs)


SAYS = """
import asyncio, logging
from bot.settings import begin_logging
begin_logging("info")

async def breaks():
    raise ValueError("geheim 123:token")

async def main():
    asyncio.create_task(breaks())
    await asyncio.sleep(0)
    logging.getLogger("telegram.ext.Updater").error("geheim? %s", "geheim", exc_info=True)

asyncio.run(main())
"""


def test_every_line_of_a_process_is_one_of_json() -> None:
    ran = subprocess.run(  # noqa: S603 - ours
        [sys.executable, "-c", SAYS], capture_output=True, text=True, check=True, timeout=60
    )
    lines = [json.loads(line) for line in ran.stderr.splitlines()]
    assert [line["library"] for line in lines] == ["asyncio", "telegram.ext.Updater"]
    assert lines[0]["event"] == "Task exception was never retrieved"
    assert "token" not in ran.stderr
