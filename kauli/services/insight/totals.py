"""What all attempts ever came to, without adding all of it up each time.

Hours that are long over don't change any more. Their sum is kept in memory, so a look reads a few
hours of tallies, however many years there are.
"""

import asyncio
from collections.abc import Iterable, Mapping

from kauli.delivery.tally import hour_of
from kauli.kit.clock import HOUR
from kauli.storage import Database
from kauli.storage.queries.insight import Scope
from kauli.storage.queries.sums import Sum, sum_recent, sum_until

__all__ = ["Kinds", "Totals"]

_OPEN = 6 * HOUR
"""How long after its end an hour may still change: an attempt is counted when it is written down,
which has to wait while the database is away."""

Kinds = Mapping[tuple[str, int], tuple[int, int]]
"""By outcome and bucket (see ``tables.tallies``): attempts, and the milliseconds they took."""


class Totals:
    """Adds up the tallies of endpoints; one for a process."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._closed: dict[str, tuple[int, Kinds]] = {}
        self._until = 0
        self._one_at_a_time = asyncio.Lock()

    async def of(self, endpoint_ids: Iterable[str], scope: Scope, now: int) -> dict[str, Kinds]:
        """All attempts at endpoints.

        Args:
            endpoint_ids: theirs.
            scope: that they are in.
            now: microseconds since the epoch.
        """
        async with self._one_at_a_time:
            until = self._until = max(self._until, hour_of(now) - _OPEN)
            found = {one: await self._before(one, until) for one in endpoint_ids}
            sums = await self._database.read(sum_recent, scope, since=until, recent=until)
        recent: dict[str, list[Sum]] = {}
        for one in sums:
            recent.setdefault(one.endpoint_id, []).append(one)
        return {key: _together(kinds, recent.get(key, ())) for key, kinds in found.items()}

    async def _before(self, endpoint_id: str, until: int) -> Kinds:
        since, kinds = self._closed.get(endpoint_id, (0, {}))
        if since < until:
            more = await self._database.read(sum_until, endpoint_id, since=since, until=until)
            kinds = _together(kinds, more)
            self._closed[endpoint_id] = (until, kinds)
            await asyncio.sleep(0)  # there may be years of it, for many endpoints: let others on
        return kinds


def _together(kinds: Kinds, sums: Iterable[Sum]) -> Kinds:
    added = dict(kinds)
    for one in sums:
        attempts, milliseconds = added.get((one.outcome, one.bucket), (0, 0))
        added[one.outcome, one.bucket] = (
            attempts + one.attempts,
            milliseconds + one.milliseconds,
        )
    return added
