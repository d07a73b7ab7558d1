"""The line to a server, by its HTTP API and a key."""

from base64 import b64encode
from collections.abc import Collection
from contextlib import AsyncExitStack
from datetime import datetime
from typing import Any
from urllib.parse import quote

from kauli.cli.chat.there import Server, find_bot
from kauli.kit.clock import SECOND
from kauli.services.listening import Forward, Listener, Report, Seat, Verdict, Wish

__all__ = ["LineThere"]

_EPOCH = datetime.fromisoformat("1970-01-01T00:00:00Z")


class LineThere:
    """See ``Line``."""

    def __init__(self, server: Server, bot_id: int) -> None:
        self.where = server.url
        self._server = server
        self._bot = f"/bots/{bot_id}"

    @classmethod
    async def find(cls, stack: AsyncExitStack, url: str, key: str, bot: str) -> "LineThere":
        """Get ready to ask a server until the stack is closed, and find the bot on it.

        Raises:
            NotFound: there is no such bot.
            Invalid: the URL is none.
            Unauthorized: the server does not take the key.
            Unavailable: nothing answers there.
        """
        server = await Server.open(stack, url, key, often=True)
        bot_id, _ = await find_bot(server, bot)
        return cls(server, bot_id)

    async def open(self, wish: Wish) -> Listener:
        """Begin to listen."""
        asked = {"name": wish.name, "triggers": wish.triggers, "timeout": wish.timeout}
        return Listener(**await self._server.ask("POST", f"{self._bot}/listeners", asked))

    async def secret(self) -> str:
        """What the receiver verifies with."""
        endpoints = f"{self._bot}/endpoints"
        found = (await self._server.ask("GET", endpoints))["items"]
        webhook = next(one["id"] for one in found if one["is_default"])
        return str((await self._server.ask("GET", f"{endpoints}/{webhook}/secret"))["secret"])

    async def next(self, seat: Seat, holding: Collection[str], most: int) -> list[Forward]:
        """Take what is due, or wait a while for it."""
        coming = {"session": seat.session, "holding": list(holding), "most": most}
        found = await self._server.ask("POST", f"{self._listener(seat)}/next", coming)
        return [_forward(one) for one in found["items"]]

    async def answered(self, seat: Seat, report: Report) -> Verdict:
        """Tell what the receiver answered."""
        answer = {
            "id": report.delivery_id,
            "claim": report.claim_id,
            "duration_ms": report.duration_ms,
            "status": report.status,
            "failure": report.failure,
            "sentence": report.sentence,
            "headers": report.headers,
            "body": b64encode(report.body).decode(),
            "truncated": report.truncated,
        }
        found = await self._server.ask("POST", f"{self._listener(seat)}/answers", answer)
        return Verdict(**found | {"due_at": _moment(found["due_at"])})

    async def close(self, seat: Seat) -> int:
        """End listening."""
        path = f"{self._listener(seat)}?session={quote(seat.session)}"
        return int((await self._server.ask("DELETE", path))["waiting"])

    def _listener(self, seat: Seat) -> str:
        return f"{self._bot}/listeners/{seat.endpoint_id}"


def _forward(one: dict[str, Any]) -> Forward:
    return Forward(
        delivery_id=one["id"],
        claim_id=one["claim"],
        trigger=one["trigger"],
        conversation_id=one["conversation_id"],
        sequence=one["sequence"],
        attempt=one["attempt"],
        signed_at=0,  # the server has it in the claim
        headers=one["headers"],
        body=one["body"].encode(),
        timeout=one["timeout"],
    )


def _moment(iso: str | None) -> int | None:
    if iso is None:
        return None
    return round((datetime.fromisoformat(iso) - _EPOCH).total_seconds() * SECOND)
