"""Real receivers on 127.0.0.1, and an outbox to fill on both databases."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
import sqlalchemy as sa
import structlog
from aiohttp import web

from kauli.delivery import Worker, WorkerSettings, new_secret
from kauli.kit import json
from kauli.net import OutgoingClient, Policy
from kauli.storage import Database
from kauli.storage.statements import Prepared, Steps, insert_into
from kauli.storage.tables import attempts, bots, deliveries, endpoints, users, workspaces


@pytest.fixture(autouse=True)
def logged() -> Iterator[list[Any]]:
    """What is logged, instead of printing it."""
    with structlog.testing.capture_logs() as lines:
        yield lines


@dataclass
class Received:
    """A request as it arrived."""

    headers: dict[str, str]
    body: bytes


@dataclass
class Receiver:
    """A server that writes down what it gets, and answers as ``answer`` says."""

    url: str = ""
    received: list[Received] = field(default_factory=list)
    answer: Callable[[Received], Awaitable[web.StreamResponse] | web.StreamResponse] = field(
        default=lambda received: web.Response(text="ok")
    )
    arrived: asyncio.Event = field(default_factory=asyncio.Event)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        received = Received(dict(request.headers), await request.read())
        self.received.append(received)
        self.arrived.set()
        answer = self.answer(received)
        return await answer if asyncio.iscoroutine(answer) else answer

    def ids(self) -> list[str]:
        return [received.headers["webhook-id"] for received in self.received]


@pytest.fixture
async def receivers() -> AsyncIterator[Callable[[], Awaitable[Receiver]]]:
    """Starts receivers."""
    runners: list[web.AppRunner] = []

    async def start() -> Receiver:
        receiver = Receiver()
        app = web.Application()
        app.router.add_post("/hook", receiver.handle)
        runner = web.AppRunner(app, shutdown_timeout=0.01)
        await runner.setup()
        runners.append(runner)
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
        return receiver

    yield start
    for runner in runners:
        await runner.cleanup()


@pytest.fixture
async def receiver(receivers) -> Receiver:
    return await receivers()


@pytest.fixture
async def client() -> AsyncIterator[OutgoingClient]:
    """A client that reaches this machine alone."""
    async with OutgoingClient(Policy.parse("127.0.0.0/8")) as client:
        yield client


class Outbox:
    """Endpoints and deliveries as a conversation would leave them, and what became of them."""

    def __init__(self, database: Database, clock: Callable[[], int]) -> None:
        self.database = database
        self.clock = clock
        self.secret = new_secret()
        self._count = 0

    async def endpoint(self, url: str, **changes: Any) -> str:
        """A new endpoint; answers its id."""
        self._count += 1
        secrets = [{"secret": self.secret, "created_at": 0, "expires_at": None}]
        row = {
            "id": f"end_{self._count}",
            "workspace_id": 1,
            "bot_id": 1,
            "name": "",
            "is_default": False,
            "url": url,
            "active": True,
            "triggers": "[]",
            "kind": "http",
            "token": "",
            "headers": "{}",
            "shape": "flat",
            "schedule": "",
            "timeout_ms": None,
            "rate_limit": None,
            "concurrency": None,
            "off_at": None,
            "off_reason": "",
            "secrets": json.dumps(secrets).decode(),
            "created_at": 0,
            "updated_at": 0,
            "deleted_at": None,
        }
        await self.database.write(_insert, _ENDPOINT, [row | changes])
        return str(row["id"])

    async def add(self, endpoint: str, number: int = 1, **changes: Any) -> list[str]:
        """Deliveries that are due now; answers their ids in order."""
        rows = [self.row(endpoint) | changes for _ in range(number)]
        await self.database.write(_insert, _DELIVERY, rows)
        return [row["id"] for row in rows]

    def row(self, endpoint: str) -> dict[str, Any]:
        """A delivery that is due now."""
        self._count += 1
        return {
            "id": f"dlv_{self._count:06}",
            "workspace_id": 1,
            "bot_id": 1,
            "endpoint_id": endpoint,
            "conversation_id": "cnv_1",
            "turn_number": 1,
            "sequence": self._count,
            "trigger": "order_pizza",
            "body": b'{"chat_id":"255700000001"}',
            "status": "pending",
            "attempts": 0,
            "earlier_attempts": 0,
            "due_at": self.clock(),
            "lease_until": None,
            "claim_id": None,
            "outcome": "",
            "created_at": self.clock(),
            "finished_at": None,
        }

    async def delivery(self, delivery: str) -> dict[str, Any]:
        (row,) = await self.database.read(_select, _ONE, delivery)
        return dict(zip(deliveries.c.keys(), row, strict=True))

    async def attempts(self, delivery: str) -> list[dict[str, Any]]:
        rows = await self.database.read(_select, _ATTEMPTS, delivery)
        return [dict(zip(attempts.c.keys(), row, strict=True)) for row in rows]

    async def statuses(self) -> dict[str, int]:
        """How many deliveries there are of each status."""
        return {row[0]: row[1] for row in await self.database.read(_select, _STATUSES, "")}

    async def change(self, table: sa.Table, key: str, **values: Any) -> None:
        statement = sa.update(table).where(table.c.id == sa.bindparam("key")).values(values)
        await self.database.write(_insert, Prepared(statement), [{"key": key} | values])


_WORKSPACE = Prepared(insert_into(workspaces, "id", "name", "created_at"))
_USER = Prepared(insert_into(users, "id", "username", "is_admin", "created_at", "updated_at"))
_BOT = Prepared(
    insert_into(
        bots,
        *("id", "workspace_id", "user_id", "visible_on_community"),
        *("confidence_threshold", "created_at", "updated_at"),
    )
)
_ENDPOINT = Prepared(insert_into(endpoints))
_DELIVERY = Prepared(insert_into(deliveries))
_ONE = Prepared(sa.select(deliveries).where(deliveries.c.id == sa.bindparam("key")))
_ATTEMPTS = Prepared(
    sa.select(attempts)
    .where(attempts.c.delivery_id == sa.bindparam("key"))
    .order_by(attempts.c.number)
)
_STATUSES = Prepared(
    sa.select(deliveries.c.status, sa.func.count())
    .where(deliveries.c.id != sa.bindparam("key"))
    .group_by(deliveries.c.status)
)


def _insert(statement: Prepared, rows: list[dict[str, Any]]) -> Steps[None]:
    yield statement.many(rows)


def _select(statement: Prepared, key: str) -> Steps[list[Any]]:
    return (yield statement.bind(key=key))


def _people() -> Steps[None]:
    yield _WORKSPACE.bind(id=1, name="Home", created_at=0)
    yield _USER.bind(id=1, username="owner", is_admin=True, created_at=0, updated_at=0)
    yield _BOT.bind(
        id=1,
        workspace_id=1,
        user_id=1,
        visible_on_community=False,
        confidence_threshold=0.5,
        created_at=0,
        updated_at=0,
    )


@pytest.fixture
async def outbox(database, clock) -> Outbox:
    await database.write(_people)
    return Outbox(database, clock)


@pytest.fixture
def workers(database, client, clock) -> Callable[..., Worker]:
    """Makes workers on the database, with the hand-moved clock and no jitter."""

    def make(**settings: Any) -> Worker:
        return Worker(database, client, clock, lambda: 0.5, settings=WorkerSettings(**settings))

    return make


@pytest.fixture
def worker(workers) -> Worker:
    return workers()
