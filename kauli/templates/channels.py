"""Where a flow can be used as it is: pure."""

from collections.abc import Mapping

__all__ = ["channels_of"]

_WITH_BUTTONS = ("web", "whatsapp", "messenger", "telegram")
_ONLY_TEXT = ("sms", "ussd")
_MORE_THAN_TEXT = frozenset({"buttons", "images", "videos", "audios", "documents", "stickers"})


def channels_of(flows: Mapping[str, object]) -> tuple[str, ...]:
    """The channels that show all of a flow; those of text alone have no buttons and no media."""
    plain = all(
        _MORE_THAN_TEXT.isdisjoint(state) for state in flows.values() if isinstance(state, Mapping)
    )
    return _WITH_BUTTONS + _ONLY_TEXT if plain else _WITH_BUTTONS
