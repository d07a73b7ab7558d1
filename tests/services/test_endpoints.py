"""The settings of endpoints, on both databases."""

import pytest

from kauli.kit.errors import Invalid, NotFound
from kauli.services.bots import BotChanges
from kauli.services.endpoints import CLEAR, EndpointChanges

URL = "https://duka.example/orders"


@pytest.fixture
async def bot(services, owner):
    changes = BotChanges(name="Duka", intents={"hi": ["hi", "hello"]}, flows={"hi": "Hello"})
    return (await services.bots.create(owner, changes)).id


@pytest.fixture
async def made(services, owner, bot):
    endpoint, _ = await services.endpoints.create(owner, bot, EndpointChanges(url=URL))
    return endpoint


@pytest.fixture
def update(services, owner, bot, made):
    """Changes the endpoint."""

    async def go(**changes):
        return await services.endpoints.update(owner, bot, made.id, EndpointChanges(**changes))

    return go


def faults(refused) -> dict[str, str]:
    """What was refused, by the field it was in."""
    return {".".join(one.where[1:]): one.message for one in refused.value.problems}


async def test_an_endpoint_is_made_with_what_is_usual(made) -> None:
    assert (made.name, made.url, made.triggers) == ("Webhook", URL, [])
    assert (made.active, made.is_default, made.kind, made.shape) == (True, False, "http", "flat")
    assert (made.has_token, made.header_names) == (False, [])
    assert (made.schedule, made.timeout, made.rate_limit, made.concurrency) == (None,) * 4
    assert (made.off_at, made.off_reason) == (None, "")


async def test_each_setting_is_kept_and_can_be_set_back(update, made) -> None:
    settings = {
        "name": "Shop",
        "triggers": ["hi"],
        "shape": "envelope",
        "schedule": [5, 1.5, 3_600],
        "timeout": 2.5,
        "rate_limit": 90,
        "concurrency": 3,
    }
    changed = await update(**settings, token="t0ken", headers={"X-Shop": "7"})
    assert {name: getattr(changed, name) for name in settings} == settings
    assert (changed.has_token, changed.header_names) == (True, ["x-shop"])
    assert "t0ken" not in repr(changed)
    again = await update(
        name="Webhook",
        triggers=[],
        token="",
        shape="flat",
        headers=CLEAR,
        schedule=CLEAR,
        timeout=CLEAR,
        rate_limit=CLEAR,
        concurrency=CLEAR,
    )
    assert again == made


async def test_an_empty_schedule_is_not_the_usual_one(update) -> None:
    assert (await update(schedule=[])).schedule == []


async def test_headers_change_one_by_one(update) -> None:
    await update(headers={"X-Shop": "7", "x-key": "secret"})
    assert (await update(headers={"x-shop": None, "X-Zone": "b"})).header_names == [
        "x-key",
        "x-zone",
    ]
    assert (await update(headers={})).header_names == ["x-key", "x-zone"]
    assert (await update(headers=CLEAR)).header_names == []


@pytest.mark.parametrize(
    ("setting", "values"),
    [
        ("name", ["x" * 201]),
        ("url", ["nowhere", "ftp://duka.example", "http://u:p@duka.example", "https://h:22/"]),
        ("triggers", [[f"t{number}" for number in range(1_001)]]),
        ("token", ["two\nlines", "ä", "x" * 4_097]),
        ("shape", ["round", ""]),
        ("schedule", [[0.9], [604_801], [-1], [float("nan")], [1] * 21]),
        ("timeout", [0.9, 61, -1, float("nan"), float("inf")]),
        ("rate_limit", [0, -5, 60_001, 2**70]),
        ("concurrency", [0, 1_001]),
    ],
)
async def test_what_a_setting_can_not_be_is_refused_by_its_name(update, setting, values) -> None:
    for value in values:
        with pytest.raises(Invalid) as refused:
            await update(**{setting: value})
        assert list(faults(refused)) == [setting]
        assert refused.value.code == f"bad_{setting}"
        assert refused.value.message == faults(refused)[setting]


@pytest.mark.parametrize(
    ("setting", "values"),
    [
        ("url", ["", "http://127.0.0.1:5000/x", "https://[::1]/"]),
        ("schedule", [[1], [604_800], [1] * 20]),
        ("timeout", [1, 60]),
        ("rate_limit", [1, 60_000]),
        ("concurrency", [1, 1_000]),
    ],
)
async def test_the_bounds_themselves_are_allowed(update, setting, values) -> None:
    for value in values:
        assert getattr(await update(**{setting: value}), setting) == value


