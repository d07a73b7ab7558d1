"""Deleting what ended long ago: deliveries with their attempts; how many there were is kept.

What has not ended is never deleted, and never even looked at: the search goes along the index by
status, one endpoint and one status at a time.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql import Executable

from kauli.storage.queries.lists import Among, listed, prepared
from kauli.storage.queries.resending import FINISHED
from kauli.storage.statements import Prepared, Steps
from kauli.storage.tables import attempts, deliveries, endpoints, totals

__all__ = ["Aged", "delete_aged", "list_aged", "list_aging"]


class Aged(msgspec.Struct, frozen=True):
    """Some of what may be old enough.

    Attributes:
        ids: of those that are.
        reached: how far was looked, the rest is beyond this id; ``None`` when there is no more.
    """

    ids: list[str]
    reached: str | None


_KEPT = deliveries.c.status != sa.literal_column("'sending'")
_MADE_BEFORE = deliveries.c.id < sa.bindparam("made_before")
_ENDED = deliveries.c.status.in_([sa.literal_column(f"'{status}'") for status in FINISHED])


def _aging(*conditions: sa.ColumnElement[bool]) -> sa.CompoundSelect[Any]:
    def having(status: str) -> sa.Select[Any]:
        literal: sa.ColumnElement[str] = sa.literal_column(f"'{status}'")
        some = sa.exists().where(
            _KEPT,
            deliveries.c.endpoint_id == endpoints.c.id,
            deliveries.c.status == literal,
            _MADE_BEFORE,
        )
        return sa.select(endpoints.c.id, literal).where(some, *conditions)

    return sa.union_all(*map(having, FINISHED))


def _delete(among: Among) -> Executable:
    return (
        sa.delete(deliveries)
        .where(
            among(deliveries.c.id, "ids"),
            _ENDED,
            deliveries.c.finished_at < sa.bindparam("ended_before"),
        )
        .returning(deliveries.c.id, deliveries.c.endpoint_id, deliveries.c.status)
    )


def _delete_attempts(among: Among) -> sa.Delete:
    return sa.delete(attempts).where(among(attempts.c.delivery_id, "ids"))


def _add_up(insert: Any) -> Any:
    added = insert(totals).values({column.name: sa.bindparam(column.name) for column in totals.c})
    return added.on_conflict_do_update(
        index_elements=list(totals.primary_key.columns),
        set_={"deliveries": totals.c.deliveries + added.excluded.deliveries},
    )


_AGING = Prepared(_aging())
_AGING_OF_WORKSPACE = Prepared(_aging(endpoints.c.workspace_id == sa.bindparam("workspace")))
_LIST = Prepared(
    sa.select(deliveries.c.id, deliveries.c.finished_at)
    .where(
        _KEPT,
        deliveries.c.endpoint_id == sa.bindparam("endpoint"),
        deliveries.c.status == sa.bindparam("status"),
        deliveries.c.id > sa.bindparam("beyond"),
        _MADE_BEFORE,
    )
    .order_by(deliveries.c.id)
    .limit(sa.bindparam("most"))
)
_DELETE = prepared(_delete)
_DELETE_ATTEMPTS = prepared(_delete_attempts)
_ADD_UP = Prepared(sqlite=_add_up(sqlite.insert), postgresql=_add_up(postgresql.insert))


def list_aging(made_before: str, workspace_id: int | None = None) -> Steps[list[tuple[str, str]]]:
    """The endpoints, each with a status, at which something ended was made before an id.

    Args:
        made_before: the id.
        workspace_id: only its endpoints.
    """
    if workspace_id is None:
        rows = yield _AGING.bind(made_before=made_before)
    else:
        rows = yield _AGING_OF_WORKSPACE.bind(made_before=made_before, workspace=workspace_id)
    return [(row[0], row[1]) for row in rows]


def list_aged(
    endpoint_id: str,
    status: str,
    *,
    beyond: str,
    made_before: str,
    ended_before: int,
    most: int,
) -> Steps[Aged]:
    """What ended long enough ago, of an endpoint and a status.

    Args:
        endpoint_id: of which endpoint.
        status: in which it ended.
        beyond: what was reached before; "" to begin.
        made_before: an id.
        ended_before: a moment, in microseconds since the epoch.
        most: how many to look at.
    """
    rows = yield _LIST.bind(
        endpoint=endpoint_id, status=status, beyond=beyond, made_before=made_before, most=most
    )
    ids = [row[0] for row in rows if row[1] is not None and row[1] < ended_before]
    return Aged(ids, rows[-1][0] if len(rows) == most else None)


def delete_aged(dialect: str, ids: Sequence[str], ended_before: int) -> Steps[int]:
    """Delete deliveries with their attempts, and add them to the totals.

    Args:
        dialect: ``Database.dialect``.
        ids: of those that had ended when they were listed; one that was resent since is kept.
        ended_before: a moment, in microseconds since the epoch.

    Returns:
        How many were deleted here, and not by somebody else at the same time.
    """
    rows = yield _DELETE.bind(ids=listed(dialect, ids), ended_before=ended_before)
    if not rows:
        return 0
    yield _DELETE_ATTEMPTS.bind(ids=listed(dialect, [row[0] for row in rows]))
    counts = Counter((row[1], row[2]) for row in rows)
    yield _ADD_UP.many(
        {"endpoint_id": endpoint, "status": status, "deliveries": number}
        for (endpoint, status), number in sorted(counts.items())
    )
    return len(rows)
