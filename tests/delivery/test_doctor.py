"""The doctor and its patients: receivers on this machine, each with its own illness."""

import asyncio
import json as standard_json
from collections.abc import Callable
from typing import Any

import pytest
import standardwebhooks
from aiohttp import web

from kauli.delivery import new_secret
from kauli.delivery.doctor import PROBES, Plan, Report, Result, examine
from kauli.delivery.signing import Unverified, verify
from kauli.kit import json
from kauli.kit.clock import SECOND
from kauli.kit.errors import Invalid
from kauli.kit.system import system_clock
from kauli.net import OutgoingClient, Policy

SECRET, OTHER = new_secret(), new_secret()
BODY = json.dumps({"chat_id": "255700000001", "chakula": "ndizi é"})
NAMES = [probe.name for probe in PROBES]


def plan(url: str, **changes: Any) -> Plan:
    """An examination in which no machine is too busy to be quick."""
    fields = {
        "url": url,
        "secrets": json.dumps([{"secret": SECRET, "expires_at": None}]).decode(),
        "other": OTHER,
        "body": BODY,
        "timeout": 60.0,
        "quick_ms": 60_000,
    }
    return Plan(**fields | changes)


async def no_pause(_: float) -> None:
    await asyncio.sleep(0)


def grades(report: Report) -> dict[str, str]:
    """The probes that did not go well."""
    return {one.name: one.grade for one in report.results if one.grade != "good"}


def sentence(report: Report, name: str) -> str:
    return next(one.sentence for one in report.results if one.name == name)


@pytest.fixture
def visit(client: OutgoingClient) -> Callable[..., Any]:
    """Examines a receiver without waiting between the drops."""

    async def visit(url: str, **changes: Any) -> Report:
        return await examine(client, plan(url, **changes), system_clock, pause=no_pause)

    return visit


def verifying(received, **ignored: Any) -> web.Response:
    """What a receiver should do."""
    try:
        standardwebhooks.Webhook(SECRET).verify(received.body, received.headers)
    except standardwebhooks.WebhookVerificationError as error:
        return web.json_response({"error": str(error)}, status=401)
    return web.json_response({"status": "ok"})


async def test_a_right_receiver_is_ready(visit, receiver):
    receiver.answer = verifying
    report = await visit(receiver.url)
    assert grades(report) == {}
    assert [one.name for one in report.results] == NAMES
    assert (report.verdict, report.ended) == ("ready", "")
    assert report.sentence == "All 12 went as they should."
    assert {one.name: [reply.status for reply in one.replies] for one in report.results} == {
        "valid": [200],
        "rewritten": [200],
        "tampered": [401],
        "unsigned": [401],
        "foreign": [401],
        "stale": [401],
        "future": [401],
        "duplicate": [200, 200],
        "reordered": [200, 200],
        "slow": [200],
        "large": [200],
        "alive": [200],
    }


async def test_each_request_is_what_its_probe_says(visit, receiver):
    await visit(receiver.url, token="t0ken", event="order_pizza", bot=7)
    names = [name for probe in PROBES for name in [probe.name] * len(probe.shots)]
    sent = list(zip(names, receiver.received, strict=True))
    now = system_clock() // SECOND

    def checked(received, secret: str, at: int) -> str:
        try:
            verify([secret], received.headers, received.body, now=at)
        except Unverified as error:
            return str(error)
        return "right"

    assert {name: checked(received, SECRET, now) for name, received in sent} == {
        **dict.fromkeys(NAMES, "right"),
        "tampered": "No signature fits.",
        "unsigned": "A webhook header is missing or can't be read.",
        "foreign": "No signature fits.",
        "stale": "The timestamp is too far from now.",
        "future": "The timestamp is too far from now.",
    }
    by_name = dict(sent)
    assert checked(by_name["foreign"], OTHER, now) == "right"
    assert checked(by_name["stale"], SECRET, now - 600) == "right"
    assert checked(by_name["future"], SECRET, now + 600) == "right"
    assert checked(by_name["tampered"], SECRET, now) != "right"
    assert json.loads(by_name["tampered"].body) | json.loads(BODY) != json.loads(BODY)
    assert by_name["rewritten"].body != BODY
    assert json.loads(by_name["rewritten"].body) == json.loads(BODY)
    assert len(by_name["large"].body) == 1024 * 1024 - 1
    assert json.loads(by_name["large"].body).items() >= json.loads(BODY).items()
    assert by_name["slow"].headers["Content-Length"] == str(len(BODY))
    for _, received in sent:
        headers = {name.lower(): value for name, value in received.headers.items()}
        assert headers["kauli-test"] == "1"
        assert headers["webhook-id"].startswith("tst_")
        assert headers["authorization"] == "Bearer t0ken"
        assert (headers["kauli-event"], headers["kauli-bot"]) == ("order_pizza", "7")