@pytest.mark.parametrize(
    "name",
    [
        "Webhook-Id",
        "kauli-bot",
        "Host",
        "content-length",
        "Content-Type",
        "content-encoding",
        "transfer-encoding",
        "connection",
        "User-Agent",
        "trailer",
        "te",
        "upgrade",
        "expect",
        "accept-encoding",
        "two words",
        "",
        "x:y",
        "näme",
        "line\nbreak",
    ],
)
async def test_a_header_that_would_break_or_forge_a_delivery_is_refused(update, name) -> None:
    with pytest.raises(Invalid) as refused:
        await update(headers={name: "1"})
    assert refused.value.code == "bad_headers"
    assert refused.value.problems[0].where == ("body", "headers", name)


async def test_authorization_is_what_the_token_is_for(update) -> None:
    with pytest.raises(Invalid, match="Set the token instead"):
        await update(headers={"Authorization": "Bearer x"})


@pytest.mark.parametrize("value", ["two\r\nlines", "\x00", "ä", "", "  ", "tab\there"])
async def test_a_header_holds_printable_ascii(update, value) -> None:
    with pytest.raises(Invalid) as refused:
        await update(headers={"x-shop": value})
    assert list(faults(refused)) == ["headers.x-shop"]


async def test_headers_have_bounds_that_count_what_is_there_already(update) -> None:
    await update(headers={f"x-{number}": "v" for number in range(20)})
    with pytest.raises(Invalid, match="at most 20"):
        await update(headers={"x-20": "v"})
    await update(headers={"x-20": "v", "x-0": None})
    await update(headers=CLEAR)
    await update(headers={"x-a": "v" * 8_185})
    with pytest.raises(Invalid, match="8,192 fit"):
        await update(headers={"x-b": "v"})
    with pytest.raises(Invalid, match="at most 20"):
        await update(headers={f"x-{number}": "v" for number in range(500)})
    with pytest.raises(Invalid, match="there twice"):
        await update(headers={"x-c": "1", "X-C": "2"})


async def test_all_faults_are_told_at_once_and_nothing_is_changed(update, services, owner, made):
    with pytest.raises(Invalid) as refused:
        await update(
            name="New", url="nowhere", timeout=99, headers={"host": "x", "a b": "1"}, shape="round"
        )
    assert refused.value.code == "invalid"
    assert list(faults(refused)) == ["url", "shape", "timeout", "headers.host", "headers.a b"]
    assert await services.endpoints.get(owner, made.bot_id, made.id) == made


async def test_the_default_endpoint_is_made_with_its_first_change(services, owner, bot) -> None:
    update = services.endpoints.update
    made = await update(owner, bot, None, EndpointChanges(url=URL, rate_limit=5))
    assert made.is_default
    again = await update(owner, bot, None, EndpointChanges(concurrency=2))
    assert (again.id, again.url, again.rate_limit, again.concurrency) == (made.id, URL, 5, 2)
    assert (await services.bots.get(owner, bot)).webhook_url == URL


async def test_a_bot_has_as_many_endpoints_as_it_needs(services, owner, bot, made, clock) -> None:
    clock.advance(1)
    other, _ = await services.endpoints.create(owner, bot, EndpointChanges(name="Two", url=URL))
    assert [one.id for one in await services.endpoints.list(owner, bot)] == [made.id, other.id]
    assert await services.endpoints.delete(owner, bot, made.id) == 0
    assert [one.id for one in await services.endpoints.list(owner, bot)] == [other.id]


async def test_somebody_elses_endpoint_looks_like_none(services, owner, stranger, bot, made):
    endpoints = services.endpoints
    for call in (
        endpoints.get(stranger, bot, made.id),
        endpoints.update(stranger, bot, made.id, EndpointChanges(name="Mine")),
        endpoints.update(stranger, bot, None, EndpointChanges(name="Mine")),
        endpoints.create(stranger, bot, EndpointChanges(url=URL)),
        endpoints.delete(stranger, bot, made.id),
        endpoints.undelivered(stranger, bot, made.id),
        endpoints.secret(stranger, bot, made.id),
        endpoints.reveal(stranger, bot, made.id),
        endpoints.rotate(stranger, bot, made.id),
    ):
        with pytest.raises(NotFound) as refused:
            await call
        assert refused.value.code == "bot_not_found"
    assert await endpoints.get(owner, bot, made.id) == made


async def test_an_endpoint_of_another_bot_is_not_found(services, owner, made) -> None:
    other = await services.bots.create(owner, BotChanges(name="Soko"))
    for call in (
        services.endpoints.update(owner, other.id, made.id, EndpointChanges(name="x")),
        services.endpoints.rotate(owner, other.id, made.id),
    ):
        with pytest.raises(NotFound, match=made.id):
            await call
