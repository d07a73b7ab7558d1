"""The one schema, for SQLite and PostgreSQL alike.

Kept to types that both drivers hand over without conversion: integers (moments are
microseconds since the epoch), text (documents are JSON text), bytes and booleans.
"""

import sqlalchemy as sa

__all__ = [
    "BEHIND",
    "api_keys",
    "attempts",
    "bots",
    "conversation_tests",
    "conversations",
    "deliveries",
    "endpoints",
    "health",
    "invitations",
    "layouts",
    "listeners",
    "members",
    "metadata",
    "missed",
    "sessions",
    "tallies",
    "totals",
    "turns",
    "users",
    "versions",
    "workspaces",
]

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _table(name: str, *items: sa.schema.SchemaItem) -> sa.Table:
    """A table whose numbers, once handed out, are never handed out again."""
    numbered = (
        isinstance(items[0], sa.Column)
        and items[0].name == "id"
        and (isinstance(items[0].type, sa.Integer))
    )
    return sa.Table(name, metadata, *items, sqlite_autoincrement=numbered)


def _hot_table(name: str, *items: sa.schema.SchemaItem) -> sa.Table:
    """A table of the hot path: rows live inside the primary key's own tree on SQLite.

    It has no foreign keys: a row and what it belongs to are written by one unit of work, bots and
    endpoints are only ever marked as deleted, and on PostgreSQL each key would lock its parent.
    """
    return sa.Table(name, metadata, *items, sqlite_with_rowid=False)


def _serial() -> sa.Column[int]:
    """A number that the database hands out; never handed out twice."""
    return sa.Column("id", sa.Integer, primary_key=True, autoincrement=True)


def _text(name: str, default: str = "") -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False, server_default=default)


def _moment(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, nullable=nullable)


def _number(name: str, default: int = 0) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False, server_default=str(default))


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean, nullable=False)


workspaces = _table(
    "workspaces",
    _serial(),
    _text("name"),
    _moment("created_at"),
)

users = _table(
    "users",
    _serial(),
    sa.Column("username", sa.Text, nullable=False, unique=True),
    _text("full_name"),
    _text("mobile"),
    _text("password_hash"),
    _flag("is_admin"),
    _moment("created_at"),
    _moment("updated_at"),
)

members = _table(
    "members",
    sa.Column("workspace_id", sa.ForeignKey("workspaces.id"), primary_key=True),
    sa.Column("user_id", sa.ForeignKey("users.id"), primary_key=True, index=True),
    _text("role"),
    _moment("created_at"),
)

api_keys = _table(
    "api_keys",
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("workspace_id", sa.ForeignKey("workspaces.id"), nullable=False, index=True),
    sa.Column("user_id", sa.ForeignKey("users.id"), nullable=False),
    _text("name"),
    sa.Column("fingerprint", sa.Text, nullable=False, unique=True),
    _text("preview"),
    _moment("created_at"),
    _moment("expires_at", nullable=True),
    _moment("revoked_at", nullable=True),
)

# Who is signed in to the dashboard; the browser's cookie is the token.
sessions = _table(
    "sessions",
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("workspace_id", sa.ForeignKey("workspaces.id"), nullable=False),
    sa.Column("user_id", sa.ForeignKey("users.id"), nullable=False, index=True),
    sa.Column("fingerprint", sa.Text, nullable=False, unique=True),
    # What the page sends along with every change, beside the cookie.
    _text("csrf_token"),
    _text("browser"),
    _moment("created_at"),
    _moment("seen_at"),
    _moment("expires_at"),
)

# Links by which people join a workspace; each is good for one person.
invitations = _table(
    "invitations",
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("workspace_id", sa.ForeignKey("workspaces.id"), nullable=False, index=True),
    # Who invited.
    sa.Column("user_id", sa.ForeignKey("users.id"), nullable=False),
    sa.Column("fingerprint", sa.Text, nullable=False, unique=True),
    _text("role"),
    _text("note"),
    _moment("created_at"),
    _moment("expires_at"),
    _moment("accepted_at", nullable=True),
    sa.Column("accepted_by", sa.ForeignKey("users.id")),
)

bots = _table(
    "bots",
    _serial(),
    sa.Column("workspace_id", sa.ForeignKey("workspaces.id"), nullable=False, index=True),
    sa.Column("user_id", sa.ForeignKey("users.id"), nullable=False),
    _text("name"),
    _text("description"),
    _text("industry"),
    _text("language"),
    _flag("visible_on_community"),
    sa.Column("confidence_threshold", sa.Double, nullable=False),
    _text("fallback_message", "[]"),
    _text("middleware", "{}"),
    _text("plugin", "{}"),
    _text("model_name"),
    sa.Column("live_version_id", sa.Text),
    # Grows with every change that a running conversation must see; read with each turn.
    _number("revision", 1),
    _moment("created_at"),
    _moment("updated_at"),
    _moment("deleted_at", nullable=True),
    # Who saved the draft last, and when.
    sa.Column("draft_by", sa.Integer),
    _moment("draft_at", nullable=True),
    # Last: it is long, and SQLite reads past it to whatever comes behind.
    _text("draft", "{}"),
)