async def test_a_duplicate_has_the_same_id_and_the_reordered_the_same_conversation(visit, receiver):
    await visit(receiver.url)
    ids = receiver.ids()
    assert len(set(ids)) == len(ids) - 1
    assert ids[7] == ids[8]
    order = [
        (received.headers["kauli-conversation"], received.headers["kauli-sequence"])
        for received in receiver.received[9:11]
    ]
    assert order[0][0] == order[1][0]
    assert [sequence for _, sequence in order] == ["2", "1"]


async def test_the_slow_body_takes_the_time_it_should(client, receiver):
    pauses = []

    async def pause(seconds: float) -> None:
        pauses.append(seconds)

    await examine(client, plan(receiver.url, drip_seconds=3.0), system_clock, pause=pause)
    assert pauses == [pytest.approx(0.6)] * 5


async def test_results_are_told_as_they_come(client, receiver):
    told: list[Result] = []
    report = await examine(
        client, plan(receiver.url), system_clock, tell=told.append, pause=no_pause
    )
    assert told == list(report.results)


async def test_who_verifies_nothing_takes_forgeries(visit, receiver):
    report = await visit(receiver.url)
    assert grades(report) == {
        "tampered": "wrong",
        "unsigned": "wrong",
        "foreign": "wrong",
        "stale": "doubtful",
        "future": "doubtful",
    }
    assert report.verdict == "not ready"
    assert report.sentence.startswith("3 of 12 went wrong: tampered, unsigned, foreign.")
    assert "Verify webhook-signature" in sentence(report, "tampered")


@pytest.mark.parametrize("separators", [(", ", ": "), (",", ":")])
async def test_who_writes_the_json_again_before_verifying_is_found_out(visit, receiver, separators):
    def rewriting(received):
        fields = json.loads(received.body)
        received.body = standard_json.dumps(fields, separators=separators).encode()
        return verifying(received)

    receiver.answer = rewriting
    body = json.dumps({"chat_id": "1", "chakula": "ndizi"})
    report = await visit(receiver.url, body=body)
    assert report.verdict == "not ready"
    assert "bytes as they came" in sentence(report, "rewritten")
    assert "writes it again" in sentence(report, "rewritten")
    assert report.sentence.endswith("rewritten." if separators == (",", ":") else "with rewritten.")


async def test_who_ignores_the_time_is_ready_with_doubts(visit, receiver):
    def timeless(received):
        given = {name.lower(): value for name, value in received.headers.items()}
        moment = int(given.get("webhook-timestamp", 0))
        try:
            verify([SECRET], given, received.body, now=moment)
        except Unverified:
            return web.Response(status=401)
        return web.Response()

    receiver.answer = timeless
    report = await visit(receiver.url)
    assert grades(report) == {"stale": "doubtful", "future": "doubtful"}
    assert report.verdict == "ready, with doubts"
    assert report.sentence == "2 of 12 left doubts: stale, future. Begin with stale."


