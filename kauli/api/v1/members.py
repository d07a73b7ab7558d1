"""The members of a workspace, and the invitations to it."""

from typing import Any

from fastapi import APIRouter
from pydantic import Field
from starlette.responses import Response

from kauli.api.cookie import refuse_foreign
from kauli.api.dependencies import Everything, Here, Me, ThisVisit
from kauli.api.v1.models import FAULTS, Input, Moment, Output, PageOf
from kauli.api.v1.session import SIGNED_IN, user_agent_of, welcome
from kauli.services.accounts import Joining

__all__ = ["router"]

router = APIRouter(prefix="/api/v1", tags=["accounts"], responses=FAULTS)

_LARGEST_ID = 2**31 - 1


class MemberOut(Output):
    """Somebody who belongs to the workspace."""

    user_id: int
    username: str
    full_name: str
    role: str = Field(examples=["editor"])
    created_at: Moment = Field(description="Since when.")


class NewRole(Input):
    """What a member is to be."""

    role: str = Field(description="`owner`, `admin`, `editor` or `viewer`.", examples=["viewer"])


class InvitationOut(Output):
    """A link by which one person may join, without the link."""

    id: str
    role: str
    note: str
    created_at: Moment
    expires_at: Moment


class NewInvitationOut(InvitationOut):
    """A fresh invitation, the only time its link is shown."""

    link: str = Field(
        description="The path of its page on this server.", examples=["/invitation/invite_…"]
    )


class NewInvitation(Input):
    """An invitation to make."""

    role: str = Field(description="`owner`, `admin`, `editor` or `viewer`.", examples=["editor"])
    note: str = Field("", description="Whom it is for.", examples=["Juma, from the shop"])


class InvitedOut(Output):
    """What an invitation is for, told to whoever has its link."""

    workspace: str
    role: str
    invited_by: str
    expires_at: Moment


class Acceptance(Input):
    """How whoever was invited wants to sign in."""

    token: str = Field(description="The last part of the link.")
    username: str = Field(examples=["juma"])
    password: str = Field(examples=["a long password"])
    full_name: str = ""


@router.get("/members", response_model=PageOf[MemberOut])
async def list_members(me: Me, services: Everything) -> dict[str, Any]:
    """List who belongs to the workspace, all on one page."""
    return {"items": await services.members.list(me)}


@router.patch("/members/{user_id}", response_model=MemberOut)
async def change_member(me: Me, services: Everything, user_id: int, new: NewRole) -> Any:
    """Give a member another role."""
    return await services.members.set_role(me, _possible(user_id), new.role)


@router.delete("/members/{user_id}", status_code=204)
async def remove_member(me: Me, services: Everything, user_id: int) -> Response:
    """Take a member out of the workspace; their keys and sessions end."""
    await services.members.remove(me, _possible(user_id))
    return Response(status_code=204)


@router.get("/invitations", response_model=PageOf[InvitationOut])
async def list_invitations(me: Me, services: Everything) -> dict[str, Any]:
    """List the invitations that nobody has taken up, newest first, all on one page."""
    return {"items": await services.members.invitations(me)}


@router.post("/invitations", response_model=NewInvitationOut, status_code=201)
async def invite(me: Me, services: Everything, new: NewInvitation) -> NewInvitationOut:
    """Invite one person; this answer is the only place that ever shows the link."""
    made, token = await services.members.invite(me, new.role, new.note)
    shown = InvitationOut.model_validate(made).model_dump()
    return NewInvitationOut(**shown, link=f"/invitation/{token}")


@router.delete("/invitations/{invitation_id}", status_code=204)
async def withdraw(me: Me, services: Everything, invitation_id: str) -> Response:
    """Make an invitation's link useless."""
    await services.members.withdraw(me, invitation_id)
    return Response(status_code=204)


@router.get(
    "/invitations/by-token/{token}", response_model=InvitedOut, responses={429: FAULTS[422]}
)
async def look_at_invitation(services: Everything, here: Here, visit: ThisVisit, token: str) -> Any:
    """See what an invitation is for; no key."""
    here.sign_ins.count(visit.scope)
    return await services.members.invited(token)


@router.post("/invitations/accept", responses=SIGNED_IN)
async def accept(services: Everything, here: Here, visit: ThisVisit, sent: Acceptance) -> Response:
    """Take an invitation up, and be signed in; no key."""
    refuse_foreign(visit)
    joining = Joining(sent.username, sent.password, sent.full_name)
    user_id = await here.sign_ins.attempt(
        visit.scope, sent.username, lambda: services.members.join(sent.token, joining)
    )
    return welcome(visit, *await services.sessions.begin(user_id, user_agent_of(visit)))


def _possible(user_id: int) -> int:
    """The number, or one that nobody has where no database would hand it out."""
    return user_id if 0 < user_id <= _LARGEST_ID else 0
