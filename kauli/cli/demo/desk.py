"""The order desk as the demo runs it: a process that tells on standard output what arrives.

It prints its port, then reads the signing secrets from a line of standard input, then prints a
JSON object for every delivery and for every text message. It ends when standard input does, so
that it never outlives the demo.
"""

import importlib.util
import io
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterable
from types import ModuleType
from typing import Any

from werkzeug.serving import WSGIRequestHandler, make_server

from kauli.cli.examples import example
from kauli.kit import json

__all__ = ["main"]

_HOST = "127.0.0.1"
_Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def main(orders_file: str) -> None:
    """Serve the order desk until standard input ends."""
    listener = socket.create_server((_HOST, 0))
    port = listener.getsockname()[1]
    _tell({"kind": "listening", "port": port})
    secrets = sys.stdin.readline()
    if not secrets:
        return
    desk = _order_desk().order_desk(secrets, orders_file, _text)
    server = make_server(
        _HOST,
        port,
        _Recorder(desk.wsgi_app),
        threaded=True,
        request_handler=_Silent,
        fd=listener.fileno(),
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.stdin.read()


class _Recorder:
    """Passes requests on and tells of each POST with its answer."""

    def __init__(self, app: _Wsgi) -> None:
        self._app = app

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        arrived = time.time()
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        environ["wsgi.input"] = io.BytesIO(body)
        status = ""

        def start(line: str, *rest: Any) -> Any:
            nonlocal status
            status = line
            return start_response(line, *rest)

        answer = b"".join(self._app(environ, start))
        if environ["REQUEST_METHOD"] == "POST":
            _tell(
                {
                    "kind": "delivery",
                    "arrived": arrived,
                    "headers": _headers(environ),
                    "body": body.decode(errors="replace"),
                    "status": int(status.split(maxsplit=1)[0]),
                    "answer": answer.decode(errors="replace"),
                }
            )
        return [answer]


class _Silent(WSGIRequestHandler):
    """Writes no line for each request."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Leave it to the demo to tell."""


def _order_desk() -> ModuleType:
    """The example's ``main.py``."""
    path = example("order_desk") / "main.py"
    spec = importlib.util.spec_from_file_location("order_desk", path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} can't be loaded")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _headers(environ: dict[str, Any]) -> dict[str, str]:
    return {
        name.removeprefix("HTTP_").replace("_", "-").lower(): value
        for name, value in environ.items()
        if name.startswith(("HTTP_", "CONTENT_TYPE"))
    }


def _text(text: str) -> None:
    _tell({"kind": "text", "text": text})


def _tell(event: dict[str, Any]) -> None:
    """One line each, whichever thread tells."""
    sys.stdout.buffer.write(json.dumps(event) + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main(sys.argv[1])
