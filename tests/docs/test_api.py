"""The page about the APIs says what the APIs are."""

import json
import re
from pathlib import Path

from kauli.api import build_api
from kauli.app import Platform

_ROOT = Path(__file__).parents[2]
_PAGE = (_ROOT / "docs" / "api.md").read_text()
_ROWS = re.findall(r"^\| (`[\w`, ]+?)(?:, …)? \| [45]", _PAGE, re.MULTILINE)
_CODES = {code for row in _ROWS for code in re.findall(r"\w+", row)}
_ROOMS = ("api", "flow", "kit", "net", "nlu", "runner", "services", "storage", "templates")

# Raised before there is a server to ask, or by what no route reaches.
_NOT_OVER_HTTP = {"bad_allow_list", "bad_database_url", "database_too_new", "too_few_folds"}
_NOT_OVER_HTTP |= {"trial_too_old"}


def _codes_in_the_source() -> set[str]:
    found: set[str] = set()
    for room in _ROOMS:
        for path in (_ROOT / "kauli" / room).rglob("*.py"):
            source = path.read_text()
            found |= set(re.findall(r'code\s*=\s*"(\w+)"', source))
            found |= set(re.findall(r'raise refuse\(\s*"(\w+)"', source))
    return found


def test_every_error_code_is_there_and_no_other() -> None:
    source = _codes_in_the_source() - _NOT_OVER_HTTP
    assert source - _CODES == set()
    assert {code for code in _CODES - source if not code.startswith("bad_")} == set()


class _Calls:
    """Replays the page's requests."""

    def __init__(self, platform: Platform, key: str) -> None:
        self._app = build_api(
            lambda: platform.services, open_mode=False, body_limit=1_000_000, version="test"
        )
        self._headers = [
            (b"authorization", f"Bearer {key}".encode()),
            (b"content-type", b"application/json"),
        ]

    async def __call__(self, method: str, target: str, body: bytes) -> tuple[int, bytes]:
        path, _, query = target.partition("?")
        sent: list[dict] = []

        async def receive() -> dict:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: dict) -> None:
            sent.append(message)

        scope = {
            "type": "http",
            "method": method,
            "path": path,
            "query_string": query.encode(),
            "headers": self._headers,
            "root_path": "",
            "scheme": "http",
            "client": ("127.0.0.1", 1),
            "server": ("127.0.0.1", 8000),
        }
        await self._app(scope, receive, send)
        return sent[0]["status"], sent[-1]["body"]


async def test_every_request_on_the_page_works_in_its_order(platform: Platform) -> None:
    owner = await platform.services.accounts.ensure_owner()
    _, key = await platform.services.accounts.create_key(owner, "docs")
    call = _Calls(platform, key)
    requests = re.findall(r"```http\n(\w+) (\S+)\n(.*?)```", _PAGE, re.DOTALL)
    assert len(requests) > 5
    for method, target, body in requests:
        status, answer = await call(method, target, body.strip().encode())
        assert status in (200, 201), (method, target, answer)


async def test_every_route_is_on_the_page_and_no_other(platform: Platform) -> None:
    owner = await platform.services.accounts.ensure_owner()
    _, key = await platform.services.accounts.create_key(owner, "docs")
    call = _Calls(platform, key)

    _, described = await call("GET", "/openapi.json", b"")
    routes = {
        f"{method.upper()} {path}"
        for path, item in json.loads(described)["paths"].items()
        for method in item
    }
    shown = set(re.findall(r"^\| `((?:GET|POST|PUT|DELETE) /\S+)` \|", _PAGE, re.MULTILINE))
    assert shown == routes

    _, described = await call("GET", "/api/v1/openapi.json", b"")
    ours = {
        path.removeprefix("/api/v1"): {method.upper() for method in item}
        for path, item in json.loads(described)["paths"].items()
        if path != "/healthz"
    }
    rows = re.findall(r"^\| `(/\S+)` \| (.+) \|$", _PAGE, re.MULTILINE)
    listed = {
        path: set(re.findall(r"\b(GET|POST|PUT|PATCH|DELETE)\b", methods)) for path, methods in rows
    }
    assert listed == ours
