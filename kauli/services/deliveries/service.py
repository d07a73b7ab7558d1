"""What people do with deliveries."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, replace

from kauli.delivery.retention import aged, prune
from kauli.kit.clock import Clock
from kauli.kit.errors import Invalid
from kauli.kit.pages import Page, cut, decode_cursor, encode_cursor
from kauli.services.deliveries import steps
from kauli.services.deliveries.views import DeliveryView, delivery_view
from kauli.services.deliveries.wanted import ALL, Wanted, check_statuses, which_of
from kauli.services.principal import Principal
from kauli.services.roles import Role, require
from kauli.storage import DELIVERIES, Database
from kauli.storage.queries.delivery_log import list_deliveries
from kauli.storage.queries.finding import Which, look
from kauli.storage.queries.resending import FINISHED, WAITING, call_off, send_again
from kauli.storage.queries.slices import Slice
from kauli.storage.statements import Steps

__all__ = ["RESENT", "Deliveries", "Done"]

RESENT = ("exhausted", "failed")
"""The statuses of what is resent unless others are named."""

_AT_ONCE = 200
_COUNTED_AT_ONCE = 2_000

_Change = Callable[[str, int, Sequence[str], int], Steps[int]]


@dataclass(frozen=True, slots=True)
class Done:
    """How far something came that is done to many deliveries.

    Attributes:
        deliveries: to how many it was (or would be) done.
        next_cursor: where the rest begins; ``None`` when there is no more.
    """

    deliveries: int
    next_cursor: str | None


class Deliveries:
    """A workspace's deliveries."""

    def __init__(self, database: Database, *, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._due = database.signal(DELIVERIES)

    # One.

    async def get(self, principal: Principal, delivery_id: str) -> DeliveryView:
        """One delivery with its attempts.

        Raises:
            NotFound: no such delivery.
        """
        return await self._database.read(steps.get, principal, delivery_id, self._clock())

    async def resend(self, principal: Principal, delivery_id: str) -> DeliveryView:
        """Send a delivery again, under the same id, so that the receiver can tell.

        One that is finished gets a fresh schedule and goes out now, or when its line lets it; one
        that waits goes out now.

        Raises:
            NotFound: no such delivery.
            Conflict: it is being sent this moment, or its endpoint was removed.
        """
        return await self._change(steps.resend, principal, delivery_id)

    async def send_now(self, principal: Principal, delivery_id: str) -> DeliveryView:
        """Let one that waits go out now, even before an earlier one of its conversation.

        Raises:
            NotFound: no such delivery.
            Conflict: it does not wait.
        """
        return await self._change(steps.hurry, principal, delivery_id)

    async def cancel(self, principal: Principal, delivery_id: str) -> DeliveryView:
        """Call off one that waits.

        Raises:
            NotFound: no such delivery.
            Conflict: it does not wait.
        """
        return await self._change(steps.cancel, principal, delivery_id)

    async def _change(
        self, change: Callable[..., Steps[None]], principal: Principal, delivery_id: str
    ) -> DeliveryView:
        require(principal, Role.EDITOR)
        dialect = self._database.dialect
        await self._database.write(change, principal, delivery_id, self._clock(), dialect=dialect)
        self._due.send()
        return await self.get(principal, delivery_id)

    # Many.

    async def page(
        self,
        principal: Principal,
        wanted: Wanted = ALL,
        *,
        cursor: str | None = None,
        limit: int = 50,
    ) -> Page[DeliveryView]:
        """Deliveries, newest first.

        Raises:
            NotFound: no such bot, or no such endpoint.
            Invalid: filters that can't be.
        """
        check_statuses(wanted)
        ids: list[str] = []
        which = await self._database.read(which_of, principal, wanted)
        async for found in self._slices(which, _beyond(cursor), most=limit + 1, newest_first=True):
            ids += found.ids
        page = cut(ids, limit, str)
        rows = await self._database.read(list_deliveries, self._database.dialect, page.items)
        now = self._clock()
        return Page([delivery_view(row, now) for row in rows], page.next_cursor)

    async def resend_all(
        self,
        principal: Principal,
        wanted: Wanted,
        *,
        cursor: str | None = None,
        limit: int | None = None,
        dry_run: bool = False,
    ) -> Done:
        """Resend what is wanted, the oldest first; each line keeps its order.

        Args:
            principal: whose.
            wanted: which; of the statuses in ``RESENT`` unless it names others. What would go to
                an endpoint that was removed is left out.
            cursor: where to go on.
            limit: look at so many at most.
            dry_run: only count.

        Raises:
            NotFound: no such bot, or no such endpoint.
            Invalid: filters that can't be, or what is being sent.
        """
        require(principal, Role.EDITOR)
        check_statuses(wanted, (*WAITING, *FINISHED))
        wanted = replace(wanted, statuses=wanted.statuses or RESENT)
        change = None if dry_run else send_again
        return await self._all(principal, wanted, cursor, limit, change=change)

    async def cancel_all(
        self,
        principal: Principal,
        wanted: Wanted,
        *,
        cursor: str | None = None,
        limit: int | None = None,
        dry_run: bool = False,
    ) -> Done:
        """Call off what is wanted and waits, the newest first, so that none moves up meanwhile.

        Args:
            principal: whose.
            wanted: which; ``pending`` or ``failed`` or, if it doesn't say, both.
            cursor: where to go on.
            limit: look at so many at most.
            dry_run: only count.

        Raises:
            NotFound: no such bot, or no such endpoint.
            Invalid: filters that can't be, or a status of what doesn't wait.
        """
        require(principal, Role.EDITOR)
        check_statuses(wanted, WAITING)
        wanted = replace(wanted, statuses=wanted.statuses or WAITING)
        change = None if dry_run else call_off
        return await self._all(principal, wanted, cursor, limit, change=change, newest_first=True)

    async def count_aged(self, principal: Principal, older_than: int) -> int:
        """How many ended longer ago than a span of time, in microseconds."""
        before = self._clock() - older_than
        found = aged(self._database, before, principal.workspace_id)
        return sum([len(some.ids) async for some in found])

    async def prune(self, principal: Principal, older_than: int) -> AsyncIterator[int]:
        """Delete what ended longer ago than a span of time; what has not ended is kept.

        Args:
            principal: whose.
            older_than: microseconds.

        Yields:
            How many were just deleted, some hundreds at a time.
        """
        require(principal, Role.EDITOR)
        before = self._clock() - older_than
        async for deleted in prune(self._database, before, principal.workspace_id):
            yield deleted

    async def _all(
        self,
        principal: Principal,
        wanted: Wanted,
        cursor: str | None,
        limit: int | None,
        *,
        change: _Change | None,
        newest_first: bool = False,
    ) -> Done:
        """Change what is wanted, some hundreds in a transaction; without ``change`` count it."""
        which = await self._database.read(which_of, principal, wanted, living=True)
        done, reached = 0, None
        async for found in self._slices(
            which,
            _beyond(cursor),
            most=limit,
            at_once=_AT_ONCE if change else _COUNTED_AT_ONCE,
            newest_first=newest_first,
        ):
            reached = found.reached
            if change is None:
                done += len(found.ids)
            elif found.ids:
                done += await self._database.write(
                    change,
                    self._database.dialect,
                    principal.workspace_id,
                    found.ids,
                    self._clock(),
                )
                self._due.send()
        return Done(done, encode_cursor(reached) if reached else None)

    async def _slices(
        self,
        which: Which | None,
        beyond: str | None,
        *,
        most: int | None,
        newest_first: bool,
        at_once: int = _AT_ONCE,
    ) -> AsyncIterator[Slice]:
        """Look again and again, letting others in between."""
        left = most
        while which is not None and left != 0:
            found = await self._database.read(
                look,
                self._database.dialect,
                which,
                beyond=beyond,
                newest_first=newest_first,
                most=at_once if left is None else min(left, at_once),
            )
            yield found
            beyond = found.reached
            if beyond is None:
                return
            left = None if left is None else left - len(found.ids)
            await asyncio.sleep(0)


def _beyond(cursor: str | None) -> str | None:
    """The id that a page ended with.

    Raises:
        Invalid: the cursor holds none.
    """
    if not cursor:
        return None
    key = decode_cursor(cursor)
    if not key.replace("_", "").isalnum():
        raise Invalid("That cursor is not one of ours; start again without it.", code="bad_cursor")
    return key
