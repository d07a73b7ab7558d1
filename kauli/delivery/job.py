"""Between rows and what they mean: a claimed delivery as a job, an attempt as rows."""

from collections.abc import Sequence

import msgspec

from kauli.delivery.request import Job
from kauli.delivery.sender import Attempt
from kauli.delivery.settle import Settled
from kauli.delivery.tally import bucket_of, hour_of
from kauli.kit.json import dumps
from kauli.storage.queries.deliveries import Claimed, Waiting
from kauli.storage.queries.health import News
from kauli.storage.queries.lines import Line
from kauli.storage.queries.settling import Acknowledgement, Batch, Tally

__all__ = ["Entry", "batch_of", "entry", "job_of"]


class Entry(msgspec.Struct, frozen=True, gc=False):
    """All that an attempt leaves behind.

    Attributes:
        finished: the delivery's line, if it was delivered or given up.
        news: of the endpoint, if there is some.
    """

    acknowledgement: Acknowledgement
    endpoint_id: str
    hour: int
    outcome: str
    bucket: int
    milliseconds: int
    finished: Line | None
    news: News | None


def job_of(claimed: Claimed, endpoint: Waiting) -> Job:
    """What the sender needs to know."""
    return Job(
        id=claimed.id,
        body=claimed.body,
        url=endpoint.url,
        token=endpoint.token,
        headers=endpoint.headers,
        secrets=endpoint.secrets,
        event=claimed.trigger,
        sequence=claimed.sequence,
        conversation=claimed.conversation_id,
        bot=claimed.bot_id,
        attempt=claimed.attempts + 1,
        timeout=endpoint.timeout_ms / 1_000 if endpoint.timeout_ms else None,
    )


def entry(
    claimed: Claimed,
    claim_id: str,
    attempt: Attempt,
    *,
    settled: Settled,
    news: News | None,
    now: int,
) -> Entry:
    """What is to be written down; ``now`` is in microseconds since the epoch."""
    outcome = attempt.outcome.code
    finished = not settled.due_at
    return Entry(
        acknowledgement=Acknowledgement(
            claimed.id,
            claim_id,
            {
                "status": settled.status,
                "attempts": attempt.number,
                "due_at": settled.due_at,
                "outcome": outcome,
                "finished_at": now if finished else None,
            },
            _row(claimed.id, attempt),
        ),
        endpoint_id=claimed.endpoint_id,
        hour=hour_of(attempt.started_at),
        outcome=outcome,
        bucket=bucket_of(attempt.duration_ms) if attempt.status is not None else 0,
        milliseconds=attempt.duration_ms,
        finished=(claimed.conversation_id, claimed.endpoint_id) if finished else None,
        news=news,
    )


def batch_of(entries: Sequence[Entry], now: int) -> Batch:
    """Everything that is written at once; ``now`` is in microseconds since the epoch."""
    tallies: dict[tuple[str, int, str, int], tuple[int, int]] = {}
    news: dict[str, News] = {}
    for one in entries:
        key = (one.endpoint_id, one.hour, one.outcome, one.bucket)
        attempts, milliseconds = tallies.get(key, (0, 0))
        tallies[key] = (attempts + 1, milliseconds + one.milliseconds)
        if one.news is not None:
            before = news.get(one.endpoint_id)
            news[one.endpoint_id] = _together(before, one.news) if before else one.news
    return Batch(
        acknowledgements=[one.acknowledgement for one in entries],
        finished=list(dict.fromkeys(one.finished for one in entries if one.finished)),
        tallies=[Tally(*key, *counted) for key, counted in sorted(tallies.items())],
        news=[news[endpoint] for endpoint in sorted(news)],
        now=now,
    )


def _together(before: News, after: News) -> News:
    """Two pieces of news of one endpoint as one; a success outdates the failures before it."""
    if after.succeeded:
        return msgspec.structs.replace(after, off=before.off, known_at=before.known_at)
    return News(
        after.endpoint_id,
        succeeded=before.succeeded,
        failures=before.failures + after.failures,
        rest=after.rest or before.rest,
        warned=before.warned or after.warned,
        off=after.off or before.off,
        failing_since=min(before.failing_since or after.failing_since, after.failing_since),
        failure=after.failure,
        known_at=after.known_at if after.off else before.known_at,
    )


def _row(delivery_id: str, attempt: Attempt) -> dict[str, object]:
    return {
        "delivery_id": delivery_id,
        "number": attempt.number,
        "started_at": attempt.started_at,
        "duration_ms": attempt.duration_ms,
        "address": attempt.address,
        "http_status": attempt.status,
        "outcome": attempt.outcome.code,
        "sentence": attempt.outcome.sentence,
        "request_headers": dumps(attempt.request_headers).decode(),
        "response_headers": dumps(attempt.response_headers).decode(),
        "response_body": attempt.body,
        "response_truncated": attempt.truncated,
    }
