"""Trying an endpoint out: one delivery, now, which is not kept and not tried again."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from kauli.delivery.doctor import Plan, a_secret_like
from kauli.delivery.request import Job, Request, as_test, build
from kauli.delivery.sender import Attempt, Sender, hidden
from kauli.delivery.signing import TOLERANCE_SECONDS
from kauli.flow import Limits
from kauli.kit import json
from kauli.kit.clock import SECOND, Clock
from kauli.kit.errors import Conflict, Invalid
from kauli.kit.ids import new_id
from kauli.net import check_url
from kauli.services.endpoints.examples import Example, example_of
from kauli.services.endpoints.rows import newest_secret
from kauli.services.endpoints.sources import Source, delivery_of, source_for, source_of
from kauli.services.principal import Principal
from kauli.services.roles import Role, require
from kauli.storage import Database
from kauli.storage.queries.endpoints import Endpoint

__all__ = ["Trial", "TrialDraft", "TrialView", "Trials"]


@dataclass(frozen=True, slots=True)
class Trial:
    """What to send, and where.

    Attributes:
        endpoint_id: whose secrets sign it; ``None`` for the delivery's, or the bot's own.
        trigger: what the example is of; ``None`` for the first of the endpoint's that can fire.
        delivery_id: send the body of this delivery instead of an example.
        url: send it there instead, without the endpoint's token and headers.
        draft: make the example of the draft, even where a version is published.
    """

    endpoint_id: str | None = None
    trigger: str | None = None
    delivery_id: str | None = None
    url: str | None = None
    draft: bool = False


@dataclass(frozen=True, slots=True)
class TrialDraft:
    """A trial put together, ready to be sent as it is; holds secrets in its request."""

    endpoint_id: str
    request: Request
    made_at: int
    timeout: float | None

    @property
    def url(self) -> str:
        """Where it goes."""
        return self.request.url

    @property
    def request_headers(self) -> Mapping[str, str]:
        """As they may be shown."""
        return hidden(self.request)

    @property
    def request_body(self) -> bytes:
        """The exact bytes."""
        return self.request.body


@dataclass(frozen=True, slots=True)
class TrialView:
    """What was sent, what came back and what a delivery's log would say of it."""

    endpoint_id: str
    url: str
    request_headers: Mapping[str, str]
    request_body: bytes
    http_status: int | None
    response_headers: Mapping[str, str]
    response_body: bytes
    response_truncated: bool
    duration_ms: int
    address: str
    outcome: str
    sentence: str


