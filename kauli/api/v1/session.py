"""First run, signing in with a browser, and the sessions that come of it."""

from typing import Any

from fastapi import APIRouter
from pydantic import Field
from starlette.responses import Response

from kauli.api.auth import is_local
from kauli.api.cookie import clear_cookie, cookie_of, refuse_foreign, refuse_forged, set_cookie
from kauli.api.dependencies import Everything, Here, Me, ThisVisit
from kauli.api.exchange import Visit
from kauli.api.v1.models import FAULTS, Input, Moment, Output, PageOf
from kauli.services import Principal
from kauli.services.accounts import FirstOwner, SessionView

__all__ = ["SIGNED_IN", "router", "user_agent_of", "welcome"]

router = APIRouter(prefix="/api/v1", tags=["accounts"], responses=FAULTS)


class Setup(Output):
    """Whether somebody has to make the owner."""

    needed: bool
    possible: bool = Field(description="Whether it may be done from where you ask.")
    reason: str = Field(
        description="`fresh`, `no_password` (there is an owner, who has none) or `done`.",
        examples=["fresh"],
    )
    note: str = Field(description="What to do.")


class NewOwner(Input):
    """The first owner."""

    username: str = Field(examples=["amina"])
    password: str = Field(examples=["a long password"])
    full_name: str = ""
    workspace: str = Field("", description="What the workspace is called.")


class Credentials(Input):
    """A user name and password."""

    username: str = Field(examples=["amina"])
    password: str = Field(examples=["a long password"])


class SignedInUser(Output):
    """Who is signed in."""

    id: int
    username: str
    full_name: str
    role: str = Field(examples=["editor"])
    workspace_id: int
    workspace: str = Field(description="The workspace's name.")


class SignedIn(Output):
    """Somebody who is signed in, and what their pages send along with every change."""

    user: SignedInUser
    csrf_token: str = Field(
        description="Send it as `X-CSRF-Token` with every change; empty where there is no cookie, "
        "in open mode or with a key, and none is needed."
    )
    expires_at: Moment | None = Field(description="When it ends, unless it is used before.")


class SessionOut(Output):
    """A browser in which you are signed in."""

    id: str
    browser: str = Field(examples=["Firefox, Linux"])
    created_at: Moment
    seen_at: Moment = Field(description="When it was last in use, to the hour.")
    expires_at: Moment
    current: bool = Field(description="Whether it is the one that asks.")


class NewPassword(Input):
    """Your password so far, and the one from now on."""

    current: str
    new: str


SIGNED_IN: dict[int | str, dict[str, Any]] = {
    200: {"model": SignedIn, "description": "Signed in; the answer sets the cookie."},
    429: FAULTS[422],
}
"""What a route that signs somebody in answers."""


@router.get("/setup", response_model=Setup)
async def look_at_setup(services: Everything, visit: ThisVisit) -> Any:
    """See whether this server still needs its owner; no key."""
    return await services.first_run.look(is_local=is_local(visit.scope, visit.headers))


@router.post("/setup", responses=SIGNED_IN)
async def set_up(services: Everything, here: Here, visit: ThisVisit, new: NewOwner) -> Response:
    """Make the owner of a fresh server, and sign them in; no key."""
    refuse_foreign(visit)
    here.sign_ins.count(visit.scope)
    owner = FirstOwner(new.username, new.password, new.full_name, new.workspace)
    local = is_local(visit.scope, visit.headers)
    user_id = await services.first_run.make_owner(owner, is_local=local)
    return welcome(visit, *await services.sessions.begin(user_id, user_agent_of(visit)))


@router.post("/session", responses=SIGNED_IN)
async def sign_in(
    services: Everything, here: Here, visit: ThisVisit, sent: Credentials
) -> Response:
    """Sign in; no key."""
    refuse_foreign(visit)
    before = await here.gate.session(visit)
    view, token = await here.sign_ins.attempt(
        visit.scope,
        sent.username,
        lambda: services.sessions.sign_in(sent.username, sent.password, user_agent_of(visit)),
    )
    if before is not None:
        await services.sessions.end(before.principal, before.id)
    return welcome(visit, view, token)


