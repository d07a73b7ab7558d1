"""What a state says in one of its variations, prepared so that a turn only fills it in."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from kauli.flow.raw import as_list, as_text, as_variations
from kauli.flow.replies import (
    MEDIA_KINDS,
    Button,
    Buttons,
    Media,
    MediaItem,
    MediaKind,
    Reply,
    Text,
)
from kauli.flow.templates import Fill, Fillable, compile_text

__all__ = [
    "Medium",
    "Offer",
    "Pick",
    "Script",
    "buttons",
    "is_blank",
    "one_of",
    "perform_media",
    "read_media",
    "read_offers",
    "read_scripts",
]

Pick: TypeAlias = Callable[[int], int]
"""Chooses one of ``n`` variations: an index from 0 to ``n - 1``."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A button as written."""

    id: str
    title: Fillable


@dataclass(frozen=True, slots=True)
class Medium:
    """A picture, film, recording, document or sticker as written."""

    kind: MediaKind
    link: Fillable
    caption: Fillable


@dataclass(frozen=True, slots=True)
class Script:
    """Lines, buttons and media to be said together.

    ``fixed`` holds the replies already where there is nothing to fill in, which makes the most
    common turn the cheapest.
    """

    lines: tuple[Fillable, ...]
    offers: tuple[Offer, ...] = ()
    media: tuple[Medium, ...] = ()
    fixed: tuple[Reply, ...] | None = None

    def texts(self) -> Iterator[Fillable]:
        """Every text in it."""
        yield from self.lines
        yield from (offer.title for offer in self.offers)
        for medium in self.media:
            yield medium.link
            yield medium.caption

    def perform(self, fill: Fill) -> tuple[Reply, ...]:
        """The replies, filled in."""
        return self.fixed if self.fixed is not None else self._perform(fill)

    def _perform(self, fill: Fill) -> tuple[Reply, ...]:
        replies: list[Reply] = []
        lines = tuple([fill(line) for line in self.lines])
        if self.offers:
            replies.append(Buttons(lines, buttons(self.offers, fill)))
        elif lines and not (self.media and is_blank(lines)):
            replies.append(Text(lines))
        return (*replies, *perform_media(self.media, fill))


def perform_media(media: Iterable[Medium], fill: Fill) -> Iterator[Media]:
    """The media that have a link, by kind and in the order in which they are sent."""
    by_kind: dict[MediaKind, list[MediaItem]] = {}
    for medium in media:
        if link := fill(medium.link):
            by_kind.setdefault(medium.kind, []).append(MediaItem(link, fill(medium.caption)))
    for kind in MEDIA_KINDS:
        if kind in by_kind:
            yield Media(kind, tuple(by_kind[kind]))


def buttons(offers: tuple[Offer, ...], fill: Fill) -> tuple[Button, ...]:
    """The buttons, filled in."""
    return tuple([Button(offer.id, fill(offer.title)) for offer in offers])


def one_of(scripts: tuple[Script, ...], pick: Pick) -> Script | None:
    """One of the variations; ``None`` when there is none."""
    if len(scripts) == 1:
        return scripts[0]
    return scripts[pick(len(scripts))] if scripts else None


def is_blank(lines: tuple[str, ...]) -> bool:
    """Whether there is nothing to read in the lines."""
    return not any(line.strip() for line in lines)


def prepared(
    lines: tuple[str, ...], offers: tuple[Offer, ...] = (), media: tuple[Medium, ...] = ()
) -> Script:
    """A script, with its replies made already where that can be."""
    script = Script(tuple([compile_text(line) for line in lines]), offers, media)
    if all(isinstance(text, str) for text in script.texts()):
        fixed = script.perform(Fill({}, 0))
        return Script(script.lines, offers, media, fixed)
    return script


def read_scripts(
    message: object, offers: tuple[Offer, ...] = (), media: tuple[Medium, ...] = ()
) -> tuple[Script, ...]:
    """The variations of a message, each with the same buttons and media; none for no message."""
    ways = as_variations(message)
    if not ways and (offers or media):
        ways = ((),)
    return tuple([prepared(lines, offers, media) for lines in ways])


def read_offers(raw: object) -> tuple[Offer, ...]:
    """Buttons as published: one-key maps in a list, or one map with them all."""
    offers: list[Offer] = []
    for item in as_list(raw):
        if isinstance(item, Mapping):
            offers += [
                Offer(as_text(id_), compile_text(as_text(title))) for id_, title in item.items()
            ]
        elif text := as_text(item).strip():
            offers.append(Offer(text, compile_text(text)))
    return tuple(offers)


def read_media(raw: Mapping[str, object]) -> tuple[Medium, ...]:
    """The media of a state (or of a middleware answer), in the order in which they are sent."""
    return tuple(
        Medium(kind, compile_text(link), compile_text(caption))
        for kind in MEDIA_KINDS
        for link, caption in _media_items(raw.get(kind))
    )


def _media_items(raw: object) -> Iterator[tuple[str, str]]:
    for item in as_list(raw):
        if isinstance(item, Mapping):
            yield as_text(item.get("link")).strip(), as_text(item.get("caption"))
        elif isinstance(item, str):
            yield as_text(item).strip(), ""
