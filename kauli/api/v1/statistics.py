"""What went on with a bot: by day, by intent, by state; and its conversations as a file."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from pydantic import Field
from starlette.responses import StreamingResponse

from kauli.api.dependencies import Everything, Me
from kauli.api.ids import CHAT_ID_LONGEST
from kauli.api.v1.models import FAULTS, BotNumber, Moment, Output
from kauli.services.conversations import Format, Kind, Span, written
from kauli.services.statistics import Period, StatisticsView, moment_in, parse_zone

__all__ = ["router"]

router = APIRouter(prefix="/api/v1/bots/{bot_id}", tags=["statistics"], responses=FAULTS)

_EVER = 2**62
_TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


class DayCount(Output):
    """A day."""

    day: str = Field(examples=["2026-01-31"])
    conversations: int = Field(description="In which something was said that day.")
    began: int = Field(description="Whose first message came that day.")
    messages: int
    not_understood: int


class IntentCount(Output):
    """What people wanted, and what came of it."""

    intent: str
    times: int = Field(description="How often it was recognised, or its button pressed.")
    finished: int = Field(description="Flows it had started that reached their end.")
    cancelled: int = Field(description="Those that were called off.")
    left: int = Field(description="Those that were left for something else.")


class StateCount(Output):
    """A state, and how conversations went on from it: the last three make up the first."""

    state: str
    entered: int
    went_on: int = Field(description="Another state came next, or the flow's end.")
    dropped: int = Field(
        description="Called off or left there, or nobody has answered for 24 hours."
    )
    waiting: int = Field(description="The answer may still come.")


class Statistics(Output):
    """What went on in some time."""

    since: Moment
    until: Moment
    zone: str
    complete: bool = Field(
        description="False where there was more than is looked at for one answer, which is the "
        "newest 200,000 turns."
    )
    counted_from: Moment = Field(description="From then on everything was counted.")
    conversations: int = Field(description="In which something was said.")
    began: int = Field(description="Whose first message came in that time.")
    messages: int
    not_understood: int = Field(description="Messages that no intent was recognised in.")
    not_understood_share: float | None = Field(description="Of all messages, 0 to 1.")
    finished: int = Field(description="Flows that reached their end.")
    deliveries: int = Field(description="That messages caused.")
    days: list[DayCount]
    intents: list[IntentCount] = Field(description="The most frequent first.")
    states: list[StateCount] = Field(description="The one most often entered first.")


def _period(
    since: Annotated[
        datetime | None,
        Query(description="In the zone unless it says otherwise; without it the last 30 days."),
    ] = None,
    until: Annotated[datetime | None, Query(description="No part of it; without it now.")] = None,
    zone: Annotated[
        str,
        Query(
            description="Where the days are: `Africa/Dar_es_Salaam` or `+03:00`.", max_length=100
        ),
    ] = "UTC",
) -> Period:
    return Period(since, until, zone)


Asked = Annotated[Period, Depends(_period)]


@router.get("/statistics", response_model=Statistics)
async def statistics(
    me: Me, services: Everything, bot_id: BotNumber, period: Asked
) -> StatisticsView:
    """Count what people wrote and wanted, and where they stopped; the same for some seconds."""
    return await services.statistics.of(me, bot_id, period)


@router.get(
    "/export/conversations",
    response_class=StreamingResponse,
    responses={200: {"content": {"text/csv": {}, "application/json": {}}}},
)
async def export(
    *,
    me: Me,
    services: Everything,
    bot_id: BotNumber,
    period: Asked,
    of: Annotated[
        Kind,
        Query(description="A row for each message, or one for each finished flow."),
    ] = "messages",
    chat_id: Annotated[
        str | None, Query(description="Only of this chatter.", max_length=CHAT_ID_LONGEST)
    ] = None,
    format: Annotated[Format, Query(description="For spreadsheets, or for programs.")] = "csv",  # noqa: A002 - it is called so in the address
) -> StreamingResponse:
    """Take a bot's conversations along, all of them unless `since` and `until` say otherwise."""
    zone = parse_zone(period.zone)
    span = Span(
        0 if period.since is None else moment_in(zone, period.since),
        _EVER if period.until is None else moment_in(zone, period.until),
        zone,
        chat_id,
    )
    sheet = await services.conversations.export(me, bot_id, span, kind=of)
    name = f'attachment; filename="bot-{bot_id}-{of}.{format}"'
    return StreamingResponse(
        written(sheet, format),
        media_type=_TYPES[format],
        headers={"content-disposition": name},
    )
