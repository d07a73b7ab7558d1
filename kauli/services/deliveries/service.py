"""What people do with deliveries."""

from kauli.kit.clock import Clock
from kauli.kit.errors import Conflict, Invalid, NotFound
from kauli.kit.pages import Page, cut, decode_cursor
from kauli.services.deliveries.views import STATUSES, DeliveryView, delivery_view
from kauli.services.principal import Principal
from kauli.services.scope import bot_of
from kauli.storage import DELIVERIES, Database
from kauli.storage.queries import delivery_log
from kauli.storage.queries.delivery_log import LoggedDelivery
from kauli.storage.statements import Steps

__all__ = ["Deliveries"]


class Deliveries:
    """A workspace's deliveries."""

    def __init__(self, database: Database, *, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._due = database.signal(DELIVERIES)

    async def page(
        self,
        principal: Principal,
        *,
        bot_id: int | None = None,
        status: str | None = None,
        cursor: str | None = None,
        limit: int = 50,
    ) -> Page[DeliveryView]:
        """Deliveries, newest first.

        Raises:
            Invalid: there is no such status.
        """
        if status is not None and status not in STATUSES:
            raise Invalid(f"A status is one of {', '.join(STATUSES)}.", code="bad_status")
        before = decode_cursor(cursor) if cursor else None
        found = await self._database.read(_list, principal, bot_id, status, before, limit=limit + 1)
        return cut([delivery_view(row) for row in found], limit, lambda one: one.id)

    async def get(self, principal: Principal, delivery_id: str) -> DeliveryView:
        """One delivery with its attempts."""
        return await self._database.read(_get, principal, delivery_id)

    async def resend(self, principal: Principal, delivery_id: str) -> DeliveryView:
        """Send a delivery again now, under the same id, so that the receiver can tell.

        Raises:
            NotFound: no such delivery.
            Conflict: it is being sent this moment.
        """
        await self.get(principal, delivery_id)
        done = await self._database.write(
            delivery_log.resend_delivery, principal.workspace_id, delivery_id, self._clock()
        )
        if not done:
            raise Conflict("It is being sent this very moment.", code="delivery_sending")
        self._due.send()
        return await self.get(principal, delivery_id)


def _list(
    principal: Principal,
    bot_id: int | None,
    status: str | None,
    before: str | None,
    *,
    limit: int,
) -> Steps[list[LoggedDelivery]]:
    if bot_id is not None:
        yield from bot_of(principal, bot_id)
    return (
        yield from delivery_log.list_deliveries(
            principal.workspace_id, bot_id=bot_id, status=status, before=before, limit=limit
        )
    )


def _get(principal: Principal, delivery_id: str) -> Steps[DeliveryView]:
    found = yield from delivery_log.find_delivery(principal.workspace_id, delivery_id)
    if found is None:
        raise NotFound(f"There is no delivery {delivery_id}.", code="delivery_not_found")
    attempts = yield from delivery_log.list_attempts(delivery_id)
    return delivery_view(found, attempts)
