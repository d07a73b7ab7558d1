"""The log tells what became of each attempt, and no secret."""

import pytest
from aiohttp import web

FIELDS = {
    *("event", "log_level", "worker", "delivery", "endpoint", "conversation", "attempt"),
    *("outcome", "http_status", "milliseconds", "due_at"),
}


@pytest.mark.parametrize("case", [(200, "delivered"), (500, "failed"), (503, "failed")])
async def test_each_attempt_is_a_line_with_all_it_takes_to_find_it(
    outbox, worker, receiver, logged, case
):
    status, event = case
    receiver.answer = lambda _: web.Response(status=status)
    endpoint = await outbox.endpoint(receiver.url)
    (delivery,) = await outbox.add(endpoint)
    await worker.drain()
    (line,) = [one for one in logged if one["event"] == f"delivery.{event}"]
    assert set(line) == FIELDS
    assert (line["delivery"], line["endpoint"], line["conversation"]) == (
        delivery,
        endpoint,
        "cnv_1",
    )
    assert (line["attempt"], line["http_status"]) == (1, status)
    row = await outbox.delivery(delivery)
    assert line["outcome"] == row["outcome"]
    assert line["due_at"] == (row["due_at"] or None)


async def test_the_last_failure_is_louder_than_the_others(outbox, worker, receiver, logged, clock):
    receiver.answer = lambda _: web.Response(status=500)
    await outbox.add(await outbox.endpoint(receiver.url, schedule="[1]"))
    await worker.drain()
    clock.advance(3)
    await worker.drain()
    told = {one["event"]: one["log_level"] for one in logged if one.get("delivery")}
    assert told == {"delivery.failed": "info", "delivery.exhausted": "warning"}


async def test_no_secret_and_nothing_of_what_was_said_is_in_the_log(
    outbox, worker, receiver, logged
):
    answers = iter([410, 429, 500, 200])
    receiver.answer = lambda _: web.Response(
        status=next(answers, 500), text="the answer", headers={"set-cookie": "session=sweet"}
    )
    body = b'{"chat_id":"255700000001","name":"Amina"}'
    for url in (receiver.url, "http://127.0.0.1:1/", "http://user:pw@127.0.0.1:5000/"):
        endpoint = await outbox.endpoint(url, token="t0ken", headers='{"x-key":"k3y"}')
        for number in range(6):
            await outbox.add(endpoint, body=body, conversation_id=f"cnv_{endpoint}_{number}")
    await worker.drain()
    assert len(logged) >= 18
    told = repr(logged)
    secrets = (outbox.secret, outbox.secret.removeprefix("whsec_"), "t0ken", "k3y", "user:pw")
    for hidden in (*secrets, "Amina", "the answer", "sweet"):
        assert hidden not in told
