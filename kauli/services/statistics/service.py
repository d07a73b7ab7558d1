"""What went on with a bot, counted when somebody asks for it: nothing is written for it."""

import asyncio
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo

from kauli.kit.clock import MINUTE, SECOND, Clock
from kauli.kit.spans import microseconds
from kauli.services.conversations.slices import AT_ONCE, LONG, in_slices
from kauli.services.principal import Principal
from kauli.services.scope import bot_of
from kauli.services.statistics.counting import Counting
from kauli.services.statistics.days import days_between, moment_in, parse_zone
from kauli.services.statistics.views import StatisticsView
from kauli.storage import Database
from kauli.storage.queries.activity import TOP, Spot, list_by_activity
from kauli.storage.queries.conversations import Conversation
from kauli.storage.queries.turn_log import Stretch, read_told, turns_before

__all__ = ["Period", "Statistics"]

_USUAL_DAYS = 30
_FRESH = 10 * SECOND
_KEPT = 64
_MOST_TURNS = 200_000
# By how much the clocks of two servers may differ.
_SKEW = MINUTE


@dataclass(frozen=True, slots=True)
class Period:
    """Which time is asked for.

    Attributes:
        since: in the zone unless it says otherwise; without it the last 30 days.
        until: no part of it; without it now.
        zone: where the days are; see ``parse_zone``.
    """

    since: datetime | None = None
    until: datetime | None = None
    zone: str = "UTC"


class Statistics:
    """What went on with bots.

    Args:
        database: where the turns are.
        clock: the time.
        most_turns: how many turns are looked at for one answer.
    """

    def __init__(self, database: Database, *, clock: Clock, most_turns: int = _MOST_TURNS) -> None:
        self._database = database
        self._clock = clock
        self._most = most_turns
        self._known: OrderedDict[tuple[int, Period], tuple[int, asyncio.Task[StatisticsView]]] = (
            OrderedDict()
        )
        self._one_at_a_time = asyncio.Lock()

    async def of(
        self, principal: Principal, bot_id: int, period: Period | None = None
    ) -> StatisticsView:
        """What went on with a bot in some time; the same for who asks within some seconds.

        Raises:
            NotFound: there is no such bot.
            Invalid: no such time zone, or a time that can't be.
        """
        period = period or Period()
        parse_zone(period.zone)
        await self._database.read(bot_of, principal, bot_id)
        key, now = (bot_id, period), self._clock()
        known = self._known.get(key)
        if known is None or not 0 <= now - known[0] < _FRESH:
            counting = asyncio.create_task(self._count(bot_id, period, now))
            known = self._known[key] = (now, counting)
            self._known.move_to_end(key)
            while len(self._known) > _KEPT:
                self._known.popitem(last=False)
        try:
            return await asyncio.shield(known[1])
        except BaseException:
            if known[1].done() and self._known.get(key) is known:
                del self._known[key]
            raise

    async def _count(self, bot_id: int, period: Period, now: int) -> StatisticsView:
        zone = parse_zone(period.zone)
        until = now + 1 if period.until is None else min(moment_in(zone, period.until), now + 1)
        since = _usual_since(now, zone) if period.since is None else moment_in(zone, period.since)
        counting = Counting(days_between(since, until, zone), since, until, now)
        async with self._one_at_a_time:
            look = _Look(self._database, counting, since, self._most)
            counted_from = await look.everything(bot_id, now)
        found = counting.result()
        found.zone = period.zone
        found.counted_from = max(counted_from, since)
        found.complete = counted_from <= since
        return found


def _usual_since(now: int, zone: tzinfo) -> int:
    today = datetime.fromtimestamp(now // SECOND, zone).date()
    first = today - timedelta(days=_USUAL_DAYS - 1)
    return microseconds(datetime.combine(first, time(), zone))


class _Look:
    """One look at a bot's turns since a moment, in slices that let others in between.

    Conversations are taken in the order of their last activity, so that everything is counted from
    some moment on where there is more than may be looked at. One that goes on meanwhile may move
    out of the way; so those are looked for once more at the end.
    """

    def __init__(self, database: Database, counting: Counting, since: int, most: int) -> None:
        self._database = database
        self._counting = counting
        self._since = since
        self._left = most
        self._seen: set[str] = set()
        self._reached = 0

    async def everything(self, bot_id: int, began_at: int) -> int:
        """Count them; answers from when on everything was."""
        await self._walk(bot_id, self._since)
        await self._walk(bot_id, max(began_at - _SKEW, self._since))
        return self._reached

    async def _walk(self, bot_id: int, since: int) -> None:
        behind: Spot | None = TOP
        while behind is not None:
            found = await self._database.read(
                list_by_activity, bot_id, behind=behind, since=since, limit=AT_ONCE
            )
            fresh = [one for one in found if one.id not in self._seen]
            for some in in_slices(fresh):
                if self._left <= 0:
                    self._reached = max(self._reached, some[0].updated_at + 1)
                    return
                await self._tell(some)
                await asyncio.sleep(0)
            last = found[-1] if len(found) == AT_ONCE else None
            behind = Spot(last.updated_at, last.id) if last else None

    async def _tell(self, some: Sequence[Conversation]) -> None:
        """Count the turns of one long conversation, or of some short ones."""
        cut_off = len(some) == 1 and some[0].turns > self._left
        stretches = [await self._stretch(one) for one in some]
        stretches.sort(key=lambda stretch: stretch.conversation_id)
        while stretches:
            told = await self._database.read(read_told, self._database.dialect, stretches, AT_ONCE)
            if cut_off and told:
                self._reached = max(self._reached, told[0].received_at)
                cut_off = False
            for turn in told:
                self._counting.add(turn)
            self._left -= len(told)
            last = told[-1] if len(some) == 1 and len(told) == AT_ONCE else None
            stretches = [Stretch(last.conversation_id, last.number)] if last else []
            await asyncio.sleep(0)
        self._seen.update(one.id for one in some)

    async def _stretch(self, one: Conversation) -> Stretch:
        before = 0
        if one.created_at < self._since and one.turns > LONG:
            before = await self._database.read(turns_before, one.id, one.turns, self._since)
        return Stretch(one.id, max(before, one.turns - self._left))
