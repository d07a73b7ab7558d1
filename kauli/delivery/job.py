"""Between rows and what they mean: a claimed delivery as a job, an attempt as rows."""

from kauli.delivery.request import Job
from kauli.delivery.sender import Attempt
from kauli.delivery.settle import Settled
from kauli.kit.json import dumps
from kauli.storage.queries.deliveries import Acknowledgement, Claimed, Waiting

__all__ = ["acknowledgement", "job_of"]


def job_of(claimed: Claimed, endpoint: Waiting) -> Job:
    """What the sender needs to know."""
    return Job(
        id=claimed.id,
        body=claimed.body,
        url=endpoint.url,
        token=endpoint.token,
        secrets=endpoint.secrets,
        event=claimed.trigger,
        sequence=claimed.sequence,
        conversation=claimed.conversation_id,
        bot=claimed.bot_id,
        attempt=claimed.attempts + 1,
    )


def acknowledgement(
    job: Job, claim_id: str, attempt: Attempt, settled: Settled, now: int
) -> Acknowledgement:
    """What is written down; ``now`` is in microseconds since the epoch."""
    outcome = attempt.outcome
    return Acknowledgement(
        job.id,
        claim_id,
        {
            "status": settled.status,
            "attempts": attempt.number,
            "due_at": settled.due_at,
            "outcome": outcome.code,
            "finished_at": None if settled.due_at else now,
        },
        {
            "delivery_id": job.id,
            "number": attempt.number,
            "started_at": attempt.started_at,
            "duration_ms": attempt.duration_ms,
            "address": attempt.address,
            "http_status": attempt.status,
            "outcome": outcome.code,
            "sentence": outcome.sentence,
            "request_headers": dumps(attempt.request_headers).decode(),
            "response_headers": dumps(attempt.response_headers).decode(),
            "response_body": attempt.body,
            "response_truncated": attempt.truncated,
        },
    )