versions = _table(
    "versions",
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("bot_id", sa.ForeignKey("bots.id"), nullable=False),
    _number("number"),
    _text("note"),
    sa.Column("user_id", sa.ForeignKey("users.id"), nullable=False),
    _text("document"),
    sa.Column("model", sa.LargeBinary, nullable=False),
    _text("evaluation", "{}"),
    _moment("created_at"),
    sa.UniqueConstraint("bot_id", "number"),
)

# Where the editor shows the states; no part of the flow.
layouts = _table(
    "layouts",
    sa.Column("bot_id", sa.ForeignKey("bots.id"), primary_key=True, autoincrement=False),
    _text("positions", "{}"),
    _moment("updated_at"),
)

# Conversations that must go as they are written here.
conversation_tests = _table(
    "conversation_tests",
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("bot_id", sa.ForeignKey("bots.id"), nullable=False, index=True),
    sa.Column("user_id", sa.ForeignKey("users.id"), nullable=False),
    _text("name"),
    _text("start", "{}"),
    _text("steps", "[]"),
    _moment("created_at"),
    _moment("updated_at"),
)

conversations = _hot_table(
    "conversations",
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("bot_id", sa.Integer, nullable=False),
    _text("chat_id"),
    _text("channel"),
    sa.Column("version_id", sa.Text, nullable=False),
    _text("session", "{}"),
    # Grows with every change; a turn is written only if this is what it was when read.
    _number("revision"),
    # How many turns there have been.
    _number("turns"),
    # How many deliveries it has caused; their order for the receiver.
    _number("sequence"),
    _moment("created_at"),
    _moment("updated_at"),
    # The hour of updated_at, since the epoch: changes seldom enough to be in an index.
    _number("active_hour"),
    sa.UniqueConstraint("bot_id", "chat_id"),
)
sa.Index(
    "ix_conversations_by_activity",
    conversations.c.bot_id,
    conversations.c.active_hour,
    conversations.c.id,
)

