"""A PostgreSQL of our own, so that it can be stopped without disturbing anybody."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.processes import free_port

__all__ = ["Cluster", "NoCluster", "private_cluster"]

_PROGRAMS = Path("/usr/lib/postgresql")
_USER = "postgres"
_PATIENCE = 60.0


class NoCluster(Exception):
    """Why none can be made here."""


class Cluster:
    """A running server, on a socket in its own folder.

    Args:
        programs: where PostgreSQL's programs are.
        folder: of the cluster; its owner runs the server.
        port: names the socket; no network is listened on.
    """

    def __init__(self, programs: Path, folder: Path, port: int) -> None:
        self._programs = programs
        self._folder = folder
        self._owner = _USER if os.geteuid() == 0 else None  # it refuses to run as root
        self._options = (
            f"-k {folder} -p {port} -c listen_addresses='' -c fsync=on -c synchronous_commit=on"
        )
        self.url = f"postgresql://{_USER}@/postgres?host={folder}&port={port}"
        self.restarts = 0

    def start(self) -> None:
        """Make its files and start it, flushing to the disk as it does by default."""
        data = str(self._folder / "data")
        self._run("initdb", "-D", data, "-A", "trust", "-U", _USER, "--locale=C", "-E", "UTF8")
        self._control("start", "-l", str(self._folder / "log"), "-o", self._options)

    def restart(self) -> None:
        """Cut it off without a checkpoint or a goodbye, and start it again: it has to recover."""
        self._control(
            "restart", "-m", "immediate", "-l", str(self._folder / "log"), "-o", self._options
        )
        self.restarts += 1

    def stop(self) -> None:
        """End it, whoever is still connected."""
        self._control("stop", "-m", "immediate")

    def _control(self, *arguments: str) -> None:
        self._run("pg_ctl", "-D", str(self._folder / "data"), "-w", *arguments)

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [self._programs / program, *arguments],
            cwd=self._folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,  # a pipe would be held open by the server
            stderr=subprocess.STDOUT,
            timeout=_PATIENCE,
            check=False,
            user=self._owner,
            group=self._owner,
            extra_groups=[] if self._owner else None,
        )
        if done.returncode:
            raise NoCluster(f"{program} {arguments[0]} failed")


@contextmanager
def private_cluster() -> Iterator[Cluster]:
    """A server for the length of the block; nothing of it is left behind.

    Raises:
        NoCluster: PostgreSQL's programs are not here, or won't run; says why.
    """
    programs = _programs()
    # Not below TMPDIR: its folders are often closed to others, and the path of a socket is short.
    folder = Path(tempfile.mkdtemp(prefix="kauli-pg-", dir="/tmp"))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, _USER)
        cluster = Cluster(programs, folder, free_port())
        cluster.start()
        try:
            yield cluster
        finally:
            cluster.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path:
    """The newest ones installed."""
    found = sorted(_PROGRAMS.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    beside = shutil.which("initdb")
    if not found and beside is None:
        raise NoCluster("initdb is not installed")
    if os.geteuid() == 0:
        try:
            pwd.getpwnam(_USER)
        except KeyError:
            raise NoCluster(f"there is no user {_USER}, and root may not run it") from None
    return found[-1].parent if found else Path(str(beside)).parent
