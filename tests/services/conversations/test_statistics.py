"""Statistics are what a plain count over everything that was said gives, on both databases."""

import asyncio
from collections import Counter
from dataclasses import asdict
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from kauli.kit.errors import Invalid, NotFound
from kauli.runner import unpack
from kauli.services.statistics import Period, Statistics, parse_zone
from kauli.services.statistics import service as statistics_service
from kauli.storage.queries.conversations import find_conversation

DAY = 86_400_000_000


@pytest.fixture
def in_small_slices(monkeypatch) -> None:
    """Read so little in one go that every seam is met."""
    monkeypatch.setattr(statistics_service, "AT_ONCE", 3)
    monkeypatch.setattr("kauli.services.conversations.slices.AT_ONCE", 3)
    monkeypatch.setattr(statistics_service, "LONG", 4)


async def roots(database, played) -> dict[str, str]:
    """Which flow each conversation is left in, "" for none."""
    found = {}
    for chat in played.by_chat():
        one = await database.read(find_conversation, played.bot_id, chat)
        found[chat] = unpack(one.session).root
    return found


def counted_plainly(played, roots: dict[str, str], since: int, until: int, now: int) -> dict:
    """The same without any thought of slices, databases or memory."""
    inside = [one for one in played.said if since <= one.at < until]
    kinds = [(event["kind"], event) for one in inside for event in one.events]
    intents: dict[str, Counter[str]] = {}
    for kind, event in kinds:
        name = event.get("intent") or event.get("root")
        column = {
            "flow_started": "times",
            "intent_without_state": "times",
            "flow_finished": "finished",
            "flow_cancelled": "cancelled",
            "flow_left": "left",
        }.get(kind)
        if column and name:
            intents.setdefault(name, Counter())[column] += 1
    states: dict[str, Counter[str]] = {}
    for chat, said in played.by_chat().items():
        told = [(one, event) for one in said for event in one.events]
        for place, (one, event) in enumerate(told):
            if event["kind"] == "state_entered" and since <= one.at < until:
                column = _outcome(told[place + 1 :], said[-1], roots[chat], now)
                states.setdefault(event["state"], Counter()).update(["entered", column])
    return {
        "messages": len(inside),
        "not_understood": sum(kind == "not_understood" for kind, _ in kinds),
        "finished": sum(kind == "flow_finished" for kind, _ in kinds),
        "deliveries": sum(len(one.answer.deliveries) for one in inside),
        "conversations": len({one.chat_id for one in inside}),
        "began": sum(one.answer.number == 1 for one in inside),
        "intents": intents,
        "states": states,
    }


def _moment(microseconds: int) -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=microseconds)


def _outcome(later: list, last, root: str, now: int) -> str:
    for _, event in later:
        if event["kind"] in {"state_entered", "choice_made", "flow_finished", "flow_started"}:
            return "went_on"
        if event["kind"] in {"flow_left", "flow_cancelled"}:
            return "dropped"
    if last.answer.next_state == "end" and not root:
        return "went_on"
    return "dropped" if now - last.at > DAY else "waiting"


def shape(found) -> dict:
    """What was found, to be compared."""
    names = ("messages", "not_understood", "finished", "deliveries", "conversations", "began")
    return {
        **{name: getattr(found, name) for name in names},
        "intents": {one.intent: _numbers(one, "intent") for one in found.intents},
        "states": {one.state: _numbers(one, "state") for one in found.states},
    }


def _numbers(one, key: str) -> Counter[str]:
    return Counter({name: n for name, n in asdict(one).items() if name != key and n})


@pytest.mark.parametrize("seed", range(6))
async def test_they_equal_a_plain_count(platform, owner, play, seed, request) -> None:
    services, clock = platform.services, request.getfixturevalue("clock")
    if seed % 2:
        request.getfixturevalue("in_small_slices")
    played = await play(seed)
    left = await roots(platform.database, played)
    first, last = played.said[0].at, played.said[-1].at
    thirds = (last - first) // 3
    for since, until in (
        (first, clock.now + 1),
        (first + thirds, clock.now + 1),
        (first + thirds, first + 2 * thirds),
    ):
        period = Period(_moment(since), _moment(until))
        found = await services.statistics.of(owner, played.bot_id, period)
        expected = counted_plainly(played, left, since, until, clock.now)
        assert shape(found) == expected
        assert found.complete
        assert found.counted_from == since
        assert found.not_understood_share == expected["not_understood"] / expected["messages"]
        for one in found.states:
            assert one.entered == one.went_on + one.dropped + one.waiting


