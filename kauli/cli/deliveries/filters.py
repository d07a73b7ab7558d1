"""The options that say which deliveries, the same for every command that takes some."""

from dataclasses import dataclass
from typing import Annotated

import typer

from kauli.cli.local import Home
from kauli.cli.webhook.picking import pick_endpoint
from kauli.kit.errors import Invalid
from kauli.kit.spans import parse_moment
from kauli.kit.system import system_clock
from kauli.services.deliveries import Wanted

__all__ = [
    "BotOption",
    "ConversationOption",
    "EndpointOption",
    "Filters",
    "SinceOption",
    "TriggerOption",
    "UntilOption",
]

BotOption = Annotated[str | None, typer.Option("--bot", metavar="BOT", help="Only of this bot.")]

EndpointOption = Annotated[
    str | None,
    typer.Option(
        "--endpoint",
        metavar="ENDPOINT",
        help="Only to this endpoint, by its id or, with --bot, its name.",
    ),
]

TriggerOption = Annotated[
    str | None,
    typer.Option(
        "--trigger", metavar="NAME", help="Only what this intent or state triggered, or others too."
    ),
]

ConversationOption = Annotated[
    str | None,
    typer.Option(
        "--conversation",
        metavar="ID",
        help="Only of this conversation, by its id or, with --bot, its chat id.",
    ),
]

SinceOption = Annotated[
    str | None,
    typer.Option(
        "--since", metavar="WHEN", help="Only what was made since 2h or 3d ago, or a date (UTC)."
    ),
]

UntilOption = Annotated[
    str | None, typer.Option("--until", metavar="WHEN", help="Only what was made before then.")
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Which deliveries, as it was typed."""

    bot: str | None = None
    endpoint: str | None = None
    statuses: list[str] | None = None
    trigger: str | None = None
    conversation: str | None = None
    since: str | None = None
    until: str | None = None

    def any(self) -> bool:
        """Whether anything was typed."""
        return any(getattr(self, name) for name in self.__slots__)

    async def wanted(self, home: Home) -> Wanted:
        """What they mean here.

        Raises:
            NotFound: a bot or an endpoint that there isn't.
            Invalid: a name without the bot that it goes with, or no moment.
        """
        now = system_clock()
        bot_id = None if self.bot is None else await home.bot_id(self.bot)
        by_id = self.conversation is not None and self.conversation.startswith("cnv_")
        if self.conversation is not None and not by_id and bot_id is None:
            raise Invalid("A chat id needs its bot: name it with --bot.", code="bot_missing")
        return Wanted(
            bot_id=bot_id,
            endpoint_id=await self._endpoint(home, bot_id),
            conversation_id=self.conversation if by_id else None,
            chat_id=None if by_id else self.conversation,
            statuses=tuple(self.statuses or ()),
            trigger=self.trigger,
            since=None if self.since is None else parse_moment(self.since, now),
            until=None if self.until is None else parse_moment(self.until, now),
        )

    async def _endpoint(self, home: Home, bot_id: int | None) -> str | None:
        if self.endpoint is None or self.endpoint.startswith("end_"):
            return self.endpoint
        if bot_id is None:
            raise Invalid(
                "The name of an endpoint needs its bot: name it with --bot.", code="bot_missing"
            )
        endpoints = await home.services.endpoints.list(home.principal, bot_id)
        return pick_endpoint(endpoints, self.endpoint).id
