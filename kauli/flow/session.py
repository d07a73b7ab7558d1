"""Where a conversation stands, and the message that moves it on."""

import msgspec

from kauli.flow.replies import Button

__all__ = ["END", "Input", "Session"]

END = "end"
"""The name that ends a flow; as the awaited state it means that nothing is awaited."""


class Input(msgspec.Struct, frozen=True, gc=False):
    """A chatter's message.

    Attributes:
        text: what was typed, the id of the button that was pressed, or whatever text the
            channel sends along with a medium.
        type: text, image, audio, video, file, interactive or location.
    """

    text: str
    type: str = "text"


class Session(msgspec.Struct, frozen=True, omit_defaults=True):
    """All that is kept of a conversation from one turn to the next.

    Attributes:
        state: the state entered last; ``end`` before the first.
        next_state: the state that awaits the next message; ``end`` when none does.
        memory: what was said, by the name of the state that it was said to. It is kept after
            the end, for the answer and the webhook, and cleared when the next flow starts.
        root: the intent that started the flow under way; empty when there is none. A flow whose
            last state offers buttons that lead on is still under way, although ``next_state``
            is ``end``.
        offered: buttons that the middleware put under the last message; those of the document
            follow from ``state``.
    """

    state: str = END
    next_state: str = END
    memory: dict[str, str] = msgspec.field(default_factory=dict)
    root: str = ""
    offered: tuple[Button, ...] = ()

    @classmethod
    def fresh(cls) -> "Session":
        """A conversation in which nothing has been said."""
        return cls()
