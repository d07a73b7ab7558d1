"""What an endpoint's row holds, from what people ask for: pure."""

from typing import Any

from kauli.delivery.signing import new_secret
from kauli.kit import json
from kauli.kit.errors import Invalid, Problem
from kauli.kit.ids import new_id
from kauli.net import check_url
from kauli.services.endpoints.views import EndpointChanges
from kauli.storage.queries.endpoints import Endpoint

__all__ = ["changed_columns", "new_endpoint", "newest_secret"]

_NAME_LONGEST = 200
_TOKEN_LONGEST = 4_096
_MOST_TRIGGERS = 1_000


def new_endpoint(workspace_id: int, bot_id: int, *, is_default: bool, now: int) -> Endpoint:
    """An endpoint without an address yet, with a signing secret of its own."""
    secret = {"secret": new_secret(), "created_at": now, "expires_at": None}
    return Endpoint(
        id=new_id("end", now),
        workspace_id=workspace_id,
        bot_id=bot_id,
        name="Webhook",
        is_default=is_default,
        url="",
        active=True,
        triggers="[]",
        token="",
        secrets=json.dumps([secret]).decode(),
        created_at=now,
        updated_at=now,
    )


def newest_secret(endpoint: Endpoint) -> str:
    """The secret that a receiver should verify with."""
    secrets = json.loads(endpoint.secrets)
    return str(max(secrets, key=lambda item: item["created_at"])["secret"])


def changed_columns(changes: EndpointChanges, *, prefix: str = "") -> dict[str, Any]:
    """The columns to set.

    Args:
        changes: what to set.
        prefix: of the fields' names where they were sent, for the errors.

    Raises:
        Invalid: an address that can't be called, or something over its bound.
    """
    columns: dict[str, Any] = {}
    if changes.name is not None:
        columns["name"] = _within(f"{prefix}name", changes.name.strip(), _NAME_LONGEST)
    if changes.url is not None:
        columns["url"] = _url(f"{prefix}url", changes.url.strip())
    if changes.active is not None:
        columns["active"] = changes.active
    if changes.triggers is not None:
        triggers = list(dict.fromkeys(changes.triggers))
        if len(triggers) > _MOST_TRIGGERS:
            sentence = f"An endpoint has at most {_MOST_TRIGGERS} triggers."
            raise _invalid(f"{prefix}triggers", sentence)
        columns["triggers"] = json.dumps(triggers).decode()
    if changes.token is not None:
        columns["token"] = _token(f"{prefix}token", changes.token.strip())
    return columns


def _url(field: str, url: str) -> str:
    if url:
        try:
            check_url(url)
        except Invalid as error:
            raise _invalid(field, error.message) from None
    return url


def _token(field: str, token: str) -> str:
    if not (token.isascii() and token.isprintable()):
        raise _invalid(field, "The token goes into a header: plain ASCII without line breaks.")
    return _within(field, token, _TOKEN_LONGEST)


def _within(field: str, value: str, longest: int) -> str:
    if len(value) > longest:
        raise _invalid(field, f"At most {longest} characters.")
    return value


def _invalid(field: str, message: str) -> Invalid:
    return Invalid(message, code=f"bad_{field}", problems=[Problem(("body", field), message)])
