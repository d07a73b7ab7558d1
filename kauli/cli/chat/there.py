"""A bot on a server, through its HTTP API."""

from contextlib import AsyncExitStack
from typing import Any
from urllib.parse import quote, urlsplit

import aiohttp

from kauli.cli.chat.said import Said
from kauli.cli.finding import pick_bot
from kauli.kit import json
from kauli.kit.errors import (
    Conflict,
    Invalid,
    KauliError,
    NotFound,
    Unauthorized,
    Unavailable,
)
from kauli.runner.replies import from_data

__all__ = ["BotThere", "Server", "find_bot"]

_PATIENCE = aiohttp.ClientTimeout(total=60)
_KEPT_SECONDS = 4.0
"""Shorter than the five seconds after which common servers hang up on a quiet connection."""

_ERRORS: dict[int, type[KauliError]] = {404: NotFound, 409: Conflict, 429: Unavailable}


class Server:
    """A Kauli server and a key for it."""

    def __init__(self, session: aiohttp.ClientSession, url: str, key: str) -> None:
        self.url = url
        self._session = session
        self._headers = {"Authorization": f"Bearer {key}"} if key else {}

    @classmethod
    async def open(
        cls, stack: AsyncExitStack, url: str, key: str, *, often: bool = False
    ) -> "Server":
        """Get ready to ask a server until the stack is closed.

        Args:
            stack: closes what is opened.
            url: of the server.
            key: for it; "" for none.
            often: asked so often that connections are worth keeping.

        Raises:
            Invalid: the URL is none.
        """
        url = url.rstrip("/")
        if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).netloc:
            raise Invalid(
                f"{url or 'Nothing'} is no address of a server; write it like "
                "http://127.0.0.1:8000.",
                code="bad_url",
            )
        # Between two lines of a chat a person thinks for longer than a server keeps a connection.
        connector = (
            aiohttp.TCPConnector(keepalive_timeout=_KEPT_SECONDS)
            if often
            else aiohttp.TCPConnector(force_close=True)
        )
        session = aiohttp.ClientSession(connector=connector, timeout=_PATIENCE)
        return cls(await stack.enter_async_context(session), url, key)

    async def ask(self, method: str, path: str, body: object = None) -> Any:
        """Ask our own API something; returns the decoded answer.

        Raises:
            KauliError: what the server said is wrong, or that it can't be asked.
        """
        data = None if body is None else json.dumps(body)
        headers = {"Content-Type": "application/json", **self._headers}
        try:
            async with self._session.request(
                method, f"{self.url}/api/v1{path}", data=data, headers=headers
            ) as answer:
                return self._judge(answer.status, await answer.read())
        except aiohttp.ClientSSLError as error:
            raise Unavailable(
                f"There is no safe connection to {self.url}: {error.args[-1]}.", code="server_tls"
            ) from error
        except (aiohttp.ClientError, TimeoutError) as error:
            raise Unavailable(
                f"Nothing answers at {self.url}; is `kauli serve` running there?",
                code="server_unreachable",
            ) from error

    def _judge(self, status: int, body: bytes) -> Any:
        try:
            answer = json.parse_body(body)
            if 200 <= status <= 299:
                return answer
            message = answer["error"]["message"]
        except (KauliError, TypeError, LookupError):
            message = f"What answers at {self.url} is not Kauli (HTTP {status})."
        if status == 401:
            raise Unauthorized(
                f"{self.url} does not accept this key; name another with --key "
                "(`kauli key create --name NAME` on that machine makes one)."
            )
        kind = Unavailable if status >= 500 else _ERRORS.get(status, Invalid)
        raise kind(message, code="refused")


async def find_bot(server: Server, bot: str) -> tuple[int, str]:
    """The id and the name of a bot on a server, by its name or id.

    Raises:
        NotFound: there is none.
    """
    bots: dict[int, str] = {}
    cursor = ""
    while True:
        page = await server.ask("GET", f"/bots?limit=100{cursor}")
        bots |= {one["id"]: one["name"] for one in page["items"]}
        if not page["next_cursor"]:
            break
        cursor = f"&cursor={quote(page['next_cursor'])}"
    bot_id = pick_bot(list(bots.items()), bot)
    return bot_id, bots[bot_id]


class BotThere:
    """Talks to a bot on a server."""

    def __init__(self, server: Server, bot_id: int, name: str) -> None:
        self.name = name
        self._server = server
        self._path = f"/bots/{bot_id}/conversations"

    @classmethod
    async def find(cls, server: Server, bot: str) -> "BotThere":
        """Find a bot on a server by its name or id.

        Raises:
            NotFound: there is none.
        """
        return cls(server, *await find_bot(server, bot))

    async def say(self, chat_id: str, text: str, message_type: str) -> Said:
        """Say something to the bot."""
        answer = await self._server.ask(
            "POST",
            f"{self._path}/{quote(chat_id, safe='')}/messages",
            {"text": text, "type": message_type},
        )
        return Said(
            replies=from_data(answer["replies"]),
            state=answer["state"],
            next_state=answer["next_state"],
            memory=answer["memory"],
            intent=answer["intent"],
            confidence=answer["confidence"],
            events=answer["events"],
            deliveries=answer["deliveries"],
        )
