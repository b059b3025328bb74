"""The tables are made and brought up to date when the store is opened."""

from __future__ import annotations

import asyncio
import sys
import time
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect

from bot.store import Store, StoreError, migrations
from bot.store.schema import metadata
from bot.store.url import read_url
from tests.store.echo import NOW, echo, said


async def test_the_steps_end_in_the_tables_as_they_are_described(url: str) -> None:
    async with await Store.open(url):
        engine = create_engine(read_url(url))
        with engine.connect() as connection:
            assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        engine.dispose()


def test_head_is_the_last_step_and_no_step_has_two_after_it() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    assert ScriptDirectory.from_config(config).get_heads() == [migrations.HEAD]


async def test_a_store_that_is_opened_again_has_all_it_had(url: str) -> None:
    async with await Store.open(url) as store:
        await store.put([said(7, "hallo")])
    async with await Store.open(url) as store:
        assert await store.put([said(7, "hallo")]) == 0
        assert (await store.turns(echo, NOW)).taken == 1


async def test_opening_what_is_up_to_date_is_quick_and_needs_no_alembic(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with await Store.open(url):
        pass
    monkeypatch.setitem(sys.modules, "alembic", None)
    fastest = 1.0
    for _ in range(5):
        began = time.perf_counter()
        async with await Store.open(url):
            fastest = min(fastest, time.perf_counter() - began)
    assert fastest < 0.1


async def test_workers_that_start_at_once_make_the_tables_once(url: str) -> None:
    stores = await asyncio.gather(*(Store.open(url) for _ in range(6)))
    for number, store in enumerate(stores):
        assert await store.put([said(7, f"{number}")]) == 1
        await store.close()


async def test_the_tables_of_a_newer_version_are_left_alone(url: str) -> None:
    async with await Store.open(url) as store:
        await store._thread.unit(
            lambda unit: unit._cursor.execute("UPDATE alembic_version SET version_num = '9999'")
        )
    with pytest.raises(StoreError, match=r"made by a newer Knoop \(tables 9999, this one knows"):
        await Store.open(url)


async def test_the_tables_of_something_else_are_left_alone(url: str) -> None:
    engine = create_engine(read_url(url))
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE invoices (number INTEGER)")
    with pytest.raises(
        StoreError, match=r"not Knoop's \(invoices, \.\.\.\); set KNOOP_DATABASE_URL"
    ):
        await Store.open(url)
    assert inspect(engine).get_table_names() == ["invoices"]
    engine.dispose()
