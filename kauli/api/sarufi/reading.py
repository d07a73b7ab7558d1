"""What clients send, read as published clients mean it; keys that mean nothing are ignored."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kauli.api.ids import bot_number, chat_name
from kauli.api.sarufi import coerce
from kauli.kit.errors import Invalid, Problem
from kauli.services.bots import BotChanges

__all__ = [
    "Chat",
    "Message",
    "Question",
    "as_map",
    "read_bot",
    "read_chat",
    "read_message",
    "read_question",
    "required_text",
]

_TYPE_LONGEST = 32


@dataclass(frozen=True, slots=True)
class Chat:
    """Which conversation is asked about, and the state it should go to (if that was sent)."""

    bot_id: int
    chat_id: str
    next_state: str | None


@dataclass(frozen=True, slots=True)
class Message:
    """A chatter's message; ``chat_id`` is empty where the client left it to us."""

    bot_id: int
    chat_id: str
    text: str
    type: str


@dataclass(frozen=True, slots=True)
class Question:
    """A text whose intent is asked for."""

    bot_id: int
    message: str


def as_map(body: object) -> dict[str, Any]:
    """The body, which must be a map.

    Raises:
        Invalid: it is something else.
    """
    if isinstance(body, dict):
        return body
    sentence = "The body must be a JSON object, such as {}."
    raise Invalid(sentence, problems=[Problem(("body",), sentence, "dict_type")])


def read_bot(body: object) -> BotChanges:
    """What a client wants of a bot: ``None`` for what it did not send.

    Raises:
        Invalid: a field that can't be made sense of.
    """
    sent = as_map(body)
    return BotChanges(
        name=coerce.text(sent.get("name"), "name"),
        description=coerce.text(sent.get("description"), "description"),
        industry=coerce.text(sent.get("industry"), "industry"),
        language=coerce.text(sent.get("language"), "language"),
        visible_on_community=coerce.boolean(
            sent.get("visible_on_community"), "visible_on_community"
        ),
        confidence_threshold=coerce.number(
            sent.get("confidence_threshold"), "confidence_threshold"
        ),
        fallback_message=coerce.lines(sent.get("fallback_message"), "fallback_message"),
        intents=coerce.mapping(sent.get("intents"), "intents"),
        flows=coerce.objects(_either(sent, "flows", "flow"), "flows"),
        middleware=coerce.mapping(sent.get("middleware"), "middleware"),
        webhook_url=coerce.text(_either(sent, "webhook_url", "webhook"), "webhook_url"),
        webhook_triggers=coerce.texts(
            _either(sent, "webhook_trigger_intents", "webhook_trigger_intent"),
            "webhook_trigger_intents",
        ),
        webhook_token=coerce.text(sent.get("webhook_token"), "webhook_token"),
        webhook_active=coerce.boolean(sent.get("webhook_active"), "webhook_active"),
    )


def read_message(body: object, longest: int, bot_id: object = None) -> Message:
    """A message to a bot.

    Args:
        body: as it was sent.
        longest: the most characters of a message.
        bot_id: the bot of the address, where the address has one; the body's is ignored then.

    Raises:
        Invalid: no bot, no text, or something that is neither text nor number.
        NotFound: a number that no bot has.
    """
    sent = as_map(body)
    bot = _bot(sent) if bot_id is None else bot_number(bot_id, "path", "bot_id")
    chat_id = sent.get("chat_id")
    kind = sent.get("message_type") or "text"
    if not isinstance(kind, str) or len(kind) > _TYPE_LONGEST:
        raise coerce.fault("message_type", "Such as text, image or interactive.", "string_type")
    kind = kind.strip().lower()
    return Message(
        bot,
        "" if chat_id is None else chat_name(chat_id, "body", "chat_id"),
        _text(sent.get("message"), kind, longest),
        kind,
    )


def read_chat(body: object) -> Chat:
    """Which conversation, and where it should go.

    Raises:
        Invalid: no bot or no chat.
        NotFound: a number that no bot has.
    """
    sent = as_map(body)
    bot = _bot(sent)
    if sent.get("chat_id") is None:
        raise coerce.fault("chat_id", "Field required", "missing")
    return Chat(
        bot,
        chat_name(sent["chat_id"], "body", "chat_id"),
        coerce.text(sent.get("next_state"), "next_state"),
    )


def read_question(body: object, longest: int) -> Question:
    """A text whose intent is asked for.

    The Python SDK sends ``{"bot_id": 5, "<text>": "<text>"}``: without ``message``, the one key
    that equals its own value is it.

    Raises:
        Invalid: no bot or no text.
        NotFound: a number that no bot has.
    """
    sent = as_map(body)
    bot = _bot(sent)
    message = sent.get("message")
    if message is None:
        twins = [key for key, value in sent.items() if key != "bot_id" and key == value]
        if len(twins) != 1:
            raise coerce.fault("message", "Field required", "missing")
        message = twins[0]
    return Question(bot, _text(message, "text", longest))


def required_text(body: Mapping[str, Any], field: str) -> str:
    """A text that must be there.

    Raises:
        Invalid: it is not.
    """
    found = coerce.text(body.get(field), field)
    if found is None:
        raise coerce.fault(field, "Field required", "missing")
    return found


def _bot(sent: Mapping[str, Any]) -> int:
    found = sent.get("bot_id")
    if found is None:
        raise coerce.fault("bot_id", "Field required", "missing")
    return bot_number(found, "body", "bot_id")


def _text(message: object, kind: str, longest: int) -> str:
    if message is None:
        if kind == "text":
            raise coerce.fault("message", "Field required", "missing")
        return ""
    found = message if isinstance(message, str) else coerce.text(message, "message") or ""
    if len(found) > longest:
        sentence = f"A message has at most {longest} characters."
        raise coerce.fault("message", sentence, "string_too_long")
    return found


def _either(sent: Mapping[str, Any], name: str, older: str) -> object:
    found = sent.get(name)
    return sent.get(older) if found is None else found
