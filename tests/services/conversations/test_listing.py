"""Looking through conversations finds what a plain look at all of them finds, page by page."""

import random

import pytest

from kauli.kit.errors import Invalid
from kauli.services.conversations import Wanted, listing


@pytest.fixture(params=["as it is", "in small slices"])
def slices(request, monkeypatch) -> None:
    if request.param != "as it is":
        monkeypatch.setattr(listing, "_AT_ONCE", 2)
        monkeypatch.setattr(listing, "_FEW", 3)
        monkeypatch.setattr(listing, "_MOST", 7)


@pytest.fixture
def every(services, owner):
    """All pages, one after the other."""

    async def every(bot_id: int, wanted: Wanted, *, recent: bool, limit: int = 4):
        found, cursor = [], None
        while True:
            page = await services.conversations.chats(
                owner, bot_id, wanted, recent=recent, cursor=cursor, limit=limit
            )
            assert len(page.items) <= limit
            found += page.items
            cursor = page.next_cursor
            if cursor is None:
                return found

    return every


def _wishes(played, chance: random.Random) -> list[Wanted]:
    moments = sorted(chance.sample([one.at for one in played.said], 2))
    return [
        Wanted(),
        Wanted(search="2557"),
        Wanted(search="255712"),
        Wanted(search="571"),
        Wanted(search="nobody"),
        Wanted(status="waiting"),
        Wanted(status="ended"),
        Wanted(state="address"),
        Wanted(state="end", status="waiting"),
        Wanted(since=moments[0]),
        Wanted(until=moments[1]),
        Wanted(since=moments[0], until=moments[1], search="71"),
        Wanted(channel="general"),
        Wanted(channel="pigeon"),
        Wanted(version_id="none"),
    ]


@pytest.mark.usefixtures("slices")
@pytest.mark.parametrize("recent", [False, True])
async def test_each_wish_finds_what_fits_and_nothing_twice(services, owner, play, every, recent):
    played = await play(11, turns=90, chats=30)
    everybody = await services.conversations.all_chats(owner, played.bot_id)
    last = {chat: said[-1] for chat, said in played.by_chat().items()}
    for wanted in _wishes(played, random.Random(3)):
        begin = any(one.chat_id.startswith(wanted.search) for one in everybody)
        expected = {
            one.chat_id
            for one in everybody
            if (one.chat_id.startswith if begin else one.chat_id.__contains__)(wanted.search)
            and wanted.since <= last[one.chat_id].at
            and (wanted.until is None or last[one.chat_id].at < wanted.until)
            and wanted.channel in (None, one.channel)
            and wanted.version_id in (None, one.version_id)
            and wanted.status in (None, one.status)
            and wanted.state in (None, one.next_state)
        }
        found = await every(played.bot_id, wanted, recent=recent)
        assert sorted(one.chat_id for one in found) == sorted(expected), wanted
        if recent:
            moments = [one.updated_at for one in found]
            assert moments == sorted(moments, reverse=True)
        for one in found:
            spoken = last[one.chat_id]
            assert one.last is not None
            assert (one.last.message, one.last.received_at) == (spoken.text, spoken.at)
            waits = spoken.answer.next_state != "end" or one.status == "waiting"
            assert waits is (one.status == "waiting")


async def test_a_conversation_that_is_open_at_its_buttons_waits(services, owner, play, every):
    played = await play(1, turns=1, chats=1)
    for text in ("order please", "2", "Uhuru Street", "1"):
        await services.conversations.reply(owner, played.bot_id, "x", text)
    (found,) = await every(played.bot_id, Wanted(search="x"), recent=True)
    assert (found.next_state, found.status, found.last.reply) == (
        "end",
        "waiting",
        "Placed; confirm?",
    )
    await services.conversations.reply(owner, played.bot_id, "x", "I confirm")
    (found,) = await every(played.bot_id, Wanted(search="x"), recent=True)
    assert found.status == "ended"


async def test_one_that_was_moved_and_never_spoke_has_no_last_turn(services, owner, play):
    played = await play(1, turns=1, chats=1)
    await services.conversations.set_state(owner, played.bot_id, "new", "number")
    page = await services.conversations.chats(owner, played.bot_id, Wanted(search="new"))
    assert [(one.chat_id, one.last, one.status) for one in page.items] == [("new", None, "waiting")]


async def test_who_becomes_active_in_another_hour_comes_first(services, owner, clock, play, every):
    played = await play(2, turns=40, chats=5)
    for chat in ("255714", "255710", "255712"):
        clock.advance(7_200)
        await services.conversations.reply(owner, played.bot_id, chat, "qwerty uiop")
        found = await every(played.bot_id, Wanted(), recent=True)
        assert found[0].chat_id == chat
        await services.conversations.reply(owner, played.bot_id, chat, "qwerty uiop")
        clock.advance(60)
        await services.conversations.set_state(owner, played.bot_id, chat, "number")
        found = await every(played.bot_id, Wanted(since=clock.now), recent=True)
        assert [one.chat_id for one in found] == [chat]


@pytest.mark.parametrize("cursor", ["eA", "bm93IGNudl8x", "OTk5OTk5OTk5OTk5OTk5OTk5OTkgYQ"])
async def test_a_cursor_of_somebody_else_is_refused(services, owner, play, cursor):
    played = await play(1, turns=2, chats=1)
    with pytest.raises(Invalid) as refused:
        await services.conversations.chats(owner, played.bot_id, recent=True, cursor=cursor)
    assert refused.value.code == "bad_cursor"
