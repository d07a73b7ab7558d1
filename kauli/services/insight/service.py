"""What people see of how it goes: endpoints' health, and the figures behind it."""

import asyncio
from dataclasses import dataclass, field

from kauli.delivery.tally import hour_of
from kauli.kit.clock import HOUR, SECOND, Clock
from kauli.kit.errors import NotFound
from kauli.services.insight.facts import Facts, facts_of
from kauli.services.insight.following import Following
from kauli.services.insight.totals import Kinds, Totals
from kauli.services.insight.turns import Turns, TurnTimes
from kauli.services.insight.views import EndpointHealth, health_view
from kauli.services.principal import Principal
from kauli.services.scope import bot_of
from kauli.storage import Database
from kauli.storage.queries import insight
from kauli.storage.queries.counts import count_by_status
from kauli.storage.queries.insight import Queue, Scope, Sending, Watched
from kauli.storage.queries.sums import Sum, sum_recent

__all__ = ["Figures", "Insight", "Snapshot"]

_DAY = 23 * HOUR
_WEEK = 167 * HOUR
_FRESH = SECOND


@dataclass(frozen=True, slots=True)
class Figures:
    """An endpoint in a snapshot.

    Attributes:
        attempts: all there ever were.
    """

    facts: Facts
    attempts: Kinds


@dataclass(frozen=True, slots=True)
class Snapshot:
    """How things are at one moment.

    Attributes:
        bots: their names.
        turns: those that this process has answered, by bot.
        taken_at: microseconds since the epoch.
    """

    endpoints: list[Figures]
    bots: dict[int, str]
    turns: dict[int, Turns]
    taken_at: int


class Insight:
    """How endpoints are doing.

    Args:
        database: where what workers write down is.
        turns: how long the turns of this process took.
        clock: the time.
    """

    def __init__(self, database: Database, turns: TurnTimes, *, clock: Clock) -> None:
        self._database = database
        self._turns = turns
        self._clock = clock
        self._totals = Totals(database)
        self._snapshots: dict[int | None, Snapshot] = {}

    async def endpoint(
        self, principal: Principal, bot_id: int, endpoint_id: str, *, totals: bool = False
    ) -> EndpointHealth:
        """An endpoint's health.

        Args:
            principal: whose it must be.
            bot_id: its bot.
            endpoint_id: the endpoint.
            totals: count its deliveries by status too, which takes the longer the more are kept.

        Raises:
            NotFound: there is no such bot or endpoint.
        """
        await self._database.read(bot_of, principal, bot_id)
        found = await self._health(Scope(principal.workspace_id, bot_id, endpoint_id), totals)
        if not found:
            raise NotFound(f"This bot has no endpoint {endpoint_id}.", code="endpoint_not_found")
        return found[0]

    async def bot(
        self, principal: Principal, bot_id: int, *, totals: bool = False
    ) -> list[EndpointHealth]:
        """The health of a bot's endpoints, oldest first."""
        await self._database.read(bot_of, principal, bot_id)
        return await self._health(Scope(principal.workspace_id, bot_id), totals)

    async def workspace(
        self, principal: Principal, *, totals: bool = False
    ) -> list[EndpointHealth]:
        """The health of all endpoints of a workspace, by bot."""
        return await self._health(Scope(principal.workspace_id), totals)

    async def follow(self, principal: Principal, bot_id: int | None = None) -> Following:
        """Watch the attempts of a workspace, or of one of its bots, from now on."""
        if bot_id is not None:
            await self._database.read(bot_of, principal, bot_id)
        return Following(self._database, Scope(principal.workspace_id, bot_id), clock=self._clock)

    async def snapshot(self, principal: Principal | None) -> Snapshot:
        """The figures for whoever watches over it; the same for everybody who asks in a second.

        Args:
            principal: whose workspace it is about; ``None`` for all.
        """
        workspace_id = principal.workspace_id if principal is not None else None
        now = self._clock()
        kept = self._snapshots.get(workspace_id)
        if kept is None or not 0 <= now - kept.taken_at < _FRESH:
            for key in [key for key, one in self._snapshots.items() if now - one.taken_at > _FRESH]:
                del self._snapshots[key]
            kept = self._snapshots[workspace_id] = await self._look(Scope(workspace_id), now)
        return kept

    async def _look(self, scope: Scope, now: int) -> Snapshot:
        known = await self._database.read(insight.name_bots, scope.workspace)
        rows = await self._rows(scope, now)
        attempts = await self._totals.of([one.id for one in rows.watched], scope, now)
        return Snapshot(
            endpoints=[Figures(rows.facts(one, now), attempts[one.id]) for one in rows.watched],
            bots=known,
            turns=self._turns.of(known),
            taken_at=now,
        )

    async def _health(self, scope: Scope, totals: bool) -> list[EndpointHealth]:
        now = self._clock()
        rows = await self._rows(scope, now)
        hour = hour_of(now)
        for one in await self._database.read(
            sum_recent, scope, since=hour - _WEEK, recent=hour - _DAY
        ):
            rows.sums.setdefault(one.endpoint_id, []).append(one)
        statuses: dict[str, dict[str, int]] = {}
        if totals:
            ids = [one.id for one in rows.watched]
            statuses = await self._database.read(count_by_status, self._database.dialect, ids)
        return [
            health_view(rows.facts(one, now), now, statuses.get(one.id)) for one in rows.watched
        ]

    async def _rows(self, scope: Scope, now: int) -> "_Rows":
        rows = _Rows(await self._database.read(insight.list_watched, scope))
        for one in await self._database.read(insight.list_sending):
            rows.sending[one.endpoint_id] = one
        for endpoint in rows.watched:
            if endpoint.first_due_at is not None:
                queue = await self._database.read(insight.count_queue, endpoint.id, now)
                rows.queues[endpoint.id] = queue
                await asyncio.sleep(0)  # long queues take milliseconds to count: let others on
        return rows


@dataclass(frozen=True, slots=True)
class _Rows:
    """What was read, by endpoint."""

    watched: list[Watched]
    queues: dict[str, Queue] = field(default_factory=dict)
    sending: dict[str, Sending] = field(default_factory=dict)
    sums: dict[str, list[Sum]] = field(default_factory=dict)

    def facts(self, one: Watched, now: int) -> Facts:
        """What is known of an endpoint."""
        queue = self.queues.get(one.id, Queue())
        return facts_of(one, queue, self.sending.get(one.id), self.sums.get(one.id, ()), now)
