"""The secrets of endpoints: shown once, rotated with an overlap."""

import asyncio

import pytest

from kauli.delivery.signing import new_secret, new_signing_key, public_key
from kauli.kit.clock import HOUR
from kauli.kit.errors import Conflict, Invalid
from kauli.services.bots import BotChanges
from kauli.services.endpoints import EndpointChanges, Wish

URL = "https://duka.example/orders"


@pytest.fixture
async def bot(services, owner):
    return (await services.bots.create(owner, BotChanges(name="Duka", webhook_url=URL))).id


@pytest.fixture
def create(services, owner, bot):
    async def go(**wish):
        return await services.endpoints.create(owner, bot, EndpointChanges(url=URL), Wish(**wish))

    return go


@pytest.fixture
def rotate(services, owner, bot):
    """Rotates the secret of the bot's webhook."""

    async def go(overlap_hours=24, **wish):
        return await services.endpoints.rotate(
            owner, bot, None, Wish(**wish), overlap_hours=overlap_hours
        )

    return go


async def test_a_secret_nobody_has_seen_is_shown_once(services, owner, bot) -> None:
    (webhook,) = await services.endpoints.list(owner, bot)
    secret = await services.endpoints.reveal(owner, bot, webhook.id)
    assert secret == await services.endpoints.secret(owner, bot)
    with pytest.raises(Conflict, match=r"Rotating gives a new one.*24 hours") as refused:
        await services.endpoints.reveal(owner, bot, webhook.id)
    assert refused.value.code == "secret_shown"
    assert await services.endpoints.secret(owner, bot) == secret


async def test_of_many_who_ask_at_once_one_is_shown_it(services, owner, bot) -> None:
    (webhook,) = await services.endpoints.list(owner, bot)
    answers = await asyncio.gather(
        *(services.endpoints.reveal(owner, bot, webhook.id) for _ in range(5)),
        return_exceptions=True,
    )
    assert [type(one) for one in answers].count(str) == 1
    assert [type(one) for one in answers].count(Conflict) == 4


async def test_a_secret_that_came_with_the_endpoint_is_not_shown_again(services, owner, create):
    made, secret = await create()
    assert secret.startswith("whsec_")
    assert secret not in repr(made)
    with pytest.raises(Conflict):
        await services.endpoints.reveal(owner, made.bot_id, made.id)


async def test_the_half_of_an_ed25519_key_that_signs_is_never_told(services, owner, create) -> None:
    own = new_signing_key()
    made, seen = await create(kind="ed25519", secret=own)
    assert seen == public_key(own)
    (key,) = made.secrets
    assert (key.kind, key.public_key) == ("ed25519", seen)
    for _ in range(2):
        assert await services.endpoints.reveal(owner, made.bot_id, made.id) == seen
    assert await services.endpoints.secret(owner, made.bot_id, made.id) == seen
    assert own[10:30] not in repr(await services.endpoints.get(owner, made.bot_id, made.id))


async def test_a_secret_of_ones_own_is_taken(create) -> None:
    own = new_secret()
    made, secret = await create(secret=f" {own} ")
    assert secret == own
    assert [key.kind for key in made.secrets] == ["symmetric"]


@pytest.mark.parametrize(
    "wish",
    [
        {"secret": ""},
        {"secret": "korosho"},
        {"secret": "whsec_c2hvcnQ="},
        {"secret": "whsec_" + "A" * 300},
        {"secret": "whpk_" + "A" * 43 + "="},
        {"secret": "whsk_c2hvcnQ="},
        {"kind": "ed25519", "secret": new_secret()},
        {"kind": "symmetric", "secret": new_signing_key()},
    ],
)
async def test_what_can_not_sign_is_refused(create, rotate, wish) -> None:
    for act in (create, rotate):
        with pytest.raises(Invalid) as refused:
            await act(**wish)
        assert refused.value.code == "bad_secret"
        assert refused.value.problems[0].where == ("body", "secret")


async def test_an_unknown_kind_is_refused(create, rotate) -> None:
    for act, field in ((create, "secret_kind"), (rotate, "kind")):
        with pytest.raises(Invalid, match="symmetric or ed25519") as refused:
            await act(kind="rsa")
        assert refused.value.problems[0].where == ("body", field)


async def test_a_rotated_secret_goes_on_until_it_expires(services, owner, rotate, clock, bot):
    (before,) = (await services.endpoints.get(owner, bot, None)).secrets
    clock.advance(1)
    after, secret = await rotate()
    new, old = after.secrets
    assert (new.expires_at, new.created_at) == (None, clock())
    assert (old.expires_at, old.preview) == (clock() + 24 * HOUR, before.preview)
    assert await services.endpoints.secret(owner, bot) == secret
    clock.advance(24 * 3_600)
    assert [key.preview for key in (await services.endpoints.get(owner, bot, None)).secrets] == [
        new.preview
    ]


async def test_the_new_secret_is_of_the_old_ones_kind_unless_another_is_named(rotate) -> None:
    kinds = []
    for wish in ({}, {"kind": "ed25519"}, {}, {"secret": new_secret()}):
        rotated, seen = await rotate(overlap_hours=0, **wish)
        (key,) = rotated.secrets
        kinds.append((key.kind, seen.split("_")[0]))
    assert kinds == [
        ("symmetric", "whsec"),
        ("ed25519", "whpk"),
        ("ed25519", "whpk"),
        ("symmetric", "whsec"),
    ]


async def test_no_overlap_ends_every_old_secret_at_once(rotate) -> None:
    await rotate()
    await rotate()
    rotated, _ = await rotate(overlap_hours=0)
    assert len(rotated.secrets) == 1


async def test_an_overlap_never_makes_an_old_secret_last_longer(rotate, clock) -> None:
    await rotate(overlap_hours=1)
    rotated, _ = await rotate(overlap_hours=168)
    assert [key.expires_at for key in rotated.secrets] == [
        None,
        clock() + 168 * HOUR,
        clock() + HOUR,
    ]


async def test_a_secret_that_was_rotated_out_can_come_back(services, owner, rotate, bot) -> None:
    first = await services.endpoints.secret(owner, bot)
    await rotate()
    rotated, seen = await rotate(secret=first)
    assert seen == first
    assert [key.expires_at is None for key in rotated.secrets] == [True, False]


async def test_at_most_five_sign_at_once(rotate, clock) -> None:
    for _ in range(4):
        await rotate()
    with pytest.raises(Conflict, match="0 hours") as refused:
        await rotate()
    assert refused.value.code == "too_many_secrets"
    clock.advance(24 * 3_600)
    rotated, _ = await rotate()
    assert len(rotated.secrets) == 2


@pytest.mark.parametrize("hours", [-1, 168.1, float("nan"), float("inf")])
async def test_an_overlap_is_within_a_week(rotate, hours) -> None:
    with pytest.raises(Invalid) as refused:
        await rotate(overlap_hours=hours)
    assert refused.value.code == "bad_overlap_hours"


async def test_of_two_who_rotate_at_once_both_have_a_secret_that_signs(
    services, owner, rotate, bot
):
    done = await asyncio.gather(rotate(), rotate(), rotate())
    keys = (await services.endpoints.get(owner, bot, None)).secrets
    assert len(keys) == 4
    assert {secret[:10] for _, secret in done} <= {key.preview[:10] for key in keys}
