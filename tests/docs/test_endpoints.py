"""The page about endpoints says what an endpoint is."""

import re
from pathlib import Path

import pytest

from kauli.api import build_api
from kauli.api.v1.endpoint_models import Endpoint, EndpointSettings, NewEndpoint, Rotation
from kauli.delivery.body import SHAPES, Occasion, enveloped_body, flat_body
from kauli.delivery.watch import OFF_AFTER
from kauli.kit import json
from kauli.kit.spans import DAY
from kauli.services.bots import BotChanges
from kauli.services.endpoints import (
    CONCURRENCY,
    KINDS,
    LONGEST_OVERLAP_HOURS,
    LONGEST_PAUSE,
    MOST_BYTES,
    MOST_HEADERS,
    MOST_PAUSES,
    MOST_SECRETS,
    OVERLAP_HOURS,
    RATE_LIMIT,
    TIMEOUT,
)
from kauli.services.endpoints.headers import TAKEN

_PAGE = (Path(__file__).parents[2] / "docs" / "endpoints.md").read_text()
_REQUESTS = re.findall(r"```http\n(\w+) (\S+)\n(.*?)```", _PAGE, re.DOTALL)


def first_column(heading: str) -> list[str]:
    """Of the first table below a heading."""
    text = _PAGE.split(heading, 1)[1]
    rows = next(part for part in text.split("\n\n") if part.startswith("| in the API"))
    return re.findall(r"^\| `(\w+)`", rows, re.MULTILINE)


def test_every_setting_is_explained_with_its_bounds() -> None:
    assert first_column("## Settings") == list(EndpointSettings.model_fields)
    assert first_column("### Rotation") == list(Rotation.model_fields)
    for bound in (
        f"{RATE_LIMIT[0]} to {RATE_LIMIT[1]:,} |",
        f"{CONCURRENCY[0]} to {CONCURRENCY[1]:,} |",
        f"{TIMEOUT[0]} to {TIMEOUT[1]} |",
        f"0 to {MOST_PAUSES} of them, each of 1 second to {LONGEST_PAUSE * 1_000_000 // DAY} days",
        f"{MOST_HEADERS}, and {MOST_BYTES:,} bytes in all",
        f"0 to {LONGEST_OVERLAP_HOURS} hours",
        f"for {OVERLAP_HOURS} hours each",
        f"At most {MOST_SECRETS} sign",
    ):
        assert bound in _PAGE, bound
    assert "for **five\ndays** nothing" in _PAGE
    assert OFF_AFTER == 5 * DAY


def test_every_name_is_there() -> None:
    for name in (*SHAPES, *KINDS, *TAKEN, "gone", "failing"):
        assert f"`{name}`" in _PAGE
    for field in ("off_at", "off_reason", "header_names", "secrets"):
        assert field in Endpoint.model_fields
        assert f"`{field}`" in _PAGE
    assert NewEndpoint.model_fields.keys() - EndpointSettings.model_fields.keys() == {
        "is_default",
        "secret_kind",
        "secret",
    }


def test_both_shapes_are_shown_as_they_are() -> None:
    flat, envelope = (json.loads(one) for one in re.findall(r"```json\n(.*?)```", _PAGE, re.DOTALL))
    memory = {name: value for name, value in flat.items() if name != "chat_id"}
    assert json.loads(flat_body(memory, flat["chat_id"])) == flat
    about = Occasion(
        type=envelope["type"],
        delivery=envelope["id"],
        sequence=envelope["sequence"],
        time=1_767_225_600_000_000,
        triggers=envelope["triggers"],
        conversation=envelope["conversation"]["id"],
        channel=envelope["conversation"]["channel"],
        turn=envelope["conversation"]["turn"],
        bot=envelope["bot"]["id"],
    )
    assert json.loads(enveloped_body(memory, flat["chat_id"], about)) == envelope


@pytest.fixture
async def call(platform):
    """Calls the API with a key."""
    app = build_api(
        lambda: platform.services, open_mode=False, body_limit=1_000_000, version="test"
    )
    accounts = platform.services.accounts
    _, key = await accounts.create_key(await accounts.ensure_owner(), "docs")

    async def go(method: str, path: str, body: bytes):
        sent: list[dict] = []

        async def receive() -> dict:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: dict) -> None:
            sent.append(message)

        headers = [
            (b"authorization", f"Bearer {key}".encode()),
            (b"content-type", b"application/json"),
        ]
        scope = {
            "type": "http",
            "method": method,
            "path": path,
            "query_string": b"",
            "headers": headers,
            "root_path": "",
            "scheme": "http",
            "client": ("127.0.0.1", 1),
            "server": ("127.0.0.1", 8000),
        }
        await app(scope, receive, send)
        return sent[0]["status"], json.loads(sent[-1]["body"])

    return go


async def test_every_request_on_the_page_works(platform, call) -> None:
    owner = await platform.services.accounts.ensure_owner()
    changes = BotChanges(name="Pizza", webhook_url="https://pizza.example/new-order")
    bot = await platform.services.bots.create(owner, changes)
    (webhook,) = await platform.services.endpoints.list(owner, bot.id)
    assert len(_REQUESTS) > 5
    for method, path, body in _REQUESTS:
        target = path.replace("ENDPOINT_ID", webhook.id)
        status, answer = await call(method, target, body.strip().encode())
        assert status in (200, 201), (method, target, answer)
