"""Drafts, layouts, lists and versions as the editor needs them, on both databases."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from kauli.kit.errors import Conflict, Forbidden, Invalid, NotFound
from kauli.services import Principal, Services
from kauli.services.bots import BotChanges, BotFilter, BotView

INTENTS = {"hi": ["hi", "hello"], "order": ["order", "a pizza"]}
FLOWS = {
    "hi": {"message": "Hello"},
    "order": {"message": "How many?", "next_state": "number"},
    "number": {"message": "{{number}} it is."},
}


async def made(services: Services, owner: Principal, **changes: Any) -> BotView:
    given = {"name": "Duka", "intents": INTENTS, "flows": FLOWS} | changes
    return await services.bots.create(owner, BotChanges(**given))


def flows(text: str) -> BotChanges:
    return BotChanges(flows={"hi": {"message": text}})


@pytest.fixture
async def amina(services, owner) -> Principal:
    """An editor of the owner's workspace."""
    person = await services.accounts.create_user(
        "amina", "a long password", workspace=owner, role="editor"
    )
    return replace(owner, user_id=person.id, username="amina", role="editor")


async def test_who_comes_second_is_told_who_was_first_and_nothing_is_lost(
    services, owner, amina, clock
) -> None:
    bot = await made(services, owner)
    begun = await services.drafts.get(owner, bot.id)
    clock.advance(60)
    first = await services.drafts.save(amina, bot.id, flows("A"), made_from=begun.revision)
    assert (first.saved_by, first.saved_at) == ("amina", clock())
    clock.advance(60)
    with pytest.raises(Conflict) as caught:
        await services.drafts.save(owner, bot.id, flows("B"), made_from=begun.revision)
    assert caught.value.code == "draft_changed"
    assert "amina saved" in caught.value.message
    assert "2026-01-01T00:01:00" in caught.value.message
    assert await services.drafts.get(owner, bot.id) == first
    second = await services.drafts.save(owner, bot.id, flows("B"), made_from=first.revision)
    assert second.saved_by == owner.username
    assert second.revision != first.revision


async def test_of_two_who_save_at_the_same_time_one_is_refused(services, owner) -> None:
    bot = await made(services, owner)
    begun = await services.drafts.stamp(owner, bot.id)
    done = await asyncio.gather(
        *(
            services.drafts.save(owner, bot.id, flows(text), made_from=begun.revision)
            for text in ("A", "B", "C")
        ),
        return_exceptions=True,
    )
    assert sum(isinstance(one, Conflict) for one in done) == 2


async def test_saving_what_is_there_already_changes_nothing(services, owner, amina, clock) -> None:
    bot = await made(services, owner)
    begun = await services.drafts.get(owner, bot.id)
    clock.advance(60)
    same = BotChanges(intents=INTENTS, flows=FLOWS)
    assert await services.drafts.save(amina, bot.id, same, made_from=begun.revision) == begun
    assert (await services.bots.get(owner, bot.id)).updated_at == bot.updated_at


async def test_the_revision_follows_every_change_and_nothing_else(services, owner) -> None:
    bot = await made(services, owner)
    seen = [await services.drafts.stamp(owner, bot.id)]
    assert (seen[0].live_version_number, seen[0].has_unpublished_changes) == (1, False)
    await services.bots.update(owner, bot.id, BotChanges(name="Soko"))
    assert await services.drafts.stamp(owner, bot.id) == seen[0]
    await services.drafts.save(owner, bot.id, flows("A"))
    seen.append(await services.drafts.stamp(owner, bot.id))
    assert (seen[1].live_version_number, seen[1].has_unpublished_changes) == (1, True)
    published = await services.bots.publish(owner, bot.id)
    after = await services.drafts.stamp(owner, bot.id)
    assert after == replace(seen[1], live_version_number=2, has_unpublished_changes=False)
    first = (await services.bots.versions(owner, bot.id, None, 5)).items[1]
    await services.bots.rollback(owner, bot.id, first.id)
    assert (await services.drafts.stamp(owner, bot.id)).revision == seen[0].revision
    assert seen[0].revision != seen[1].revision
    assert published.author == owner.username


