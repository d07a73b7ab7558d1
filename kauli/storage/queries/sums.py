"""What attempts came to, added up from their tallies."""

from typing import Any

import msgspec
import sqlalchemy as sa

from kauli.storage.queries.insight import SCOPES, Scope, alive, living
from kauli.storage.statements import Prepared, Steps
from kauli.storage.tables import endpoints, tallies

__all__ = ["Sum", "sum_recent", "sum_until"]


class Sum(msgspec.Struct, frozen=True, gc=False):
    """Attempts at an endpoint that came to the same, in about the same time.

    Attributes:
        recent: whether they belong to the younger part of the time that was asked for.
        bucket: as in ``tallies``.
    """

    endpoint_id: str
    recent: bool
    outcome: str
    bucket: int
    attempts: int
    milliseconds: int


def _recent(scope: tuple[str, ...]) -> sa.Select[Any]:
    recent = tallies.c.hour >= sa.bindparam("recent")
    kinds = (tallies.c.endpoint_id, recent, tallies.c.outcome, tallies.c.bucket)
    return (
        sa.select(*kinds, *_SUMS)
        .select_from(living())
        .join(tallies, tallies.c.endpoint_id == endpoints.c.id)
        .where(*alive(scope), tallies.c.hour >= sa.bindparam("since"))
        .group_by(tallies.c.endpoint_id, sa.literal_column("2"), *kinds[2:])
    )


_SUMS = [
    sa.cast(sa.func.sum(tallies.c[name]), sa.BigInteger) for name in ("attempts", "milliseconds")
]
_RECENT = {scope: Prepared(_recent(scope)) for scope in SCOPES}
_UNTIL = Prepared(
    sa.select(tallies.c.outcome, tallies.c.bucket, *_SUMS)
    .where(
        tallies.c.endpoint_id == sa.bindparam("endpoint"),
        tallies.c.hour >= sa.bindparam("since"),
        tallies.c.hour < sa.bindparam("until"),
    )
    .group_by(tallies.c.outcome, tallies.c.bucket)
)


def sum_recent(scope: Scope, *, since: int, recent: int) -> Steps[list[Sum]]:
    """What attempts came to since some hour.

    Args:
        scope: at which endpoints.
        since: the beginning of the first hour, in microseconds since the epoch.
        recent: of the first hour that counts as recent.
    """
    filters = scope.filters()
    rows = yield _RECENT[tuple(filters)].bind(since=since, recent=recent, **filters)
    return [Sum(*row) for row in rows]


def sum_until(endpoint_id: str, *, since: int, until: int) -> Steps[list[Sum]]:
    """What attempts at one endpoint came to from one hour up to but not including another."""
    rows = yield _UNTIL.bind(endpoint=endpoint_id, since=since, until=until)
    return [Sum(endpoint_id, False, *row) for row in rows]
