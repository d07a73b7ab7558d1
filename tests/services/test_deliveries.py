"""What people do with deliveries, on both databases."""

import itertools
from typing import Any

import pytest

from kauli.kit.clock import HOUR
from kauli.kit.errors import Conflict, Invalid, NotFound
from kauli.kit.ids import new_id
from kauli.services.bots import BotChanges
from kauli.services.deliveries import Done, Wanted
from kauli.services.endpoints import EndpointChanges
from kauli.storage import DELIVERIES
from kauli.storage.queries.conversations import find_conversation
from kauli.storage.statements import Prepared, insert_into
from kauli.storage.tables import BEHIND, deliveries

INTENTS = {"hi": ["hi", "hello"], "bye": ["bye", "see you"]}
FLOWS = {"hi": {"message": "Hello"}, "bye": {"message": "Bye"}}
_ADD = Prepared(insert_into(deliveries))


def _add(rows):
    yield _ADD.many(rows)


class Shop:
    """A bot with an endpoint, and deliveries in every state."""

    def __init__(self, platform, owner, clock) -> None:
        self.services, self.owner, self.clock = platform.services, owner, clock
        self.service = platform.services.deliveries
        self.database = platform.database
        self._sequence = itertools.count(1)

    async def bot(self, name: str = "Duka") -> int:
        changes = BotChanges(name=name, intents=INTENTS, flows=FLOWS)
        return (await self.services.bots.create(self.owner, changes)).id

    async def endpoint(self, bot_id: int) -> str:
        changes = EndpointChanges(url="http://127.0.0.1:5000/hook", triggers=["hi"])
        made, _ = await self.services.endpoints.create(self.owner, bot_id, changes)
        return made.id

    async def add(self, bot_id: int, endpoint: str, *statuses: str, **changes: Any) -> list[str]:
        """Deliveries of one conversation, a second apart."""
        rows = []
        for status in statuses:
            self.clock.advance(1)
            rows.append(
                {
                    "id": new_id("dlv", self.clock()),
                    "workspace_id": self.owner.workspace_id,
                    "bot_id": bot_id,
                    "endpoint_id": endpoint,
                    "conversation_id": "cnv_1",
                    "turn_number": 1,
                    "sequence": next(self._sequence),
                    "trigger": "hi",
                    "body": b"{}",
                    "status": status,
                    "attempts": 3,
                    "earlier_attempts": 0,
                    "due_at": self.clock() + HOUR if status in ("pending", "failed") else 0,
                    "lease_until": self.clock() + HOUR if status == "sending" else None,
                    "claim_id": "clm" if status == "sending" else None,
                    "outcome": "timeout",
                    "created_at": self.clock(),
                    "finished_at": None,
                }
                | changes
            )
        await self.database.write(_add, rows)
        return [row["id"] for row in rows]

    async def ids(self, principal: Any = None, **wanted: Any) -> list[str]:
        """All that is found, page by page."""
        found, cursor = [], None
        while True:
            page = await self.services.deliveries.page(
                principal or self.owner, Wanted(**wanted), cursor=cursor, limit=3
            )
            found += [one.id for one in page.items]
            cursor = page.next_cursor
            if cursor is None:
                return found

    async def status(self, delivery: str) -> str:
        return (await self.services.deliveries.get(self.owner, delivery)).status


@pytest.fixture
async def shop(platform, owner, clock) -> Shop:
    return Shop(platform, owner, clock)


@pytest.fixture
async def bot(shop) -> int:
    return await shop.bot()


@pytest.fixture
async def endpoint(shop, bot) -> str:
    return await shop.endpoint(bot)


# One.


@pytest.mark.parametrize("status", ["delivered", "exhausted", "cancelled"])
async def test_one_that_is_finished_is_resent(shop, bot, endpoint, status):
    (one,) = await shop.add(bot, endpoint, status)
    woken = shop.database.signal(DELIVERIES).listen()
    seen = await shop.service.resend(shop.owner, one)
    assert (seen.status, seen.due_at, seen.attempts_made) == ("pending", shop.clock(), 3)
    assert seen.next.startswith("It is due")
    assert woken.is_set()


async def test_one_that_waits_goes_out_now(shop, bot, endpoint):
    first, second = await shop.add(bot, endpoint, "failed", "pending", conversation_id="cnv_2")
    for do in (shop.service.resend, shop.service.send_now):
        assert (await do(shop.owner, first)).due_at == shop.clock()
    (third,) = await shop.add(bot, endpoint, "pending", conversation_id="cnv_2", due_at=BEHIND)
    seen = await shop.service.get(shop.owner, third)
    assert (seen.due_at, seen.waits_for) == (None, first)
    assert seen.next.startswith(f"It waits behind {first}")
    seen = await shop.service.send_now(shop.owner, third)
    assert (seen.due_at, seen.waits_for) == (shop.clock(), None)
    assert (await shop.service.get(shop.owner, second)).due_at > shop.clock()


