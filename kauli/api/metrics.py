"""``GET /metrics``: how it goes, for Prometheus and whatever reads its format.

What endpoints got is read from the database, so any one process tells of all workers; turns and
requests are those of the process that is asked.
"""

import asyncio
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import accumulate

from fastapi import APIRouter
from prometheus_client import exposition
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    InfoMetricFamily,
    Metric,
)
from prometheus_client.openmetrics import exposition as openmetrics
from prometheus_client.registry import Collector
from prometheus_client.utils import floatToGoString
from starlette.responses import Response

from kauli.api.dependencies import Here, ThisVisit
from kauli.delivery.tally import BUCKETS
from kauli.kit.clock import SECOND
from kauli.services import Principal, Services
from kauli.services.insight import BOUNDS, Figures, Snapshot
from kauli.services.insight.totals import Kinds

__all__ = ["router"]

router = APIRouter(include_in_schema=False)

_BOT = ("bot",)
_ENDPOINT = ("bot", "endpoint")
_MILLISECOND = 1_000


class Kauli(Collector):
    """Everything that is told, made anew for each scrape.

    Args:
        snapshot: what the database and the turns say.
        visits: requests by method, route and status; ``None`` to leave them out.
    """

    def __init__(
        self, snapshot: Snapshot, visits: Mapping[tuple[str, str, int], int] | None
    ) -> None:
        self._snapshot = snapshot
        self._visits = visits

    def collect(self) -> Iterator[Metric]:
        """The metrics, one after the other."""
        endpoints = self._snapshot.endpoints
        yield _info(endpoints)
        yield _attempts(endpoints)
        yield _durations(endpoints)
        yield _deliveries(endpoints)
        yield from _standing(endpoints, self._snapshot.taken_at)
        yield from _turns(self._snapshot)
        if self._visits is not None:
            yield _requests(self._visits)


@router.get("/metrics")
async def metrics(visit: ThisVisit, here: Here) -> Response:
    """Tell how it goes."""
    services = here.services()
    me = None if here.metrics_open else await here.gate.admit(visit)
    snapshot = await services.insight.snapshot(me)
    requests = dict(here.visits.counted) if await _is_host(services, me) else None
    collector = Kauli(snapshot, requests)
    encode: Callable[[Collector], bytes]
    if b"application/openmetrics-text" in visit.headers.get(b"accept", b""):
        encode, kind = openmetrics.generate_latest, openmetrics.CONTENT_TYPE_LATEST
    else:
        encode, kind = exposition.generate_latest, exposition.CONTENT_TYPE_PLAIN_0_0_4
    # In a thread: for very many endpoints it takes a good part of a second.
    body = await asyncio.to_thread(encode, collector)
    return Response(body, headers={"content-type": kind})


async def _is_host(services: Services, me: Principal | None) -> bool:
    """Whether somebody is of the installation's own workspace, so may see what is of all."""
    if me is None:
        return True
    owner = await services.accounts.find_owner()
    return owner is not None and owner.workspace_id == me.workspace_id


def _info(endpoints: Iterable[Figures]) -> Metric:
    family = InfoMetricFamily(
        "kauli_endpoint", "The names of bots and endpoints.", labels=_ENDPOINT
    )
    for one in endpoints:
        watched = one.facts.watched
        names = {"bot_name": watched.bot_name, "endpoint_name": watched.name}
        family.add_metric(_who(one), names)
    return family


def _attempts(endpoints: Iterable[Figures]) -> Metric:
    family = CounterMetricFamily(
        "kauli_attempts", "Attempts at deliveries, by outcome.", labels=(*_ENDPOINT, "outcome")
    )
    for one in endpoints:
        counted = {"delivered": 0}  # there from the start, so that the first one is a rise
        for (outcome, _), (attempts, _) in sorted(one.attempts.items()):
            counted[outcome] = counted.get(outcome, 0) + attempts
        for outcome, attempts in counted.items():
            family.add_metric((*_who(one), outcome), attempts)
    return family


