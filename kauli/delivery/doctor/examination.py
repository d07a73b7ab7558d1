"""The examination: one probe after the other, over the guarded way out."""

import asyncio
from collections.abc import Awaitable, Callable

from kauli.delivery.doctor.judging import Seen, hopeless
from kauli.delivery.doctor.plan import Plan, Shot, make_request
from kauli.delivery.doctor.probes import PROBES, Probe
from kauli.delivery.doctor.report import Reply, Report, Result
from kauli.delivery.outcome import judge_answer, judge_failure
from kauli.kit.clock import Clock
from kauli.kit.ids import new_id
from kauli.net import Answer, Drip, OutgoingClient, SendFailure

__all__ = ["examine"]

_MAX_RESPONSE = 1_024
_GONE = frozenset(["connect", "dns", "blocked"])


async def examine(
    client: OutgoingClient,
    plan: Plan,
    clock: Clock,
    *,
    tell: Callable[[Result], None] = lambda _: None,
    pause: Callable[[float], Awaitable[object]] = asyncio.sleep,
) -> Report:
    """Send a receiver every probe, and judge how it took them.

    Ends early where nothing is there to examine, or where it stops answering.

    Args:
        client: the guarded way out.
        plan: what to examine.
        clock: tells the time, for the timestamps.
        tell: called with each result as it comes.
        pause: waits for so many seconds between the drops of a slow body.

    Raises:
        Invalid: a secret of the plan is not one.
    """
    results: list[Result] = []
    replies: dict[str, tuple[Reply, ...]] = {}
    for probe in PROBES:
        taken = await _Visit(client, plan, clock, pause).replies(probe)
        seen = Seen(plan, taken, dict(replies))
        finding = probe.judge(seen)
        replies[probe.name] = taken
        result = Result(
            probe.name,
            probe.sent,
            probe.expected,
            taken,
            finding.grade,
            finding.sentence,
            finding.telling,
        )
        results.append(result)
        tell(result)
        if ended := hopeless(seen) if len(results) == 1 else _end(results):
            return Report(plan.url, results, ended)
    return Report(plan.url, results)


def _end(results: list[Result]) -> str:
    """Why there is no point in going on, or ""."""
    last = results[-1]
    reply = last.replies[-1]
    if last.name == PROBES[-1].name or reply.status is not None:
        return ""
    if reply.outcome in _GONE:
        return f"After {last.name} it could no longer be reached. {reply.sentence}"
    before = results[-2]
    if before.replies[-1].status is None:
        return f"It answered neither {before.name} nor {last.name}. {reply.sentence}"
    return ""


class _Visit:
    """The requests of one probe."""

    def __init__(
        self,
        client: OutgoingClient,
        plan: Plan,
        clock: Clock,
        pause: Callable[[float], Awaitable[object]],
    ) -> None:
        self._client = client
        self._plan = plan
        self._clock = clock
        self._pause = pause
        self._conversation = new_id("tst", clock())

    async def replies(self, probe: Probe) -> tuple[Reply, ...]:
        """How the receiver took them."""
        replies: list[Reply] = []
        for shot in probe.shots:
            message_id = replies[0].message_id if shot.again else new_id("tst", self._clock())
            replies.append(await self._reply(shot, message_id))
        return tuple(replies)

    async def _reply(self, shot: Shot, message_id: str) -> Reply:
        plan = self._plan
        request = make_request(plan, shot, message_id, self._conversation, self._clock())
        try:
            answer = await self._client.post(
                request.url,
                Drip(request.body, plan.drops, self._drip) if shot.dripped else request.body,
                request.headers,
                timeout=plan.timeout + (plan.drip_seconds if shot.dripped else 0),
                max_response=_MAX_RESPONSE,
            )
        except SendFailure as failure:
            outcome = judge_failure(failure.kind, failure.sentence)
            return Reply(message_id, None, failure.elapsed_ms, outcome.code, outcome.sentence)
        return _heard(message_id, answer, self._clock())

    async def _drip(self) -> None:
        await self._pause(self._plan.drip_seconds / max(1, self._plan.drops - 1))


def _heard(message_id: str, answer: Answer, now: int) -> Reply:
    outcome = judge_answer(answer.status, None, now)
    return Reply(
        message_id,
        answer.status,
        answer.elapsed_ms,
        outcome.code,
        outcome.sentence,
        answer.headers.get("Location", ""),
        _start(answer),
    )


def _start(answer: Answer) -> str:
    """How the answer begins, where it is text."""
    try:
        return answer.content(_MAX_RESPONSE).decode(errors="replace")
    except SendFailure:
        return ""
