"""Members and invitations, on both databases."""

import asyncio

import pytest

from kauli.kit.clock import SECOND
from kauli.kit.errors import Conflict, Forbidden, Invalid, NotFound, Unauthorized
from kauli.services import Principal, Services
from kauli.services.accounts import Joining
from kauli.services.accounts.members import INVITED_FOR

PASSWORD = "a long password"


async def _join(services: Services, owner: Principal, name: str, role: str) -> Principal:
    _, token = await services.members.invite(owner, role)
    user_id = await services.members.join(token, Joining(name, PASSWORD, name.title()))
    view, _ = await services.sessions.begin(user_id)
    return view.principal


async def test_an_invitation_lets_one_person_in(services: Services, owner: Principal) -> None:
    made, token = await services.members.invite(owner, "editor", " Juma, from the shop ")
    assert (made.role, made.note) == ("editor", "Juma, from the shop")
    invited = await services.members.invited(token)
    assert (invited.workspace, invited.role, invited.invited_by) == ("Home", "editor", "Owner")

    user_id = await services.members.join(token, Joining("Juma", PASSWORD, "Juma K."))

    view, _ = await services.sessions.begin(user_id)
    assert view.principal == Principal(owner.workspace_id, user_id, "juma", "editor")
    assert await services.members.invitations(owner) == []
    names = [(one.username, one.role) for one in await services.members.list(owner)]
    assert names == [("owner", "owner"), ("juma", "editor")]
    for look in (services.members.invited(token), services.members.join(token, _somebody())):
        with pytest.raises(NotFound):
            await look


def _somebody(name: str = "neema") -> Joining:
    return Joining(name, PASSWORD)


async def test_of_two_who_take_it_up_at_once_one_gets_in(
    services: Services, owner: Principal
) -> None:
    _, token = await services.members.invite(owner, "editor")
    both = await asyncio.gather(
        services.members.join(token, _somebody("juma")),
        services.members.join(token, _somebody("neema")),
        return_exceptions=True,
    )
    assert len([one for one in both if isinstance(one, int)]) == 1
    assert len(await services.members.list(owner)) == 2


async def test_an_invitation_ends_after_a_week(services: Services, owner: Principal, clock) -> None:
    _, token = await services.members.invite(owner, "editor")
    clock.advance(INVITED_FOR / SECOND - 1)
    await services.members.invited(token)
    clock.advance(1)
    with pytest.raises(NotFound):
        await services.members.invited(token)
    with pytest.raises(NotFound):
        await services.members.join(token, _somebody())


async def test_an_invitation_can_be_withdrawn(
    services: Services, owner: Principal, stranger: Principal
) -> None:
    made, token = await services.members.invite(owner, "editor")
    with pytest.raises(NotFound):
        await services.members.withdraw(stranger, made.id)
    await services.members.withdraw(owner, made.id)
    for again in (services.members.invited(token), services.members.withdraw(owner, made.id)):
        with pytest.raises(NotFound) as refused:
            await again
        assert refused.value.code == "invitation_not_found"


@pytest.mark.parametrize("token", ["", "wrong", "x" * 10_000])
async def test_an_unknown_invitation_is_none(services: Services, token: str) -> None:
    with pytest.raises(NotFound):
        await services.members.invited(token)


async def test_a_taken_name_leaves_the_invitation_open(
    services: Services, owner: Principal, stranger: Principal
) -> None:
    _, token = await services.members.invite(owner, "editor")
    with pytest.raises(Conflict, match="taken"):
        await services.members.join(token, Joining(stranger.username, PASSWORD))
    await services.members.join(token, _somebody())


async def test_who_was_taken_out_may_join_again_with_their_old_account(
    services: Services, owner: Principal
) -> None:
    juma = await _join(services, owner, "juma", "editor")
    await services.members.remove(owner, juma.user_id)
    _, token = await services.members.invite(owner, "viewer")
    with pytest.raises(Conflict):
        await services.members.join(token, Joining("juma", "not the password"))
    assert await services.members.join(token, Joining("juma", PASSWORD)) == juma.user_id
    assert (await services.sessions.begin(juma.user_id))[0].principal.role == "viewer"


