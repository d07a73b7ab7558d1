"""What a turn's deliveries would be: made as a conversation makes them, and not kept."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from kauli.delivery.body import flat_body
from kauli.delivery.request import Job, build
from kauli.delivery.sender import hidden
from kauli.flow import FlowFinished, Turn
from kauli.kit import json
from kauli.runner.outbox import Place, deliveries_of
from kauli.runner.triggers import fired
from kauli.services.trying.subjects import Subject
from kauli.services.trying.views import PushView

__all__ = ["CONVERSATION", "pushes_of", "without_query"]

CONVERSATION = "cnv_simulated"
"""The id that stands for the conversation's in what would be sent."""

_SIGNED = "(made when it is sent)"
_NO_SECRETS = "[]"


def pushes_of(
    subject: Subject, turn: Turn, *, chat_id: str, number: int, sequence: int, now: int
) -> list[PushView]:
    """What each endpoint would be sent, and what nobody would be who has no endpoint for it.

    Args:
        subject: the bot.
        turn: that causes it.
        chat_id: whose conversation it is.
        number: of the turn, from 1.
        sequence: how many deliveries the conversation has caused before.
        now: microseconds since the epoch.
    """
    place = Place(CONVERSATION, chat_id, "simulation", number, sequence, now)
    flow = subject.program.flow
    bots = (subject.bot, replace(subject.bot, targets=subject.idle))
    rows = [row for bot in bots for row in deliveries_of(bot, flow, turn, place)]
    sent = [_push(subject, turn, row, now) for row in rows]
    wanted = subject.triggers
    unheard = [
        PushView(
            trigger=event.root,
            triggers=[event.root],
            endpoint_id=None,
            endpoint_name="",
            url="",
            active=False,
            shape="flat",
            headers={},
            body=json.loads(flat_body(turn.session.memory, chat_id)),
        )
        for event in turn.events
        if isinstance(event, FlowFinished) and event.root not in wanted
    ]
    return [*sent, *unheard]


def without_query(url: str) -> str:
    """An address without what may be secret in its query."""
    path, mark, _ = url.partition("?")
    return f"{path}?…" if mark else path


def _push(subject: Subject, turn: Turn, row: Mapping[str, Any], now: int) -> PushView:
    endpoint = subject.endpoints[row["endpoint_id"]]
    triggers = frozenset(json.loads(endpoint.triggers))
    # Signed with nothing: a signature would let whoever sees it send this as if it were ours.
    job = Job(
        id=row["id"],
        body=row["body"],
        url=endpoint.url,
        token=endpoint.token,
        headers=endpoint.headers,
        secrets=_NO_SECRETS,
        event=row["trigger"],
        sequence=row["sequence"],
        conversation=CONVERSATION,
        bot=endpoint.bot_id,
        attempt=1,
    )
    headers = dict(hidden(build(job, now)))
    if endpoint.secrets != _NO_SECRETS:
        headers["webhook-signature"] = _SIGNED
    return PushView(
        trigger=row["trigger"],
        triggers=fired(turn.events, subject.program.flow, triggers),
        endpoint_id=endpoint.id,
        endpoint_name=endpoint.name,
        url=without_query(endpoint.url),
        active=any(one.endpoint_id == endpoint.id for one in subject.bot.targets),
        shape=endpoint.shape,
        headers=headers,
        body=json.loads(job.body),
    )
