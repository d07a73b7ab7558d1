"""The first run, on both databases."""

import asyncio

import pytest

from kauli.kit.errors import Conflict, Forbidden, Invalid
from kauli.services import Services
from kauli.services.accounts import FirstOwner

AMINA = FirstOwner("Amina", "a long password", "Amina H.", "Duka")


async def test_whoever_comes_first_owns_a_fresh_server(services: Services) -> None:
    view = await services.first_run.look(is_local=False)
    assert (view.needed, view.possible, view.reason) == (True, True, "fresh")

    await services.first_run.make_owner(AMINA, is_local=False)

    view = await services.first_run.look(is_local=True)
    assert (view.needed, view.possible, view.reason) == (False, False, "done")
    session, _ = await services.sessions.sign_in("amina", "a long password")
    assert (session.principal.role, session.full_name, session.workspace) == (
        "owner",
        "Amina H.",
        "Duka",
    )
    assert await services.accounts.ensure_owner() == session.principal


async def test_of_two_at_once_one_wins(services: Services) -> None:
    both = await asyncio.gather(
        services.first_run.make_owner(AMINA, is_local=False),
        services.first_run.make_owner(FirstOwner("juma", "another password"), is_local=False),
        return_exceptions=True,
    )
    lost = [one for one in both if isinstance(one, Exception)]
    assert [type(one) for one in lost] == [Conflict]
    assert len(await services.members.everybody()) == 1


async def test_an_owner_made_meanwhile_is_not_joined_by_another(services: Services) -> None:
    await asyncio.gather(
        services.first_run.make_owner(AMINA, is_local=True), services.accounts.ensure_owner()
    )
    assert [one.role for one in await services.members.everybody()] == ["owner"]


async def test_nobody_comes_second(services: Services) -> None:
    await services.first_run.make_owner(AMINA, is_local=False)
    with pytest.raises(Conflict) as refused:
        await services.first_run.make_owner(FirstOwner("juma", "another password"), is_local=True)
    assert refused.value.code == "already_set_up"


async def test_an_owner_without_a_password_is_taken_over_with_workspace_and_keys(
    services: Services,
) -> None:
    owner = await services.accounts.ensure_owner()
    _, key = await services.accounts.create_key(owner, "laptop")
    view = await services.first_run.look(is_local=True)
    assert (view.needed, view.possible, view.reason) == (True, True, "no_password")

    await services.first_run.make_owner(AMINA, is_local=True)

    session, _ = await services.sessions.sign_in("amina", "a long password")
    assert session.principal.workspace_id == owner.workspace_id
    assert session.principal.user_id == owner.user_id
    assert session.workspace == "Duka"
    assert (await services.accounts.authenticate(key)).user_id == owner.user_id


async def test_what_is_not_said_stays_as_it_was(services: Services) -> None:
    await services.accounts.ensure_owner()
    await services.first_run.make_owner(FirstOwner("owner", "a long password"), is_local=True)
    session, _ = await services.sessions.sign_in("owner", "a long password")
    assert (session.full_name, session.workspace) == ("Owner", "Home")


async def test_only_somebody_on_the_machine_takes_an_owner_over(services: Services) -> None:
    await services.accounts.ensure_owner()
    view = await services.first_run.look(is_local=False)
    assert (view.needed, view.possible) == (True, False)
    assert "kauli user password owner" in view.note
    with pytest.raises(Forbidden, match="kauli user password owner"):
        await services.first_run.make_owner(AMINA, is_local=False)
    assert (await services.first_run.look(is_local=True)).needed


@pytest.mark.parametrize(
    ("new", "code"),
    [
        (FirstOwner("", "a long password"), "bad_username"),
        (FirstOwner("amina", "short"), "bad_password"),
        (FirstOwner("amina", "a long password", "x" * 201), "bad_full_name"),
        (FirstOwner("amina", "a long password", "", "x" * 101), "bad_workspace"),
    ],
)
async def test_what_cannot_be_is_refused(services: Services, new: FirstOwner, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        await services.first_run.make_owner(new, is_local=True)
    assert refused.value.code == code
    assert (await services.first_run.look(is_local=True)).reason == "fresh"
