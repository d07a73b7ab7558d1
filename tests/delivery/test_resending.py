"""Sending again, sending now and calling off, by hand: lines stay in order, on both databases."""

import sqlite3
from contextlib import closing

import pytest
from aiohttp import web

from kauli.kit.clock import HOUR, SECOND
from kauli.storage.queries import resending
from kauli.storage.queries.resending import call_off, hold_delivery, send_again, send_now
from kauli.storage.tables import BEHIND

URL = "http://127.0.0.1:5000/"


@pytest.fixture
async def line(outbox):
    """Adds deliveries of one conversation to one endpoint, with the statuses that are named."""
    endpoint = await outbox.endpoint(URL)

    async def line(*wanted: str, **changes) -> list[str]:
        ids, settled = [], True
        for status in wanted:
            finished = status in resending.FINISHED
            due_at = 0 if finished else outbox.clock() + HOUR if settled else BEHIND
            ids += await outbox.add(
                endpoint,
                **{"endpoint_id": endpoint, "status": status, "due_at": due_at, "attempts": 8}
                | ({"finished_at": 5} if finished else {})
                | changes,
            )
            settled = settled and finished
        return ids

    return line


@pytest.fixture
def do(database, clock):
    """Runs a query as the workspace's owner would, now."""

    async def do(query, ids: list[str], *, workspace: int = 1):
        return await database.write(query, database.dialect, workspace, ids, clock())

    return do


@pytest.fixture
def moments(outbox, clock):
    """When deliveries are due: ``now``, ``later``, ``behind`` another, or never (their status)."""

    async def moments(ids: list[str]) -> list[str]:
        rows = [await outbox.delivery(one) for one in ids]
        return [
            row["status"]
            if row["status"] in (*resending.FINISHED, "sending")
            else {BEHIND: "behind", clock(): "now"}.get(row["due_at"], "later")
            for row in rows
        ]

    return moments


@pytest.mark.parametrize("status", ["delivered", "exhausted", "cancelled"])
async def test_what_is_finished_goes_out_again_on_a_fresh_schedule(do, line, outbox, clock, status):
    (one,) = await line(status)
    assert await do(send_again, [one]) == 1
    row = await outbox.delivery(one)
    assert (row["status"], row["due_at"], row["finished_at"]) == ("pending", clock(), None)
    assert (row["attempts"], row["earlier_attempts"]) == (8, 8)


async def test_of_a_line_that_comes_back_only_the_first_is_due(do, line, moments):
    ids = await line("exhausted", "exhausted", "delivered", "cancelled")
    assert await do(send_again, [ids[3], ids[0], ids[1]]) == 3
    assert await moments(ids) == ["now", "behind", "delivered", "behind"]


async def test_what_waits_lets_an_earlier_one_that_comes_back_go_first(do, line, moments):
    ids = await line("exhausted", "failed", "pending")
    assert await do(send_again, [ids[0]]) == 1
    assert await moments(ids) == ["now", "behind", "behind"]


async def test_what_comes_back_waits_for_an_earlier_one_that_is_not_settled(do, line, moments):
    ids = await line("failed", "pending", "exhausted")
    assert await do(send_again, [ids[2]]) == 1
    assert await moments(ids) == ["later", "behind", "behind"]


async def test_what_is_being_sent_is_left_alone_and_goes_on(do, line, moments, outbox):
    ids = await line("exhausted", "sending", "pending")
    assert await do(send_again, ids) == 1
    assert await moments(ids) == ["now", "sending", "behind"]


async def test_what_would_go_later_goes_now_but_not_before_its_turn(do, line, moments):
    ids = await line("failed", "pending")
    assert await do(send_again, ids) == 1
    assert await moments(ids) == ["now", "behind"]


async def test_nothing_comes_back_for_an_endpoint_that_was_removed(do, outbox, moments):
    endpoint = await outbox.endpoint(URL, deleted_at=7)
    ids = await outbox.add(endpoint, status="exhausted", due_at=0)
    assert await do(send_again, ids) == 0
    assert await moments(ids) == ["exhausted"]


async def test_send_now_jumps_the_line(database, line, moments, clock):
    ids = await line("failed", "pending", "pending")
    await database.write(send_now, 1, ids[2], clock())
    assert await moments(ids) == ["later", "behind", "now"]


