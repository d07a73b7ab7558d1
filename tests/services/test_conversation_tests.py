"""Conversation tests: kept, run, and what they say when a bot answers otherwise."""

from dataclasses import replace
from typing import Any

import pytest

from kauli.flow import Limits
from kauli.kit.errors import Conflict, Forbidden, Invalid, NotFound
from kauli.services import Principal, Services
from kauli.services.bots import BotChanges, BotView
from kauli.services.trying import Simulation, read_definition, read_tests, write_tests
from kauli.services.trying import TestResult as Result

INTENTS = {"greet": ["hi", "hello there"], "order": ["I need a pizza", "order pizza"]}
FLOWS: dict[str, Any] = {
    "greet": {"message": [["Hello"], ["Hi", "there"]]},
    "order": {"message": "How many?", "buttons": [{"1": "One"}], "next_state": "count"},
    "count": {"message": "{{count}}: sure?", "next_state": "sure"},
    "sure": {"yes": "done", "no": "order"},
    "done": {
        "message": "Your number is @number.",
        "images": [{"link": "https://x.example/a.png", "caption": "Yours"}],
    },
}


@pytest.fixture
async def bot(services: Services, owner: Principal) -> BotView:
    return await services.bots.create(
        owner,
        BotChanges(
            name="Pizza",
            intents=INTENTS,
            flows=FLOWS,
            webhook_url="http://127.0.0.1:9999/in",
            webhook_triggers=["order"],
            middleware={
                "base_url": "http://127.0.0.1:9998",
                "variables": [{"name": "number", "path": "/n"}],
            },
        ),
    )


def _test(*steps: dict[str, Any], **more: Any) -> Any:
    return read_definition({"name": "A test", "steps": list(steps)} | more)


ORDER = _test(
    {
        "say": "order pizza",
        "expect": {
            "replies": [["How many?", "[One]"]],
            "state": "order",
            "next_state": "count",
            "intent": "order",
            "pushes": [],
        },
    },
    {"say": "2", "expect": {"replies": [[" 2: sure? "]], "intent": ""}},
    {
        "say": "yes",
        "calls": {"number": {"text": "A-17"}},
        "expect": {
            "replies": [["Your number is A-17."], ["(image) https://x.example/a.png Yours"]],
            "state": "done",
            "next_state": "end",
            "pushes": [{"trigger": "order", "body": {"count": "2", "chat_id": "test"}}],
        },
    },
)


@pytest.fixture
def judge(services: Services, owner: Principal, bot: BotView):
    async def go(definition: Any, on: str = "draft") -> Result:
        done = await services.trying.run_these(owner, bot.id, on=on, definitions=[definition])
        (result,) = done.results
        assert (done.passed, done.failed) == (int(result.passed), int(not result.passed))
        return result

    return go


@pytest.fixture
def messages(judge):
    async def go(*steps: dict[str, Any], **more: Any) -> list[str]:
        result = await judge(_test(*steps, **more))
        return [one.message for step in result.steps for one in step.differences]

    return go


async def test_a_bot_that_answers_as_expected_passes(judge) -> None:
    result = await judge(ORDER)
    assert result.passed
    assert [(step.say, step.passed) for step in result.steps] == [
        ("order pizza", True),
        ("2", True),
        ("yes", True),
    ]


async def test_any_variation_of_a_message_will_do(messages) -> None:
    assert await messages({"say": "hi", "expect": {"replies": [["Hello"]]}}) == []
    assert await messages({"say": "hi", "expect": {"replies": [["Hi", "there"]]}}) == []
    assert await messages({"say": "hi", "expect": {"replies": [["Hi"]]}}) == [
        "Step 1: expected the bot to say “Hi”, but it says “Hello”."
    ]


async def test_differences_are_sentences(messages) -> None:
    assert await messages(
        {"say": "hi", "expect": {"state": "order", "next_state": "count", "intent": "order"}},
        {"say": "order pizza", "expect": {"next_state": "end", "intent": ""}},
        {"say": "7", "expect": {"intent": "greet", "replies": []}},
    ) == [
        "Step 1: expected the state order, but the conversation is in greet.",
        "Step 1: expected the state count next, but the end of the conversation comes.",
        "Step 1: expected “hi” to be understood as order, but it is understood as greet "
        "(100% sure).",
        "Step 2: expected the end of the conversation next, but the state count comes.",
        "Step 2: expected “order pizza” not to be understood as an intent, but it is understood "
        "as order (100% sure).",
        "Step 3: expected the bot to say nothing, but it says “7: sure?”.",
        "Step 3: expected “7” to be understood as greet, but it is taken as an answer.",
    ]


