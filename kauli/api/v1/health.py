"""Whether the server is well, for whoever watches over it."""

from fastapi import APIRouter

from kauli.api.dependencies import Everything
from kauli.api.v1.models import Faults, Output

__all__ = ["router"]

router = APIRouter(tags=["health"])


class Health(Output):
    """All is well."""

    status: str


@router.get(
    "/healthz",
    response_model=Health,
    responses={503: {"model": Faults, "description": "The database is away."}},
)
async def health(services: Everything) -> dict[str, str]:
    """Answer 200 when the server runs and its database answers; needs no key."""
    await services.accounts.find_owner()
    return {"status": "ok"}
