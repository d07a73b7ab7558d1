"""What an endpoint's row holds, from what people ask for: pure."""

from typing import Any

from kauli.kit.ids import new_id
from kauli.services.endpoints.faults import Faults
from kauli.services.endpoints.headers import merged
from kauli.services.endpoints.keys import USUAL, Key, fresh, read_keys, write_keys
from kauli.services.endpoints.settings import SETTINGS
from kauli.services.endpoints.views import CLEAR, EndpointChanges
from kauli.storage.queries.endpoints import Endpoint

__all__ = ["changed_columns", "gather_columns", "new_endpoint", "newest_secret"]


def new_endpoint(
    workspace_id: int,
    bot_id: int,
    *,
    is_default: bool,
    now: int,
    secret: str | None = None,
) -> Endpoint:
    """An endpoint without an address yet.

    Args:
        workspace_id: whose.
        bot_id: of which bot.
        is_default: whether it is the one that the compatible API's ``webhook_url`` stands for.
        now: microseconds since the epoch.
        secret: that signs what goes there and is shown to whoever makes it; ``None`` for a fresh
            one that nobody has seen yet.
    """
    key = Key(secret, now, shown_at=now) if secret else Key(fresh(USUAL), now)
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
        secrets=write_keys([key]),
        created_at=now,
        updated_at=now,
    )


def newest_secret(endpoint: Endpoint) -> str:
    """The secret that signs first; of ed25519 the half that only Kauli has."""
    return read_keys(endpoint.secrets)[0].secret


def changed_columns(changes: EndpointChanges, *, prefix: str = "") -> dict[str, Any]:
    """The columns to set on an endpoint without headers of its own.

    Args:
        changes: what to set.
        prefix: of the fields' names where they were sent, for the errors.

    Raises:
        Invalid: a setting that can't be; all of them at once.
    """
    faults = Faults(prefix)
    columns = gather_columns(changes, faults)
    faults.check()
    return columns


def gather_columns(
    changes: EndpointChanges, faults: Faults, *, headers: str = "{}"
) -> dict[str, Any]:
    """The columns to set, as far as they can be.

    Args:
        changes: what to set.
        faults: takes what can't be.
        headers: the endpoint's own, as they are.
    """
    columns: dict[str, Any] = {}
    for field, setting in SETTINGS.items():
        value = getattr(changes, field)
        if value is CLEAR:
            columns[setting.column] = setting.cleared
        elif value is not None:
            with faults.of(field):
                columns[setting.column] = setting.kept(value)
    if changes.headers is CLEAR:
        columns["headers"] = "{}"
    elif changes.headers is not None:
        with faults.of("headers"):
            columns["headers"] = merged(headers, changes.headers)
    return columns
