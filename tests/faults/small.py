"""Small disks that can be filled to the last byte, and emptied again."""

from __future__ import annotations

import errno
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

import pytest

BALLAST: Final = "ballast"


class SmallDisk:
    """A file system of its own at ``path``."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def fill(self) -> None:
        """Leave no room at all."""
        with (self.path / BALLAST).open("ab", buffering=0) as ballast:
            for size in (65536, 4096, 512, 1):
                with suppress(OSError):
                    while True:
                        ballast.write(b"\0" * size)

    @property
    def full(self) -> bool:
        """Whether not even one more page can be written."""
        try:
            with (self.path / BALLAST).open("ab", buffering=0) as ballast:
                ballast.write(b"\0" * 4096)
        except OSError as error:
            return error.errno == errno.ENOSPC
        return False

    def make_room(self) -> None:
        (self.path / BALLAST).unlink()


@contextmanager
def small_disk(megabytes: int) -> Iterator[SmallDisk]:
    """Give a disk of that size; whoever may not mount one skips the test with a notice."""
    folder = tempfile.mkdtemp(prefix="knoop-disk-")
    mounted = subprocess.run(  # noqa: S603
        ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=755", "tmpfs", folder],  # noqa: S607
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        Path(folder).rmdir()
        pytest.skip("a disk of its own cannot be mounted here (root may, in Linux)")
    try:
        yield SmallDisk(Path(folder))
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)  # noqa: S603, S607
        Path(folder).rmdir()
