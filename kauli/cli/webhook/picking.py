"""Which endpoint is meant, of a bot's endpoints."""

from collections.abc import Sequence
from typing import Annotated

import typer

from kauli.cli.local import Home
from kauli.kit.errors import Conflict, NotFound
from kauli.services.endpoints import EndpointView

__all__ = ["EndpointName", "EndpointOption", "pick", "pick_endpoint"]

EndpointOption = Annotated[
    str | None,
    typer.Option(
        "--endpoint",
        metavar="ENDPOINT",
        help="One of the bot's other endpoints, by its name or its id, instead of its webhook.",
    ),
]

EndpointName = Annotated[
    str,
    typer.Argument(
        metavar="ENDPOINT", show_default=False, help="The endpoint, by its name or its id."
    ),
]


async def pick(home: Home, bot_id: int, wanted: str | None) -> EndpointView:
    """The endpoint that was named on the command line, else the bot's webhook.

    Raises:
        NotFound: there is none of that name or id.
        Conflict: several have that name.
    """
    if wanted is None:
        return await home.services.endpoints.get(home.principal, bot_id, None)
    return pick_endpoint(await home.services.endpoints.list(home.principal, bot_id), wanted)


def pick_endpoint(endpoints: Sequence[EndpointView], wanted: str) -> EndpointView:
    """The endpoint that ``wanted`` names: an id, or a name in whatever case.

    Raises:
        NotFound: there is none; says which there are.
        Conflict: several have that name.
    """
    folded = wanted.strip().casefold()
    for same in (
        [one for one in endpoints if one.id == wanted.strip()],
        [one for one in endpoints if one.name.casefold() == folded],
    ):
        if len(same) == 1:
            return same[0]
        if same:
            ids = ", ".join(one.id for one in same)
            raise Conflict(f"Several endpoints are called {wanted}; name one by its id: {ids}.")
    names = ", ".join(one.name for one in endpoints)
    raise NotFound(
        f"This bot has no endpoint {wanted}. It has {names or 'none yet'}.",
        code="endpoint_not_found",
    )
