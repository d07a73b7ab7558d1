"""Whatever people and workers do to lines, in whatever order: nothing gets stuck or out of turn."""

import asyncio
import random
from collections import defaultdict
from collections.abc import Iterator
from itertools import count
from typing import Any

import asyncpg
import pytest
import sqlalchemy as sa

from kauli.kit.clock import HOUR, SECOND
from kauli.kit.ids import new_id
from kauli.storage.queries import deliveries as queries
from kauli.storage.queries.conversations import Conversation, Turn, record_turn
from kauli.storage.queries.lines import Line
from kauli.storage.queries.resending import FINISHED, WAITING, call_off, send_again, send_now
from kauli.storage.queries.settling import Acknowledgement, Batch, acknowledge
from kauli.storage.statements import POSTGRESQL, Bound, Prepared, Steps
from kauli.storage.tables import BEHIND, deliveries

URL = "http://127.0.0.1:5000/"
LEASE = 30 * SECOND
_ALL = Prepared(
    sa.select(
        *(deliveries.c[name] for name in ("id", "conversation_id", "endpoint_id", "sequence")),
        *(deliveries.c[name] for name in ("status", "due_at", "claim_id")),
    ).order_by(deliveries.c.sequence)
)


def _read_all() -> Steps[list[Any]]:
    return (yield _ALL.bind())