async def test_a_change_by_another_api_counts_as_a_save_too(services, owner, clock) -> None:
    bot = await made(services, owner)
    clock.advance(5)
    await services.bots.update(owner, bot.id, BotChanges(intents={"hi": ["hi"]}))
    assert (await services.drafts.stamp(owner, bot.id)).saved_at == clock()


async def test_a_viewer_may_look_and_not_write(services, owner) -> None:
    bot = await made(services, owner)
    viewer = replace(owner, role="viewer")
    assert (await services.drafts.get(viewer, bot.id)).text
    assert await services.layouts.get(viewer, bot.id) == {}
    for forbidden in (
        services.drafts.save(viewer, bot.id, flows("A")),
        services.layouts.put(viewer, bot.id, {}),
        services.layouts.move(viewer, bot.id, {}),
        services.bots.create(viewer, BotChanges(name="Mine")),
        services.bots.update(viewer, bot.id, BotChanges(name="Mine")),
        services.bots.add_examples(viewer, bot.id, {"hi": ["hey"]}),
        services.bots.publish(viewer, bot.id),
        services.bots.rollback(viewer, bot.id, bot.live_version_id),
        services.bots.delete(viewer, bot.id),
    ):
        with pytest.raises(Forbidden):
            await forbidden


async def test_a_layout_is_moved_state_by_state(services, owner) -> None:
    bot = await made(services, owner)
    revision = (await services.drafts.stamp(owner, bot.id)).revision
    await services.layouts.put(owner, bot.id, {"hi": (1, 2), "order": (3.5, -4)})
    moved = await services.layouts.move(owner, bot.id, {"hi": (5, 6), "number": (0, 0)})
    assert moved == {"hi": (5, 6), "order": [3.5, -4], "number": (0, 0)}
    await services.layouts.move(owner, bot.id, {"order": None, "nobody": None})
    assert await services.layouts.get(owner, bot.id) == {"hi": [5, 6], "number": [0, 0]}
    await services.layouts.put(owner, bot.id, {"hi": (7, 7)})
    assert await services.layouts.get(owner, bot.id) == {"hi": [7, 7]}
    assert (await services.drafts.stamp(owner, bot.id)).revision == revision
    assert not (await services.bots.get(owner, bot.id)).has_unpublished_changes


async def test_those_who_move_other_states_at_once_do_not_undo_each_other(services, owner) -> None:
    bot = await made(services, owner)
    await asyncio.gather(
        *(services.layouts.move(owner, bot.id, {f"s{n}": (n, n)}) for n in range(8))
    )
    assert await services.layouts.get(owner, bot.id) == {f"s{n}": [n, n] for n in range(8)}


async def test_a_layout_has_its_bound(services, owner) -> None:
    bot = await made(services, owner)
    many = {f"s{n}": (0.0, 0.0) for n in range(5_001)}
    with pytest.raises(Invalid) as caught:
        await services.layouts.put(owner, bot.id, many)
    assert caught.value.code == "too_many_positions"
    assert await services.layouts.get(owner, bot.id) == {}


async def test_a_foreign_draft_or_layout_is_not_there(services, owner, stranger) -> None:
    bot = await made(services, owner)
    for call in (
        services.drafts.get(stranger, bot.id),
        services.drafts.stamp(stranger, bot.id),
        services.drafts.save(stranger, bot.id, flows("A")),
        services.layouts.get(stranger, bot.id),
        services.layouts.put(stranger, bot.id, {}),
        services.layouts.move(stranger, bot.id, {}),
    ):
        with pytest.raises(NotFound):
            await call


async def names(services: Services, owner: Principal, *, limit: int = 50, **wanted: Any) -> Any:
    """The names of all the bots that fit, page by page."""
    cursor, found = None, []
    while True:
        page = await services.bots.page(owner, cursor, limit, BotFilter(**wanted))
        assert len(page.items) <= limit
        found += [bot.name for bot in page.items]
        cursor = page.next_cursor
        if cursor is None:
            return found


