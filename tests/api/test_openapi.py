"""Both descriptions hold, and nothing that fits or breaks them makes the server fail."""

import importlib
import itertools
import pkgutil
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as bounded
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.python.asgi import shutdown_lifespans
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from kauli.api import build_api
from kauli.app import Platform, open_platform
from kauli.config import Settings

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
# Loaded whole before any thread runs: pytest parses every module of its plugins, and Python 3.11
# can't parse in two threads at once (python/cpython#106905).
for _, _name, _ in pkgutil.walk_packages(schemathesis.__path__, "schemathesis."):
    if _name.startswith(("schemathesis.specs.openapi", "schemathesis.transport")):
        importlib.import_module(_name)
importlib.import_module("anyio._backends._asyncio")

DESCRIPTIONS = ("/openapi.json", "/api/v1/openapi.json")
EXAMPLES = 4


class Server:
    """The APIs with their platform in the lifespan, as a server would run them."""

    def __init__(self, settings: Settings, pizza: dict[str, Any]) -> None:
        self._settings = settings
        self._pizza = pizza
        self._platform: Platform | None = None
        self._api = build_api(
            lambda: self._platform.services,
            open_mode=False,
            body_limit=100_000,
            version="test",
            now=itertools.count().__next__,
        )
        self.key = ""

    async def __call__(self, scope, receive, send):
        if scope["type"] != "lifespan":
            await self._api(scope, receive, send)
            return
        await receive()
        async with open_platform(self._settings) as self._platform:
            accounts = self._platform.services.accounts
            _, self.key = await accounts.create_key(await accounts.ensure_owner(), "tests")
            await send({"type": "lifespan.startup.complete"})
            await receive()
        await send({"type": "lifespan.shutdown.complete"})


@pytest.fixture
def server(settings: Settings, pizza: dict[str, Any]) -> Iterator[Server]:
    yield Server(settings, pizza)
    shutdown_lifespans()


def _aim(case: Any, bot_id: int) -> None:
    """Let a case be about a bot that there is."""
    if "bot_id" in (case.path_parameters or {}):
        case.path_parameters["bot_id"] = bot_id
    if isinstance(case.body, dict) and "bot_id" in case.body:
        case.body["bot_id"] = bot_id


def _hold(operation: Any, mode: GenerationMode, bot_id: int, headers: dict[str, str]) -> set[int]:
    """Send what fits (or breaks) an operation's description; gives the statuses seen."""
    statuses = set()

    @bounded(
        max_examples=EXAMPLES,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode), aimed=st.booleans())
    def holds(case, aimed):
        if aimed:
            _aim(case, bot_id)
        response = case.call(headers=headers)
        statuses.add(response.status_code)
        case.validate_response(response, checks=CHECKS, headers=headers)

    try:
        holds()
    except Unsatisfiable:
        assert mode is GenerationMode.NEGATIVE  # nothing breaks a description without inputs
    return statuses


@pytest.mark.parametrize("description", DESCRIPTIONS)
def test_no_request_makes_the_server_fail_or_answer_what_it_did_not_promise(
    server, description, pizza
):
    schema = schemathesis.openapi.from_asgi(description, server)
    chatbot = schemathesis.openapi.from_asgi("/openapi.json", server)["/chatbot"]["POST"]
    headers = {"Authorization": f"Bearer {server.key}"}
    seen = set()
    for found in schema.get_all_operations():
        made = chatbot.Case(body=pizza, media_type="application/json").call(headers=headers)
        for mode in GenerationMode:
            seen |= _hold(found.ok(), mode, made.json()["id"], headers)
    assert seen >= {200, 404, 422}
