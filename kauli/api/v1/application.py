"""Our own API, put together."""

from typing import Any

from fastapi import FastAPI
from starlette.types import ASGIApp, Receive, Scope, Send

from kauli.api import metrics
from kauli.api.body import decode
from kauli.api.context import Context
from kauli.api.exchange import Visit
from kauli.api.front import Api
from kauli.api.page import describe
from kauli.api.rendering import render_by
from kauli.api.v1 import (
    accounts,
    bots,
    conversation_tests,
    conversations,
    deliveries,
    documents,
    endpoints,
    health,
    insight,
    layouts,
    learning,
    listening,
    members,
    payload,
    people,
    session,
    statistics,
    templates,
    trials,
    trying,
    versions,
)
from kauli.api.v1.errors import render
from kauli.api.v1.hot import MESSAGES_ROUTE, lean_routes
from kauli.api.v1.lean_models import describe_messages

__all__ = ["OUR_PATHS", "our_api"]

OUR_PATHS = ("/api/v1", "/healthz", "/metrics")
"""Where the paths of this API begin."""

_ROUTERS = (
    documents.router,
    bots.router,
    versions.router,
    layouts.router,
    templates.router,
    payload.router,
    learning.router,
    conversations.router,
    people.router,
    statistics.router,
    trying.router,
    conversation_tests.router,
    endpoints.router,
    insight.router,
    deliveries.router,
    listening.router,
    trials.router,
    accounts.router,
    session.router,
    members.router,
    health.router,
    metrics.router,
)


def our_api(context: Context, version: str) -> Api:
    """The resource-oriented API: versions, endpoints, deliveries and all."""
    app = FastAPI(
        title="Kauli API",
        version=version,
        description="Lists come in pages: `items` and `next_cursor`. Errors have one shape: "
        '`{"error": {"code", "message", "problems"}}`.',
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
    )
    app.state.context = context
    for router in _ROUTERS:
        app.include_router(router)
    render_by(app, render)
    describe(app, lambda: _described(app), "/api/v1")
    return Api(_checked(app), {}, lean_routes(context), render, any_origin=False)


def _described(app: FastAPI) -> dict[str, Any]:
    document = app.openapi()
    path_item, schemas = describe_messages()
    document["components"]["schemas"] = schemas | document["components"]["schemas"]
    document["paths"] = {MESSAGES_ROUTE: path_item, **document["paths"]}
    return document


def _checked(app: ASGIApp) -> ASGIApp:
    """The application, with JSON bodies held to what can be stored before it reads them."""

    async def checked(scope: Scope, receive: Receive, send: Send) -> None:
        visit: Visit = scope["kauli.visit"]
        if visit.body and b"json" in visit.headers.get(b"content-type", b""):
            decode(visit.body)
        await app(scope, receive, send)

    return checked
