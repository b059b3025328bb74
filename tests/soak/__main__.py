"""``make soak``: a thousand people for ten minutes; what came of it is printed."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
from pathlib import Path

from tests.soak.soak import Soak


def main() -> int:
    """Run it; 0 when every promise was kept."""
    asked = argparse.ArgumentParser(prog="make soak", description=__doc__)
    asked.add_argument("--minutes", type=float, default=10)
    asked.add_argument("--people", type=int, default=1000)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    os.environ["NO_PROXY"] = "127.0.0.1"
    with tempfile.TemporaryDirectory(prefix="knoop-soak-") as folder:
        soak = Soak(given.minutes, given.people, given.seed, Path(folder))
        asyncio.run(soak.run())
        print(soak.told())
        if not soak.kept():
            print(*soak.wrong[:12], sep="\n\n", file=sys.stderr)
            print(soak.snapshot.log.read_text(encoding="utf-8")[-3000:], file=sys.stderr)
        return 0 if soak.kept() else 1


if __name__ == "__main__":
    sys.exit(main())
