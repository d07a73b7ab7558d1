"""Names of things in addresses and bodies: what is no name is a 422, what names nothing a 404."""

from kauli.kit.errors import Invalid, NotFound, Problem

__all__ = ["CHAT_ID_LONGEST", "bot_number", "chat_name", "in_range"]

CHAT_ID_LONGEST = 255
"""Characters of a chat id: more than any channel uses, less than an index of the database takes."""

_LARGEST = 2**31 - 1


def bot_number(value: object, *where: str) -> int:
    """A bot's number, from a number or from a text of digits.

    Args:
        value: as it was sent.
        where: the path to it, for the error.

    Raises:
        Invalid: it is no number.
        NotFound: it is one that no bot can have.
    """
    if isinstance(value, str):
        text = value.strip()
        digits = text.removeprefix("-")
        if digits.isascii() and digits.isdecimal():
            value = int(text) if len(text) < 20 else _LARGEST + 1
    elif isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        sentence = "A bot's id is a number, such as 5."
        raise Invalid(sentence, code="bad_bot_id", problems=[Problem(where, sentence, "int_type")])
    return in_range(value)


def in_range(number: int) -> int:
    """The number of a bot that may exist.

    Raises:
        NotFound: no bot can have it.
    """
    if not 0 < number <= _LARGEST:
        raise NotFound("There is no bot with this id.", code="bot_not_found")
    return number


def chat_name(value: object, *where: str) -> str:
    """A chat's id as text; some channels number their chats.

    Raises:
        Invalid: neither a text nor a number, or too long.
    """
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        sentence = "A chat id is a text or a number."
    elif len(value) > CHAT_ID_LONGEST:
        sentence = f"A chat id has at most {CHAT_ID_LONGEST} characters."
    else:
        return value
    raise Invalid(sentence, code="bad_chat_id", problems=[Problem(where, sentence, "chat_id")])
