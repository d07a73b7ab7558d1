"""People, sign-in and keys, on both databases."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from kauli.kit.clock import HOUR, SECOND
from kauli.kit.errors import Conflict, Invalid, NotFound, Unauthorized
from kauli.services.accounts import Accounts
from kauli.storage import Database
from kauli.storage.statements import Prepared
from kauli.storage.tables import api_keys, users


@pytest.fixture
async def accounts(database: Database, clock) -> AsyncIterator[Accounts]:
    return Accounts(database, clock=clock)


async def test_the_first_owner_is_made_once(accounts: Accounts) -> None:
    assert await accounts.find_owner() is None
    first, again = await asyncio.gather(accounts.ensure_owner(), accounts.ensure_owner())
    assert first == again == await accounts.find_owner()
    assert first.role == "owner"


async def test_a_key_stands_for_who_made_it(accounts: Accounts) -> None:
    owner = await accounts.ensure_owner()
    key, token = await accounts.create_key(owner, " laptop ")
    assert key.name == "laptop"
    assert await accounts.authenticate(token) == owner
    assert [listed.id for listed in await accounts.list_keys(owner)] == [key.id]


@pytest.mark.parametrize("token", ["", "wrong", "kauli_" + "x" * 43, "x" * 100_000])
async def test_an_unknown_key_is_refused(accounts: Accounts, token: str) -> None:
    await accounts.ensure_owner()
    with pytest.raises(Unauthorized):
        await accounts.authenticate(token)


async def test_a_revoked_key_is_refused_at_once(accounts: Accounts) -> None:
    owner = await accounts.ensure_owner()
    key, token = await accounts.create_key(owner, "laptop")
    await accounts.authenticate(token)
    await accounts.revoke_key(owner, key.id)
    with pytest.raises(Unauthorized):
        await accounts.authenticate(token)
    with pytest.raises(NotFound):
        await accounts.revoke_key(owner, key.id)


async def test_a_key_revoked_elsewhere_is_refused_within_seconds(
    accounts: Accounts, database: Database, clock
) -> None:
    owner = await accounts.ensure_owner()
    key, token = await accounts.create_key(owner, "laptop")
    await accounts.authenticate(token)
    await Accounts(database, clock=clock).revoke_key(owner, key.id)
    clock.advance(5)
    with pytest.raises(Unauthorized):
        await accounts.authenticate(token)


async def test_a_key_ends_when_it_was_said_to(accounts: Accounts, clock) -> None:
    owner = await accounts.ensure_owner()
    _, token = await accounts.create_key(owner, "short", expires_at=clock() + 2 * SECOND)
    await accounts.authenticate(token)
    clock.advance(2)
    with pytest.raises(Unauthorized, match="expired"):
        await accounts.authenticate(token)


async def test_signing_in_gives_a_key_for_a_day(accounts: Accounts, clock) -> None:
    await accounts.create_user(" Amina ", "a long password", full_name="Amina H.")
    token = await accounts.login("AMINA", "a long password")
    principal = await accounts.authenticate(token)
    assert (principal.username, principal.role) == ("amina", "owner")
    assert (await accounts.profile(principal)).full_name == "Amina H."
    clock.advance(24 * HOUR / SECOND)
    with pytest.raises(Unauthorized):
        await accounts.authenticate(token)


@pytest.mark.parametrize(
    ("name", "password"), [("amina", "wrong password"), ("nobody", "a long password"), ("", "")]
)
async def test_a_wrong_sign_in_does_not_tell_what_was_wrong(
    accounts: Accounts, name: str, password: str
) -> None:
    await accounts.create_user("amina", "a long password")
    with pytest.raises(Unauthorized) as caught:
        await accounts.login(name, password)
    assert caught.value.code == "wrong_password"


async def test_an_owner_without_a_password_cannot_be_signed_in_as(accounts: Accounts) -> None:
    await accounts.ensure_owner()
    for password in ("", "nobody signs in with this"):
        with pytest.raises(Unauthorized):
            await accounts.login("owner", password)


async def test_a_name_is_taken_once(accounts: Accounts) -> None:
    await accounts.create_user("amina", "a long password")
    with pytest.raises(Conflict, match="taken"):
        await accounts.create_user("Amina", "another password")


@pytest.mark.parametrize(
    ("name", "password", "role"),
    [
        ("", "long enough", "owner"),
        ("a" * 101, "long enough", "owner"),
        ("a", "short", "owner"),
        ("a", "x" * 513, "owner"),
        ("a", "long enough", "king"),
    ],
)
async def test_what_cannot_be_is_refused(
    accounts: Accounts, name: str, password: str, role: str
) -> None:
    with pytest.raises(Invalid):
        await accounts.create_user(name, password, role=role)


async def test_somebody_can_join_a_workspace(accounts: Accounts) -> None:
    owner = await accounts.ensure_owner()
    await accounts.create_user("juma", "a long password", workspace=owner, role="editor")
    juma = await accounts.authenticate(await accounts.login("juma", "a long password"))
    assert juma.workspace_id == owner.workspace_id
    assert juma.role == "editor"


async def test_neither_passwords_nor_keys_are_kept_as_they_are(
    accounts: Accounts, database: Database
) -> None:
    await accounts.create_user("amina", "a long password")
    token = await accounts.login("amina", "a long password")

    def everything():
        return (yield Prepared(users.select()).bind()), (yield Prepared(api_keys.select()).bind())

    kept = repr(await database.read(everything))
    assert "argon2" in kept
    assert "a long password" not in kept
    assert token not in kept
