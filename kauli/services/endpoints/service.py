"""What people do with endpoints."""

from kauli.kit.clock import Clock
from kauli.services.endpoints import steps
from kauli.services.endpoints.keys import OVERLAP_HOURS, USUAL, Wish, seen_by_receiver
from kauli.services.endpoints.rows import newest_secret
from kauli.services.endpoints.trials import Trial, Trials, TrialView
from kauli.services.endpoints.views import EndpointChanges, EndpointView, view
from kauli.services.principal import Principal
from kauli.services.roles import Role, require
from kauli.storage import DELIVERIES, Database
from kauli.storage.queries.endpoints import Endpoint

__all__ = ["Endpoints"]


class Endpoints:
    """The endpoints of a bot; a conversation under way sees a change with its next turn.

    Attributes:
        trials: what an endpoint is tried out with, step by step.
    """

    def __init__(self, database: Database, trials: Trials, *, clock: Clock) -> None:
        self.trials = trials
        self._database = database
        self._clock = clock
        self._due = database.signal(DELIVERIES)

    async def list(self, principal: Principal, bot_id: int) -> list[EndpointView]:
        """A bot's endpoints, oldest first."""
        found = await self._database.read(steps.list_all, principal, bot_id)
        now = self._clock()
        return [view(endpoint, now) for endpoint in found]

    async def get(self, principal: Principal, bot_id: int, endpoint_id: str | None) -> EndpointView:
        """One endpoint; the one that the bot's ``webhook_url`` stands for when none is named."""
        return self._view(await self._database.read(steps.find, principal, bot_id, endpoint_id))

    async def undelivered(self, principal: Principal, bot_id: int, endpoint_id: str) -> int:
        """How many deliveries wait for an endpoint, and would be cancelled with it."""
        return await self._database.read(steps.undelivered, principal, bot_id, endpoint_id)

    async def create(
        self,
        principal: Principal,
        bot_id: int,
        changes: EndpointChanges,
        wish: Wish = USUAL,
        *,
        is_default: bool = False,
    ) -> tuple[EndpointView, str]:
        """Make an endpoint.

        Args:
            principal: whose.
            bot_id: of which bot.
            changes: its settings.
            wish: what its secret should be.
            is_default: whether ``webhook_url`` of the bot stands for it.

        Returns:
            It, and what its receiver verifies with.

        Raises:
            Invalid: settings that can't be; all of them at once.
            Conflict: it was to be the webhook of the bot, which has one.
        """
        require(principal, Role.EDITOR)
        made = await self._database.write(
            steps.create,
            principal,
            bot_id,
            changes,
            wish,
            self._clock(),
            is_default=is_default,
        )
        return self._view(made), seen_by_receiver(newest_secret(made))

    async def update(
        self, principal: Principal, bot_id: int, endpoint_id: str | None, changes: EndpointChanges
    ) -> EndpointView:
        """Change an endpoint.

        Args:
            principal: whose.
            bot_id: of which bot.
            endpoint_id: which; ``None`` for the one that ``webhook_url`` stands for, which is made
                where there is none yet.
            changes: what to set.

        Raises:
            Invalid: settings that can't be; all of them at once.
        """
        require(principal, Role.EDITOR)
        changed = await self._database.write(
            steps.update, principal, bot_id, endpoint_id, changes, self._clock()
        )
        self._due.send()
        return self._view(changed)

    async def delete(self, principal: Principal, bot_id: int, endpoint_id: str) -> int:
        """Remove an endpoint; what was still to be sent there is cancelled, and counted."""
        require(principal, Role.EDITOR)
        return await self._database.write(
            steps.delete, principal, bot_id, endpoint_id, self._clock()
        )

    async def secret(
        self, principal: Principal, bot_id: int, endpoint_id: str | None = None
    ) -> str:
        """What a receiver verifies with, whoever saw it before: for the server's own machine.

        Args:
            principal: whose.
            bot_id: of which bot.
            endpoint_id: which; ``None`` for the one that ``webhook_url`` stands for.
        """
        require(principal, Role.EDITOR)
        found = await self._database.read(steps.find, principal, bot_id, endpoint_id)
        return seen_by_receiver(newest_secret(found))

    async def reveal(self, principal: Principal, bot_id: int, endpoint_id: str) -> str:
        """What a receiver verifies with; a secret that both sides know only once.

        Raises:
            Conflict: it was shown before.
        """
        require(principal, Role.EDITOR)
        found = await self._database.write(
            steps.reveal, principal, bot_id, endpoint_id, self._clock()
        )
        return seen_by_receiver(found)

    async def rotate(
        self,
        principal: Principal,
        bot_id: int,
        endpoint_id: str | None,
        wish: Wish = USUAL,
        *,
        overlap_hours: float = OVERLAP_HOURS,
    ) -> tuple[EndpointView, str]:
        """Let a new secret sign, beside the old ones for a while.

        Args:
            principal: whose.
            bot_id: of which bot.
            endpoint_id: which; ``None`` for the one that ``webhook_url`` stands for.
            wish: what the secret should be.
            overlap_hours: how long the old ones go on signing at most; 0 ends them at once.

        Returns:
            The endpoint, and what its receiver verifies with from now on.

        Raises:
            Invalid: what was wished for can't be.
            Conflict: too many secrets would sign at once.
        """
        require(principal, Role.EDITOR)
        done = await self._database.write(
            steps.rotate,
            principal,
            bot_id,
            endpoint_id,
            wish,
            overlap_hours=overlap_hours,
            now=self._clock(),
        )
        self._due.send()
        return self._view(done), seen_by_receiver(newest_secret(done))

    async def try_out(self, principal: Principal, bot_id: int, trial: Trial) -> TrialView:
        """Send an example, or what was delivered before, once and now; it is not kept."""
        require(principal, Role.EDITOR)
        return await self.trials.send(await self.trials.draft(principal, bot_id, trial))

    def _view(self, endpoint: Endpoint) -> EndpointView:
        return view(endpoint, self._clock())
