"""Who you are, and the keys of your workspace."""

from datetime import datetime
from typing import Any

from fastapi import APIRouter
from pydantic import AwareDatetime, Field
from starlette.responses import Response

from kauli.api.dependencies import Everything, Me
from kauli.api.v1.models import FAULTS, Input, Moment, Output, PageOf
from kauli.kit.clock import SECOND
from kauli.kit.errors import Invalid, Problem
from kauli.services import Principal
from kauli.storage.queries.accounts import User

__all__ = ["router"]

_LATEST = 253_402_300_800 * SECOND  # the year 10000, which no calendar of Python's writes

router = APIRouter(prefix="/api/v1", tags=["accounts"], responses=FAULTS)


class Person(Output):
    """Who a key stands for."""

    id: int
    username: str
    full_name: str
    mobile: str
    role: str
    workspace_id: int
    created_at: Moment
    updated_at: Moment


class Changes(Input):
    """What to change of yourself; what is left out stays."""

    full_name: str | None = None
    mobile: str | None = None


class Key(Output):
    """An API key as it may be listed: never the key itself."""

    id: str
    name: str
    preview: str
    user_id: int
    created_at: Moment
    expires_at: Moment | None
    revoked_at: Moment | None


class NewKeyOut(Key):
    """A fresh key, the only time it is shown."""

    key: str = Field(examples=["kauli_…"])


class NewKey(Input):
    """A key to make."""

    name: str = Field(examples=["Shop server"])
    expires_at: AwareDatetime | None = Field(
        None, description="When it ends; never, if left out.", examples=["2027-01-01T00:00:00Z"]
    )


@router.get("/me", response_model=Person)
async def who(me: Me, services: Everything) -> dict[str, Any]:
    """See who your key stands for."""
    return _person(me, await services.accounts.profile(me))


@router.patch("/me", response_model=Person)
async def change_me(me: Me, services: Everything, sent: Changes) -> dict[str, Any]:
    """Change how you are called and reached."""
    user = await services.accounts.change_profile(me, full_name=sent.full_name, mobile=sent.mobile)
    return _person(me, user)


@router.get("/keys", response_model=PageOf[Key])
async def list_keys(me: Me, services: Everything) -> dict[str, Any]:
    """List the workspace's keys, oldest first, all on one page; the revoked ones too."""
    return {"items": await services.accounts.list_keys(me)}


@router.post("/keys", response_model=NewKeyOut, status_code=201)
async def create_key(me: Me, services: Everything, new: NewKey) -> NewKeyOut:
    """Make a key; this answer is the only place that ever shows it."""
    expires_at = _micros(new.expires_at) if new.expires_at else None
    made, token = await services.accounts.create_key(me, new.name, expires_at=expires_at)
    return NewKeyOut(**Key.model_validate(made).model_dump(), key=token)


@router.delete("/keys/{key_id}", status_code=204)
async def revoke_key(me: Me, services: Everything, key_id: str) -> Response:
    """End a key."""
    await services.accounts.revoke_key(me, key_id)
    return Response(status_code=204)


def _person(me: Principal, user: User) -> dict[str, Any]:
    return {
        "id": user.id,
        "username": user.username,
        "full_name": user.full_name,
        "mobile": user.mobile,
        "role": me.role,
        "workspace_id": me.workspace_id,
        "created_at": user.created_at,
        "updated_at": user.updated_at,
    }


def _micros(moment: datetime) -> int:
    micros = round(moment.timestamp() * SECOND)
    if not 0 <= micros < _LATEST:
        sentence = "A key ends between 1970 and 9999, in UTC."
        problem = Problem(("body", "expires_at"), sentence)
        raise Invalid(sentence, code="bad_expires_at", problems=[problem])
    return micros
