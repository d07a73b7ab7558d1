"""What a server that has run for years has in its tables, made by the database itself."""

import asyncio
import sqlite3
from collections.abc import Mapping

import asyncpg

from benchmarks.backlog import BODY
from benchmarks.stores import SQLITE, Store
from benchmarks.subject import Home

__all__ = ["stock"]

_SESSION = (
    '{"state":"confirms","next_state":"end","root":"","memory":{"order_pizza":"I need a pizza",'
    '"number_of_pizzas":"2","pizza_toppings":"cheese","address":"12 Uhuru Street",'
    '"phone_number":"0712345678","choice_confirmation":"1"}}'
)
_REPLIES = '[{"type":"text","lines":["Thank you, the kitchen has your order!"]}]'
_LONG_AGO = 1_600_000_000_000_000


def stock(home: Home, count: int) -> None:
    """Write so many conversations, each with a turn and a delivery that arrived long ago."""
    tables = {
        "conversations": {
            "id": "{id:cnv}",
            "bot_id": str(home.bot_id),
            "chat_id": "'stored-' || i",
            "channel": "'general'",
            "version_id": f"'{home.version_id}'",
            "session": f"'{_SESSION}'",
            "turns": "1",
            "sequence": "1",
            "created_at": f"{_LONG_AGO} + i",
            "updated_at": f"{_LONG_AGO} + i",
        },
        "turns": {
            "conversation_id": "{id:cnv}",
            "number": "1",
            "message_id": "NULL",
            "message": "'1'",
            "message_type": "'text'",
            "replies": f"'{_REPLIES}'",
            "trace": "'{{}}'",
            "received_at": f"{_LONG_AGO} + i",
        },
        "deliveries": {
            "id": "{id:dlv}",
            "workspace_id": str(home.workspace_id),
            "bot_id": str(home.bot_id),
            "endpoint_id": f"'{home.endpoint_id}'",
            "conversation_id": "{id:cnv}",
            "turn_number": "1",
            "sequence": "1",
            "trigger": "'order_pizza'",
            "body": "{body}",
            "status": "'delivered'",
            "attempts": "1",
            "due_at": f"{_LONG_AGO} + i",
            "lease_until": "NULL",
            "claim_id": "NULL",
            "outcome": "'delivered'",
            "created_at": f"{_LONG_AGO} + i",
            "finished_at": f"{_LONG_AGO} + i",
        },
    }
    statements = [_insert(home.store, table, values, count) for table, values in tables.items()]
    if home.store.name == SQLITE:
        _on_sqlite(home.store, statements)
    else:
        asyncio.run(_on_postgresql(home.store, statements))


def _insert(store: Store, table: str, values: Mapping[str, str], count: int) -> str:
    sqlite = store.name == SQLITE
    number = "printf('%026d', i)" if sqlite else "lpad(i::text, 26, '0')"
    body = f"x'{BODY.hex()}'" if sqlite else f"'\\x{BODY.hex()}'::bytea"
    numbers = (
        f"(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count})"
        " SELECT i FROM n)"
        if sqlite
        else f"generate_series(1, {count}) AS n(i)"
    )
    written = [
        value.replace("{id:cnv}", f"'cnv_' || {number}")
        .replace("{id:dlv}", f"'dlv_' || {number}")
        .replace("{body}", body)
        .replace("{{}}", "{}")
        for value in values.values()
    ]
    names = ", ".join(f'"{name}"' for name in values)
    return f"INSERT INTO {table} ({names}) SELECT {', '.join(written)} FROM {numbers}"


def _on_sqlite(store: Store, statements: list[str]) -> None:
    connection = sqlite3.connect(store.folder / "kauli.db")
    try:
        for statement in statements:
            connection.execute(statement)
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()


async def _on_postgresql(store: Store, statements: list[str]) -> None:
    connection = await asyncpg.connect(store.url)
    try:
        for statement in statements:
            await connection.execute(statement)
        await connection.execute("VACUUM ANALYZE")
    finally:
        await connection.close()
