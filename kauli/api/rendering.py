"""Errors on their way out: each API writes them in its own shape, in one place."""

from collections.abc import Callable

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kauli.api.exchange import Header
from kauli.kit.errors import Invalid, KauliError, NotFound, Problem

__all__ = ["CRASHED", "MethodNotAllowed", "Render", "error_headers", "render_by"]

Render = Callable[[KauliError], tuple[int, bytes]]
"""Makes an error's status and JSON body."""

CRASHED = KauliError("Something went wrong on the server; its log says what.")
"""All that is told of an error that nobody foresaw."""


class MethodNotAllowed(KauliError):
    """The address is right, the method is not.

    Attributes:
        allow: the methods that are, as the header Allow lists them.
    """

    status = 405
    default_code = "method_not_allowed"

    def __init__(self, allow: str) -> None:
        super().__init__(f"This address does not take that method, but {allow}.")
        self.allow = allow


def error_headers(error: KauliError) -> tuple[Header, ...]:
    """The headers that tell a client what to do about an error."""
    if isinstance(error, MethodNotAllowed):
        return ((b"allow", error.allow.encode()),)
    match error.status:
        case 401:
            return ((b"www-authenticate", b"Bearer"),)
        case 429 | 503:
            return ((b"retry-after", b"2"),)
    return ()


def render_by(app: FastAPI, render: Render) -> None:
    """Let an application answer every error by ``render``."""

    async def respond(_: Request, error: Exception) -> Response:
        known = _known(error)
        status, body = render(known)
        response = Response(body, status, media_type="application/json")
        response.raw_headers.extend(error_headers(known))
        return response

    for kind in (KauliError, RequestValidationError, HTTPException, Exception):
        app.add_exception_handler(kind, respond)


def _known(error: Exception) -> KauliError:
    match error:
        case KauliError():
            return error
        case RequestValidationError():
            return _refused(error)
        case HTTPException(status_code=404):
            return NotFound(
                "There is nothing at this address; the APIs are described at /docs and "
                "/api/v1/docs."
            )
        case HTTPException(status_code=405):
            headers = {name.lower(): text for name, text in (error.headers or {}).items()}
            return MethodNotAllowed(headers.get("allow", "others"))
        case HTTPException():
            other = KauliError(str(error.detail), code="bad_request")
            other.status = error.status_code
            return other
    return CRASHED


def _refused(error: RequestValidationError) -> Invalid:
    problems = [
        Problem(tuple(str(step) for step in fault["loc"]), fault["msg"], fault["type"])
        for fault in error.errors()
    ]
    first = problems[0]
    place = ".".join(first.where[1:]) or first.where[0]
    return Invalid(f"{place}: {first.message}.", problems=problems)
