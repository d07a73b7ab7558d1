"""Errors in the shapes that the published SDKs read.

Go reads ``message`` or ``detail`` as a string, and of a 422 the first item of ``detail`` without
looking whether there is one, its ``loc`` as strings; Rust reads ``error``; Dart any of them.
"""

from kauli.kit.errors import KauliError
from kauli.kit.json import dumps

__all__ = ["render"]


def render(error: KauliError) -> tuple[int, bytes]:
    """An error's status and JSON body."""
    if error.code == "key_expired":
        # The only words at which the old Python SDK signs in again and repeats its request.
        return 400, _plain("Token Expired")
    if error.status != 422:
        return error.status, _plain(error.message)
    faults = [
        {"loc": problem.where or ("body",), "msg": problem.message, "type": problem.kind}
        for problem in error.problems
    ]
    if not faults:
        faults = [{"loc": ("body",), "msg": error.message, "type": error.code}]
    return 422, dumps({"detail": faults, "message": error.message, "error": error.message})


def _plain(sentence: str) -> bytes:
    return dumps({"detail": sentence, "message": sentence, "error": sentence})
