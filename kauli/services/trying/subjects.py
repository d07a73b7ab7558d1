"""What is tried: a bot as it is, with its draft or one of its versions, ready to run."""

from dataclasses import dataclass

from kauli.flow import Limits
from kauli.kit import json
from kauli.kit.errors import Conflict, NotFound
from kauli.nlu import Encoder
from kauli.runner.programs import Program, Programs, RunningBot, Target
from kauli.services.principal import Principal
from kauli.services.scope import bot_of
from kauli.services.trying.drafts import Drafts, fingerprint_of
from kauli.storage import Database
from kauli.storage.queries import bots, endpoints
from kauli.storage.queries.bots import Bot, Version
from kauli.storage.queries.endpoints import Endpoint
from kauli.storage.statements import Steps

__all__ = ["DRAFT", "LIVE", "Subject", "Subjects"]

DRAFT = "draft"
LIVE = "live"


@dataclass(frozen=True, slots=True)
class Subject:
    """A bot ready to be tried.

    Attributes:
        bot: its settings, as a conversation would have them.
        idle: the endpoints that get nothing as they are: switched off, or without a URL.
        program: what is played.
        endpoints: by id.
        version: the published version that is played; ``None`` for the draft.
        fingerprint: of the document that is played: two equal documents have the same.
    """

    bot: RunningBot
    idle: tuple[Target, ...]
    program: Program
    endpoints: dict[str, Endpoint]
    version: Version | None
    fingerprint: str

    @property
    def triggers(self) -> frozenset[str]:
        """All triggers of all endpoints."""
        return frozenset[str]().union(*[one.triggers for one in (*self.bot.targets, *self.idle)])


class Subjects:
    """Makes bots ready to be tried.

    Args:
        database: where they are.
        programs: bots and versions, as conversations use them.
        limits: the bounds of documents and turns.
        encoder: to train drafts with.
    """

    def __init__(
        self,
        database: Database,
        programs: Programs,
        *,
        limits: Limits,
        encoder: Encoder | None = None,
    ) -> None:
        self._database = database
        self._programs = programs
        self._drafts = Drafts(limits, encoder)

    async def of(self, principal: Principal, bot_id: int, on: str) -> Subject:
        """A bot, ready.

        Args:
            principal: whose.
            bot_id: which bot.
            on: ``draft``, ``live`` for the version that answers, or a version's id.

        Raises:
            NotFound: no such bot, or no such version of it.
            Conflict: it has not been published yet, and its draft was not asked for.
            Invalid: the draft is beyond a limit.
        """
        found, version, reached = await self._database.read(_load, principal, bot_id, on)
        running = await self._programs.bot(principal.workspace_id, found.id, found.revision)
        if version is None:
            program = await self._drafts.program(found.draft)
        else:
            program = await self._programs.program(version.id)
        active = {target.endpoint_id for target in running.targets}
        return Subject(
            bot=running,
            idle=tuple([_target(one) for one in reached if one.id not in active]),
            program=program,
            endpoints={one.id: one for one in reached},
            version=version,
            fingerprint=fingerprint_of(found.draft if version is None else version.document),
        )


def _target(endpoint: Endpoint) -> Target:
    return Target(endpoint.id, frozenset(json.loads(endpoint.triggers)), endpoint.shape)


def _load(
    principal: Principal, bot_id: int, on: str
) -> Steps[tuple[Bot, Version | None, list[Endpoint]]]:
    bot = yield from bot_of(principal, bot_id)
    version = None if on == DRAFT else (yield from _version(bot, on))
    return bot, version, (yield from endpoints.list_endpoints(bot.id))


def _version(bot: Bot, on: str) -> Steps[Version]:
    wanted = bot.live_version_id if on == LIVE else on
    if wanted is None:
        raise Conflict(
            "This bot is still a draft: try the draft, or publish it first.",
            code="bot_not_published",
        )
    found = yield from bots.find_version(bot.id, wanted)
    if found is None:
        raise NotFound(f"This bot has no version {wanted[:100]}.", code="version_not_found")
    return found
