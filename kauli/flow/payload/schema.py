"""A payload as a JSON Schema (2020-12), and a body that fits it."""

from typing import Any, Literal, TypeAlias

from kauli.flow.payload.fields import CHAT_ID, Field, Payload

__all__ = ["SHAPES", "Shape", "example_body", "example_envelope", "json_schema"]

Shape: TypeAlias = Literal["flat", "envelope"]
"""How a body is built: ``flat`` as published receivers expect it, or with what is around it."""

SHAPES: tuple[Shape, ...] = ("flat", "envelope")

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_CHAT = "255700000001"
_FINISHED, _ENTERED = "intent.finished", "state.entered"


def json_schema(payload: Payload, *, title: str, shape: Shape = "flat") -> dict[str, Any]:
    """The JSON Schema of a trigger's bodies.

    Keys beyond those it names are allowed, in every object: a receiver that leaves alone what it
    does not know goes on working when the flow asks one question more, or the envelope tells
    more. So only what ``breaking`` lists can break it.

    Args:
        payload: what the trigger carries.
        title: the schema's title.
        shape: of the body.
    """
    head = {"$schema": _DRAFT, "title": title}
    return head | (_data(payload) if shape == "flat" else _envelope(payload))


def example_body(payload: Payload) -> dict[str, str]:
    """A flat body that fits the schema, such as one conversation could leave.

    Where none is known (only an old button leads there) it has every field.
    """
    given = payload.example or [(field.name, field.example) for field in payload.fields]
    return {CHAT_ID: _CHAT} | dict(given)


def example_envelope(payload: Payload, *, bot_id: int) -> dict[str, Any]:
    """The same in the envelope."""
    return {
        "type": _FINISHED if payload.kind == "intent" else _ENTERED,
        "id": "dlv_01KDW0Q3V6Y5ZJ8M2T7R4N9XAB",
        "time": "2026-01-01T00:00:00.000000Z",
        "sequence": 1,
        "triggers": payload.trigger.split(",") if payload.trigger else [],
        "conversation": {
            "id": "cnv_01KDW0PZ2C4B8E6F1G3H5J7K9M",
            "chat_id": _CHAT,
            "channel": "api",
            "turn": max(1, len(payload.fields)),
        },
        "bot": {"id": bot_id},
        "data": example_body(payload),
    }


def _object(properties: dict[str, Any], required: list[str], **more: Any) -> dict[str, Any]:
    return {
        "type": "object",
        **more,
        "properties": properties,
        "required": required,
        "additionalProperties": True,
    }


def _data(payload: Payload) -> dict[str, Any]:
    properties = {CHAT_ID: {"type": "string", "description": "Whose conversation it is."}}
    properties |= {field.name: _field(field) for field in payload.fields}
    required = [CHAT_ID, *(field.name for field in payload.fields if field.required)]
    return _object(properties, required)


def _field(field: Field) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string", "description": field.description}
    if field.choices:
        schema["enum"] = list(field.choices)
    return schema | {"examples": [field.example]}


def _envelope(payload: Payload) -> dict[str, Any]:
    text, number = {"type": "string"}, {"type": "integer", "minimum": 1}
    conversation = {"id": text, "chat_id": text, "channel": text, "turn": number}
    # In one turn a state can be entered and a flow finish; then it is told as the finish.
    types = [_FINISHED] if payload.kind == "intent" else [_FINISHED, _ENTERED]
    properties = {
        "type": {
            "enum": types,
            "description": "What happened: a flow that an intent started reached its end, or a "
            "state was entered (a choice: made).",
        },
        "id": {"type": "string", "description": "Which delivery it is; to tell repetitions."},
        "time": {"type": "string", "format": "date-time", "description": "When it happened, UTC."},
        "sequence": number | {"description": "Which delivery of its conversation it is."},
        "triggers": {
            "type": "array",
            "items": text,
            "minItems": 1,
            "description": "The intents and states that caused it.",
        },
        "conversation": _object(conversation, list(conversation)),
        "bot": _object({"id": number}, ["id"]),
        "data": _data(payload),
    }
    return _object(properties, list(properties))
