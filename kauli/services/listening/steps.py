"""The transactions behind listening."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from kauli.delivery.job import batch_of, entry
from kauli.delivery.schedule import schedule_of
from kauli.delivery.settle import settle
from kauli.kit.clock import MINUTE
from kauli.kit.errors import Conflict, NotFound
from kauli.services.endpoints.rows import new_endpoint
from kauli.services.listening.attempts import attempt_of, news_of
from kauli.services.listening.rows import (
    chosen,
    followed,
    listener_row,
    new_listener,
    strangers,
)
from kauli.services.listening.views import Listener, Report, Seat, Verdict, Wish
from kauli.services.principal import Principal
from kauli.services.scope import bot_of, no_bot, possible_id
from kauli.storage.queries import bots, deliveries, endpoints, listening
from kauli.storage.queries.deliveries import Claimed
from kauli.storage.queries.endpoints import LISTEN, Endpoint
from kauli.storage.queries.listening import SILENT_AFTER, Glance, Standing
from kauli.storage.queries.settling import acknowledge
from kauli.storage.statements import Steps
from kauli.storage.tables import BEHIND

__all__ = ["Arrival", "Moment", "arrive", "check", "leave", "look", "note", "open_", "take"]

_HEARD_EVERY = MINUTE


@dataclass(frozen=True, slots=True)
class Moment:
    """What time and chance bring to a transaction, drawn before it.

    Attributes:
        now: microseconds since the epoch.
        name: a fresh id, of a session or a claim.
        lease_until: how long what is claimed is held, unless it is heard of before.
        jitter: a number from 0 up to but not including 1.
    """

    now: int
    name: str = ""
    lease_until: int = 0
    jitter: float = 0.0


@dataclass(frozen=True, slots=True)
class Arrival:
    """What a session finds when it comes; ``held`` has the claim of each delivery being sent."""

    listener: Endpoint
    webhook: Endpoint | None
    glance: Glance
    held: dict[str, str]

    def brings_news(self, now: int) -> bool:
        """Whether there is anything to write down before more is waited for."""
        return bool(
            self.held
            or followed(self.listener, self.webhook)
            or not self.glance.active
            or now - self.glance.heard_at >= _HEARD_EVERY
        )

    def signing(self) -> Endpoint:
        """The listener with what the webhook signs with now."""
        return replace(self.listener, **followed(self.listener, self.webhook))


def open_(
    principal: Principal, bot_id: int, wish: Wish, moment: Moment, usual_timeout: float
) -> Steps[Listener]:
    """Find or make a listener, switch it on, and give it to a fresh session.

    The bot's own webhook is made where there is none yet: its secret is what signs.
    """
    now = moment.now
    possible_id(bot_id)
    bot = yield from bots.hold_bot(principal.workspace_id, bot_id)
    if bot is None:
        raise no_bot(bot_id)
    webhook = yield from endpoints.find_default_endpoint(bot_id)
    if webhook is None:
        webhook = new_endpoint(bot.workspace_id, bot_id, is_default=True, now=now)
        yield from endpoints.add_endpoint(webhook)
    triggers, whose = chosen(bot, webhook, wish)
    found = yield from _of_name(bot_id, wish.name.strip())
    listener = found or new_listener(webhook, wish.name, now)
    columns = listener_row(listener, webhook, wish, triggers, now)
    if found is None:
        yield from endpoints.add_endpoint(listener)
    yield from endpoints.update_endpoint(listener.id, columns, now)
    if columns.keys() & {"active", "triggers", "shape"}:
        yield from bots.touch_bot(bot_id, now)
    yield from listening.seat(listener.id, moment.name, now)
    yield from deliveries.give_back((yield from listening.held_deliveries(listener.id)))
    milliseconds = columns.get("timeout_ms", listener.timeout_ms)
    return Listener(
        endpoint_id=listener.id,
        session=moment.name,
        bot_id=bot_id,
        bot_name=bot.name,
        name=columns.get("name", listener.name),
        triggers=list(dict.fromkeys(triggers)),
        triggers_from=whose,
        unknown_triggers=strangers(bot, triggers) if whose == "wish" else [],
        timeout=milliseconds / 1_000 if milliseconds else usual_timeout,
        waiting=(yield from endpoints.count_undelivered(listener.id)),
    )


def look(principal: Principal, seat: Seat) -> Steps[Arrival]:
    """What a session finds when it comes."""
    listener, glance = yield from _listener(principal, seat)
    webhook = yield from endpoints.find_default_endpoint(seat.bot_id)
    return Arrival(
        listener, webhook, glance, (yield from listening.held_deliveries(seat.endpoint_id))
    )


def check(glance: Glance | None, seat: Seat, now: int) -> Glance:
    """Let a session take from its listener only.

    Raises:
        NotFound: the listener was deleted.
        Conflict: it is somebody else's by now, or was switched off.
    """
    if glance is None:
        raise _no_listener(seat)
    if glance.session != seat.session:
        raise Conflict(
            "Another `kauli listen` took this listener over. To have both get a copy, give each "
            "a name of its own (--name).",
            code="listener_taken",
        )
    if glance.off_at is not None:
        raise Conflict(
            "The receiver answered 410, it wants no more, so this listener was switched off as "
            "any endpoint would be. Start it again to go on.",
            code="listener_off",
        )
    if not glance.active and now - glance.heard_at < SILENT_AFTER:
        raise Conflict(
            "This listener was switched off. Start it again to go on.", code="listener_off"
        )
    return glance


def arrive(arrival: Arrival, holding: Collection[str], moment: Moment) -> Steps[None]:
    """Note that a session came, and what it holds.

    What it doesn't know of never reached it, so that goes back in line; what it does is held on
    to. If nothing was heard of it for so long that its listener was switched off, that is on
    again.
    """
    listener = arrival.listener
    lost = {one: claim for one, claim in arrival.held.items() if one not in holding}
    kept = {one: claim for one, claim in arrival.held.items() if one in holding}
    if lost:
        yield from deliveries.give_back(lost)
    if kept:
        yield from deliveries.extend_leases(kept, moment.lease_until)
    columns = followed(listener, arrival.webhook)
    if not arrival.glance.active:
        columns["active"] = True
        yield from bots.touch_bot(listener.bot_id, moment.now)
    yield from endpoints.update_endpoint(listener.id, columns, moment.now)
    yield from listening.hear(listener.id, moment.now)


def take(dialect: str, seat: Seat, most: int, moment: Moment) -> Steps[list[Claimed]]:
    """Claim what is due, if the listener still is the session's."""
    check((yield from listening.glance(seat.endpoint_id)), seat, moment.now)
    return (
        yield from deliveries.claim(
            dialect,
            {seat.endpoint_id: most},
            claim_id=moment.name,
            now=moment.now,
            lease_until=moment.lease_until,
        )
    )


