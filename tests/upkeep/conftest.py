"""The databases of the tests of the store, for looking after them."""

from tests.store.conftest import postgresql, server, sqlite, store, url

__all__ = ["postgresql", "server", "sqlite", "store", "url"]
