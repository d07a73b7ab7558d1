"""A body such as a bot's deliveries will have: pure."""

from dataclasses import dataclass

from kauli.delivery.body import SHAPES, flat_body
from kauli.flow import Limits, compile_flow
from kauli.kit import json
from kauli.kit.errors import NotFound
from kauli.storage.queries.bots import Bot

__all__ = ["Example", "example_of"]

_CHAT = "255700000001"
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
    *,
    triggers: list[str],
    trigger: str | None,
    shape: str,
    message_id: str,
    limits: Limits,
) -> Example:
    """Make an example of the draft, which is what the author works on.

    Args:
        bot: whose.
        triggers: the endpoint's; the first that can fire is taken.
        trigger: taken instead, where it is not ``None``.
        shape: of the body, as the endpoint has it.
        message_id: the delivery's id, for the envelope.
        limits: the bounds of a flow.

    Raises:
        NotFound: nothing in the flow fires the trigger.
    """
    draft = json.loads(bot.draft)
    flow = compile_flow(draft["flows"], draft["intents"], limits)
    known = dict.fromkeys([*flow.intents, *flow.states])
    if trigger is not None and trigger not in known:
        raise NotFound(
            f"Nothing in the flow fires {trigger}. It has these: "
            f"{', '.join(list(known)[:20]) or 'none yet'}.",
            code="trigger_not_found",
        )
    name = trigger or next((one for one in (*triggers, *flow.intents) if one in known), "")
    data = flat_body({}, _CHAT)
    if shape == _ENVELOPE:
        return Example(name, json.dumps({"id": message_id, "data": json.loads(data)}))
    return Example(name, data)
