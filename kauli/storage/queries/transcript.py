"""The deliveries that turns caused, to stand beside them in the transcript."""

from collections.abc import Sequence
from typing import Any

import msgspec
import sqlalchemy as sa

from kauli.storage.queries.lists import Among, listed, prepared
from kauli.storage.statements import Steps
from kauli.storage.tables import attempts, deliveries, endpoints

__all__ = ["Caused", "list_caused"]


class Caused(msgspec.Struct, frozen=True, gc=False):
    """A delivery and what its last attempt came to.

    Attributes:
        attempts: how many were made.
        outcome: of the last one; "" before it.
        sentence: what happened then, in words; ``None`` if nothing of it was kept.
    """

    id: str
    turn_number: int
    endpoint_id: str
    endpoint_name: str
    url: str
    trigger: str
    status: str
    attempts: int
    outcome: str
    sentence: str | None


def _caused(among: Among) -> sa.Select[Any]:
    last = (attempts.c.delivery_id == deliveries.c.id) & (
        attempts.c.number == deliveries.c.attempts
    )
    return (
        sa.select(
            *(deliveries.c[name] for name in ("id", "turn_number", "endpoint_id")),
            endpoints.c.name,
            endpoints.c.url,
            *(deliveries.c[name] for name in Caused.__struct_fields__[5:9]),
            attempts.c.sentence,
        )
        .join(endpoints, endpoints.c.id == deliveries.c.endpoint_id)
        .join(attempts, last, isouter=True)
        .where(among(deliveries.c.id, "deliveries"))
        .order_by(deliveries.c.turn_number, deliveries.c.sequence)
    )


_CAUSED = prepared(_caused)


def list_caused(dialect: str, delivery_ids: Sequence[str]) -> Steps[list[Caused]]:
    """Deliveries by their ids, in one query; those that were deleted for their age are left out.

    Args:
        dialect: ``Database.dialect``.
        delivery_ids: as the turns that caused them tell.
    """
    if not delivery_ids:
        return []
    rows = yield _CAUSED.bind(deliveries=listed(dialect, delivery_ids))
    return [Caused(*row) for row in rows]
