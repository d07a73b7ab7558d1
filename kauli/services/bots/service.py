"""What people do with bots."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from kauli.flow import BotDocument, Finding, Limits
from kauli.flow.payload import Shape
from kauli.kit import json
from kauli.kit.clock import Clock
from kauli.kit.errors import Conflict, Invalid, NotFound, Problem
from kauli.kit.pages import Page, cut, decode_cursor
from kauli.nlu import Encoder
from kauli.services.bots import steps
from kauli.services.bots.columns import changed_columns, draft_of, merged, new_row
from kauli.services.bots.documents import changes_of, document_of
from kauli.services.bots.examples import with_examples
from kauli.services.bots.facts import FactBook
from kauli.services.bots.findings import findings_in, findings_of, worst_first
from kauli.services.bots.listing import EVERY_BOT, BotFilter, list_page
from kauli.services.bots.occupancy import conversations_by_version
from kauli.services.bots.payloads import PayloadView, breaks_of, payloads_of, source_of
from kauli.services.bots.publishing import Prepared, prepare
from kauli.services.bots.secrecy import seen_by
from kauli.services.bots.starter import starter
from kauli.services.bots.views import (
    BotChanges,
    BotSummary,
    BotView,
    VersionView,
    version_view,
)
from kauli.services.endpoints.rows import changed_columns as endpoint_columns
from kauli.services.endpoints.views import EndpointChanges
from kauli.services.principal import Principal
from kauli.services.roles import Role, require
from kauli.services.scope import bot_of
from kauli.storage import DELIVERIES, Database
from kauli.storage.queries.bots import Bot
from kauli.storage.queries.shown import Release

__all__ = ["Bots"]

_TRIES = 5
_BUSY = "Others are changing this bot; look at it and try again."


class Bots:
    """A workspace's bots.

    Args:
        database: where they are kept.
        clock: the time.
        limits: the bounds of a document.
        starter_content: whether a bot made with neither intents nor flows gets some small talk.
        encoder: to train recognisers with.
        book: what is known of drafts; one of its own if not given.
    """

    def __init__(
        self,
        database: Database,
        *,
        clock: Clock,
        limits: Limits,
        starter_content: bool = True,
        encoder: Encoder | None = None,
        book: FactBook | None = None,
    ) -> None:
        self._database = database
        self._book = book or FactBook(database)
        self._clock = clock
        self._limits = limits
        self._starter_content = starter_content
        self._encoder = encoder
        self._due = database.signal(DELIVERIES)

    async def list(self, principal: Principal) -> list[BotView]:
        """Every bot of the workspace, by id."""
        found = await self._database.read(steps.views, principal)
        return [seen_by(principal, bot) for bot in found]

    async def page(
        self,
        principal: Principal,
        cursor: str | None,
        limit: int,
        wanted: BotFilter = EVERY_BOT,
    ) -> Page[BotSummary]:
        """Some of the workspace's bots, without their drafts."""
        window = (cursor, limit)
        return await list_page(self._database, self._book, principal, wanted, window)

    async def get(self, principal: Principal, bot_id: int) -> BotView:
        """One bot."""
        return seen_by(principal, await self._database.read(steps.view, principal, bot_id))

    async def create(
        self, principal: Principal, changes: BotChanges, *, publish: bool = True
    ) -> BotView:
        """Make a bot.

        Args:
            principal: whose.
            changes: its name at least.
            publish: publish its first version at once.

        Raises:
            Invalid: something that can't be.
        """
        require(principal, Role.EDITOR)
        if changes.name is None:
            sentence = "A bot needs a name."
            raise Invalid(
                sentence,
                code="bad_name",
                problems=[Problem(("body", "name"), "Field required", "missing")],
            )
        now = self._clock()
        row = new_row((principal.workspace_id, principal.user_id), steps.model_name(), now)
        row |= changed_columns(changes)
        intents, flows = changes.intents, changes.flows
        if intents is None and flows is None and self._starter_content:
            intents, flows = starter(row["language"])
        row["draft"] = draft_of(intents or {}, flows or {})
        prepared = await self._prepare(row["draft"]) if publish else None
        edit = steps.Edit(row, _endpoint_columns(changes), prepared)
        return await self._database.write(steps.create, principal, edit, now)

    async def update(
        self, principal: Principal, bot_id: int, changes: BotChanges, *, publish: bool = True
    ) -> BotView:
        """Change a bot.

        Args:
            principal: whose.
            bot_id: which.
            changes: what to set.
            publish: publish intents and flows that changed; else they are saved as the draft.

        Raises:
            NotFound: no such bot.
            Invalid: something that can't be.
            Conflict: others kept changing it at the same time.
        """
        require(principal, Role.EDITOR)
        for _ in range(_TRIES):
            bot = await self._database.read(bot_of, principal, bot_id)
            edit = await self._edit(bot, changes, publish=publish)
            done = await self._database.write(steps.update, principal, bot, edit, self._clock())
            if done is not None:
                if edit.endpoint:  # it may be on again, or lead elsewhere
                    self._due.send()
                return done
        raise Conflict(_BUSY, code="bot_busy")

    async def add_examples(
        self, principal: Principal, bot_id: int, phrases: Mapping[str, Sequence[str]]
    ) -> tuple[int, bool]:
        """Add phrases to intents, which are made where there are none of that name.

        It is published, unless the draft holds other changes too.

        Returns:
            How many were new, and whether they are published.
        """
        require(principal, Role.EDITOR)
        for _ in range(_TRIES):
            seen = await self.get(principal, bot_id)
            bot = await self._database.read(bot_of, principal, bot_id)
            intents, added = with_examples(json.loads(bot.draft)["intents"], phrases)
            if not added:
                return 0, not seen.has_unpublished_changes
            publish = not seen.has_unpublished_changes
            edit = await self._edit(bot, BotChanges(intents=intents), publish=publish)
            if await self._database.write(steps.update, principal, bot, edit, self._clock()):
                return added, publish
        raise Conflict(_BUSY, code="bot_busy")

    async def delete(self, principal: Principal, bot_id: int) -> None:
        """Remove a bot; what it still has to deliver goes out."""
        require(principal, Role.EDITOR)
        await self._database.write(steps.delete, principal, bot_id, self._clock())

    async def publish(self, principal: Principal, bot_id: int, note: str = "") -> VersionView:
        """Make the draft the version that answers.

        Raises:
            Conflict: somebody changed the draft meanwhile.
        """
        require(principal, Role.EDITOR)
        bot = await self._database.read(bot_of, principal, bot_id)
        return await self._publish(principal, bot, bot.draft, note)

    async def rollback(
        self, principal: Principal, bot_id: int, version_id: str, note: str = ""
    ) -> VersionView:
        """Publish an earlier version's document anew; it becomes the draft too."""
        require(principal, Role.EDITOR)
        bot, old, document = await self._release(principal, bot_id, version_id)
        note = note or f"Back to version {old.number}"
        return await self._publish(principal, bot, document, note)

    async def versions(
        self, principal: Principal, bot_id: int, cursor: str | None, limit: int
    ) -> Page[VersionView]:
        """A bot's versions, newest first, each with how many conversations are in it."""
        before = _number(decode_cursor(cursor)) if cursor else None
        bot, found = await self._database.read(steps.versions, principal, bot_id, before, limit + 1)
        counted = await conversations_by_version(self._database, bot_id)
        listed = [
            version_view(
                one, one.author, live_id=bot.live_version_id, conversations=counted[one.id]
            )
            for one in found
        ]
        return cut(listed, limit, lambda version: str(version.number))

    async def version(self, principal: Principal, bot_id: int, version_id: str) -> VersionView:
        """One version with its document."""
        bot, found, document = await self._release(principal, bot_id, version_id)
        return version_view(found, found.author, live_id=bot.live_version_id, document=document)

    async def check(
        self, principal: Principal, bot_id: int, *, triggers: Sequence[str] | None = None
    ) -> tuple[Finding, ...]:
        """What is wrong or doubtful in the draft, and how to mend it.

        Args:
            principal: whose.
            bot_id: which bot.
            triggers: of an endpoint; ``None`` for those of the bot's ``webhook_url``.
        """
        bot = await self.get(principal, bot_id)
        if triggers is not None:
            bot = replace(bot, webhook_triggers=[*triggers])
        found = await asyncio.to_thread(findings_of, bot, self._limits)
        if bot.has_unpublished_changes:
            found = (*found, *await self.breaks(principal, bot_id))
        return worst_first(found)[: self._limits.findings]

    async def breaks(
        self, principal: Principal, bot_id: int, *, since: str | None = None
    ) -> tuple[Finding, ...]:
        """What the draft changes that receivers of its webhooks could trip over.

        Args:
            principal: whose.
            bot_id: which bot.
            since: the version to compare it with; ``None`` for the one that answers.
        """
        source = await self._database.read(source_of, principal, bot_id, since)
        return await asyncio.to_thread(breaks_of, source, self._limits)

    async def payloads(
        self,
        principal: Principal,
        bot_id: int,
        *,
        trigger: str | None = None,
        shape: Shape | None = None,
        draft: bool = False,
    ) -> Sequence[PayloadView]:
        """What the bot's deliveries carry; see ``payloads_of``.

        Raises:
            NotFound: nothing in the flow fires the trigger.
        """
        source = await self._database.read(source_of, principal, bot_id, None)
        return await asyncio.to_thread(
            payloads_of, source, self._limits, trigger=trigger, shape=shape, draft=draft
        )

    async def preview(self, document: BotDocument) -> tuple[Finding, ...]:
        """What the checker would say of a bot made from a document; nothing is made.

        Raises:
            Invalid: the document is beyond a limit, or has a setting that can't be.
        """
        changed_columns(changes_of(document))
        found = await asyncio.to_thread(findings_in, document, self._limits)
        return worst_first(found)[: self._limits.findings]

    async def import_document(
        self,
        principal: Principal,
        document: BotDocument,
        *,
        bot_id: int | None = None,
        publish: bool = True,
    ) -> BotView:
        """Make a bot from a document, or (``bot_id``) let the document replace what it names."""
        changes = changes_of(document)
        if bot_id is None:
            return await self.create(principal, changes, publish=publish)
        return await self.update(principal, bot_id, changes, publish=publish)

    async def export(self, principal: Principal, bot_id: int) -> BotDocument:
        """The bot as a document; the webhook's and the middleware's secrets go along."""
        require(principal, Role.EDITOR)
        return document_of(await self.get(principal, bot_id))

    async def _edit(self, bot: Bot, changes: BotChanges, *, publish: bool) -> steps.Edit:
        columns = changed_columns(changes)
        draft = merged(bot.draft, changes)
        stale = draft != bot.draft or bot.live_version_id is None
        prepared = await self._prepare(draft) if publish and stale else None
        if draft != bot.draft:
            columns["draft"] = draft
        return steps.Edit(columns, _endpoint_columns(changes), prepared)

    async def _publish(
        self, principal: Principal, bot: Bot, document: str, note: str
    ) -> VersionView:
        prepared = await self._prepare(document, note)
        done = await self._database.write(steps.publish, principal, bot, prepared, self._clock())
        if done is None:
            raise Conflict(
                "The draft was changed while it was being published; look at it and try again.",
                code="bot_busy",
            )
        return version_view(done, principal.username, live_id=done.id)

    async def _prepare(self, document: str, note: str = "") -> Prepared:
        return await prepare(document, self._limits, note=note, encoder=self._encoder)

    async def _release(
        self, principal: Principal, bot_id: int, version_id: str
    ) -> tuple[Bot, Release, str]:
        bot, found = await self._database.read(steps.version, principal, bot_id, version_id)
        if found is None:
            raise NotFound(f"This bot has no version {version_id}.", code="version_not_found")
        return bot, *found


def _endpoint_columns(changes: BotChanges) -> dict[str, Any]:
    return endpoint_columns(
        EndpointChanges(
            url=changes.webhook_url,
            triggers=changes.webhook_triggers,
            token=changes.webhook_token,
            active=changes.webhook_active,
        ),
        prefix="webhook_",
    )


def _number(text: str) -> int:
    if not text.isdecimal():
        raise Invalid("That cursor is of another list; start again without it.", code="bad_cursor")
    return int(text)
