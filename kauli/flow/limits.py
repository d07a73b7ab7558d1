"""How much is too much, in one place: every bound of the engine is a setting."""

from dataclasses import dataclass

__all__ = ["DEFAULT_LIMITS", "Limits"]


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of a bot and of a turn.

    A document over its bound is refused when it is compiled (``Invalid``); a turn over its
    bound goes on within it and says so with a ``LimitReached`` event, which names the field.

    Attributes:
        message_chars: the longest message taken in; what is beyond is cut off.
        states: the most states of a flow.
        states_per_turn: the most states entered in one turn without waiting for an answer.
        memory_bytes: the most that a conversation remembers, names and values, in UTF-8.
        reply_chars: the longest text a turn says after its variables were filled in.
        intents: the most intents of a bot.
        utterances: the most example sentences of a bot, over all intents.
        nesting: how deep lists and maps of a document may lie in each other.
        nodes: the most values of a document, every list, map, text and number counted.
        pattern_chars: the longest pattern of a ``custom_validation``.
        offered: the most buttons remembered of one middleware answer.
        findings: the most findings that the checker lists.
        file_chars: the longest file to import.
    """

    message_chars: int = 4_096
    states: int = 5_000
    states_per_turn: int = 100
    memory_bytes: int = 65_536
    reply_chars: int = 65_536
    intents: int = 5_000
    utterances: int = 100_000
    nesting: int = 32
    nodes: int = 1_000_000
    pattern_chars: int = 1_000
    offered: int = 100
    findings: int = 1_000
    file_chars: int = 16_000_000


DEFAULT_LIMITS = Limits()
"""The bounds where nobody set others."""
