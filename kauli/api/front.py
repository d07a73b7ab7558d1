"""The front door: a plain ASGI application in front of everything.

It brings paths into their one form, bounds and reads the body, hands the hottest routes to
lean handlers and everything else to FastAPI, and turns every error into JSON.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kauli.api import cors
from kauli.api.exchange import (
    Disconnected,
    Handler,
    Header,
    Visit,
    read_body,
    replay,
    request_id,
    send_json,
)
from kauli.api.pages import Pages
from kauli.api.rendering import CRASHED, MethodNotAllowed, Render, error_headers
from kauli.api.visits import Visits, route_of
from kauli.kit.errors import Invalid, KauliError

__all__ = ["Api", "FrontDoor", "LeanRoute"]

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class LeanRoute:
    """A lean route: POST to an address with names in it, such as ``/plugin/{bot_id}``."""

    pattern: re.Pattern[str]
    handler: Handler
    address: str


@dataclass(frozen=True, slots=True)
class Api:
    """One of the APIs behind the front door.

    Attributes:
        app: answers what no lean route does.
        exact: lean routes (all POST) by their path.
        patterned: lean routes with names in the path.
        render: makes the body of an error.
        any_origin: whether pages from anywhere may call it.
    """

    app: ASGIApp
    exact: Mapping[str, Handler]
    patterned: Sequence[LeanRoute]
    render: Render
    any_origin: bool

    def lean(self, path: str) -> tuple[Handler, tuple[str, ...], str] | None:
        """The lean route of a path, the names in it and the route's own name."""
        handler = self.exact.get(path)
        if handler is not None:
            return handler, (), path
        for route in self.patterned:
            found = route.pattern.fullmatch(path)
            if found:
                return route.handler, found.groups(), route.address
        return None


class FrontDoor:
    """Everything comes in here.

    Args:
        ours: our own API.
        prefixes: where its paths begin.
        compatible: the API at the root.
        body_limit: the largest body, in bytes.
        visits: told of every request that was answered.
        pages: the dashboard's files, if it is to be served.
    """

    def __init__(
        self,
        ours: Api,
        prefixes: tuple[str, ...],
        compatible: Api,
        *,
        body_limit: int,
        visits: Visits | None = None,
        pages: Pages | None = None,
    ) -> None:
        self._ours = ours
        self._prefixes = prefixes
        self._compatible = compatible
        self._limit = body_limit
        self._visits = visits or Visits()
        self._pages = pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; connections of other kinds are closed."""
        if scope["type"] != "http":
            if scope["type"] == "websocket":
                await send({"type": "websocket.close", "code": 1000})
            return
        path: str = scope["path"]
        if path.startswith("//"):
            path = "/" + path.lstrip("/")
        if path.endswith("/") and path != "/":
            path = path[:-1]
        if path != scope["path"]:
            scope = {**scope, "path": path}
        api = self._ours if path.startswith(self._prefixes) else self._compatible
        visit = Visit(scope, dict(scope["headers"]))
        if self._pages is not None and self._pages.find(visit):
            known_as: Header = (b"x-request-id", request_id(visit.headers))
            status = await self._pages.answer(visit, send, (known_as,))
            self._visits.count(visit.scope["method"], visit.route, status)
            return
        await self._answer(api, visit, receive, send)

    async def _answer(self, api: Api, visit: Visit, receive: Receive, send: Send) -> None:
        known_as = request_id(visit.headers)
        extra: tuple[Header, ...] = ((b"x-request-id", known_as),)
        if api.any_origin:
            if cors.is_preflight(visit):
                await send_json(send, 200, b"{}", (*extra, *cors.preflight(visit)))
                return
            if b"origin" in visit.headers:
                extra += cors.ANY_ORIGIN
        outlet = _Outlet(send, extra, bare=visit.scope["method"] == "HEAD")
        try:
            answer = await self._handle(api, visit, receive, outlet)
            if answer is not None:
                await send_json(send, 200, answer, extra)
                outlet.status = 200
        except Disconnected:
            return
        except KauliError as error:
            await outlet.fail(api.render, error)
        except Exception:  # noqa: BLE001 (the last resort: logged, and told without the details)
            _log.exception(
                "request_failed",
                request_id=known_as.decode(),
                method=visit.scope["method"],
                path=visit.scope["path"],
            )
            await outlet.fail(api.render, CRASHED)
        self._visits.count(visit.scope["method"], visit.route, outlet.status)

    async def _handle(
        self, api: Api, visit: Visit, receive: Receive, outlet: "_Outlet"
    ) -> bytes | None:
        """The JSON of a lean route's answer, or ``None`` where the application answered."""
        scope = visit.scope
        if "\x00" in scope["path"] or b"%00" in scope["query_string"]:
            raise Invalid("An address has no NUL characters.", code="nul_character")
        lean = api.lean(scope["path"])
        if lean is None:
            visit.body = await read_body(receive, visit.headers, self._limit)
            inner = {**scope, "kauli.visit": visit}
            if scope["method"] == "HEAD":
                inner["method"] = "GET"
            try:
                await api.app(inner, replay(visit.body, receive), outlet)
            finally:
                visit.route = route_of(inner)
            return None
        handler, visit.names, visit.route = lean
        if scope["method"] != "POST":
            raise MethodNotAllowed("POST")
        visit.body = await read_body(receive, visit.headers, self._limit)
        return await handler(visit)


class _Outlet:
    """``send`` for the application behind: adds the headers that every answer has.

    Args:
        send: the server's.
        headers: what to add.
        bare: leave bodies out, as HEAD wants it.

    Attributes:
        status: of the answer; 0 before it has begun.
    """

    def __init__(self, send: Send, headers: Sequence[Header], *, bare: bool) -> None:
        self._send = send
        self._headers = headers
        self._bare = bare
        self.status = 0

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            message = {**message, "headers": [*message.get("headers", ()), *self._headers]}
        elif self._bare:
            message = {**message, "body": b""}
        await self._send(message)

    async def fail(self, render: Render, error: KauliError) -> None:
        """Tell of an error, where the answer has not begun."""
        if self.status:
            return
        self.status, body = render(error)
        headers = (*error_headers(error), *self._headers)
        await send_json(self._send, self.status, body, headers, bare=self._bare)