@pytest.mark.parametrize(
    ("status", "grade", "words"),
    [(413, "doubtful", "1 MiB"), (500, "wrong", "see its log"), (401, "wrong", "cut")],
)
async def test_who_fails_on_large_bodies(visit, receiver, status, grade, words):
    def small(received):
        large = len(received.body) > 100_000
        return web.Response(status=status) if large else verifying(received)

    receiver.answer = small
    report = await visit(receiver.url)
    assert grades(report) == {"large": grade}
    assert words in sentence(report, "large")


async def test_who_never_answers_is_left_after_the_first_probe(visit, receiver):
    receiver.answer = lambda received: asyncio.Event().wait()
    report = await visit(receiver.url, timeout=0.05)
    assert [one.name for one in report.results] == ["valid"]
    assert report.verdict == "not ready"
    assert "within 0.05 s" in report.ended
    assert report.sentence == report.ended


async def test_who_is_slow_is_ready_with_doubts(visit, receiver):
    async def slow(received):
        await asyncio.sleep(0.02)
        return verifying(received)

    receiver.answer = slow
    report = await visit(receiver.url, quick_ms=10)
    assert grades(report) == dict.fromkeys(("valid", "rewritten", "alive"), "doubtful")
    assert "Answer first" in sentence(report, "valid")


async def test_who_has_another_secret_is_told_so_and_its_refusals_prove_nothing(visit, receiver):
    receiver.answer = verifying
    stored = json.dumps([{"secret": new_secret(), "expires_at": None}]).decode()
    report = await visit(receiver.url, secrets=stored)
    assert report.verdict == "not ready"
    assert "secret" in sentence(report, "valid")
    assert "It said: " in sentence(report, "valid")
    for name in ("rewritten", "duplicate", "reordered", "slow", "large", "alive"):
        assert sentence(report, name) == "It answered 401, as to valid."
    assert grades(report)["tampered"] == "doubtful"


@pytest.mark.parametrize(
    ("status", "words"),
    [(404, "check the URL"), (405, "check the URL"), (410, "gone"), (307, "https://new.example/")],
)
async def test_a_wrong_url_ends_it_early(visit, receiver, status, words):
    receiver.answer = lambda received: web.Response(
        status=status, headers={"Location": "https://new.example/"}
    )
    report = await visit(receiver.url)
    assert len(report.results) == 1
    assert words in report.ended


async def test_a_dead_endpoint_ends_it_early(visit, unused_tcp_port):
    report = await visit(f"http://127.0.0.1:{unused_tcp_port}/")
    assert len(report.results) == 1
    assert "Nothing is listening" in report.ended
    assert report.verdict == "not ready"


async def test_what_may_not_be_called_is_not_and_the_setting_is_named(receiver):
    async with OutgoingClient(Policy.parse("")) as closed:
        report = await examine(closed, plan(receiver.url), system_clock, pause=no_pause)
    assert receiver.received == []
    assert "KAULI_ALLOW_PRIVATE" in report.ended