class World:
    """A few conversations, two endpoints, workers and people; chance decides what happens next."""

    def __init__(self, outbox, endpoints: list[str], seed: int) -> None:
        self.database, self.clock = outbox.database, outbox.clock
        self.endpoints = endpoints
        self.chance = random.Random(seed)
        self.turns = {"cnv_1": 0, "cnv_2": 0}
        self.sequences = dict.fromkeys(self.turns, 0)
        self.held: dict[str, tuple[str, Line]] = {}
        self.touched: set[str] = set()
        self._claims = count(1)

    async def rows(self) -> list[Any]:
        return await self.database.read(_read_all)

    async def some(self, *statuses: str) -> list[str]:
        """A few ids of deliveries with one of the statuses."""
        ids = [row[0] for row in await self.rows() if row[4] in statuses]
        return self.chance.sample(ids, min(len(ids), self.chance.randint(1, 3)))

    # What happens to a delivery.

    async def turn(self) -> None:
        conversation = self.chance.choice(list(self.turns))
        turn, now = self.turns[conversation] + 1, self.clock()
        targets = [one for one in self.endpoints if self.chance.random() < 0.7]
        first = self.sequences[conversation] + 1
        made = [
            self.row(conversation, one, turn, sequence)
            for sequence, one in enumerate(targets, first)
        ]
        self.turns[conversation], self.sequences[conversation] = turn, first + len(made) - 1
        written = await self.database.write(
            record_turn,
            Conversation(
                conversation,
                1,
                conversation,
                "general",
                "ver_1",
                "{}",
                turn,
                turn,
                self.sequences[conversation],
                now,
                now,
            ),
            Turn(conversation, turn, None, "hi", "text", "[]", "{}", now),
            made,
            bot_revision=1,
        )
        assert written

    def row(self, conversation: str, endpoint: str, turn: int, sequence: int) -> dict[str, Any]:
        return {
            "id": new_id("dlv", self.clock()),
            "workspace_id": 1,
            "bot_id": 1,
            "endpoint_id": endpoint,
            "conversation_id": conversation,
            "turn_number": turn,
            "sequence": sequence,
            "trigger": "order",
            "body": b"{}",
            "status": "pending",
            "attempts": 0,
            "earlier_attempts": 0,
            "lease_until": None,
            "claim_id": None,
            "outcome": "",
            "created_at": self.clock(),
            "finished_at": None,
        }

    async def claim(self) -> list[queries.Claimed]:
        claim_id, now = f"clm_{next(self._claims)}", self.clock()
        taken = await self.database.write(
            queries.claim,
            self.database.dialect,
            {one: self.chance.randint(1, 3) for one in self.endpoints},
            claim_id=claim_id,
            now=now,
            lease_until=now + LEASE,
        )
        for one in taken:
            self.held[one.id] = claim_id, (one.conversation_id, one.endpoint_id)
        return taken

    async def settle(self) -> None:
        if not self.held:
            return
        wanted = self.chance.choice(sorted(self.held))
        status = self.chance.choice(["delivered", "delivered", "failed", "exhausted"])
        await self.write_down({wanted: self.held.pop(wanted)}, status)

    async def write_down(self, held: dict[str, tuple[str, Line]], status: str) -> None:
        now = self.clock()
        later = now + self.chance.randint(1, 60) * SECOND if status == "failed" else 0
        settled = {
            "status": status,
            "attempts": 1,
            "due_at": later,
            "outcome": status,
            "finished_at": None if later else now,
        }
        await self.database.write(
            acknowledge,
            self.database.dialect,
            Batch(
                [Acknowledgement(id_, claim, settled, None) for id_, (claim, _) in held.items()],
                [] if later else list({line for _, line in held.values()}),
                [],
                [],
                now,
            ),
        )

    async def crash(self) -> None:
        """The workers die; after their lease others find what they held."""
        self.held.clear()
        self.clock.advance(LEASE // SECOND + 1)
        await self.database.write(queries.sweep, self.clock())

    async def resend(self) -> None:
        ids = await self.some(*FINISHED, *WAITING)
        self.touched.update(ids)
        await self.database.write(send_again, self.database.dialect, 1, ids, self.clock())

    async def hurry(self) -> None:
        for one in (await self.some(*WAITING))[:1]:
            self.touched.add(one)
            await self.database.write(send_now, 1, one, self.clock())

    async def cancel(self) -> None:
        ids = await self.some(*WAITING)
        await self.database.write(call_off, self.database.dialect, 1, ids, self.clock())

    async def wait(self) -> None:
        self.clock.advance(self.chance.randint(1, 40))

    async def drain(self) -> None:
        """Deliver all there is; what nobody can reach is left."""
        while True:
            self.clock.advance(HOUR // SECOND)
            await self.database.write(queries.sweep, self.clock())
            self.held.clear()
            if not await self.claim():
                return
            await self.write_down(self.held, "delivered")

    def lines(self, rows: list[Any]) -> Iterator[list[Any]]:
        """What is not settled of each line, in order."""
        found = defaultdict(list)
        for row in rows:
            if row[4] not in FINISHED:
                found[row[1], row[2]].append(row)
        yield from found.values()


@pytest.fixture
async def world(outbox, request):
    endpoints = [await outbox.endpoint(URL), await outbox.endpoint(URL)]
    return World(outbox, endpoints, request.param)


@pytest.mark.parametrize("world", range(4), indirect=True)
async def test_one_thing_after_another_leaves_every_line_in_order(world):
    last_claimed: dict[Line, int] = defaultdict(int)
    likely = {"turn": 6, "claim": 6, "settle": 7, "resend": 2, "hurry": 1, "cancel": 1, "wait": 3}
    likely["crash"] = 1
    for happens in world.chance.choices(list(likely), list(likely.values()), k=120):
        result = await getattr(world, happens)()
        for one in result or ():
            if one.id not in world.touched:
                line = one.conversation_id, one.endpoint_id
                assert one.sequence >= last_claimed[line], "out of turn"
                last_claimed[line] = one.sequence
        for line in world.lines(await world.rows()):
            assert line[0][5] != BEHIND, f"{happens}: nobody is ahead, and still it waits"
            untouched = [row for row in line if row[0] not in world.touched]
            moving = [row for row in untouched if row[4] == "sending"]
            assert len(moving) <= 1, f"{happens}: two of a line at once"
    await world.drain()
    assert {row[4] for row in await world.rows()} <= set(FINISHED)


@pytest.mark.parametrize("world", range(3), indirect=True)
async def test_everything_at_once_leaves_nothing_behind(world):
    async def keep_doing(*happens: str) -> None:
        for _ in range(60):
            await getattr(world, world.chance.choice(happens))()

    await asyncio.gather(
        keep_doing("turn"),
        keep_doing("claim", "settle", "settle"),
        keep_doing("claim", "settle", "settle"),
        keep_doing("resend", "hurry"),
        keep_doing("cancel"),
        keep_doing("resend", "cancel", "wait"),
    )
    await world.drain()
    assert {row[4] for row in await world.rows()} <= set(FINISHED)


async def _run(connection: asyncpg.Connection, steps: Steps[Any], statements: int = 99) -> None:
    """Drive steps by so many statements."""
    answer: Any = None
    for _ in range(statements):
        try:
            wanted: Bound = steps.send(answer)
        except StopIteration:
            return
        compiled = wanted.prepared.compiled(POSTGRESQL)
        arguments = compiled.arguments(wanted.values)
        if compiled.returns_rows:
            answer = await connection.fetch(compiled.sql, *arguments)
        else:
            status = await connection.execute(compiled.sql, *arguments)
            answer = int(status.rpartition(" ")[2])


async def _blocked(watcher: asyncpg.Connection, pid: int) -> None:
    """Return once a connection waits for another."""
    async with asyncio.timeout(20):
        while not await watcher.fetchval("SELECT cardinality(pg_blocking_pids($1))", pid):
            pass


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)  # the other has no two
@pytest.mark.parametrize("by_hand", ["cancel", "resend"])
async def test_who_settles_and_who_cancels_at_the_same_moment_see_each_other(
    database_url, outbox, clock, by_hand
):
    """Else each would leave it to the other to let the third one move up."""
    endpoint = await outbox.endpoint(URL)
    (first,) = await outbox.add(endpoint, status="sending", claim_id="clm_1", lease_until=1)
    changes = {"due_at": BEHIND} if by_hand == "cancel" else {"status": "exhausted", "due_at": 0}
    (second,) = await outbox.add(endpoint, **changes)
    (third,) = await outbox.add(endpoint, due_at=BEHIND) if by_hand == "cancel" else (second,)
    done = {"status": "delivered", "attempts": 1, "due_at": 0, "outcome": "", "finished_at": 1}
    settling = acknowledge(
        POSTGRESQL,
        Batch(
            [Acknowledgement(first, "clm_1", done, None)],
            [("cnv_1", endpoint)],
            [],
            [],
            clock(),
        ),
    )
    changing = (call_off if by_hand == "cancel" else send_again)(POSTGRESQL, 1, [second], clock())
    worker, person, watcher = [await asyncpg.connect(database_url) for _ in range(3)]
    try:
        settled, changed = worker.transaction(), person.transaction()
        await settled.start()
        await changed.start()
        await _run(worker, settling, 1)
        task = asyncio.create_task(_run(person, changing))
        await _blocked(watcher, person.get_server_pid())
        await _run(worker, settling)
        await settled.commit()
        await task
        await changed.commit()
    finally:
        for connection in (worker, person, watcher):
            await connection.close()
    assert (await outbox.delivery(third))["due_at"] == clock()
