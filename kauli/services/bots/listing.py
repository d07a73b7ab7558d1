"""Bots in a list: searched, sorted and in pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from kauli.kit.errors import Invalid
from kauli.kit.pages import Page, cut, decode_cursor
from kauli.services.bots.facts import FactBook, Facts
from kauli.services.bots.views import BotSummary
from kauli.services.principal import Principal
from kauli.storage import Database
from kauli.storage.queries.shown import Listed, list_changed, list_listed
from kauli.storage.statements import Steps

__all__ = ["EVERY_BOT", "BotFilter", "BotOrder", "BotStatus", "list_page"]

BotStatus: TypeAlias = Literal["draft", "published", "changed"]
BotOrder: TypeAlias = Literal["id", "recent"]

_AT_ONCE = 200
_LATEST = 2**62


@dataclass(frozen=True, slots=True)
class BotFilter:
    """Which bots, and in which order.

    Attributes:
        search: a part of the name, in upper or lower case.
        status: never published, published as the draft is, or published and changed since.
        order: by id, or what was changed last first.
    """

    search: str = ""
    status: BotStatus | None = None
    order: BotOrder = "id"


EVERY_BOT = BotFilter()


async def list_page(
    database: Database,
    book: FactBook,
    principal: Principal,
    wanted: BotFilter,
    window: tuple[str | None, int],
) -> Page[BotSummary]:
    """Some of the workspace's bots.

    What is looked for is looked for here, a few hundred bots at a time: the databases do not
    agree on what is the same letter in upper and lower case.

    Args:
        database: where they are kept.
        book: what is known of their drafts.
        principal: whose.
        wanted: which of them.
        window: the cursor of the page, and how long it may be.

    Raises:
        Invalid: a cursor of another list.
    """
    cursor, limit = window
    place = _place(decode_cursor(cursor), wanted.order) if cursor else (_LATEST, 0)
    everything = not wanted.search and wanted.status is None
    step = limit + 1 if everything else max(limit + 1, _AT_ONCE)
    needle = wanted.search.strip().casefold()
    found: list[BotSummary] = []
    while len(found) <= limit:
        rows = await database.read(_rows, principal, wanted.order, place, step)
        named = [row for row in rows if needle in row.name.casefold()]
        known = await book.of_listed(principal.workspace_id, named)
        found += _fitting(named, known, wanted.status)
        if len(rows) < step:
            break
        place = (rows[-1].updated_at, rows[-1].id)
    return cut(found, limit, lambda bot: _key(bot, wanted.order))


def _rows(
    principal: Principal, order: BotOrder, place: tuple[int, int], limit: int
) -> Steps[list[Listed]]:
    moment, bot_id = place
    if order == "id":
        return list_listed(principal.workspace_id, after=bot_id, limit=limit)
    return list_changed(principal.workspace_id, before=moment, below=bot_id, limit=limit)


def _fitting(
    rows: Sequence[Listed], known: Sequence[Facts], status: BotStatus | None
) -> list[BotSummary]:
    return [
        _summary(row, facts)
        for row, facts in zip(rows, known, strict=True)
        if status is None or status == _status(row, facts)
    ]


def _status(row: Listed, facts: Facts) -> BotStatus:
    if row.live_version_number is None:
        return "draft"
    return "published" if facts.same else "changed"


def _summary(row: Listed, facts: Facts) -> BotSummary:
    return BotSummary(
        id=row.id,
        name=row.name,
        description=row.description,
        industry=row.industry,
        language=row.language,
        visible_on_community=bool(row.visible_on_community),
        author=row.author,
        live_version_number=row.live_version_number,
        has_unpublished_changes=row.live_version_number is None or not facts.same,
        states=facts.states,
        intents=facts.intents,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )


def _key(bot: BotSummary, order: BotOrder) -> str:
    return str(bot.id) if order == "id" else f"{bot.updated_at}.{bot.id}"


def _place(key: str, order: BotOrder) -> tuple[int, int]:
    """Behind which bot the page begins: when that was changed, and its id."""
    moment, dot, bot_id = key.rpartition(".")
    if bool(dot) is not (order == "recent") or not bot_id.isdecimal() or len(key) > 40:
        raise _foreign()
    if dot and not moment.isdecimal():
        raise _foreign()
    return min(int(moment or 0), _LATEST), min(int(bot_id), 2**31 - 1)


def _foreign() -> Invalid:
    return Invalid("That cursor is of another list; start again without it.", code="bad_cursor")