@pytest.mark.parametrize("zone", ["UTC", "+03:00", "-09:30", "Africa/Dar_es_Salaam"])
async def test_days_begin_at_midnight_where_people_are(services, owner, clock, zone, play):
    played = await play(7, turns=60)
    found = await services.statistics.of(owner, played.bot_id, Period(zone=zone))
    place = {"UTC": UTC, "+03:00": timezone(timedelta(hours=3))}.get(zone) or (
        timezone(-timedelta(hours=9, minutes=30)) if zone == "-09:30" else ZoneInfo(zone)
    )
    today = datetime.fromtimestamp(clock.now / 1e6, place).date()
    days = [(today - timedelta(days=29 - n)).isoformat() for n in range(30)]
    assert [one.day for one in found.days] == days
    messages: Counter[str] = Counter()
    chats: dict[str, set[str]] = {}
    began: Counter[str] = Counter()
    for one in played.said:
        day = datetime.fromtimestamp(one.at / 1e6, place).date().isoformat()
        messages[day] += 1
        chats.setdefault(day, set()).add(one.chat_id)
        began[day] += one.answer.number == 1
    for one in found.days:
        assert one.messages == messages[one.day]
        assert one.conversations == len(chats.get(one.day, ()))
        assert one.began == began[one.day]
    assert sum(one.not_understood for one in found.days) == found.not_understood > 0


@pytest.mark.usefixtures("in_small_slices")
async def test_where_there_is_too_much_the_newest_is_counted_whole(platform, owner, clock, play):
    played = await play(3, turns=200, chats=20)
    few = Statistics(platform.database, clock=clock, most_turns=80)
    begin = _moment(played.said[0].at)
    found = await few.of(owner, played.bot_id, Period(since=begin))
    assert not found.complete
    assert found.counted_from > played.said[0].at
    days = {one.day: one.messages for one in found.days}
    plain: Counter[str] = Counter()
    for one in played.said:
        if one.at >= found.counted_from:
            plain[datetime.fromtimestamp(one.at / 1e6, UTC).date().isoformat()] += 1
    from_day = datetime.fromtimestamp(found.counted_from / 1e6, UTC).date().isoformat()
    for day, number in plain.items():
        if day > from_day:
            assert days[day] == number


async def test_a_single_long_conversation_is_cut_at_its_beginning(
    platform, services, owner, clock, play
):
    played = await play(4, turns=120, chats=1)
    few = Statistics(platform.database, clock=clock, most_turns=50)
    begin = _moment(played.said[0].at)
    found = await few.of(owner, played.bot_id, Period(since=begin))
    assert (found.complete, found.messages) == (False, 50)
    assert found.counted_from == played.said[-50].at


@pytest.mark.usefixtures("in_small_slices")
async def test_what_goes_on_meanwhile_is_counted_as_it_was(services, owner, clock, play):
    """Conversations that move to the front of the order while it is walked are not missed."""
    played = await play(5, turns=80, chats=12)
    expected = (await services.statistics.of(owner, played.bot_id)).messages
    clock.advance(11)
    period = Period(until=_moment(clock.now))
    fresh = asyncio.create_task(services.statistics.of(owner, played.bot_id, period))
    spoken = 0
    while not fresh.done():
        await asyncio.sleep(0)
        if spoken < 24:
            clock.advance(1)
            await services.conversations.reply(
                owner, played.bot_id, f"25571{spoken % 12}", "qwerty uiop"
            )
            spoken += 1
    found = await fresh
    assert found.messages == expected


async def test_they_are_kept_for_some_seconds(services, owner, clock, play):
    played = await play(1, turns=5)
    first = await services.statistics.of(owner, played.bot_id)
    await services.conversations.reply(owner, played.bot_id, "x", "bei gani")
    assert await services.statistics.of(owner, played.bot_id) is first
    clock.advance(10)
    again = await services.statistics.of(owner, played.bot_id)
    assert again.messages == first.messages + 1


async def test_who_asks_at_the_same_time_gets_the_same(services, owner, clock, play):
    played = await play(2, turns=5)
    asked = [services.statistics.of(owner, played.bot_id) for _ in range(5)]
    found = await asyncio.gather(*asked)
    assert all(one is found[0] for one in found)


async def test_another_workspace_sees_nothing(services, owner, stranger, clock, play):
    played = await play(1, turns=3)
    await services.statistics.of(owner, played.bot_id)
    with pytest.raises(NotFound):
        await services.statistics.of(stranger, played.bot_id)


@pytest.mark.parametrize(
    "period",
    [
        Period(zone="Mars/Olympus"),
        Period(zone="../../etc/passwd"),
        Period(zone="+25:00"),
        Period(since=datetime(2020, 1, 1, tzinfo=UTC)),
        Period(since=datetime(2025, 12, 31, tzinfo=UTC), until=datetime(2025, 12, 1, tzinfo=UTC)),
        Period(since=datetime(2030, 1, 1, tzinfo=UTC)),
    ],
)
async def test_a_time_that_can_not_be_is_refused(services, owner, clock, period, play):
    played = await play(1, turns=1)
    for _ in range(2):
        with pytest.raises(Invalid):
            await services.statistics.of(owner, played.bot_id, period)


def test_zones_are_names_or_offsets() -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    assert parse_zone("+0300").utcoffset(at) == timedelta(hours=3)
    assert parse_zone("-05:30").utcoffset(at) == -timedelta(hours=5, minutes=30)
    assert parse_zone("Africa/Nairobi").utcoffset(at) == timedelta(hours=3)