def note(
    dialect: str, principal: Principal, seat: Seat, report: Report, moment: Moment
) -> Steps[tuple[Verdict, bool]]:
    """Write down what a receiver made of a delivery, as a worker does.

    An answer that comes after its lease ran out counts all the same, as long as nobody tried
    again since.

    Returns:
        The second thing says whether there is more to send because of it, now or soon.
    """
    listener, _ = yield from _listener(principal, seat)
    standing = yield from listening.find_standing(listener.id, report.delivery_id)
    if standing is None:
        raise NotFound(f"There is no delivery {report.delivery_id}.", code="delivery_not_found")
    claimed = standing.delivery
    if not _counts(standing, report):
        return _too_late(standing), False
    if standing.claim_id is None:
        yield from listening.hold_again(listener.id, claimed.id, report.claim_id)
    attempt = attempt_of(claimed, listener, report, moment.now)
    settled = settle(
        attempt.outcome,
        attempt.number - claimed.earlier_attempts,
        schedule=schedule_of(listener.schedule),
        jitter=moment.jitter,
        now=moment.now,
    )
    news = news_of(listener, attempt, moment.now)
    one = entry(claimed, report.claim_id, attempt, settled=settled, news=news, now=moment.now)
    moved = yield from acknowledge(dialect, batch_of([one], moment.now))
    verdict = Verdict(
        status=settled.status,
        outcome=attempt.outcome.code,
        sentence=attempt.outcome.sentence,
        due_at=settled.due_at or None,
        counted=True,
    )
    return verdict, bool(moved or settled.due_at)


def leave(principal: Principal, seat: Seat, moment: Moment) -> Steps[int]:
    """Switch a listener off and give back what is held; not if it is somebody else's by now.

    Returns:
        How many deliveries wait for whoever opens it again.
    """
    listener, glance = yield from _listener(principal, seat)
    if glance.session == seat.session:
        yield from deliveries.give_back((yield from listening.held_deliveries(listener.id)))
        yield from endpoints.update_endpoint(listener.id, {"active": False}, moment.now)
        yield from listening.seat(listener.id, "", moment.now)
        yield from bots.touch_bot(listener.bot_id, moment.now)
    return (yield from endpoints.count_undelivered(listener.id))


def _of_name(bot_id: int, name: str) -> Steps[Endpoint | None]:
    every = yield from endpoints.list_endpoints(bot_id)
    return next((one for one in every if one.kind == LISTEN and one.name == name), None)


def _listener(principal: Principal, seat: Seat) -> Steps[tuple[Endpoint, Glance]]:
    yield from bot_of(principal, seat.bot_id)
    found = yield from endpoints.find_endpoint(seat.bot_id, seat.endpoint_id)
    glance = yield from listening.glance(seat.endpoint_id)
    if found is None or found.kind != LISTEN or glance is None:
        raise _no_listener(seat)
    return found, glance


def _no_listener(seat: Seat) -> NotFound:
    return NotFound(f"This bot has no listener {seat.endpoint_id}.", code="endpoint_not_found")


def _counts(standing: Standing, report: Report) -> bool:
    if standing.status == "sending":
        return standing.claim_id == report.claim_id
    waits = standing.status in ("pending", "failed")
    return waits and standing.delivery.attempts == report.attempt - 1


def _too_late(standing: Standing) -> Verdict:
    due_at = standing.delivery.due_at
    waits = standing.status in ("pending", "failed") and due_at < BEHIND
    return Verdict(
        status=standing.status,
        outcome=standing.outcome,
        sentence="It was settled, or taken by another, before this answer came.",
        due_at=due_at if waits else None,
        counted=False,
    )
