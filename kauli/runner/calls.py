"""The calls that a turn asks for: the author's middleware, one POST a variable, at the same time.

No database transaction is open meanwhile, each call has a deadline, and whatever goes wrong is
an answer too (``None``): the chatter's message is never lost to it.
"""

import asyncio
from collections.abc import Mapping, Sequence

import msgspec
import structlog

from kauli.flow import Call
from kauli.kit import json
from kauli.kit.errors import Invalid
from kauli.net import OutgoingClient, SendFailure
from kauli.runner.programs import Middleware

__all__ = ["Called", "MiddlewareCaller"]

_MAX_ANSWER = 256 * 1024
_SCHEMES = ("bearer ", "basic ", "token ", "apikey ")

log = structlog.get_logger(__name__)


class Called(msgspec.Struct, frozen=True):
    """A call that was made.

    Attributes:
        url: that was called.
        answer: decoded; ``None`` where there is nothing usable.
        why: what is wrong with it, in a sentence; "" for nothing.
        duration_ms: from the call to the end of the answer.
    """

    variable: str
    url: str
    answer: object
    why: str = ""
    duration_ms: int = 0


class MiddlewareCaller:
    """Makes the calls of a turn.

    Args:
        client: the guarded way out.
        timeout: seconds that a call may take, its answer included.
        user_agent: how we introduce ourselves.
    """

    def __init__(self, client: OutgoingClient, *, timeout: float, user_agent: str) -> None:
        self._client = client
        self._timeout = timeout
        self._user_agent = user_agent

    async def answers(
        self, middleware: Middleware, calls: Sequence[Call], chat_id: str
    ) -> dict[str, object]:
        """By variable, the decoded answer; ``None`` where there is nothing usable."""
        return {one.variable: one.answer for one in await self.called(middleware, calls, chat_id)}

    async def called(
        self, middleware: Middleware, calls: Sequence[Call], chat_id: str, *, test: bool = False
    ) -> list[Called]:
        """Make the calls, and tell how each went.

        Args:
            middleware: where to.
            calls: what the turn asks for.
            chat_id: whose conversation it is.
            test: say so in the header ``kauli-test``: nobody waits for the answer but an author.
        """
        headers = self._headers(middleware.authorization) | ({"kauli-test": "1"} if test else {})
        return await asyncio.gather(
            *[self._call(middleware, call, chat_id, headers) for call in calls]
        )

    async def _call(
        self, middleware: Middleware, call: Call, chat_id: str, headers: Mapping[str, str]
    ) -> Called:
        url = _joined(middleware.base_url, (middleware.paths or {}).get(call.variable, ""))
        body = json.dumps({**call.memory, "chat_id": chat_id})
        took = 0
        try:
            answer = await self._client.post(
                url, body, headers, timeout=self._timeout, max_response=_MAX_ANSWER
            )
            took = answer.elapsed_ms
            if 200 <= answer.status < 300:
                decoded = json.parse_body(answer.content(_MAX_ANSWER))
                return Called(call.variable, url, decoded, duration_ms=took)
            why = f"It answered {answer.status}."
        except SendFailure as failure:
            why, took = failure.sentence, took or failure.elapsed_ms
        except Invalid as error:
            why = error.message
        log.warning("middleware.failed", variable=call.variable, why=why)
        return Called(call.variable, url, None, why, took)

    def _headers(self, authorization: str) -> dict[str, str]:
        headers = {"content-type": "application/json", "user-agent": self._user_agent}
        if authorization:
            headers["authorization"] = bearer(authorization)
        return headers


def bearer(token: str) -> str:
    """An ``Authorization`` value: the token as a bearer, unless it names its scheme itself."""
    return token if token.lower().startswith(_SCHEMES) else f"Bearer {token}"


def _joined(base_url: str, path: str) -> str:
    """One slash between them, and a query string left as it is."""
    if not path or path.startswith("?"):
        return base_url + path
    return f"{base_url.rstrip('/')}/{path.lstrip('/')}"
