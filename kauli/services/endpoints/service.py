"""What people do with endpoints."""

from kauli.kit.clock import Clock
from kauli.kit.errors import NotFound
from kauli.services.endpoints.rows import changed_columns, new_endpoint, newest_secret
from kauli.services.endpoints.views import EndpointChanges, EndpointView, view
from kauli.services.principal import Principal
from kauli.services.scope import bot_of
from kauli.storage import Database
from kauli.storage.queries import bots, endpoints
from kauli.storage.queries.endpoints import Endpoint
from kauli.storage.statements import Steps

__all__ = ["Endpoints"]


class Endpoints:
    """The endpoints of a bot; a conversation under way sees a change with its next turn."""

    def __init__(self, database: Database, *, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def list(self, principal: Principal, bot_id: int) -> list[EndpointView]:
        """A bot's endpoints, oldest first."""
        found = await self._database.read(_list, principal, bot_id)
        return [view(endpoint) for endpoint in found]

    async def get(self, principal: Principal, bot_id: int, endpoint_id: str) -> EndpointView:
        """One endpoint."""
        return view(await self._database.read(_find, principal, bot_id, endpoint_id))

    async def create(
        self, principal: Principal, bot_id: int, changes: EndpointChanges
    ) -> tuple[EndpointView, str]:
        """Make an endpoint; the second thing returned is its signing secret."""
        columns = changed_columns(changes)
        made = await self._database.write(_create, principal, bot_id, columns, self._clock())
        return view(made), newest_secret(made)

    async def update(
        self, principal: Principal, bot_id: int, endpoint_id: str, changes: EndpointChanges
    ) -> EndpointView:
        """Change an endpoint."""
        columns = changed_columns(changes)
        return view(
            await self._database.write(
                _update, principal, bot_id, endpoint_id, columns, self._clock()
            )
        )

    async def delete(self, principal: Principal, bot_id: int, endpoint_id: str) -> None:
        """Remove an endpoint; what was still to be sent there is cancelled."""
        await self._database.write(_delete, principal, bot_id, endpoint_id, self._clock())

    async def secret(
        self, principal: Principal, bot_id: int, endpoint_id: str | None = None
    ) -> str:
        """The signing secret to verify with; of the bot's ``webhook_url`` when none is named."""
        return newest_secret(await self._database.read(_find, principal, bot_id, endpoint_id))


def _list(principal: Principal, bot_id: int) -> Steps[list[Endpoint]]:
    yield from bot_of(principal, bot_id)
    return (yield from endpoints.list_endpoints(bot_id))


def _find(principal: Principal, bot_id: int, endpoint_id: str | None) -> Steps[Endpoint]:
    yield from bot_of(principal, bot_id)
    if endpoint_id is None:
        found = yield from endpoints.find_default_endpoint(bot_id)
        missing = "This bot has no webhook yet; set one first (kauli webhook set BOT --url URL)."
    else:
        found = yield from endpoints.find_endpoint(bot_id, endpoint_id)
        missing = f"This bot has no endpoint {endpoint_id}."
    if found is None:
        raise NotFound(missing, code="endpoint_not_found")
    return found


def _create(
    principal: Principal, bot_id: int, columns: dict[str, object], now: int
) -> Steps[Endpoint]:
    bot = yield from bot_of(principal, bot_id)
    made = new_endpoint(bot.workspace_id, bot_id, is_default=False, now=now)
    yield from endpoints.add_endpoint(made)
    return (yield from _update(principal, bot_id, made.id, columns, now))


def _update(
    principal: Principal, bot_id: int, endpoint_id: str, columns: dict[str, object], now: int
) -> Steps[Endpoint]:
    yield from _find(principal, bot_id, endpoint_id)
    yield from endpoints.update_endpoint(endpoint_id, columns, now)
    yield from bots.touch_bot(bot_id, now)
    return (yield from _find(principal, bot_id, endpoint_id))


def _delete(principal: Principal, bot_id: int, endpoint_id: str, now: int) -> Steps[None]:
    yield from _find(principal, bot_id, endpoint_id)
    yield from endpoints.delete_endpoint(bot_id, endpoint_id, now)
    yield from bots.touch_bot(bot_id, now)
