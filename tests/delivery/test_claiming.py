"""Claims, leases and acknowledgements, on both databases."""

import asyncio
import sqlite3
from contextlib import closing

import pytest

from kauli.kit.clock import SECOND
from kauli.storage.queries import deliveries as queries
from kauli.storage.queries import lines, settling
from kauli.storage.queries.deliveries import (
    claim,
    extend_leases,
    give_back,
    sweep,
    waiting_endpoints,
)
from kauli.storage.queries.settling import Acknowledgement, Batch, acknowledge
from kauli.storage.tables import endpoints

URL = "http://127.0.0.1:5000/"
LEASE = 30 * SECOND


@pytest.fixture
def take(database, clock):
    """Claims as a worker does."""

    async def take(quotas: dict[str, int], claim_id: str = "clm_1"):
        return await database.write(
            claim,
            database.dialect,
            quotas,
            claim_id=claim_id,
            now=clock(),
            lease_until=clock() + LEASE,
        )

    return take


def batch(*acknowledgements: Acknowledgement) -> Batch:
    return Batch(acknowledgements, [], [], [], 0)


def settled(status: str) -> dict:
    return {"status": status, "attempts": 1, "due_at": 5, "outcome": "x", "finished_at": 9}


@pytest.mark.parametrize(
    ("statement", "index"),
    [
        (queries._WAITING, "ix_deliveries_due"),
        (queries._CLAIM_OF_ONE, "ix_deliveries_due"),
        (queries._SWEEP, "ix_deliveries_leased"),
        (settling._SETTLE, "PRIMARY KEY"),
        (lines._AHEAD, "ix_deliveries_in_line"),
        (lines._MOVE_UP, "ix_deliveries_in_line"),
        (queries._EXTEND, "PRIMARY KEY"),
    ],
)
def test_no_search_reads_what_has_been_delivered(sqlite_template, statement, index):
    compiled = statement.compiled("sqlite")
    with closing(sqlite3.connect(sqlite_template)) as connection:
        rows = connection.execute(
            f"EXPLAIN QUERY PLAN {compiled.sql}", [None] * len(compiled.names)
        )
        plan = [row[3] for row in rows]
    assert any(index in step for step in plan)
    scans = [step for step in plan if step.startswith("SCAN deliveries")]
    assert all("ix_deliveries_leased" in step for step in scans)  # only what is being sent


async def test_every_endpoint_gets_its_quota_however_much_another_has(outbox, take):
    first, second = await outbox.endpoint(URL), await outbox.endpoint(URL)
    many, few = await outbox.add(first, 50), await outbox.add(second, 3)
    taken = await take({first: 2, second: 5})
    assert {one.id for one in taken} == {*many[:2], *few}


async def test_the_earliest_due_come_first(outbox, take, clock):
    endpoint = await outbox.endpoint(URL)
    (late,) = await outbox.add(endpoint, due_at=clock() - 1)
    (early,) = await outbox.add(endpoint, due_at=clock() - 2)
    (future,) = await outbox.add(endpoint, due_at=clock() + 1)
    assert [one.id for one in await take({endpoint: 9})] == [early, late]
    assert (await outbox.delivery(future))["status"] == "pending"


async def test_a_claim_carries_all_that_a_request_needs(outbox, take):
    endpoint = await outbox.endpoint(URL)
    (delivery,) = await outbox.add(endpoint, attempts=2, status="failed")
    (one,) = await take({endpoint: 1})
    assert (one.id, one.endpoint_id, one.bot_id, one.attempts) == (delivery, endpoint, 1, 2)
    assert (one.conversation_id, one.trigger) == ("cnv_1", "order_pizza")
    assert bytes(one.body) == b'{"chat_id":"255700000001"}'


async def test_what_is_claimed_is_not_claimed_again(outbox, take):
    endpoint = await outbox.endpoint(URL)
    await outbox.add(endpoint, 3)
    claims = await asyncio.gather(*[take({endpoint: 2}, f"clm_{number}") for number in range(4)])
    taken = [one.id for rows in claims for one in rows]
    assert len(taken) == len(set(taken)) == 3


@pytest.mark.parametrize("status", ["delivered", "exhausted", "cancelled", "sending"])
async def test_what_is_finished_or_under_way_is_left_alone(outbox, take, status):
    endpoint = await outbox.endpoint(URL)
    await outbox.add(endpoint, status=status)
    assert await take({endpoint: 5}) == []


