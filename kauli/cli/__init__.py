"""The command line: ``kauli``."""

import os

from kauli.cli.root import app

__all__ = ["app", "main"]


def main() -> None:
    """Run ``kauli`` with the arguments it was started with."""
    # Bots are small: a second thread of numpy's would only spin. Read when numpy is imported.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    app(prog_name="kauli")
