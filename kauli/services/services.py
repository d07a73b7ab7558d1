"""Every service, made from one database."""

import random
import secrets
from dataclasses import dataclass

from kauli.delivery.sender import Sender
from kauli.flow import Limits
from kauli.kit.clock import Clock
from kauli.net import OutgoingClient
from kauli.nlu import Encoder
from kauli.runner import MiddlewareCaller, Programs, Runner
from kauli.services.accounts import Accounts, FirstRun, Members, Sessions
from kauli.services.bots import Bots, Drafts, FactBook, Layouts
from kauli.services.conversations import Conversations
from kauli.services.deliveries import Deliveries
from kauli.services.endpoints import Endpoints, Trials
from kauli.services.insight import Insight, TurnTimes
from kauli.services.learning import Learning
from kauli.services.listening import Listening
from kauli.services.statistics import Statistics
from kauli.services.trying import Trying
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
        delivery_timeout: seconds a receiver may take to answer.
        delivery_lease: seconds after which what a dead listener held is due again.
        user_agent: how we introduce ourselves to other servers.
        encoder: understands messages beside the recogniser's own means.
    """

    limits: Limits
    starter_content: bool
    allow_registration: bool
    middleware_timeout: float
    delivery_timeout: float
    delivery_lease: float
    user_agent: str
    encoder: Encoder | None = None


@dataclass(frozen=True, slots=True)
class Services:
    """What people do, one object for each thing they do it with."""

    accounts: Accounts
    sessions: Sessions
    members: Members
    first_run: FirstRun
    bots: Bots
    drafts: Drafts
    layouts: Layouts
    conversations: Conversations
    endpoints: Endpoints
    deliveries: Deliveries
    learning: Learning
    listening: Listening
    insight: Insight
    statistics: Statistics
    trying: Trying


def make_services(
    database: Database, client: OutgoingClient, options: Options, *, clock: Clock
) -> Services:
    """Wire the services to a database and the way out."""
    programs = Programs(database, limits=options.limits, encoder=options.encoder)
    middleware = MiddlewareCaller(
        client, timeout=options.middleware_timeout, user_agent=options.user_agent
    )
    runner = Runner(database, programs, middleware, clock=clock, pick=secrets.randbelow)
    trials = Trials(
        database,
        Sender(client, clock, timeout=options.delivery_timeout),
        clock=clock,
        limits=options.limits,
        timeout=options.delivery_timeout,
    )
    book = FactBook(database)
    bots = Bots(
        database,
        clock=clock,
        limits=options.limits,
        starter_content=options.starter_content,
        encoder=options.encoder,
        book=book,
    )
    turns = TurnTimes()
    accounts = Accounts(database, clock=clock, allow_registration=options.allow_registration)
    sessions = Sessions(database, clock=clock)
    return Services(
        accounts=accounts,
        sessions=sessions,
        members=Members(database, accounts, sessions, clock=clock),
        first_run=FirstRun(database, clock=clock),
        bots=bots,
        drafts=Drafts(database, book, clock=clock),
        layouts=Layouts(database, clock=clock, limits=options.limits),
        conversations=Conversations(database, runner, programs, clock=clock, turns=turns),
        insight=Insight(database, turns, clock=clock),
        statistics=Statistics(database, clock=clock),
        endpoints=Endpoints(database, trials, clock=clock),
        deliveries=Deliveries(database, clock=clock),
        learning=Learning(database, bots, limits=options.limits),
        trying=Trying(
            database,
            programs,
            middleware,
            clock=clock,
            limits=options.limits,
            encoder=options.encoder,
        ),
        listening=Listening(
            database,
            clock=clock,
            jitter=random.random,
            timeout=options.delivery_timeout,
            lease=options.delivery_lease,
        ),
    )
