"""Bots ready to run, kept in memory for as long as the database says they are current.

Nothing is ever invalidated from outside: each turn reads the bot's ``revision`` along with its
conversation, and a kept bot of another revision is loaded anew. So every process sees a change
with its very next turn.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import structlog

from kauli.flow import Flow, Limits, Rules, compile_flow
from kauli.kit import json
from kauli.kit.errors import Conflict, NotFound
from kauli.nlu import Encoder, Model, train
from kauli.runner.kept import Kept
from kauli.storage import Database
from kauli.storage.queries import bots, endpoints
from kauli.storage.queries.endpoints import LISTEN, Endpoint
from kauli.storage.statements import Steps

__all__ = ["Middleware", "Program", "Programs", "RunningBot", "Target"]

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Middleware:
    """The author's server that is asked for ``@variables``; ``paths`` by variable."""

    base_url: str = ""
    authorization: str = ""
    paths: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """An active endpoint, as far as a turn needs to know it."""

    endpoint_id: str
    triggers: frozenset[str]
    shape: str = "flat"


@dataclass(frozen=True, slots=True)
class RunningBot:
    """A bot's settings as of one revision."""

    id: int
    workspace_id: int
    revision: int
    rules: Rules
    middleware: Middleware
    targets: tuple[Target, ...]
    widget: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Program:
    """A published version, compiled, with its recogniser."""

    version_id: str
    flow: Flow
    model: Model


class Programs:
    """Loads bots and versions, and keeps those in use.

    Args:
        database: where they are.
        limits: the bounds of a turn, for every bot.
        encoder: for the versions that were trained with it.
        keep: how many bots, and how many versions, are held at most.
    """

    def __init__(
        self,
        database: Database,
        *,
        limits: Limits,
        encoder: Encoder | None = None,
        keep: int = 500,
    ) -> None:
        self._database = database
        self._limits = limits
        self._encoder = encoder
        self._bots: Kept[int, RunningBot] = Kept(keep)
        self._programs: Kept[str, Program] = Kept(keep)
        self._loading: dict[str, asyncio.Task[Program]] = {}

    async def bot(self, workspace_id: int, bot_id: int, revision: int) -> RunningBot:
        """The bot's settings, at this revision or a newer one."""
        found = self._bots.get(bot_id)
        if found is None or found.revision != revision:
            found = await self._database.read(_load_bot, workspace_id, bot_id, self._limits)
            self._bots.put(bot_id, found)
        return found

    async def program(self, version_id: str) -> Program:
        """A version, compiled.

        Raises:
            NotFound: there is no such version.
        """
        found = self._programs.get(version_id)
        if found is not None:
            return found
        loading = self._loading.get(version_id)
        if loading is None:
            loading = asyncio.create_task(self._load(version_id))
            self._loading[version_id] = loading
            loading.add_done_callback(lambda _: self._loading.pop(version_id))
        return await asyncio.shield(loading)  # others may be waiting for it too

    async def _load(self, version_id: str) -> Program:
        loaded = await self._database.read(bots.load_version, version_id)
        if loaded is None:
            raise NotFound("That version is gone.", code="version_not_found")
        program = await asyncio.to_thread(
            _built, version_id, *loaded, limits=self._limits, encoder=self._encoder
        )
        self._programs.put(version_id, program)
        return program

    async def live(self, live_version_id: str | None) -> Program:
        """The published version.

        Raises:
            Conflict: none was published yet.
        """
        if live_version_id is None:
            raise Conflict(
                "This bot is still a draft: publish it, then it can answer.",
                code="bot_not_published",
            )
        return await self.program(live_version_id)


def _built(
    version_id: str, document: str, model: bytes, *, limits: Limits, encoder: Encoder | None
) -> Program:
    """A version made ready to run; a large one takes a good part of a second."""
    content = json.loads(document)
    flow = compile_flow(content["flows"], content["intents"], limits)
    try:
        return Program(version_id, flow, Model.from_bytes(model, encoder))
    except ValueError as error:  # of another Kauli's format
        log.info("model.trained_again", why=str(error))
        return Program(version_id, flow, train(flow.intents, encoder))


def _load_bot(workspace_id: int, bot_id: int, limits: Limits) -> Steps[RunningBot]:
    bot = yield from bots.find_bot(workspace_id, bot_id)
    if bot is None:
        raise NotFound(f"There is no bot {bot_id}.", code="bot_not_found")
    active = [e for e in (yield from endpoints.list_endpoints(bot_id)) if e.active and _leads_on(e)]
    middleware = _middleware(json.loads(bot.middleware))
    return RunningBot(
        id=bot.id,
        workspace_id=bot.workspace_id,
        revision=bot.revision,
        rules=Rules(
            threshold=bot.confidence_threshold,
            fallback=tuple(json.loads(bot.fallback_message)),
            variables=tuple(middleware.paths or ()),
            limits=limits,
        ),
        middleware=middleware,
        targets=tuple(Target(e.id, frozenset(json.loads(e.triggers)), e.shape) for e in active),
        widget=json.loads(bot.plugin),
    )


def _leads_on(endpoint: Endpoint) -> bool:
    """Whether there is anywhere to send to; a listener comes and takes."""
    return bool(endpoint.url) or endpoint.kind == LISTEN


def _middleware(settings: Mapping[str, Any]) -> Middleware:
    return Middleware(
        base_url=settings.get("base_url", ""),
        authorization=settings.get("authorization", ""),
        paths={pair["name"]: pair.get("path", "") for pair in settings.get("variables", ())},
    )
