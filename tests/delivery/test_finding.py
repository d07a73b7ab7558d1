"""Finding deliveries by what people ask for, on both databases and along their indexes."""

import sqlite3
from contextlib import closing

import pytest

from kauli.kit.clock import HOUR
from kauli.kit.ids import first_id, new_id
from kauli.storage.queries import finding
from kauli.storage.queries.finding import LAST, Which, list_endpoint_ids, look

URL = "http://127.0.0.1:5000/"


@pytest.fixture
def find(database):
    """All that is wanted, in as many looks as it takes; a look gives at most ``most``."""

    async def find(which: Which, *, newest_first: bool = True, most: int = 3) -> list[str]:
        found, beyond = [], None
        while True:
            slice_ = await database.read(
                look,
                database.dialect,
                which,
                beyond=beyond,
                newest_first=newest_first,
                most=most,
            )
            found += slice_.ids
            beyond = slice_.reached
            if beyond is None:
                return found

    return find


@pytest.fixture
async def shop(outbox):
    """Two endpoints with a delivery of each status, in turns; answers ids by endpoint."""
    first, second = await outbox.endpoint(URL), await outbox.endpoint(URL)
    made = {first: [], second: []}
    for status in ("pending", "delivered", "sending", "failed", "exhausted", "cancelled"):
        for endpoint in made:
            made[endpoint] += await outbox.add(
                endpoint, 2, status=status, conversation_id=f"cnv_{endpoint}"
            )
    return made


def newest_first(*ids: list[str]) -> list[str]:
    return sorted((one for some in ids for one in some), reverse=True)


async def test_a_workspace_has_them_all(find, shop):
    assert await find(Which(1)) == newest_first(*shop.values())
    assert await find(Which(2)) == []


async def test_an_endpoints_are_found_whatever_their_status(find, shop):
    endpoint, ids = next(iter(shop.items()))
    which = Which(1, endpoints=frozenset([endpoint]))
    assert await find(which) == newest_first(ids)
    assert await find(which, newest_first=False) == ids


async def test_several_endpoints_come_in_one_order(find, shop):
    which = Which(1, endpoints=frozenset(shop))
    assert await find(which, most=1) == newest_first(*shop.values())


async def test_no_endpoint_has_nothing(find, shop):
    assert await find(Which(1, endpoints=frozenset())) == []


async def test_several_statuses_are_found_together(find, shop, outbox):
    which = Which(1, endpoints=frozenset(shop), statuses=("failed", "sending", "exhausted"))
    found = await find(which, newest_first=False)
    assert len(found) == 12
    assert found == sorted(found)
    statuses = {(await outbox.delivery(one))["status"] for one in found}
    assert statuses == {"failed", "sending", "exhausted"}


async def test_a_conversations_are_found_by_endpoint_and_status(find, shop):
    first, second = shop
    which = Which(1, conversation_id=f"cnv_{first}")
    assert await find(which) == newest_first(shop[first])
    assert await find(Which(2, conversation_id=f"cnv_{first}")) == []
    assert await find(Which(1, frozenset([second]), f"cnv_{first}")) == []
    assert await find(Which(1, None, f"cnv_{first}", ("pending",))) == newest_first(shop[first][:2])


async def test_a_trigger_is_found_among_others_and_by_its_whole_name(find, outbox):
    endpoint = await outbox.endpoint(URL)
    (alone,) = await outbox.add(endpoint, trigger="order")
    await outbox.add(endpoint, trigger="order_pizza")
    (among,) = await outbox.add(endpoint, trigger="greet,order,end")
    for which in (
        Which(1, trigger="order"),
        Which(1, endpoints=frozenset([endpoint]), trigger="order"),
        Which(1, conversation_id="cnv_1", trigger="order"),
    ):
        assert await find(which) == [among, alone]


async def test_a_rare_trigger_is_found_behind_many_others(find, outbox):
    endpoint = await outbox.endpoint(URL)
    (rare,) = await outbox.add(endpoint, trigger="rare", status="delivered")
    await outbox.add(endpoint, 1_100, status="delivered")
    assert await find(Which(1, trigger="rare")) == [rare]
    assert await find(Which(1, endpoints=frozenset([endpoint]), trigger="rare")) == [rare]