async def test_bots_are_found_by_name_status_and_what_changed_last(services, owner, clock) -> None:
    ids = {}
    for name in ("Duka la Ñame", "SOKO", "ng'ombe", "duka ÉLAN"):
        clock.advance(1)
        ids[name] = (await made(services, owner, name=name)).id
    draft = await services.bots.create(owner, BotChanges(name="Rasimu"), publish=False)
    clock.advance(1)
    await services.drafts.save(owner, ids["SOKO"], flows("New"))
    assert await names(services, owner) == [
        "Duka la Ñame",
        "SOKO",
        "ng'ombe",
        "duka ÉLAN",
        "Rasimu",
    ]
    recent = ["SOKO", "Rasimu", "duka ÉLAN", "ng'ombe", "Duka la Ñame"]
    for limit in (1, 2, 50):
        assert await names(services, owner, order="recent", limit=limit) == recent
        assert await names(services, owner, search="DUKA", limit=limit) == [
            "Duka la Ñame",
            "duka ÉLAN",
        ]
    assert await names(services, owner, search="élan") == ["duka ÉLAN"]
    assert await names(services, owner, search="NG'O") == ["ng'ombe"]
    assert await names(services, owner, search="%") == []
    assert await names(services, owner, status="draft") == ["Rasimu"]
    assert await names(services, owner, status="changed") == ["SOKO"]
    assert await names(services, owner, status="published", order="recent", limit=2) == recent[2:]
    listed = (await services.bots.page(owner, None, 5)).items[0]
    assert (listed.author, listed.states, listed.intents) == (owner.username, 3, 2)
    await services.bots.delete(owner, draft.id)
    assert await names(services, owner, status="draft") == []


async def test_many_bots_are_searched_beyond_one_reading(services, owner) -> None:
    for number in range(203):
        await services.bots.create(
            owner, BotChanges(name=f"bot {number:03}", intents={}, flows={}), publish=False
        )
    assert await names(services, owner, search="02", limit=3) == [
        "bot 002",
        *(f"bot {n:03}" for n in range(20, 30)),
        "bot 102",
        "bot 202",
    ]


@pytest.mark.parametrize("cursor", ["MQ", "MS4x", "eA", "LjE", "MS4"])
async def test_a_cursor_of_the_other_order_is_refused(services, owner, cursor) -> None:
    order = "recent" if cursor == "MQ" else "id"
    with pytest.raises(Invalid):
        await services.bots.page(owner, cursor, 5, BotFilter(order=order))


async def test_a_list_of_bots_is_a_few_statements_however_many_there_are(
    services, owner, platform, monkeypatch
) -> None:
    for number in range(12):
        await made(services, owner, name=f"bot {number}")
    reads = 0
    read = type(platform.database).read

    async def counted(self: Any, *args: Any, **kwargs: Any) -> Any:
        nonlocal reads
        reads += 1
        return await read(self, *args, **kwargs)

    monkeypatch.setattr(type(platform.database), "read", counted)
    assert len((await services.bots.page(owner, None, 50)).items) == 12
    first, reads = reads, 0
    await services.bots.page(owner, None, 50)
    assert (first <= 2, reads) == (True, 1)


async def test_versions_tell_who_made_them_and_how_many_are_in_them(services, owner, amina) -> None:
    bot = await made(services, owner)
    for chat in ("a", "b", "c"):
        await services.conversations.reply(owner, bot.id, chat, "order")
    await services.conversations.reply(owner, bot.id, "c", "2")
    await services.bots.update(owner, bot.id, BotChanges(flows=FLOWS | {"x": {"message": "X"}}))
    await services.conversations.reply(owner, bot.id, "d", "order")
    await services.drafts.save(amina, bot.id, flows("A"))
    await services.bots.publish(amina, bot.id, "Mine")
    listed = (await services.bots.versions(owner, bot.id, None, 10)).items
    assert [(one.number, one.author, one.conversations) for one in listed] == [
        (3, "amina", 0),
        (2, owner.username, 1),
        (1, owner.username, 2),
    ]
