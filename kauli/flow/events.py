"""What can happen in a turn, as data: the transcript, deliveries and statistics are made of it."""

import msgspec

__all__ = [
    "EVENTS",
    "AnswerRejected",
    "CallFailed",
    "ChoiceMade",
    "ChoiceRejected",
    "Event",
    "FlowCancelled",
    "FlowFinished",
    "FlowLeft",
    "FlowStarted",
    "IntentWithoutState",
    "LimitReached",
    "MissingState",
    "NotUnderstood",
    "StateEntered",
]


class Event(msgspec.Struct, frozen=True, tag_field="kind", gc=False):
    """Something that happened; its tag, ``kind`` in JSON, is its stable name."""


class FlowStarted(Event, frozen=True, tag="flow_started"):
    """An intent started a flow: understood from a message, or reached by a button."""

    intent: str


class StateEntered(Event, frozen=True, tag="state_entered"):
    """A state was entered and said what it has to say. A choice is made, never entered."""

    state: str


class ChoiceMade(Event, frozen=True, tag="choice_made"):
    """The chatter chose: ``choice`` is the key of the choice state, however it was typed."""

    state: str
    choice: str


class AnswerRejected(Event, frozen=True, tag="answer_rejected"):
    """A validator of ``state`` refused the answer; the conversation stays where it was."""

    state: str
    validator: str


class ChoiceRejected(Event, frozen=True, tag="choice_rejected"):
    """The answer is none of the choices of ``state``; the conversation stays where it was."""

    state: str


class FlowFinished(Event, frozen=True, tag="flow_finished"):
    """The flow that the intent ``root`` started reached its end; happens once per flow."""

    root: str


class FlowCancelled(Event, frozen=True, tag="flow_cancelled"):
    """The chatter called the flow off, so it will not finish."""

    root: str


class FlowLeft(Event, frozen=True, tag="flow_left"):
    """The chatter went on to something else before the end, so the flow will not finish."""

    root: str


class NotUnderstood(Event, frozen=True, tag="not_understood"):
    """No intent was recognised; the bot answered with its fallback message."""


class IntentWithoutState(Event, frozen=True, tag="intent_without_state"):
    """The intent was recognised, but no state carries its name."""

    intent: str


class MissingState(Event, frozen=True, tag="missing_state"):
    """The flow points to a state that does not exist, which counts as its end."""

    state: str


class CallFailed(Event, frozen=True, tag="call_failed"):
    """The middleware gave nothing usable for ``@variable``; nothing was put in its place."""

    variable: str
    why: str


class LimitReached(Event, frozen=True, tag="limit_reached"):
    """The turn was held within a bound; ``limit`` is the name of the field of ``Limits``."""

    limit: str


EVENTS: tuple[type[Event], ...] = (
    FlowStarted,
    StateEntered,
    ChoiceMade,
    AnswerRejected,
    ChoiceRejected,
    FlowFinished,
    FlowCancelled,
    FlowLeft,
    NotUnderstood,
    IntentWithoutState,
    MissingState,
    CallFailed,
    LimitReached,
)
"""Every event there is."""
