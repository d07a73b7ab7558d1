"""Both APIs behind one front door."""

import time
from collections.abc import Callable
from pathlib import Path

from starlette.types import ASGIApp

from kauli.api.auth import Gate
from kauli.api.context import Context
from kauli.api.front import FrontDoor
from kauli.api.pages import Pages
from kauli.api.sarufi import compatible_api
from kauli.api.signing_in import SignIns
from kauli.api.throttle import Rate, Throttle
from kauli.api.v1 import OUR_PATHS, our_api
from kauli.api.visits import Visits
from kauli.services import Services

__all__ = ["build_api"]

_WIDGETS = Rate(burst=60, per_second=10)


def build_api(
    services: Callable[[], Services],
    *,
    open_mode: bool,
    body_limit: int,
    version: str,
    message_limit: int = 4_096,
    metrics_open: bool = False,
    dashboard: Path | None = None,
    now: Callable[[], float] = time.monotonic,
) -> ASGIApp:
    """An ASGI application that answers both APIs; its lifespan is somebody else's.

    Args:
        services: the services, asked for with each request.
        open_mode: whether requests from this machine need no key.
        body_limit: the largest body, in bytes.
        version: of Kauli, for the descriptions.
        message_limit: the most characters of a chatter's message.
        metrics_open: whether everybody may see ``/metrics``, of all workspaces.
        dashboard: folder of the built dashboard, served at ``/``; ``None`` to serve none.
        now: seconds from any start, to count how often whoever has no key asks.
    """
    visits = Visits()
    context = Context(
        gate=Gate(services, open_mode=open_mode),
        services=services,
        message_limit=message_limit,
        widgets=Throttle(_WIDGETS, now=now),
        sign_ins=SignIns(now),
        visits=visits,
        metrics_open=metrics_open,
    )
    return FrontDoor(
        our_api(context, version),
        OUR_PATHS,
        compatible_api(context, version),
        body_limit=body_limit,
        visits=visits,
        pages=Pages(dashboard) if dashboard is not None else None,
    )
