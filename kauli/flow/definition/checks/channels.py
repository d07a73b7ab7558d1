"""What channels can't show. The bot still sends it; the channel cuts or refuses it."""

from collections.abc import Iterator
from dataclasses import dataclass

from kauli.flow.definition.checks.subject import Subject
from kauli.flow.findings import Finding
from kauli.flow.script import Offer, Script
from kauli.flow.states import State
from kauli.flow.templates import written

__all__ = ["CHANNELS", "Channel", "check_channels"]


@dataclass(frozen=True, slots=True)
class Channel:
    """The limits of a channel; ``None`` where it has none that matters.

    Attributes:
        title: its name for people.
        buttons: the most buttons under a message.
        title_chars: the longest title of a button.
        id_bytes: the longest id of a button, in UTF-8.
        text_chars: the longest text of a message.
    """

    title: str
    buttons: int | None = None
    title_chars: int | None = None
    id_bytes: int | None = None
    text_chars: int | None = None


CHANNELS: dict[str, Channel] = {
    "whatsapp": Channel("WhatsApp", buttons=3, title_chars=20, text_chars=4_096),
    "messenger": Channel("Messenger", buttons=3, title_chars=20),
    "telegram": Channel("Telegram", id_bytes=64, text_chars=4_096),
}
"""The channels whose limits are checked."""


def check_channels(subject: Subject) -> Iterator[Finding]:
    """Everything that one of the bot's channels can't show."""
    channels = [CHANNELS[name] for name in subject.channels if name in CHANNELS]
    for state in subject.flow.states.values():
        if state.offers:
            yield from _buttons(state, channels)
        if state.says:
            yield from _texts(state, channels)


def _buttons(state: State, channels: list[Channel]) -> Iterator[Finding]:
    offers = state.offers
    for most, names in _grouped(channels, "buttons"):
        if len(offers) > most:
            yield Finding(
                "too_many_buttons",
                "warning",
                state.name,
                f"It has {len(offers)} buttons; {names} shows at most {most}.",
                "Offer fewer, or ask by numbers that people type.",
            )
    for most, names in _grouped(channels, "title_chars"):
        for offer in offers:
            if isinstance(offer.title, str) and len(offer.title) > most:
                what = f"title has {len(offer.title)} characters"
                yield _too_long(state, offer, what, most, names)
    for most, names in _grouped(channels, "id_bytes"):
        for offer in offers:
            size = len(offer.id.encode())
            if size > most:
                yield _too_long(state, offer, f"id has {size} bytes", most, names)


def _too_long(state: State, offer: Offer, what: str, most: int, names: str) -> Finding:
    return Finding(
        "button_too_long",
        "warning",
        state.name,
        f"The button {offer.id[:60]!r}: its {what}; {names} takes at most {most}.",
        "Shorten it.",
    )


def _texts(state: State, channels: list[Channel]) -> Iterator[Finding]:
    longest = max(_length(script) for script in state.says)
    for most, names in _grouped(channels, "text_chars"):
        if longest > most:
            yield Finding(
                "text_too_long",
                "warning",
                state.name,
                f"Its message has {longest:,} characters; {names} takes at most {most:,}.",
                "Shorten it, or spread it over several states.",
            )


def _length(script: Script) -> int:
    return len("\n".join([written(line) for line in script.lines]))


def _grouped(channels: list[Channel], limit: str) -> Iterator[tuple[int, str]]:
    """Each value of a limit, with the channels that have it."""
    groups: dict[int, list[str]] = {}
    for channel in channels:
        value = getattr(channel, limit)
        if value is not None:
            groups.setdefault(value, []).append(channel.title)
    for value, titles in groups.items():
        yield value, " and ".join(titles)