async def test_who_falls_over_after_some_probes_ends_it_there(visit):
    async def once(reader, writer):
        server.close()
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(once, "127.0.0.1", 0)
    report = await visit(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/")
    assert [one.name for one in report.results] == ["valid", "rewritten"]
    assert report.ended.startswith("After rewritten it could no longer be reached.")


async def test_who_stops_answering_is_asked_once_more_and_no_further(visit, receiver):
    async def tired(received):
        if len(receiver.received) > 3:
            await asyncio.Event().wait()
        return verifying(received)

    receiver.answer = tired
    report = await visit(receiver.url, timeout=0.5)
    assert [one.name for one in report.results] == NAMES[:5]
    assert report.ended.startswith("It answered neither unsigned nor foreign.")


async def test_who_does_not_wait_for_the_whole_body_is_found_out(visit):
    async def hasty(reader, writer):
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        lines = [line.partition(": ") for line in head.split("\r\n")[1:] if line]
        body = await reader.read(2_000_000) if "1048575" not in head else b""
        while "1048575" in head and len(body) < 1_048_575:
            body += await reader.read(2_000_000)
        headers = {name.lower(): value for name, _, value in lines}
        try:
            verify([SECRET], headers, body, now=system_clock() // SECOND)
            status = "200 OK"
        except Unverified:
            status = "401 No"
        writer.write(
            f"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode()
        )
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(hasty, "127.0.0.1", 0)
    async with server:
        report = await visit(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/")
    assert grades(report) == {"slow": "wrong"}
    assert "content-length" in sentence(report, "slow")


async def test_who_refuses_what_it_knows_is_told_to_answer_2xx(visit, receiver):
    def strict(received):
        known = receiver.ids().count(received.headers["webhook-id"]) > 1
        return web.Response(status=409) if known else verifying(received)

    receiver.answer = strict
    report = await visit(receiver.url)
    assert grades(report) == {"duplicate": "wrong"}
    assert "Answer 2xx" in sentence(report, "duplicate")


@pytest.mark.parametrize(
    ("refused", "grade", "words"), [("1", "wrong", "never would"), ("2", "doubtful", "again")]
)
async def test_who_insists_on_the_order(visit, receiver, refused, grade, words):
    def strict(received):
        pair = [
            one.headers["kauli-sequence"]
            for one in receiver.received
            if one.headers["kauli-conversation"] == received.headers["kauli-conversation"]
        ]
        if "2" in pair and received.headers["kauli-sequence"] == refused:
            return web.Response(status=409)
        return verifying(received)

    receiver.answer = strict
    report = await visit(receiver.url)
    assert grades(report) == {"reordered": grade}
    assert words in sentence(report, "reordered")


async def test_who_crashes_on_forgeries_is_ready_with_doubts(visit, receiver):
    def crashing(received):
        answer = verifying(received)
        return answer if answer.status == 200 else web.Response(status=500)

    receiver.answer = crashing
    report = await visit(receiver.url)
    assert set(grades(report)) == {"tampered", "unsigned", "foreign", "stale", "future"}
    assert report.verdict == "ready, with doubts"
    assert "answer 401" in sentence(report, "unsigned")


async def test_who_limits_the_rate_could_not_be_seen(visit, receiver):
    def limiting(received):
        return web.Response(status=429) if len(receiver.received) > 1 else verifying(received)

    receiver.answer = limiting
    report = await visit(receiver.url)
    assert grades(report) == dict.fromkeys(NAMES[1:], "doubtful")
    assert "429" in sentence(report, "duplicate")


async def test_who_breaks_under_it_all_is_not_ready(visit, receiver):
    def exhausted(received):
        broken = len(receiver.received) > 13
        return web.Response(status=500) if broken else verifying(received)

    receiver.answer = exhausted
    report = await visit(receiver.url)
    assert grades(report) == {"alive": "wrong"}
    assert sentence(report, "alive").startswith("After all this it no longer takes")


async def test_fields_that_are_missing_are_asked_for(visit, receiver):
    receiver.answer = lambda received: web.json_response({"error": "no pizzas"}, status=422)
    report = await visit(receiver.url)
    assert "--body" in sentence(report, "valid")
    assert sentence(report, "valid").endswith('It said: {"error": "no pizzas"}')


async def test_ed25519_is_examined_with_keys_of_its_kind(visit, receiver):
    ours, other = ("whsk_" + letter * 43 for letter in "AQ")
    stored = json.dumps([{"secret": ours, "expires_at": None}]).decode()
    await visit(receiver.url, secrets=stored, other=other)
    signatures = [one.headers.get("webhook-signature", "v1a,") for one in receiver.received]
    assert all(signature.startswith("v1a,") for signature in signatures)


@pytest.mark.parametrize("body", [b"[]", b'"text"', b"{", b""])
def test_only_a_json_object_is_a_body(body):
    with pytest.raises(Invalid):
        plan("http://127.0.0.1:5000/", body=body)


async def test_a_secret_that_is_none_is_an_error_and_no_finding(visit, receiver):
    with pytest.raises(Invalid):
        await visit(receiver.url, secrets='[{"secret": "whsec_?"}]')
    assert receiver.received == []
