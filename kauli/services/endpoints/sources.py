"""What a trial is made from: the bot, the endpoint, and the delivery where there is one."""

from dataclasses import dataclass

from kauli.kit.errors import NotFound
from kauli.services.principal import Principal
from kauli.services.scope import bot_of
from kauli.storage.queries import bots, delivery_log, endpoints
from kauli.storage.queries.bots import Bot
from kauli.storage.queries.delivery_log import LoggedDelivery
from kauli.storage.queries.endpoints import Endpoint
from kauli.storage.statements import Steps

__all__ = ["Source", "delivery_of", "source_for", "source_of"]


@dataclass(frozen=True, slots=True)
class Source:
    """What a trial is made from.

    Attributes:
        document: the flow, as JSON text.
        delivery: the one whose body is sent, where it is no example.
    """

    bot: Bot
    endpoint: Endpoint
    document: str
    delivery: LoggedDelivery | None = None


def source_of(
    principal: Principal,
    bot_id: int,
    endpoint_id: str | None,
    delivery_id: str | None,
    *,
    draft: bool,
) -> Steps[Source]:
    """A bot with the endpoint that is named, else the delivery's, else its own.

    Args:
        principal: whose.
        bot_id: which bot.
        endpoint_id: which endpoint, if one is named.
        delivery_id: which delivery, if one is to be sent.
        draft: take the draft's flow even where a version is published.

    Raises:
        NotFound: one of them is not there.
    """
    bot = yield from bot_of(principal, bot_id)
    if delivery_id is None:
        endpoint = yield from _endpoint(bot_id, endpoint_id)
        return Source(bot, endpoint, bot.draft if draft else (yield from _document(bot)))
    delivery = yield from delivery_of(principal, delivery_id, bot_id)
    endpoint = yield from _endpoint(bot_id, endpoint_id or delivery.endpoint_id)
    return Source(bot, endpoint, "", delivery)


def source_for(principal: Principal, bot_id: int, url: str) -> Steps[Source]:
    """A bot with the endpoint of this URL, else its own.

    Raises:
        NotFound: no such bot, or it has no endpoint yet.
    """
    bot = yield from bot_of(principal, bot_id)
    document = yield from _document(bot)
    for endpoint in (yield from endpoints.list_endpoints(bot_id)):
        if endpoint.url == url:
            return Source(bot, endpoint, document)
    return Source(bot, (yield from _endpoint(bot_id, None)), document)


def delivery_of(
    principal: Principal, delivery_id: str, bot_id: int | None
) -> Steps[LoggedDelivery]:
    """A delivery of the workspace; of this bot, where one is named.

    Raises:
        NotFound: there is none.
    """
    found = yield from delivery_log.find_delivery(principal.workspace_id, delivery_id)
    if found is None or bot_id not in (None, found.bot_id):
        raise NotFound(f"There is no delivery {delivery_id}.", code="delivery_not_found")
    return found


def _document(bot: Bot) -> Steps[str]:
    """The flow that answers chatters; the draft where nothing is published."""
    if bot.live_version_id is None:
        return bot.draft
    version = yield from bots.find_version(bot.id, bot.live_version_id)
    return bot.draft if version is None else version.document


def _endpoint(bot_id: int, endpoint_id: str | None) -> Steps[Endpoint]:
    """The endpoint named, else the bot's own, else its first."""
    if endpoint_id is not None:
        found = yield from endpoints.find_endpoint(bot_id, endpoint_id)
        missing = f"This bot has no endpoint {endpoint_id}."
    else:
        found = (yield from endpoints.find_default_endpoint(bot_id)) or (yield from _first(bot_id))
        missing = "This bot has no webhook yet; set one first (kauli webhook set BOT --url URL)."
    if found is None:
        raise NotFound(missing, code="endpoint_not_found")
    return found


def _first(bot_id: int) -> Steps[Endpoint | None]:
    return next(iter((yield from endpoints.list_endpoints(bot_id))), None)
