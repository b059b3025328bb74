"""Where the database is."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.reader.coach import read_coach
from bot.settings import read_settings
from bot.store import Store, StoreError, default_url
from bot.store.url import read_url


@pytest.mark.parametrize(
    ("text", "file"),
    [
        ("sqlite:knoop.db", "knoop.db"),
        ("sqlite:/srv/knoop.db", "/srv/knoop.db"),
        ("sqlite:///knoop.db", "knoop.db"),
        ("sqlite:////srv/knoop.db", "/srv/knoop.db"),
        ("sqlite:C:/Knoop/knoop.db", "C:/Knoop/knoop.db"),
        ("sqlite:een map/50%.db", "een map/50%.db"),
    ],
)
def test_a_file_may_be_given_short_or_as_an_address(text: str, file: str) -> None:
    url = read_url(text)
    assert (url.drivername, url.database) == ("sqlite+pysqlite", file)


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_a_server_is_given_as_an_address(scheme: str) -> None:
    url = read_url(f"{scheme}://knoop:geheim@db.example:5433/knoop")
    assert url.drivername == "postgresql+psycopg"
    assert (url.host, url.port, url.database) == ("db.example", 5433, "knoop")


@pytest.mark.parametrize(
    "text",
    [
        *("mysql://host/db", "knoop.db", "", "postgresql://h:port/x"),
        *("sqlite:", "sqlite:///", "sqlite://srv/knoop.db", "sqlite:///knoop.db?mode=ro"),
    ],
)
def test_another_address_is_refused_with_what_is_allowed(text: str) -> None:
    with pytest.raises(StoreError, match="KNOOP_DATABASE_URL"):
        read_url(text)


@pytest.mark.parametrize("text", ["sqlite:", "sqlite:///", "sqlite://srv/knoop.db"])
def test_what_is_no_file_hears_how_a_file_is_written(text: str) -> None:
    with pytest.raises(StoreError, match="write sqlite:/path/to/file"):
        read_url(text)


@pytest.mark.parametrize(
    ("platform", "variable", "folder"),
    [
        ("linux", "XDG_DATA_HOME", "{given}/knoop/knoop.sqlite3"),
        ("linux", None, "{home}/.local/share/knoop/knoop.sqlite3"),
        ("darwin", None, "{home}/Library/Application Support/knoop/knoop.sqlite3"),
        ("win32", "LOCALAPPDATA", "{given}/knoop/knoop.sqlite3"),
        ("win32", None, "{home}/AppData/Local/knoop/knoop.sqlite3"),
    ],
)
def test_without_a_setting_it_is_a_file_in_the_data_folder(
    platform: str,
    variable: str | None,
    folder: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sys.platform", platform)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for name in ("XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    if variable is not None:
        monkeypatch.setenv(variable, str(tmp_path / "given"))
    expected = folder.format(home=tmp_path / "home", given=tmp_path / "given")
    assert default_url() == f"sqlite:{expected}"


def test_who_has_no_folder_hears_what_to_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nowhere(_: type[Path]) -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", classmethod(nowhere))
    monkeypatch.delenv("KNOOP_DATABASE_URL", raising=False)
    for name in ("XDG_CACHE_HOME", "KNOOP_CACHE"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(StoreError, match="set KNOOP_DATABASE_URL"):
        read_settings()
    assert read_coach().dialogues


async def test_the_file_and_its_folder_are_made_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "knoop.sqlite3"
    async with await Store.open(f"sqlite:{path}"):
        for name in ("", "-wal", "-shm"):
            assert path.with_name(path.name + name).stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0


async def test_a_store_in_memory_works_and_leaves_nothing() -> None:
    async with await Store.open("sqlite::memory:") as store:
        assert await store.unsent() == 0
