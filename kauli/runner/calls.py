"""The calls that a turn asks for: the author's middleware, one POST a variable, at the same time.

No database transaction is open meanwhile, each call has a deadline, and whatever goes wrong is
an answer too (``None``): the chatter's message is never lost to it.
"""

import asyncio
from collections.abc import Mapping, Sequence

import structlog

from kauli.flow import Call
from kauli.kit import json
from kauli.kit.errors import Invalid
from kauli.net import OutgoingClient, SendFailure
from kauli.runner.programs import Middleware

__all__ = ["MiddlewareCaller"]

_MAX_ANSWER = 256 * 1024
_SCHEMES = ("bearer ", "basic ", "token ", "apikey ")

log = structlog.get_logger(__name__)


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
        answers = await asyncio.gather(*[self._answer(middleware, call, chat_id) for call in calls])
        return {call.variable: answer for call, answer in zip(calls, answers, strict=True)}

    async def _answer(self, middleware: Middleware, call: Call, chat_id: str) -> object:
        url = _joined(middleware.base_url, (middleware.paths or {}).get(call.variable, ""))
        body = json.dumps({**call.memory, "chat_id": chat_id})
        try:
            answer = await self._client.post(
                url,
                body,
                self._headers(middleware.authorization),
                timeout=self._timeout,
                max_response=_MAX_ANSWER,
            )
            if 200 <= answer.status < 300:
                return json.parse_body(answer.content(_MAX_ANSWER))
            why = f"It answered {answer.status}."
        except SendFailure as failure:
            why = failure.sentence
        except Invalid as error:
            why = error.message
        log.warning("middleware.failed", variable=call.variable, why=why)
        return None

    def _headers(self, authorization: str) -> Mapping[str, str]:
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
