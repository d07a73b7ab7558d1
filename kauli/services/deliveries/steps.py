"""The transactions behind what people do with a single delivery."""

from kauli.kit.errors import Conflict, NotFound
from kauli.services.deliveries.views import DeliveryView, delivery_view
from kauli.services.principal import Principal
from kauli.storage.queries import delivery_log, resending
from kauli.storage.queries.resending import FINISHED, Held
from kauli.storage.statements import Steps

__all__ = ["cancel", "get", "hurry", "resend"]


def get(principal: Principal, delivery_id: str, now: int) -> Steps[DeliveryView]:
    """A delivery with its attempts."""
    found = yield from delivery_log.find_delivery(principal.workspace_id, delivery_id)
    if found is None:
        raise _not_found(delivery_id)
    attempts = yield from delivery_log.list_attempts(delivery_id)
    return delivery_view(found, now, attempts)


def resend(principal: Principal, delivery_id: str, now: int, *, dialect: str) -> Steps[None]:
    """Put back in line what is finished; let what waits go now."""
    held = yield from _hold(principal, delivery_id, dialect)
    workspace = principal.workspace_id
    if held.status in FINISHED:
        yield from resending.send_again(dialect, workspace, [delivery_id], now)
    else:
        yield from resending.send_now(workspace, delivery_id, now)


def hurry(principal: Principal, delivery_id: str, now: int, *, dialect: str) -> Steps[None]:
    """Let what waits go now."""
    held = yield from _hold(principal, delivery_id, dialect)
    _refuse_finished(held, "resend it to send it once more")
    yield from resending.send_now(principal.workspace_id, delivery_id, now)


def cancel(principal: Principal, delivery_id: str, now: int, *, dialect: str) -> Steps[None]:
    """Call off what waits."""
    held = yield from _hold(principal, delivery_id, dialect, though_removed=True)
    _refuse_finished(held, "there is nothing to call off")
    yield from resending.call_off(dialect, principal.workspace_id, [delivery_id], now)


def _hold(
    principal: Principal, delivery_id: str, dialect: str, *, though_removed: bool = False
) -> Steps[Held]:
    held = yield from resending.hold_delivery(dialect, principal.workspace_id, delivery_id)
    if held is None:
        raise _not_found(delivery_id)
    if held.status == "sending":
        raise Conflict(
            "It is being sent this very moment; try again when that attempt is over.",
            code="delivery_sending",
        )
    if held.removed and not though_removed:
        raise Conflict("Its endpoint was removed, so it can go nowhere.", code="endpoint_removed")
    return held


def _refuse_finished(held: Held, hint: str) -> None:
    if held.status in FINISHED:
        raise Conflict(f"It is {held.status} already; {hint}.", code="delivery_finished")


def _not_found(delivery_id: str) -> NotFound:
    return NotFound(f"There is no delivery {delivery_id}.", code="delivery_not_found")