async def test_waiting_endpoints_are_found_with_their_earliest_moment(outbox, database, clock):
    due, later, done = [await outbox.endpoint(URL, token=name) for name in "abc"]
    await outbox.endpoint(URL)
    await outbox.add(due, 3)
    await outbox.add(due, due_at=clock() - 7)
    await outbox.add(later, due_at=clock() + 7, status="failed")
    await outbox.add(done, status="delivered")
    found = {one.endpoint_id: one for one in await database.read(waiting_endpoints)}
    assert {key: one.due_at - clock() for key, one in found.items()} == {due: -7, later: 7}
    assert (found[due].url, found[due].token) == (URL, "a")
    assert outbox.secret in found[due].secrets


@pytest.mark.parametrize(
    "change", [{"active": False}, {"deleted_at": 1}, {"off_at": 1}, {"kind": "listen"}]
)
async def test_an_endpoint_that_is_off_waits_with_all_it_has(outbox, database, change):
    endpoint = await outbox.endpoint(URL)
    await outbox.add(endpoint)
    await outbox.change(endpoints, endpoint, **change)
    assert await database.read(waiting_endpoints) == []
    assert await outbox.statuses() == {"pending": 1}


async def test_an_acknowledgement_settles_the_delivery_and_keeps_the_attempt(
    outbox, database, take
):
    endpoint = await outbox.endpoint(URL)
    (delivery,) = await outbox.add(endpoint)
    await take({endpoint: 1})
    attempt = {
        "delivery_id": delivery,
        "number": 1,
        "started_at": 1,
        "duration_ms": 2,
        "address": "127.0.0.1",
        "http_status": 200,
        "outcome": "delivered",
        "sentence": "Delivered.",
        "request_headers": "{}",
        "response_headers": "{}",
        "response_body": b"ok",
        "response_truncated": False,
    }
    done = batch(Acknowledgement(delivery, "clm_1", settled("delivered"), attempt))
    await database.write(acknowledge, database.dialect, done)
    row = await outbox.delivery(delivery)
    assert (row["status"], row["attempts"], row["claim_id"]) == ("delivered", 1, None)
    assert (row["lease_until"], row["finished_at"]) == (None, 9)
    assert await outbox.attempts(delivery) == [attempt]


async def test_an_acknowledgement_under_a_lost_claim_settles_nothing(outbox, database, take):
    endpoint = await outbox.endpoint(URL)
    (delivery,) = await outbox.add(endpoint)
    await take({endpoint: 1}, "clm_2")
    done = batch(Acknowledgement(delivery, "clm_1", settled("exhausted"), None))
    await database.write(acknowledge, database.dialect, done)
    assert (await outbox.delivery(delivery))["status"] == "sending"


async def test_a_lease_that_ran_out_puts_the_delivery_back_in_line(outbox, database, take, clock):
    endpoint = await outbox.endpoint(URL)
    (fresh,) = await outbox.add(endpoint)
    (tried,) = await outbox.add(endpoint, status="failed", attempts=3)
    await take({endpoint: 2})
    clock.advance(30)
    assert await database.write(sweep, clock()) == []
    clock.advance(0.000001)
    assert set(await database.write(sweep, clock())) == {fresh, tried}
    assert (await outbox.delivery(fresh))["status"] == "pending"
    assert (await outbox.delivery(tried))["status"] == "failed"
    assert len(await take({endpoint: 2}, "clm_2")) == 2


async def test_an_extended_lease_holds(outbox, database, take, clock):
    endpoint = await outbox.endpoint(URL)
    mine, other = await outbox.add(endpoint, 2)
    await take({endpoint: 2})
    clock.advance(20)
    held = {mine: "clm_1", other: "clm_0"}
    await database.write(extend_leases, held, clock() + LEASE)
    clock.advance(20)
    assert await database.write(sweep, clock()) == [other]


async def test_what_is_given_back_is_due_at_once_for_others(outbox, database, take):
    endpoint = await outbox.endpoint(URL)
    mine, other = await outbox.add(endpoint, 2)
    await take({endpoint: 2})
    await database.write(give_back, {mine: "clm_1", other: "clm_0"})
    assert (await outbox.delivery(other))["status"] == "sending"
    assert [one.id for one in await take({endpoint: 2}, "clm_2")] == [mine]