async def test_what_is_not_understood_is_said_with_the_best_guess(messages) -> None:
    (said,) = await messages({"say": "habari za leo", "expect": {"intent": "greet"}})
    assert said.startswith("Step 1: expected “habari za leo” to be understood as greet, but it is")
    assert await messages({"say": "habari za leo", "expect": {"intent": ""}}) == []


async def test_what_the_webhook_sends_is_compared(messages) -> None:
    begun = {"start": {"state": "sure", "memory": {"count": "2"}}}

    async def sent(*pushes: dict[str, Any]) -> list[str]:
        return await messages({"say": "yes", "expect": {"pushes": list(pushes)}}, **begun)

    assert await sent({"trigger": "order", "body": {"count": 2}}) == []
    assert await sent({"trigger": "order"}, {"trigger": "done"}) == []  # no endpoint has it
    assert await sent({"trigger": "order", "body": {"count": "3", "size": "big"}}) == [
        "Step 1: expected count in what the webhook sends for order to be “3”, but it is “2”.",
        "Step 1: expected size in what the webhook sends for order to be “big”, but it is not "
        "among what is sent.",
    ]
    assert await sent() == ["Step 1: the webhook sends order, which this test does not expect."]
    assert await messages({"say": "hi", "expect": {"pushes": [{"trigger": "order"}]}}) == [
        "Step 1: expected the webhook to send order, but it sends nothing."
    ]


async def test_the_middleware_is_not_called(messages) -> None:
    begun = {"start": {"state": "sure"}}
    assert (
        await messages(
            {"say": "yes", "expect": {"replies": [["Your number is @number."], ["(image) x"]]}},
            **begun,
        )
        != []
    )
    image = ["(image) https://x.example/a.png Yours"]
    for calls, line in (
        ({}, "Your number is @number."),
        ({"number": {"text": "9"}}, "Your number is 9."),
        ({"number": None}, "Your number is ."),
    ):
        step = {"say": "yes", "calls": calls, "expect": {"replies": [[line], image]}}
        assert await messages(step, **begun) == []


async def test_a_test_that_begins_nowhere_says_so(judge) -> None:
    result = await judge(_test({"say": "hi"}, start={"state": "gone"}))
    assert not result.passed
    assert result.problem.startswith("The test begins at the state gone, which is not in the flow.")
    assert result.steps == ()


async def test_the_draft_and_what_is_published_are_tested(services, owner, bot, judge) -> None:
    changed = BotChanges(flows=FLOWS | {"greet": {"message": "Yo"}})
    await services.bots.update(owner, bot.id, changed, publish=False)
    test = _test({"say": "hi", "expect": {"replies": [["Yo"]]}})
    assert (await judge(test)).passed
    assert not (await judge(test, on="live")).passed


async def test_tests_are_kept_changed_and_deleted(services, owner, bot, clock) -> None:
    trying = services.trying
    first = await trying.add(owner, bot.id, ORDER)
    clock.advance(1)
    second = await trying.add(owner, bot.id, _test({"say": "hi"}, name="Greeting"))
    assert [one.definition.name for one in await trying.tests(owner, bot.id)] == [
        "A test",
        "Greeting",
    ]
    assert (await trying.test(owner, bot.id, first.id)).definition == ORDER
    clock.advance(1)
    changed = await trying.change(
        owner, bot.id, second.id, _test({"say": "hey"}, name="Renamed", start={"state": "sure"})
    )
    assert (changed.id, changed.created_at) == (second.id, second.created_at)
    assert changed.updated_at > second.updated_at
    kept = await trying.test(owner, bot.id, second.id)
    assert kept == changed
    assert kept.definition.start.state == "sure"
    run = await trying.run(owner, bot.id, on="live")
    assert [one.name for one in run.results] == ["A test", "Renamed"]
    only = await trying.run(owner, bot.id, on="draft", tests=[second.id, second.id])
    assert [one.test_id for one in only.results] == [second.id]
    await trying.delete(owner, bot.id, first.id)
    assert [one.id for one in await trying.tests(owner, bot.id)] == [second.id]
    for refused in (
        trying.delete(owner, bot.id, first.id),
        trying.test(owner, bot.id, first.id),
        trying.change(owner, bot.id, first.id, ORDER),
        trying.run(owner, bot.id, on="draft", tests=[first.id]),
    ):
        with pytest.raises(NotFound, match="no test"):
            await refused


async def test_saving_replaces_the_tests_of_the_same_name(services, owner, bot, clock) -> None:
    trying = services.trying
    kept = await trying.add(owner, bot.id, ORDER)
    clock.advance(1)
    more = [_test({"say": "hey"}), _test({"say": "hi"}, name="Other")]
    assert await trying.save(owner, bot.id, more) == (1, 1)
    found = await trying.tests(owner, bot.id)
    assert [one.definition.name for one in found] == ["A test", "Other"]
    assert found[0].id == kept.id
    assert [step.say for step in found[0].definition.steps] == ["hey"]


