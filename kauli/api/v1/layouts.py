"""Where the editor shows the states of a bot."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import Field, WithJsonSchema

from kauli.api.dependencies import Everything, Me
from kauli.api.v1.models import FAULTS, BotNumber, Exact, Input
from kauli.services.bots import Positions

__all__ = ["router"]

router = APIRouter(prefix="/api/v1/bots/{bot_id}/layout", tags=["layout"], responses=FAULTS)

Coordinate = Annotated[float, Field(ge=-1_000_000, le=1_000_000, allow_inf_nan=False)]
Place = Annotated[
    tuple[Coordinate, Coordinate],
    WithJsonSchema(
        {
            "type": "array",
            "items": {"type": "number", "minimum": -1_000_000, "maximum": 1_000_000},
            "minItems": 2,
            "maxItems": 2,
        }
    ),
]
"""`[x, y]`; described as a list of two numbers, which every tool understands."""

_PLACES = [{"order_pizza": [120, 80], "number_of_pizzas": [120, 240.5]}]


class Layout(Exact):
    """Where states are shown: `[x, y]` by name, only for those that somebody moved."""

    positions: dict[str, Place] = Field(examples=_PLACES)


class Moves(Input):
    """Where states are shown now; `null` forgets it, and what is left out stays."""

    positions: dict[str, Place | None] = Field(examples=_PLACES)


@router.get("", response_model=Layout)
async def get_layout(me: Me, services: Everything, bot_id: BotNumber) -> dict[str, Positions]:
    """Get where states are shown; that is no part of the flow."""
    return {"positions": await services.layouts.get(me, bot_id)}


@router.put("", response_model=Layout)
async def put_layout(
    me: Me, services: Everything, bot_id: BotNumber, layout: Layout
) -> dict[str, Positions]:
    """Replace the whole layout."""
    return {"positions": await services.layouts.put(me, bot_id, layout.positions)}


@router.patch("", response_model=Layout)
async def move_states(
    me: Me, services: Everything, bot_id: BotNumber, moves: Moves
) -> dict[str, Positions]:
    """Move some states; whoever moves a state last has it there."""
    return {"positions": await services.layouts.move(me, bot_id, moves.positions)}