def _durations(endpoints: Iterable[Figures]) -> Metric:
    family = HistogramMetricFamily(
        "kauli_attempt_duration_seconds",
        "How long receivers took to answer; attempts without an answer are left out.",
        labels=_ENDPOINT,
    )
    for one in endpoints:
        counts, milliseconds = _answered(one.attempts)
        buckets = _rising([bound / _MILLISECOND for bound in BUCKETS], [*counts, 0])
        family.add_metric(_who(one), buckets, milliseconds / _MILLISECOND)
    return family


def _answered(kinds: Kinds) -> tuple[list[int], int]:
    """Attempts with an answer: how many there are in each bucket, and what they took together."""
    counts = dict.fromkeys(BUCKETS, 0)
    together = 0
    for (_, bucket), (attempts, milliseconds) in kinds.items():
        if bucket:
            counts[bucket] += attempts
            together += milliseconds
    return list(counts.values()), together


def _deliveries(endpoints: Iterable[Figures]) -> Metric:
    family = GaugeMetricFamily(
        "kauli_deliveries",
        "Deliveries that have still to go: due, due later, behind an earlier one, being sent. "
        "10000 of one of the first three means that many or more.",
        labels=(*_ENDPOINT, "status"),
    )
    for one in endpoints:
        depth = one.facts.depth
        for status in ("due", "later", "behind", "sending"):
            family.add_metric((*_who(one), status), getattr(depth, status))
    return family


def _standing(endpoints: Iterable[Figures], now: int) -> Iterator[Metric]:
    """How each endpoint stands at this moment."""
    oldest = GaugeMetricFamily(
        "kauli_oldest_undelivered_seconds",
        "Age of the oldest delivery that has still to go; 0 where there is none.",
        labels=_ENDPOINT,
    )
    resting = GaugeMetricFamily(
        "kauli_endpoint_resting",
        "1 while an endpoint is left in peace for its failures.",
        labels=_ENDPOINT,
    )
    off = GaugeMetricFamily(
        "kauli_endpoint_off",
        "1 while an endpoint is switched off: by its author, or by Kauli itself.",
        labels=(*_ENDPOINT, "by"),
    )
    failing = GaugeMetricFamily(
        "kauli_endpoint_failing_since_seconds",
        "For how long an endpoint has been failing without one success; 0 where it is not.",
        labels=_ENDPOINT,
    )
    for one in endpoints:
        who, watched = _who(one), one.facts.watched
        oldest.add_metric(who, _age(one.facts.oldest_at, now))
        resting.add_metric(who, watched.rest_until > now)
        off.add_metric((*who, "author"), not watched.active)
        off.add_metric((*who, "kauli"), watched.off_at is not None)
        failing.add_metric(who, _age(watched.failing_since, now))
    yield from (oldest, resting, off, failing)


def _turns(snapshot: Snapshot) -> Iterator[Metric]:
    turns = CounterMetricFamily(
        "kauli_turns", "Messages of chatters that this process has answered.", labels=_BOT
    )
    durations = HistogramMetricFamily(
        "kauli_turn_duration_seconds",
        "How long this process took to answer a message and write it down.",
        labels=_BOT,
    )
    for bot_id, of_bot in snapshot.turns.items():
        turns.add_metric((str(bot_id),), sum(of_bot.counts))
        durations.add_metric((str(bot_id),), _rising(BOUNDS, of_bot.counts), of_bot.seconds)
    yield from (turns, durations)


def _requests(visits: Mapping[tuple[str, str, int], int]) -> Metric:
    family = CounterMetricFamily(
        "kauli_http_requests",
        "Requests that this process has answered.",
        labels=("method", "route", "status"),
    )
    for (method, route, status), requests in sorted(visits.items()):
        family.add_metric((method, route, str(status)), requests)
    return family


def _who(one: Figures) -> tuple[str, str]:
    return str(one.facts.watched.bot_id), one.facts.watched.id


def _age(moment: int | None, now: int) -> float:
    return 0.0 if moment is None else max(now - moment, 0) / SECOND


def _rising(bounds: Iterable[float], counts: Iterable[int]) -> list[tuple[str, int]]:
    """The buckets as Prometheus has them: each holds what is in those before it too."""
    names = [*map(floatToGoString, bounds), "+Inf"]
    return list(zip(names, accumulate(counts), strict=True))