async def test_a_bot_has_room_for_200_tests_and_all_or_none_are_saved(services, owner, bot) -> None:
    many = [_test({"say": "hi"}, name=f"Test {number}") for number in range(201)]
    with pytest.raises(Conflict, match="at most 200 tests"):
        await services.trying.save(owner, bot.id, many)
    assert await services.trying.tests(owner, bot.id) == []
    await services.trying.save(owner, bot.id, many[:200])
    with pytest.raises(Conflict):
        await services.trying.add(owner, bot.id, many[200])
    assert await services.trying.save(owner, bot.id, many[:200]) == (0, 200)
    names = [one.definition.name for one in await services.trying.tests(owner, bot.id)]
    assert names == [one.name for one in many[:200]]


async def test_tests_of_another_workspace_are_not_there(services, owner, stranger, bot) -> None:
    kept = await services.trying.add(owner, bot.id, ORDER)
    theirs = await services.bots.create(stranger, BotChanges(name="Theirs"))
    with pytest.raises(NotFound, match="no bot"):
        await services.trying.tests(stranger, bot.id)
    with pytest.raises(NotFound, match="no bot"):
        await services.trying.add(stranger, bot.id, ORDER)
    with pytest.raises(NotFound, match="no test"):
        await services.trying.delete(stranger, theirs.id, kept.id)
    with pytest.raises(NotFound, match="no bot"):
        await services.trying.delete(stranger, bot.id, kept.id)


@pytest.mark.parametrize(
    ("raw", "where"),
    [
        ([], "test"),
        ({"name": "x"}, "test"),
        ({"name": "x", "steps": []}, "steps"),
        ({"name": "", "steps": [{"say": "a"}]}, "name"),
        ({"name": "x", "steps": [{"say": 1}]}, "steps.0.say"),
        ({"name": "x", "steps": [{"say": "a", "expect": {"reply": []}}]}, "steps.0.expect"),
        ({"name": "x", "steps": [{"say": "a"}] * 201}, "steps"),
        ({"name": "x", "steps": [{"say": "a"}], "start": {"memory": {"a": 1}}}, "start.memory"),
    ],
)
def test_what_is_no_test_is_refused_with_its_place(raw: object, where: str) -> None:
    with pytest.raises(Invalid) as caught:
        read_definition(raw)
    assert caught.value.code == "bad_test"
    assert caught.value.message.startswith(f"{where}")


async def test_what_holds_too_much_is_refused(services, owner, bot) -> None:
    for test in (
        _test({"say": "a"}, name="  "),
        _test({"say": "a" * 5_000}),
        _test(*[{"say": "a", "calls": {"x": "b" * 5_000}}] * 150),
    ):
        with pytest.raises(Invalid):
            await services.trying.add(owner, bot.id, test)


@pytest.mark.parametrize("form", ["yaml", "json"])
def test_tests_come_back_from_their_file(form: Any) -> None:
    other = _test({"say": "a\r\nb: [c]"}, start={"state": "sure", "memory": {"a": "007"}})
    text = write_tests([ORDER, other], form)
    assert read_tests(text, Limits()) == [ORDER, other]
    assert "{}" not in text


def test_a_file_may_be_shorter() -> None:
    (short,) = read_tests(
        """
        - name: 7
          start: {memory: {count: 2}}
          steps:
            - say: 1
              calls: {number: A-17}
              expect: {replies: Sure?, state: 5}
            - say: "yes"
              expect: {replies: [One, [Two, 3]]}
        """,
        Limits(),
    )
    assert short == read_definition(
        {
            "name": "7",
            "start": {"memory": {"count": "2"}},
            "steps": [
                {
                    "say": "1",
                    "calls": {"number": {"text": "A-17"}},
                    "expect": {"replies": [["Sure?"]], "state": "5"},
                },
                {"say": "yes", "expect": {"replies": [["One"], ["Two", "3"]]}},
            ],
        }
    )


@pytest.mark.parametrize("text", ["tests: 5", "just words", "tests: [7]", "[{name: a}]", "{"])
def test_a_file_without_tests_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        read_tests(text, Limits())


async def test_viewers_run_tests_and_change_none(services, owner, bot) -> None:
    trying, viewer = services.trying, replace(owner, role="viewer")
    kept = await trying.add(owner, bot.id, ORDER)
    assert (await trying.run(viewer, bot.id, on="draft")).passed == 1
    assert (await trying.simulate(viewer, bot.id, Simulation(text="hi"))).state == "greet"
    for refused in (
        trying.add(viewer, bot.id, ORDER),
        trying.change(viewer, bot.id, kept.id, ORDER),
        trying.save(viewer, bot.id, [ORDER]),
        trying.delete(viewer, bot.id, kept.id),
    ):
        with pytest.raises(Forbidden):
            await refused
