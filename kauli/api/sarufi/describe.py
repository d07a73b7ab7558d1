"""Routes of the compatible API in OpenAPI: bodies are read by hand, so they are described by hand.

``answers`` gives the keyword arguments of a route; ``complete`` adds to the document what no
FastAPI route says: the schemas, and the lean routes.
"""

from collections.abc import Mapping
from typing import Any

__all__ = ["answers", "complete", "lean_route", "ref"]

_FAULTS = {
    401: ("No key, or one that is not valid.", "Error"),
    404: ("There is no such thing, or it is somebody else's.", "Error"),
    413: ("The body is too large.", "Error"),
    422: ("Something in the request can't be used.", "ValidationError"),
}


def ref(name: str) -> dict[str, Any]:
    """A pointer to one of the schemas."""
    return {"$ref": f"#/components/schemas/{name}"}


def answers(
    summary: str, answer: dict[str, Any], *, body: str | None = None, more: tuple[int, ...] = ()
) -> dict[str, Any]:
    """The keyword arguments that describe a route.

    Args:
        summary: what it does.
        answer: the schema of its 200 answer.
        body: the name of the schema of its body.
        more: further statuses that it may answer with an error.
    """
    described: dict[str, Any] = {
        "summary": summary,
        "response_model": None,
        "responses": _responses(answer, more),
    }
    if body is not None:
        described["openapi_extra"] = {"requestBody": _body(body)}
    return described


def lean_route(
    summary: str,
    answer: dict[str, Any],
    *,
    body: str,
    more: tuple[int, ...] = (),
    **extra: Any,
) -> dict[str, Any]:
    """The path item of a route that the front door answers without FastAPI."""
    responses = {str(status): found for status, found in _responses(answer, more).items()}
    return {
        "post": {
            "tags": ["Conversations"],
            "summary": summary,
            "requestBody": _body(body),
            "responses": responses,
            **extra,
        }
    }


def complete(
    document: dict[str, Any], schemas: Mapping[str, Any], paths: Mapping[str, Any]
) -> dict[str, Any]:
    """The document with the schemas and the lean routes in it."""
    components = document.setdefault("components", {})
    components["schemas"] = {**components.get("schemas", {}), **schemas}
    document["paths"] = {**paths, **document["paths"]}
    return document


def _responses(answer: dict[str, Any], more: tuple[int, ...]) -> dict[int | str, dict[str, Any]]:
    found: dict[int | str, dict[str, Any]] = {
        200: {"description": "Done.", "content": _json(answer)}
    }
    for status, (description, schema) in _FAULTS.items():
        found[status] = {"description": description, "content": _json(ref(schema))}
    for status in more:
        found[status] = {"description": "Refused.", "content": _json(ref("Error"))}
    return found


def _body(name: str) -> dict[str, Any]:
    return {"required": True, "content": _json(ref(name))}


def _json(schema: dict[str, Any]) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}
