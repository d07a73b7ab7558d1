"""How the lean routes of our own API are described; they never see pydantic themselves."""

from typing import Any, Literal

from pydantic import Field

from kauli.api.v1.models import FAULTS, Input, Output

__all__ = ["MessageOut", "NewMessageIn", "describe_messages"]


class NewMessageIn(Input):
    """What a chatter said."""

    text: str = Field(
        max_length=4_096,
        description="What was typed, or the id of the button that was pressed.",
        examples=["I need a pizza"],
    )
    type: str = Field("text", max_length=32, examples=["text", "interactive", "image"])
    message_id: str | None = Field(
        None,
        max_length=255,
        description="Your own id of the message: sent twice, it is answered once.",
    )


class ReplyOut(Output):
    """Something the bot says; which keys there are depends on the type."""

    type: Literal["text", "buttons", "media", "payload"]
    lines: list[str] | None = None
    buttons: list[dict[str, str]] | None = None
    kind: str | None = None
    items: list[dict[str, str]] | None = None
    value: dict[str, Any] | None = None
    text: str | None = None


class MessageOut(Output):
    """What came of a message, once all of it is on the disk."""

    conversation_id: str
    number: int = Field(description="Which turn of the conversation it was.")
    replies: list[ReplyOut]
    state: str
    next_state: str
    memory: dict[str, str]
    intent: str | None
    confidence: float | None
    events: list[dict[str, str]]
    deliveries: list[str] = Field(description="The ids of the deliveries it caused.")
    duplicate: bool = Field(description="Whether it had been answered before.")


def describe_messages() -> tuple[dict[str, Any], dict[str, Any]]:
    """The path item of the messages route, and the schemas that it needs."""
    schemas: dict[str, Any] = {}
    for model in (NewMessageIn, MessageOut):
        schema = model.model_json_schema(ref_template="#/components/schemas/{model}")
        schemas |= schema.pop("$defs", {})
        schemas[model.__name__] = schema
    responses: dict[str, Any] = {
        "200": {"description": "The answer.", "content": _json("MessageOut")}
    }
    for status, fault in FAULTS.items():
        responses[str(status)] = {
            "description": fault["description"],
            "content": _json("Faults"),
        }
    return {
        "post": {
            "tags": ["conversations"],
            "summary": "Send a message",
            "description": "Say something to a bot and get its answer.",
            "security": [{"API key": []}],
            "parameters": [
                _parameter("bot_id", {"type": "integer"}),
                _parameter("chat_id", {"type": "string", "minLength": 1, "maxLength": 255}),
            ],
            "requestBody": {"required": True, "content": _json("NewMessageIn")},
            "responses": responses,
        }
    }, schemas


def _json(name: str) -> dict[str, Any]:
    return {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}


def _parameter(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": schema}
