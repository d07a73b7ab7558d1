"""The order desk: takes PizzaBot's signed orders and texts the person in charge.

Run it with ``python main.py`` or ``flask --app main run``; its settings come from the
environment or from a ``.env`` file (see ``.env.example``).
"""

import os
import sqlite3
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import closing
from http import HTTPStatus
from pathlib import Path
from typing import Any

from dotenv import load_dotenv
from flask import Flask, request
from standardwebhooks.webhooks import EmptyWebhookSecretError, Webhook, WebhookVerificationError
from twilio.base.exceptions import TwilioException
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

__all__ = [
    "NotSent",
    "Orders",
    "Signatures",
    "compose",
    "create_app",
    "order_desk",
    "print_text",
    "texting",
]

SendText = Callable[[str], None]
"""Brings a text message to the person in charge; raises ``NotSent`` where that fails."""

CONFIRMED = "1"
"""What the customer answers to ``choice_confirmation`` to confirm."""


class NotSent(Exception):
    """The text message did not reach Twilio, or Twilio did not take it."""


class Signatures:
    """Tells our bots' deliveries from anybody else's (Standard Webhooks)."""

    def __init__(self, secrets: str) -> None:
        """Take the signing secrets, one for each bot, separated by spaces.

        Raises:
            ValueError: there is none, or one is not a signing secret.
        """
        try:
            self._webhooks = [Webhook(secret) for secret in secrets.split()]
        except EmptyWebhookSecretError as error:
            raise ValueError("not a signing secret") from error
        if not self._webhooks:
            raise ValueError("no signing secret")

    def accept(self, body: bytes, headers: Mapping[str, str]) -> bool:
        """Whether one of the secrets signed exactly these bytes within the last five minutes."""
        return any(self._signed(webhook, body, headers) for webhook in self._webhooks)

    @staticmethod
    def _signed(webhook: Webhook, body: bytes, headers: Mapping[str, str]) -> bool:
        try:
            webhook.verify(body, dict(headers), json_parse=False)
        except (WebhookVerificationError, ValueError):  # ValueError: headers of another shape
            return False
        return True


class Orders:
    """Remembers which deliveries were dealt with, so that none is dealt with twice.

    Kauli delivers at least once: a delivery whose answer got lost on the way comes again, with
    the same ``webhook-id``. A file keeps the ids, so a restart forgets nothing.
    """

    def __init__(self, path: str) -> None:
        """Open the file at ``path`` and make it where there is none."""
        self._path = path
        self._one_at_a_time = threading.Lock()
        with self._open() as file:
            file.execute("CREATE TABLE IF NOT EXISTS orders (webhook_id TEXT PRIMARY KEY)")

    def once(self, webhook_id: str, deal_with_it: Callable[[], None]) -> bool:
        """Deal with a delivery unless that was done before; returns whether it was done now.

        The id is written down last: should ``deal_with_it`` fail, the delivery counts as not
        received, and Kauli brings it again.
        """
        with self._one_at_a_time, self._open() as file:
            row = file.execute("SELECT 1 FROM orders WHERE webhook_id = ?", [webhook_id])
            if row.fetchone():
                return False
            deal_with_it()
            file.execute("INSERT INTO orders VALUES (?)", [webhook_id])
        return True

    def _open(self) -> "closing[sqlite3.Connection]":
        return closing(sqlite3.connect(self._path, isolation_level=None))


def compose(order: Mapping[str, Any]) -> str:
    """The text message about an order."""
    return (
        f"New order: {order.get('number_of_pizzas', '?')} x pizza, "
        f"{order.get('pizza_toppings', 'no toppings named')}.\n"
        f"To: {order.get('address', 'no address given')}\n"
        f"Phone: {order.get('phone_number', 'no number given')}"
    )


def print_text(text: str) -> None:
    """Show the message here, which is enough to try everything out."""
    print("Text message to the person in charge:", *text.splitlines(), sep="\n  ", flush=True)


def texting(settings: Mapping[str, str], http: TwilioHttpClient | None = None) -> SendText:
    """Choose how the person in charge is told: by Twilio, or printed where it is not set up."""
    names = ("phone_number", "twilio_SID", "twilio_assigned_phone_number", "twilio_auth_token")
    to, sid, sender, token = (settings.get(name, "") for name in names)
    if not (to and sid and sender and token):
        return print_text
    client = Client(sid, token, http_client=http or TwilioHttpClient(timeout=10))

    def send(text: str) -> None:
        try:
            client.messages.create(body=text, from_=sender, to=to)
        except (TwilioException, OSError) as error:  # OSError: Twilio was not reached
            raise NotSent(str(error)) from error

    return send


def order_desk(secrets: str, orders_file: str, send_text: SendText) -> Flask:
    """Build the server.

    Args:
        secrets: the signing secrets of the bots it works for, separated by spaces.
        orders_file: where to remember what was dealt with.
        send_text: brings a text message to the person in charge.

    Raises:
        ValueError: the secrets are none.
    """
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = 1024 * 1024
    signatures = Signatures(secrets)
    orders = Orders(orders_file)

    @app.post("/new-order")
    def new_order() -> tuple[str, HTTPStatus]:
        if not signatures.accept(request.get_data(), dict(request.headers)):
            return "The signature is not one of ours.", HTTPStatus.UNAUTHORIZED
        order = request.get_json()
        if not isinstance(order, dict):
            return "An order is a JSON object.", HTTPStatus.BAD_REQUEST
        if str(order.get("choice_confirmation", "")).strip() != CONFIRMED:
            return "Not confirmed, so there is nothing to do.", HTTPStatus.OK
        try:
            fresh = orders.once(request.headers["webhook-id"], lambda: send_text(compose(order)))
        except NotSent as error:
            app.logger.warning("The text message was not sent: %s", error)
            return "The text message was not sent; bring the order again.", HTTPStatus.BAD_GATEWAY
        return "Received." if fresh else "Received before.", HTTPStatus.OK

    return app


def create_app() -> Flask:
    """The server as the environment and ``.env`` set it up; ``flask --app main run`` calls this."""
    load_dotenv(Path.cwd() / ".env")
    secrets = os.environ.get("KAULI_WEBHOOK_SECRET", "")
    try:
        return order_desk(secrets, os.environ.get("ORDERS_FILE", "orders.db"), texting(os.environ))
    except ValueError:
        sys.exit(
            "Set KAULI_WEBHOOK_SECRET to the bot's signing secret; "
            "`kauli webhook secret PizzaBot` prints it."
        )


if __name__ == "__main__":
    create_app().run(port=int(os.environ.get("PORT", "5000")))