async def test_another_role_holds_at_once_for_keys_and_sessions(
    services: Services, owner: Principal
) -> None:
    juma = await _join(services, owner, "juma", "admin")
    _, key = await services.accounts.create_key(juma, "laptop")
    _, token = await services.sessions.begin(juma.user_id)
    await services.accounts.authenticate(key)
    await services.sessions.find(token)

    changed = await services.members.set_role(owner, juma.user_id, "viewer")

    assert changed.role == "viewer"
    assert (await services.accounts.authenticate(key)).role == "viewer"
    found = await services.sessions.find(token)
    assert found is not None
    assert found.principal.role == "viewer"
    assert not (await services.accounts.profile(juma)).is_admin


async def test_keys_sessions_and_invitations_of_a_removed_member_end(
    services: Services, owner: Principal
) -> None:
    juma = await _join(services, owner, "juma", "admin")
    _, key = await services.accounts.create_key(juma, "laptop")
    _, session = await services.sessions.begin(juma.user_id)
    _, invitation = await services.members.invite(juma, "viewer")
    await services.accounts.authenticate(key)
    await services.sessions.find(session)

    await services.members.remove(owner, juma.user_id)

    with pytest.raises(Unauthorized):
        await services.accounts.authenticate(key)
    assert await services.sessions.find(session) is None
    with pytest.raises(NotFound):
        await services.members.invited(invitation)
    with pytest.raises(Unauthorized):
        await services.sessions.sign_in("juma", PASSWORD)
    with pytest.raises(NotFound):
        await services.members.remove(owner, juma.user_id)


async def test_invitations_of_somebody_who_may_invite_no_more_end(
    services: Services, owner: Principal
) -> None:
    juma = await _join(services, owner, "juma", "admin")
    _, invitation = await services.members.invite(juma, "admin")
    await services.members.set_role(owner, juma.user_id, "editor")
    with pytest.raises(NotFound):
        await services.members.invited(invitation)


async def test_the_last_owner_stays(services: Services, owner: Principal) -> None:
    for change in (
        services.members.set_role(owner, owner.user_id, "admin"),
        services.members.remove(owner, owner.user_id),
    ):
        with pytest.raises(Conflict) as refused:
            await change
        assert refused.value.code == "last_owner"


async def test_of_two_owners_who_demote_each_other_one_stays(
    services: Services, owner: Principal
) -> None:
    juma = await _join(services, owner, "juma", "owner")
    await asyncio.gather(
        services.members.set_role(owner, juma.user_id, "viewer"),
        services.members.set_role(juma, owner.user_id, "viewer"),
        return_exceptions=True,
    )
    roles = [one.role for one in await services.members.list(owner)]
    assert sorted(roles) == ["owner", "viewer"]


async def test_admins_see_to_everybody_but_owners(services: Services, owner: Principal) -> None:
    admin = await _join(services, owner, "juma", "admin")
    viewer = await _join(services, owner, "neema", "viewer")
    for refused in (
        services.members.invite(admin, "owner"),
        services.members.set_role(admin, viewer.user_id, "owner"),
        services.members.set_role(admin, owner.user_id, "viewer"),
        services.members.remove(admin, owner.user_id),
    ):
        with pytest.raises(Forbidden, match="needs the role owner"):
            await refused
    assert (await services.members.set_role(admin, viewer.user_id, "admin")).role == "admin"
    await services.members.remove(admin, viewer.user_id)


async def test_workspaces_do_not_see_each_other(
    services: Services, owner: Principal, stranger: Principal
) -> None:
    juma = await _join(services, owner, "neema", "viewer")
    await services.members.invite(owner, "viewer")
    assert [one.username for one in await services.members.list(stranger)] == ["juma"]
    assert await services.members.invitations(stranger) == []
    for refused in (
        services.members.set_role(stranger, juma.user_id, "admin"),
        services.members.remove(stranger, juma.user_id),
    ):
        with pytest.raises(NotFound):
            await refused


@pytest.mark.parametrize("role", ["", "king"])
async def test_there_are_no_other_roles(services: Services, owner: Principal, role: str) -> None:
    for refused in (
        services.members.invite(owner, role),
        services.members.set_role(owner, owner.user_id, role),
    ):
        with pytest.raises(Invalid) as caught:
            await refused
        assert caught.value.code == "bad_role"


async def test_a_note_has_its_bound(services: Services, owner: Principal) -> None:
    with pytest.raises(Invalid) as refused:
        await services.members.invite(owner, "editor", "x" * 201)
    assert refused.value.code == "bad_note"