async def test_moments_bound_what_is_found(find, outbox, clock):
    endpoint = await outbox.endpoint(URL)
    made = []
    for hour in range(5):
        moment = clock() + hour * HOUR
        made += await outbox.add(endpoint, id=new_id("dlv", moment), created_at=moment)
    since, until = (first_id("dlv", clock() + hours * HOUR) for hours in (1, 3))
    for narrowed in ({}, {"endpoints": frozenset([endpoint])}, {"conversation_id": "cnv_1"}):
        assert await find(Which(1, since=since, **narrowed), newest_first=False) == made[1:]
        assert await find(Which(1, until=until, **narrowed), newest_first=False) == made[:3]
        assert await find(Which(1, since=since, until=until, **narrowed)) == [made[2], made[1]]


async def test_the_endpoints_of_a_workspace_are_narrowed_by_bot_and_id(database, outbox):
    living, removed = await outbox.endpoint(URL), await outbox.endpoint(URL, deleted_at=5)
    assert await database.read(list_endpoint_ids, 1) == [living, removed]
    assert await database.read(list_endpoint_ids, 1, bot_id=1, living=True) == [living]
    assert await database.read(list_endpoint_ids, 1, endpoint_id=removed) == [removed]
    assert await database.read(list_endpoint_ids, 1, bot_id=1, endpoint_id="end_x") == []
    assert await database.read(list_endpoint_ids, 2) == []


@pytest.mark.parametrize("order", [False, True])
@pytest.mark.parametrize(
    ("statements", "index"),
    [
        (finding._OF_WORKSPACE, "ix_deliveries_by_workspace (workspace_id=? AND id>? AND id<?)"),
        (
            finding._OF_CONVERSATION,
            "ix_deliveries_by_conversation (conversation_id=? AND id>? AND id<?)",
        ),
        (
            {order: finding._BY_STATUS[order, False] for order in (False, True)},
            "ix_deliveries_by_status (endpoint_id=? AND status=? AND id>? AND id<?)",
        ),
        (
            {order: finding._BY_STATUS[order, True] for order in (False, True)},
            "COVERING INDEX ix_deliveries_by_status (endpoint_id=? AND status=? AND id>? AND id<?)",
        ),
    ],
)
def test_every_look_goes_along_an_index_in_its_order(sqlite_template, statements, index, order):
    (step,) = _plan(sqlite_template, statements[order])
    assert index in step


def test_what_is_being_sent_is_found_by_its_lease(sqlite_template):
    (step,) = _plan(sqlite_template, finding._BEING_SENT)
    assert step == "SCAN deliveries USING INDEX ix_deliveries_leased"


def _plan(path, statement):
    compiled = statement.compiled("sqlite")
    with closing(sqlite3.connect(path)) as connection:
        arguments = [0] * len(compiled.names)
        rows = connection.execute(f"EXPLAIN QUERY PLAN {compiled.sql}", arguments)
        return [row[3] for row in rows]


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_postgresql_goes_along_the_index_before_it_knows_how_much_there_is(database, outbox):
    endpoint = await outbox.endpoint(URL)
    for _ in range(4):
        await outbox.add(endpoint, 1_000, status="exhausted")
    bounds = {"low": "", "high": LAST, "most": 50}
    for statement, given, index in (
        (finding._OF_WORKSPACE[True], {"workspace": 1}, "ix_deliveries_by_workspace"),
        (finding._OF_CONVERSATION[True], {"conversation": "cnv_1"}, "ix_deliveries_by_conv"),
        (
            finding._BY_STATUS[True, False],
            {"endpoints": [endpoint], "statuses": ["exhausted"]},
            "ix_deliveries_by_status",
        ),
    ):
        compiled = statement.compiled("postgresql")
        rows = await database._pool.fetch(
            f"EXPLAIN (ANALYZE, TIMING OFF) {compiled.sql}", *compiled.arguments(given | bounds)
        )
        plan = "\n".join(row[0] for row in rows)
        assert f"Index Scan Backward using {index}" in plan, plan
        assert "actual rows=4000" not in plan, plan
    compiled = finding._ENDPOINTS[()].compiled("postgresql")
    rows = await database._pool.fetch(
        f"EXPLAIN {compiled.sql}", *compiled.arguments({"workspace": 1})
    )
    assert not [row for row in rows if "JIT" in row[0]]  # it takes longer than the table is worth
