"""Listeners: a bot's deliveries, taken by a developer's machine instead of being sent to a URL.

``kauli listen`` speaks this; so can anything else that asks, posts and tells.
"""

import asyncio
from collections.abc import Coroutine
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Query, Request
from pydantic import Base64Bytes, Field

from kauli.api.dependencies import Everything, Me
from kauli.api.v1.models import FAULTS, BotNumber, Input, Moment, Output
from kauli.services.listening import Forward, Listener, Report, Seat, Verdict, Wish

__all__ = ["router"]

router = APIRouter(prefix="/api/v1/bots/{bot_id}/listeners", tags=["listeners"], responses=FAULTS)

T = TypeVar("T")


class NewListener(Input):
    """What to listen to."""

    name: str = Field(
        description="The same name finds the same listener again, with what waits there.",
        examples=["listen: amina@laptop"],
    )
    triggers: list[str] | None = Field(
        None, description="Intents and states; without it the webhook's, else all intents."
    )
    timeout: float | None = Field(
        None, description="Seconds that the receiver may take; without it as the webhook."
    )


class OpenListener(Output):
    """A listener that is yours until somebody opens it anew."""

    endpoint_id: str = Field(description="It is an endpoint, and listed among them.")
    session: str = Field(description="Send it along when you come for deliveries.")
    bot_id: int
    bot_name: str
    name: str
    triggers: list[str]
    triggers_from: str = Field(
        description="Whose choice that is: `wish`, `webhook` or `intents` (all of them)."
    )
    unknown_triggers: list[str] = Field(
        description="Those of the wish that nothing in the flow is called."
    )
    timeout: float
    waiting: int = Field(description="Deliveries that were there before.")


class Coming(Input):
    """Somebody who comes for deliveries."""

    session: str
    holding: list[str] = Field(
        [],
        max_length=1_000,
        description="Ids of the deliveries that you took and have not answered. "
        "What you took and don't name counts as lost on the way, and comes again.",
    )
    most: int = Field(8, ge=1, le=64, description="How many to take.")


class ForwardOut(Output):
    """A delivery; post it now, exactly as it is."""

    id: str
    claim: str = Field(description="Give it back with the answer.")
    trigger: str
    conversation_id: str
    sequence: int
    attempt: int
    headers: dict[str, str]
    body: str = Field(description="Its UTF-8 bytes are what was signed.")
    timeout: float = Field(description="Seconds that the receiver may take.")


class Forwards(Output):
    """What is due; nothing, if nothing became due in time."""

    items: list[ForwardOut]


class Answer(Input):
    """What the receiver made of a delivery."""

    id: str
    claim: str = Field(pattern=r"^\w{1,64}:[0-9]{1,9}:[0-9]{1,18}$")
    duration_ms: int
    status: int | None = Field(
        None, ge=100, le=999, description="Of HTTP; null where there was no answer."
    )
    failure: str = Field("", description="Why there was none: an outcome.", examples=["connect"])
    sentence: str = Field("", description="The same in words.")
    headers: dict[str, str] = Field({}, description="Of the answer, names in lower case.")
    body: Base64Bytes = Field(b"", description="Of the answer, in base64; its beginning will do.")
    truncated: bool = Field(False, description="The answer had more.")


class VerdictOut(Output):
    """What became of the delivery."""

    status: str
    outcome: str
    sentence: str
    due_at: Moment | None = Field(description="Of the next attempt, if there is one to come.")
    counted: bool = Field(description="False if it had been settled before, or sent again.")


class Closed(Output):
    """A listener that is switched off."""

    waiting: int = Field(description="Deliveries that wait for it to be opened again.")


@router.post("", response_model=OpenListener, status_code=201)
async def open_(me: Me, services: Everything, bot_id: BotNumber, new: NewListener) -> Listener:
    """Begin to listen; whoever listened under that name is sent home."""
    return await services.listening.open(me, bot_id, Wish(**new.model_dump()))


@router.post("/{endpoint_id}/next", response_model=Forwards)
async def take(
    *,
    me: Me,
    services: Everything,
    request: Request,
    bot_id: BotNumber,
    endpoint_id: str,
    coming: Coming,
    wait: Annotated[
        float, Query(ge=0, le=25, description="Seconds to wait when nothing is due.")
    ] = 25,
) -> Forwards:
    """Take the deliveries that are due, or wait for one. One call at a time."""
    taking = services.listening.next(
        me,
        Seat(bot_id, endpoint_id, coming.session),
        holding=coming.holding,
        most=coming.most,
        wait_seconds=wait,
    )
    found = await (_while_there(request, taking) if wait else taking)
    return Forwards(items=[_shown(one) for one in found or ()])


@router.post("/{endpoint_id}/answers", response_model=VerdictOut)
async def answered(
    me: Me, services: Everything, bot_id: BotNumber, endpoint_id: str, answer: Answer
) -> Verdict:
    """Tell what the receiver answered; telling it twice does no harm."""
    claim_id, attempt, signed_at = answer.claim.split(":")
    report = Report(
        delivery_id=answer.id,
        claim_id=claim_id,
        attempt=int(attempt),
        signed_at=int(signed_at),
        duration_ms=answer.duration_ms,
        status=answer.status,
        failure=answer.failure,
        sentence=answer.sentence,
        headers=answer.headers,
        body=answer.body,
        truncated=answer.truncated,
    )
    return await services.listening.answered(me, Seat(bot_id, endpoint_id, ""), report)


@router.delete("/{endpoint_id}", response_model=Closed)
async def close(
    me: Me, services: Everything, bot_id: BotNumber, endpoint_id: str, session: str
) -> dict[str, int]:
    """End listening: nothing more is written for it until it is opened again."""
    seat = Seat(bot_id, endpoint_id, session)
    return {"waiting": await services.listening.close(me, seat)}


async def _while_there(request: Request, waiting: Coroutine[Any, Any, T]) -> T | None:
    """What is waited for; ``None``, and no more waiting, once whoever asked went away."""
    task = asyncio.ensure_future(waiting)
    gone = asyncio.ensure_future(request.receive())
    try:
        await asyncio.wait({task, gone}, return_when=asyncio.FIRST_COMPLETED)
        if not task.done() and gone.result()["type"] == "http.disconnect":
            return None
        return await task
    finally:
        task.cancel()
        gone.cancel()
        await asyncio.gather(task, gone, return_exceptions=True)


def _shown(forward: Forward) -> ForwardOut:
    return ForwardOut(
        id=forward.delivery_id,
        claim=f"{forward.claim_id}:{forward.attempt}:{forward.signed_at}",
        trigger=forward.trigger,
        conversation_id=forward.conversation_id,
        sequence=forward.sequence,
        attempt=forward.attempt,
        headers=dict(forward.headers),
        body=forward.body.decode(),
        timeout=forward.timeout,
    )