async def test_what_is_due_already_keeps_its_place(database, outbox, clock):
    endpoint = await outbox.endpoint(URL)
    (one,) = await outbox.add(endpoint, due_at=clock() - 9)
    await database.write(send_now, 1, one, clock())
    assert (await outbox.delivery(one))["due_at"] == clock() - 9


async def test_the_next_moves_up_when_the_first_is_called_off(do, line, moments, outbox, clock):
    ids = await line("failed", "pending", "pending")
    assert await do(call_off, [ids[0]]) == 1
    assert await moments(ids) == ["cancelled", "now", "behind"]
    row = await outbox.delivery(ids[0])
    assert (row["due_at"], row["finished_at"]) == (0, clock())


async def test_one_in_the_middle_is_called_off_and_nobody_moves(do, line, moments):
    ids = await line("sending", "pending", "pending")
    assert await do(call_off, [ids[1]]) == 1
    assert await moments(ids) == ["sending", "cancelled", "behind"]


async def test_only_what_waits_is_called_off(do, line, moments):
    ids = await line("delivered", "exhausted", "sending")
    assert await do(call_off, ids) == 0
    assert await moments(ids) == ["delivered", "exhausted", "sending"]


async def test_another_workspace_changes_nothing(database, do, line, moments, clock):
    ids = await line("exhausted", "failed", "pending")
    assert await do(send_again, ids, workspace=2) == 0
    assert await do(call_off, ids, workspace=2) == 0
    await database.write(send_now, 2, ids[1], clock())
    assert await moments(ids) == ["exhausted", "later", "behind"]
    assert await database.write(hold_delivery, database.dialect, 2, ids[0]) is None


async def test_who_holds_a_delivery_knows_where_it_stands(database, line, outbox):
    (one,) = await line("failed")
    held = await database.write(hold_delivery, database.dialect, 1, one)
    assert (held.status, held.removed) == ("failed", False)
    removed = await outbox.endpoint(URL, deleted_at=7)
    (other,) = await outbox.add(removed, status="cancelled")
    held = await database.write(hold_delivery, database.dialect, 1, other)
    assert (held.status, held.removed) == ("cancelled", True)
    assert await database.write(hold_delivery, database.dialect, 1, "dlv_none") is None


async def test_a_worker_sends_what_came_back_in_order_under_the_same_ids(
    do, outbox, receiver, worker
):
    endpoint = await outbox.endpoint(receiver.url)
    lost = {"status": "exhausted", "due_at": 0, "attempts": 8}
    lines = [await outbox.add(endpoint, 4, conversation_id=f"cnv_{n}", **lost) for n in range(3)]
    assert await do(send_again, [one for line in reversed(lines) for one in reversed(line)]) == 12
    assert await worker.drain() == 12
    for line in lines:
        assert [one for one in receiver.ids() if one in line] == line
    assert {one.headers["kauli-attempt"] for one in receiver.received} == {"9"}
    assert await outbox.statuses() == {"delivered": 12}


async def test_what_came_back_and_fails_again_has_all_its_attempts_before_it(
    do, outbox, receiver, worker, clock
):
    receiver.answer = lambda received: web.Response(status=500)
    endpoint = await outbox.endpoint(receiver.url)
    (one,) = await outbox.add(endpoint, status="exhausted", due_at=0, attempts=8)
    await do(send_again, [one])
    await worker.drain()
    row = await outbox.delivery(one)
    assert (row["status"], row["attempts"], row["earlier_attempts"]) == ("failed", 9, 8)
    assert row["due_at"] == clock() + 5 * SECOND


@pytest.mark.parametrize(
    "statement",
    [
        resending._LINES,
        resending._HOLD,
        resending._PUT_BACK,
        resending._BRING_FORWARD,
        resending._SEND_NOW,
        resending._CALL_OFF,
    ],
)
def test_what_is_changed_is_found_by_its_id(sqlite_template, statement):
    compiled = statement.compiled("sqlite")
    given = {"ids": "[]", "now": 1, "workspace": 1, "delivery": ""}
    with closing(sqlite3.connect(sqlite_template)) as connection:
        rows = connection.execute(f"EXPLAIN QUERY PLAN {compiled.sql}", compiled.arguments(given))
        steps = [row[3] for row in rows if row[3].split()[1] == "deliveries"]
    assert steps
    assert all(step.endswith("id=?)") for step in steps)