turns = _hot_table(
    "turns",
    sa.Column("conversation_id", sa.Text, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("message_id", sa.Text),
    _text("message"),
    _text("message_type"),
    _text("replies", "[]"),
    _text("trace", "{}"),
    _moment("received_at"),
)
sa.Index(
    "uq_turns_message_id",
    turns.c.conversation_id,
    turns.c.message_id,
    unique=True,
    sqlite_where=turns.c.message_id.is_not(None),
    postgresql_where=turns.c.message_id.is_not(None),
)

endpoints = _table(
    "endpoints",
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("workspace_id", sa.ForeignKey("workspaces.id"), nullable=False),
    sa.Column("bot_id", sa.ForeignKey("bots.id"), nullable=False, index=True),
    _text("name"),
    # The one that the compatible API's webhook_url and webhook_trigger_intents stand for.
    _flag("is_default"),
    _text("url"),
    _flag("active"),
    _text("triggers", "[]"),
    # http: we send there. listen: a developer's machine comes and takes.
    _text("kind", "http"),
    _text("token"),
    _text("headers", "{}"),
    _text("secrets", "[]"),
    # flat or envelope
    _text("shape", "flat"),
    # Pauses in seconds as a JSON list; empty for the usual ones.
    _text("schedule"),
    sa.Column("timeout_ms", sa.Integer),
    # Attempts a minute, and attempts at once, at most.
    sa.Column("rate_limit", sa.Integer),
    sa.Column("concurrency", sa.Integer),
    # Switched off by Kauli itself, not by its author: deliveries are still written for it.
    _moment("off_at", nullable=True),
    _text("off_reason"),
    _moment("created_at"),
    _moment("updated_at"),
    _moment("deleted_at", nullable=True),
)

# What was last heard of an endpoint; one row, for all workers.
health = _hot_table(
    "health",
    sa.Column("endpoint_id", sa.Text, primary_key=True),
    # In a row; a success sets them to 0.
    _number("failures"),
    _moment("failing_since", nullable=True),
    _moment("last_failure_at", nullable=True),
    # What it was: the status of HTTP or, where there was no answer, the outcome.
    _text("last_failure"),
    _moment("last_success_at", nullable=True),
    # The circuit: how many rests there were in a row, and until when the present one lasts.
    _number("rests"),
    _moment("rest_until"),
    # When a rest last began or all rests ended.
    _moment("changed_at"),
    _moment("warned_at", nullable=True),
    # The rate limit: until when the attempts granted so far take up its time.
    _moment("paced_until"),
    # Grows with each claim at an endpoint with a limit, so that two workers can't both take.
    _number("claims"),
)

# Who takes from an endpoint of the kind "listen".
listeners = _hot_table(
    "listeners",
    sa.Column("endpoint_id", sa.Text, primary_key=True),
    # The one that came last has it; "" when it was given up.
    _text("session"),
    _moment("heard_at"),
)

# How many attempts came to what, by hour; kept when the deliveries themselves are gone.
tallies = _hot_table(
    "tallies",
    sa.Column("endpoint_id", sa.Text, primary_key=True),
    sa.Column("hour", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("outcome", sa.Text, primary_key=True),
    # The upper bound of the time they took, in milliseconds; 0 where there was no answer.
    sa.Column("bucket", sa.Integer, primary_key=True, autoincrement=False),
    _number("attempts"),
    # That they took, together.
    sa.Column("milliseconds", sa.BigInteger, nullable=False, server_default="0"),
)

# How many deliveries were deleted for their age, by how they had ended.
totals = _hot_table(
    "totals",
    sa.Column("endpoint_id", sa.Text, primary_key=True),
    sa.Column("status", sa.Text, primary_key=True),
    sa.Column("deliveries", sa.BigInteger, nullable=False),
)

# What people wrote that no intent was recognised in, once for each wording.
missed = _hot_table(
    "missed",
    sa.Column("bot_id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("fingerprint", sa.Text, primary_key=True),
    _text("text"),
    _number("times"),
    # The best guess, though it was not good enough.
    _text("intent"),
    sa.Column("confidence", sa.Double, nullable=False),
    _moment("first_at"),
    _moment("last_at"),
)
sa.Index("ix_missed_by_times", missed.c.bot_id, missed.c.times)

BEHIND = 2**62
"""``due_at`` of a delivery that waits for an earlier one of its conversation and endpoint."""

deliveries = _hot_table(
    "deliveries",
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("workspace_id", sa.Integer, nullable=False),
    sa.Column("bot_id", sa.Integer, nullable=False),
    sa.Column("endpoint_id", sa.Text, nullable=False),
    sa.Column("conversation_id", sa.Text, nullable=False),
    _number("turn_number"),
    _number("sequence"),
    _text("trigger"),
    sa.Column("body", sa.LargeBinary, nullable=False),
    # pending, sending, delivered, failed (will retry), exhausted, cancelled
    _text("status"),
    _number("attempts"),
    # How many of the attempts were made before the present schedule began.
    _number("earlier_attempts"),
    # BEHIND for one that waits for an earlier one of its conversation.
    _moment("due_at"),
    _moment("lease_until", nullable=True),
    sa.Column("claim_id", sa.Text),
    _text("outcome"),
    _moment("created_at"),
    _moment("finished_at", nullable=True),
)
_due = deliveries.c.status.in_([sa.literal_column("'pending'"), sa.literal_column("'failed'")])
_sending = deliveries.c.status == sa.literal_column("'sending'")
_unsettled = deliveries.c.status.in_(
    [sa.literal_column("'pending'"), sa.literal_column("'failed'"), sa.literal_column("'sending'")]
)
sa.Index(
    "ix_deliveries_due",
    deliveries.c.endpoint_id,
    deliveries.c.due_at,
    # For SQLite, which would else look into each row for it.
    deliveries.c.status,
    sqlite_where=_due,
    postgresql_where=_due,
)
sa.Index(
    "ix_deliveries_leased",
    deliveries.c.lease_until,
    deliveries.c.endpoint_id,
    sqlite_where=_sending,
    postgresql_where=_sending,
)
sa.Index(
    "ix_deliveries_in_line",
    deliveries.c.conversation_id,
    deliveries.c.endpoint_id,
    deliveries.c.sequence,
    sqlite_where=_unsettled,
    postgresql_where=_unsettled,
)
# What people look for, in order of time. What is being sent is left out: it is found by its lease,
# and comes and goes too quickly to be worth an entry.
_kept = deliveries.c.status != sa.literal_column("'sending'")
sa.Index(
    "ix_deliveries_by_status",
    deliveries.c.endpoint_id,
    deliveries.c.status,
    deliveries.c.id,
    sqlite_where=_kept,
    postgresql_where=_kept,
)
sa.Index("ix_deliveries_by_conversation", deliveries.c.conversation_id, deliveries.c.id)
sa.Index("ix_deliveries_by_workspace", deliveries.c.workspace_id, deliveries.c.id)

attempts = _hot_table(
    "attempts",
    sa.Column("delivery_id", sa.Text, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    _moment("started_at"),
    _number("duration_ms"),
    _text("address"),
    sa.Column("http_status", sa.Integer),
    _text("outcome"),
    _text("sentence"),
    _text("request_headers", "{}"),
    _text("response_headers", "{}"),
    sa.Column("response_body", sa.LargeBinary, nullable=False),
    _flag("response_truncated"),
)
