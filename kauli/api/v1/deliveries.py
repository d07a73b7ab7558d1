"""Deliveries: what was sent, what was answered, what is still to go, and what becomes of it."""

from typing import Any

from fastapi import APIRouter

from kauli.api.dependencies import Everything, Me
from kauli.api.v1.delivery_models import (
    Cancelled,
    Delivery,
    DeliveryWithAttempts,
    Filters,
    Resent,
    ToCancel,
    ToResend,
)
from kauli.api.v1.models import FAULTS, PageOf, Window
from kauli.kit.pages import Page
from kauli.services.deliveries import DeliveryView, Done

__all__ = ["router"]

router = APIRouter(prefix="/api/v1/deliveries", tags=["deliveries"], responses=FAULTS)


@router.get("", response_model=PageOf[Delivery])
async def list_deliveries(
    me: Me, services: Everything, window: Window, wanted: Filters
) -> Page[DeliveryView]:
    """List deliveries, newest first."""
    return await services.deliveries.page(me, wanted, cursor=window.cursor, limit=window.limit)


@router.post("/resend", response_model=Resent)
async def resend_many(me: Me, services: Everything, which: ToResend) -> dict[str, Any]:
    """Send many again, oldest first; those of one conversation go out one after the other.

    What was finished gets a fresh schedule, what waits goes out now. What would go to an endpoint
    that was removed is left out.
    """
    done = await services.deliveries.resend_all(
        me,
        which.wanted(which.status),
        cursor=which.cursor,
        limit=which.limit,
        dry_run=which.dry_run,
    )
    return {"resent": done.deliveries, **_rest(done)}


@router.post("/cancel", response_model=Cancelled)
async def cancel_many(me: Me, services: Everything, which: ToCancel) -> dict[str, Any]:
    """Call off many that wait, newest first."""
    done = await services.deliveries.cancel_all(
        me,
        which.wanted(which.status),
        cursor=which.cursor,
        limit=which.limit,
        dry_run=which.dry_run,
    )
    return {"cancelled": done.deliveries, **_rest(done)}


@router.get("/{delivery_id}", response_model=DeliveryWithAttempts)
async def get(me: Me, services: Everything, delivery_id: str) -> DeliveryView:
    """Get a delivery with its attempts."""
    return await services.deliveries.get(me, delivery_id)


@router.post("/{delivery_id}/resend", response_model=DeliveryWithAttempts)
async def resend(me: Me, services: Everything, delivery_id: str) -> DeliveryView:
    """Send a delivery again, under the same id, now or when its line lets it."""
    return await services.deliveries.resend(me, delivery_id)


@router.post("/{delivery_id}/send-now", response_model=DeliveryWithAttempts)
async def send_now(me: Me, services: Everything, delivery_id: str) -> DeliveryView:
    """Let one that waits go out now, even before an earlier one of its conversation."""
    return await services.deliveries.send_now(me, delivery_id)


@router.post("/{delivery_id}/cancel", response_model=DeliveryWithAttempts)
async def cancel(me: Me, services: Everything, delivery_id: str) -> DeliveryView:
    """Call off one that waits; the next of its conversation moves up."""
    return await services.deliveries.cancel(me, delivery_id)


def _rest(done: Done) -> dict[str, Any]:
    return {"more": done.next_cursor is not None, "next_cursor": done.next_cursor}
