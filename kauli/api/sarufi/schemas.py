"""The shapes of the compatible API, as JSON Schema."""

from typing import Any

from kauli.api.sarufi.describe import ref

__all__ = ["SCHEMAS"]

_TEXT: dict[str, Any] = {"type": "string"}
_LINES: dict[str, Any] = {"type": "array", "items": _TEXT}
_ANY_MAP: dict[str, Any] = {"type": "object", "additionalProperties": True}
_BOT_ID: dict[str, Any] = {
    "anyOf": [{"type": "integer"}, {"type": "string", "pattern": "^[0-9]+$"}],
    "description": "The bot's id; a text of digits will do.",
    "examples": [5],
}
_CHAT_ID: dict[str, Any] = {
    "anyOf": [{"type": "string"}, {"type": "integer"}],
    "description": "Who chats: a phone number, a session, any id of at most 255 characters.",
    "examples": ["255711111111"],
}
_MEMORY: dict[str, Any] = {
    "type": "object",
    "additionalProperties": _TEXT,
    "description": "What the chatter said, by the name of the state it was said to.",
}
_STATE: dict[str, Any] = {"type": "string", "examples": ["number_of_pizzas"]}


def _map(properties: dict[str, Any], *required: str, example: Any = None) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "object", "properties": properties}
    if required:
        schema["required"] = list(required)
    if example is not None:
        schema["examples"] = [example]
    return schema


_WRITABLE: dict[str, Any] = {
    "name": {"type": "string", "examples": ["Pizza Bot"]},
    "description": _TEXT,
    "industry": _TEXT,
    "language": _TEXT,
    "intents": {
        **_ANY_MAP,
        "description": "Example sentences by intent.",
        "examples": [{"order_pizza": ["I need a pizza", "get me a pizza"]}],
    },
    "flows": {
        **_ANY_MAP,
        "description": "States by name; `flow` is taken too.",
        "examples": [{"order_pizza": {"message": ["How many?"], "next_state": "number"}}],
    },
    "confidence_threshold": {"type": "number", "minimum": 0, "maximum": 1},
    "visible_on_community": {"type": "boolean"},
    "webhook_url": {"type": "string", "examples": ["https://shop.example/new-order"]},
    "webhook_trigger_intents": {**_LINES, "examples": [["order_pizza"]]},
    "webhook_token": {**_TEXT, "description": "Sent along as `Authorization: Bearer …`."},
    "webhook_active": {"type": "boolean"},
    "fallback_message": _LINES,
    "middleware": _ANY_MAP,
}
_SETTINGS: dict[str, Any] = {
    "id": {"type": "integer"},
    "user_id": {"type": "integer"},
    "user_name": _TEXT,
    "model_name": _TEXT,
    "evaluation_metrics": _ANY_MAP,
    "webhook_trigger_intent": _LINES,
    "created_at": _TEXT,
    "updated_at": _TEXT,
    "intents": {"type": "object", "additionalProperties": _LINES},
}
_NOT_RETURNED = ("webhook_token", "webhook_active", "fallback_message", "middleware")
_RETURNED = {
    name: schema for name, schema in (_WRITABLE | _SETTINGS).items() if name not in _NOT_RETURNED
}
_MESSAGE = {
    "chat_id": _CHAT_ID,
    "message": {
        "anyOf": [{"type": "string", "maxLength": 4096}, {"type": "number"}],
        "examples": ["I need a pizza"],
    },
    "message_type": {
        "type": "string",
        "maxLength": 32,
        "default": "text",
        "examples": ["text", "interactive", "image"],
    },
}
_FAULT = _map({"loc": _LINES, "msg": _TEXT, "type": _TEXT}, "loc", "msg", "type")
_SAID = _map({"send_message": _LINES}, "send_message")

