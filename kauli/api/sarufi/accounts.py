"""Signing in the ways of older SDKs, and the profile behind a key."""

from fastapi import APIRouter

from kauli.api.auth import OPEN_TOKEN
from kauli.api.body import decode
from kauli.api.context import Context
from kauli.api.dependencies import Everything, Here, JsonResponse, Me, ThisVisit
from kauli.api.exchange import Visit
from kauli.api.sarufi.describe import answers, ref
from kauli.api.sarufi.reading import as_map, required_text
from kauli.kit.clock import naive_iso
from kauli.kit.errors import Forbidden, Unauthorized

__all__ = ["router"]

router = APIRouter(tags=["Accounts"])

_LASTS = 86_400


@router.post("/users/login", **answers("Sign in", ref("Token"), body="Credentials", more=(429,)))
async def login(here: Here, visit: ThisVisit) -> JsonResponse:
    """Change a user name and password for a key that lasts a day."""
    body = as_map(decode(visit.body))
    name, password = required_text(body, "username"), required_text(body, "password")
    token = await _sign_in(here, visit, (name, password))
    return JsonResponse({"message": "You are signed in.", "token": token})


@router.post(
    "/api/access_token",
    **answers("Sign in as a client", ref("AccessToken"), body="Client", more=(429,)),
)
async def access_token(here: Here, visit: ThisVisit) -> JsonResponse:
    """The same in the words of OAuth: the client's id and secret are a user name and password."""
    body = as_map(decode(visit.body))
    name, secret = required_text(body, "client_id"), required_text(body, "client_secret")
    token = await _sign_in(here, visit, (name, secret))
    return JsonResponse(
        {
            "access_token": token,
            "token_type": "Bearer",
            "expires_in": _LASTS,
            "scope": "read:data write:data",
        }
    )


@router.post(
    "/users/register",
    **answers("Make an account", ref("Said"), body="Credentials", more=(403, 409, 429)),
)
async def register(services: Everything, here: Here, visit: ThisVisit) -> JsonResponse:
    """Make an account with a workspace of its own, where the server allows it."""
    body = as_map(decode(visit.body))
    name, password = required_text(body, "username"), required_text(body, "password")
    if not services.accounts.allow_registration:
        raise Forbidden(
            "This server makes no accounts over the API; whoever runs it can make one "
            "(kauli user create).",
            code="registration_closed",
        )
    here.sign_ins.count(visit.scope)
    made = await services.accounts.create_user(name, password)
    return JsonResponse({"message": f"The account {made.username} was made; you can sign in."})


@router.get("/api/profile", **answers("See who you are", ref("Profile")))
async def profile(me: Me, services: Everything) -> JsonResponse:
    """The person behind the key."""
    user = await services.accounts.profile(me)
    return JsonResponse(
        {
            "id": user.id,
            "full_name": user.full_name,
            "username": user.username,
            "password": "",
            "mobile": user.mobile,
            "is_admin": bool(user.is_admin),
            "date_created": naive_iso(user.created_at),
            "updated_at": naive_iso(user.updated_at),
        }
    )


async def _sign_in(here: Context, visit: Visit, credentials: tuple[str, str]) -> str:
    try:
        return await here.sign_ins.attempt(
            visit.scope, credentials[0], lambda: here.services().accounts.login(*credentials)
        )
    except Unauthorized:
        if here.gate.is_open_to(visit):
            return OPEN_TOKEN
        raise
