"""What ended long ago is deleted, a little at a time; what has not been delivered never is."""

import asyncio
from collections.abc import AsyncIterator

from kauli.kit.ids import first_id
from kauli.storage import Database
from kauli.storage.queries.retention import Aged, delete_aged, list_aged, list_aging

__all__ = ["aged", "prune"]

_AT_ONCE = 100
_COUNTED_AT_ONCE = 2_000


async def prune(
    database: Database, ended_before: int, workspace_id: int | None = None
) -> AsyncIterator[int]:
    """Delete what ended before a moment, some hundreds in a transaction.

    Args:
        database: where the deliveries are.
        ended_before: microseconds since the epoch.
        workspace_id: only of this workspace.

    Yields:
        How many were just deleted.
    """
    async for found in aged(database, ended_before, workspace_id, at_once=_AT_ONCE):
        if found.ids:
            yield await database.write(delete_aged, database.dialect, found.ids, ended_before)


async def aged(
    database: Database,
    ended_before: int,
    workspace_id: int | None = None,
    *,
    at_once: int = _COUNTED_AT_ONCE,
) -> AsyncIterator[Aged]:
    """Find what ended before a moment.

    It is among what was made before, so nothing younger is read; nor is what has not ended.

    Args:
        database: where the deliveries are.
        ended_before: microseconds since the epoch.
        workspace_id: only of this workspace.
        at_once: how many to look at.
    """
    made_before = first_id("dlv", max(ended_before, 0))
    for endpoint, status in await database.read(list_aging, made_before, workspace_id):
        reached: str | None = ""
        while reached is not None:
            found = await database.read(
                list_aged,
                endpoint,
                status,
                beyond=reached,
                made_before=made_before,
                ended_before=ended_before,
                most=at_once,
            )
            yield found
            reached = found.reached
            await asyncio.sleep(0)
