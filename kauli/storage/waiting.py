"""A thread for the statements that wait: for the disk, or for another process."""

import asyncio
import sqlite3
import threading
from queue import SimpleQueue

__all__ = ["WaitingThread"]

_Job = tuple[str, asyncio.AbstractEventLoop, "asyncio.Future[None]"]


class WaitingThread:
    """Runs statements without rows on a connection, one after the other.

    A thread pool would do, at several times the cost of a hand-over.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._work, name="kauli-commit", daemon=True)
        self._thread.start()

    async def run(self, sql: str) -> None:
        """Run a statement; meanwhile nobody else may use the connection."""
        loop = asyncio.get_running_loop()
        done: asyncio.Future[None] = loop.create_future()
        self._jobs.put((sql, loop, done))
        await done

    def stop(self) -> None:
        """End the thread once it has nothing left to do."""
        self._jobs.put(None)
        self._thread.join()

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            sql, loop, done = job
            error: Exception | None = None
            try:
                self._connection.execute(sql)
            except Exception as caught:  # noqa: BLE001 - handed to the one who asked
                error = caught
            loop.call_soon_threadsafe(_tell, done, error)


def _tell(done: "asyncio.Future[None]", error: Exception | None) -> None:
    if done.done():
        return
    if error is None:
        done.set_result(None)
    else:
        done.set_exception(error)