@router.get("/session", responses={200: SIGNED_IN[200]})
async def who_is_signed_in(me: Me, services: Everything, here: Here, visit: ThisVisit) -> Response:
    """See who is signed in; the cookie is set anew, to last as long as the session."""
    session = await here.gate.session(visit)
    if session is not None and session.principal == me:
        return welcome(visit, session, cookie_of(visit))
    user = await services.accounts.profile(me)
    workspace = await services.accounts.workspace(me)
    return _private(signed_in(me, user.full_name, workspace, None))


@router.delete("/session", status_code=204)
async def sign_out(services: Everything, here: Here, visit: ThisVisit) -> Response:
    """Sign out."""
    session = await here.gate.session(visit)
    if session is not None:
        refuse_forged(visit, session.csrf_token)
        await services.sessions.end(session.principal, session.id)
    return _goodbye(visit)


@router.get("/sessions", response_model=PageOf[SessionOut])
async def list_sessions(
    me: Me, services: Everything, here: Here, visit: ThisVisit
) -> dict[str, Any]:
    """List the browsers in which you are signed in, all on one page."""
    current = await here.gate.session(visit)
    return {
        "items": [
            {
                "id": one.id,
                "browser": one.browser,
                "created_at": one.created_at,
                "seen_at": one.seen_at,
                "expires_at": one.expires_at,
                "current": current is not None and one.id == current.id,
            }
            for one in await services.sessions.list(me)
        ]
    }


@router.delete("/sessions/{session_id}", status_code=204)
async def end_session(
    me: Me, services: Everything, here: Here, visit: ThisVisit, session_id: str
) -> Response:
    """Sign out of another browser."""
    current = await here.gate.session(visit)
    await services.sessions.end(me, session_id)
    if current is not None and current.id == session_id:
        return _goodbye(visit)
    return Response(status_code=204)


@router.post("/password", status_code=204, responses={429: FAULTS[422]})
async def change_password(
    me: Me, services: Everything, here: Here, visit: ThisVisit, sent: NewPassword
) -> Response:
    """Change your password; you are signed out everywhere else."""
    current = await here.gate.session(visit)
    kept = current.id if current is not None else ""
    await here.sign_ins.attempt(
        visit.scope,
        me.username,
        lambda: services.sessions.change_password(me, sent.current, sent.new, kept=kept),
    )
    return Response(status_code=204)


def welcome(visit: Visit, view: SessionView, token: str) -> Response:
    """The answer to whoever is signed in, with their cookie."""
    shown = signed_in(view.principal, view.full_name, view.workspace, view)
    response = _private(shown)
    set_cookie(visit, response, token)
    return response


def signed_in(
    me: Principal, full_name: str, workspace: str, session: SessionView | None
) -> SignedIn:
    """Somebody, as the pages want to know them."""
    return SignedIn.model_validate(
        {
            "user": {
                "id": me.user_id,
                "username": me.username,
                "full_name": full_name,
                "role": me.role,
                "workspace_id": me.workspace_id,
                "workspace": workspace,
            },
            "csrf_token": session.csrf_token if session else "",
            "expires_at": session.expires_at if session else None,
        }
    )


def user_agent_of(visit: Visit) -> str:
    """What the browser says it is."""
    return visit.headers.get(b"user-agent", b"").decode("latin-1")


def _private(shown: SignedIn) -> Response:
    return Response(
        shown.model_dump_json(),
        media_type="application/json",
        headers={"cache-control": "no-store"},
    )


def _goodbye(visit: Visit) -> Response:
    response = Response(status_code=204)
    clear_cookie(visit, response)
    return response
