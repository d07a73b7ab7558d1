"""Finding deliveries by what people ask for: along an index, in order of time, a slice at a time.

What is wanted is cut into *tracks*: stretches of an index in which the ids are in order. Each look
reads a little of every track and merges them. Only the trigger (and, within one conversation, the
endpoint and the status) is no part of an index; it is looked at in what was read. So a look costs
the same whatever there is, and whoever wants more looks again.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import product
from operator import itemgetter
from typing import Any

import msgspec
import sqlalchemy as sa

from kauli.kit.ids import last_id
from kauli.storage.queries.slices import Slice, merge
from kauli.storage.statements import POSTGRESQL, Prepared, Row, Steps, unnested
from kauli.storage.tables import deliveries, endpoints

__all__ = ["LAST", "Which", "list_endpoint_ids", "look"]

LAST = last_id("dlv")
"""No delivery has a greater id."""

_SENDING = "sending"
_FEWEST = 25
_WIDEST = 500


class Which(msgspec.Struct, frozen=True):
    """Which deliveries are wanted.

    Attributes:
        endpoints: only to these; ``None`` for any, which only goes without ``statuses`` or with a
            ``conversation_id``.
        conversation_id: only of this conversation.
        statuses: only of these; none for any.
        trigger: only what was triggered by this intent or state, perhaps among others.
        since: ids beyond this one.
        until: ids before this one.
    """

    workspace_id: int
    endpoints: frozenset[str] | None = None
    conversation_id: str | None = None
    statuses: tuple[str, ...] = ()
    trigger: str | None = None
    since: str = ""
    until: str = LAST

    def any_fits(self) -> bool:
        """Whether ``fits`` holds for all that the index gives."""
        return self.trigger is None and self.conversation_id is None

    def fits(self, row: Row) -> bool:
        """Whether a row of ``_WHOLE`` is wanted, as far as no index says."""
        _, endpoint, status, trigger, workspace = row
        return (
            workspace == self.workspace_id
            and (self.endpoints is None or endpoint in self.endpoints)
            and (not self.statuses or status in self.statuses)
            and (self.trigger is None or f",{self.trigger}," in f",{trigger},")
        )


_NARROW = [deliveries.c[name] for name in ("id", "endpoint_id", "status")]
"""All of it is in the index by status."""

_WHOLE = [*_NARROW, deliveries.c.trigger, deliveries.c.workspace_id]
_KEPT = deliveries.c.status != sa.literal_column("'sending'")
_UNDER_WAY = deliveries.c.status == sa.literal_column("'sending'")


def _stretch(
    newest_first: bool, *conditions: sa.ColumnElement[bool], narrow: bool = False
) -> sa.Select[Any]:
    key = deliveries.c.id
    return (
        sa.select(*(_NARROW if narrow else _WHOLE))
        .where(*conditions, key > sa.bindparam("low"), key < sa.bindparam("high"))
        .order_by(key.desc() if newest_first else key)
        .limit(sa.bindparam("most"))
    )


def _by_status(newest_first: bool, narrow: bool) -> Prepared:
    """On SQLite for one endpoint and status, on PostgreSQL for all that are wanted."""
    of_one = _stretch(
        newest_first,
        _KEPT,
        deliveries.c.endpoint_id == sa.bindparam("endpoint"),
        deliveries.c.status == sa.bindparam("status"),
        narrow=narrow,
    )
    wanted = unnested("wanted", endpoints=sa.Text, statuses=sa.Text)
    each = _stretch(
        newest_first,
        _KEPT,
        deliveries.c.endpoint_id == wanted.c.endpoints,
        deliveries.c.status == wanted.c.statuses,
        narrow=narrow,
    ).lateral()
    return Prepared(
        sqlite=of_one,
        postgresql=sa.select(*each.c).select_from(wanted.join(each, sa.true())),
    )


_OF_WORKSPACE = {
    order: Prepared(_stretch(order, deliveries.c.workspace_id == sa.bindparam("workspace")))
    for order in (False, True)
}
_OF_CONVERSATION = {
    order: Prepared(_stretch(order, deliveries.c.conversation_id == sa.bindparam("conversation")))
    for order in (False, True)
}
_BY_STATUS = {
    (order, narrow): _by_status(order, narrow)
    for order in (False, True)
    for narrow in (False, True)
}
_BEING_SENT = Prepared(sa.select(*_WHOLE).where(_UNDER_WAY))

_STATUSES = ("pending", "delivered", "failed", "exhausted", "cancelled")

_FILTERS = {
    "bot": endpoints.c.bot_id == sa.bindparam("bot"),
    "endpoint": endpoints.c.id == sa.bindparam("endpoint"),
}
_ENDPOINTS: dict[tuple[str, ...], Prepared] = {
    names: Prepared(
        sa.select(endpoints.c.id, endpoints.c.deleted_at).where(
            endpoints.c.workspace_id == sa.bindparam("workspace"),
            *(_FILTERS[name] for name in names),
        )
    )
    for names in ((), ("bot",), ("endpoint",), ("bot", "endpoint"))
}


def list_endpoint_ids(
    workspace_id: int,
    *,
    bot_id: int | None = None,
    endpoint_id: str | None = None,
    living: bool = False,
) -> Steps[list[str]]:
    """The endpoints of a workspace, those that were removed included unless only the ``living``."""
    filters = {"bot": bot_id, "endpoint": endpoint_id}
    given = {name: value for name, value in filters.items() if value is not None}
    rows = yield _ENDPOINTS[tuple(given)].bind(workspace=workspace_id, **given)
    return [row[0] for row in rows if not (living and row[1] is not None)]


def look(
    dialect: str, which: Which, *, beyond: str | None, newest_first: bool, most: int
) -> Steps[Slice]:
    """Find the next of what is wanted.

    Args:
        dialect: ``Database.dialect``.
        which: what is wanted.
        beyond: what the look before reached; ``None`` to begin.
        newest_first: the order.
        most: how many to answer; there may be more although it answers fewer, or none.
    """
    low = max(beyond or "", which.since) if not newest_first else which.since
    high = min(beyond or LAST, which.until) if newest_first else which.until
    pairs = _pairs(which)
    depth = max(4 * most // len(pairs), _FEWEST) if len(pairs) > 1 else most
    if not which.any_fits():
        depth = max(depth, _WIDEST)
    bounds = {"low": low, "high": high, "most": depth}
    tracks = yield from _read(dialect, which, pairs, newest_first, bounds)
    fits = _anything if which.any_fits() else which.fits
    return merge(tracks, depth, fits, most=most, newest_first=newest_first)


def _anything(_: Row) -> bool:
    return True


def _pairs(which: Which) -> list[tuple[str, str]]:
    """The endpoints and statuses whose stretches are to be read; none where another way is used."""
    if which.conversation_id is not None or which.endpoints is None:
        return []
    return list(product(sorted(which.endpoints), which.statuses or (*_STATUSES, _SENDING)))


def _read(
    dialect: str,
    which: Which,
    pairs: Sequence[tuple[str, str]],
    newest_first: bool,
    bounds: Mapping[str, Any],
) -> Steps[list[Sequence[Row]]]:
    if which.conversation_id is not None:
        statement = _OF_CONVERSATION[newest_first]
        return [(yield statement.bind(conversation=which.conversation_id, **bounds))]
    if which.endpoints is None:
        statement = _OF_WORKSPACE[newest_first]
        return [(yield statement.bind(workspace=which.workspace_id, **bounds))]
    kept = [pair for pair in pairs if pair[1] != _SENDING]
    statement = _BY_STATUS[newest_first, which.any_fits()]
    found = yield from _read_by_status(dialect, statement, kept, bounds)
    if len(kept) < len(pairs):
        found.append((yield from _read_being_sent(which.endpoints, newest_first, bounds)))
    return found


def _read_by_status(
    dialect: str, statement: Prepared, pairs: Sequence[tuple[str, str]], bounds: Mapping[str, Any]
) -> Steps[list[Sequence[Row]]]:
    tracks: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    if dialect != POSTGRESQL:
        for endpoint, status in pairs:
            bound = statement.bind(endpoint=endpoint, status=status, **bounds)
            tracks[endpoint, status] = yield bound
        return list(tracks.values())
    rows = yield statement.bind(
        endpoints=[endpoint for endpoint, _ in pairs],
        statuses=[status for _, status in pairs],
        **bounds,
    )
    for row in rows:
        tracks[row[1], row[2]].append(row)
    return list(tracks.values())


def _read_being_sent(
    endpoint_ids: frozenset[str], newest_first: bool, bounds: Mapping[str, Any]
) -> Steps[list[Row]]:
    """There are never more than all workers hold, so they are read whole."""
    rows = yield _BEING_SENT.bind()
    wanted = [
        row for row in rows if row[1] in endpoint_ids and bounds["low"] < row[0] < bounds["high"]
    ]
    return sorted(wanted, key=itemgetter(0), reverse=newest_first)[: bounds["most"]]
