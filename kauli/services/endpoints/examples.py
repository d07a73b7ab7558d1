"""A body such as a bot's deliveries will have, made from its flow: pure."""

from dataclasses import dataclass

from kauli.delivery.body import SHAPES
from kauli.flow import Flow, Limits, Rules, compile_flow
from kauli.flow.payload import Payload, Payloads, example_body, example_envelope
from kauli.kit import json
from kauli.kit.errors import NotFound
from kauli.storage.queries.bots import Bot

__all__ = ["Example", "example_of"]

_ENVELOPE = SHAPES[1]


@dataclass(frozen=True, slots=True)
class Example:
    """What would be sent.

    Attributes:
        trigger: what would have caused it; "" where the bot has no flow yet.
        body: the bytes.
    """

    trigger: str
    body: bytes


def example_of(
    bot: Bot,
    document: str,
    *,
    triggers: list[str],
    trigger: str | None,
    shape: str,
    message_id: str,
    limits: Limits,
) -> Example:
    """Make an example.

    Args:
        bot: whose.
        document: its flow, as JSON text.
        triggers: the endpoint's; the first that can fire is taken.
        trigger: taken instead, where it is not ``None``.
        shape: of the body, as the endpoint has it.
        message_id: the delivery's id, for the envelope.
        limits: the bounds of a flow.

    Raises:
        NotFound: nothing in the flow fires the trigger.
    """
    content = json.loads(document)
    flow = compile_flow(content["flows"], content["intents"], limits)
    payload = _payload(flow, Payloads(flow, _rules(bot, limits)), triggers, trigger)
    if shape == _ENVELOPE:
        body = example_envelope(payload, bot_id=bot.id) | {"id": message_id}
        return Example(payload.trigger, json.dumps(body))
    return Example(payload.trigger, json.dumps(example_body(payload)))


def _payload(flow: Flow, payloads: Payloads, triggers: list[str], trigger: str | None) -> Payload:
    if trigger is not None:
        payload = payloads.of(trigger)
        if payload.kind == "never":
            names = ", ".join([*flow.intents, *flow.states][:20])
            raise NotFound(
                f"Nothing in the flow fires {trigger}. It has these: {names or 'none yet'}.",
                code="trigger_not_found",
            )
        return payload
    for name in (*triggers, *flow.intents):
        payload = payloads.of(name)
        if payload.kind != "never":
            return payload
    return Payload("", "never", ())


def _rules(bot: Bot, limits: Limits) -> Rules:
    variables = json.loads(bot.middleware).get("variables", ())
    return Rules(bot.confidence_threshold, (), tuple(one["name"] for one in variables), limits)
