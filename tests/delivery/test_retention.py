"""What ended long ago is deleted, and nothing else; how many there were is kept."""

import asyncio
import itertools

import pytest
import sqlalchemy as sa

from kauli.app import open_platform, running_worker
from kauli.delivery.housekeeping import Housekeeping
from kauli.delivery.retention import aged, prune
from kauli.kit.ids import new_id
from kauli.kit.spans import DAY
from kauli.storage.queries.counts import count_by_status
from kauli.storage.queries.resending import send_again
from kauli.storage.queries.retention import delete_aged
from kauli.storage.statements import Prepared, insert_into
from kauli.storage.tables import BEHIND, attempts, endpoints

URL = "http://127.0.0.1:5000/"
_ATTEMPT = Prepared(insert_into(attempts))
_ATTEMPTS = Prepared(sa.select(attempts.c.delivery_id))


def _insert_attempts(ids):
    yield _ATTEMPT.many(
        {
            "delivery_id": id_,
            "number": number,
            "started_at": 0,
            "duration_ms": 1,
            "address": "",
            "http_status": 500,
            "outcome": "failing",
            "sentence": "",
            "request_headers": "{}",
            "response_headers": "{}",
            "response_body": b"",
            "response_truncated": False,
        }
        for id_ in ids
        for number in (1, 2)
    )


def _read_attempts():
    return [row[0] for row in (yield _ATTEMPTS.bind())]


@pytest.fixture
def old(outbox):
    """Adds a delivery that was made, and ended, so many days ago; answers its id."""
    sequence = itertools.count(1)

    async def old(endpoint: str, status: str, made: float, ended: float | None = None, **more):
        ended_at = None if ended is None else outbox.clock() - round(ended * DAY)
        made_at = outbox.clock() - round(made * DAY)
        (one,) = await outbox.add(
            endpoint,
            **{
                "id": new_id("dlv", made_at),
                "status": status,
                "sequence": next(sequence),
                "created_at": made_at,
                "finished_at": ended_at,
            }
            | more,
        )
        await outbox.database.write(_insert_attempts, [one])
        return one

    return old


@pytest.fixture
async def endpoint(outbox):
    return await outbox.endpoint(URL)


@pytest.fixture
def tidy(database, clock):
    """One round of the housekeeping; answers how many it deleted."""

    async def tidy(keep_days: int = 90) -> int:
        return await Housekeeping(database, clock, keep_days=keep_days, pause=0).tidy()

    return tidy


async def remaining(outbox) -> int:
    return sum((await outbox.statuses()).values())


@pytest.mark.parametrize("status", ["delivered", "exhausted", "cancelled"])
async def test_what_ended_long_ago_goes_with_its_attempts(outbox, old, endpoint, tidy, status):
    gone = await old(endpoint, status, 91, 90.1)
    kept = await old(endpoint, status, 91, 89.9)
    assert await tidy() == 1
    assert (await outbox.delivery(kept))["status"] == status
    assert set(await outbox.database.read(_read_attempts)) == {kept} != {gone}
    assert await tidy() == 0


async def test_what_has_not_been_delivered_is_kept_however_old(outbox, old, endpoint, tidy):
    await old(endpoint, "pending", 900)
    await old(endpoint, "pending", 900, due_at=BEHIND)
    await old(endpoint, "failed", 900)
    await old(endpoint, "sending", 900, lease_until=1)
    assert await tidy(1) == 0
    assert await remaining(outbox) == 4


async def test_nothing_is_deleted_where_all_is_to_be_kept(outbox, old, endpoint, tidy):
    await old(endpoint, "delivered", 9_000, 9_000)
    assert await tidy(0) == 0
    assert await remaining(outbox) == 1


async def test_what_was_deleted_still_counts(database, outbox, old, endpoint, tidy):
    removed = await outbox.endpoint(URL, deleted_at=5)
    for days in (200, 150, 100, 10):
        await old(endpoint, "delivered", days, days)
        await old(removed, "cancelled", days, days)
    await old(endpoint, "exhausted", 120, 119)
    before = await database.read(count_by_status, database.dialect, [endpoint, removed])
    assert await tidy(140) == 4
    assert await tidy() == 3
    assert await remaining(outbox) == 2
    after = await database.read(count_by_status, database.dialect, [endpoint, removed])
    assert (
        after == before == {endpoint: {"delivered": 4, "exhausted": 1}, removed: {"cancelled": 4}}
    )


