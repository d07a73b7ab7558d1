"""The compatible API, put together."""

from fastapi import FastAPI

from kauli.api.context import Context
from kauli.api.front import Api
from kauli.api.page import describe
from kauli.api.rendering import render_by
from kauli.api.sarufi import accounts, bots, conversations, widget
from kauli.api.sarufi.describe import complete, lean_route, ref
from kauli.api.sarufi.errors import render
from kauli.api.sarufi.hot import lean_routes
from kauli.api.sarufi.schemas import SCHEMAS

__all__ = ["compatible_api"]

_ROUTERS = (bots.router, conversations.router, widget.router, accounts.router)

_KEY: list[dict[str, list[str]]] = [{"API key": []}]

_LEAN_PATHS = {
    "/conversation": lean_route(
        "Send a message, get lines of text",
        ref("Answer"),
        body="Message",
        more=(409,),
        security=_KEY,
    ),
    "/conversation/whatsapp": lean_route(
        "Send a message, get buttons and media too",
        ref("ActionsAnswer"),
        body="Message",
        more=(409,),
        security=_KEY,
    ),
    "/plugin/conversation/{bot_id}": lean_route(
        "Send a message from a web page",
        ref("ActionsAnswer"),
        body="WidgetMessage",
        more=(403, 409, 429),
        parameters=[
            {"name": "bot_id", "in": "path", "required": True, "schema": {"type": "string"}}
        ],
    ),
}


def compatible_api(context: Context, version: str) -> Api:
    """The API that the published SDKs, bridges and the widget speak."""
    app = FastAPI(
        title="Kauli, the compatible API",
        version=version,
        description="What the published Sarufi SDKs call; only their base URL changes.",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
        strict_content_type=False,
    )
    app.state.context = context
    for router in _ROUTERS:
        app.include_router(router)
    render_by(app, render)
    describe(app, lambda: complete(app.openapi(), SCHEMAS, _LEAN_PATHS), "")
    exact, patterned = lean_routes(context)
    return Api(app, exact, patterned, render, any_origin=True)
