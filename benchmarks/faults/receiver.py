"""The receiver of the proof: checks the signature as published receivers do, and notes it down."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import msgspec
from aiohttp import web
from standardwebhooks import Webhook
from standardwebhooks.webhooks import WebhookVerificationError

from benchmarks.faults.tally import Arrival, Tally

__all__ = ["receiving"]


@asynccontextmanager
async def receiving(tally: Tally, port: int, secret: str) -> AsyncIterator[None]:
    """Listen on 127.0.0.1 while the block runs.

    Args:
        tally: told of what arrives.
        port: where to listen.
        secret: what deliveries are signed with.
    """
    webhook = Webhook(secret)

    async def order(request: web.Request) -> web.Response:
        body = await request.read()
        headers = {name.lower(): value for name, value in request.headers.items()}
        try:
            webhook.verify(body, headers)
            genuine = True
        except WebhookVerificationError:
            genuine = False
        decoded = msgspec.json.decode(body, type=dict[str, str])
        tally.arrive(Arrival(headers.get("webhook-id", ""), genuine, decoded))
        return web.Response(status=204)

    application = web.Application()
    application.router.add_post("/new-order", order)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", port).start()
        yield
    finally:
        await runner.cleanup()
