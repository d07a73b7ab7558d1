"""The errors people meet: each has a stable code, an HTTP status and a sentence that helps.

Rooms raise these; the APIs and the command line each render them in one place.
"""

from collections.abc import Sequence
from dataclasses import dataclass

__all__ = [
    "Conflict",
    "Forbidden",
    "Invalid",
    "KauliError",
    "NotFound",
    "Problem",
    "TooLarge",
    "Unauthorized",
    "Unavailable",
]


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in what was sent: where it is (a path of keys) and what to do about it."""

    where: tuple[str, ...]
    message: str
    kind: str = "value_error"


class KauliError(Exception):
    """An error meant for a person to read.

    Attributes:
        code: a stable name, such as ``bot_not_found``; documented, never reworded.
        status: the HTTP status that fits it.
        message: one sentence that says what to do next.
        problems: the single faults, where there are several.
    """

    status = 500
    default_code = "internal_error"

    def __init__(
        self, message: str, *, code: str | None = None, problems: Sequence[Problem] = ()
    ) -> None:
        super().__init__(message)
        self.message = message
        self.code = code or self.default_code
        self.problems = tuple(problems)


class Invalid(KauliError):
    """What was sent can't be used as it is."""

    status = 422
    default_code = "invalid"


class Unauthorized(KauliError):
    """No key, or one that is not (or no longer) known."""

    status = 401
    default_code = "unauthorized"


class Forbidden(KauliError):
    """Known, but not allowed to do this."""

    status = 403
    default_code = "forbidden"


class NotFound(KauliError):
    """It does not exist, or belongs to another workspace (which looks the same)."""

    status = 404
    default_code = "not_found"


class Conflict(KauliError):
    """Somebody else changed it in between, or it exists already."""

    status = 409
    default_code = "conflict"


class TooLarge(KauliError):
    """More than a limit allows."""

    status = 413
    default_code = "too_large"


class Unavailable(KauliError):
    """It can't be done just now; trying again later may help."""

    status = 503
    default_code = "unavailable"
