"""All YAML files of the content, read once: unchanged files come from a cache.

Reading a megabyte of YAML takes a third of a second, reading what was made of it a few
milliseconds. The cache is only a shortcut: whatever is wrong with it, the files are read.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from bot import __version__
from bot.reader.strict import ContentError, Document, Mistake, read_file

Shelf = dict[tuple[str, str], Document]
"""Folder and name without ending -> the file; what stands in no folder has its own name twice."""

FOLDERS: Final = ("dialogs", "advice", "sources", "phrases", "knowledge")
FILES: Final = ("languages", "menu", "commands", "talk", "team")


def paths(root: Path) -> Iterator[tuple[str, Path]]:
    """Yield every file of the content below *root* with its folder."""
    for folder in FOLDERS:
        for path in sorted((root / folder).glob("*.yaml")):
            yield folder, path
    for name in FILES:
        yield name, root / f"{name}.yaml"


def read_shelf(root: Path) -> Shelf:
    """Read all files below *root*.

    Raises:
        ContentError: some cannot be read; every mistake is listed.
    """
    kept = _kept_at(root)
    found = _from_cache(kept)
    if found is None:
        found = _read(root)
        _to_cache(kept, found)
    return found


def _read(root: Path) -> Shelf:
    found: Shelf = {}
    mistakes: list[Mistake] = []
    for folder, path in paths(root):
        try:
            found[(folder, path.stem)] = read_file(path, root)
        except ContentError as error:
            mistakes += error.mistakes
    mistakes += _misshapen(found)
    if mistakes:
        raise ContentError(mistakes)
    return found


def _misshapen(found: Shelf) -> list[Mistake]:
    """Return where a file does not have the shape of its folder."""
    # pydantic is only loaded when files have changed: every start after that is quicker.
    from bot.reader.schema import shape_mistakes  # noqa: PLC0415

    return [
        mistake
        for (folder, _), document in found.items()
        for mistake in shape_mistakes(document, folder)
    ]


def _kept_at(root: Path) -> Path | None:
    """Return the file of the cache: its name changes with every change of a file."""
    print_ = hashlib.blake2b(digest_size=16)
    print_.update(f"{__version__} {sys.version_info[:2]} {root.resolve()}".encode())
    for _, path in paths(root):
        try:
            about = path.stat()
        except OSError:
            return None
        print_.update(f"{path.name} {about.st_size} {about.st_mtime_ns};".encode())
    folder = os.environ.get("KNOOP_CACHE") or os.environ.get("XDG_CACHE_HOME")
    try:
        home = Path(folder) if folder else Path.home() / ".cache"
    except RuntimeError:  # an account that nobody entered, as in some containers
        return None
    return home / "knoop" / f"content-{print_.hexdigest()}.pickle"


def _from_cache(kept: Path | None) -> Shelf | None:
    if kept is None:
        return None
    try:
        found = pickle.loads(kept.read_bytes())  # noqa: S301 - a file of the user's own
    except Exception:
        return None
    return found if isinstance(found, dict) else None


def _to_cache(kept: Path | None, found: Shelf) -> None:
    """Keep *found*; a place that cannot be written is no reason to complain."""
    if kept is None:
        return
    with suppress(OSError):
        kept.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        for old in kept.parent.glob("content-*.pickle"):
            old.unlink()
        new = kept.with_suffix(f".{os.getpid()}")
        new.write_bytes(pickle.dumps(found))
        new.replace(kept)