async def test_one_that_waits_is_called_off_and_the_next_moves_up(shop, bot, endpoint):
    (first,) = await shop.add(bot, endpoint, "failed")
    (second,) = await shop.add(bot, endpoint, "pending", due_at=BEHIND)
    woken = shop.database.signal(DELIVERIES).listen()
    seen = await shop.service.cancel(shop.owner, first)
    assert (seen.status, seen.due_at, seen.finished_at) == ("cancelled", None, shop.clock())
    assert (await shop.service.get(shop.owner, second)).due_at == shop.clock()
    assert woken.is_set()


@pytest.mark.parametrize("what", ["resend", "send_now", "cancel"])
async def test_what_is_being_sent_is_left_alone(shop, bot, endpoint, what):
    (one,) = await shop.add(bot, endpoint, "sending")
    with pytest.raises(Conflict, match="try again when that attempt is over"):
        await getattr(shop.service, what)(shop.owner, one)
    assert await shop.status(one) == "sending"


@pytest.mark.parametrize(
    ("what", "hint"), [("send_now", "resend it"), ("cancel", "nothing to call off")]
)
async def test_what_is_finished_is_neither_hurried_nor_called_off(shop, bot, endpoint, what, hint):
    (one,) = await shop.add(bot, endpoint, "delivered")
    with pytest.raises(Conflict, match=f"delivered already; .*{hint}") as refused:
        await getattr(shop.service, what)(shop.owner, one)
    assert refused.value.code == "delivery_finished"


async def test_nothing_is_resent_to_an_endpoint_that_was_removed(shop, bot, endpoint):
    (one,) = await shop.add(bot, endpoint, "exhausted")
    await shop.services.endpoints.delete(shop.owner, bot, endpoint)
    with pytest.raises(Conflict, match="was removed"):
        await shop.service.resend(shop.owner, one)
    assert await shop.service.resend_all(shop.owner, Wanted()) == Done(0, None)
    assert await shop.ids(endpoint_id=endpoint) == [one]


@pytest.mark.parametrize("what", ["get", "resend", "send_now", "cancel"])
async def test_another_workspace_does_not_see_it(shop, stranger, bot, endpoint, what):
    (one,) = await shop.add(bot, endpoint, "failed")
    with pytest.raises(NotFound):
        await getattr(shop.service, what)(stranger, one)
    assert await shop.ids(stranger) == []


# Finding them.


async def test_filters_narrow_the_list(shop, bot, endpoint):
    other_bot = await shop.bot("Other")
    other = await shop.endpoint(other_bot)
    second = await shop.endpoint(bot)
    a = await shop.add(bot, endpoint, "pending", "exhausted", "delivered", "sending")
    b = await shop.add(bot, second, "failed", "exhausted", trigger="bye,hi")
    c = await shop.add(other_bot, other, "exhausted", conversation_id="cnv_2", trigger="bye")
    assert await shop.ids() == [*c, *b[::-1], *a[::-1]]
    assert await shop.ids(bot_id=bot) == [*b[::-1], *a[::-1]]
    assert await shop.ids(endpoint_id=second) == b[::-1]
    assert await shop.ids(bot_id=other_bot, statuses=("exhausted", "failed")) == c
    assert await shop.ids(statuses=("exhausted",)) == [c[0], b[1], a[1]]
    assert await shop.ids(statuses=("sending", "failed")) == [b[0], a[3]]
    assert await shop.ids(trigger="bye") == [*c, *b[::-1]]
    assert await shop.ids(trigger="bye", bot_id=bot, statuses=("failed",)) == [b[0]]
    assert await shop.ids(conversation_id="cnv_1", statuses=("exhausted",)) == [b[1], a[1]]
    assert await shop.ids(conversation_id="cnv_1", bot_id=other_bot) == []


async def test_moments_narrow_the_list(shop, bot, endpoint):
    ids = await shop.add(bot, endpoint, *["delivered"] * 5)
    made = [(await shop.service.get(shop.owner, one)).created_at for one in ids]
    assert await shop.ids(since=made[3]) == [ids[4], ids[3]]
    assert await shop.ids(until=made[2]) == [ids[1], ids[0]]
    assert await shop.ids(bot_id=bot, since=made[1], until=made[3]) == [ids[2], ids[1]]
    assert await shop.ids(since=10**18) == []


async def test_a_conversation_is_named_by_its_chatter_and_bot(shop, bot, endpoint):
    await shop.services.conversations.reply(shop.owner, bot, "amina", "hi")
    talk = await shop.database.read(find_conversation, bot, "amina")
    (one,) = await shop.add(bot, endpoint, "exhausted", conversation_id=talk.id)
    assert one in await shop.ids(bot_id=bot, chat_id="amina")
    assert await shop.ids(bot_id=bot, chat_id="amina", statuses=("exhausted",)) == [one]
    assert await shop.ids(bot_id=bot, chat_id="juma") == []
    assert await shop.ids(bot_id=bot, chat_id="amina", conversation_id="cnv_1") == []
    with pytest.raises(Invalid, match="name that too"):
        await shop.ids(chat_id="amina")