class Trials:
    """Sends what a conversation would, at somebody's word.

    Args:
        database: where the bots are.
        sender: makes the attempts.
        clock: the time.
        limits: the bounds of a flow.
        timeout: seconds for an attempt, where the endpoint doesn't say.
    """

    def __init__(
        self,
        database: Database,
        sender: Sender,
        *,
        clock: Clock,
        limits: Limits,
        timeout: float,
    ) -> None:
        self._database = database
        self._sender = sender
        self._clock = clock
        self._limits = limits
        self._timeout = timeout

    async def draft(self, principal: Principal, bot_id: int, trial: Trial) -> TrialDraft:
        """Put a trial together, to look at before it is sent.

        Raises:
            NotFound: no such bot, endpoint, delivery or trigger.
            Invalid: the endpoint has no URL yet, or the one given is none.
        """
        source = await self._database.read(
            source_of,
            principal,
            bot_id,
            trial.endpoint_id,
            trial.delivery_id,
            draft=trial.draft,
        )
        now = self._clock()
        message_id = new_id("tst", now)
        url = _url(source.endpoint, trial)
        example = await self._example(source, trial, message_id)
        request = as_test(build(_job(source, example, message_id, url), now))
        return TrialDraft(source.endpoint.id, request, now, _seconds(source.endpoint))

    async def send(self, draft: TrialDraft) -> TrialView:
        """Send a trial exactly as it was put together.

        Raises:
            Conflict: so long ago that receivers would refuse it.
        """
        if self._clock() - draft.made_at > TOLERANCE_SECONDS * SECOND:
            raise Conflict(
                "That was signed more than five minutes ago, and receivers take nothing older. "
                "Make it again.",
                code="trial_too_old",
            )
        attempt = await self._sender.send(draft.request, draft.timeout)
        return _view(draft, attempt)

    async def elsewhere(self, principal: Principal, delivery_id: str, url: str) -> TrialView:
        """Send a delivery's body to another URL, for debugging.

        Raises:
            NotFound: no such delivery, or its endpoint is gone.
            Invalid: that is not a URL.
        """
        require(principal, Role.EDITOR)
        found = await self._database.read(delivery_of, principal, delivery_id, None)
        trial = Trial(delivery_id=delivery_id, url=url)
        return await self.send(await self.draft(principal, found.bot_id, trial))

    async def examination(
        self, principal: Principal, bot_id: int, url: str, *, body: bytes | None, token: str | None
    ) -> Plan:
        """What the doctor sends to a receiver of a bot's deliveries.

        The endpoint whose URL it is gives secrets, token and headers; for any other URL the bot's
        own endpoint gives the secrets alone.

        Args:
            principal: whose.
            bot_id: which bot.
            url: of the receiver.
            body: of an ordinary delivery; ``None`` for an example.
            token: the query token; ``None`` for the endpoint's.

        Raises:
            NotFound: no such bot, or it has no endpoint yet.
        """
        require(principal, Role.EDITOR)
        source = await self._database.read(source_for, principal, bot_id, url)
        endpoint = source.endpoint
        known = endpoint.url == url
        example = await self._example(source, Trial(), new_id("tst", self._clock()))
        return Plan(
            url=url,
            secrets=endpoint.secrets,
            other=a_secret_like(newest_secret(endpoint)),
            body=example.body if body is None else body,
            token=token if token is not None else endpoint.token * known,
            headers=endpoint.headers if known else "{}",
            event=example.trigger or "test",
            bot=bot_id,
            timeout=_seconds(endpoint) or self._timeout,
        )

    async def _example(self, source: Source, trial: Trial, message_id: str) -> Example:
        if source.delivery is not None:
            return Example(source.delivery.trigger, source.delivery.body)
        return await asyncio.to_thread(
            example_of,
            source.bot,
            source.document,
            triggers=json.loads(source.endpoint.triggers),
            trigger=trial.trigger,
            shape=source.endpoint.shape,
            message_id=message_id,
            limits=self._limits,
        )


def _url(endpoint: Endpoint, trial: Trial) -> str:
    if trial.url is not None:
        check_url(trial.url)
        return trial.url
    if not endpoint.url:
        raise Invalid(
            "This endpoint has no URL yet; set one (kauli webhook set BOT --url URL), or name one "
            "to try.",
            code="no_url",
        )
    return endpoint.url


def _job(source: Source, example: Example, message_id: str, url: str) -> Job:
    endpoint, delivery = source.endpoint, source.delivery
    own = url == endpoint.url  # what is meant for one receiver is not told to another
    return Job(
        id=message_id,
        body=example.body,
        url=url,
        token=endpoint.token if own else "",
        headers=endpoint.headers if own else "{}",
        secrets=endpoint.secrets,
        event=example.trigger,
        sequence=1 if delivery is None else delivery.sequence,
        conversation=message_id if delivery is None else delivery.conversation_id,
        bot=source.bot.id,
        attempt=1,
    )


def _seconds(endpoint: Endpoint) -> float | None:
    return None if endpoint.timeout_ms is None else endpoint.timeout_ms / 1_000


def _view(draft: TrialDraft, attempt: Attempt) -> TrialView:
    return TrialView(
        endpoint_id=draft.endpoint_id,
        url=draft.url,
        request_headers=draft.request_headers,
        request_body=draft.request_body,
        http_status=attempt.status,
        response_headers=attempt.response_headers,
        response_body=attempt.body,
        response_truncated=attempt.truncated,
        duration_ms=attempt.duration_ms,
        address=attempt.address,
        outcome=attempt.outcome.code,
        sentence=attempt.outcome.sentence,
    )
