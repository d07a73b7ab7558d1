"""A bot as a document: what is imported, exported and shared."""

from dataclasses import dataclass, field

from kauli.flow.findings import Finding

__all__ = ["BotDocument", "Middleware", "MiddlewareVariable"]


@dataclass(frozen=True, slots=True)
class MiddlewareVariable:
    """``@name``: its value comes from ``path`` on the author's server."""

    name: str
    path: str


@dataclass(frozen=True, slots=True)
class Middleware:
    """The author's server that is asked for values in the middle of a turn."""

    base_url: str = ""
    authorization: str = ""
    variables: tuple[MiddlewareVariable, ...] = ()


@dataclass(frozen=True, slots=True)
class BotDocument:
    """Everything about a bot that an author writes; ``None`` where the files say nothing.

    ``intents`` and ``flows`` are as written, for ``flat_intents`` and ``compile_flow`` to make
    sense of. ``remarks`` says what was odd about the files and is no part of the bot.
    """

    name: str | None = None
    description: str | None = None
    industry: str | None = None
    language: str | None = None
    visible_on_community: bool | None = None
    confidence_threshold: float | None = None
    fallback_message: tuple[str, ...] | None = None
    intents: dict[str, object] | None = None
    flows: dict[str, object] | None = None
    webhook_url: str | None = None
    webhook_trigger_intents: tuple[str, ...] | None = None
    webhook_token: str | None = None
    webhook_active: bool | None = None
    middleware: Middleware | None = None
    remarks: tuple[Finding, ...] = field(default=(), compare=False)
