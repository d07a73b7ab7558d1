"""The baselines do what they claim to, or the comparison would be worth nothing."""

import asyncio
import sqlite3
from pathlib import Path
from typing import Any

import pytest
import yaml

from benchmarks.bare.flow import END, FLOW, Chat, take
from benchmarks.bare.keeping import open_keeper
from benchmarks.desk import receiving
from benchmarks.load import Job, run_load
from benchmarks.order import CONFIRMED, MESSAGES
from benchmarks.processes import free_port, running
from benchmarks.wire import Connection, post

_PIZZA_BOT = Path(__file__).parents[2] / "examples" / "pizza_bot" / "pizza_bot.yaml"


def test_the_bare_flow_goes_through_the_same_states_as_pizza_bot():
    flows: dict[str, Any] = yaml.safe_load(_PIZZA_BOT.read_text())["flows"]
    for name, state in FLOW.items():
        if name != "fallback":
            assert flows[name]["next_state"] == state.next_state


def test_the_bare_flow_takes_the_order():
    chat, lines = Chat(END, {}), []
    for message in MESSAGES:
        lines, chat = take(chat, message)
    assert CONFIRMED.decode() in lines[0]
    assert chat.next_state == END
    assert chat.memory == {
        "order_pizza": "I need a pizza",
        "number_of_pizzas": "2",
        "pizza_toppings": "cheese and mushrooms",
        "address": "12 Uhuru Street",
        "phone_number": "0712345678",
        "choice_confirmation": "1",
    }


async def test_the_bare_keeper_has_written_when_it_says_so(tmp_path: Path):
    path = tmp_path / "bare.db"
    keeper = await open_keeper(str(path))
    try:
        await asyncio.gather(*(keeper.put(f"chat-{n % 5}", f"state {n}", n) for n in range(20)))
        with sqlite3.connect(path) as reader:
            rows = reader.execute("SELECT id, state FROM chats ORDER BY id").fetchall()
    finally:
        await keeper.close()
    assert rows == [(f"chat-{n}", f"state {15 + n}") for n in range(5)]


def test_the_load_talks_to_the_bare_server(tmp_path: Path):
    port = free_port()
    server = ("benchmarks.bare.server", str(port), str(tmp_path / "bare.db"))
    with running(*server, port=port) as child:
        outcome = run_load(Job(port, "none", 1, "chat", chats=6, at_once=3))
        assert child.cpu_seconds() > 0
        assert child.memory_mb() > 1
    assert outcome.turns == 6 * len(MESSAGES)
    assert 0 < outcome.p50 <= outcome.p99
    with sqlite3.connect(tmp_path / "bare.db") as reader:
        assert reader.execute("SELECT count(*) FROM chats").fetchone() == (6,)


def test_a_load_that_is_not_answered_is_an_error():
    with pytest.raises(RuntimeError, match="the load failed"):
        run_load(Job(free_port(), "none", 1, "chat", chats=1, at_once=1))


def test_the_receiver_tells_what_arrived():
    async def deliver(port: int) -> list[int]:
        connection = await Connection.open(port)
        requests = [_delivery(f"dlv_{n}") for n in range(3)]
        statuses = [(await connection.ask(request)).status for request in requests]
        connection.close()
        return statuses

    with receiving() as desk:
        statuses = asyncio.run(deliver(desk.port))
        arrivals = desk.arrivals(3)
        with pytest.raises(RuntimeError, match="0 of 1 deliveries arrived"):
            desk.arrivals(1, seconds=0)
    assert statuses == [200, 200, 200]
    assert [name for name, _ in arrivals] == ["dlv_0", "dlv_1", "dlv_2"]
    assert sorted(moment for _, moment in arrivals) == [moment for _, moment in arrivals]


def test_a_program_that_does_not_start_says_why():
    with (
        pytest.raises(RuntimeError, match="IndexError"),
        running("benchmarks.receiver", port=free_port()),
    ):
        pass


def _delivery(name: str) -> bytes:
    head, _, body = post("/new-order", b'{"chat_id":"1"}').partition(b"\r\n\r\n")
    return head + f"\r\nWebhook-Id: {name}\r\n\r\n".encode() + body
