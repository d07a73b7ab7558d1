"""The database of a program under test, opened beside it."""

import asyncio
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from benchmarks.stores import Store
from benchmarks.subject import settings_of
from kauli.storage import open_database
from kauli.storage.statements import Steps

__all__ = ["look_up", "write_down"]

P = ParamSpec("P")
T = TypeVar("T")


def look_up(store: Store, query: Callable[P, Steps[T]], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run a query that changes nothing."""
    return asyncio.run(_run(store, False, query, *args, **kwargs))


def write_down(store: Store, query: Callable[P, Steps[T]], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run a query in one transaction."""
    return asyncio.run(_run(store, True, query, *args, **kwargs))


async def _run(
    store: Store, writes: bool, query: Callable[P, Steps[T]], *args: P.args, **kwargs: P.kwargs
) -> T:
    settings = settings_of(store)
    database = await open_database(settings.database_url, settings.data_dir)
    try:
        if writes:
            return await database.write(query, *args, **kwargs)
        return await database.read(query, *args, **kwargs)
    finally:
        await database.close()
