"""Bots are kept ready, and never stale."""

import asyncio

import pytest
import sqlalchemy as sa

from kauli.flow import Limits, lines_of
from kauli.kit.errors import NotFound
from kauli.runner import Programs
from kauli.services.bots import BotChanges, Bots
from kauli.services.conversations import Conversations
from kauli.storage import Database
from kauli.storage.queries.bots import load_version
from kauli.storage.statements import Prepared
from kauli.storage.tables import versions

_SPOIL = Prepared(sa.update(versions).values(model=b"from another time"))


async def test_a_model_of_another_format_is_trained_again(talk, database: Database) -> None:
    def spoil():
        yield _SPOIL.bind()

    await database.write(spoil)
    assert lines_of((await talk.say("I need a pizza")).replies) == ["How many?"]


async def test_a_change_is_felt_with_the_next_message(talk) -> None:
    await talk.set(fallback_message=["Say that again?"])
    assert lines_of((await talk.say("colourless green ideas")).replies) == ["Say that again?"]
    await talk.set(fallback_message=["Pardon?"])
    assert lines_of((await talk.say("colourless green ideas")).replies) == ["Pardon?"]


async def test_a_change_from_another_process_is_felt_too(talk, database, clock) -> None:
    await talk.say("I need a pizza")
    other = Bots(database, clock=clock, limits=Limits())
    await other.update(talk.principal, talk.bot_id, BotChanges(webhook_triggers=["confirms"]))
    await talk.say("2")
    await talk.say("1")
    assert [delivery.trigger for delivery in await talk.sent()] == ["confirms"]


async def test_a_conversation_moved_by_another_process_goes_on_from_there(
    talk, database, clock
) -> None:
    await talk.say("I need a pizza")
    elsewhere = Conversations(database, None, talk.services.conversations._programs, clock=clock)
    await elsewhere.set_state(talk.principal, talk.bot_id, "amina", "confirms")
    assert lines_of((await talk.say("whatever")).replies)[0].startswith("Done")


async def test_a_deleted_bot_does_not_answer_from_memory(talk, database, clock) -> None:
    await talk.say("I need a pizza")
    await Bots(database, clock=clock, limits=Limits()).delete(talk.principal, talk.bot_id)
    with pytest.raises(NotFound):
        await talk.say("2")


async def test_a_version_that_many_wait_for_is_loaded_once(talk, database, monkeypatch) -> None:
    read = database.read
    loads = []

    async def counted(query, *args, **more):
        loads.append(query)
        return await read(query, *args, **more)

    bot = await talk.services.bots.get(talk.principal, talk.bot_id)
    programs = Programs(database, limits=Limits())
    monkeypatch.setattr(database, "read", counted)
    found = await asyncio.gather(*[programs.program(bot.live_version_id) for _ in range(20)])
    assert loads == [load_version]
    assert len({id(program) for program in found}) == 1
    with pytest.raises(NotFound):
        await programs.program("ver_of_nobody")
