"""Both APIs in process: a platform on each database, and a client without sockets."""

import asyncio
import itertools
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from starlette.types import ASGIApp

from kauli.api import build_api
from kauli.app import Platform
from kauli.services import Principal, Services

PIZZA_INTENTS = {
    "greet": ["hi", "hello there", "good morning"],
    "order_pizza": ["I need a pizza", "get me a pizza please", "order pizza"],
}
PIZZA_FLOWS = {
    "greet": {"message": ["Hello!", "What can I do for you?"], "next_state": "end"},
    "order_pizza": {"message": ["How many pizzas?"], "next_state": "number"},
    "number": {
        "message": ["{{number}} it is. Sure?"],
        "buttons": [{"yes": "Yes"}, {"no": "No"}],
        "next_state": "choice_sure",
    },
    "choice_sure": {"yes": "done", "no": "order_pizza", "fallback_message": "Yes or no?"},
    "done": {
        "message": ["It is on its way."],
        "images": [{"link": "https://shop.example/pizza.png", "caption": "Yours"}],
        "next_state": "end",
    },
}


_OPTIONS: dict[str, Any] = {"open_mode": False, "body_limit": 1_048_576, "version": "test"}
_addresses = itertools.count(1)


def _address() -> str:
    """An address of this machine that no other test uses: how often one asks is counted."""
    number = next(_addresses)
    return f"127.1.{number >> 8}.{number & 255}"


@dataclass(frozen=True)
class Reply:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Client:
    """Calls an ASGI application as a server would."""

    app: ASGIApp
    key: str | None = None
    address: str = field(default_factory=_address)
    headers: dict[str, str] = field(default_factory=dict)

    async def __call__(
        self,
        method: str,
        path: str,
        body: object = None,
        *,
        data: bytes | None = None,
        chunks: list[bytes] | None = None,
        staying: bool = False,
        query: str = "",
        **headers: str,
    ) -> Reply:
        sent = {"host": "127.0.0.1:8000"} | self.headers
        if self.key is not None:
            sent["authorization"] = f"Bearer {self.key}"
        if body is not None:
            data = json.dumps(body).encode()
        if data is not None:
            sent |= {"content-type": "application/json", "content-length": str(len(data))}
        sent |= {name.replace("_", "-").lower(): value for name, value in headers.items()}
        pieces = chunks if chunks is not None else [data or b""]
        incoming = [
            {"type": "http.request", "body": piece, "more_body": place < len(pieces)}
            for place, piece in enumerate(pieces, start=1)
        ]
        outgoing: list[Any] = []

        async def receive() -> Any:
            if not incoming and staying:
                await asyncio.Event().wait()
            return incoming.pop(0) if incoming else {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            outgoing.append(message)

        await self.app(
            {
                "type": "http",
                "asgi": {"version": "3.0"},
                "http_version": "1.1",
                "method": method,
                "scheme": "http",
                "path": path,
                "raw_path": path.encode(),
                "query_string": query.encode(),
                "root_path": "",
                "headers": [(n.encode(), v.encode("latin-1")) for n, v in sent.items()],
                "client": (self.address, 50_000),
                "server": ("127.0.0.1", 8000),
                "state": {},
            },
            receive,
            send,
        )
        start = outgoing[0]
        names = {name.decode(): value.decode() for name, value in start["headers"]}
        return Reply(start["status"], names, b"".join(m.get("body", b"") for m in outgoing[1:]))


@pytest.fixture
def pizza() -> dict[str, Any]:
    """The body that makes a small bot with buttons, a choice and an image."""
    return json.loads(json.dumps({"name": "Pizza", "intents": PIZZA_INTENTS, "flows": PIZZA_FLOWS}))


class _Running:
    """Which platform the shared application answers for just now."""

    def __init__(self) -> None:
        self.platform: Platform | None = None
        self.app = build_api(self.services, **_OPTIONS)

    def services(self) -> Services:
        assert self.platform is not None
        return self.platform.services


@pytest.fixture(scope="session")
def running() -> _Running:
    return _Running()


@pytest.fixture
def shared_app(running: _Running, platform: Platform) -> ASGIApp:
    """The APIs with the usual options; put together once, since that takes its time."""
    running.platform = platform
    return running.app


@pytest.fixture
def make_app(platform: Platform) -> Callable[..., ASGIApp]:
    """Makes the APIs on a platform, with options changed where a test says so."""
    return lambda **options: build_api(lambda: platform.services, **(_OPTIONS | options))


@pytest.fixture
async def owner(platform: Platform) -> Principal:
    return await platform.services.accounts.ensure_owner()


@pytest.fixture
async def key(platform: Platform, owner: Principal) -> str:
    _, token = await platform.services.accounts.create_key(owner, "tests")
    return token


@pytest.fixture
async def client(shared_app: ASGIApp, key: str) -> Client:
    """A client with a valid key."""
    return Client(shared_app, key)


@pytest.fixture
def stranger(client: Client) -> Client:
    """A client of the same server without a key."""
    return Client(client.app)


@pytest.fixture
async def neighbour(platform: Platform, client: Client) -> Client:
    """A client of the same server with a valid key of another workspace."""
    await platform.services.accounts.create_user("neighbour", "a long password")
    return Client(
        client.app, await platform.services.accounts.login("neighbour", "a long password")
    )


@pytest.fixture
def make_client() -> type[Client]:
    return Client


@pytest.fixture
def make_bot(client: Client, pizza: dict[str, Any]) -> Callable[..., Awaitable[int]]:
    """Makes the pizza bot, changed where a test says so; gives its id."""

    async def make(**changes: Any) -> int:
        made = await client("POST", "/chatbot", pizza | changes)
        assert made.status == 200, made.body
        return int(made.json["id"])

    return make
