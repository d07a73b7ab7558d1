"""Between what is held, what is posted and what is written down: pure."""

from collections.abc import Mapping

from kauli.delivery.job import job_of
from kauli.delivery.outcome import CODES, Outcome, judge_answer, judge_failure
from kauli.delivery.request import Request, build
from kauli.delivery.sender import Attempt, hidden
from kauli.services.listening.views import Forward, Report
from kauli.storage.queries.deliveries import Claimed, Waiting
from kauli.storage.queries.endpoints import Endpoint
from kauli.storage.queries.health import News

__all__ = ["ADDRESS", "MAX_BODY", "attempt_of", "forward_of", "news_of"]

ADDRESS = "listener"
"""What stands in the log for the address that was called."""

MAX_BODY = 16_384
"""Bytes of an answer that are kept."""

_HEADERS = 100
_HEADER = 4_096
_SENTENCE = 1_000
_LONGEST_MS = 24 * 3_600 * 1_000


def forward_of(
    claimed: Claimed, listener: Endpoint, claim_id: str, now: int, *, timeout: float
) -> Forward:
    """A held delivery, ready to be posted.

    Args:
        claimed: the delivery.
        listener: whose secrets sign it.
        claim_id: under which it is held.
        now: microseconds since the epoch.
        timeout: seconds, where the listener doesn't say.

    Raises:
        Invalid: a secret is not one.
    """
    request = _request(claimed, listener, now)
    return Forward(
        delivery_id=claimed.id,
        claim_id=claim_id,
        trigger=claimed.trigger,
        conversation_id=claimed.conversation_id,
        sequence=claimed.sequence,
        attempt=claimed.attempts + 1,
        signed_at=now,
        headers=request.headers,
        body=bytes(request.body),
        timeout=timeout,
    )


def attempt_of(claimed: Claimed, listener: Endpoint, report: Report, now: int) -> Attempt:
    """What a listener reports, as an attempt like any other.

    It is cut to what an attempt may hold rather than refused: a refused report would come again
    and again, and the delivery with it.

    Raises:
        Invalid: a secret is not one.
    """
    started_at = min(max(report.signed_at, 0), now)
    return Attempt(
        claimed.attempts + 1,
        started_at,
        _outcome(report, now),
        hidden(_request(claimed, listener, started_at)),
        _headers(report.headers),
        report.body[:MAX_BODY],
        report.truncated or len(report.body) > MAX_BODY,
        report.status,
        min(max(report.duration_ms, 0), _LONGEST_MS),
        ADDRESS,
    )


def news_of(listener: Endpoint, attempt: Attempt, now: int) -> News:
    """What an attempt says about the listener. It gets no rests: who listens wants to see."""
    outcome = attempt.outcome
    if outcome.delivered:
        return News(listener.id, succeeded=True)
    return News(
        listener.id,
        failures=1,
        off="gone" if outcome.code == "gone" else "",
        failing_since=now,
        failure=outcome.code if attempt.status is None else str(attempt.status),
    )


def _outcome(report: Report, now: int) -> Outcome:
    if report.status is not None:
        return judge_answer(report.status, report.headers.get("retry-after"), now)
    if report.failure not in CODES:
        return judge_failure("internal", "The listener could not say what happened.")
    return judge_failure(report.failure, report.sentence[:_SENTENCE] or CODES[report.failure])


def _headers(headers: Mapping[str, str]) -> dict[str, str]:
    few = list(headers.items())[:_HEADERS]
    return {name[:_HEADER]: value[:_HEADER] for name, value in few}


def _request(claimed: Claimed, listener: Endpoint, now: int) -> Request:
    waiting = Waiting(
        endpoint_id=listener.id,
        due_at=claimed.due_at,
        workspace_id=listener.workspace_id,
        url=listener.url,
        token=listener.token,
        headers=listener.headers,
        secrets=listener.secrets,
        schedule=listener.schedule,
        timeout_ms=listener.timeout_ms,
        rate_limit=None,
        concurrency=None,
    )
    return build(job_of(claimed, waiting), now)
