"""What the routes of both APIs ask FastAPI for."""

from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.responses import Response

from kauli.api.context import Context
from kauli.api.exchange import Visit
from kauli.kit.json import dumps
from kauli.services import Principal, Services

__all__ = ["Everything", "Here", "JsonResponse", "Me", "ThisVisit"]

_scheme = HTTPBearer(
    auto_error=False, scheme_name="API key", description="The key: `Authorization: Bearer <key>`."
)


class JsonResponse(Response):
    """An answer that needs no look through it before it is written."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        """The bytes of the content."""
        return dumps(content)


def _visit(request: Request) -> Visit:
    visit: Visit = request.scope["kauli.visit"]
    return visit


def _context(request: Request) -> Context:
    context: Context = request.app.state.context
    return context


def _services(request: Request) -> Services:
    return _context(request).services()


ThisVisit = Annotated[Visit, Depends(_visit)]
"""The request as the front door read it."""

Here = Annotated[Context, Depends(_context)]
"""Where requests are taken in."""

Everything = Annotated[Services, Depends(_services)]
"""The services."""


async def _me(
    visit: ThisVisit,
    here: Here,
    _: Annotated[HTTPAuthorizationCredentials | None, Depends(_scheme)],
) -> Principal:
    return await here.gate.admit(visit)


Me = Annotated[Principal, Depends(_me)]
"""Who asks; without a valid key the request ends here."""
