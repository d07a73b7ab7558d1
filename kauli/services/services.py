"""Every service, made from one database."""

import secrets
from dataclasses import dataclass

from kauli.flow import Limits
from kauli.kit.clock import Clock
from kauli.net import OutgoingClient
from kauli.runner import MiddlewareCaller, Programs, Runner
from kauli.services.accounts import Accounts
from kauli.services.bots import Bots
from kauli.services.conversations import Conversations
from kauli.services.deliveries import Deliveries
from kauli.services.endpoints import Endpoints
from kauli.storage import Database

__all__ = ["Options", "Services", "make_services"]


@dataclass(frozen=True, slots=True)
class Options:
    """What whoever runs Kauli may decide about the services.

    Attributes:
        limits: the bounds of documents and turns.
        starter_content: see ``Bots``.
        allow_registration: see ``Accounts``.
        middleware_timeout: seconds a call in the middle of a turn may take.
        user_agent: how we introduce ourselves to other servers.
    """

    limits: Limits
    starter_content: bool
    allow_registration: bool
    middleware_timeout: float
    user_agent: str


@dataclass(frozen=True, slots=True)
class Services:
    """What people do, one object for each thing they do it with."""

    accounts: Accounts
    bots: Bots
    conversations: Conversations
    endpoints: Endpoints
    deliveries: Deliveries


def make_services(
    database: Database, client: OutgoingClient, options: Options, *, clock: Clock
) -> Services:
    """Wire the services to a database and the way out."""
    programs = Programs(database, limits=options.limits)
    middleware = MiddlewareCaller(
        client, timeout=options.middleware_timeout, user_agent=options.user_agent
    )
    runner = Runner(database, programs, middleware, clock=clock, pick=secrets.randbelow)
    return Services(
        accounts=Accounts(database, clock=clock, allow_registration=options.allow_registration),
        bots=Bots(
            database,
            clock=clock,
            limits=options.limits,
            starter_content=options.starter_content,
        ),
        conversations=Conversations(database, runner, programs, clock=clock),
        endpoints=Endpoints(database, clock=clock),
        deliveries=Deliveries(database, clock=clock),
    )