async def test_many_go_in_small_pieces_past_those_that_ended_late(
    database, outbox, old, endpoint, clock
):
    for number in range(450):
        made = clock() - 400 * DAY + number * 1_000
        ended = clock() - (5 if number % 3 == 0 else 300) * DAY
        await outbox.add(
            endpoint,
            id=new_id("dlv", made),
            sequence=number,
            status="delivered",
            created_at=made,
            finished_at=ended,
        )
    found = [len(some.ids) async for some in aged(database, clock() - 90 * DAY, at_once=100)]
    assert (sum(found), len(found)) == (300, 5)
    pieces = [number async for number in prune(database, clock() - 90 * DAY)]
    assert sum(pieces) == 300
    assert max(pieces) <= 200
    assert await remaining(outbox) == 150


async def test_only_the_workspaces_own_are_deleted_by_hand(database, outbox, old, clock):
    theirs = await outbox.endpoint(URL, workspace_id=1)
    kept = await old(theirs, "delivered", 9, 9)
    assert [number async for number in prune(database, clock(), 2)] == []
    assert [number async for number in prune(database, clock(), 1)] == [1]
    assert kept not in await database.read(_read_attempts)


async def test_several_at_once_delete_and_count_each_once(database, outbox, old, endpoint, clock):
    for number in range(60):
        await old(endpoint, "delivered", 100 + number, 100)
    rounds = [Housekeeping(database, clock, keep_days=9, pause=0).tidy() for _ in range(4)]
    assert sum(await asyncio.gather(*rounds)) == 60
    counts = await database.read(count_by_status, database.dialect, [endpoint])
    assert counts == {endpoint: {"delivered": 60}}


async def test_what_is_resent_at_the_last_moment_is_kept(database, outbox, old, endpoint, clock):
    one = await old(endpoint, "exhausted", 100, 100)
    await database.write(send_again, database.dialect, 1, [one], clock())
    assert await database.write(delete_aged, database.dialect, [one], clock()) == 0
    assert (await outbox.delivery(one))["status"] == "pending"
    assert one in await database.read(_read_attempts)


async def test_it_goes_on_beside_the_worker_and_stops_with_it(
    settings, clock, outbox, old, endpoint
):
    await old(endpoint, "delivered", 9, 8)
    kept = await old(endpoint, "delivered", 9, 6)
    settings = settings.model_copy(update={"keep_deliveries_days": 7})
    async with open_platform(settings, clock=clock) as platform:
        done = asyncio.Event()
        tidy = platform.housekeeping.tidy

        async def watched(stop):
            deleted = await tidy(stop)
            done.set()
            return deleted

        platform.housekeeping.tidy = watched
        async with running_worker(platform):
            await asyncio.wait_for(done.wait(), 20)
    assert set(await outbox.database.read(_read_attempts)) == {kept}


async def test_a_round_that_fails_is_told_and_another_follows(database, clock, logged):
    keeper = Housekeeping(database, clock, keep_days=1, every=0, pause=0)
    rounds, stop = itertools.count(1), asyncio.Event()

    async def tidy(_stop):
        if next(rounds) == 2:
            stop.set()
        raise RuntimeError("no disk")

    keeper.tidy = tidy
    await asyncio.wait_for(keeper.run(stop), 20)
    assert [line["event"] for line in logged] == ["delivery.tidying_failed"] * 2


async def test_what_came_back_to_an_endpoint_that_is_gone_is_called_off(
    outbox, endpoint, tidy, clock
):
    other = await outbox.endpoint(URL)
    (orphan,) = await outbox.add(endpoint, status="failed")
    (waiting,) = await outbox.add(other, status="failed")
    await outbox.change(endpoints, endpoint, deleted_at=clock(), active=False)
    await tidy()
    row = await outbox.delivery(orphan)
    assert (row["status"], row["finished_at"], row["due_at"]) == ("cancelled", clock(), 0)
    assert (await outbox.delivery(waiting))["status"] == "failed"
