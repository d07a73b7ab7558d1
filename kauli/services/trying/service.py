"""What people do to try a bot: talk to it without a trace, and keep tests of what it should say."""

import asyncio
from collections.abc import Sequence

from kauli.flow import Limits
from kauli.kit.clock import Clock
from kauli.kit.errors import NotFound
from kauli.nlu import Encoder
from kauli.runner import MiddlewareCaller, Programs
from kauli.services.principal import Principal
from kauli.services.roles import Role, require
from kauli.services.trying import steps
from kauli.services.trying.definitions import Definition, checked
from kauli.services.trying.judging import run
from kauli.services.trying.simulation import Simulation, Simulator
from kauli.services.trying.subjects import Subjects
from kauli.services.trying.views import RunView, SimulatedTurn, TestView
from kauli.storage import Database

__all__ = ["Trying"]


class Trying:
    """Simulations and conversation tests.

    Args:
        database: where bots and tests are.
        programs: bots and versions ready to run.
        middleware: makes the calls of a simulated turn.
        clock: the time.
        limits: the bounds of documents and turns.
        encoder: to train drafts with.
    """

    def __init__(
        self,
        database: Database,
        programs: Programs,
        middleware: MiddlewareCaller,
        *,
        clock: Clock,
        limits: Limits,
        encoder: Encoder | None = None,
    ) -> None:
        self._database = database
        self._clock = clock
        self._limits = limits
        self._subjects = Subjects(database, programs, limits=limits, encoder=encoder)
        self._simulator = Simulator(middleware)

    async def simulate(
        self, principal: Principal, bot_id: int, wanted: Simulation
    ) -> SimulatedTurn:
        """Say something to a bot; nothing is kept and no webhook is sent.

        Raises:
            NotFound: no such bot or version.
            Conflict: it has not been published yet, and its draft was not asked for.
            Invalid: a session that is none, no such state, or nothing to say.
        """
        subject = await self._subjects.of(principal, bot_id, wanted.on)
        return await self._simulator.turn(subject, wanted, self._clock())

    async def tests(self, principal: Principal, bot_id: int) -> list[TestView]:
        """A bot's tests, oldest first."""
        return await self._database.read(steps.listed, principal, bot_id)

    async def test(self, principal: Principal, bot_id: int, test_id: str) -> TestView:
        """One test.

        Raises:
            NotFound: there is none of that id.
        """
        return await self._database.read(steps.found, principal, bot_id, test_id)

    async def add(self, principal: Principal, bot_id: int, definition: Definition) -> TestView:
        """Keep a new test.

        Raises:
            Invalid: it can't be.
            Conflict: the bot has as many as it may.
        """
        require(principal, Role.EDITOR)
        wanted = [checked(definition, self._limits)]
        made = await self._database.write(steps.add, principal, bot_id, wanted, self._clock())
        return made[0]

    async def change(
        self, principal: Principal, bot_id: int, test_id: str, definition: Definition
    ) -> TestView:
        """Let a test be another.

        Raises:
            NotFound: there is none of that id.
            Invalid: it can't be.
        """
        require(principal, Role.EDITOR)
        wanted = checked(definition, self._limits)
        return await self._database.write(
            steps.change, principal, bot_id, test_id, wanted, self._clock()
        )

    async def save(
        self, principal: Principal, bot_id: int, definitions: Sequence[Definition]
    ) -> tuple[int, int]:
        """Keep tests, each in the place of the one of its name; all of them or none.

        Returns:
            How many were added, and how many were changed.
        """
        require(principal, Role.EDITOR)
        wanted = [checked(one, self._limits) for one in definitions]
        return await self._database.write(steps.save, principal, bot_id, wanted, self._clock())

    async def delete(self, principal: Principal, bot_id: int, test_id: str) -> None:
        """Remove a test.

        Raises:
            NotFound: there is none of that id.
        """
        require(principal, Role.EDITOR)
        await self._database.write(steps.delete, principal, bot_id, test_id)

    async def run(
        self, principal: Principal, bot_id: int, *, on: str, tests: Sequence[str] | None = None
    ) -> RunView:
        """Run a bot's tests.

        Args:
            principal: whose.
            bot_id: which bot.
            on: ``draft``, ``live`` or a version's id.
            tests: the ids of some; ``None`` for all.

        Raises:
            NotFound: no such bot, version or test.
        """
        kept = {one.id: one for one in await self.tests(principal, bot_id)}
        for test_id in tests or ():
            if test_id not in kept:
                raise NotFound(f"This bot has no test {test_id[:100]}.", code="test_not_found")
        chosen = list(kept) if tests is None else list(dict.fromkeys(tests))
        subject = await self._subjects.of(principal, bot_id, on)
        return await asyncio.to_thread(
            run, subject, [(test_id, kept[test_id].definition) for test_id in chosen]
        )

    async def run_these(
        self, principal: Principal, bot_id: int, *, on: str, definitions: Sequence[Definition]
    ) -> RunView:
        """Run tests that are not kept."""
        wanted = [(None, checked(one, self._limits)) for one in definitions]
        subject = await self._subjects.of(principal, bot_id, on)
        return await asyncio.to_thread(run, subject, wanted)