async def test_filters_that_name_nothing_are_said_so(shop, stranger, endpoint):
    with pytest.raises(NotFound, match="no endpoint end_x"):
        await shop.ids(endpoint_id="end_x")
    with pytest.raises(NotFound):
        await shop.ids(stranger, endpoint_id=endpoint)
    with pytest.raises(NotFound):
        await shop.ids(bot_id=4_711)
    with pytest.raises(Invalid, match="one of pending, sending"):
        await shop.ids(statuses=("lost",))
    with pytest.raises(Invalid, match="not one of ours"):
        await shop.service.page(shop.owner, cursor="AAAA")


# Many.


async def test_what_failed_and_what_was_given_up_is_resent_in_order(shop, bot, endpoint):
    ids = await shop.add(
        bot, endpoint, "exhausted", "delivered", "exhausted", "cancelled", "sending"
    )
    (alone,) = await shop.add(bot, endpoint, "failed", conversation_id="cnv_2")
    woken = shop.database.signal(DELIVERIES).listen()
    wanted = Wanted(bot_id=bot)
    assert await shop.service.resend_all(shop.owner, wanted, dry_run=True) == Done(3, None)
    assert await shop.status(ids[0]) == "exhausted"
    assert not woken.is_set()
    assert await shop.service.resend_all(shop.owner, wanted) == Done(3, None)
    assert woken.is_set()
    now = [await shop.service.get(shop.owner, one) for one in ids]
    assert [one.status for one in now] == [
        *("pending", "delivered", "pending", "cancelled", "sending")
    ]
    assert (now[0].due_at, now[2].due_at, now[2].waits_for) == (shop.clock(), None, ids[0])
    assert (await shop.service.get(shop.owner, alone)).due_at == shop.clock()


async def test_a_limit_leaves_the_rest_for_later(shop, bot, endpoint):
    ids = await shop.add(bot, endpoint, *["exhausted"] * 5, *["failed"] * 2)
    first = await shop.service.resend_all(shop.owner, Wanted(), limit=4)
    assert first.deliveries == 4
    assert [await shop.status(one) for one in ids[:5]] == ["pending"] * 4 + ["exhausted"]
    rest = await shop.service.resend_all(shop.owner, Wanted(), cursor=first.next_cursor, limit=4)
    assert rest.next_cursor is None
    assert await shop.ids(statuses=("exhausted",)) == []


async def test_more_than_fits_in_a_transaction_is_resent(shop, bot, endpoint):
    for number in range(3):
        await shop.add(bot, endpoint, *["cancelled"] * 400, conversation_id=f"cnv_{number}")
    wanted = Wanted(statuses=("cancelled",))
    assert (await shop.service.resend_all(shop.owner, wanted, dry_run=True)).deliveries == 1_200
    assert await shop.service.resend_all(shop.owner, wanted) == Done(1_200, None)
    found = await shop.service.page(shop.owner, Wanted(statuses=("pending",)), limit=2_000)
    due = [one for one in found.items if one.waits_for is None]
    assert (len(found.items), len(due)) == (1_200, 3)


async def test_what_waits_is_called_off_and_nothing_else(shop, bot, endpoint):
    ids = await shop.add(bot, endpoint, "delivered", "exhausted", "failed")
    ids += await shop.add(bot, endpoint, "pending", "pending", due_at=BEHIND)
    wanted = Wanted(endpoint_id=endpoint)
    assert await shop.service.cancel_all(shop.owner, wanted, dry_run=True) == Done(3, None)
    assert await shop.service.cancel_all(shop.owner, wanted) == Done(3, None)
    assert [await shop.status(one) for one in ids] == [
        *("delivered", "exhausted", "cancelled", "cancelled", "cancelled")
    ]


async def test_calling_off_begins_at_the_end_so_that_none_moves_up_meanwhile(shop, bot, endpoint):
    (first,) = await shop.add(bot, endpoint, "failed")
    behind = await shop.add(bot, endpoint, "pending", "pending", due_at=BEHIND)
    done = await shop.service.cancel_all(shop.owner, Wanted(), limit=2)
    assert (done.deliveries, done.next_cursor is None) == (2, False)
    assert [await shop.status(one) for one in behind] == ["cancelled", "cancelled"]
    assert await shop.status(first) == "failed"


async def test_others_are_not_touched(shop, stranger, bot, endpoint):
    ids = await shop.add(bot, endpoint, "exhausted", "failed")
    assert await shop.service.resend_all(stranger, Wanted()) == Done(0, None)
    assert await shop.service.cancel_all(stranger, Wanted()) == Done(0, None)
    assert await shop.service.resend_all(stranger, Wanted(conversation_id="cnv_1")) == Done(0, None)
    assert [await shop.status(one) for one in ids] == ["exhausted", "failed"]


async def test_what_can_not_be_done_to_a_status_is_said_so(shop):
    with pytest.raises(Invalid, match="one of pending, failed, delivered"):
        await shop.service.resend_all(shop.owner, Wanted(statuses=("sending",)))
    with pytest.raises(Invalid, match="one of pending, failed"):
        await shop.service.cancel_all(shop.owner, Wanted(statuses=("delivered",)))
