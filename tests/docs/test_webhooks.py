"""The webhooks page says what the code does, and its receiver works."""

import re
import time
from pathlib import Path

import pytest

from kauli.delivery import CODES, DEFAULT_SCHEDULE, HEADERS, WorkerSettings, new_secret
from kauli.delivery.fairness import Windows
from kauli.delivery.request import Job, build
from kauli.delivery.signing import PUBLIC, SECRET, SIGNING
from kauli.kit import json
from kauli.kit.clock import HOUR, MINUTE, SECOND
from kauli.net import SETTING

_PAGE = (Path(__file__).parents[2] / "docs" / "webhooks.md").read_text()


def table(after: str) -> list[str]:
    """The first column of the first table behind some words."""
    rows = _PAGE.split(after, 1)[1].split("\n\n", 2)
    body = next(part for part in rows if part.lstrip().startswith("|"))
    return re.findall(r"^\| `([\w-]+)`", body, re.MULTILINE)


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", _PAGE, re.DOTALL)


def test_every_header_is_explained_and_shown():
    assert table("Everything else is in headers:") == list(HEADERS)
    (example,) = blocks("http")
    for header in HEADERS:
        assert (f"\n{header}: " in example) == (header != "kauli-test")


def test_every_outcome_is_explained():
    assert table("counts\nas a failure:") == list(CODES)


def test_every_status_is_explained():
    statuses = ["pending", "sending", "delivered", "failed", "exhausted", "cancelled"]
    assert table("time-outs the pause is at least a minute.") == statuses


def test_the_schedule_is_the_one_in_use():
    units = {"s": SECOND, "min": MINUTE, "h": HOUR}
    sentence = re.search(r"next attempt comes in (.*?), each up\s+to (\d+) %", _PAGE, re.DOTALL)
    steps = re.findall(r"(\d+) (s|min|h)\b", sentence[1])
    assert tuple(int(number) * units[unit] for number, unit in steps) == DEFAULT_SCHEDULE.steps
    assert int(sentence[2]) / 100 == DEFAULT_SCHEDULE.spread


def test_numbers_and_names_are_true():
    assert f"{WorkerSettings().max_response // 1024} KiB are kept" in _PAGE
    assert Windows(most=WorkerSettings().per_endpoint).room("new") == 8
    assert "begins with eight requests" in _PAGE
    for name in (SETTING, SECRET, SIGNING, PUBLIC):
        assert name in _PAGE


@pytest.fixture
def receiver(monkeypatch):
    """The page's own receiver, run as it is printed."""
    secret = new_secret()
    monkeypatch.setenv("WEBHOOK_SECRET", secret)
    (code,) = blocks("python")
    scope = {"__name__": "receiver"}
    exec(compile(code, "docs/webhooks.md", "exec"), scope)
    return scope["app"].test_client(), json.dumps([{"secret": secret}]).decode()


def test_the_printed_receiver_takes_a_delivery_once_and_no_forgery(receiver, capsys):
    client, secrets = receiver
    body = json.dumps({"chat_id": "255700000001", "number_of_pizzas": "2"})
    job = Job("dlv_1", body, "http://h/", "", secrets, "order_pizza", 1, "cnv_1", 1, 1)
    request = build(job, time.time_ns() // 1_000)
    for _ in range(2):
        answer = client.post("/new-order", data=request.body, headers=request.headers)
        assert answer.status_code == 200
    assert capsys.readouterr().out == "cook 2 for 255700000001\n"
    forged = client.post("/new-order", data=body + b" ", headers=request.headers)
    assert forged.status_code == 401


ROWS = re.findall(r"^\| ([^|]+) \| [^|]+ \| [^|]+ \| (`.+`) \|$", _PAGE, re.MULTILINE)
"""What is compared with others, and the tests that are said to hold it."""


def test_every_row_beside_other_senders_is_there():
    assert [name for name, _ in ROWS] == [
        *("signing", "rotation", "retries", "success", "timeout", "nothing lost", "order"),
        *("automatic switch-off", "resend", "attempt log", "private networks", "filters"),
        *("rate limit, circuit", "test event", "local development", "fan-out", "metrics"),
        "the receiver's side",
    ]


@pytest.mark.parametrize("test", [one for _, tests in ROWS for one in tests.split(", ")])
def test_what_is_said_to_be_held_by_a_test_is(test: str):
    name, _, case = test.strip("`").partition("::")
    file = Path(__file__).parents[1] / name
    assert re.search(rf"^(async )?def {case or 'test_'}", file.read_text(), re.MULTILINE)
