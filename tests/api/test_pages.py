"""The dashboard's files are served, and nothing beside them."""

import gzip
from pathlib import Path
from typing import Any

import httpx
import pytest

from kauli.api import build_api


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "secret").write_text("not of the dashboard")
    built = tmp_path / "built"
    (built / "assets").mkdir(parents=True)
    (built / "index.html").write_text("<!doctype html><title>Kauli</title>")
    (built / "assets" / "index-1.js").write_text("let a = 1;" * 500)
    (built / "favicon.svg").write_text("<svg/>")
    return built


def client(folder: Path) -> httpx.AsyncClient:
    app: Any = build_api(
        lambda: None,  # type: ignore[arg-type, return-value]
        open_mode=False,
        body_limit=100,
        version="test",
        dashboard=folder,
    )
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://kauli.test")


@pytest.mark.parametrize(
    "path", ["/", "/bots/5", "/bots/5/settings/webhook", "/sign-in", "/bots/5/conversations/a.b"]
)
async def test_every_page_is_the_same_file(folder: Path, path: str) -> None:
    async with client(folder) as browser:
        answer = await browser.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "<title>Kauli" in answer.text
    assert answer.headers["cache-control"] == "no-cache"
    policy = answer.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "script-src" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["x-content-type-options"] == "nosniff"


async def test_scripts_are_compressed_and_kept_for_ever(folder: Path) -> None:
    async with client(folder) as browser:
        answer = await browser.get("/assets/index-1.js")
        plain = await browser.get("/assets/index-1.js", headers={"accept-encoding": "identity"})
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.text == "let a = 1;" * 500 == plain.text
    assert "immutable" in answer.headers["cache-control"]
    assert "content-encoding" not in plain.headers
    assert int(answer.headers["content-length"]) <= len(gzip.compress(plain.content))


async def test_what_is_still_the_same_is_not_sent_again(folder: Path) -> None:
    async with client(folder) as browser:
        tag = (await browser.get("/")).headers["etag"]
        again = await browser.get("/", headers={"if-none-match": tag})
    assert again.status_code == 304
    assert again.content == b""


async def test_head_has_no_body(folder: Path) -> None:
    async with client(folder) as browser:
        answer = await browser.head("/")
    assert answer.status_code == 200
    assert answer.content == b""


@pytest.mark.parametrize(
    "path", ["/assets/%2e%2e/%2e%2e/secret", "/secret", "/assets/../../secret", "/assets/none.js"]
)
async def test_nothing_else_is_served(folder: Path, path: str) -> None:
    async with client(folder) as browser:
        answer = await browser.get(path)
    assert answer.status_code == 404


async def test_other_methods_are_not_for_pages(folder: Path) -> None:
    async with client(folder) as browser:
        answer = await browser.post("/")
    assert answer.status_code in (404, 405)
    assert answer.headers["content-type"] == "application/json"


async def test_without_a_build_the_page_says_how_to_make_one(tmp_path: Path) -> None:
    async with client(tmp_path) as browser:
        answer = await browser.get("/")
    assert answer.status_code == 200
    assert "make\ndashboard" in answer.text
