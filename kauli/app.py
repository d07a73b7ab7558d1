"""The composition root: settings in, a running platform out."""

import asyncio
import os
import random
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

from kauli import __version__
from kauli.config import Settings
from kauli.delivery import Worker, WorkerSettings
from kauli.delivery.housekeeping import Housekeeping
from kauli.flow import Limits
from kauli.kit.clock import Clock
from kauli.kit.errors import Invalid
from kauli.kit.system import system_clock
from kauli.net import OutgoingClient, Policy
from kauli.nlu import encoder_available
from kauli.runner import SharedEncoder
from kauli.services import Options, Services, make_services
from kauli.storage import Database, open_database

__all__ = ["Platform", "open_platform", "policy_of", "running_worker"]


_LOOPBACK = "127.0.0.0/8, ::1"
"""What local use (``open``) may call besides, so that a receiver can run on the same machine."""


@dataclass(frozen=True, slots=True)
class Platform:
    """Everything that is open while Kauli runs."""

    settings: Settings
    database: Database
    client: OutgoingClient
    services: Services
    worker: Worker
    housekeeping: Housekeeping


@asynccontextmanager
async def open_platform(
    settings: Settings, *, clock: Clock = system_clock
) -> AsyncIterator[Platform]:
    """Open the database (bringing it up to date), the way out and the services.

    The worker and the housekeeping are made but not started: see ``running_worker``.

    Raises:
        Invalid: a setting that can't be.
        Unavailable: the database can't be reached or written.
        DatabaseTooNew: a newer Kauli wrote it.
    """
    policy = policy_of(settings)
    database = await open_database(
        settings.database_url, settings.data_dir, connections=settings.database_connections
    )
    async with OutgoingClient(policy) as client:
        try:
            yield Platform(
                settings,
                database,
                client,
                make_services(database, client, _options(settings), clock=clock),
                _worker(settings, database, client, clock),
                Housekeeping(database, clock, keep_days=settings.keep_deliveries_days),
            )
        finally:
            await database.close()


def policy_of(settings: Settings) -> Policy:
    """Which addresses may be called.

    Raises:
        Invalid: ``allow_private`` can't be read.
    """
    allowed = f"{settings.allow_private}, {_LOOPBACK}" if settings.open else settings.allow_private
    return Policy.parse(allowed)


@asynccontextmanager
async def running_worker(platform: Platform) -> AsyncIterator[None]:
    """Deliver, and tidy up, while the block runs; at its end finish what is under way."""
    stop = asyncio.Event()
    tasks = [
        asyncio.create_task(platform.worker.run(stop), name="kauli-worker"),
        asyncio.create_task(platform.housekeeping.run(stop), name="kauli-housekeeping"),
    ]
    try:
        yield
    finally:
        stop.set()
        for task in tasks:
            with suppress(asyncio.CancelledError):
                await task


def _options(settings: Settings) -> Options:
    return Options(
        limits=Limits(
            message_chars=settings.message_limit,
            states=settings.states_limit,
            memory_bytes=settings.memory_limit,
        ),
        starter_content=settings.starter_content,
        allow_registration=settings.allow_registration,
        middleware_timeout=settings.middleware_timeout,
        delivery_timeout=settings.delivery_timeout,
        delivery_lease=settings.delivery_lease,
        user_agent=f"Kauli/{__version__}",
        encoder=_encoder(settings),
    )


def _encoder(settings: Settings) -> SharedEncoder | None:
    if not settings.encoder:
        return None
    if not encoder_available():
        raise Invalid(
            "KAULI_ENCODER is on, but the encoder is not installed: pip install 'kauli[nlu]', or "
            "switch it off.",
            code="no_encoder",
        )
    return SharedEncoder()


def _worker(settings: Settings, database: Database, client: OutgoingClient, clock: Clock) -> Worker:
    return Worker(
        database,
        client,
        clock,
        random.random,
        name=f"{socket.gethostname()}-{os.getpid()}",
        settings=WorkerSettings(
            concurrency=settings.delivery_concurrency,
            timeout_seconds=settings.delivery_timeout,
            lease_seconds=settings.delivery_lease,
        ),
    )
