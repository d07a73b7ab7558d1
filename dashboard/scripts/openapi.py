"""Print the OpenAPI document of our own API; the dashboard's types are made from it."""

import asyncio
import json
import sys

from kauli.api import build_api


async def _document() -> bytes:
    """Ask the application for it, as a browser would."""
    app = build_api(
        lambda: None,  # type: ignore[arg-type, return-value]
        open_mode=False,
        body_limit=1_000,
        version="",
    )
    parts: list[bytes] = []

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, object]) -> None:
        if isinstance(body := message.get("body"), bytes):
            parts.append(body)

    scope = {
        "type": "http",
        "method": "GET",
        "path": "/api/v1/openapi.json",
        "query_string": b"",
        "headers": [],
        "client": ("127.0.0.1", 1),
    }
    await app(scope, receive, send)  # type: ignore[arg-type]
    return b"".join(parts)


if __name__ == "__main__":
    json.dump(json.loads(asyncio.run(_document())), sys.stdout, indent=1)
