"""What a bot's webhooks carry, and what a change of its flow would mean to their receivers."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kauli.flow import Finding, Limits, Rules, compile_flow
from kauli.flow.payload import (
    Payload,
    Payloads,
    Shape,
    breaking,
    example_body,
    example_envelope,
    json_schema,
)
from kauli.kit import json
from kauli.kit.errors import NotFound
from kauli.services.principal import Principal
from kauli.services.scope import bot_of
from kauli.storage.queries import bots, endpoints
from kauli.storage.queries.bots import Bot, Version
from kauli.storage.queries.endpoints import LISTEN, Endpoint
from kauli.storage.statements import Steps

__all__ = ["PayloadView", "Source", "breaks_of", "payloads_of", "source_of"]


@dataclass(frozen=True, slots=True)
class PayloadView:
    """What a trigger's deliveries carry.

    Attributes:
        trigger: its name.
        shape: of the body.
        payload: the fields.
        schema: the JSON Schema (2020-12) of the body.
        example: a body that fits it.
    """

    trigger: str
    shape: Shape
    payload: Payload
    schema: dict[str, Any]
    example: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Source:
    """What payloads are derived from: a bot, its endpoints and a version that was published."""

    bot: Bot
    version: Version | None
    endpoints: list[Endpoint]


def source_of(principal: Principal, bot_id: int, version_id: str | None) -> Steps[Source]:
    """A bot with the version that is named, else with the one that answers.

    Raises:
        NotFound: no such bot.
    """
    bot = yield from bot_of(principal, bot_id)
    wanted = version_id or bot.live_version_id
    version = None if wanted is None else (yield from bots.find_version(bot.id, wanted))
    return Source(bot, version, (yield from endpoints.list_endpoints(bot.id)))


def payloads_of(
    source: Source,
    limits: Limits,
    *,
    trigger: str | None,
    shape: Shape | None,
    draft: bool,
) -> list[PayloadView]:
    """What the deliveries of a bot carry: pure, and a second's work for the largest of flows.

    Args:
        source: the bot.
        limits: the bounds of a flow.
        trigger: which one; ``None`` for all that the endpoints have.
        shape: of the body; ``None`` for that of the endpoints (``flat`` where none has the
            trigger).
        draft: of the draft, even if a version was published.

    Raises:
        NotFound: nothing in the flow fires the trigger.
    """
    published = source.version is not None and not draft
    document = source.version.document if source.version and published else source.bot.draft
    wanted = _asked_for(source.endpoints, trigger, shape)
    payloads = _payloads(source.bot, document, limits)
    views = [_view(payloads.of(name), of, source.bot) for name, of in wanted]
    if trigger is not None and views[0].payload.kind == "never":
        raise NotFound(
            f"Nothing in the {'published flow' if published else 'draft'} fires {trigger[:100]}. "
            "Name an intent that has a state, or a state.",
            code="trigger_not_found",
        )
    return views


def breaks_of(source: Source, limits: Limits) -> tuple[Finding, ...]:
    """What the draft changes that receivers of active endpoints could trip over: pure.

    Args:
        source: the bot, with the version to compare the draft with.
        limits: the bounds of a flow.
    """
    bot, version = source.bot, source.version
    if version is None or version.document == bot.draft:
        return ()
    active = [one for one in source.endpoints if one.active and (one.url or one.kind == LISTEN)]
    old = _payloads(bot, version.document, limits)
    new = _payloads(bot, bot.draft, limits)
    found: list[Finding] = []
    for trigger in _triggers(active):
        payload = new.of(trigger)
        found += [_finding(payload, said) for said in breaking(old.of(trigger), payload)]
        if len(found) >= limits.findings:
            break
    return tuple(found[: limits.findings])


def _finding(payload: Payload, said: str) -> Finding:
    trigger = payload.trigger[:100]
    state = payload.trigger if payload.kind in ("state", "choice") else None
    return Finding(
        "payload_breaks",
        "warning",
        state,
        f"What the webhook of {trigger!r} sends changes: {said}",
        "Tell whoever receives it, or keep what they rely on.",
    )


def _asked_for(
    of: Iterable[Endpoint], trigger: str | None, shape: Shape | None
) -> list[tuple[str, Shape]]:
    """Triggers with shapes, each pair once."""
    shapes: list[tuple[str, Shape]] = []
    for endpoint in of:
        built: Shape = shape or ("envelope" if endpoint.shape == "envelope" else "flat")
        shapes += [(name, built) for name in json.loads(endpoint.triggers)]
    if trigger is not None:
        shapes = [pair for pair in shapes if pair[0] == trigger] or [(trigger, shape or "flat")]
    return list(dict.fromkeys(shapes))


def _triggers(of: Iterable[Endpoint]) -> list[str]:
    return list(dict.fromkeys(name for one in of for name in json.loads(one.triggers)))


def _payloads(bot: Bot, document: str, limits: Limits) -> Payloads:
    content = json.loads(document)
    variables = tuple(one["name"] for one in json.loads(bot.middleware).get("variables", ()))
    rules = Rules(bot.confidence_threshold, (), variables, limits)
    return Payloads(compile_flow(content["flows"], content["intents"], limits), rules)


def _view(payload: Payload, shape: Shape, bot: Bot) -> PayloadView:
    return PayloadView(
        trigger=payload.trigger,
        shape=shape,
        payload=payload,
        schema=json_schema(payload, title=f"{payload.trigger} of {bot.name}", shape=shape),
        example=(
            dict(example_body(payload))
            if shape == "flat"
            else example_envelope(payload, bot_id=bot.id)
        ),
    )
