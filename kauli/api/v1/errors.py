"""Errors in our own shape: one, for all of them."""

from kauli.kit.errors import KauliError
from kauli.kit.json import dumps

__all__ = ["render"]


def render(error: KauliError) -> tuple[int, bytes]:
    """An error's status and JSON body."""
    problems = [
        {"where": problem.where, "message": problem.message, "kind": problem.kind}
        for problem in error.problems
    ]
    return error.status, dumps(
        {"error": {"code": error.code, "message": error.message, "problems": problems}}
    )
