"""One attempt, in typed steps: prepare, call, judge. All that leaves goes through the guard."""

from collections.abc import Callable, Mapping

import msgspec
import structlog

from kauli.delivery.outcome import Outcome, judge_answer, judge_failure
from kauli.delivery.request import Job, Request, build
from kauli.kit.clock import Clock
from kauli.kit.errors import KauliError
from kauli.net import Answer, OutgoingClient, SendFailure

__all__ = ["Attempt", "Sender", "hidden"]

log = structlog.get_logger(__name__)

_REDACTED = "(hidden)"
_SECRET_HEADERS = frozenset(["authorization", "cookie", "set-cookie", "proxy-authorization"])
_NO_HEADERS: Mapping[str, str] = {}


class Attempt(msgspec.Struct, frozen=True, gc=False):
    """What was sent, what came back and what it means; holds no secret.

    Attributes:
        number: of the attempt, from 1.
        started_at: microseconds since the epoch.
        duration_ms: from the call to the end of the answer.
        address: the address called, or "".
        status: of HTTP, where there was an answer.
        body: of the answer, decompressed, to the cap.
        truncated: the answer had more.
    """

    number: int
    started_at: int
    outcome: Outcome
    request_headers: Mapping[str, str]
    response_headers: Mapping[str, str] = msgspec.field(default_factory=dict)
    body: bytes = b""
    truncated: bool = False
    status: int | None = None
    duration_ms: int = 0
    address: str = ""


class Sender:
    """Makes attempts.

    Args:
        client: the guarded way out.
        clock: tells the time.
        timeout: seconds for the whole of an attempt, where the job doesn't say.
        max_response: bytes of an answer's body that are kept.
    """

    def __init__(
        self,
        client: OutgoingClient,
        clock: Clock,
        *,
        timeout: float = 20.0,
        max_response: int = 16_384,
    ) -> None:
        self._client = client
        self._clock = clock
        self._timeout = timeout
        self._max_response = max_response

    async def attempt(self, job: Job) -> Attempt:
        """Attempt a delivery once; whatever happens, it comes back as an attempt."""
        return await self._try(
            job.id, lambda now: build(job, now), number=job.attempt, timeout=job.timeout
        )

    async def send(self, request: Request, timeout: float | None) -> Attempt:  # noqa: ASYNC109
        """Send what was put together before, once; it comes back as a first attempt."""
        message_id = request.headers["webhook-id"]
        return await self._try(message_id, lambda _: request, number=1, timeout=timeout)

    async def _try(
        self,
        message_id: str,
        make: Callable[[int], Request],
        *,
        number: int,
        timeout: float | None,  # noqa: ASYNC109 - handed on to the client
    ) -> Attempt:
        started_at = self._clock()
        request: Request | None = None
        try:
            request = make(started_at)
            answer = await self._client.post(
                request.url,
                request.body,
                request.headers,
                timeout=timeout or self._timeout,
                max_response=self._max_response,
            )
        except SendFailure as failure:
            outcome = judge_failure(failure.kind, failure.sentence)
            return Attempt(
                number,
                started_at,
                outcome,
                _NO_HEADERS if request is None else hidden(request),
                duration_ms=failure.elapsed_ms,
                address=failure.address,
            )
        except KauliError as error:
            return _unsent(number, started_at, judge_failure("request", error.message))
        except Exception:  # a fault of ours must not lose a delivery
            log.exception("delivery.internal_error", delivery=message_id)
            sentence = "Kauli could not make the attempt; its log says why."
            return _unsent(number, started_at, judge_failure("internal", sentence))
        return self._answered(number, started_at, request, answer)

    def _answered(self, number: int, started_at: int, request: Request, answer: Answer) -> Attempt:
        outcome = judge_answer(
            answer.status, answer.headers.get("Retry-After"), started_at + answer.elapsed_ms * 1_000
        )
        return Attempt(
            number,
            started_at,
            outcome,
            hidden(request),
            _shown(answer.headers),
            _readable(answer, self._max_response),
            answer.truncated,
            answer.status,
            answer.elapsed_ms,
            answer.address,
        )


def hidden(request: Request) -> Mapping[str, str]:
    """Our own headers as they may be shown."""
    if not request.secret:
        return request.headers
    return request.headers | dict.fromkeys(request.secret, _REDACTED)


def _unsent(number: int, started_at: int, outcome: Outcome) -> Attempt:
    return Attempt(number, started_at, outcome, _NO_HEADERS)


def _shown(headers: Mapping[str, str]) -> Mapping[str, str]:
    """Headers as they may be shown: names in lower case, repetitions joined, secrets hidden."""
    shown: dict[str, str] = {}
    for given, value in headers.items():
        name = given.lower()
        if name in _SECRET_HEADERS:
            shown[name] = _REDACTED
        else:
            shown[name] = f"{shown[name]}, {value}" if name in shown else value
    if "".join(shown).isascii() and "".join(shown.values()).isascii():
        return shown
    return {_storable(name): _storable(value) for name, value in shown.items()}


def _storable(text: str) -> str:
    """Bytes that were not UTF-8 become question marks."""
    return text.encode("utf-8", "replace").decode()


def _readable(answer: Answer, limit: int) -> bytes:
    """The answer's body as a person can read it; as it came where that fails."""
    if not answer.body:
        return b""
    try:
        return answer.content(limit)
    except SendFailure:
        return answer.body
