"""What the routes of both APIs share: who lets people in, the services, the bounds."""

import os
from collections.abc import Callable
from dataclasses import dataclass

from kauli.api.auth import Gate
from kauli.api.signing_in import SignIns
from kauli.api.throttle import Throttle
from kauli.api.visits import Visits
from kauli.services import Services

__all__ = ["Context", "fresh_chat_id"]


@dataclass(frozen=True, slots=True)
class Context:
    """Where requests are taken in.

    Attributes:
        gate: lets people in.
        services: the services, once they are running.
        message_limit: the most characters of a message.
        widgets: how often an address may talk to web widgets, which need no key.
        sign_ins: how often passwords may be tried.
        visits: how many requests were answered.
        metrics_open: whether everybody may see how it all goes.
    """

    gate: Gate
    services: Callable[[], Services]
    message_limit: int
    widgets: Throttle
    sign_ins: SignIns
    visits: Visits
    metrics_open: bool


def fresh_chat_id() -> str:
    """An id for a chat whose client left it to us; nobody can guess it."""
    return os.urandom(12).hex()
