"""What is taken along is what was said; nothing in it runs in a spreadsheet."""

import csv
import io
import json
from datetime import UTC

import pytest

from kauli.kit.errors import NotFound
from kauli.services.bots import BotChanges
from kauli.services.conversations import Span, exporting, slices, written
from kauli.services.conversations.sheets import safe
from kauli.services.statistics import parse_zone

ALL = Span(0, 2**62, UTC)


@pytest.fixture
def taken(services, owner):
    """A file's content."""

    async def taken(bot_id: int, format_: str = "csv", *, kind="messages", span=ALL) -> bytes:
        sheet = await services.conversations.export(owner, bot_id, span, kind=kind)
        return b"".join([some async for some in written(sheet, format_)])

    return taken


def rows_of(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.fixture(params=["as it is", "in small slices"])
def in_slices(request, monkeypatch) -> None:
    if request.param != "as it is":
        monkeypatch.setattr(exporting, "AT_ONCE", 3)
        monkeypatch.setattr(exporting, "LONG", 2)
        monkeypatch.setattr(slices, "AT_ONCE", 3)


@pytest.mark.usefixtures("in_slices")
async def test_every_message_is_a_row(play, taken):
    played = await play(21, turns=60, chats=6)
    found = rows_of(await taken(played.bot_id))
    told = {(row["chat_id"], int(row["number"])): row for row in found}
    assert len(found) == len(told) == len(played.said)
    for one in played.said:
        row = told[one.chat_id, one.answer.number]
        assert row["message"] == one.text
        assert row["state"] == one.answer.state
        assert row["intent"] == (one.answer.intent or "")
        missed = any(event["kind"] == "not_understood" for event in one.events)
        assert row["understood"] == ("no" if missed else "yes")
        for reply in one.answer.replies:
            assert reply.lines[0] in row["reply"]
    as_json = json.loads(await taken(played.bot_id, "json"))
    assert [(row["chat_id"], row["number"]) for row in as_json] == [
        (row["chat_id"], int(row["number"])) for row in found
    ]


@pytest.mark.usefixtures("in_slices")
@pytest.mark.parametrize("kind", ["messages", "answers"])
async def test_only_what_was_said_in_a_time(play, taken, kind):
    played = await play(22, turns=80, chats=4)
    moments = [one.at for one in played.said]
    since, until = moments[20], moments[60]
    found = json.loads(await taken(played.bot_id, "json", kind=kind, span=Span(since, until, UTC)))
    inside = [one for one in played.said if since <= one.at < until]
    kinds = [event["kind"] for one in inside for event in one.events]
    assert len(found) == (len(inside) if kind == "messages" else kinds.count("flow_finished"))


@pytest.mark.usefixtures("in_slices")
@pytest.mark.parametrize("seed", [23, 24, 25])
async def test_every_finished_flow_is_a_row_with_all_that_was_remembered(play, taken, seed):
    played = await play(seed, turns=200, chats=3)
    expected = [
        (one.chat_id, one.answer.memory)
        for said in played.by_chat().values()
        for one in said
        if any(event["kind"] == "flow_finished" for event in one.events)
    ]
    found = json.loads(await taken(played.bot_id, "json", kind="answers"))
    told = ("chat_id", "channel", "intent", "began", "finished", "messages")
    answers = [
        (row["chat_id"], {k: v for k, v in row.items() if k not in told and v is not None})
        for row in found
    ]
    assert len(answers) > 3
    assert sorted(map(repr, answers)) == sorted(
        repr((chat, {name: memory[name] for name in found[0] if name in memory}))
        for chat, memory in expected
    )


async def test_moments_are_those_of_the_zone(play, taken):
    played = await play(1, turns=1, chats=1)
    (row,) = rows_of(await taken(played.bot_id))
    (local,) = rows_of(
        await taken(played.bot_id, span=Span(0, 2**62, parse_zone("Africa/Dar_es_Salaam")))
    )
    assert row["time"].startswith("2026-01-01 0")
    assert int(local["time"][11:13]) - int(row["time"][11:13]) == 3


async def test_of_nothing_there_is_a_file_all_the_same(services, owner, taken, play):
    played = await play(1, turns=0)
    assert rows_of(await taken(played.bot_id)) == []
    assert (await taken(played.bot_id)).startswith("\ufeffchat_id,channel,".encode())
    assert json.loads(await taken(played.bot_id, "json")) == []
    assert rows_of(await taken(played.bot_id, kind="answers")) == []


@pytest.mark.parametrize(
    "evil",
    [
        '=HYPERLINK("http://evil.example","click")',
        "+cmd|' /C calc'!A0",
        "-2+3+cmd|' /C calc'!A0",
        "@SUM(1+9)*cmd|' /C calc'!A0",
        "\t=1+1",
        "\r=1+1",
        "  =1+1",
        "\n=1+1",
        "\uff1d1+1",
        "|calc",
    ],
)
async def test_nothing_is_a_formula(services, owner, play, taken, evil):
    played = await play(1, turns=0)
    await services.conversations.reply(owner, played.bot_id, evil.strip()[:50], evil)
    (row,) = rows_of(await taken(played.bot_id))
    assert row["message"] == "'" + evil
    assert row["chat_id"].startswith("'")
    (as_json,) = json.loads(await taken(played.bot_id, "json"))
    assert as_json["message"] == evil


@pytest.mark.parametrize("number", ["+255711111111", "-5", "+255 711 111 111", "0711", "12.50", 7])
def test_numbers_stay_as_they_are(number) -> None:
    assert safe(number) == number


async def test_a_question_named_like_a_column_of_ours_keeps_apart(services, owner, taken):
    flows = {"intent": {"message": "Which?", "next_state": "end"}}
    changes = BotChanges(name="B", intents={"intent": ["hello there"]}, flows=flows)
    bot = await services.bots.create(owner, changes)
    await services.conversations.reply(owner, bot.id, "x", "hello there")
    (row,) = rows_of(await taken(bot.id, kind="answers"))
    assert (row["intent"], row["intent *"]) == ("intent", "hello there")


async def test_another_workspace_gets_nothing(services, owner, stranger, play):
    played = await play(1, turns=1)
    with pytest.raises(NotFound):
        await services.conversations.export(stranger, played.bot_id, ALL)
