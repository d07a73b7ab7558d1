"""Watching attempts as they end."""

from dataclasses import dataclass

from kauli.kit.clock import MILLISECOND, MINUTE, Clock
from kauli.kit.ids import first_id
from kauli.storage import Database
from kauli.storage.queries import following
from kauli.storage.queries.following import Ended
from kauli.storage.queries.insight import Scope, list_watched

__all__ = ["AttemptEnded", "Following"]

_PAGE = 500
_NEXT = 2_000
_REMEMBERED = 2 * MINUTE


@dataclass(frozen=True, slots=True)
class AttemptEnded:
    """An attempt that has ended.

    Attributes:
        ended_at: microseconds since the epoch.
        status: of the delivery, as it is now.
    """

    delivery_id: str
    number: int
    ended_at: int
    duration_ms: int
    http_status: int | None
    outcome: str
    sentence: str
    bot_id: int
    endpoint_id: str
    endpoint_name: str
    url: str
    conversation_id: str
    trigger: str
    status: str


class Following:
    """What somebody has seen who watches the attempts of a workspace.

    Each look finds what ended since the last one: at the deliveries made meanwhile, at those under
    way, and at the first few thousand that were waiting for each endpoint. Where an endpoint takes
    more than that between two looks, the rest is passed over.

    Args:
        database: where deliveries are.
        scope: whose attempts: of a workspace or of one of its bots.
        clock: the time.
    """

    def __init__(self, database: Database, scope: Scope, *, clock: Clock) -> None:
        self._database = database
        self._scope = scope
        self._workspace = scope.workspace or 0
        self._clock = clock
        self._began = self._looked = clock()
        self._asked: set[str] = set()
        self._seen: dict[str, tuple[int, int]] = {}  # the last attempt seen, and when we looked

    async def look(self) -> list[AttemptEnded]:
        """The attempts that ended since the last look, or since it began."""
        now = self._clock()
        ids = await self._latest() | await self._open()
        asked = {id_: self._seen.get(id_, (0, now))[0] for id_ in ids | self._asked}
        # What is not remembered any more may come back: it was sent again by hand.
        since = max(self._began, self._looked - _REMEMBERED // 2)
        ended = await self._database.read(
            following.attempts_after, self._database.dialect, self._workspace, asked, since
        )
        for one in ended:
            asked[one.delivery_id] = max(asked[one.delivery_id], one.number)
        self._remember(asked, now)
        self._asked, self._looked = ids, now
        return [_view(one) for one in ended]

    def _remember(self, asked: dict[str, int], now: int) -> None:
        self._seen |= {id_: (number, now) for id_, number in asked.items()}
        old = [id_ for id_, (_, when) in self._seen.items() if now - when > _REMEMBERED]
        for id_ in old:
            del self._seen[id_]

    async def _latest(self) -> set[str]:
        """The newest deliveries, down to those that were there at the last look."""
        found: set[str] = set()
        before, oldest = None, first_id("dlv", self._began)
        while True:
            page = await self._database.read(
                following.ids_of_latest,
                self._workspace,
                self._scope.bot,
                before=before,
                limit=_PAGE,
            )
            found.update(page)
            if len(page) < _PAGE or page[-1] < oldest or self._seen.keys() >= set(page):
                return found
            before = page[-1]

    async def _open(self) -> set[str]:
        """Those at which something may happen next."""
        watched = await self._database.read(list_watched, self._scope)
        endpoints = {one.id for one in watched}
        sending = await self._database.read(following.ids_of_sending)
        found = {id_ for id_, endpoint in sending if endpoint in endpoints}
        for one in watched:
            if one.first_due_at is not None:
                found.update(await self._database.read(following.ids_of_next, one.id, _NEXT))
        return found


def _view(one: Ended) -> AttemptEnded:
    return AttemptEnded(
        delivery_id=one.delivery_id,
        number=one.number,
        ended_at=one.started_at + one.duration_ms * MILLISECOND,
        duration_ms=one.duration_ms,
        http_status=one.http_status,
        outcome=one.outcome,
        sentence=one.sentence,
        bot_id=one.bot_id,
        endpoint_id=one.endpoint_id,
        endpoint_name=one.endpoint_name,
        url=one.url,
        conversation_id=one.conversation_id,
        trigger=one.trigger,
        status=one.status,
    )