SCHEMAS: dict[str, dict[str, Any]] = {
    "NewBot": _map(_WRITABLE, "name", example={"name": "Pizza Bot"}),
    "BotChanges": _map(_WRITABLE, example={"description": "Takes orders"}),
    "Bot": _map(_RETURNED, *(name for name in _RETURNED if name != "user_name")),
    "Message": _map(
        {"bot_id": _BOT_ID, **_MESSAGE},
        "bot_id",
        "message",
        example={"bot_id": 5, "chat_id": "255711111111", "message": "I need a pizza"},
    ),
    "WidgetMessage": _map(_MESSAGE, "message", example={"chat_id": "1", "message": "Hi"}),
    "Answer": _map(
        {"message": _LINES, "memory": _MEMORY, "next_state": _STATE},
        "message",
        "memory",
        "next_state",
    ),
    "ActionsAnswer": _map(
        {
            "actions": {"type": "array", "items": _ANY_MAP},
            "memory": _MEMORY,
            "next_state": _STATE,
        },
        "actions",
        "memory",
        "next_state",
    ),
    "Chat": _map({"bot_id": _BOT_ID, "chat_id": _CHAT_ID}, "bot_id", "chat_id"),
    "ChatState": _map(
        {"bot_id": _BOT_ID, "chat_id": _CHAT_ID, "next_state": _STATE},
        "bot_id",
        "chat_id",
        "next_state",
    ),
    "Status": _map({"current_state": _STATE, "next_state": _STATE}, "current_state", "next_state"),
    "Machine": _map(
        {"current_state": _STATE, "next_state": _STATE, "memory": _MEMORY},
        "current_state",
        "next_state",
        "memory",
    ),
    "Question": _map({"bot_id": _BOT_ID, "message": _TEXT}, "bot_id", "message"),
    "Prediction": _map(
        {
            "message": _TEXT,
            "intent": _TEXT,
            "status": {"type": "boolean", "description": "Sure enough for the bot's threshold."},
            "confidence": {"type": "number", "minimum": 0, "maximum": 1},
        },
        "message",
        "intent",
        "status",
        "confidence",
    ),
    "History": _map(
        {
            "conversation_history": {
                "type": "array",
                "items": _map(
                    {
                        "id": {"type": "integer"},
                        "message": _TEXT,
                        "sender": _TEXT,
                        "response": {"type": "array", "items": _SAID},
                        "received_time": _TEXT,
                    },
                    "id",
                    "message",
                    "sender",
                    "response",
                    "received_time",
                ),
            }
        },
        "conversation_history",
    ),
    "ChatUser": _map({"chat_id": _TEXT, "received_time": _TEXT}, "chat_id", "received_time"),
    "Credentials": _map({"username": _TEXT, "password": _TEXT}, "username", "password"),
    "Client": _map({"client_id": _TEXT, "client_secret": _TEXT}, "client_id", "client_secret"),
    "Token": _map({"message": _TEXT, "token": _TEXT}, "message", "token"),
    "AccessToken": _map(
        {
            "access_token": _TEXT,
            "token_type": _TEXT,
            "expires_in": {"type": "integer"},
            "scope": _TEXT,
        },
        "access_token",
        "token_type",
        "expires_in",
        "scope",
    ),
    "Said": _map({"message": _TEXT}, "message"),
    "Profile": _map(
        {
            "id": {"type": "integer"},
            "full_name": _TEXT,
            "username": _TEXT,
            "password": {"type": "string", "const": ""},
            "mobile": _TEXT,
            "is_admin": {"type": "boolean"},
            "date_created": _TEXT,
            "updated_at": _TEXT,
        },
        "id",
        "username",
    ),
    "PluginSettings": _map({"theme_config": _ANY_MAP, "approved_domain": _TEXT}),
    "Plugin": _map(
        {
            "id": {"type": "integer"},
            "bot_id": {"type": "integer"},
            "theme_config": _ANY_MAP,
            "approved_domain": _TEXT,
        },
        "id",
        "bot_id",
        "theme_config",
        "approved_domain",
    ),
    "Error": _map(
        {"detail": _TEXT, "message": _TEXT, "error": _TEXT}, "detail", "message", "error"
    ),
    "ValidationError": _map(
        {
            "detail": {"type": "array", "items": _FAULT, "minItems": 1},
            "message": _TEXT,
            "error": _TEXT,
        },
        "detail",
        "message",
        "error",
    ),
    "Bots": {"type": "array", "items": ref("Bot")},
    "ChatUsers": {"type": "array", "items": ref("ChatUser")},
    "Map": _ANY_MAP,
}
